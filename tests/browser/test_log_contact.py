"""Logging a contact on a phone: two citizens at once, a double tap, a session that ended."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cases.models import Contact, ContactLine
from tests.cases.world import Anker, anker_of
from tests.database import as_owner
from tests.factories import cases as make
from tests.personas import Persona
from tests.web.signing_in import PASSWORD, give_password
from udsatte.accounts.models import Session

LOG = "/borgere/kontakt/"
#: The one at the bottom, not those under each name.
NOTE = re.compile(r"^\s*Note(?! om)")


@pytest.fixture
def anker(anna: Persona) -> Anker:
    return anker_of(anna)


@pytest.fixture
def berit(anna: Persona) -> None:
    with as_owner():
        citizen = make.CitizenFactory(given_name="Berit", family_name="Testbøgh")
        case = make.CaseFactory(citizen=citizen, unit=anna.unit, opened_by=anna.user)
        make.AssignmentFactory(case=case, caseworker=anna.user)


def lines_of_today() -> dict[str, tuple[str, str]]:
    """Of each citizen in the newest contact: how it went, and the note."""
    with as_owner():
        newest = Contact.objects.filter(source="logged").latest("saved_at")
        lines = ContactLine.objects.filter(contact=newest).select_related("citizen")
        return {line.citizen.given_name: (line.outcome, line.note) for line in lines}


def contacts() -> int:
    with as_owner():
        return Contact.objects.count()


def test_two_citizens_in_one_contact_with_a_note_each(phone: Page, anker: Anker, berit: None) -> None:
    phone.goto(LOG)
    phone.locator("label.chip", has_text="Anker T.").tap()
    expect(phone.get_by_label("Note om Anker T.")).to_be_hidden()
    phone.locator("label.chip", has_text="Berit T.").tap()
    phone.get_by_label("Note om Anker T.").fill("Vil gerne se værelset.")
    phone.get_by_label("Note om Berit T.").fill("Fulgt til lægen.")
    phone.get_by_label("Hvordan det gik med Berit T.").select_option(label="Afviste")
    # One note for both would tell each about the other: it is not there to be written.
    phone.locator("summary", has_text="Note").tap()
    expect(phone.get_by_label(NOTE)).to_be_hidden()
    phone.get_by_role("button", name="Gem", exact=True).tap()
    expect(phone.get_by_role("status")).to_contain_text("Kontakten med 2 borgere er gemt")
    assert lines_of_today() == {"Anker": ("met", "Vil gerne se værelset."), "Berit": ("refused", "Fulgt til lægen.")}


def test_a_double_tap_on_save_makes_one_contact(phone: Page, anker: Anker) -> None:
    before = contacts()
    phone.goto(LOG)
    phone.locator("label.chip", has_text="Anker T.").tap()
    phone.get_by_role("button", name="Gem", exact=True).dblclick()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Anker Testager")
    assert contacts() == before + 1


def test_a_session_that_ended_while_writing_loses_nothing(
    phone: Page, anna: Persona, anker: Anker, signed_in_at: Callable[[BrowserContext, Persona], None]
) -> None:
    give_password(anna)
    anna.user.refresh_from_db()
    signed_in_at(phone.context, anna)
    before = contacts()
    phone.goto(LOG)
    phone.locator("label.chip", has_text="Anker T.").tap()
    phone.locator("summary", has_text="Note").tap()
    phone.get_by_label(NOTE).fill("Regn hele dagen.\nHunden var med.")
    with as_owner():
        Session.objects.all().delete()
    phone.get_by_role("button", name="Gem", exact=True).tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Ikke gemt endnu")
    expect(phone.get_by_label("Note")).to_have_value("Regn hele dagen.\nHunden var med.")
    with phone.context.expect_page() as opened:
        phone.get_by_role("link", name="Log ind i en ny fane").tap()
    other = opened.value
    other.get_by_label("E-mail").fill(anna.user.email)
    other.get_by_label("Adgangskode").fill(PASSWORD)
    other.get_by_role("button", name="Log ind", exact=True).tap()
    expect(other.get_by_role("navigation", name="Hovedmenu")).to_be_visible()
    assert contacts() == before
    phone.get_by_role("button", name="Gem", exact=True).tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Anker Testager")
    assert contacts() == before + 1
    assert lines_of_today()["Anker"][1].splitlines() == ["Regn hele dagen.", "Hunden var med."]


def test_an_error_stands_beside_its_field_and_keeps_what_was_typed(phone: Page, anker: Anker) -> None:
    phone.goto(LOG)
    phone.locator("summary", has_text="Note").tap()
    phone.get_by_label(NOTE).fill("Regn hele dagen.")
    phone.get_by_role("button", name="Gem", exact=True).tap()
    summary = phone.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Vælg, hvem det var.")
    expect(phone.get_by_role("group", name="Hvem?")).to_contain_text("Vælg, hvem det var.")
    expect(phone.get_by_label(NOTE)).to_have_value("Regn hele dagen.")
