"""Who is told in the morning, of what, and who is not."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.test import override_settings
from django.urls import reverse

from cases.actions import add_to_note, record_death, withdraw_death
from cases.choices import AdditionKind, DeathSource
from cases.models import ContactLine, FollowUp, NoteAddition, ReminderDay
from cases.tasks import remind
from tests.cases.world import anker_of
from tests.conftest import NOW
from tests.database import as_owner, as_worker
from tests.factories import cases as make
from tests.factories.accounts import MembershipFactory, UnitFactory
from tests.personas import Persona
from tests.web import mail_servers as server
from udsatte.accounts.choices import Role
from udsatte.accounts.models import Membership
from udsatte.web.choices import MessageState
from udsatte.web.models import DigestChoice, OutboxMessage
from udsatte.web.tasks import send_messages

TODAY = NOW.date()
DAY = timedelta(days=1)


def tick(at: datetime = NOW) -> list[str]:
    """One turn of the clock; answers what people were told by it, without the greeting and the links."""
    before = len(mail.outbox)
    with time_machine.travel(at, tick=False), as_worker():
        remind()
        send_messages()
    return [f"{message.to[0]}: {message.body.splitlines()[2]}" for message in mail.outbox[before:]]


def promise(who: Persona, due_on: date = TODAY, **facts: object) -> FollowUp:
    """A next step of this person's, with a citizen of the unit's."""
    with as_owner():
        case = make.CaseFactory(unit=who.unit, opened_by=who.user)
        return make.FollowUpFactory(
            **{"citizen": case.citizen, "unit": who.unit, "owner": who.user, "due_on": due_on, "opened_by": who.user}
            | facts
        )


@pytest.fixture(autouse=True)
def mailbox(db: None) -> Iterator[None]:
    with server.moody():
        yield


def test_everybody_with_something_due_is_told_how_much(anna: Persona, bo: Persona, clara: Persona) -> None:
    promise(anna)
    promise(anna, TODAY - 3 * DAY)
    promise(bo)
    promise(clara, TODAY + DAY)
    assert sorted(tick()) == [
        "anna@example.org: Du har 1 opfølgning i dag og 1, der er over tiden.",
        "bo@example.org: Du har 1 opfølgning i dag.",
    ]


def test_no_name_and_no_id_of_a_citizen_stands_in_it(anna: Persona) -> None:
    anker = anker_of(anna)
    tick()
    (told,) = mail.outbox
    everything = told.message().as_string()
    assert not {"Anker", "Testager", "Kaptajnen", str(anker.citizen.pk)} & set(everything.replace(".", " ").split())


def test_nobody_is_told_before_the_hour(anna: Persona) -> None:
    promise(anna)
    assert tick(NOW.replace(hour=6, minute=59)) == []
    assert tick(NOW.replace(hour=7, minute=0)) != []


def test_a_day_has_one_digest_however_often_the_clock_strikes(anna: Persona, bo: Persona) -> None:
    promise(anna)
    assert len(tick()) == 1
    promise(anna)
    promise(bo)
    assert tick() == []
    assert tick(NOW + timedelta(hours=6)) == []
    assert len(tick(NOW + DAY)) == 2


def test_a_late_digest_has_the_figures_of_now(anna: Persona) -> None:
    with server.moody() as today:
        done = promise(anna)
        promise(anna)
        today.closed = True
        assert tick() == []
        _finish(done, anna)
        today.closed = False
        assert tick(NOW + timedelta(hours=1)) == ["anna@example.org: Du har 1 opfølgning i dag."]


def test_a_digest_with_nothing_left_to_say_is_taken_back(anna: Persona) -> None:
    with server.moody() as today:
        done = promise(anna)
        today.closed = True
        tick()
        _finish(done, anna)
        today.closed = False
        assert tick(NOW + timedelta(hours=1)) == []
    assert OutboxMessage.objects.get().state == MessageState.WITHDRAWN


def test_yesterdays_digest_is_not_sent_today(anna: Persona) -> None:
    with server.moody() as today:
        promise(anna)
        today.closed = True
        tick()
        today.closed = False
        assert tick(NOW + DAY) == ["anna@example.org: Du har 1 opfølgning, der er over tiden."]
    assert sorted(OutboxMessage.objects.values_list("state", flat=True)) == [MessageState.EXPIRED, MessageState.SENT]


def test_days_on_which_nothing_ran_are_remembered_and_not_made_up_for(anna: Persona) -> None:
    promise(anna)
    tick()
    assert len(tick(NOW + 3 * DAY)) == 1
    assert list(ReminderDay.objects.order_by("day_on").values_list("day_on", "missed", "people")) == [
        (TODAY, False, 1),
        (TODAY + DAY, True, 0),
        (TODAY + 2 * DAY, True, 0),
        (TODAY + 3 * DAY, False, 1),
    ]


def test_a_worker_killed_half_way_goes_on_where_it_was(anna: Persona, bo: Persona) -> None:
    promise(anna)
    promise(bo)
    with server.moody() as today:
        today.events = [server.killed_before]
        with pytest.raises(server.Killed):
            tick()
        assert len(tick(NOW + timedelta(minutes=1))) == 2
        assert tick(NOW + timedelta(minutes=2)) == []


def test_who_wants_no_e_mail_gets_none(anna: Persona) -> None:
    promise(anna)
    DigestChoice.objects.create(user=anna.user, by_mail=False, chosen_at=NOW)
    assert tick() == []


def test_who_is_shut_out_or_has_left_gets_none(anna: Persona, bo: Persona) -> None:
    promise(anna)
    promise(bo)
    with as_owner():
        anna.user.is_active = False
        anna.user.save(update_fields=["is_active"])
        bo.membership.ends_at = NOW
        bo.membership.save(update_fields=["ends_at"])
    assert tick() == []


def test_who_leaves_between_the_digest_and_the_post_gets_none(anna: Persona) -> None:
    promise(anna)
    with server.moody() as today:
        today.closed = True
        tick()
        with as_owner():
            anna.membership.ends_at = NOW + timedelta(minutes=1)
            anna.membership.save(update_fields=["ends_at"])
        today.closed = False
        assert tick(NOW + timedelta(minutes=2)) == []


def test_a_citizen_whom_the_unit_no_longer_sees_is_not_counted(anna: Persona) -> None:
    with as_owner():
        ground = make.GroundFactory(unit=anna.unit, opened_by=anna.user, ends_at=NOW - DAY)
    promise(anna, citizen=ground.citizen)
    assert tick() == []


def test_nobody_is_reminded_of_the_dead_and_everybody_again_after_a_mistake(anna: Persona) -> None:
    follow_up = promise(anna)
    with anna.at_work(NOW) as actor:
        record_death(
            citizen_id=follow_up.citizen_id,
            died_on=TODAY,
            is_about=False,
            source=DeathSource.HOSPITAL,
            source_text="",
            by=actor,
            at=NOW,
            key=uuid4(),
        )
    assert tick() == []
    with anna.at_work(NOW) as actor:
        withdraw_death(citizen_id=follow_up.citizen_id, reason="Forkert borger", by=actor, at=NOW)
    assert len(tick(NOW + DAY)) == 1


def test_whoever_works_in_two_units_gets_one_e_mail_for_both(anna: Persona) -> None:
    promise(anna)
    with as_owner():
        other = MembershipFactory(user=anna.user, unit=UnitFactory())
    promise(Persona("anna", anna.user, other), TODAY - DAY)
    assert tick() == ["anna@example.org: Du har 1 opfølgning i dag og 1, der er over tiden."]


def test_what_nobody_owns_is_the_coordinators(anna: Persona, clara: Persona) -> None:
    promise(anna, owner=None)
    promise(clara)
    assert tick() == ["clara@example.org: Du har 2 opfølgninger i dag."]


def test_what_somebody_promised_who_has_left_is_the_coordinators(anna: Persona, bo: Persona, clara: Persona) -> None:
    """Left the unit, shut out, or come back as somebody who has no follow-ups: it is nobody's any more."""
    promise(anna, TODAY - DAY)
    promise(bo)
    with as_owner():
        anna.membership.ends_at = NOW - DAY
        anna.membership.save(update_fields=["ends_at"])
        MembershipFactory(user=anna.user, unit=UnitFactory())
        MembershipFactory(user=anna.user, unit=anna.unit, role=Role.MANAGER, starts_at=NOW - DAY)
    assert sorted(tick()) == [
        "bo@example.org: Du har 1 opfølgning i dag.",
        "clara@example.org: Du har 1 opfølgning, der er over tiden.",
    ]
    with as_owner():
        bo.user.is_active = False
        bo.user.save(update_fields=["is_active"])
    assert tick(NOW + DAY) == ["clara@example.org: Du har 2 opfølgninger, der er over tiden."]


def test_in_a_unit_without_a_coordinator_it_is_everybodys(niels: Persona, sofie: Persona, clara: Persona) -> None:
    promise(niels, owner=None)
    assert sorted(tick()) == [
        "niels@example.org: Du har 1 opfølgning i dag.",
        "sofie@example.org: Du har 1 opfølgning i dag.",
    ]


@pytest.mark.parametrize(
    ("hour", "day"),
    [(2, "2026-03-29"), (2, "2026-10-25"), (3, "2026-03-29"), (3, "2026-10-25"), (7, "2028-02-29"), (0, "2026-12-31")],
)
def test_the_missing_the_repeated_and_the_leap_hour_have_one_digest(anna: Persona, hour: int, day: str) -> None:
    """Every five minutes of the day, by a clock that knows no summer."""
    promise(anna, date.fromisoformat(day))
    begin = datetime.fromisoformat(f"{day}T00:00:00+00:00") - timedelta(hours=1)
    with override_settings(REMINDER_HOUR=hour):
        told = [at for n in range(0, 24 * 60, 20) for at in [begin + timedelta(minutes=n)] if tick(at)]
    assert len(told) == 1


def _finish(follow_up: FollowUp, who: Persona) -> None:
    with as_owner():
        FollowUp.objects.filter(pk=follow_up.pk).update(done_at=NOW, done_by=who.user)


def ask(who: Persona, at_note_of: Persona, **facts: object) -> NoteAddition:
    """A question of this person's at a note of a colleague's."""
    with as_owner():
        case = make.CaseFactory(unit=who.unit, opened_by=who.user)
        line = make.ContactLineFactory(citizen=case.citizen, unit=who.unit, by=at_note_of.user)
        return make.NoteAdditionFactory(
            **{"line": line, "written_by": who.user, "kind": AdditionKind.QUESTION, "text": "Må hunden komme med?"}
            | facts
        )


def test_a_question_is_told_every_morning_until_it_is_answered(anna: Persona, bo: Persona, clara: Persona) -> None:
    question = ask(bo, anna)
    ask(clara, anna)
    assert tick() == ["anna@example.org: 2 spørgsmål ved dine notater venter på svar."]
    (told,) = mail.outbox
    assert told.subject == "Et spørgsmål venter på dig"
    assert reverse("cases:notices") in told.body
    assert reverse("cases:follow_ups") not in told.body
    for word in ("hunden", "Bo", "Clara", str(question.citizen_id)):
        assert word not in told.body
    with anna.at_work(NOW) as actor:
        add_to_note(
            line_id=question.line_id,
            text="Ja.",
            kind=AdditionKind.ANSWER,
            answers=question.pk,
            by=actor,
            at=NOW,
            key=uuid4(),
        )
    assert tick(NOW + DAY) == ["anna@example.org: 1 spørgsmål ved dine notater venter på svar."]


def test_a_question_stands_under_what_is_due(anna: Persona, bo: Persona) -> None:
    promise(anna)
    ask(bo, anna)
    assert tick() == ["anna@example.org: Du har 1 opfølgning i dag."]
    assert "1 spørgsmål ved dine notater venter på svar." in mail.outbox[-1].body.splitlines()[3]


def test_nobody_is_reminded_of_a_question_about_the_dead_at_a_struck_note_or_in_a_unit_that_was_left(
    anna: Persona, bo: Persona
) -> None:
    dead, struck = ask(bo, anna), ask(bo, anna)
    with anna.at_work(NOW) as actor:
        record_death(
            citizen_id=dead.citizen_id,
            died_on=TODAY,
            is_about=False,
            source=DeathSource.HOSPITAL,
            source_text="",
            by=actor,
            at=NOW,
            key=uuid4(),
        )
    with as_owner():
        ContactLine.objects.filter(pk=struck.line_id).update(
            struck_at=NOW, struck_by=anna.user, struck_reason="Forkert borger"
        )
    assert tick() == []
    ask(bo, anna)
    with as_owner():
        Membership.objects.filter(pk=anna.membership.pk).update(ends_at=NOW - DAY)
    assert tick(NOW + DAY) == []
