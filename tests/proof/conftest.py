"""The proofs look at one world; each look is taken back."""

from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection, transaction

from tests.conftest import NOW
from tests.database import empty, savepoints_keep
from tests.proof.world import World, build


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: pytest.Class) -> Iterator[World]:
    """Everybody and everything, once for the file, and kept until its end.

    In one transaction for the file a thousand looks that were taken back lie in the way of the next: a request at the
    end took eighteen times as long as one at the beginning.
    """
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        with time_machine.travel(NOW, tick=False):
            with transaction.atomic():
                built = build()
            try:
                with savepoints_keep():
                    yield built
            finally:
                empty()
        connection.close()
