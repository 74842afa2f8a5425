"""A death, as those who work with the citizen meet it: recorded, told, silent, readable, and taken back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cases.choices import MayBeTold
from tests.browser.conftest import DESKTOP
from tests.browser.test_access_for_all import complaints
from tests.cases.world import Anker, anker_of
from tests.database import as_owner
from tests.factories import cases as make
from tests.personas import Persona

OpenBrowser = Callable[..., BrowserContext]
SignIn = Callable[[BrowserContext, Persona], None]


@pytest.fixture
def anker(now: None, anna: Persona, niels: Persona) -> Anker:
    """On Anna's list, with a follow-up that is overdue; Niels's team has been told about him."""
    found = anker_of(anna, birth_on="1958-12-24")
    with as_owner():
        make.GroundFactory(citizen=found.citizen, unit=niels.unit, basis="referral", scope=20, opened_by=anna.user)
    return found


@pytest.fixture
def page_of(anker: Anker, open_browser: OpenBrowser, signed_in_at: SignIn) -> Callable[..., Page]:
    def start(who: Persona, **options: object) -> Page:
        context = open_browser(**options)
        signed_in_at(context, who)
        return context.new_page()

    return start


def test_a_death_silences_the_reminders_tells_the_units_and_can_be_taken_back(
    page_of: Callable[..., Page], anker: Anker, anna: Persona, niels: Persona
) -> None:
    phone, desk = page_of(anna), page_of(niels, size=DESKTOP, bypass_csp=True)
    citizen = f"/borgere/{anker.citizen.pk}/"

    # Who is close to Anker, and what they may be told.
    phone.goto(citizen)
    phone.get_by_role("link", name="Om borgeren").tap()
    phone.get_by_role("link", name="Tilføj pårørende").tap()
    phone.get_by_label("Navn", exact=True).fill("Bodil Testager")
    phone.get_by_label("Relation").fill("søster")
    phone.get_by_label("Telefon").fill("00 00 00 40")
    phone.get_by_text(str(MayBeTold.WELL.label), exact=True).tap()
    phone.get_by_label("Borgeren sagde ja den").fill("2026-11-20")
    phone.get_by_role("button", name="Gem").tap()
    sister = phone.get_by_role("listitem").filter(has_text="Bodil Testager, søster")
    expect(sister).to_contain_text(str(MayBeTold.WELL.label))

    # The hospital calls.
    phone.goto(citizen)
    phone.get_by_role("link", name="Registrér dødsfald").tap()
    phone.get_by_role("button", name="Registrér dødsfaldet").tap()
    expect(phone.get_by_role("alert")).to_be_visible()
    phone.get_by_label("Dødsdag").fill("2026-11-23")
    phone.get_by_text("Hospitalet", exact=True).tap()
    phone.get_by_label("Navn og sted").fill("Bispebjerg, afdeling 3")
    phone.get_by_role("button", name="Registrér dødsfaldet").tap()
    who = phone.get_by_role("region", name="Hvem det er")
    expect(who).to_contain_text("Død 23.11.2026")
    expect(who).to_contain_text("kilde: Hospitalet, Bispebjerg, afdeling 3")
    expect(phone.get_by_text("Vil gerne se værelset.")).to_be_visible()

    # Nobody is reminded, and everybody is told.
    phone.goto("/")
    for region in ("Kræver opmærksomhed", "Åbne opfølgninger"):
        expect(phone.get_by_role("region", name=region)).not_to_contain_text("Anker")
    expect(phone.get_by_role("region", name="Mine borgere")).to_contain_text("Anker Testager")
    desk.goto("/borgere/beskeder/")
    told = desk.get_by_role("listitem").filter(has_text="En borger er død.")
    expect(told).to_contain_text("Anker Testager")
    told.get_by_role("button", name="Marker som set").click()
    expect(desk.get_by_role("listitem").filter(has_text="En borger er død.")).to_contain_text("set af Niels Testsen")
    told.get_by_role("link", name="Anker Testager").click()
    expect(desk.get_by_role("region", name="Hvem det er")).to_contain_text("Død 23.11.2026")
    assert list(complaints(desk, "niels-citizen-dead")) == []

    # It was somebody else.
    phone.goto(citizen)
    phone.get_by_role("link", name="Det er en fejl").tap()
    phone.get_by_role("textbox").fill("Forkert borger.")
    phone.get_by_role("button", name="Træk det tilbage").tap()
    expect(phone.get_by_role("region", name="Hvem det er")).not_to_contain_text("Død")
    phone.goto("/")
    expect(phone.get_by_role("region", name="Kræver opmærksomhed")).to_contain_text("Anker Testager")
    expect(phone.get_by_role("region", name="Åbne opfølgninger")).to_contain_text("Anker Testager")
    desk.goto("/borgere/beskeder/")
    expect(desk.get_by_role("listitem").filter(has_text="ved en fejl")).to_contain_text("Anker Testager")
