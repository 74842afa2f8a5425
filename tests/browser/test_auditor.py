"""An auditor finds a row of the log that somebody changed, and reviews the month's sample; a citizen gets the list."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import DESKTOP
from tests.cases.world import anker_of
from tests.database import as_owner, as_worker, sql
from tests.factories.auditing import AccessEntryFactory, SampleFactory
from tests.pdf_text import words
from tests.personas import Persona
from udsatte.access.models import AccessEntry, AccessSeal
from udsatte.access.seals import seal
from udsatte.access.tasks import check_access_log

OpenPage = Callable[[Persona], Page]


@pytest.fixture
def desk(
    now: None,
    open_browser: Callable[..., BrowserContext],
    signed_in_at: Callable[[BrowserContext, Persona], None],
) -> OpenPage:
    """Somebody's computer, signed in."""

    def sit_down(who: Persona) -> Page:
        context = open_browser(DESKTOP)
        signed_in_at(context, who)
        return context.new_page()

    return sit_down


def looked(who: Persona, at: datetime) -> AccessEntry:
    with as_owner():
        entry: AccessEntry = AccessEntryFactory(user_id=who.user.pk, unit_id=who.unit.pk, citizen_id=uuid4(), at=at)
    return entry


def test_the_auditor_finds_a_row_that_somebody_with_the_owners_password_changed(
    desk: OpenPage, viggo: Persona, anna: Persona, bo: Persona
) -> None:
    page = desk(viggo)
    at = timezone.now() - timedelta(hours=2)
    changed = [looked(anna, at), looked(bo, at)][0]
    with as_worker():
        assert seal(0) == 1
        check_access_log()
    page.goto("/")
    page.get_by_role("link", name="Adgangsloggen").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Adgangsloggen")
    expect(page.get_by_role("main")).to_contain_text("Loggen er, som den blev forseglet.")
    with as_owner():
        # Anna was never there.
        sql("UPDATE access_accessentry SET user_id = %s WHERE id = %s", bo.user.pk, changed.pk)
        sql("DELETE FROM access_accesscheck")
    with as_worker():
        check_access_log()
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("Loggen er ikke, som den blev forseglet: 1 fejl")
    page.get_by_role("link", name="Se hvilke rækker").click()
    found = page.get_by_role("region", name="Hvad kontrollen fandt")
    with as_owner():
        day = timezone.localdate(AccessSeal.objects.get().sealed_at)
    expect(found).to_contain_text(f"Række {changed.pk} i segl 1 ({day:%d.%m.%Y}) er ændret.")
    expect(found).not_to_contain_text("Testsen")


def test_the_auditor_reviews_a_look(desk: OpenPage, viggo: Persona, anna: Persona) -> None:
    page = desk(viggo)
    entry = looked(anna, timezone.now() - timedelta(days=30))
    with as_owner():
        SampleFactory(entry_id=entry.pk, unit=anna.unit, drawn_for="own_name")
    page.goto("/log/stikproeve/")
    expect(page.get_by_role("main")).to_contain_text("0 af 1 gennemgået")
    page.get_by_role("link", name=f"Udsatteteamet: {anna.user.full_name}").click()
    page.get_by_text("Brud", exact=True).click()
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Skriv med få ord")
    page.get_by_role("textbox", name="Med få ord").fill("Egen bror. Lederen er spurgt.")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("1 af 1 gennemgået")
    expect(page.get_by_role("region", name="Stikprøve for Januar 2026")).to_contain_text("Brud")


def test_the_coordinator_hands_a_citizen_the_list(desk: OpenPage, clara: Persona, anna: Persona) -> None:
    page = desk(clara)
    anker = anker_of(anna)
    with as_owner():
        AccessEntryFactory(
            user_id=anna.user.pk,
            unit_id=anna.unit.pk,
            citizen_id=anker.citizen.pk,
            at=timezone.now() - timedelta(days=1),
        )
    page.goto(f"/borgere/{anker.citizen.pk}/")
    page.get_by_role("link", name="Hvem har set").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Lav listen (PDF)").click()
    assert waiting.value.suggested_filename == "opslag.pdf"
    said = words(Path(waiting.value.path()).read_bytes())
    assert "Udsatteteamet, Sagsbehandler, Københavns Kommune Åbnede din side" in said
    assert anna.user.full_name not in said
