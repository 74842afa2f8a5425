"""Somebody without a sign-in writes, is asked and answers by the code; and the papers of a referral, on a phone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from referrals.models import Attachment, Referral
from tests.browser.conftest import DESKTOP
from tests.browser.test_access_for_all import complaints
from tests.browser.test_hostile_text import unharmed
from tests.database import as_owner
from tests.factories.referrals import EntranceFactory
from tests.personas import Persona
from tests.proof.hostile import CORPUS
from tests.referrals.files import pdf
from tests.referrals.public import code_in, filled, send, write

Open = Callable[..., BrowserContext]
Sign = Callable[[BrowserContext, Persona], None]


@pytest.fixture
def stranger(now: None, open_browser: Open, clara: Persona) -> Page:
    """A phone on which nobody is signed in. axe's own styles need the policy switched off."""
    with as_owner():
        EntranceFactory(unit=clara.unit, is_public=True)
    return open_browser(bypass_csp=True).new_page()


def test_a_relative_writes_is_asked_and_answers_by_the_code(
    stranger: Page, open_browser: Open, signed_in_at: Sign, clara: Persona
) -> None:
    stranger.goto("/konto/log-ind/")
    stranger.get_by_role("link", name="Skriv til os").tap()
    expect(stranger.get_by_role("heading", level=1)).to_have_text("En, der har brug for hjælp")
    found = list(complaints(stranger, "public_referral", again=True))
    stranger.get_by_role("button", name="Send").tap()
    expect(stranger.get_by_role("alert")).to_contain_text("Hvad er der sket?")
    found += complaints(stranger, "public_referral-error")
    stranger.get_by_text("Jeg er pårørende eller ven").tap()
    stranger.get_by_label("Hvad kaldes personen?").fill("Kaj")
    stranger.get_by_label("Hvad er der sket?").fill("Han hoster blod. Hans nummer er 250947-9989.")
    stranger.get_by_role("button", name="Send").tap()
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Tak. Vi har fået det")
    expect(stranger.get_by_role("status")).to_contain_text("Vi har skjult det")
    found += complaints(stranger, "public_sent")
    code = stranger.locator(".receipt-code").inner_text().strip()

    context = open_browser(size=DESKTOP)
    signed_in_at(context, clara)
    desk = context.new_page()
    desk.goto("/henvendelser/")
    desk.get_by_role("link", name="Åbn Kaj").click()
    expect(desk.get_by_role("main")).to_contain_text("250947-••••")
    desk.get_by_role("link", name="Spørg eller svar").click()
    desk.get_by_role("textbox").fill("Hvor sover han i nat?")
    desk.get_by_role("button", name="Send").click()

    stranger.goto("/henvend/svar/")
    found += complaints(stranger, "receipt", again=True)
    stranger.get_by_label("Din kode").fill(code.lower().replace("-", " "))
    stranger.get_by_role("button", name="Se efter").tap()
    page = stranger.get_by_role("main")
    expect(page).to_contain_text("Hvor sover han i nat?")
    expect(page).to_contain_text("Set")
    expect(page).to_contain_text("Ikke behandlet endnu")
    expect(page).not_to_contain_text("Kaj")
    assert code not in stranger.url
    found += complaints(stranger, "receipt_told")
    stranger.get_by_label("Skriv til os").fill("I opgangen på Istedgade 12.")
    stranger.get_by_role("button", name="Send").tap()
    expect(stranger.get_by_role("status")).to_contain_text("Det er sendt.")
    expect(page).to_contain_text("I opgangen på Istedgade 12.")
    assert found == []

    desk.goto("/henvendelser/")
    desk.get_by_role("link", name="Åbn Kaj").click()
    expect(desk.get_by_role("region", name="Spørgsmål og svar")).to_contain_text("I opgangen på Istedgade 12.")


def test_the_public_page_works_without_scripts(open_browser: Open, stranger: Page) -> None:
    page = open_browser(java_script_enabled=False).new_page()
    page.goto("/henvend/")
    page.get_by_text("Det handler om mig selv").tap()
    page.get_by_label("Hvad kaldes personen?").fill("Kaj")
    page.get_by_label("Hvad er der sket?").fill("Jeg fryser.")
    page.get_by_role("button", name="Send").tap()
    expect(page.locator(".receipt-code")).to_be_visible()


def test_a_picture_of_a_letter_goes_along_and_is_handed_out(
    stranger: Page, open_browser: Open, signed_in_at: Sign, clara: Persona, tmp_path: Path
) -> None:
    letter = tmp_path / "Brev.pdf"
    letter.write_bytes(pdf())
    stranger.goto("/henvend/")
    stranger.get_by_text("Jeg er pårørende eller ven").tap()
    stranger.get_by_label("Hvad kaldes personen?").fill("Kaj")
    stranger.get_by_label("Hvad er der sket?").fill("Se brevet.")
    stranger.get_by_label("Papirer eller billeder").set_input_files(letter)
    stranger.get_by_role("button", name="Send").tap()
    expect(stranger.locator(".receipt-code")).to_be_visible()
    with as_owner():
        assert Attachment.objects.get().name == "Brev.pdf"

    context = open_browser(accept_downloads=True)
    signed_in_at(context, clara)
    phone = context.new_page()
    phone.goto("/henvendelser/")
    phone.get_by_role("link", name="Åbn Kaj").tap()
    with phone.expect_download() as kept:
        phone.get_by_role("link", name="Brev.pdf").tap()
    assert Path(kept.value.path()).read_bytes() == pdf()


def test_what_a_stranger_writes_is_only_text(
    stranger: Page, open_browser: Open, signed_in_at: Sign, clara: Persona
) -> None:
    code = code_in(send(filled(clara, given_name=CORPUS[0], happened="\n".join(CORPUS), wish=CORPUS[3])))
    for first in range(0, len(CORPUS), 4):
        assert write(code, "\n".join(CORPUS[first : first + 4])).status_code == 200
    stranger.goto("/henvend/svar/")
    stranger.get_by_label("Din kode").fill(code)
    stranger.get_by_role("button", name="Se efter").tap()
    expect(stranger.get_by_role("main")).to_contain_text(CORPUS[0])
    context = open_browser()
    signed_in_at(context, clara)
    phone = context.new_page()
    with as_owner():
        phone.goto(f"/henvendelser/{Referral.objects.get().pk}/")
    expect(phone.get_by_role("main")).to_contain_text(CORPUS[0])
    assert unharmed(stranger, "receipt_told") + unharmed(phone, "referral") == []
