"""Pages by keyset: none is lost or shown twice, and one far down is entered at its place."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import ContactLine
from tests.cases.world import anker_of
from tests.database import as_owner, sql
from tests.factories import cases as make
from tests.personas import Persona
from udsatte.web.keyset import page

pytestmark = pytest.mark.django_db

ORDER = ("-at", "-id")


@pytest.fixture
def citizen(anna: Persona, at: datetime) -> UUID:
    """Somebody with twelve contacts, two at a time."""
    who = anker_of(anna).citizen
    with as_owner():
        for back in range(12):
            make.ContactLineFactory(citizen=who, unit=anna.unit, by=anna.user, at=at - timedelta(days=back // 2))
    pk: UUID = who.pk
    return pk


def test_page_after_page_shows_everything_once(citizen: UUID) -> None:
    shown: list[UUID] = []
    after = None
    with as_owner():
        lines = ContactLine.objects.filter(citizen=citizen)
        for _ in range(20):
            part = page(lines, order=ORDER, after=after, size=5)
            shown += [line.pk for line in part.rows]
            after = part.after
            if after is None:
                break
        assert shown == [line.pk for line in lines.order_by(*ORDER)]


def test_a_page_far_down_is_entered_at_its_place_in_the_index(citizen: UUID) -> None:
    with as_owner():
        lines = ContactLine.objects.filter(citizen=citizen)
        last = lines.order_by(*ORDER)[6].pk
        with CaptureQueriesContext(connection) as captured:
            page(lines, order=ORDER, after=last)
        for way in ("seqscan", "bitmapscan", "sort"):  # a dozen rows are quicker read whole
            sql(f"SET LOCAL enable_{way} = off")
        plan = [line for (line,) in sql(f"EXPLAIN {captured.captured_queries[-1]['sql'].replace('%', '%%')}")]

    (entered,) = [line for line in plan if "Index Cond" in line]
    assert "at <=" in entered, "\n".join(plan)
