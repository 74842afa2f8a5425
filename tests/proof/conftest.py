"""The proofs look at one world; each look is taken back."""

from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection, transaction

from tests.conftest import NOW
from tests.proof.world import World, build


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: pytest.Class) -> Iterator[World]:
    """Everybody and everything, once for the file; the transaction around it is taken back."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        with time_machine.travel(NOW, tick=False), transaction.atomic():
            yield build()
            transaction.set_rollback(True)
        connection.close()
