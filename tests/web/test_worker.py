"""Work by the clock, run by a real worker from a real queue."""

from collections.abc import Iterator
from datetime import timedelta
from threading import Event

import pytest
from celery.contrib.testing.worker import start_worker
from celery.signals import task_postrun
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from udsatte.celery import app

PATIENCE = 30


@pytest.fixture
def done() -> Iterator[Event]:
    """Set when the worker has finished a task."""
    event = Event()

    def finished(**_: object) -> None:
        event.set()

    task_postrun.connect(finished)
    yield event
    task_postrun.disconnect(finished)


def test_everything_that_beat_sends_is_a_task_that_exists() -> None:
    app.loader.import_default_modules()
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)


@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_worker_takes_an_expired_session_away(done: Event) -> None:
    Session.objects.create(session_key="x" * 32, session_data="", expire_date=timezone.now() - timedelta(days=1))
    with start_worker(app, pool="solo", perform_ping_check=False, shutdown_timeout=PATIENCE):
        app.send_task(settings.CELERY_BEAT_SCHEDULE["clear-expired"]["task"])
        assert done.wait(PATIENCE)
    assert not Session.objects.exists()
