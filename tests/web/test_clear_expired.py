"""What has expired goes, and what counts stays."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from tests.conftest import NOW
from tests.database import sql
from tests.personas import Persona
from udsatte.accounts.models import Session
from udsatte.web.idempotency import KEPT_FOR
from udsatte.web.models import IdempotencyKey
from udsatte.web.tasks import clear_expired


@pytest.fixture
def clock() -> time_machine.travel:
    return time_machine.travel(NOW, tick=False)


def test_ended_sessions_old_attempts_and_old_keys_go(anna: Persona, clock: time_machine.travel) -> None:
    with clock as now:
        Client().force_login(anna.user)
        cache.set("attempts", [1.0], 300)
        IdempotencyKey.objects.create(user_id=anna.user.pk, key=anna.user.pk, action="test", claimed_at=NOW)
        clear_expired()
        assert _kept() == (1, 1, 1)
        now.shift(timedelta(hours=13))
        clear_expired()
        assert _kept() == (0, 0, 1)
        now.shift(KEPT_FOR)
        clear_expired()
        clear_expired()
        assert _kept() == (0, 0, 0)


def _kept() -> tuple[int, object, int]:
    cached = sql("SELECT count(*) FROM udsatte_cache")[0][0]
    return Session.objects.count(), cached, IdempotencyKey.objects.count()
