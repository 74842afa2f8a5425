"""Who asks is told by e-mail that there is news, looks with the code, and answers: from the public page, and on the
telephone."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import DESKTOP
from tests.browser.test_access_for_all import complaints
from tests.conftest import NOW
from tests.database import as_owner
from tests.factories.referrals import EntranceFactory
from tests.personas import Persona
from tests.referrals.news import MOTHER, tick
from tests.web import mail_servers as server

Open = Callable[..., BrowserContext]
Sign = Callable[[BrowserContext, Persona], None]

MORNING = (NOW + timedelta(days=1)).replace(hour=7, minute=0)


@pytest.fixture
def stranger(now: None, open_browser: Open, clara: Persona) -> Page:
    """A phone on which nobody is signed in. axe's own styles need the policy switched off."""
    with as_owner():
        EntranceFactory(unit=clara.unit, is_public=True)
    return open_browser(bypass_csp=True).new_page()


@pytest.fixture
def desk(stranger: Page, open_browser: Open, signed_in_at: Sign, clara: Persona) -> Page:
    context = open_browser(size=DESKTOP, bypass_csp=True)
    signed_in_at(context, clara)
    return context.new_page()


def where_to(page: Page) -> str:
    """The way that the one e-mail of the next morning shows."""
    with server.moody():
        (told,) = tick(MORNING)
    assert told.to == [MOTHER]
    links = re.findall(r"http://[^/\s]+(/\S+)", str(told.body))
    assert links == ["/henvend/svar/"]
    return str(links[0])


def test_a_mother_gives_her_address_is_asked_told_and_answers(stranger: Page, desk: Page) -> None:
    stranger.goto("/henvend/")
    stranger.get_by_text("Jeg er pårørende eller ven").tap()
    stranger.get_by_label("Hvad kaldes personen?").fill("Kaj")
    stranger.get_by_label("Hvad er der sket?").fill("Han hoster blod.")
    stranger.get_by_label("Din e-mail").fill("kajs mor")
    stranger.get_by_role("button", name="Send").tap()
    expect(stranger.get_by_role("alert")).to_contain_text("Din e-mail")
    expect(stranger.get_by_label("Din e-mail")).to_have_value("kajs mor")
    stranger.get_by_label("Din e-mail").fill(MOTHER)
    stranger.get_by_role("button", name="Send").tap()
    code = stranger.locator(".receipt-code").inner_text().strip()

    desk.goto("/henvendelser/")
    desk.get_by_role("link", name="Åbn Kaj").click()
    desk.get_by_role("link", name="Spørg eller svar").click()
    desk.get_by_role("textbox").fill("Hvor sover han i nat?")
    desk.get_by_role("button", name="Send").click()
    expect(desk.get_by_role("region", name="Spørgsmål og svar")).to_contain_text("Venter på at blive sendt")
    expect(desk.get_by_role("main")).not_to_contain_text(MOTHER)

    stranger.goto(where_to(stranger))
    stranger.get_by_label("Din kode").fill(code)
    stranger.get_by_role("button", name="Se efter").tap()
    expect(stranger.get_by_role("main")).to_contain_text("Hvor sover han i nat?")
    stranger.get_by_label("Skriv til os").fill("På Istedgade 12.")
    stranger.get_by_role("button", name="Send").tap()
    desk.reload()
    expect(desk.get_by_role("region", name="Spørgsmål og svar")).to_contain_text("På Istedgade 12.")


def test_who_rings_gets_a_code_and_when_no_e_mail_arrives_the_page_says_to_ring(stranger: Page, desk: Page) -> None:
    desk.goto("/henvendelser/ny/")
    desk.get_by_label("Navn på den, der spørger").fill("Egon Læge")
    desk.get_by_label("Telefon til den, der spørger").fill("00 00 00 12")
    desk.get_by_label("Deres e-mail").fill(MOTHER)
    desk.get_by_label("Fornavne, eller det de bliver kaldt").fill("Petra")
    desk.get_by_label("Hvad drejer det sig om, på én linje?").fill("Sover i opgange")
    desk.get_by_role("button", name="Læg i køen").click()
    expect(desk.get_by_role("alert")).to_contain_text("Giv dem en kvitteringskode")
    desk.get_by_label("Giv dem en kvitteringskode").check()
    desk.get_by_role("button", name="Læg i køen").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Deres kvitteringskode")
    found = list(complaints(desk, "written_down"))
    code = desk.locator(".receipt-code").inner_text().strip()
    assert code not in desk.url
    desk.get_by_role("link", name="Til henvendelsen").click()
    expect(desk.get_by_role("main")).not_to_contain_text(code)
    desk.get_by_role("link", name="Spørg eller svar").click()
    desk.get_by_role("textbox").fill("Hvor så du hende?")
    desk.get_by_role("button", name="Send").click()
    with server.moody() as today:
        today.events = [server.refused]
        assert tick(MORNING) == []
    desk.reload()
    thread = desk.get_by_role("region", name="Spørgsmål og svar")
    expect(thread).to_contain_text("E-mailen kom ikke frem: ring til dem")
    expect(thread.get_by_role("link", name="00 00 00 12")).to_be_visible()
    found += complaints(desk, "thread_failed")

    stranger.goto("/henvend/svar/")
    stranger.get_by_label("Din kode").fill(code)
    stranger.get_by_role("button", name="Se efter").tap()
    expect(stranger.get_by_role("main")).to_contain_text("Hvor så du hende?")
    expect(stranger.get_by_role("main")).not_to_contain_text("Petra")
    assert found == []
