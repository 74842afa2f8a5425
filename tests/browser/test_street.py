"""In the street at night, on a phone: a stranger, broken glass, the one on duty; and the coordinator's list."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cases.choices import IdentifierKind
from cases.identifiers import digest, seal
from cases.models import Ground
from tests.browser.conftest import DESKTOP
from tests.browser.test_access_for_all import complaints
from tests.cases.world import Anker, anker_of
from tests.conftest import NOW
from tests.database import as_owner
from tests.factories import cases as make
from tests.factories.accounts import DutyShiftFactory
from tests.personas import Persona

CPR = "2509479989"
OpenBrowser = Callable[..., BrowserContext]
SignIn = Callable[[BrowserContext, Persona], None]


@pytest.fixture
def anker(anna: Persona) -> Anker:
    found = anker_of(anna, birth_on=date(1947, 9, 25), risk_instruction="Gå to", risk_review_on="2027-01-01")
    with as_owner():
        number = digest(IdentifierKind.CPR, CPR)
        make.IdentifierFactory(citizen=found.citizen, digest=number, ciphertext=seal(CPR))
    return found


@pytest.fixture
def page_of(now: None, open_browser: OpenBrowser, signed_in_at: SignIn) -> Callable[..., Page]:
    """Somebody's phone or computer, signed in."""

    def start(who: Persona, **options: object) -> Page:
        context = open_browser(**options)
        signed_in_at(context, who)
        return context.new_page()

    return start


def test_a_stranger_at_night_and_the_coordinators_list(
    page_of: Callable[..., Page], anker: Anker, rikke: Persona, clara: Persona
) -> None:
    phone, desk = page_of(rikke), page_of(clara, size=DESKTOP)
    phone.goto("/borgere/")
    phone.get_by_role("link", name="Find en borger").tap()
    phone.get_by_role("link", name="Jeg står med borgeren").tap()
    phone.get_by_label("Hele navnet").fill("Anker Testager")
    phone.get_by_label("Født").fill("1947-09-25")
    phone.get_by_text("Har ingen steder at sove").tap()
    phone.get_by_role("button", name="Åbn borgeren").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Anker Testager")
    expect(phone.get_by_role("status")).to_contain_text("Du kan se borgeren i 72 timer")
    expect(phone.get_by_role("main")).to_contain_text("Gå to")
    expect(phone.get_by_role("main")).to_contain_text("Anna Testsen")
    assert "testager" not in phone.url.lower()

    desk.goto("/borgere/")
    desk.get_by_role("link", name="Hvem har åbnet").click()
    row = desk.get_by_role("listitem").filter(has_text="Rikke Testsen")
    expect(row).to_contain_text("Anker Testager")
    expect(row).to_contain_text("Har ingen steder at sove")
    row.get_by_role("link", name="Afslut").click()
    desk.get_by_role("textbox").fill("Forkert borger")
    desk.get_by_role("button", name="Afslut").click()
    expect(desk.get_by_role("listitem").filter(has_text="Rikke Testsen")).to_contain_text("Forkert borger")

    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Her er ikke noget til dig")


def test_broken_glass_is_red_and_closed_again(page_of: Callable[..., Page], anker: Anker, niels: Persona) -> None:
    phone = page_of(niels)
    phone.goto("/borgere/find/")
    phone.get_by_role("link", name="Der er livsfare").tap()
    phone.get_by_label("CPR-nummer").fill("2509479989")
    phone.get_by_role("button", name="Nødåbn").tap()
    expect(phone.get_by_role("alert")).to_contain_text("Hvad er faren?")
    phone.get_by_label("Hvad er faren?").fill("Ligger livløs i porten ved Mændenes Hjem")
    phone.get_by_role("button", name="Nødåbn").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Anker Testager")
    for url in ("/", "/borgere/", "/konto/"):
        phone.goto(url)
        expect(phone.get_by_role("region", name="Nødåbning")).to_contain_text("24 timer")
    phone.get_by_role("button", name="Luk nu").tap()
    expect(phone.get_by_role("status")).to_contain_text("Afsluttet")
    expect(phone.get_by_role("region", name="Nødåbning")).to_have_count(0)
    with as_owner():
        assert Ground.objects.get(basis="glass").ended_by_id == niels.user.pk


def test_the_one_on_duty_opens_what_the_shift_needs(page_of: Callable[..., Page], anker: Anker, niels: Persona) -> None:
    with as_owner():
        hour = timedelta(hours=1)
        DutyShiftFactory(unit=niels.unit, user=niels.user, name="", starts_at=NOW - hour, ends_at=NOW + 7 * hour)
    phone = page_of(niels)
    phone.goto("/borgere/find/")
    phone.get_by_role("link", name="Jeg har vagten").tap()
    phone.get_by_label("Første bogstaver").fill("kap")
    phone.get_by_role("button", name="Søg").tap()
    phone.get_by_role("button", name="Åbn borgeren Anker Testager").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Anker Testager")


def test_the_streets_pages_are_for_all(
    open_browser: OpenBrowser,
    signed_in_at: SignIn,
    now: None,
    anker: Anker,
    anna: Persona,
    clara: Persona,
    niels: Persona,
    rikke: Persona,
) -> None:
    """axe on what only this state shows: the banner, the answers, the coordinator's list, the citizen's notice."""
    with as_owner():
        hour = timedelta(hours=1)
        DutyShiftFactory(unit=niels.unit, user=niels.user, name="", starts_at=NOW - hour, ends_at=NOW + 7 * hour)
        for who, basis in ((niels, "glass"), (rikke, "contact")):
            make.GroundFactory(
                citizen=anker.citizen, unit=who.unit, user=who.user, opened_by=who.user, basis=basis, street=True
            )
        anker.case.unit.__class__.objects.filter(pk=anker.case.unit_id).update(phone="00 00 00 01")
    found: list[str] = []
    for who, url in ((clara, "/borgere/aabnet/"), (anna, f"/borgere/{anker.citizen.pk}/"), (niels, "/borgere/find/")):
        context = open_browser(DESKTOP, bypass_csp=True)
        signed_in_at(context, who)
        page = context.new_page()
        page.goto(url)
        found += complaints(page, f"street-{who.name}", again=True)
    for url, button, fill in (
        ("known", "Spørg", {"CPR-nummer": CPR}),
        ("vagt", "Søg", {"Første bogstaver": "test"}),
        ("contact", "Åbn borgeren", {"Hele navnet": "Ukendt Testsen", "Født": "1947-09-25"}),
    ):
        page.goto(f"/borgere/find/{ {'known': 'kendt', 'vagt': 'vagt', 'contact': 'staar-med'}[url] }/")
        for label, words in fill.items():
            page.get_by_label(label).fill(words)
        if url != "vagt":
            page.locator("label.chip").first.click()
        page.locator("main").get_by_role("button", name=button, exact=True).click()
        page.get_by_role("status").first.wait_for()
        found += complaints(page, f"street-answer-{url}")
    assert found == []
