"""How long what a device sent is kept, and how the coordinator pages through what waits."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cases import tasks
from cases.actions.intake import forget_filed
from cases.choices import IntakeState, WhyWaiting
from cases.identifiers import seal_list
from cases.models import Citizen, Intake
from tests.cases.test_intake import logged, rows, said, send
from tests.cases.world import anker_of
from tests.cases.written import sealed_for
from tests.database import as_owner, as_worker, refused, sql
from tests.factories import cases as make
from tests.personas import Persona
from udsatte.web.models import IdempotencyKey

SignIn = Callable[[Persona], Client]
PAGE = reverse("cases:intakes")
DAY = timedelta(days=1)


@pytest.fixture
def anker(anna: Persona) -> Citizen:
    return anker_of(anna).citizen


def forget(at: datetime) -> int:
    with as_worker():
        return forget_filed(at=at)


def test_what_was_filed_goes_after_ninety_days_and_what_waits_or_was_set_aside_never(
    anna: Persona, clara: Persona, anker: Citizen, at: datetime, signed_in: SignIn
) -> None:
    page, key, ago = signed_in(anna), uuid4(), at - DAY / 2
    send(page, sealed_for(anna, said(anna, anker, at=ago, note="alene")), at)
    first = said(anna, anker, at=ago)
    for contact in (first, first | {"whereabouts": "Broen"}):
        send(page, sealed_for(anna, contact, key=key), at)
    for _ in range(2):
        send(page, sealed_for(anna, b"hvad?" + str(uuid4()).encode()), at)
    with as_owner():
        aside = Intake.objects.filter(why=WhyWaiting.UNREADABLE).first()
        assert aside
    signed_in(clara).post(reverse("cases:intake_aside", args=[aside.pk]), {"reason": "Spurgt Anna."})
    assert forget(at + 89 * DAY) == 0
    assert forget(at + 91 * DAY) == 1
    left = sorted(row.state for row in rows())
    # What was filed beside another content that waits stays until that is decided.
    assert left == [IntakeState.ASIDE, IntakeState.FILED, IntakeState.WAITING, IntakeState.WAITING]
    assert forget(at + 3_650 * DAY) == 0
    assert len(logged()) == 2


def test_a_replay_of_what_was_forgotten_waits_and_is_not_filed_twice(
    anna: Persona, anker: Citizen, at: datetime, signed_in: SignIn
) -> None:
    content, key = said(anna, anker, at=at - DAY / 2), uuid4()
    send(signed_in(anna), sealed_for(anna, content, key=key), at)
    assert forget(at + 91 * DAY) == 1
    # The action's own key may be there a little longer than the row, or not.
    for _ in range(2):
        assert send(signed_in(anna), sealed_for(anna, content, key=key), at + 91 * DAY)[0] == 200
        with as_owner():
            IdempotencyKey.objects.all().delete()
    assert len(logged()) == 1
    assert [row.state for row in rows()] == [IntakeState.WAITING]


def test_only_the_worker_forgets(clara: Persona, at: datetime) -> None:
    with clara.at_work(at), refused():
        sql("SELECT intake_forget(now())")
    with as_worker():
        tasks.intake_forget()


def test_the_coordinator_pages_through_all_that_waits(
    anna: Persona, clara: Persona, at: datetime, signed_in: SignIn
) -> None:
    with as_owner():
        for n in range(60):
            # Some at the same moment: the order is whole all the same.
            moment = at - timedelta(minutes=60 - n // 3)
            body = seal_list(f"nummer {n:02}".encode())
            make.IntakeFactory(unit=anna.unit, by=anna.user, received_at=moment, body=body, why=WhyWaiting.UNREADABLE)
    page, url, seen = signed_in(clara), PAGE, []
    for count in ("25+", "25+", "10"):
        shown = page.get(url).content.decode()
        assert re.search(rf"tally[^>]*>\s*{re.escape(count)}\s*<", shown)
        seen += re.findall(r"nummer (\d\d)", shown)
        more = re.search(r'href="(\?after=[^"]+)"', shown)
        url = PAGE + more[1] if more else ""
    assert url == ""
    assert sorted(seen) == [f"{n:02}" for n in range(60)]
    assert page.get(f"{PAGE}?after={uuid4()}").content.decode().count("nummer ") == 25


def test_the_other_contents_of_a_conflict_stand_beside_it_once_on_whatever_page(
    anna: Persona, clara: Persona, at: datetime, signed_in: SignIn
) -> None:
    with as_owner():
        common = {"unit": anna.unit, "by": anna.user, "key": uuid4(), "why": WhyWaiting.CONFLICT}
        for n in range(26):
            make.IntakeFactory(
                **common if n in (0, 25) else {"unit": anna.unit, "by": anna.user, "why": WhyWaiting.UNREADABLE},
                received_at=at - timedelta(minutes=60 - n),
                body=seal_list(f"nummer {n:02}".encode()),
                digest=str(n).encode(),
            )
    page = signed_in(clara)
    first = page.get(PAGE).content.decode()
    assert re.findall(r"nummer (\d\d)", first) == ["00", "25", *(f"{n:02}" for n in range(1, 25))]
    last = page.get(PAGE + re.findall(r'href="(\?after=[^"]+)"', first)[0]).content.decode()
    assert re.findall(r"nummer (\d\d)", last) == ["25", "00"]
