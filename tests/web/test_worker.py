"""Work by the clock, run by a real worker on its own database role, from a real queue."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Timer

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from udsatte.accounts.models import Session
from udsatte.celery import app

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60
COMMAND = ["-m", "celery", "-A", "udsatte.celery:app", "worker", "--pool", "solo", "--loglevel", "INFO"]


@pytest.fixture
def worker() -> Iterator[Iterator[str]]:
    """What a worker says, line by line; it is ended after the test, or when it has kept silent for too long."""
    name = connection.settings_dict["NAME"]
    url = os.environ["WORKER_DATABASE_URL"].replace("/udsatte?", f"/{name}?")
    env = {**os.environ, "UDSATTE_ROLE": "worker", "WORKER_DATABASE_URL": url}
    process = subprocess.Popen(
        [sys.executable, *COMMAND, "--without-gossip", "--without-mingle"],
        cwd=ROOT,
        env={**env, "DJANGO_SETTINGS_MODULE": "udsatte.settings.test"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    patience = Timer(PATIENCE, process.kill)
    patience.start()
    assert process.stdout is not None
    with process.stdout as said:
        yield iter(said)
        patience.cancel()
        process.terminate()
        process.wait()


def test_everything_that_beat_sends_is_a_task_that_exists() -> None:
    app.loader.import_default_modules()
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)


@pytest.mark.django_db(transaction=True)
def test_the_worker_takes_an_expired_session_away(worker: Iterator[str]) -> None:
    ended = timezone.now() - timedelta(days=1)
    Session.objects.create(session_key="x" * 32, session_data="", expire_date=ended, last_used_at=ended)
    task = str(settings.CELERY_BEAT_SCHEDULE["clear-expired"]["task"])
    app.send_task(task)
    assert any(task in line and "succeeded" in line for line in worker)
    assert not Session.objects.exists()
