"""A list brought on the page comes in through a real worker on its own role, from a real queue, though it is killed."""

import csv
import io
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import F
from django.test import Client
from django.urls import reverse

from cases import tasks
from cases.actions.import_jobs import BATCH
from cases.choices import ExportState, ImportState, RowOutcome
from cases.models import Citizen, ExportJob, ImportJob, ImportRow
from tests.database import as_owner
from tests.personas import Persona
from tests.setup.processes import descendants, end_within
from udsatte import supervisor
from udsatte.celery import app

PATIENCE = 60
ROWS = BATCH + 60
BAD = range(0, ROWS, 30)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Starts a worker as `manage.py run` does, on the test's database; all of them are killed in the end."""
    name = connection.settings_dict["NAME"]
    monkeypatch.setenv("WORKER_DATABASE_URL", os.environ["WORKER_DATABASE_URL"].replace("/udsatte?", f"/{name}?"))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "udsatte.settings.test")
    (tmp_path / "log").mkdir()
    started: list[subprocess.Popen[bytes]] = []

    def one() -> subprocess.Popen[bytes]:
        started.append(supervisor.start_worker(tmp_path))
        return started[-1]

    yield one
    for process in started:
        kill(process)


@pytest.fixture
def gate(django_db_setup: None) -> Iterator[psycopg.Connection]:
    """A session of the owner's: whoever holds the lock of a unit's imports lets one batch through, or none."""
    url = os.environ["OWNER_DATABASE_URL"]
    with psycopg.connect(url, dbname=connection.settings_dict["NAME"], autocommit=True) as owner:
        yield owner


def kill(process: subprocess.Popen[bytes]) -> None:
    """kill -9 of the worker and its children."""
    everybody = {process.pid, *descendants(process.pid)}
    for pid in everybody:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait()
    assert end_within(everybody, PATIENCE)


def wait(come: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not come():
        assert time.monotonic() < until, "what was waited for did not come"


def imported(page: str) -> ImportJob:
    with as_owner():
        return ImportJob.objects.get(pk=page.rstrip("/").rpartition("/")[2])


def bring(client: Client) -> str:
    people = (
        f"Borger Test{n};{n % 28 + 1:02}-05-{1930 + n // 28};{'nobody' if n in BAD else 'anna'}@example.org"
        for n in range(ROWS)
    )
    file = SimpleUploadedFile("x.csv", "\r\n".join(["Navn;Født;Sagsbehandler", *people]).encode("cp1252"))
    answer = client.post(reverse("cases:imports"), {"key": uuid4(), "kind": "citizens", "file": file})
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def waiting(gate: psycopg.Connection) -> bool:
    row = gate.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted").fetchone()
    return bool(row and row[0])


def test_a_list_comes_in_once_through_a_worker_that_is_killed_in_the_middle(
    clara: Persona,
    anna: Persona,
    signed_in: Callable[[Persona], Client],
    start: Callable[[], subprocess.Popen[bytes]],
    gate: psycopg.Connection,
) -> None:
    client = signed_in(clara)
    worker = start()
    page = bring(client)
    wait(lambda: imported(page).state == ImportState.TRIED)

    lock, key = "SELECT {}(hashtextextended(%s, 3))", [f"import:{clara.unit.pk}"]
    gate.execute(lock.format("pg_advisory_lock"), key)
    client.post(reverse("cases:import_run", args=[imported(page).pk]), {"room_reason": "Den gamle liste."})
    wait(lambda: waiting(gate))
    gate.execute(lock.format("pg_advisory_unlock"), key)  # the worker's first batch …
    gate.execute(lock.format("pg_advisory_lock"), key)  # … is stored when this is granted
    wait(lambda: waiting(gate))
    kill(worker)
    gate.execute(lock.format("pg_advisory_unlock"), key)

    for _reload in range(2):
        said = client.get(page).content.decode()
        assert f'value="{BATCH}"' in said
        assert f'max="{ROWS}"' in said
    with as_owner():
        assert Citizen.objects.count() == BATCH - len([n for n in BAD if n < BATCH])

    start()
    with as_owner():  # two minutes later, beat asks for what nobody works on
        ImportJob.objects.update(touched_at=F("touched_at") - tasks.ABANDONED - timedelta(seconds=1))
    app.send_task(settings.CELERY_BEAT_SCHEDULE["lists-resume"]["task"])
    wait(lambda: imported(page).state == ImportState.DONE)

    done = imported(page)
    assert (done.made, done.bad, done.position) == (ROWS - len(BAD), len(BAD), ROWS)
    with as_owner():
        names = sorted(Citizen.objects.values_list("family_name", flat=True))
        assert names == sorted(f"Test{n}" for n in range(ROWS) if n not in BAD)
        assert [row.outcome for row in ImportRow.objects.all()] == [RowOutcome.BAD] * len(BAD)

    client.post(reverse("cases:exports"), {"key": uuid4(), "kind": "citizens", "format": "csv"})
    with as_owner():
        export = ExportJob.objects.get()
    wait(lambda: export_state(export) == ExportState.DONE)
    file = client.get(reverse("cases:export_file", args=[export.pk])).content.decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(file), delimiter=";"))) == 1 + len(names)


def export_state(job: ExportJob) -> str:
    with as_owner():
        return ExportJob.objects.get(pk=job.pk).state
