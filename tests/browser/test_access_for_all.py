"""axe on every page of every role, light and dark, on a phone and a desktop: nothing to complain of.

The pages are those that the table of addresses says open, and the errors that a person can meet.
With SCREENS=folder there is a picture of each.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import BrowserContext, Page, expect

from cases.contact_parts import PARTS
from tests.browser.conftest import DESKTOP, PHONE
from tests.cases.test_merges import citizen_of, merge
from tests.conftest import NOW
from tests.database import as_owner
from tests.factories import cases as make
from tests.factories.accounts import DirectoryEntryFactory, MembershipFactory, UnitFactory
from tests.personas import Persona, persona
from tests.proof.asking import OF, address
from tests.proof.referred import referred
from tests.proof.table import SIGNED_OUT, cells
from tests.proof.world import Subject, session_of, subject
from tests.web.test_lock import PIN

SCREENS = os.environ.get("SCREENS")
COLOURS: tuple[Literal["light", "dark"], ...] = ("light", "dark")
#: The dark theme is other colours and nothing else, so that the rules about colour see all that it changes.
AXE = {
    "light": "axe.run(document, {resultTypes: ['violations']})",
    "dark": "axe.run(document, {resultTypes: ['violations'], runOnly: ['color-contrast', 'link-in-text-block']})",
}
#: What is no page of the house.
NO_PAGES = {
    *("healthz", "readyz", "service_worker", "manifest"),
    *("mfa_download_recovery_codes", "cases:bell", "cases:pack", "cases:intake", "cases:call_told"),
    *("referrals:attachment", "referrals:day_panel"),
}

#: Who is looked at on the pages of those who plan and keep: they look the same for the others.
PLANNERS = {"clara": ("duty:", "auditing:"), "viggo": ("auditing:",), "adam": ("directory:", "people:")}


def pages_of(who: str) -> list[str]:
    """The addresses that open for this person, with a citizen of the own list where they name one."""
    return sorted(
        {
            cell.url
            for cell in cells(frozenset(OF))
            if cell.who == who and cell.way == "GET" and cell.word == "opens" and cell.relation in ("", "own")
        }
        - NO_PAGES
    )


@pytest.fixture
def own(now: None, anna: Persona) -> Subject:
    """Somebody who was met long ago, with a risk, and somebody never met."""
    with as_owner():
        place = make.PlaceFactory(name="Mændenes Hjem")
        make.CaseFactory(unit=anna.unit, opened_by=anna.user)
        DirectoryEntryFactory(unit=anna.unit)
        risk: dict[str, Any] = {
            "risk_instruction": "Gå to sammen",
            "risk_review_on": "2026-12-24",
            "birth_on": "1958-12-24",
        }
        return subject(anna.unit, anna.user, place=place, is_protected=True, **risk)


@pytest.fixture
def looked_at(open_browser: Callable[..., BrowserContext], live_server: Any) -> Callable[[Persona | None], Page]:
    """A browser of that person, signed in with both steps a moment ago."""

    def start(who: Persona | None) -> Page:
        # axe marks what it looks at with styles of its own, which the policy would stop.
        context = open_browser(DESKTOP, bypass_csp=True)
        if who is not None:
            session = session_of(who)
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url, "httpOnly": True}])
        return context.new_page()

    return start


def complaints(page: Page, name: str, *, again: bool = False) -> Iterator[str]:
    """What axe finds, in each size and colour, and text that runs out of the page; a picture of each if wanted."""
    for size in (PHONE, DESKTOP):
        if page.viewport_size != size:
            page.set_viewport_size({"width": size["width"], "height": size["height"]})
            if again:
                page.reload()
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE_SCRIPT)
        for colours in COLOURS:
            page.emulate_media(color_scheme=colours, reduced_motion="reduce")
            where = f"{name} {size['width']} {colours}"
            for found in page.evaluate(AXE[colours])["violations"]:
                nodes = "; ".join(node["html"][:160] for node in found["nodes"][:3])
                yield f"{where}: {found['id']} ({found['help']}): {nodes}"
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if wide > 0:
                yield f"{where}: {wide} px too wide"
            if SCREENS:
                picture = Path(SCREENS, f"{name.replace(':', '-')}-{size['width']}-{colours}.png")
                page.screenshot(path=picture, full_page=True)


def looked(page: Page, who: str, urls: list[str], own: Subject) -> list[str]:
    """Every complaint about these addresses."""
    found: list[str] = []
    for url in urls:
        page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
        answer = page.goto(address(url, own.pk(OF[url]) if url in OF else None))
        assert answer is not None
        assert answer.status == 200, url
        found += complaints(page, f"{who}-{url}", again=True)
    return found


Look = Callable[[Persona | None], Page]


def test_a_caseworkers_pages(looked_at: Look, anna: Persona, own: Subject) -> None:
    urls = [url for url in pages_of("anna") if url.startswith("cases:") or url == "today"]
    assert looked(looked_at(anna), "anna", urls, own) == []


def test_the_pages_of_ones_own_account(looked_at: Look, anna: Persona, own: Subject) -> None:
    elsewhere = ("cases:", "referrals:", "today")
    assert looked(looked_at(anna), "anna", [u for u in pages_of("anna") if not u.startswith(elsewhere)], own) == []


@pytest.mark.parametrize("name", ["clara", "frank"])
def test_the_pages_of_referrals(looked_at: Look, own: Subject, name: str) -> None:
    """Of whoever decides, and of whoever only sends."""
    urls = [url for url in pages_of(name) if url.startswith("referrals:")]
    who = persona(name)
    with as_owner():
        stands = replace(own, referred=referred(who.unit, who.user, UnitFactory())["own"])
    assert looked(looked_at(who), name, urls, stands) == []


def test_the_pages_of_somebody_signed_out(looked_at: Look, own: Subject) -> None:
    urls = [url for url, word in SIGNED_OUT.items() if word == "opens" and url not in NO_PAGES]
    assert looked(looked_at(None), "signed-out", urls, own) == []


def test_the_pages_of_somebody_with_two_places_and_with_none(looked_at: Look, bo: Persona, own: Subject) -> None:
    page = looked_at(bo)
    with as_owner():
        second = MembershipFactory(user=bo.user, unit=UnitFactory())
    found = looked(page, "bo-two-places", ["account", "today"], own)
    with as_owner():
        type(second).objects.filter(user=bo.user).update(ends_at=NOW)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Du har ingen plads her")
    assert found + list(complaints(page, "bo-no-place")) == []


@pytest.mark.parametrize("name", ["clara", "mette", "niels", "rikke", "frank", "viggo", "adam"])
def test_the_pages_of_other_roles(looked_at: Look, own: Subject, name: str) -> None:
    """What this role sees otherwise than a caseworker: the lists, and the citizen as a shared reader sees one."""
    who = persona(name)
    with as_owner():
        if who.unit.pk != own.case.unit_id:
            make.GroundFactory(citizen=own.citizen, unit=who.unit, basis="referral", scope=20, opened_by=who.user)
        make.ContactLineFactory(citizen=own.citizen, unit=who.unit, by=who.user, struck=True, note="Forkert borger.")
    urls = {"today", "more", "account", "cases:citizens", "cases:struck", "cases:follow_ups", "cases:citizen"}
    urls = (urls | {"cases:imports", "cases:exports"}) & set(pages_of(name))
    if name in PLANNERS:
        urls |= {url for url in pages_of(name) if url.startswith(PLANNERS[name])}
    assert looked(looked_at(who), name, sorted(urls), own) == []


def test_the_pages_that_only_a_coordinator_opens(looked_at: Look, clara: Persona, own: Subject) -> None:
    urls = {url for url in set(pages_of("clara")) - set(pages_of("anna")) if url.startswith("cases:")}
    # Lists that somebody brings and takes are that person's alone.
    urls -= {"cases:import_job", "cases:import_bad", "cases:export_job", "cases:export_file"}
    assert looked(looked_at(clara), "clara-alone", sorted(urls), own) == []


def test_two_citizens_side_by_side_and_one_person(looked_at: Look, anna: Persona, own: Subject) -> None:
    other = citizen_of(anna, "Muggi", "", is_unknown=True, birth_year=1959)
    page = looked_at(anna)
    found: list[str] = []
    page.goto(f"{address('cases:citizen_merge', own.citizen.pk)}?other={other.pk}")
    found += complaints(page, "merge", again=True)
    held = merge(anna, other, own.citizen, NOW)
    page.goto(f"{address('cases:citizen_unmerge', own.citizen.pk)}?merge={held}")
    found += complaints(page, "unmerge", again=True)
    assert found == []
    assert looked(page, "one-person", ["cases:citizen", "cases:citizen_alike"], own) == []


def test_every_part_of_the_quick_form(looked_at: Look, anna: Persona, own: Subject) -> None:
    page = looked_at(anna)
    page.goto(address("cases:contact_new", None) + "?" + "&".join(f"part={part}" for part in PARTS))
    assert list(complaints(page, "contact-parts", again=True)) == []


def test_a_computer_that_is_locked(looked_at: Look, anna: Persona, now: None) -> None:
    page = looked_at(anna)
    page.goto(address("pin_choose", None))
    page.get_by_role("textbox", name="Pinkode").fill(PIN)
    page.get_by_label("Den samme en gang til").fill(PIN)
    page.get_by_role("button", name="Gem", exact=True).click()
    page.get_by_role("button", name="Flere bruger den").click()
    page.get_by_role("button", name="Lås").click()
    found = list(complaints(page, "locked", again=True))
    page.get_by_role("textbox", name="Pinkode").fill("1111")
    page.get_by_role("button", name="Lås op").click()
    page.get_by_text("Det er ikke pinkoden.").wait_for()
    assert found + list(complaints(page, "locked-wrong")) == []


def test_the_errors_that_somebody_can_meet(looked_at: Look, anna: Persona, frank: Persona, own: Subject) -> None:
    page = looked_at(anna)
    found: list[str] = []
    for url in ("cases:citizen_new", "cases:contact_new", "cases:case_state", "cases:follow_up_new"):
        page.goto(address(url, own.pk(OF[url]) if url in OF else None))
        page.locator("main form button[type=submit]").first.click()
        page.get_by_role("alert").wait_for()
        found += complaints(page, f"error-{url}")
    page.goto(f"/borgere/{own.case.pk}/")
    found += complaints(page, "error-absent")
    page.goto("/borgere/fejlfoerte/")
    found += complaints(page, "error-refused")
    page.goto(address("cases:citizen_change", own.citizen.pk))
    page.get_by_role("heading", level=1).wait_for()
    with as_owner():
        type(own.citizen).objects.filter(pk=own.citizen.pk).update(version=7, family_name="Nyttested")
    page.get_by_role("button", name="Gem", exact=True).click()
    page.get_by_role("heading", name="Ændret, mens du skrev").wait_for()
    found += complaints(page, "error-stale")
    page.goto(address("cases:risk_story_new", own.citizen.pk))
    page.get_by_role("textbox").fill("Slog ud efter en kollega.")
    page.context.clear_cookies(name="sessionid")
    page.locator("main form button[type=submit]").last.click()
    page.get_by_role("heading", name="Ikke gemt endnu").wait_for()
    found += complaints(page, "error-session-ended")
    assert found == []
