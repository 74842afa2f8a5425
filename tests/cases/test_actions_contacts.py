"""Logging, adding to a note, striking: what is saved, what is refused, and that nothing is half saved."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, connection

from cases.actions import LineDraft, NextStep, NothingSaid, add_to_note, log_contact, strike_line
from cases.actions.casework import NoReason
from cases.actions.contacts import ImpossibleTime, NotYours
from cases.choices import Initiative, Medium, Outcome
from cases.models import Case, Citizen, CitizenClock, Contact, ContactLine, FollowUp, LineService, NoteAddition
from tests.database import as_owner
from tests.factories import cases as make
from tests.personas import Persona
from udsatte.access.context import NotStored
from udsatte.access.decisions import Denied
from udsatte.web.models import IdempotencyKey

TAPS = 50
SAVED = (Contact, ContactLine, LineService, FollowUp, NoteAddition, IdempotencyKey)


def of(who: Persona, **facts: Any) -> Citizen:
    """A citizen whom this person's unit works with."""
    with as_owner():
        return make.CaseFactory(unit=who.unit, opened_by=who.user, citizen=make.CitizenFactory(**facts)).citizen


def saved() -> list[int]:
    with as_owner():
        return [model._default_manager.count() for model in SAVED]


def log(who: Persona, at: datetime, *citizens: Citizen, key: UUID | None = None, **facts: Any) -> tuple[UUID, bool]:
    drafts = facts.pop("lines", [LineDraft(citizen.pk) for citizen in citizens])
    with who.at_work(facts.pop("now", at)) as actor:
        return log_contact(
            lines=drafts, happened_at=facts.pop("happened_at", at), by=actor, at=at, key=key or uuid4(), **facts
        )


def test_a_contact_is_saved_with_its_lines_services_and_next_steps(anna: Persona, at: datetime) -> None:
    one, other = of(anna), of(anna)
    place = make_place()
    pk, is_new = log(
        anna,
        at,
        happened_at=at - timedelta(hours=2),
        lines=[
            LineDraft(one.pk, Outcome.MET, "Vil se værelset.", 25, {"care": "accepted", "naloxone": "offered"}),
            LineDraft(other.pk, Outcome.NOT_MET),
        ],
        medium=Medium.IN_PERSON,
        place_id=place.pk,
        initiative=Initiative.TIP,
        next_step=NextStep(date(2026, 11, 27), "Ring til herberget"),
    )
    assert is_new
    with as_owner():
        contact = Contact.objects.get()
        assert contact.pk == pk
        assert (contact.by_id, contact.unit_id) == (anna.user.pk, anna.unit.pk)
        assert (contact.at, contact.saved_at) == (at - timedelta(hours=2), at)
        assert (contact.place_id, contact.initiative, contact.source) == (place.pk, "tip", "logged")
        first, second = ContactLine.objects.get(citizen=one), ContactLine.objects.get(citizen=other)
        assert (first.note, first.minutes, first.outcome) == ("Vil se værelset.", 25, "met")
        assert (second.note, second.minutes, second.outcome) == ("", None, "not_met")
        for line in (first, second):
            assert (line.at, line.medium, line.place_id, line.by_id) == (
                contact.at,
                contact.medium,
                contact.place_id,
                contact.by_id,
            )
        assert dict(first.services.values_list("service_id", "response")) == {"care": "accepted", "naloxone": "offered"}
        assert {f.citizen_id: (f.owner_id, f.what, f.due_on) for f in FollowUp.objects.all()} == {
            citizen.pk: (anna.user.pk, "Ring til herberget", date(2026, 11, 27)) for citizen in (one, other)
        }
        assert CitizenClock.objects.get(pk=one.pk).met_at == contact.at
        assert CitizenClock.objects.get(pk=other.pk).attempts == 1


def make_place() -> Any:
    with as_owner():
        return make.PlaceFactory()


def test_a_next_step_without_words_has_some(anna: Persona, at: datetime) -> None:
    log(anna, at, of(anna), next_step=NextStep(date(2026, 11, 27)))
    with as_owner():
        assert FollowUp.objects.get().what


def test_a_colleague_logs_with_a_citizen_on_somebody_elses_list(anna: Persona, bo: Persona, at: datetime) -> None:
    citizen = of(anna)
    log(bo, at, citizen)
    with as_owner():
        assert ContactLine.objects.get().by_id == bo.user.pk


def test_a_contact_with_a_citizen_whose_case_is_closed_is_logged(anna: Persona, at: datetime) -> None:
    citizen = of(anna)
    with as_owner():
        Case.objects.update(status="closed", closed_cause="moved", status_reason="Flyttet")
    log(anna, at, citizen)
    assert saved()[:2] == [1, 1]


# -- sent twice -----------------------------------------------------------------------------------------------


def test_the_same_key_saves_once_and_answers_the_same(anna: Persona, at: datetime) -> None:
    citizen, key = of(anna), uuid4()
    first = log(anna, at, citizen, key=key)
    again = log(anna, at + timedelta(minutes=3), citizen, key=key)
    assert (first[1], again[1]) == (True, False)
    assert first[0] == again[0]
    assert saved()[:2] == [1, 1]


def test_another_persons_same_key_is_another_contact(anna: Persona, bo: Persona, at: datetime) -> None:
    citizen, key = of(anna), uuid4()
    assert log(anna, at, citizen, key=key)[0] != log(bo, at, citizen, key=key)[0]
    assert saved()[:2] == [2, 2]


def test_a_key_of_another_action_is_refused_as_such(anna: Persona, at: datetime) -> None:
    key = uuid4()
    log(anna, at, of(anna), key=key)
    with as_owner():
        line = ContactLine.objects.get()
    before = saved()
    with anna.at_work(at) as actor, pytest.raises(Denied):
        add_to_note(line_id=line.pk, text="Mere", by=actor, at=at, key=key)
    assert saved() == before


def test_a_refused_contact_leaves_its_key_free(anna: Persona, at: datetime) -> None:
    citizen, key = of(anna), uuid4()
    with pytest.raises(NotYours):
        log(anna, at, key=key)
    assert log(anna, at, citizen, key=key)[1]


@pytest.mark.django_db(transaction=True)
def test_fifty_taps_at_once_save_one_contact(anna: Persona, at: datetime) -> None:
    citizen, key = of(anna), uuid4()
    answers = at_once(TAPS, lambda _: log(anna, at, citizen, key=key, next_step=NextStep(date(2026, 11, 27))))
    assert len({pk for pk, _ in answers}) == 1
    assert sum(is_new for _, is_new in answers) == 1
    assert saved()[:2] == [1, 1]
    with as_owner():
        assert FollowUp.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_with_the_same_citizens_in_another_order_do_not_stop_each_other(
    anna: Persona, bo: Persona, at: datetime
) -> None:
    """Each line locks its citizen's clock until the end: both must take them in the same order."""
    citizens = [of(anna) for _ in range(12)]

    def write(n: int) -> Any:
        mine = citizens if n % 2 else citizens[::-1]
        return log(anna if n % 2 else bo, at, *mine)

    at_once(8, write)
    with as_owner():
        assert ContactLine.objects.count() == 8 * 12


def at_once(threads: int, do: Callable[[int], Any]) -> list[Any]:
    """Run it so many times at the same moment, each on a connection of its own."""
    start = Barrier(threads)

    def one(n: int) -> Any:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            return do(n)
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(one, range(threads)))


# -- refused --------------------------------------------------------------------------------------------------


def test_what_has_not_happened_yet_is_refused(anna: Persona, at: datetime) -> None:
    citizen = of(anna)
    before = saved()
    with pytest.raises(ImpossibleTime) as refusal:
        log(anna, at, citizen, happened_at=at + timedelta(seconds=1))
    assert refusal.value.field == "when"
    assert saved() == before


@pytest.mark.parametrize("facts", [{"birth_on": date(1990, 4, 5)}, {"birth_year": 1991}])
def test_a_contact_before_the_citizen_was_born_is_refused(anna: Persona, facts: Any, at: datetime) -> None:
    born_long_ago, citizen = of(anna, birth_year=1950), of(anna, **facts)
    before = saved()
    with pytest.raises(ImpossibleTime):
        log(anna, at, born_long_ago, citizen, happened_at=datetime.fromisoformat("1990-04-04T23:59:00+02:00"))
    assert saved() == before, "nothing half saved: not the first citizen's line, not the key"


def test_the_day_of_birth_is_copenhagens(anna: Persona, at: datetime) -> None:
    citizen = of(anna, birth_on=date(1990, 4, 5))
    log(anna, at, citizen, happened_at=datetime.fromisoformat("1990-04-04T22:30:00+00:00"))
    assert saved()[0] == 1


def test_nobody_elses_citizen_comes_into_a_contact(anna: Persona, niels: Persona, at: datetime) -> None:
    mine, theirs = of(anna), of(niels)
    before = saved()
    for lines in ([theirs], [mine, theirs], [mine, mine], []):
        with pytest.raises(NotYours) as refusal:
            log(anna, at, *lines)
        assert refusal.value.field == "who"
    with pytest.raises(NotYours):
        log(anna, at, lines=[LineDraft(uuid4())])
    assert saved() == before


def test_a_citizen_whom_the_unit_only_shares_comes_into_no_contact(anna: Persona, niels: Persona, at: datetime) -> None:
    theirs = of(niels)
    with as_owner():
        make.GroundFactory(citizen=theirs, unit=anna.unit, scope=20, basis="referral")
    before = saved()
    with pytest.raises((NotYours, Denied)):
        log(anna, at, theirs)
    assert saved() == before


@pytest.mark.parametrize("name", ["mette", "rikke", "frank", "viggo", "adam"])
def test_nobody_below_casework_logs(name: str, request: pytest.FixtureRequest, at: datetime) -> None:
    somebody: Persona = request.getfixturevalue(name)
    citizen = of(somebody)
    with pytest.raises(Denied):
        log(somebody, at, citizen)
    assert saved()[0] == 0


@pytest.mark.parametrize(
    ("draft", "facts"),
    [
        ({"note": "x" * 20_001}, {}),
        ({"minutes": 1441}, {}),
        ({"minutes": -1}, {}),
        ({"outcome": "vanished"}, {}),
        ({}, {"medium": "pigeon"}),
        ({}, {"initiative": "fate"}),
        ({}, {"whereabouts": "x" * 121}),
        ({}, {"next_step": NextStep(date(2026, 11, 27), "x" * 201)}),
    ],
)
def test_what_a_form_would_have_refused_is_refused_and_nothing_half_saved(
    draft: Any, facts: Any, anna: Persona, at: datetime
) -> None:
    citizen = of(anna)
    before = saved()
    with pytest.raises((ValidationError, NotStored)):
        log(anna, at, lines=[LineDraft(citizen.pk, **draft)], **facts)
    assert saved() == before


@pytest.mark.parametrize(
    ("draft", "facts"),
    [
        ({"services": {"care": "perhaps"}}, {}),
        ({"services": {"magic": "accepted"}}, {}),
        ({}, {"place_id": UUID(int=1)}),
        ({"note": "NUL \x00 her"}, {}),
    ],
)
def test_what_no_form_lets_through_leaves_nothing_behind(draft: Any, facts: Any, anna: Persona, at: datetime) -> None:
    citizen = of(anna)
    before = saved()
    with pytest.raises((NotStored, DataError, ValueError)):
        log(anna, at, lines=[LineDraft(citizen.pk, **draft)], **facts)
    assert saved() == before


@pytest.mark.parametrize("note", ["🙂" * 100, "\u202eesrever", "<script>alert(1)</script>", "=1+1", "x" * 20_000, "Å"])
def test_strange_notes_are_notes(note: str, anna: Persona, at: datetime) -> None:
    citizen = of(anna)
    log(anna, at, lines=[LineDraft(citizen.pk, note=note)])
    with as_owner():
        assert ContactLine.objects.get().note == note


# -- additions ------------------------------------------------------------------------------------------------


def line_of(who: Persona, **facts: Any) -> ContactLine:
    citizen = of(who)
    with as_owner():
        return make.ContactLineFactory(citizen=citizen, unit=who.unit, by=who.user, **facts)


def test_a_note_is_added_to_and_stays_as_it_was(anna: Persona, bo: Persona, at: datetime) -> None:
    line = line_of(anna, note="Første udgave")
    key = uuid4()
    for _ in range(2):
        with bo.at_work(at) as actor:
            add_to_note(line_id=line.pk, text="Hunden var med.", by=actor, at=at, key=key)
    with as_owner():
        addition = NoteAddition.objects.get()
        assert (addition.text, addition.written_by_id, addition.written_at) == ("Hunden var med.", bo.user.pk, at)
        line.refresh_from_db()
    assert line.note == "Første udgave"


@pytest.mark.parametrize("text", ["", "x" * 20_001])
def test_an_addition_says_something_and_not_too_much(text: str, anna: Persona, at: datetime) -> None:
    line = line_of(anna)
    with anna.at_work(at) as actor, pytest.raises((NothingSaid, ValidationError, NotStored)):
        add_to_note(line_id=line.pk, text=text, by=actor, at=at, key=uuid4())
    assert saved()[4:] == [0, 0]


def test_another_unit_does_not_add_or_strike(anna: Persona, niels: Persona, at: datetime) -> None:
    line = line_of(anna)
    with as_owner():
        make.CaseFactory(citizen=line.citizen, unit=niels.unit)
    with niels.at_work(at) as actor:
        with pytest.raises(ContactLine.DoesNotExist):
            add_to_note(line_id=line.pk, text="x", by=actor, at=at, key=uuid4())
        with pytest.raises(ContactLine.DoesNotExist):
            strike_line(line_id=line.pk, reason="x", by=actor, at=at)


# -- struck ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["anna", "clara"])
def test_the_author_or_the_coordinator_strikes_a_line(
    name: str, anna: Persona, request: pytest.FixtureRequest, at: datetime
) -> None:
    line = line_of(anna)
    somebody: Persona = request.getfixturevalue(name)
    with somebody.at_work(at) as actor:
        strike_line(line_id=line.pk, reason="Forkert borger", by=actor, at=at)
    with as_owner():
        line.refresh_from_db()
        assert (line.struck_by_id, line.struck_at, line.struck_reason) == (somebody.user.pk, at, "Forkert borger")
        assert CitizenClock.objects.get(pk=line.citizen_id).met_at is None


def test_a_colleague_does_not_strike(anna: Persona, bo: Persona, at: datetime) -> None:
    line = line_of(anna)
    with bo.at_work(at) as actor, pytest.raises(Denied):
        strike_line(line_id=line.pk, reason="Forkert borger", by=actor, at=at)


def test_a_line_is_struck_once(anna: Persona, at: datetime) -> None:
    line = line_of(anna, struck=True)
    with anna.at_work(at) as actor, pytest.raises(Denied):
        strike_line(line_id=line.pk, reason="Igen", by=actor, at=at)


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_a_line_is_not_struck_without_a_reason(reason: str, anna: Persona, at: datetime) -> None:
    line = line_of(anna)
    with anna.at_work(at) as actor, pytest.raises(NoReason) as refusal:
        strike_line(line_id=line.pk, reason=reason, by=actor, at=at)
    assert refusal.value.field == "reason"
    with as_owner():
        line.refresh_from_db()
    assert line.struck_at is None
