"""A list on its way in: brought on a page, tried and carried out by a worker on the importer's own rights."""

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from cases import tasks
from cases.actions import import_jobs
from cases.choices import ImportState, RowOutcome, WhyStopped
from cases.models import Citizen, Contact, Handover, ImportJob, ImportRow
from tests.database import as_owner, refused, sql
from tests.personas import Persona
from udsatte.accounts.models import Membership, User

LIST = (
    "Navn;CPR-nummer;Født;Sagsbehandler\r\n"
    "Bruno Testelmer;250947-9989;;anna@example.org\r\n"
    "Kaj Testkilde;;17-05-1971;nobody@example.org\r\n"
    "Frida Testfjord;;1980;anna@example.org\r\n"
)

pytestmark = pytest.mark.usefixtures("at", "anna")


@contextmanager
def as_worker() -> Iterator[None]:
    """As the worker's own role: what Celery's processes are."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET ROLE udsatte_worker")
        yield
        cursor.execute("SET ROLE NONE")


def work(job_id: UUID) -> None:
    """A worker takes the import up."""
    with as_worker():
        tasks.import_advance(job_id)


@pytest.fixture
def page(clara: Persona, signed_in: Callable[[Persona], Client]) -> Client:
    return signed_in(clara)


def bring(page: Client, text: str | bytes = LIST, kind: str = "citizens") -> ImportJob:
    content = text if isinstance(text, bytes) else text.encode("cp1252")
    key = "0b54fc26-7f0f-4a0c-9d3c-1f4b1c6a5f0" + str(len(content) % 10)
    sent = {"key": key, "kind": kind, "file": SimpleUploadedFile("x.csv", content)}
    answer = page.post(reverse("cases:imports"), sent)
    assert answer.status_code == 302, answer.content.decode()
    with as_owner():
        return ImportJob.objects.get(pk=answer.headers["Location"].rstrip("/").rpartition("/")[2])


def stored(job: ImportJob) -> ImportJob:
    with as_owner():
        return ImportJob.objects.get(pk=job.pk)


def test_a_list_is_tried_before_anything_is_taken_in(page: Client) -> None:
    job = bring(page)
    assert job.state == ImportState.MAPPED

    work(job.pk)

    tried = stored(job)
    assert (tried.state, tried.made, tried.bad, tried.content) == (ImportState.TRIED, 2, 1, None)
    said = page.get(reverse("cases:import_job", args=[job.pk])).content.decode()
    assert "Bruno Testelmer" in said
    assert "vil blive indlæst" in said
    assert "Ingen med sagsbehandlerens e-mail" in said
    with as_owner():
        assert not Citizen.objects.exists()


def test_it_is_carried_out_and_the_bad_row_comes_back_as_a_file(page: Client) -> None:
    job = bring(page)
    work(job.pk)

    page.post(reverse("cases:import_run", args=[job.pk]))
    work(job.pk)

    done = stored(job)
    assert (done.state, done.made, done.bad) == (ImportState.DONE, 2, 1)
    with as_owner():
        assert Citizen.objects.count() == 2
        assert [row.outcome for row in ImportRow.objects.filter(job=job)] == [RowOutcome.BAD]
    answer = page.get(reverse("cases:import_bad", args=[job.pk]))
    assert "no-store" in answer.headers["Cache-Control"]
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1][0] == "3"
    assert rows[1][1].startswith("Ingen med sagsbehandlerens e-mail")
    assert "Kaj Testkilde" in rows[1]


def test_the_file_of_bad_rows_is_read_back_when_it_is_corrected(page: Client) -> None:
    job = bring(page)
    work(job.pk)
    page.post(reverse("cases:import_run", args=[job.pk]))
    work(job.pk)
    corrected = page.get(reverse("cases:import_bad", args=[job.pk])).content.replace(b"nobody@", b"anna@")

    again = bring(page, corrected)

    assert again.state == ImportState.READ
    assert [column for column in again.columns if column][:2] == ["cpr", "name"]


def test_running_it_twice_changes_nothing(page: Client) -> None:
    for _time in range(2):
        job = bring(page)
        work(job.pk)
        page.post(reverse("cases:import_run", args=[job.pk]))
        work(job.pk)
        with as_owner():
            sql("DELETE FROM web_idempotencykey")
    assert (stored(job).made, stored(job).same, stored(job).bad) == (0, 2, 1)
    with as_owner():
        assert Citizen.objects.count() == 2


def test_a_killed_worker_loses_nothing_and_makes_nobody_twice(page: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_jobs, "BATCH", 2)
    monkeypatch.setattr(tasks, "_TURN", 1)
    people = "".join(f"Borger Test{n};;{n:02}-05-1971;anna@example.org\r\n" for n in range(1, 8))
    job = bring(page, LIST.splitlines()[0] + "\r\n" + people)
    positions = []
    for _turn in range(4):
        work(job.pk)
        positions.append(stored(job).position)
    page.post(reverse("cases:import_run", args=[job.pk]))
    work(job.pk)
    with as_owner():
        halfway = Citizen.objects.count()
    for _turn in range(5):
        work(job.pk)

    assert positions == [2, 4, 6, 7]
    assert halfway == 2
    assert (stored(job).state, stored(job).made) == (ImportState.DONE, 7)
    with as_owner():
        assert Citizen.objects.count() == 7


def test_every_third_of_many_rows_may_be_bad(page: Client) -> None:
    born = [f"{n % 28 + 1:02}-0{n % 9 + 1}-19{n % 70 + 10}" for n in range(300)]
    rows = [f"Borger Test{n};;{day};{'' if n % 3 else 'x'}" for n, day in enumerate(born)]
    job = bring(page, "\r\n".join(["Navn;CPR;Født;Sagsbehandler", *rows]))
    work(job.pk)

    assert (stored(job).made, stored(job).bad) == (200, 100)


def test_a_disabled_persons_import_stops(page: Client, clara: Persona) -> None:
    job = bring(page)
    with as_owner():
        User.objects.filter(pk=clara.user.pk).update(is_active=False)

    work(job.pk)

    stopped = stored(job)
    assert (stopped.state, stopped.stopped_why, stopped.content) == (ImportState.STOPPED, WhyStopped.RIGHTS, None)
    with as_owner():
        assert not ImportRow.objects.exists()
        assert not Citizen.objects.exists()


def test_an_unknown_heading_is_said_by_hand(page: Client) -> None:
    job = bring(page, "Hvem;CPR\r\nBruno Testelmer;2509479989\r\n")
    where = reverse("cases:import_map", args=[job.pk])
    assert job.state == ImportState.READ
    assert "Bruno Testelmer" in page.get(where).content.decode()

    assert page.post(where, {"column_0": "", "column_1": "cpr"}).status_code == 422
    assert page.post(where, {"column_0": "cpr", "column_1": "cpr"}).status_code == 422
    assert page.post(where, {"column_0": "name", "column_1": "cpr"}).status_code == 302
    work(job.pk)

    assert stored(job).made == 1


def test_a_heading_twice_is_a_choice(page: Client) -> None:
    job = bring(page, "Navn;CPR;Personnummer\r\nBruno Testelmer;2509479989;\r\n")

    assert job.state == ImportState.READ


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n", b"", b"Navn;CPR\r\n", b"PK\x03\x04"])
def test_what_is_no_list_is_said_beside_the_field(page: Client, content: bytes) -> None:
    sent = {"key": UUID(int=7), "kind": "citizens", "file": SimpleUploadedFile("borgere.csv", content)}

    answer = page.post(reverse("cases:imports"), sent)

    assert answer.status_code == 422
    assert 'id="id_file_error"' in answer.content.decode()
    with as_owner():
        assert not ImportJob.objects.exists()


def test_contacts_come_the_same_way(page: Client) -> None:
    citizens = bring(page)
    work(citizens.pk)
    page.post(reverse("cases:import_run", args=[citizens.pk]))
    work(citizens.pk)

    job = bring(page, "CPR;Dato;Udfald;Note\r\n2509479989;20-11-2026;Truffet;Hej\r\n", kind="contacts")
    work(job.pk)
    page.post(reverse("cases:import_run", args=[job.pk]))
    work(job.pk)

    assert (stored(job).state, stored(job).made) == (ImportState.DONE, 1)
    with as_owner():
        assert Contact.objects.get().source == "imported"


def test_what_a_list_holds_goes_when_its_time_has_come(page: Client, at: datetime) -> None:
    import time_machine

    job = bring(page)
    work(job.pk)

    with time_machine.travel(at + timedelta(days=8), tick=False), as_worker():
        tasks.lists_forget()

    forgotten = stored(job)
    assert (forgotten.state, forgotten.headings) == (ImportState.STOPPED, None)
    with as_owner():
        assert not ImportRow.objects.exists()


def test_stopping_throws_the_list_away(page: Client) -> None:
    job = bring(page)
    work(job.pk)

    page.post(reverse("cases:import_stop", args=[job.pk]))

    assert stored(job).state == ImportState.STOPPED
    with as_owner():
        assert not ImportRow.objects.exists()


def test_nothing_of_a_list_stands_readable_in_the_database(page: Client) -> None:
    job = bring(page)
    work(job.pk)

    with as_owner():
        kept = repr(sql("SELECT * FROM cases_importjob")) + repr(sql("SELECT * FROM cases_importrow"))
    assert not [word for word in ("Bruno", "Testelmer", "2509479989", "250947", "Kaj") if word in kept]


def test_a_colleague_with_the_same_right_sees_nothing_of_it(
    page: Client, clara: Persona, signed_in: Callable[[Persona], Client]
) -> None:
    from tests.factories.accounts import MembershipFactory, UserFactory
    from udsatte.accounts.choices import Role

    job = bring(page)
    with as_owner():
        user = UserFactory()
        MembershipFactory(user=user, unit=clara.unit, role=Role.COORDINATOR)
    other = Client()
    other.force_login(user)

    assert other.get(reverse("cases:import_job", args=[job.pk])).status_code == 404


def test_a_row_belongs_to_its_import(page: Client, clara: Persona, bo: Persona) -> None:
    job = bring(page)
    work(job.pk)
    with as_owner(), refused("23503"):
        sql("UPDATE cases_importrow SET asked_by_id = %s", bo.user.pk)
        sql("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_progress_asks_again_until_it_is_done(page: Client) -> None:
    job = bring(page)
    where = reverse("cases:import_job", args=[job.pk])
    htmx = {"HX-Request": "true"}

    assert b"<progress" in page.get(where).content
    assert b"every 2s" in page.get(where, headers=htmx).content
    work(job.pk)
    assert page.get(where, headers=htmx).headers["HX-Refresh"] == "true"


FULL_LIST = (
    "Navn;Født;Sagsbehandler\r\n"
    "Bruno Testelmer;1947;anna@example.org\r\n"
    "Frida Testfjord;1980;anna@example.org\r\n"
    "Kaj Testkilde;1971;anna@example.org\r\n"
    "Vera Testhavn;1966;bo@example.org\r\n"
)
WHY = "Hele teamets gamle liste."


@pytest.fixture
def full(anna: Persona, bo: Persona) -> None:
    """Anna has room for two."""
    with as_owner():
        Membership.objects.filter(pk=anna.membership.pk).update(capacity=2)


def reasons() -> list[tuple[str, str]]:
    with as_owner():
        return list(Handover.objects.values_list("assignment__caseworker__full_name", "room_reason"))


def test_a_list_that_gives_somebody_more_than_there_is_room_for_asks_why_once(page: Client, full: None) -> None:
    job = bring(page, FULL_LIST)
    work(job.pk)
    url = reverse("cases:import_job", args=[job.pk])
    assert "room_reason" not in page.get(url).text

    asked = page.post(reverse("cases:import_run", args=[job.pk]), {})

    assert asked.status_code == 422
    assert "Anna Testsen 3 af 2" in asked.text
    assert "Bo Testsen" not in asked.text.split("Anna Testsen 3 af 2")[1].split("</p>")[0]
    assert 'id="div_id_room_reason"' in asked.text
    assert f'href="{url}?show=made"' in asked.text, "the rows are where they were"
    assert stored(job).state == ImportState.TRIED
    assert page.post(reverse("cases:import_run", args=[job.pk]), {"room_reason": WHY}).status_code == 302
    with as_owner():
        assert WHY.encode() not in bytes(ImportJob.objects.get(pk=job.pk).room_reason or b"")
    work(job.pk)
    done = stored(job)
    assert (done.state, done.made, done.room_reason) == (ImportState.DONE, 4, None)
    assert reasons() == [("Anna Testsen", WHY)], "kept with the one who is more than there is room for"


def test_a_list_for_which_there_is_room_asks_nothing(page: Client, bo: Persona) -> None:
    job = bring(page, FULL_LIST)
    work(job.pk)
    assert page.post(reverse("cases:import_run", args=[job.pk]), {}).status_code == 302
    work(job.pk)
    assert (stored(job).state, reasons()) == (ImportState.DONE, [])


def test_lists_that_fill_while_the_worker_is_at_it_leave_nobody_out(page: Client, anna: Persona, bo: Persona) -> None:
    job = bring(page, FULL_LIST)
    work(job.pk)
    page.post(reverse("cases:import_run", args=[job.pk]), {})
    with as_owner():
        Membership.objects.filter(pk=anna.membership.pk).update(capacity=0)
    work(job.pk)
    assert (stored(job).made, reasons()) == (4, [])
