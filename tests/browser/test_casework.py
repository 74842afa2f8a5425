"""A citizen's case on a phone: taken in, handed over, sought, closed, reopened; a stale form; Back after a sign-out."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cases.models import Case, Citizen
from tests.cases.world import Anker, anker_of
from tests.database import as_owner
from tests.personas import Persona


@pytest.fixture
def anker(anna: Persona) -> Anker:
    return anker_of(anna)


def save(page: Page, name: str = "Gem") -> None:
    page.get_by_role("button", name=name, exact=True).tap()


def test_taken_in_handed_over_sought_closed_and_reopened(phone: Page, bo: Persona) -> None:
    phone.goto("/borgere/")
    phone.get_by_role("link", name="Ny borger").tap()
    phone.get_by_label("Fornavne").fill("Frida")
    phone.get_by_label("Efternavn").fill("Testfjord")
    phone.get_by_label("Kaldes").fill("Fia\nGrøn hue")
    save(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Frida Testfjord")
    expect(phone.get_by_role("region", name="Hvem det er")).to_contain_text("»Grøn hue«")

    phone.get_by_role("link", name="Skift sagsbehandler").tap()
    phone.get_by_text(bo.user.full_name).tap()
    save(phone, "Flyt")
    expect(phone.get_by_role("region", name="Hvem det er")).to_contain_text(bo.user.full_name)

    phone.get_by_role("link", name="Skift tilstand").tap()
    save(phone)
    expect(phone.get_by_role("alert")).to_contain_text("Til hvilken tilstand?")
    assert not phone.get_by_label("Se på det igen den").is_visible()
    phone.get_by_text("Eftersøg borgeren").tap()
    expect(phone.get_by_label("Se på det igen den")).to_be_visible()
    phone.get_by_label("Hvorfor", exact=True).fill("Ikke set på Sundholm")
    save(phone)
    who, happened = (phone.get_by_role("region", name=name) for name in ("Hvem det er", "Alt, der er sket"))
    expect(who).to_contain_text("Eftersøges siden")
    expect(phone.get_by_role("region", name="Åbne opfølgninger")).to_contain_text("Se igen: borgeren eftersøges")

    phone.get_by_role("link", name="Skift tilstand").tap()
    phone.get_by_text("Luk", exact=True).tap()
    phone.get_by_label("Hvorfor den lukkes").select_option(label="Oprettet ved en fejl")
    phone.get_by_label("Hvorfor", exact=True).fill("Står her to gange")
    save(phone)
    expect(who).to_contain_text("Lukket")
    expect(happened).to_contain_text("Står her to gange")

    phone.get_by_role("link", name="Genåbn sagen").tap()
    phone.get_by_label("Hvorfor", exact=True).fill("Det var en anden")
    save(phone)
    expect(who).not_to_contain_text("Lukket")
    with as_owner():
        assert Case.objects.get().status == "active"


def test_a_stale_form_shows_both_versions_and_loses_nothing(phone: Page, anker: Anker) -> None:
    other = phone.context.new_page()
    for tab in (phone, other):
        tab.goto(f"/borgere/{anker.citizen.pk}/ret/")
    phone.get_by_label("Fornavne").fill("Anker Emil")
    save(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Anker Emil Testager")
    other.get_by_label("Fornavne").fill("Anker Olaf")
    save(other)
    expect(other.get_by_role("heading", level=1)).to_have_text("Ændret, mens du skrev")
    differs = other.get_by_role("region", name="Det er forskelligt")
    expect(differs).to_contain_text("Anker Emil")
    expect(differs).to_contain_text("Anker Olaf")
    save(other, "Gem det, jeg skrev")
    expect(other.get_by_role("heading", level=1)).to_have_text("Anker Olaf Testager")
    with as_owner():
        assert Citizen.objects.get().version == 3


def test_the_number_is_shown_in_its_place_and_nowhere_else(phone: Page, anker: Anker) -> None:
    from cases.identifiers import seal
    from tests.factories.cases import IdentifierFactory

    with as_owner():
        IdentifierFactory(citizen=anker.citizen, ciphertext=seal("2509479989"))
    phone.goto(f"/borgere/{anker.citizen.pk}/")
    expect(phone.locator("#cpr")).not_to_contain_text("9989")
    phone.get_by_role("button", name="Vis").tap()
    expect(phone.locator("#cpr")).to_contain_text("250947-9989")
    assert phone.url.endswith(f"/{anker.citizen.pk}/")


def test_after_signing_out_back_shows_nothing(phone: Page, anker: Anker) -> None:
    phone.goto(f"/borgere/{anker.citizen.pk}/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Anker Testager")
    phone.goto("/konto/")
    phone.get_by_role("button", name="Log ud").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Log ind")
    for _ in range(2):
        phone.go_back()
        expect(phone.get_by_role("heading", level=1)).to_have_text("Log ind")
        assert "Testager" not in phone.content()


def test_a_search_leaves_no_name_in_the_address(phone: Page, anker: Anker) -> None:
    phone.goto("/borgere/soeg/")
    main = phone.get_by_role("main")
    main.get_by_role("searchbox").fill("testager")
    main.get_by_role("button", name="Søg").tap()
    expect(main.get_by_role("link", name="Anker Testager")).to_be_visible()
    assert "testa" not in phone.url.lower()


def test_another_units_citizen_is_not_there(
    now: None,
    open_browser: Callable[..., BrowserContext],
    signed_in_at: Callable[[BrowserContext, Persona], None],
    rikke: Persona,
    anker: Anker,
) -> None:
    context = open_browser()
    signed_in_at(context, rikke)
    page = context.new_page()
    page.goto(f"/borgere/{anker.citizen.pk}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Her er ikke noget til dig")
    page.goto("/borgere/")
    expect(page.get_by_role("main")).to_contain_text("Her står ingen endnu")
