"""What others tell, on a phone: a call in four taps, a partner's word, a lookout that a meeting ends, and going in."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cases.choices import CaseStatus
from cases.models import Call, Lookout, Sighting, Tip
from tests.browser.test_access_for_all import complaints
from tests.cases.test_merges import citizen_of
from tests.cases.world import Anker, anker_of
from tests.database import as_owner
from tests.personas import Persona

OpenBrowser = Callable[..., BrowserContext]
SignIn = Callable[[BrowserContext, Persona], None]


@pytest.fixture
def anker(anna: Persona) -> Anker:
    return anker_of(anna, birth_on=date(1947, 9, 25), risk_instruction="Gå to", risk_review_on="2027-01-01")


@pytest.fixture
def page_of(now: None, open_browser: OpenBrowser, signed_in_at: SignIn) -> Callable[..., Page]:
    """Somebody's phone, signed in."""

    def start(who: Persona) -> Page:
        # axe marks what it looks at with styles of its own, which the policy would stop.
        context = open_browser(bypass_csp=True)
        signed_in_at(context, who)
        return context.new_page()

    return start


def test_a_call_is_saved_in_four_taps_with_what_may_be_told_before_ones_eyes(
    page_of: Callable[..., Page], anker: Anker, anna: Persona
) -> None:
    phone, taps = page_of(anna), 0
    phone.goto("/mere/")
    for tap in (
        lambda: phone.get_by_role("main").get_by_role("link", name="Opkald").tap(),
        lambda: phone.get_by_text("Sociolancen").first.tap(),
        lambda: phone.get_by_text("Anker T.").tap(),
        lambda: phone.get_by_role("button", name="Gem").tap(),
    ):
        tap()
        taps += 1
        if taps == 3:
            expect(phone.locator("#may-be-told")).to_contain_text("Vi kan hverken be- eller afkræfte")
    assert taps == 4
    expect(phone.get_by_role("heading", level=1)).to_have_text("Anker Testager")
    expect(phone.get_by_role("main")).to_contain_text("set i dag af Sociolancen")
    with as_owner():
        assert (Call.objects.count(), Sighting.objects.count()) == (1, 1)


def test_a_partner_is_thanked_and_told_nothing(
    page_of: Callable[..., Page], anker: Anker, frank: Persona, clara: Persona
) -> None:
    phone = page_of(frank)
    phone.goto("/")
    phone.get_by_role("link", name="Set her").tap()
    phone.get_by_label("Hvem er her?").fill("Anker, ham med hunden")
    phone.get_by_label("Eller hele navnet").fill("Anker Testager")
    phone.get_by_label("Født").fill("1947-09-25")
    phone.get_by_role("button", name="Send").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Tak")
    assert list(complaints(phone, "seen_thanks")) == []
    with as_owner():
        assert Tip.objects.filter(citizen=anker.citizen).exists()


def test_a_lookout_is_over_for_the_others_when_somebody_meets_the_citizen(
    page_of: Callable[..., Page], anker: Anker, anna: Persona, rikke: Persona
) -> None:
    with as_owner():
        anker.case.status, anker.case.look_again_on = CaseStatus.SEARCHING, date(2026, 12, 1)
        anker.case.status_reason = "Væk i ti dage"
        anker.case.save()
    ours, theirs = page_of(anna), page_of(rikke)
    ours.goto(f"/borgere/{anker.citizen.pk}/")
    ours.get_by_role("link", name="Bed andre holde øje").tap()
    ours.get_by_label("Hvilken enhed").select_option(label=rikke.unit.name)
    ours.get_by_label("Hvad de skal kigge efter").fill("Grøn jakke, går med hund")
    ours.get_by_role("button", name="Bed dem").tap()
    expect(ours.get_by_role("status")).to_contain_text("De er spurgt")
    theirs.goto("/borgere/hold-oeje/")
    expect(theirs.get_by_role("main")).to_contain_text("Gå to")
    expect(theirs.get_by_role("main")).to_contain_text("Grøn jakke, går med hund")
    ours.goto(f"/borgere/kontakt/?citizen={anker.citizen.pk}")
    ours.get_by_role("button", name="Gem", exact=True).tap()
    expect(ours.get_by_role("heading", level=1)).to_have_text("Anker Testager")
    theirs.reload()
    expect(theirs.get_by_role("main")).to_contain_text("Ingen beder jeres enhed holde øje med nogen.")
    with as_owner():
        assert Lookout.objects.get().ended_cause == "met"


def test_going_in_and_out_with_a_thumb(page_of: Callable[..., Page], anker: Anker, anna: Persona) -> None:
    phone = page_of(anna)
    phone.goto("/")
    phone.get_by_role("main").get_by_role("link", name="På vej ind").tap()
    phone.get_by_label("Eller med ord").fill("Istedgade, 2. sal")
    phone.get_by_role("button", name="Jeg går ind").tap()
    expect(phone.get_by_role("main")).to_contain_text("Ude kl. 11.42")
    assert list(complaints(phone, "visits-inside")) == []
    phone.get_by_role("button", name="Jeg er ude").tap()
    expect(phone.get_by_role("status")).to_contain_text("Ude.")


def test_whom_a_call_is_about_is_found_by_a_few_letters(
    page_of: Callable[..., Page], anna: Persona, bo: Persona
) -> None:
    citizen_of(bo, "Mogens", "Testmark", birth_year=1990)
    page = page_of(anna)
    page.goto("/borgere/opkald/")
    page.get_by_text("En anden af teamets").click()
    page.get_by_label("Navn, kaldenavn, sted").press_sequentially("mog")
    expect(page.locator("#found")).to_contain_text("Mogens")
    page.locator("#found").get_by_text("Mogens").click()
    page.get_by_text("En kollega").click()
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mogens Testmark")
