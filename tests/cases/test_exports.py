"""The unit's list on its way out, and back in."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cases import tasks
from cases.actions.imports import Imported
from cases.caseload_export import COLUMNS, headings
from cases.caseload_import import CITIZENS, CONTACTS, read_table, recognised
from cases.caseload_import.taking import take_in
from cases.choices import ExportState, ListKind, RowOutcome
from cases.identifiers import digest, seal
from cases.models import ExportJob
from tests.cases.test_import_jobs import as_worker
from tests.cases.test_merges import merge, shared_with
from tests.cases.world import anker_of
from tests.database import as_owner
from tests.factories import cases as make
from tests.personas import Persona
from udsatte.access.models import AccessEntry
from udsatte.accounts.choices import Role
from udsatte.accounts.models import Membership, User
from udsatte.web.spreadsheets import read_sheet

pytestmark = pytest.mark.usefixtures("at")


@pytest.fixture
def page(clara: Persona, signed_in: Callable[[Persona], Client]) -> Client:
    return signed_in(clara)


def ask(page: Client, kind: str, file: str = "csv") -> ExportJob:
    answer = page.post(reverse("cases:exports"), {"key": uuid4(), "kind": kind, "format": file})
    assert answer.status_code == 302
    with as_owner():
        job = ExportJob.objects.latest("asked_at", "id")
    with as_worker():
        tasks.export_make(job.pk)
    return job


def fetch(page: Client, job: ExportJob) -> bytes:
    answer = page.get(reverse("cases:export_file", args=[job.pk]))
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Disposition"] == f'attachment; filename="udtraek.{job.format}"'
    return answer.content


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.fixture
def caseload(anna: Persona) -> None:
    """Anker with a number, a formula of a man, somebody with only a year, and one who is protected."""
    anker = anker_of(anna, birth_on=date(1947, 9, 25))
    formula = anker_of(anna, birth_on=date(1960, 1, 2))
    about = anker_of(anna, birth_year=1970)
    hidden = anker_of(anna, birth_on=date(1950, 3, 4), is_protected=True)
    with as_owner():
        make.IdentifierFactory(citizen=anker.citizen, digest=digest("cpr", "2509479989"), ciphertext=seal("2509479989"))
        for one, name in ((formula, '=HYPERLINK("http://x")'), (about, "Ca"), (hidden, "Hemmelige")):
            type(one.citizen).objects.filter(pk=one.citizen.pk).update(given_name=name)


@pytest.mark.usefixtures("caseload")
@pytest.mark.parametrize("file", ["csv", "xlsx"])
@pytest.mark.parametrize(("kind", "of"), [("citizens", CITIZENS), ("contacts", CONTACTS)])
def test_what_goes_out_is_read_back_and_changes_nothing(
    page: Client, clara: Persona, at: datetime, kind: str, of: object, file: str
) -> None:
    content = fetch(page, ask(page, kind, file))

    table = read_table(content, of)  # type: ignore[arg-type]
    with clara.at_work(at) as actor:
        answers, _keys = take_in(table.records, of, taken=lambda keys: {}, by=actor, at=at, dry=False)  # type: ignore[arg-type]

    assert table.unread == ()
    assert answers == [Imported(RowOutcome.SAME)] * 4


@pytest.mark.parametrize("of", [CITIZENS, CONTACTS])
def test_every_heading_is_known_to_the_import(of: object) -> None:
    kind = of.kind  # type: ignore[attr-defined]

    assert recognised(headings(kind), of) == list(COLUMNS[kind])  # type: ignore[arg-type]


@pytest.mark.usefixtures("caseload")
@pytest.mark.parametrize("kind", ["citizens", "contacts"])
def test_a_protected_citizen_is_masked(page: Client, kind: str) -> None:
    content = fetch(page, ask(page, kind)).decode("utf-8-sig")

    (masked,) = [row for row in rows(content.encode("utf-8-sig")) if row["Fornavne"] == "Beskyttet borger"]
    assert "Hemmelige" not in content
    assert "04-03-1950" not in content
    assert (masked["Fødselsdato"], masked["Sted"], masked.get("Note", ""), masked.get("CPR-nummer", "")) == (
        *("1950", "", "", ""),
    )


@pytest.mark.parametrize("protected", ["the first", "the second"])
@pytest.mark.parametrize(("kind", "of"), [("citizens", CITIZENS), ("contacts", CONTACTS)])
def test_of_a_person_one_of_whose_citizens_is_protected_both_are_masked(
    kind: str, of: object, protected: str, page: Client, anna: Persona, clara: Persona, at: datetime
) -> None:
    first = protected == "the first"
    people = [
        anker_of(anna, birth_on=date(1950, 3, 4), is_protected=first),
        anker_of(anna, birth_on=date(1951, 3, 4), is_protected=not first),
    ]
    numbers = ("0403509989", "0403519989")
    with as_owner():
        place = make.PlaceFactory(name="Skjulestedet")
        for one, name, number in zip(people, ("Muggi", "Mogens"), numbers, strict=True):
            type(one.citizen).objects.filter(pk=one.citizen.pk).update(given_name=name)
            make.IdentifierFactory(citizen=one.citizen, digest=digest("cpr", number), ciphertext=seal(number))
            make.ContactLineFactory(citizen=one.citizen, unit=anna.unit, by=anna.user, at=at, place=place)
    merge(anna, people[0].citizen, people[1].citizen, at)

    content = fetch(page, ask(page, kind))

    written = rows(content)
    assert [row["Fornavne"] for row in written] == ["Beskyttet borger"] * (2 if kind == "citizens" else 4)
    assert {row["Fødselsdato"] for row in written} == {"1950", "1951"}
    told = ("Muggi", "Mogens", "Testager", "Skjulestedet", "Vil gerne", "040350", "040351", "04-03")
    assert [word for word in told if word in content.decode("utf-8-sig")] == []
    with clara.at_work(at) as actor:
        records = read_table(content, of).records  # type: ignore[arg-type]
        answers, _keys = take_in(records, of, taken=lambda keys: {}, by=actor, at=at, dry=False)  # type: ignore[arg-type]
    assert answers == [Imported(RowOutcome.SAME)] * len(written)


def test_a_merge_by_mistake_with_somebody_whom_the_unit_does_not_see_changes_no_file(
    page: Client, anna: Persona, niels: Persona, at: datetime
) -> None:
    known, secret = anker_of(anna), anker_of(niels, is_protected=True)
    shared_with(niels, known.citizen)
    with as_owner():
        Membership.objects.filter(pk=niels.membership.pk).update(role=Role.COORDINATOR, health_professional=False)
    before = fetch(page, ask(page, "citizens"))

    merge(niels, secret.citizen, known.citizen, at)

    assert fetch(page, ask(page, "citizens")) == before
    assert b"Anker" in before


@pytest.mark.usefixtures("caseload")
def test_no_cell_begins_as_a_formula(page: Client) -> None:
    for file in ("csv", "xlsx"):
        sheet = read_sheet(fetch(page, ask(page, "citizens", file)))
        cells = [cell for _number, found in sheet.rows for cell in found or ()]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.usefixtures("caseload")
def test_each_citizen_in_it_is_in_the_access_log(page: Client, clara: Persona) -> None:
    ask(page, "contacts")

    with as_owner():
        entries = AccessEntry.objects.filter(kind="export", user_id=clara.user.pk)
        assert entries.values("citizen_id").distinct().count() == 4


@pytest.mark.usefixtures("caseload")
def test_another_units_citizens_are_not_in_it(page: Client, niels: Persona) -> None:
    anker_of(niels, birth_on=date(1999, 9, 9))

    assert len(rows(fetch(page, ask(page, "citizens")))) == 4


def test_the_file_is_gone_after_a_day(page: Client, clara: Persona, at: datetime) -> None:
    job = ask(page, "citizens")

    with time_machine.travel(at + timedelta(hours=25), tick=False):
        page.force_login(clara.user)
        assert page.get(reverse("cases:export_file", args=[job.pk])).status_code == 404
        with as_worker():
            tasks.lists_forget()
    with as_owner():
        assert ExportJob.objects.get().content is None


def test_who_may_not_have_it_any_more_gets_no_file(page: Client, clara: Persona) -> None:
    page.post(reverse("cases:exports"), {"key": uuid4(), "kind": "citizens", "format": "csv"})
    with as_owner():
        job = ExportJob.objects.get()
        User.objects.filter(pk=clara.user.pk).update(is_active=False)

    with as_worker():
        tasks.export_make(job.pk)

    with as_owner():
        assert ExportJob.objects.get().state == ExportState.STOPPED


def test_a_file_in_the_database_is_sealed(page: Client, anna: Persona) -> None:
    anker_of(anna)
    job = ask(page, "citizens")

    with as_owner():
        assert b"Testager" not in bytes(ExportJob.objects.get(pk=job.pk).content or b"")
    assert ListKind(job.kind) == ListKind.CITIZENS
