"""Who answers now and tonight: planned by those who may, seen by everybody."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.conftest import NOW
from tests.database import CHECK, EXCLUSION, as_owner, refused, sql
from tests.factories.accounts import DutyShiftFactory, MembershipFactory, OrganisationFactory, UnitFactory
from tests.personas import Persona
from udsatte.access.actor import Actor
from udsatte.access.decisions import Denied, Stale
from udsatte.accounts.models import DutyShift, Unit, User
from udsatte.web.duty import actions
from udsatte.web.duty.actions import OnDutyAlready, Shift

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
ADD = "SELECT duty_add(%s, %s, '', '00 00 00 90', %s, %s)"


def shift(who: Persona | None, begins: int = 1, ends: int = 9) -> Shift:
    """So many hours from now."""
    name = "" if who else "Socialvagten"
    return Shift(who.user.pk if who else None, name, "00 00 00 90", NOW + begins * HOUR, NOW + ends * HOUR)


def plan(unit: Unit, one: Shift, by: Actor, key: UUID | None = None) -> UUID:
    return actions.plan_duty(unit=unit, shifts=[one], by=by, at=NOW, key=key or uuid4())


@pytest.fixture
def planned(db: None, anna: Persona, clara: Persona) -> DutyShift:
    """Anna answers from in an hour on."""
    with clara.at_work(NOW) as actor:
        pk = plan(anna.unit, shift(anna), actor)
    return DutyShift.objects.get(pk=pk)


def test_the_coordinator_plans_for_a_colleague_and_for_a_post_outside(planned: DutyShift, clara: Persona) -> None:
    with clara.at_work(NOW) as actor:
        post = DutyShift.objects.get(pk=plan(clara.unit, shift(None), actor))
    assert (planned.who, planned.made_by, planned.made_at) == ("Anna Testsen", clara.user, NOW)
    assert (post.who, post.user_id) == ("Socialvagten", None)


def test_sent_twice_is_planned_once(db: None, anna: Persona, clara: Persona) -> None:
    key = uuid4()
    with clara.at_work(NOW) as actor:
        assert plan(anna.unit, shift(anna), actor, key) == plan(anna.unit, shift(anna), actor, key)
    assert DutyShift.objects.count() == 1


def test_the_coordinator_plans_for_the_other_teams_of_the_same_hjemloeseenhed(
    db: None, clara: Persona, niels: Persona
) -> None:
    with clara.at_work(NOW) as actor:
        plan(niels.unit, shift(niels), actor)
        assert clara.unit.part_of is not None
        plan(clara.unit.part_of, shift(niels, 20, 21), actor)


def test_another_unit_cannot_plan(db: None, clara: Persona, rikke: Persona) -> None:
    with clara.at_work(NOW) as actor, pytest.raises(Denied):
        plan(rikke.unit, shift(rikke), actor)


def test_the_administrator_plans_for_the_organisations_that_they_manage(
    db: None, adam: Persona, anna: Persona, frank: Persona
) -> None:
    with adam.at_work(NOW) as actor:
        plan(anna.unit, shift(anna), actor)
        with pytest.raises(Denied):
            plan(frank.unit, shift(frank), actor)
    with as_owner():
        type(frank.unit.organisation).objects.filter(pk=frank.unit.organisation_id).update(
            managing_organisation=adam.unit.organisation
        )
        frank.unit.organisation.refresh_from_db()
    with adam.at_work(NOW) as actor:
        plan(frank.unit, shift(frank), actor)


def test_nobody_has_two_shifts_at_once(planned: DutyShift, anna: Persona, clara: Persona) -> None:
    with clara.at_work(NOW) as actor, pytest.raises(OnDutyAlready):
        plan(anna.unit, shift(anna, 8, 10), actor)
    with clara.at_work(NOW) as actor:
        plan(anna.unit, shift(anna, 9, 10), actor)
    with as_owner(), refused(EXCLUSION):
        DutyShift.objects.filter(starts_at=NOW + 9 * HOUR).update(starts_at=NOW + 8 * HOUR)


def test_a_shift_is_changed_and_taken_off(planned: DutyShift, bo: Persona, clara: Persona) -> None:
    with clara.at_work(NOW) as actor:
        actions.change_duty(shift_id=planned.pk, version=1, to=shift(bo, 2, 4), by=actor, at=NOW)
        with pytest.raises(Stale):
            actions.change_duty(shift_id=planned.pk, version=1, to=shift(bo, 2, 4), by=actor, at=NOW)
    planned.refresh_from_db()
    assert (planned.user, planned.starts_at) == (bo.user, NOW + 2 * HOUR)
    with clara.at_work(NOW) as actor:
        actions.cancel_duty(shift_id=planned.pk, by=actor, at=NOW)
        with pytest.raises(Denied):
            actions.cancel_duty(shift_id=planned.pk, by=actor, at=NOW)
    assert not DutyShift.objects.planned().exists()
    with as_owner():
        history = sql(
            "SELECT metadata->>'user' FROM accounts_dutyshiftevent JOIN pghistory_context c ON c.id = pgh_context_id"
        )
    assert history == [(str(clara.user.pk),)] * 3


def test_a_shift_that_is_over_stays_as_it_was(planned: DutyShift, clara: Persona, bo: Persona) -> None:
    later = NOW + 10 * HOUR
    to = Shift(bo.user.pk, "", "00 00 00 90", later, later + HOUR)
    with clara.at_work(later) as actor:
        with pytest.raises(Denied):
            actions.change_duty(shift_id=planned.pk, version=1, to=to, by=actor, at=later)
        with pytest.raises(Denied):
            actions.cancel_duty(shift_id=planned.pk, by=actor, at=later)


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_at": NOW},
        {"ends_at": NOW + timedelta(days=9)},
        {"name": "Socialvagten"},
        {"user": None},
        {"phone": ""},
    ],
)
def test_the_database_refuses_a_shift_that_makes_no_sense(planned: DutyShift, wrong: dict[str, object]) -> None:
    with as_owner(), refused(CHECK):
        DutyShift.objects.filter(pk=planned.pk).update(**wrong)


# -- by raw SQL, as the web role, in somebody's own context ------------------------------------------------------


def test_nobody_else_puts_anybody_on_duty_by_raw_sql(
    db: None, anna: Persona, rikke: Persona, frank: Persona, viggo: Persona
) -> None:
    """From a shift follows the ground *duty*."""
    for who in (anna, rikke, frank, viggo):
        with who.at_work(NOW), refused():
            sql(ADD, who.unit.pk, who.user.pk, NOW, NOW + HOUR)
    with refused():
        sql(ADD, anna.unit.pk, anna.user.pk, NOW, NOW + HOUR)


def test_nobody_writes_the_roster_itself(planned: DutyShift, clara: Persona) -> None:
    for statement in (
        "UPDATE accounts_dutyshift SET user_id = made_by_id",
        "DELETE FROM accounts_dutyshift",
        "INSERT INTO accounts_dutyshift SELECT * FROM accounts_dutyshift",
        "SELECT * FROM accounts_dutyshiftevent",
        "SELECT app_role()",
        "SELECT duty_may_plan(unit_id) FROM accounts_dutyshift",
    ):
        with clara.at_work(NOW), refused():
            sql(statement)


def test_nobody_from_outside_is_put_on_duty(db: None, clara: Persona, rikke: Persona, anna: Persona) -> None:
    with as_owner():
        gone = MembershipFactory(unit=clara.unit, ends_at=NOW + HOUR).user
        shut_out = MembershipFactory(unit=clara.unit, user__is_active=False).user
    for user in (rikke.user, gone, shut_out):
        with clara.at_work(NOW), refused():
            sql(ADD, clara.unit.pk, user.pk, NOW + 2 * HOUR, NOW + 3 * HOUR)
    with clara.at_work(NOW), refused():
        sql(ADD, clara.unit.pk, anna.user.pk, NOW - HOUR, NOW)


def test_a_shift_of_another_house_is_neither_changed_nor_taken_off(planned: DutyShift, adam: Persona) -> None:
    with as_owner():
        elsewhere = UnitFactory(organisation=OrganisationFactory())
        stranger = MembershipFactory(unit=elsewhere, role="coordinator")
    who = Persona("stranger", User.objects.get(pk=stranger.user_id), stranger)
    args = (planned.pk, stranger.user_id, NOW + HOUR, NOW + 2 * HOUR)
    with who.at_work(NOW), refused():
        sql("SELECT duty_change(%s, 1, %s, '', '1', %s, %s)", *args)
    with who.at_work(NOW), refused():
        sql("SELECT duty_cancel(%s)", planned.pk)


# -- the page ----------------------------------------------------------------------------------------------------


def page(client: Client, **asked: str) -> str:
    answer = client.get(reverse("duty:roster"), asked)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def evening(clara: Persona, anna: Persona, niels: Persona) -> None:
    """The coordinator by day, a nurse this evening, a caseworker tomorrow evening."""
    for who, begins in ((clara, -2), (niels, 6), (anna, 30)):
        with as_owner():
            DutyShiftFactory(
                unit=who.unit, user=who.user, name="", starts_at=NOW + begins * HOUR, ends_at=NOW + (begins + 6) * HOUR
            )


def test_everybody_finds_who_answers_in_two_taps(
    at: datetime, evening: None, anna: Persona, frank: Persona, signed_in: Callable[[Persona], Client]
) -> None:
    """One on the top of any page, one on the number."""
    for who in (anna, frank):
        client = signed_in(who)
        assert f'href="{reverse("duty:roster")}"' in client.get("/").content.decode()
        text = page(client)
        assert 'href="tel:00000090"' in text
        assert "Clara Testsen" in text
        assert "til kl. 14.42" in text


def test_the_page_says_who_answers_now_and_tonight_and_where_nobody_does(
    at: datetime, evening: None, anna: Persona, signed_in: Callable[[Persona], Client]
) -> None:
    text = " ".join(re.sub(r"<[^>]*>", " ", page(signed_in(anna))).split())
    tonight = text[text.index("I aften og i nat") : text.index("Den kommende uge")]
    assert "Niels Testsen" in tonight
    assert "Anna Testsen" not in tonight
    assert "Ingen på vagt fra 14.42" not in tonight
    assert "Ingen på vagt fra 22.42 til 07.00" in tonight
    assert "Anna Testsen" in text[text.index("Den kommende uge") :]


def test_somebody_of_another_house_sees_its_own_first_and_the_others_below(
    at: datetime, evening: None, frank: Persona, clara: Persona, signed_in: Callable[[Persona], Client]
) -> None:
    client = signed_in(frank)
    text = page(client)
    assert "Ingen har vagt lige nu." in text
    assert f"?house={clara.unit.house_id}" in text
    assert "Niels Testsen" in page(client, house=str(clara.unit.house_id))


def test_an_unknown_house_and_nonsense_do_no_harm(
    at: datetime, frank: Persona, signed_in: Callable[[Persona], Client]
) -> None:
    assert "findes ikke mere" in page(signed_in(frank), house=str(uuid4()))
    assert frank.unit.name in page(signed_in(frank), house="'; DROP")


def test_the_page_costs_the_same_for_one_shift_and_for_many(
    at: datetime, evening: None, clara: Persona, signed_in: Callable[[Persona], Client]
) -> None:
    client = signed_in(clara)

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            page(client)
        return len(captured.captured_queries)

    few = cost()
    with as_owner():
        for number in range(20):
            DutyShiftFactory(unit=clara.unit, starts_at=NOW + number * 7 * HOUR)
            DutyShiftFactory(starts_at=NOW - HOUR, unit__part_of=UnitFactory())
    assert cost() == few


def test_a_week_of_evenings_is_planned_with_one_form(
    at: datetime, anna: Persona, clara: Persona, signed_in: Callable[[Persona], Client]
) -> None:
    with as_owner():
        User.objects.filter(pk=anna.user.pk).update(phone="00 00 00 91")
    form = {"who": anna.user.pk, "on": "2026-11-24", "begins": "23.00", "ends": "07:00", "days": "7", "key": uuid4()}
    answer = signed_in(clara).post(reverse("duty:shift_new", args=[anna.unit.pk]), form)
    assert answer.status_code == 302
    shifts = list(DutyShift.objects.order_by("starts_at"))
    assert len(shifts) == 7
    assert {shift.phone for shift in shifts} == {"00 00 00 91"}
    assert shifts[0].ends_at == datetime.fromisoformat("2026-11-25T07:00:00+01:00")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"who": ""}, "Vælg en kollega"),
        ({"name": "Socialvagten"}, "Enten en kollega"),
        ({"phone": ""}, "hvor der bliver svaret"),
        ({"on": "2026-11-23"}, "fortiden"),
        ({"on": "9999-12-31"}, "Se på datoen igen"),
        ({"who": str(uuid4())}, "Vælg"),
    ],
)
def test_a_form_that_makes_no_sense_comes_back_with_a_reason(
    at: datetime,
    anna: Persona,
    clara: Persona,
    signed_in: Callable[[Persona], Client],
    wrong: dict[str, str],
    words: str,
) -> None:
    form = {"who": anna.user.pk, "phone": "00 00 00 90", "on": "2026-11-25", "begins": "16:00", "ends": "22:00"}
    url = reverse("duty:shift_new", args=[anna.unit.pk])
    answer = signed_in(clara).post(url, form | {"key": uuid4()} | wrong)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not DutyShift.objects.exists()


def test_two_who_change_one_shift_at_once_see_each_other(
    at: datetime, planned: DutyShift, bo: Persona, clara: Persona, signed_in: Callable[[Persona], Client]
) -> None:
    client, url = signed_in(clara), reverse("duty:shift_change", args=[planned.pk])
    form = {"who": bo.user.pk, "phone": "00 00 00 90", "on": "2026-11-25", "begins": "16:00", "ends": "22:00"}
    assert client.post(url, form | {"version": 1}).status_code == 302
    answer = client.post(url, form | {"version": 1, "phone": "00 00 00 99"})
    assert answer.status_code == 409
    assert "00 00 00 99" in answer.content.decode()
