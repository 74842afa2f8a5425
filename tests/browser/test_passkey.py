"""From the invitation to a sign-in with a passkey alone, in a browser with an authenticator of its own."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import DESKTOP
from tests.browser.test_access_for_all import complaints
from tests.personas import Persona
from tests.proof.world import session_of
from tests.web.signing_in import PASSWORD, code
from udsatte.accounts.invitations import invitation_link
from udsatte.settings.mail import NO_SERVER

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def page(open_browser: Callable[..., BrowserContext], settings: Settings, live_server: LiveServer) -> Page:
    """A phone that keeps passkeys and knows its owner's finger."""
    settings.MFA_REQUIRED = True
    settings.PUBLIC_URL = live_server.url
    page = open_browser().new_page()
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return page


def test_from_the_invitation_to_a_sign_in_with_the_passkey_alone(page: Page, anna: Persona) -> None:
    page.goto(invitation_link(anna.user))
    page.get_by_label("Din adgangskode").fill(PASSWORD)
    page.get_by_label("Den samme en gang til").fill(PASSWORD)
    page.get_by_role("button", name="Gem adgangskode").tap()
    page.get_by_role("link", name="Log ind").tap()
    page.get_by_label("E-mail").fill(anna.user.email)
    page.get_by_label("Adgangskode", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log ind", exact=True).tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vælg dit andet trin")
    page.get_by_role("link", name="Lav en adgangsnøgle").tap()
    page.get_by_label("Hvad du kalder den").fill("Min telefon")
    page.get_by_role("button", name="Lav en adgangsnøgle").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gendannelseskoder")
    page.get_by_role("link", name="Jeg har gemt dem").tap()
    expect(page.get_by_role("navigation", name="Hovedmenu")).to_be_visible()
    page.goto("/konto/")
    expect(page.get_by_role("heading", name="Adgangsnøgle: Min telefon")).to_be_visible()
    page.get_by_role("button", name="Log ud", exact=True).tap()
    page.get_by_role("button", name="Log ind med adgangsnøgle").tap()
    expect(page.get_by_role("navigation", name="Hovedmenu")).to_be_visible()
    # After the password it is the second step.
    page.goto("/konto/")
    page.get_by_role("button", name="Log ud", exact=True).tap()
    page.get_by_label("E-mail").fill(anna.user.email)
    page.get_by_label("Adgangskode", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log ind", exact=True).tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Det andet trin")
    page.get_by_role("button", name="Brug adgangsnøgle").tap()
    expect(page.get_by_role("navigation", name="Hovedmenu")).to_be_visible()


def test_a_person_who_says_no_can_try_again(page: Page, anna: Persona) -> None:
    page.goto("/konto/log-ind/")
    page.get_by_role("button", name="Log ind med adgangsnøgle").tap()
    expect(page.get_by_role("alert")).to_contain_text("Adgangsnøglen blev ikke brugt.")
    expect(page.get_by_role("button", name="Log ind med adgangsnøgle")).to_be_enabled()
    expect(page.get_by_label("E-mail")).to_be_visible()


def test_the_administrator_invites_and_the_new_colleague_comes_in(
    page: Page,
    open_browser: Callable[..., BrowserContext],
    live_server: LiveServer,
    settings: Settings,
    adam: Persona,
    anna: Persona,
) -> None:
    """The link is handed over, for no e-mail is set up; then password, app and codes; a passkey from then on."""
    settings.MAILERS = {"default": NO_SERVER}
    desk = open_browser(DESKTOP, bypass_csp=True)
    desk.add_cookies([{"name": "sessionid", "value": session_of(adam), "url": live_server.url, "httpOnly": True}])
    office = desk.new_page()
    office.goto("/brugere/")
    office.get_by_label("Kode").fill(code())
    office.get_by_role("button", name="Fortsæt").click()
    office.get_by_role("link", name="Invitér").click()
    office.get_by_label("E-mail").fill("inger@example.org")
    office.get_by_label("Navn").fill("Inger Testsen")
    office.get_by_label("Enhed").select_option(label="Københavns Kommune: Udsatteteamet")
    office.get_by_label("Rolle").select_option(label="Sagsbehandler")
    office.get_by_role("button", name="Invitér").click()
    expect(office.get_by_role("heading", level=1)).to_have_text("Invitationen")
    wrong = list(complaints(office, "adam-people-link"))
    link = office.locator("#invitation").inner_text()
    office.get_by_role("link", name="Gjort").click()
    expect(office.get_by_role("main")).to_contain_text("Inger Testsen")

    page.goto(link)
    page.get_by_label("Din adgangskode").fill(PASSWORD)
    page.get_by_label("Den samme en gang til").fill(PASSWORD)
    page.get_by_role("button", name="Gem adgangskode").tap()
    page.get_by_role("link", name="Log ind").tap()
    page.get_by_label("E-mail").fill("inger@example.org")
    page.get_by_label("Adgangskode", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log ind", exact=True).tap()
    page.get_by_role("link", name="Sæt koder op").tap()
    page.get_by_label("Kode").fill(code(page.locator(".secret").inner_text()))
    page.get_by_role("button", name="Fortsæt").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gendannelseskoder")
    page.get_by_role("link", name="Jeg har gemt dem").tap()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Gendannelseskoder")
    page.goto("/konto/")
    page.get_by_role("link", name="Lav en adgangsnøgle").tap()
    page.get_by_label("Hvad du kalder den").fill("Min telefon")
    page.get_by_role("button", name="Lav en adgangsnøgle").tap()
    expect(page.get_by_role("heading", name="Adgangsnøgle: Min telefon")).to_be_visible()
    computer = open_browser(DESKTOP, bypass_csp=True)
    computer.add_cookies(page.context.cookies())  # type: ignore[arg-type]
    mine = computer.new_page()
    mine.goto("/konto/")
    wrong += complaints(mine, "inger-account-passkey")
    mine.get_by_role("link", name="Omdøb eller fjern").click()
    wrong += complaints(mine, "inger-mfa_edit_webauthn")
    page.get_by_role("button", name="Log ud", exact=True).tap()
    page.get_by_role("button", name="Log ind med adgangsnøgle").tap()
    expect(page.get_by_role("navigation", name="Hovedmenu")).to_be_visible()
    expect(page.get_by_role("banner")).to_contain_text("Udsatteteamet")

    office.goto("/brugere/")
    expect(office.get_by_role("listitem").filter(has_text="Inger Testsen")).to_contain_text("Sagsbehandler")
    # Whoever has used the link, finds that it opens nothing any more.
    page.get_by_role("link", name="Min side").tap()
    page.get_by_role("button", name="Log ud", exact=True).tap()
    expect(page.get_by_role("button", name="Log ind med adgangsnøgle")).to_be_visible()
    page.goto(link)
    expect(page.get_by_label("Din adgangskode")).to_have_count(0)
    assert wrong == []
