"""From a unit's own list to a saved contact, on a phone of 360 px, with both steps of signing in."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import BrowserContext, expect
from pytest_django import Settings

from cases.models import CitizenClock, Contact, FollowUp
from tests.browser.conftest import Taps
from tests.database import as_owner
from tests.factories.cases import PlaceFactory
from tests.personas import Persona
from tests.web.signing_in import PASSWORD, code, give_app, give_password

LIST = """Navn;CPR-nummer;Fødselsdato;Sagsbehandler (e-mail);Oprettet;Sidst truffet;Sted
Anker Testager;;24-12-1958;anna@example.org;03-02-2025;02-11-2026;Mændenes Hjem
Berit Testbøgh;;;anna@example.org;;;
Åge Testå;;02-03-1971;anna@example.org;12-01-2026;20-11-2026;
"""


@pytest.mark.usefixtures("now")
def test_from_the_units_own_list_to_a_saved_contact_in_five_taps(
    open_browser: Callable[..., BrowserContext],
    anna: Persona,
    clara: Persona,
    settings: Settings,
    tmp_path: Path,
) -> None:
    settings.MFA_REQUIRED = True
    give_password(anna)
    give_app(anna)
    with as_owner():
        PlaceFactory(name="Mændenes Hjem")
    file = tmp_path / "borgere.csv"
    file.write_bytes(LIST.replace("\n", "\r\n").encode("cp1252"))
    out = StringIO()
    call_command("import_caseload", file, unit=clara.unit.name, email=clara.user.email, stdout=out)
    assert "2 indlæst" in out.getvalue(), "Berit has neither number nor birth date"

    page = open_browser().new_page()
    page.goto("/")
    page.get_by_label("E-mail").fill(anna.user.email)
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_role("button", name="Log ind", exact=True).tap()
    page.get_by_label("Kode").fill(code())
    page.get_by_role("button", name="Log ind", exact=True).tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Anna")

    attention = page.get_by_role("region", name="Kræver opmærksomhed")
    expect(attention.get_by_role("listitem").first).to_contain_text("22 da")

    tap = Taps(page)
    tap.on(page.get_by_role("navigation", name="Hovedmenu").get_by_role("link", name="Log kontakt"))
    tap.on(page.locator("label.chip", has_text="Anker T."))
    tap.on(page.locator("summary", has_text="Næste skridt?"))
    tap.on(page.locator("label.chip", has_text="Om 3 dage"))
    tap.on(page.get_by_role("button", name="Gem", exact=True))
    expect(page.get_by_role("status")).to_contain_text("Kontakten er gemt")
    assert tap.count == 5

    expect(page.get_by_role("heading", level=1)).to_have_text("Anker Testager")
    expect(page.get_by_role("list", name="Vigtigst nu")).to_contain_text("i dag")
    timeline = page.get_by_role("region", name="Alt, der er sket")
    expect(timeline.locator(".timeline > li").first).to_contain_text("Truffet")
    expect(timeline.locator(".timeline > li").first).to_contain_text("i dag kl. 10.4")
    expect(page.get_by_role("region", name="Åbne opfølgninger")).to_contain_text("Fredag")
    with as_owner():
        assert Contact.objects.filter(by=anna.user, source="logged").count() == 1
        assert FollowUp.objects.get().owner == anna.user
        assert CitizenClock.objects.filter(met_at__date="2026-11-24").count() == 1
    page.get_by_role("navigation", name="Hovedmenu").get_by_role("link", name="I dag").tap()
    expect(page.get_by_role("region", name="Kræver opmærksomhed")).to_contain_text("Alle er set")
