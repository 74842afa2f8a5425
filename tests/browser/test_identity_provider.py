"""From the sign-in page to the identity provider and back, in a browser: the policy of the page lets it happen."""

from collections.abc import Callable, Iterator
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import call_command
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import DESKTOP
from tests.browser.test_access_for_all import complaints
from tests.database import as_owner
from tests.personas import Persona
from tests.web import identity_provider
from tests.web.identity_provider import CLIENT, SECRET, Provider

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def provider(live_server: LiveServer, settings: Settings, anna: Persona) -> Iterator[Provider]:
    """It knows Kirstine; one of her groups gives a place in Anna's unit."""
    with identity_provider.running() as running:
        running.claims = {"sub": "kirstine", "name": "Kirstine Testsen", "email": "kirstine@example.org"}
        running.claims |= {"groups": ["team"], "acr": "two"}
        cache.clear()
        settings.MFA_REQUIRED = True
        settings.OIDC_ISSUER, settings.OIDC_LABEL = running.issuer, "kommunen"
        settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT, SECRET
        settings.OIDC_ACR = ["two"]
        settings.PUBLIC_URL = live_server.url
        policy = settings.SECURE_CSP | {"form-action": [*settings.SECURE_CSP["form-action"], running.issuer]}
        settings.SECURE_CSP = policy
        with as_owner():
            call_command("oidc_groups", groups="team=Udsatteteamet:caseworker", stdout=StringIO())
        yield running


def test_in_by_the_provider_and_refused_in_words(
    open_browser: Callable[..., BrowserContext], provider: Provider
) -> None:
    page: Page = open_browser().new_page()
    page.goto("/konto/")
    page.get_by_role("link", name="Log ind med kommunen").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kirstine Testsen")
    expect(page.get_by_role("listitem").filter(has_text="Udsatteteamet")).to_contain_text("Her nu")
    page.get_by_role("button", name="Log ud", exact=True).tap()
    provider.claims["acr"] = "one"
    page.get_by_role("link", name="Log ind med kommunen").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Det lykkedes ikke med kommunen")
    expect(page.get_by_role("main")).to_contain_text("Du loggede ind dér med ét trin.")


def test_somebody_who_is_signed_in_connects_the_account(
    open_browser: Callable[..., BrowserContext],
    provider: Provider,
    settings: Settings,
    anna: Persona,
    signed_in_at: Callable[[BrowserContext, Persona], None],
) -> None:
    settings.MFA_REQUIRED = False
    context = open_browser()
    signed_in_at(context, anna)
    page = context.new_page()
    page.goto("/konto/")
    page.get_by_role("button", name="Forbind").tap()
    expect(page.get_by_role("status")).to_contain_text("Din konto er forbundet med kommunen.")


def test_its_pages_can_be_read_by_everybody(open_browser: Callable[..., BrowserContext], provider: Provider) -> None:
    """Min side of somebody who comes that way, and the page that says why it did not work."""
    page = open_browser(DESKTOP, bypass_csp=True).new_page()
    page.goto("/konto/")
    wrong = list(complaints(page, "signed-out-account_login-provider"))
    page.get_by_role("link", name="Log ind med kommunen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kirstine Testsen")
    wrong += complaints(page, "kirstine-account-provider")
    page.get_by_role("button", name="Log ud", exact=True).click()
    provider.claims["acr"] = "one"
    page.get_by_role("link", name="Log ind med kommunen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Det lykkedes ikke med kommunen")
    wrong += complaints(page, "signed-out-identity_refused")
    assert wrong == []
