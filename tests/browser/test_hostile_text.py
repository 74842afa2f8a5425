"""proof.md 8 in a real browser: hostile texts stand on every page as text; nothing runs or breaks out of the phone."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from cases.models import Citizen
from tests.browser.conftest import PHONE
from tests.database import as_owner
from tests.factories import cases as make
from tests.personas import Persona
from tests.proof.asking import OF, address
from tests.proof.hostile import CORPUS
from tests.proof.table import cells
from tests.proof.world import Subject, subject

#: What a browser keeps instead of showing it; formulas in them have tests of their own.
FILES = {"cases:export_file", "cases:import_bad"}
#: Pages about somebody, as a coordinator, who sees the most of them.
PAGES = sorted(
    {
        cell.url
        for cell in cells(frozenset(OF))
        if cell.who == "clara" and cell.way == "GET" and cell.word == "opens" and cell.relation in ("", "own")
        if cell.url.startswith(("cases:", "today")) and cell.url not in FILES
    }
)


@pytest.fixture
def everything_hostile(now: None, clara: Persona) -> list[Subject]:
    """For each text a citizen of Clara's who has it wherever somebody writes."""
    found = []
    with as_owner():
        for text in CORPUS:
            facts = {"given_name": text[:200], "family_name": text[:200], "risk_instruction": text[:200]}
            one = subject(clara.unit, clara.user, **facts, risk_review_on="2026-12-24")  # type: ignore[arg-type]
            make.AliasFactory(citizen=one.citizen, text=text[:100])
            make.PhoneFactory(citizen=one.citizen, number=text[:20])
            line = make.ContactLineFactory(
                citizen=one.citizen, unit=clara.unit, by=clara.user, note=text * 3, whereabouts=text[:120]
            )
            make.NoteAdditionFactory(line=line, written_by=clara.user, text=text)
            make.RiskStoryFactory(citizen=one.citizen, unit=clara.unit, written_by=clara.user, text=text)
            make.FollowUpFactory(
                citizen=one.citizen, unit=clara.unit, owner=clara.user, what=text[:200], why=text[:500], overdue=True
            )
            make.ContactLineFactory(
                citizen=one.citizen, unit=clara.unit, by=clara.user, note=text, struck=True, struck_reason=text
            )
            found.append(one)
    return found


def unharmed(page: Page, where: str) -> list[str]:
    """What went wrong on this page."""
    found = []
    if page.evaluate("window.harmed") is not None:
        found.append(f"{where}: something ran")
    if (wide := page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
        found.append(f"{where}: {wide} px wider than the phone")
    strange = page.evaluate(
        "document.querySelectorAll('main iframe, main img:not([src^=data]), main style,"
        ' main script:not([src^="/static/"])\').length'
    )
    if strange:
        found.append(f"{where}: {strange} elements that no template has")
    return found


def test_a_hostile_text_is_inert_on_every_page(
    everything_hostile: list[Subject],
    open_browser: Callable[..., BrowserContext],
    signed_in_at: Callable[[BrowserContext, Persona], None],
    clara: Persona,
) -> None:
    context = open_browser(PHONE)
    signed_in_at(context, clara)
    page = context.new_page()
    wrong: list[str] = []
    for url in PAGES:
        page.goto(address(url, everything_hostile[0].pk(OF[url]) if url in OF else None))
        wrong += unharmed(page, url)
    for one, text in zip(everything_hostile, CORPUS, strict=True):
        page.goto(reverse("cases:citizen", args=[one.citizen.pk]))
        wrong += unharmed(page, f"cases:citizen {text[:40]!r}")
        page.get_by_role("button", name="Vis").click()
        expect(page.locator("#cpr")).to_contain_text("250947-9989")
    assert not wrong, "\n".join(wrong)


def test_a_hostile_text_survives_being_written_and_corrected(phone: Page, anna: Persona) -> None:
    text = CORPUS[0] + "{{ 7*7 }} \"><b>'&amp;"
    phone.goto(reverse("cases:citizen_new"))
    phone.get_by_label("Fornavne").fill(text)
    phone.get_by_label("Kaldes").fill(text)
    phone.get_by_role("button", name="Gem", exact=True).tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text(text)
    phone.get_by_role("link", name="Ret", exact=True).tap()
    expect(phone.get_by_label("Fornavne")).to_have_value(text)
    phone.get_by_label("Født omkring (år)").fill("1960")
    phone.get_by_role("button", name="Gem", exact=True).tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text(text)
    assert unharmed(phone, "corrected") == []
    with as_owner():
        assert Citizen.objects.get().given_name == text
