"""The board: somebody is away, a citizen changes list by keyboard alone, and by drawing the card."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from cases.models import Assignment, Case
from tests.browser.conftest import DESKTOP
from tests.browser.keys import choose, press, write
from tests.database import as_owner
from tests.factories import cases as make
from tests.personas import Persona

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(
    now: None,
    open_browser: Callable[..., BrowserContext],
    signed_in_at: Callable[[BrowserContext, Persona], None],
    clara: Persona,
) -> Page:
    """Clara's computer, signed in."""
    context = open_browser(DESKTOP)
    signed_in_at(context, clara)
    return context.new_page()


@pytest.fixture
def case(bo: Persona) -> Case:
    """Kaj's, on Bo's list since January."""
    with as_owner():
        case = make.CaseFactory(
            unit=bo.unit, opened_by=bo.user, citizen__given_name="Kaj", citizen__family_name="Testdal"
        )
        make.AssignmentFactory(case=case, caseworker=bo.user)
    return case


def column(page: Page, who: Persona) -> Locator:
    return page.get_by_role("region", name=who.user.full_name)


def test_somebody_is_away_and_a_colleague_has_the_list(
    desk: Page, phone: Page, case: Case, anna: Persona, bo: Persona
) -> None:
    with as_owner():
        make.FollowUpFactory(citizen=case.citizen, unit=bo.unit, owner=bo.user, overdue=True, what="Ring til udlejeren")
    desk.goto("/borgere/fordeling/")
    desk.get_by_role("link", name="Nogen er væk").click()
    desk.get_by_label("Hvem er væk").select_option(label=bo.user.full_name)
    desk.get_by_label("Tilbage på arbejde").fill("2026-12-03")
    desk.get_by_label("Stedfortræder").select_option(label=anna.user.full_name)
    desk.get_by_role("button", name="Gem", exact=True).click()
    expect(desk.get_by_text("Anna Testsen er stedfortræder")).to_be_visible()

    # The list, and what is promised: the bell counts it, and it stands among one's own.
    phone.goto("/")
    region = phone.get_by_role("region", name="For Bo Testsen, der er væk til 03.12.")
    expect(region).to_contain_text("Kaj Testdal")
    expect(phone.get_by_role("region", name="Åbne opfølgninger")).to_contain_text("Ring til udlejeren")
    phone.get_by_role("link", name="Beskeder: 1 opfølgning", exact=True).tap()
    expect(phone.get_by_role("link", name="Ring til udlejeren")).to_be_visible()

    desk.goto("/borgere/tavle/")
    expect(column(desk, bo)).to_contain_text("væk til 03.12., Anna Testsen er stedfortræder")
    desk.goto("/borgere/fordeling/")
    desk.get_by_role("button", name="Er tilbage").click()
    phone.goto("/")
    expect(phone.get_by_role("link", name="Beskeder", exact=True)).to_be_visible()
    expect(phone.get_by_role("main")).not_to_contain_text("Ring til udlejeren")
    expect(phone.get_by_role("main")).not_to_contain_text("Kaj Testdal")


def test_a_citizen_changes_list_by_keyboard_alone(desk: Page, case: Case, anna: Persona, bo: Persona) -> None:
    desk.goto("/borgere/tavle/")
    press(desk, desk.get_by_role("link", name="Flyt til … Kaj Testdal"))
    desk.wait_for_url("**/sagsbehandler/**")
    choose(desk, desk.get_by_role("group", name="Sagsbehandler"), anna.user.full_name)
    write(desk, desk.get_by_label("Til den, der overtager"), "Ring om formiddagen.")
    press(desk, desk.get_by_role("button", name="Flyt", exact=True))
    expect(desk.get_by_text("Kaj Testdal er nu på Anna Testsens liste.")).to_be_visible()
    expect(column(desk, anna)).to_contain_text("Kaj Testdal")
    expect(column(desk, bo)).not_to_contain_text("Kaj Testdal")


def test_a_card_is_drawn_to_another_list_and_asked_for_a_word(
    desk: Page, case: Case, anna: Persona, bo: Persona
) -> None:
    desk.goto("/borgere/tavle/")
    card = column(desk, bo).get_by_role("listitem")
    card.drag_to(column(desk, anna))
    expect(desk.get_by_role("alert")).to_contain_text("Skriv et par ord")
    desk.get_by_label("Til den, der overtager").fill("Ring om formiddagen.")
    desk.get_by_role("button", name="Flyt", exact=True).click()
    expect(column(desk, anna)).to_contain_text("Kaj Testdal")
    column(desk, anna).get_by_role("listitem").drag_to(column(desk, bo))
    expect(desk.get_by_text("Kaj Testdal er nu på Bo Testsens liste.")).to_be_visible()
    with as_owner():
        assert Assignment.objects.filter(case=case).count() == 3
