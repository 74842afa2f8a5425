"""No mouse and no finger: a contact, a handover, a merge and its end, the lock."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cases.models import Citizen, Contact, ContactLine
from tests.browser.conftest import DESKTOP
from tests.browser.keys import choose, press, tab_to, write
from tests.cases.test_merges import citizen_of
from tests.cases.world import Anker, anker_of
from tests.database import as_owner
from tests.factories import cases as make
from tests.personas import Persona


@pytest.fixture
def desk(
    now: None,
    open_browser: Callable[..., BrowserContext],
    signed_in_at: Callable[[BrowserContext, Persona], None],
    anna: Persona,
) -> Page:
    """Anna's computer, signed in."""
    context = open_browser(DESKTOP)
    signed_in_at(context, anna)
    return context.new_page()


@pytest.fixture
def anker(anna: Persona) -> Anker:
    return anker_of(anna)


def test_a_contact_with_two_citizens_and_somebody_unknown(desk: Page, anker: Anker, anna: Persona) -> None:
    with as_owner():
        case = make.CaseFactory(
            unit=anna.unit, opened_by=anna.user, citizen__given_name="Berit", citizen__family_name="Testbøgh"
        )
        make.AssignmentFactory(case=case, caseworker=anna.user)
        before = Contact.objects.count()
    desk.goto("/")
    tab_to(desk, desk.get_by_role("link", name="Gå til indhold"), most=1)
    press(desk, desk.get_by_role("link", name="Log kontakt", exact=True).first)
    expect(desk.get_by_role("heading", level=1)).to_have_text("Log kontakt")
    press(desk, desk.get_by_role("checkbox", name="Anker T."), "Space")
    press(desk, desk.get_by_role("checkbox", name="Berit T."), "Space")
    press(desk, desk.get_by_role("link", name="En, som ingen kender navnet på"))
    # It comes in place of its link, and nobody is sent past it.
    expect(desk.get_by_label("Hvad du kalder personen")).to_be_focused()
    desk.keyboard.type("Rygsækken")
    write(desk, desk.get_by_label("Hvordan man kender personen igen"), "Grøn rygsæk")
    choose(desk, desk.get_by_role("group", name="Hvordan gik det?"), "Ikke truffet")
    press(desk, desk.get_by_role("button", name="Gem", exact=True))
    expect(desk.get_by_role("status").first).to_contain_text("Kontakten med 3 borgere er gemt")
    with as_owner():
        assert Contact.objects.count() == before + 1
        lines = ContactLine.objects.filter(contact__source="logged", outcome="not_met")
        assert sorted(lines.values_list("citizen__given_name", flat=True)) == ["Anker", "Berit", "Rygsækken"]
        assert Citizen.objects.get(given_name="Rygsækken").features == "Grøn rygsæk"


def test_a_handover(desk: Page, anker: Anker, bo: Persona) -> None:
    desk.goto(f"/borgere/{anker.citizen.pk}/")
    press(desk, desk.get_by_role("link", name="Skift sagsbehandler"))
    desk.wait_for_url("**/sagsbehandler/**")
    choose(desk, desk.get_by_role("group", name="Sagsbehandler"), bo.user.full_name)
    write(desk, desk.get_by_label("Til den, der overtager"), "Ring om formiddagen.")
    press(desk, desk.get_by_role("button", name="Flyt", exact=True))
    expect(desk.get_by_text(f"Anker Testager er nu på {bo.user.full_name}s liste.")).to_be_visible()


def test_a_merge_and_its_end(desk: Page, anna: Persona) -> None:
    one, other = (citizen_of(anna, "Mogens", birth_year=1961) for _ in range(2))
    desk.goto(f"/borgere/{one.pk}/")
    press(desk, desk.get_by_role("link", name="Måske den samme"))
    press(desk, desk.get_by_role("link", name="Sammenlign Mogens Testager"))
    desk.wait_for_url(f"**?other={other.pk}")
    write(desk, desk.get_by_label("Hvordan du ved, at de er den samme"), "Samme tatovering")
    press(desk, desk.get_by_role("button", name="De er den samme"))
    expect(desk.get_by_role("status").first).to_contain_text("Vises fra nu af som én")
    press(desk, desk.get_by_role("link", name="Måske den samme"))
    press(desk, desk.get_by_role("link", name="Skil dem ad"))
    write(desk, desk.get_by_role("textbox"), "Det var to brødre")
    press(desk, desk.get_by_role("button", name="De er to"))
    expect(desk.get_by_role("status").first).to_contain_text("De er to igen")
