"""The shelter's computer: locked at a touch and by itself, every tab; Back shows nothing of the last person."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import DESKTOP
from tests.browser.keys import press, write
from tests.browser.test_log_contact import LOG, NOTE
from tests.browser.test_offline import EVERYTHING
from tests.cases.world import anker_of
from tests.personas import Persona
from tests.proof.world import session_of
from tests.web.test_lock import PIN


@pytest.fixture
def desk(now: None, open_browser: Callable[..., BrowserContext], live_server: Any, anna: Persona) -> Page:
    """Anna at the shelter's computer, which she has marked as shared, with a PIN, and Anker on her list."""
    anker_of(anna)
    context = open_browser(DESKTOP)
    session = session_of(anna)
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url, "httpOnly": True}])
    page = context.new_page()
    page.goto("/konto/pinkode/")
    page.get_by_role("textbox", name="Pinkode").fill(PIN)
    page.get_by_label("Den samme en gang til").fill(PIN)
    page.get_by_role("button", name="Gem", exact=True).click()
    page.get_by_role("button", name="Flere bruger den").click()
    expect(page.get_by_role("status").first).to_contain_text("Computeren er delt")
    return page


def locked(page: Page, anna: Persona) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Låst")
    expect(page.get_by_text(anna.user.full_name).first).to_be_visible()
    assert "Testager" not in page.content()


def test_the_lock_closes_every_tab_and_the_pin_opens_it(desk: Page, anna: Persona) -> None:
    other = desk.context.new_page()
    other.goto("/borgere/")
    expect(other.get_by_text("Anker Testager").first).to_be_visible()
    desk.goto("/borgere/")
    desk.get_by_role("button", name="Lås").click()
    locked(desk, anna)
    locked(other, anna)
    desk.go_back()
    locked(desk, anna)
    desk.get_by_role("textbox", name="Pinkode").fill("1111")
    desk.get_by_role("button", name="Lås op").click()
    expect(desk.get_by_text("Det er ikke pinkoden.")).to_be_visible()
    desk.get_by_role("textbox", name="Pinkode").fill(PIN)
    desk.get_by_role("button", name="Lås op").click()
    expect(desk.get_by_role("navigation", name="Hovedmenu")).to_be_visible()


def test_the_keyboard_locks_it_and_opens_it(desk: Page, anna: Persona) -> None:
    desk.goto("/borgere/")
    press(desk, desk.get_by_role("button", name="Lås"))
    locked(desk, anna)
    write(desk, desk.get_by_role("textbox", name="Pinkode"), PIN)
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("navigation", name="Hovedmenu")).to_be_visible()


def test_it_locks_by_itself_after_five_minutes(desk: Page, anna: Persona) -> None:
    desk.clock.install()
    desk.goto("/borgere/")
    desk.clock.run_for(4 * 60 * 1000)
    expect(desk.get_by_text("Anker Testager").first).to_be_visible()
    desk.clock.run_for(61 * 1000)
    locked(desk, anna)


@pytest.mark.parametrize("how", ["by itself", "by hand, in the middle of a word"])
def test_what_is_half_written_is_there_when_it_is_opened_again(desk: Page, anna: Persona, how: str) -> None:
    if how == "by itself":
        desk.clock.install()
    desk.goto(LOG)
    desk.get_by_label(NOTE).fill("Sad på bænken med hun")
    if how == "by itself":
        desk.clock.run_for(2_000)
        expect(desk.locator("[data-draft-status]")).to_contain_text("Kladde gemt kl.")
        desk.clock.run_for(5 * 60 * 1000)
    else:
        desk.get_by_role("button", name="Lås").click()
    locked(desk, anna)
    assert "hun" not in desk.content()
    desk.get_by_role("textbox", name="Pinkode").fill(PIN)
    desk.get_by_role("button", name="Lås op").click()
    expect(desk.get_by_role("navigation", name="Hovedmenu")).to_be_visible()
    desk.goto(LOG)
    desk.get_by_role("link", name="Skriv videre").click()
    expect(desk.get_by_label(NOTE)).to_have_value("Sad på bænken med hun")


def test_somebody_else_signs_in_and_back_shows_nothing_of_the_first(desk: Page, anna: Persona) -> None:
    desk.goto("/borgere/")
    expect(desk.get_by_text("Anker Testager").first).to_be_visible()
    assert "daykey=" not in desk.evaluate(EVERYTHING)
    desk.get_by_role("button", name="Lås").click()
    desk.get_by_role("button", name="En anden").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Log ind")
    for _ in range(4):
        desk.go_back()
        expect(desk.get_by_role("heading", level=1)).to_have_text("Log ind")
        assert "Testager" not in desk.content()
        assert anna.user.full_name not in desk.content()
