"""Between two tests that commit: the rows go, and nobody whom a closed browser left behind stops that."""

import os
from threading import Timer

import psycopg
import pytest
from django.db import connection

from tests.database import KEPT, empty, sql
from tests.personas import Persona


@pytest.mark.django_db(transaction=True)
def test_a_request_that_still_writes_is_waited_for_and_no_deadlock(anna: Persona) -> None:
    tables = [f'"{name}"' for name in connection.introspection.django_table_names() if name not in KEPT]
    own = connection.settings_dict["NAME"]
    with psycopg.connect(os.environ["OWNER_DATABASE_URL"], dbname=own) as left_behind:
        left_behind.execute(f"LOCK TABLE {tables[-1]} IN ROW EXCLUSIVE MODE")

        def goes_on() -> None:
            left_behind.execute(f"LOCK TABLE {tables[0]} IN ROW EXCLUSIVE MODE")
            left_behind.commit()

        later = Timer(0.3, goes_on)
        later.start()
        empty()
        later.join()

    assert sql("SELECT count(*) FROM accounts_user") == [(0,)]
