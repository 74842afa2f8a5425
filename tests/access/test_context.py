"""Who acts is the database's business: one person, one transaction, and nothing left over."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction

from cases.models import Case, Citizen, Ground
from tests.database import as_owner, refused, sql
from tests.factories.accounts import MembershipFactory, UnitFactory
from tests.factories.cases import CaseFactory, CitizenFactory
from tests.personas import Persona
from udsatte.access.context import NotStored, NotVisible, acting_as, action, current_actor, enter
from udsatte.access.decisions import Denied
from udsatte.access.permissions import OWN
from udsatte.accounts.actions import disable_user, end_membership
from udsatte.accounts.models import Unit, User

SETTINGS = ("app.user", "app.unit", "app.cap", "app.health", "app.at", "pghistory.context_id")


def context() -> list[object]:
    """What the transaction's settings hold; empty text counts as nothing."""
    row = sql("SELECT " + ", ".join(f"nullif(current_setting('{name}', true), '')" for name in SETTINGS))[0]
    return list(row)


def seen() -> int:
    return int(str(sql("SELECT count(*) FROM cases_citizen")[0][0]))


@pytest.fixture
def case(anna: Persona) -> Case:
    """A citizen whom Udsatteteamet works with."""
    with as_owner():
        return CaseFactory(unit=anna.unit, opened_by=anna.user)


def test_the_context_says_who_where_and_how_much(anna: Persona, at: datetime) -> None:
    with anna.at_work(at) as actor:
        user, unit, cap, health, when, _ = context()
    assert (user, unit, cap, health) == (str(anna.user.pk), str(anna.unit.pk), "30", "off")
    assert datetime.fromisoformat(str(when)) == at
    assert (actor.user_name, actor.unit_name, actor.role) == ("Anna Testsen", "Udsatteteamet", "caseworker")
    assert (actor.ceiling, actor.health, actor.memberships) == (30, False, 1)


def test_a_nurse_is_a_health_professional(niels: Persona, at: datetime) -> None:
    with niels.at_work(at) as actor:
        assert actor.health
        assert context()[3] == "on"


def test_without_a_context_nothing_is_read_and_nothing_written(case: Case) -> None:
    assert current_actor() is None
    assert seen() == 0
    with refused():
        sql(
            "INSERT INTO cases_alias (id, citizen_id, text, added_at, added_by_id)"
            " VALUES (gen_random_uuid(), %s, 'x', now(), %s)",
            case.citizen_id,
            case.opened_by_id,
        )


def test_somebody_elses_membership_gives_nothing(rikke: Persona, anna: Persona, case: Case, at: datetime) -> None:
    assert enter(user_id=rikke.user.pk, membership_id=anna.membership.pk, at=at) is None
    assert context() == [None] * 6
    assert seen() == 0


def test_a_membership_that_does_not_exist_gives_nothing(anna: Persona, case: Case, at: datetime) -> None:
    assert enter(user_id=anna.user.pk, membership_id=uuid4(), at=at) is None
    assert seen() == 0


def test_a_refused_entry_takes_the_earlier_context_away(
    rikke: Persona, anna: Persona, case: Case, at: datetime
) -> None:
    assert enter(user_id=anna.user.pk, membership_id=None, at=at)
    assert seen() == 1
    assert enter(user_id=rikke.user.pk, membership_id=anna.membership.pk, at=at) is None
    assert context() == [None] * 6
    assert seen() == 0


def test_the_oldest_open_membership_is_taken_when_none_is_named(anna: Persona, at: datetime) -> None:
    with as_owner():
        MembershipFactory(user=anna.user, starts_at=at - timedelta(days=1))
    actor = enter(user_id=anna.user.pk, membership_id=None, at=at)
    assert actor
    assert (actor.unit_id, actor.memberships) == (anna.unit.pk, 2)


def test_one_unit_at_a_time(anna: Persona, case: Case, at: datetime) -> None:
    with as_owner():
        elsewhere = MembershipFactory(user=anna.user)
        theirs = CaseFactory(unit=elsewhere.unit)
    with acting_as(user_id=anna.user.pk, membership_id=elsewhere.pk, at=at) as actor:
        assert list(Citizen.objects.visible_to(actor).values_list("pk", flat=True)) == [theirs.citizen_id]


def test_an_ended_membership_applies_to_the_next_transaction(anna: Persona, case: Case, at: datetime) -> None:
    with anna.at_work(at):
        assert seen() == 1
    with as_owner():
        end_membership(membership_id=anna.membership.pk, at=at)
    with pytest.raises(Denied), anna.at_work(at):
        pass
    assert seen() == 0


def test_a_membership_that_has_not_begun_gives_nothing(at: datetime, db: None) -> None:
    with as_owner():
        tomorrow = MembershipFactory(starts_at=at + timedelta(days=1))
    assert enter(user_id=tomorrow.user_id, membership_id=tomorrow.pk, at=at) is None


def test_a_disabled_user_is_out_at_once_and_back_when_let_in(anna: Persona, case: Case, at: datetime) -> None:
    with as_owner():
        disable_user(user_id=anna.user.pk)
    with pytest.raises(Denied), anna.at_work(at):
        pass
    with as_owner():
        User.objects.filter(pk=anna.user.pk).update(is_active=True)
    with anna.at_work(at):
        assert seen() == 1


def test_nobody_works_in_a_closed_unit(anna: Persona, at: datetime) -> None:
    with as_owner():
        Unit.objects.filter(pk=anna.unit.pk).update(closed_on=at.date())
    assert enter(user_id=anna.user.pk, membership_id=None, at=at) is None


def test_a_unit_that_closes_tomorrow_is_open_until_midnight_in_copenhagen(anna: Persona) -> None:
    with as_owner():
        Unit.objects.filter(pk=anna.unit.pk).update(closed_on="2026-11-25")
    late = datetime.fromisoformat("2026-11-24T23:59:59+01:00")
    assert enter(user_id=anna.user.pk, membership_id=None, at=late)
    assert enter(user_id=anna.user.pk, membership_id=None, at=late + timedelta(seconds=1)) is None


def test_an_ended_ground_applies_at_once(anna: Persona, case: Case, at: datetime) -> None:
    with anna.at_work(at):
        assert seen() == 1
        sql("SELECT ground_end(%s)", case.ground_id)
        assert seen() == 0
    with anna.at_work(at + timedelta(microseconds=1)):
        assert seen() == 0
    with anna.at_work(at - timedelta(microseconds=1)):
        assert seen() == 1


def test_a_ground_that_starts_later_is_not_open_yet(anna: Persona, case: Case, at: datetime) -> None:
    with as_owner():
        Ground.objects.filter(pk=case.ground_id).update(starts_at=at + timedelta(seconds=1))
    with anna.at_work(at):
        assert seen() == 0


def test_a_nested_context_gives_the_outer_one_back(anna: Persona, rikke: Persona, case: Case, at: datetime) -> None:
    with anna.at_work(at) as outer:
        before = context()
        with rikke.at_work(at + timedelta(hours=1)) as inner:
            assert current_actor() == inner
            assert context()[0] == str(rikke.user.pk)
            assert seen() == 0
        assert current_actor() == outer
        assert context() == before
        assert sql("SELECT current_user") == [("udsatte_web",)]
        assert seen() == 1
    assert current_actor() is None


def test_a_nested_context_gives_the_outer_one_back_after_an_exception(
    anna: Persona, rikke: Persona, case: Case, at: datetime
) -> None:
    with anna.at_work(at) as outer:
        before = context()
        with pytest.raises(ZeroDivisionError), rikke.at_work(at):
            raise ZeroDivisionError
        assert current_actor() == outer
        assert context() == before
        assert seen() == 1


def test_a_nested_context_gives_the_outer_one_back_when_the_inner_person_is_shut_out(
    anna: Persona, rikke: Persona, case: Case, at: datetime
) -> None:
    with as_owner():
        disable_user(user_id=rikke.user.pk)
    with anna.at_work(at) as outer:
        before = context()
        with pytest.raises(Denied), rikke.at_work(at):
            pass
        assert current_actor() == outer
        assert context() == before


def test_work_on_somebodys_behalf_gives_the_owner_the_owners_role_back(anna: Persona, case: Case, at: datetime) -> None:
    with as_owner():
        with anna.at_work(at):
            assert sql("SELECT current_user") == [("udsatte_web",)]
            assert seen() == 1
        assert sql("SELECT current_user") == [("udsatte_owner",)]


@pytest.mark.django_db(transaction=True)
def test_nothing_is_carried_over_to_the_next_transaction_of_a_connection(
    anna: Persona, case: Case, at: datetime
) -> None:
    with transaction.atomic():
        assert enter(user_id=anna.user.pk, membership_id=None, at=at)
        assert seen() == 1
        same = connection.connection.info.backend_pid
    with transaction.atomic():
        assert connection.connection.info.backend_pid == same
        assert context() == [None] * 6
        assert seen() == 0
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        _ = enter(user_id=anna.user.pk, membership_id=None, at=at), 1 / 0
    assert context() == [None] * 6
    assert seen() == 0
    # Without a transaction a context would last one statement: nothing to come back to.
    assert enter(user_id=anna.user.pk, membership_id=None, at=at)
    assert seen() == 0


def test_rows_are_asked_for_only_by_whoever_is_in_the_context(anna: Persona, bo: Persona, at: datetime) -> None:
    with anna.at_work(at) as actor:
        pass
    with pytest.raises(NotVisible):
        Citizen.objects.visible_to(actor)
    with bo.at_work(at), pytest.raises(NotVisible):
        Citizen.objects.visible_to(actor)


def test_a_list_that_outlives_its_context_is_empty(anna: Persona, rikke: Persona, case: Case, at: datetime) -> None:
    with anna.at_work(at) as actor:
        later = Citizen.objects.visible_to(actor)
    assert list(later.all()) == []
    with rikke.at_work(at):
        assert list(later.all()) == []


def test_the_walls_refusal_is_foreseen(rikke: Persona, at: datetime) -> None:
    @action
    def begin() -> None:
        sql("SELECT citizen_begin()")

    with rikke.at_work(at), pytest.raises(Denied):
        begin()


def test_an_action_meets_its_deferred_constraints_before_the_commit(anna: Persona, at: datetime) -> None:
    @action
    def begin_only() -> None:
        sql("SELECT citizen_begin()")

    with anna.at_work(at):
        with pytest.raises(NotStored):
            begin_only()
        # and they are deferred again afterwards, for the next action
        citizen_id = sql("SELECT citizen_begin()")[0][0]
        Citizen(id=citizen_id, given_name="Bruno Test", registered_at=at, registered_by_id=anna.user.pk).save(
            force_insert=True
        )


def test_another_error_of_the_database_is_not_taken_for_a_refusal(db: None) -> None:
    @action
    def wrong() -> None:
        sql("SELECT nothing_of_that_name()")

    with pytest.raises(Exception, match="nothing_of_that_name"):
        wrong()


@pytest.mark.parametrize("name", ["frank", "viggo", "adam"])
def test_those_below_the_shared_scope_see_nobody_even_in_a_unit_with_a_ground(
    name: str, request: pytest.FixtureRequest, at: datetime
) -> None:
    somebody: Persona = request.getfixturevalue(name)
    with as_owner():
        CaseFactory(unit=somebody.unit)
    with somebody.at_work(at) as actor:
        assert actor.ceiling == (OWN if name == "frank" else 0)
        assert seen() == 0
        assert sql("SELECT count(*) FROM cases_ground") == [(0,)]


def test_a_citizen_without_any_ground_is_seen_by_nobody(anna: Persona, at: datetime) -> None:
    with as_owner():
        CitizenFactory()
        UnitFactory()
    with anna.at_work(at):
        assert seen() == 0
