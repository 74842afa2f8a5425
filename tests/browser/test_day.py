"""A whole day on a phone: five contacts of five kinds, a draft that Back does not lose, and what one contact costs."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, Request, Route, expect

from cases.models import Citizen, Contact, ContactDraft, ContactLine, StaffLine
from tests.browser.test_log_contact import LOG, NOTE
from tests.cases.world import anker_of
from tests.database import as_owner
from tests.factories import cases as make
from tests.factories.accounts import DirectoryEntryFactory
from tests.personas import Persona


@pytest.fixture
def team(anna: Persona, bo: Persona) -> None:
    """Anker and Berit on Anna's list, Vera on Bo's; a place, a service and an effort to walk to."""
    anker_of(anna)
    with as_owner():
        for who, name, family in ((anna, "Berit", "Testbøgh"), (bo, "Vera", "Testhavn")):
            case = make.CaseFactory(
                citizen=make.CitizenFactory(given_name=name, family_name=family), unit=anna.unit, opened_by=who.user
            )
            make.AssignmentFactory(case=case, caseworker=who.user)
        make.HauntFactory(citizen=case.citizen, place=make.PlaceFactory(name="Botilbuddet"))
        DirectoryEntryFactory(unit__name="Sundhedsrummet")


def choose(page: Page, name: str) -> None:
    page.locator("label.chip", has_text=name).first.tap()


def unfold(page: Page, name: str) -> None:
    page.locator("summary", has_text=name).first.tap()


def save(page: Page, button: str = "Gem") -> None:
    page.get_by_role("button", name=button, exact=True).tap()


def test_five_contacts_of_a_day(phone: Page, team: None) -> None:
    # Two citizens at one bench, one of them a colleague's: two letters away.
    phone.goto(LOG)
    choose(phone, "Anker T.")
    unfold(phone, "En anden af teamets")
    phone.get_by_label("To bogstaver af navnet").press_sequentially("ve")
    choose(phone, "Vera T.")
    phone.get_by_label("Note om Vera T.").fill("Fik et tæppe.")
    save(phone, "Gem og log en til")
    expect(phone.get_by_role("status").first).to_contain_text("Kontakten med 2 borgere er gemt")
    # Not met.
    choose(phone, "Berit T.")
    choose(phone, "Ikke truffet")
    save(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Berit Testbøgh")
    # Somebody whose name nobody knows.
    phone.goto(LOG)
    phone.get_by_role("link", name="En, som ingen kender navnet på").tap()
    phone.get_by_label("Hvad du kalder personen").fill("Rygsækken")
    phone.get_by_label("Hvordan man kender personen igen").fill("Omkring 40, grøn rygsæk")
    save(phone)
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Rygsækken")
    # Walked along.
    phone.goto(LOG)
    choose(phone, "Anker T.")
    unfold(phone, "Hvad gjorde I")
    phone.get_by_role("link", name="Fulgt til").tap()
    phone.get_by_label("Fulgt til").select_option(label="Sundhedsrummet")
    save(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Anker Testager")
    # The staff of a place, and no citizen.
    phone.goto(LOG)
    phone.get_by_role("link", name="Sted først").tap()
    phone.get_by_role("link", name="Botilbuddet").tap()
    phone.get_by_role("link", name="Kun med stedets personale").tap()
    choose(phone, "Rådgivning")
    save(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Personalesamtaler")
    with as_owner():
        contacts = Contact.objects.filter(source="logged", saved_at__date="2026-11-24")
        assert contacts.count() == 5
        lines = ContactLine.objects.filter(contact__in=contacts).values_list("citizen__given_name", "outcome")
        assert sorted(lines) == [
            ("Anker", "met"),
            ("Anker", "met"),
            ("Berit", "not_met"),
            ("Rygsækken", "met"),
            ("Vera", "met"),
        ]
        assert ContactLine.objects.get(accompanied_unit__name="Sundhedsrummet").citizen.given_name == "Anker"
        assert ContactLine.objects.get(citizen__given_name="Vera").note == "Fik et tæppe."
        assert StaffLine.objects.filter(contact__place__name="Botilbuddet").count() == 1
        assert Citizen.objects.get(given_name="Rygsækken").is_unknown


def test_a_place_first_puts_those_on_top_who_are_usually_there(phone: Page, team: None) -> None:
    phone.goto(LOG)
    phone.get_by_role("link", name="Sted først").tap()
    phone.get_by_role("link", name="Botilbuddet").tap()
    expect(phone.locator(".who label.chip").first).to_contain_text("Vera T.")


def test_the_common_contact_is_five_taps_and_few_bytes(phone: Page, team: None) -> None:
    sent: list[Request] = []
    phone.goto("/")
    phone.get_by_role("link", name="Log kontakt", exact=True).last.tap()  # 1
    choose(phone, "Anker T.")  # 2
    unfold(phone, "Hvad gjorde I")  # 3
    phone.locator("details.step-fold", has_text="Hvad gjorde I?").locator("label.chip").first.tap()  # 4
    phone.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    save(phone)  # 5
    expect(phone.get_by_role("heading", level=1)).to_have_text("Anker Testager")
    saved = next(request for request in sent if request.url.endswith(LOG) or "?draft=" in request.url)
    assert len(saved.post_data or "") < 2_000


def test_back_and_a_call_in_the_middle_lose_nothing(phone: Page, team: None) -> None:
    phone.goto(LOG)
    choose(phone, "Anker T.")
    unfold(phone, "Note")
    phone.get_by_label(NOTE).fill("Sad på bænken med hunden.")
    expect(phone.locator("[data-draft-status]")).to_contain_text("Kladde gemt kl.")
    expect(phone).to_have_url(re.compile(r"\?draft="))
    phone.goto("/borgere/")
    phone.go_back()
    expect(phone.get_by_label(NOTE)).to_have_value("Sad på bænken med hunden.")
    expect(phone.locator("label.chip", has_text="Anker T.")).to_be_visible()
    phone.goto(LOG)
    expect(phone.get_by_text("Du begyndte på en kontakt")).to_be_visible()
    phone.get_by_role("link", name="Skriv videre").tap()
    expect(phone.get_by_label(NOTE)).to_have_value("Sad på bænken med hunden.")
    save(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Anker Testager")
    with as_owner():
        assert not ContactDraft.objects.exists()
        assert ContactLine.objects.filter(note="Sad på bænken med hunden.").count() == 1


def test_without_a_connection_the_line_says_that_the_draft_is_not_kept(phone: Page, team: None) -> None:
    phone.goto(LOG)
    unfold(phone, "Note")
    phone.route("**/kontakt/kladde/", lambda route: route.fulfill(status=403))
    phone.get_by_label(NOTE).fill("Sad på bænken.")
    expect(phone.locator("[data-draft-status]")).to_contain_text("Kladden er ikke gemt")
    expect(phone.get_by_label(NOTE)).to_have_value("Sad på bænken.")


@pytest.mark.parametrize("gone", ["before it was sent", "before the answer"])
def test_when_the_net_is_gone_as_it_is_saved_the_form_stays_and_it_is_saved_once(
    phone: Page, team: None, faults: list[str], gone: str
) -> None:
    phone.goto(LOG)
    expect(phone.locator("[data-offline]")).to_have_attribute("data-ready", "yes")
    choose(phone, "Anker T.")
    unfold(phone, "Note")
    phone.get_by_label(NOTE).fill("Sad på bænken med hunden.")
    if gone == "before it was sent":
        phone.context.set_offline(True)
    else:
        lose_the_answer(phone.context)
    save(phone)
    expect(phone.get_by_role("alert")).to_be_focused()
    expect(phone.get_by_role("alert")).to_contain_text("Intet net. Ingen ved, om den blev gemt.")
    expect(phone.get_by_label(NOTE)).to_have_value("Sad på bænken med hunden.")
    expect(phone.get_by_role("checkbox", name="Anker T.")).to_be_checked()
    phone.context.set_offline(False)
    expect(phone.locator("[data-draft-status]")).to_contain_text("Kladde gemt kl.")
    save(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Anker Testager")
    with as_owner():
        assert ContactLine.objects.filter(note="Sad på bænken med hunden.").count() == 1
        assert not ContactDraft.objects.exists()
    faults[:] = [said for said in faults if "net::ERR_" not in said]


def lose_the_answer(context: BrowserContext) -> None:
    """The server takes it, and the net is gone before the answer is here."""
    lost: list[str] = []

    def answer(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.request.url)
            route.fetch(max_redirects=0)
            route.abort()
        else:
            route.continue_()

    context.route(re.compile(rf"{LOG}(\?.*)?$"), answer)
