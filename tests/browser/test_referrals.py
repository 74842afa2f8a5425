"""From the first word on: a call becomes somebody's citizen; one is sent on; one is walked along."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cases.models import Assignment, Citizen, FollowUp
from referrals.models import Handling, Referral
from tests.browser.conftest import DESKTOP
from tests.database import as_owner
from tests.factories import cases as make
from tests.factories.referrals import EntranceFactory
from tests.personas import Persona

Sign = Callable[[BrowserContext, Persona], None]
Open = Callable[..., BrowserContext]


@pytest.fixture
def of(now: None, open_browser: Open, signed_in_at: Sign) -> Callable[..., Page]:
    """Somebody's page, on a phone or at a desk."""

    def page(who: Persona, **size: dict[str, int]) -> Page:
        context = open_browser(**size)
        signed_in_at(context, who)
        return context.new_page()

    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_a_call_is_in_the_queue_in_a_minute_and_on_annas_list_in_two(
    of: Callable[..., Page], clara: Persona, anna: Persona
) -> None:
    with as_owner():
        EntranceFactory(unit=clara.unit)
    page = of(clara, size=DESKTOP)
    page.goto("/henvendelser/")
    page.get_by_role("link", name="Skriv en ned").click()
    press(page, "Læg i køen")
    expect(page.get_by_role("alert")).to_contain_text("Fornavne")
    page.get_by_text("En pårørende").click()
    page.get_by_label("Navn på den, der spørger").fill("Ane Testmor")
    page.get_by_label("Fornavne, eller det de bliver kaldt").fill("Petra")
    page.get_by_label("Efternavn").fill("Testpedersen")
    page.get_by_label("Hvad drejer det sig om, på én linje?").fill("Sover i opgange ved Istedgade")
    press(page, "Læg i køen")
    expect(page.get_by_role("heading", level=2)).to_have_text("Petra Testpedersen")

    page.goto("/henvendelser/")
    page.get_by_role("link", name="Åbn Petra").click()
    decision = page.get_by_role("region", name="Din vurdering")
    decision.get_by_role("group", name="1. Hjemløshed").get_by_text("Ja", exact=True).click()
    press(page, "Tag op")
    expect(page.get_by_role("alert").first).to_contain_text("Hvem har plads?")
    assert decision.get_by_role("group", name="1. Hjemløshed").get_by_role("radio", name="Ja").is_checked()
    decision.get_by_text("Anna Testsen").click()
    press(page, "Tag op")
    expect(page.get_by_text("Taget op.")).to_be_visible()
    page.get_by_role("link", name="Petra Testpedersen").click()
    expect(page.get_by_role("region", name="Hvem det er")).to_contain_text("Anna Testsen")
    with as_owner():
        assert Assignment.objects.get(citizen=Citizen.objects.get()).caseworker_id == anna.user.pk


def test_a_hostels_referral_is_sent_on_and_seen_by_the_new_team(
    of: Callable[..., Page], frank: Persona, clara: Persona, sofie: Persona, niels: Persona
) -> None:
    with as_owner():
        for who in (clara, sofie):
            EntranceFactory(unit=who.unit)
    hostel = of(frank)
    hostel.goto("/")
    hostel.get_by_role("link", name="Ny henvisning").tap()
    hostel.get_by_label("Til hvem?").select_option(value=str(clara.unit.pk))
    hostel.get_by_label("Fornavne, eller det de bliver kaldt").fill("Ole")
    hostel.get_by_label("På én linje").fill("Vil gerne i behandling")
    hostel.get_by_text("Mere: hvem det er").tap()
    hostel.get_by_label("Efter hvilken ret").select_option(label="Samtykke")
    hostel.get_by_label("Samtykke givet den").fill("2026-11-23")
    hostel.get_by_role("button", name="Send").tap()
    expect(hostel.get_by_text("Sendt. I kan følge den her.")).to_be_visible()

    desk = of(clara, size=DESKTOP)
    desk.goto("/henvendelser/")
    desk.get_by_role("link", name="Åbn Ole").click()
    desk.get_by_text("Send videre", exact=True).first.click()
    desk.get_by_label("Send videre til").select_option(value=str(sofie.unit.pk))
    desk.get_by_label("Hvorfor dem").fill("Har brug for substitution")
    desk.get_by_role("region", name="Din vurdering").get_by_label("Efter hvilken ret").select_option(label="Samtykke")
    desk.get_by_role("button", name="Send videre").click()
    expect(desk.get_by_text("Sendt videre. Den er færdig")).to_be_visible()

    team = of(sofie)
    team.goto("/henvendelser/")
    team.get_by_role("link", name="Åbn Ole").tap()
    expect(team.get_by_text("Set af dig")).to_be_visible()
    with as_owner():
        assert Handling.objects.get(status="redirected").taken_up_at is None
    team.get_by_text("Niels Testsen").tap()
    team.get_by_role("button", name="Tag op").tap()
    expect(team.get_by_text("Taget op.")).to_be_visible()

    hostel.goto("/henvendelser/")
    expect(hostel.get_by_text("Sendt videre og taget op")).to_be_visible()


def test_out_to_the_clinic_with_company_missed_sought_and_begun(
    of: Callable[..., Page], anna: Persona, rikke: Persona
) -> None:
    with as_owner():
        EntranceFactory(unit=rikke.unit)
        case = make.CaseFactory(
            citizen=make.CitizenFactory(given_name="Kaj", family_name="Testkaj"), unit=anna.unit, opened_by=anna.user
        )
        make.AssignmentFactory(case=case, citizen=case.citizen, unit=anna.unit, caseworker=anna.user)
    street = of(anna)
    street.goto(f"/borgere/{case.citizen_id}/")
    street.get_by_role("link", name="Henvis til en enhed").tap()
    street.get_by_label("Til hvem?").select_option(value=str(rikke.unit.pk))
    street.get_by_label("På én linje").fill("Sår, der ikke heler")
    street.get_by_label("Efter hvilken ret").select_option(label="Samtykke")
    street.get_by_label("Samtykke givet den").fill("2026-11-23")
    street.get_by_role("button", name="Send").tap()
    expect(street.get_by_text("Sendt. I kan følge den her.")).to_be_visible()

    clinic = of(rikke, size=DESKTOP)
    clinic.goto("/henvendelser/")
    clinic.get_by_role("link", name="Åbn Kaj").click()
    expect(clinic.get_by_text("Det, der fulgte med")).to_be_visible()
    clinic.get_by_role("button", name="Tag op").click()
    expect(clinic.get_by_text("Taget op.")).to_be_visible()

    street.reload()
    street.get_by_role("link", name="Aftal det første møde").tap()
    street.get_by_label("Dag").fill("2026-11-24")
    street.get_by_label("Tid", exact=True).fill("13:00")
    street.get_by_label("Hvor?").fill("Sårklinikken")
    street.get_by_label("Hvem går med?").fill("Anna Testsen")
    street.get_by_role("button", name="Aftal det").tap()
    expect(street.get_by_text("Anna Testsen går med")).to_be_visible()

    def outcome(said: str) -> None:
        clinic.reload()
        clinic.get_by_role("link", name="Skriv, hvad der kom ud af det").click()
        clinic.get_by_text(said, exact=True).click()
        press(clinic, "Gem")

    outcome("Kom ikke")
    expect(clinic.get_by_text("Henvendelsen er stadig åben")).to_be_visible()
    street.goto("/borgere/opfoelgninger/")
    expect(street.get_by_text("Opsøg borgeren i dag").first).to_be_visible()
    with as_owner():
        assert FollowUp.objects.get().owner_id == anna.user.pk
        assert Handling.objects.get().status == "accepted"

    clinic.get_by_role("link", name="Aftal det første møde").click()
    clinic.get_by_label("Dag").fill("2026-11-25")
    clinic.get_by_label("Tid", exact=True).fill("10:00")
    clinic.get_by_label("Hvor?").fill("Natcaféen")
    press(clinic, "Aftal det")
    outcome("Kom")
    expect(clinic.get_by_text("Begyndt").first).to_be_visible()
    street.goto(f"/henvendelser/{_only()}/")
    expect(street.get_by_text("Begyndt").first).to_be_visible()


def _only() -> str:
    with as_owner():
        return str(Referral.objects.get().pk)
