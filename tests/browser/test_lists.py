"""A messy list on its way in: what the columns are, what would happen, the rows, and the file of those to correct."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from cases import tasks
from cases.models import Citizen, ImportJob
from tests.browser.conftest import DESKTOP
from tests.browser.test_access_for_all import complaints
from tests.cases.test_import_jobs import as_worker
from tests.database import as_owner
from tests.personas import Persona

MESSY = (
    "sep=;\r\nHvem er det;CPR-nr.;Født;Sagsbehandler;Yndlingsfarve\r\n"
    "Bruno Testelmer;250947-9989;;anna@example.org;blå\r\n"
    ";;;;\r\n"
    "Søren Åge Testæble;;31-02-1970;anna@example.org;\r\n"
    "Kaj Testkilde;;17.05.1971;nobody@example.org;grøn\r\n"
    "Frida Testfjord;;1980;;\r\n"
)


def work() -> None:
    """A worker takes up what waits."""
    with as_owner():
        job = ImportJob.objects.latest("asked_at")
    with as_worker():
        tasks.import_advance(job.pk)


@pytest.mark.usefixtures("now", "anna")
def test_a_messy_list_from_the_file_to_the_rows_to_correct(
    open_browser: Callable[..., BrowserContext],
    signed_in_at: Callable[[BrowserContext, Persona], None],
    clara: Persona,
) -> None:
    context = open_browser(DESKTOP, bypass_csp=True)
    signed_in_at(context, clara)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("link", name="Lister ind og ud").click()
    file = {"name": "liste.csv", "mimeType": "text/csv", "buffer": MESSY.encode("cp1252")}
    page.get_by_label("Fil", exact=True).set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Læs filen").click()
    page.get_by_role("link", name="Sig, hvad kolonnerne er").click()
    expect(page.get_by_label("CPR-nr.")).to_have_value("cpr")
    wrong = list(complaints(page, "clara-import-columns"))
    page.get_by_label("Hvem er det").select_option(label="Navn")
    page.get_by_role("button", name="Se, hvad der vil ske").click()
    expect(page.get_by_role("progressbar")).to_be_visible()

    work()
    expect(page.get_by_text("Det her vil ske")).to_be_visible()
    wrong += complaints(page, "clara-import-tried")
    expect(page.get_by_text("Ikke læst: Yndlingsfarve.")).to_be_visible()
    page.get_by_role("link", name="Med fejl").click()
    expect(page.get_by_role("listitem").filter(has_text="Søren Åge Testæble")).to_contain_text("findes ikke")
    page.get_by_role("button", name="Indlæs listen").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.reload()
    expect(page.get_by_role("progressbar")).to_be_visible()
    wrong += complaints(page, "clara-import-running")

    work()
    expect(page.get_by_text("Listen er indlæst")).to_be_visible()
    wrong += complaints(page, "clara-import-done")
    assert wrong == []
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Fejlrækker som fil").click()
    text = fetched.value.path().read_text("utf-8-sig")
    assert [line.split(";")[0] for line in text.splitlines()[1:]] == ["4", "5"]
    assert fetched.value.suggested_filename == "raekker-at-rette.csv"
    with as_owner():
        assert sorted(Citizen.objects.values_list("given_name", flat=True)) == ["Bruno", "Frida"]
