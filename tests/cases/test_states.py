"""The states of a case: a person moves it along the table, with a reason; silence moves nothing."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from cases.actions import AftercarePlan, LineDraft, assign, change_state, finish_follow_up, log_contact
from cases.actions.casework import NoReason, NotAColleague
from cases.actions.states import AftercareFirst, NoCause, NoDay
from cases.choices import CASE_TRANSITIONS, CaseStatus, ClosedCause, Outcome
from cases.models import Assignment, Case, CaseStatusChange, FollowUp, Ground
from tests.cases.world import anker_of
from tests.database import CHECK, INSUFFICIENT_PRIVILEGE, as_owner, refused, sql
from tests.factories import cases as make
from tests.personas import Persona
from udsatte.access.decisions import Denied, Stale

SOON = date(2026, 12, 8)
PLAN = AftercarePlan(medicine_on=SOON, social_on=date(2026, 12, 22))
#: What each state asks for beside a reason.
ASKS: dict[str, dict[str, Any]] = {
    CaseStatus.ACTIVE: {},
    CaseStatus.RESTING: {"look_again_on": SOON},
    CaseStatus.SEARCHING: {"look_again_on": SOON},
    CaseStatus.AFTERCARE: {"aftercare": PLAN},
    CaseStatus.CLOSED: {"closed_cause": ClosedCause.DEAD},
}


@pytest.fixture
def case(anna: Persona) -> Case:
    """A case on anna's list."""
    with as_owner():
        case = make.CaseFactory(unit=anna.unit, opened_by=anna.user)
        make.AssignmentFactory(case=case, caseworker=anna.user)
    return case


def move(case: Case, who: Persona, at: datetime, to: str, **facts: Any) -> Case:
    """As the case stands now, unless another version is named."""
    with as_owner():
        version = Case.objects.get(pk=case.pk).version
    with who.at_work(at) as actor:
        return change_state(
            case_id=case.pk,
            **{"version": version, "to": to, "reason": "Sådan er det", **ASKS[to], **facts},
            by=actor,
            at=at,
        )


def promised(case: Case, **which: Any) -> list[tuple[str, date]]:
    with as_owner():
        rows = FollowUp.objects.filter(citizen_id=case.citizen_id, **which).order_by("due_on", "what")
        return [(row.what, row.due_on) for row in rows]


def finish_all(case: Case, who: Persona, at: datetime) -> None:
    with as_owner():
        ids = list(FollowUp.objects.filter(citizen_id=case.citizen_id, done_at=None).values_list("pk", flat=True))
    for pk in ids:
        with who.at_work(at) as actor:
            finish_follow_up(follow_up_id=pk, by=actor, at=at)


# -- the table ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("before", "after"), list(product(CaseStatus.values, CaseStatus.values)))
def test_the_database_holds_the_same_table(before: str, after: str, db: None) -> None:
    with as_owner():
        assert sql("SELECT case_may_become(%s, %s)", before, after) == [(after in CASE_TRANSITIONS[before],)]


@pytest.mark.parametrize(("before", "after"), list(product(CaseStatus.values, CaseStatus.values)))
def test_a_case_goes_along_the_table_and_nowhere_else(
    before: str, after: str, case: Case, anna: Persona, at: datetime
) -> None:
    if before != CaseStatus.ACTIVE:
        move(case, anna, at, before)
    if after in CASE_TRANSITIONS[before]:
        assert move(case, anna, at, after).status == after
    else:
        with pytest.raises(Denied):
            move(case, anna, at, after)


def test_each_step_is_signed_with_its_reason(case: Case, bo: Persona, at: datetime) -> None:
    moved = move(case, bo, at, CaseStatus.RESTING, reason="  Indlagt på Bispebjerg ")
    assert (moved.status_at, moved.status_by_id, moved.status_reason) == (at, bo.user.pk, "Indlagt på Bispebjerg")
    assert (moved.look_again_on, moved.version) == (SOON, 2)
    with as_owner():
        change = CaseStatusChange.objects.get()
        assert Ground.objects.get().ends_at is None
        assert Assignment.objects.get().ends_on is None
    assert (change.from_status, change.to_status, change.reason) == ("active", "resting", "Indlagt på Bispebjerg")
    assert (change.look_again_on, change.changed_at, change.changed_by_id) == (SOON, at, bo.user.pk)


@pytest.mark.parametrize("to", [CaseStatus.RESTING, CaseStatus.SEARCHING, CaseStatus.AFTERCARE, CaseStatus.CLOSED])
@pytest.mark.parametrize("reason", ["", "  \n", "x" * 1_001])
def test_nothing_moves_without_a_reason(reason: str, to: str, case: Case, anna: Persona, at: datetime) -> None:
    with pytest.raises(NoReason):
        move(case, anna, at, to, reason=reason)
    with as_owner():
        assert Case.objects.get().status == CaseStatus.ACTIVE
        assert Assignment.objects.get().ends_on is None


# -- waiting --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("to", [CaseStatus.RESTING, CaseStatus.SEARCHING])
@pytest.mark.parametrize("day", [None, date(2026, 11, 23), date(2027, 11, 26)])
def test_waiting_has_a_day_that_lies_within_a_year(
    day: date | None, to: str, case: Case, anna: Persona, at: datetime
) -> None:
    with pytest.raises(NoDay) as refusal:
        move(case, anna, at, to, look_again_on=day)
    assert refusal.value.field == "look_again_on"
    assert promised(case) == []


def test_the_day_to_look_again_is_a_follow_up_of_whoever_has_the_citizen(
    case: Case, anna: Persona, bo: Persona, at: datetime
) -> None:
    move(case, bo, at, CaseStatus.SEARCHING)
    assert promised(case, done_at=None, owner=anna.user) == [("Se igen: borgeren eftersøges", SOON)]


def test_who_is_on_nobodys_list_is_looked_at_by_the_team(anna: Persona, at: datetime) -> None:
    with as_owner():
        case = make.CaseFactory(unit=anna.unit)
    move(case, anna, at, CaseStatus.RESTING)
    assert promised(case, done_at=None, owner=None) == [("Se igen: hviler", SOON)]


def test_prolonging_puts_one_follow_up_in_the_place_of_the_other(case: Case, anna: Persona, at: datetime) -> None:
    move(case, anna, at, CaseStatus.RESTING)
    later = date(2027, 3, 1)
    move(case, anna, at + timedelta(days=14), CaseStatus.RESTING, look_again_on=later)
    assert promised(case, done_at=None) == [("Se igen: hviler", later)]
    move(case, anna, at + timedelta(days=20), CaseStatus.ACTIVE)
    assert promised(case, done_at=None) == []


def test_other_follow_ups_stay_as_they_are(case: Case, anna: Persona, at: datetime) -> None:
    with as_owner():
        make.FollowUpFactory(citizen=case.citizen, unit=anna.unit, what="Ring om natpladsen")
    move(case, anna, at, CaseStatus.RESTING)
    move(case, anna, at, CaseStatus.ACTIVE)
    assert [what for what, _ in promised(case, done_at=None)] == ["Ring om natpladsen"]


# -- aftercare and closing ------------------------------------------------------------------------------------


def test_aftercare_is_two_dated_follow_ups(case: Case, anna: Persona, at: datetime) -> None:
    move(case, anna, at, CaseStatus.AFTERCARE)
    assert promised(case, done_at=None, owner=anna.user) == [
        ("Efterværn: er medicinen, som den skal være?", PLAN.medicine_on),
        ("Efterværn: tag, penge og mennesker omkring?", PLAN.social_on),
    ]


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (None, "medicine_on"),
        (AftercarePlan(medicine_on=date(2026, 11, 23), social_on=SOON), "medicine_on"),
        (AftercarePlan(medicine_on=SOON, social_on=date(2028, 1, 1)), "social_on"),
    ],
)
def test_no_aftercare_without_both_its_days(
    plan: AftercarePlan | None, field: str, case: Case, anna: Persona, at: datetime
) -> None:
    with pytest.raises(NoDay) as refusal:
        move(case, anna, at, CaseStatus.AFTERCARE, aftercare=plan)
    assert refusal.value.field == field
    with as_owner():
        assert Case.objects.get().status == CaseStatus.ACTIVE
    assert promised(case) == []


@pytest.mark.parametrize("cause", [c for c in ClosedCause.values if c not in ("dead", "mistake", "earlier")])
def test_a_case_is_closed_through_aftercare_that_was_done(cause: str, case: Case, anna: Persona, at: datetime) -> None:
    with pytest.raises(AftercareFirst):
        move(case, anna, at, CaseStatus.CLOSED, closed_cause=cause)
    move(case, anna, at, CaseStatus.AFTERCARE)
    with pytest.raises(AftercareFirst):
        move(case, anna, at, CaseStatus.CLOSED, closed_cause=cause)
    finish_all(case, anna, at + timedelta(days=30))
    closed = move(case, anna, at + timedelta(days=30), CaseStatus.CLOSED, closed_cause=cause)
    assert (closed.status, closed.closed_cause) == (CaseStatus.CLOSED, cause)
    with as_owner():
        assert Ground.objects.get().ends_at is None
        assert Assignment.objects.get().ends_on == date(2026, 12, 24)
    with anna.at_work(at + timedelta(days=31)) as actor:
        assert Case.objects.visible_to(actor).filter(pk=case.pk).exists(), "the unit reads it as before"
        with pytest.raises(Denied):
            assign(case_id=case.pk, caseworker_id=anna.user.pk, by=actor, at=at + timedelta(days=31))


@pytest.mark.parametrize("before", [CaseStatus.ACTIVE, CaseStatus.RESTING, CaseStatus.SEARCHING, CaseStatus.AFTERCARE])
def test_only_the_dead_and_mistakes_need_no_aftercare(before: str, case: Case, anna: Persona, at: datetime) -> None:
    if before != CaseStatus.ACTIVE:
        move(case, anna, at, before)
    for cause in ("", "earlier", "no_show"):
        with pytest.raises(NoCause):
            move(case, anna, at, CaseStatus.CLOSED, closed_cause=cause)
    assert move(case, anna, at, CaseStatus.CLOSED, closed_cause=ClosedCause.MISTAKE).status == CaseStatus.CLOSED
    assert promised(case, done_at=None) == []


def test_no_cause_of_closing_is_that_somebody_did_not_come() -> None:
    assert set(ClosedCause.values) == {"manages", "handed_over", "moved", "wish", "dead", "mistake", "earlier"}


def test_silence_moves_nothing(case: Case, anna: Persona, at: datetime) -> None:
    """A missed contact, however often, is a reason to look: no action closes, ends or takes off a list by itself."""
    move(case, anna, at, CaseStatus.SEARCHING)
    for n in range(40):
        with anna.at_work(at + timedelta(days=7 * n)) as actor:
            log_contact(
                lines=[LineDraft(case.citizen_id, Outcome.MISSED if n % 2 else Outcome.NOT_MET)],
                happened_at=at + timedelta(days=7 * n),
                by=actor,
                at=at + timedelta(days=7 * n),
                key=uuid4(),
            )
    with as_owner():
        case.refresh_from_db()
        assert (case.status, case.version) == (CaseStatus.SEARCHING, 2)
        assert Ground.objects.get().ends_at is None
        assert Assignment.objects.get().ends_on is None
    assert promised(case, done_at=None) == [("Se igen: borgeren eftersøges", SOON)]


def test_a_case_reopens_as_the_same_case(case: Case, anna: Persona, bo: Persona, at: datetime) -> None:
    move(case, anna, at, CaseStatus.CLOSED)
    later = at + timedelta(days=30)
    again = move(case, bo, later, CaseStatus.ACTIVE, caseworker_id=bo.user.pk)
    assert (again.pk, again.status, again.version, again.closed_cause) == (case.pk, CaseStatus.ACTIVE, 3, "")
    with as_owner():
        assert Assignment.objects.get(ends_on=None).caseworker_id == bo.user.pk
        assert list(CaseStatusChange.objects.order_by("changed_at").values_list("from_status", "to_status")) == [
            ("active", "closed"),
            ("closed", "active"),
        ]


def test_a_case_reopens_on_nobodys_list_until_somebody_takes_it(case: Case, anna: Persona, at: datetime) -> None:
    move(case, anna, at, CaseStatus.CLOSED)
    move(case, anna, at, CaseStatus.ACTIVE)
    with as_owner():
        assert not Assignment.objects.filter(ends_on=None).exists()


def test_a_refused_caseworker_leaves_the_case_closed(case: Case, anna: Persona, niels: Persona, at: datetime) -> None:
    move(case, anna, at, CaseStatus.CLOSED)
    with pytest.raises(NotAColleague):
        move(case, anna, at, CaseStatus.ACTIVE, caseworker_id=niels.user.pk)
    with as_owner():
        case.refresh_from_db()
    assert (case.status, case.version) == (CaseStatus.CLOSED, 2)


def test_who_has_an_old_page_is_told_what_stands_now(case: Case, anna: Persona, bo: Persona, at: datetime) -> None:
    move(case, anna, at, CaseStatus.RESTING, reason="Indlagt")
    with pytest.raises(Stale) as newer:
        move(case, bo, at, CaseStatus.SEARCHING, version=1)
    current: Any = newer.value.current
    assert (current.version, current.status_reason) == (2, "Indlagt")


def test_another_unit_moves_nothing(case: Case, niels: Persona, mette: Persona, at: datetime) -> None:
    with as_owner():
        make.CaseFactory(citizen=case.citizen, unit=niels.unit)
    for who in (niels, mette):
        with pytest.raises((Case.DoesNotExist, Denied)):
            move(case, who, at, CaseStatus.SEARCHING)
    with as_owner():
        assert Case.objects.filter(status=CaseStatus.ACTIVE).count() == 2


# -- by raw SQL, as the web role ------------------------------------------------------------------------------

#: Case by case: how somebody with the application's password would go round the table.
ATTACKS = {
    "skip the table": "UPDATE cases_case SET status = 'active', look_again_on = NULL, status_reason = 'x'",
    "close unsigned": (
        "UPDATE cases_case SET status = 'closed', closed_cause = 'wish', look_again_on = NULL, status_at = app_at()"
    ),
    "close long ago": "UPDATE cases_case SET status = 'closed', closed_cause = 'wish', look_again_on = NULL",
    "another day unsigned": "UPDATE cases_case SET look_again_on = '2030-01-01', status_at = app_at()",
    "another reason unsigned": "UPDATE cases_case SET status_reason = 'Ville ikke selv', status_at = app_at()",
    "sign as somebody else": (
        "UPDATE cases_case SET status_at = app_at(),"
        " status_by_id = (SELECT id FROM accounts_user WHERE id <> status_by_id LIMIT 1)"
    ),
    "close without aftercare": (
        "INSERT INTO cases_casestatuschange (id, case_id, citizen_id, unit_id, from_status, to_status, reason,"
        " closed_cause, changed_at, changed_by_id) SELECT gen_random_uuid(), id, citizen_id, unit_id, status, 'closed',"
        " 'x', 'wish', app_at(), status_by_id FROM cases_case"
    ),
    "a step that is none": (
        "INSERT INTO cases_casestatuschange (id, case_id, citizen_id, unit_id, from_status, to_status, reason,"
        " closed_cause, changed_at, changed_by_id) SELECT gen_random_uuid(), id, citizen_id, unit_id, 'closed',"
        " 'resting', 'x', '', now(), status_by_id FROM cases_case"
    ),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_web_role_cannot_go_round_the_table(
    attack: str, case: Case, anna: Persona, bo: Persona, at: datetime
) -> None:
    move(case, anna, at, CaseStatus.SEARCHING)
    later = at + timedelta(hours=1)
    with anna.at_work(later), refused(CHECK, INSUFFICIENT_PRIVILEGE):
        statement = ATTACKS[attack].replace("app_at()", "current_setting('app.at')::timestamptz")
        sql(statement)
        connection.check_constraints()
    with as_owner():
        case.refresh_from_db()
        assert (case.status, case.look_again_on) == (CaseStatus.SEARCHING, SOON)


def test_a_case_does_not_begin_closed(anna: Persona, at: datetime) -> None:
    with anna.at_work(at) as actor, refused():
        citizen = sql("SELECT citizen_begin()")[0][0]
        sql(
            "INSERT INTO cases_case (id, citizen_id, unit_id, ground_id, opened_on, opened_by_id, status, status_at,"
            " status_by_id, status_reason, closed_cause, version) SELECT gen_random_uuid(), %s, %s, id,"
            " '2026-11-24', %s, 'closed', %s, %s, 'x', 'wish', 1 FROM cases_ground WHERE citizen_id = %s",
            citizen,
            actor.unit_id,
            actor.user_id,
            at,
            actor.user_id,
            citizen,
        )
        connection.check_constraints()


# -- on the pages ---------------------------------------------------------------------------------------------


def test_i_dag_puts_the_sought_on_top_and_leaves_the_resting_in_peace(
    anna: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    """Who is sought stands first though met today; who rests and who is in aftercare is not counted by the clock."""
    people: dict[str, Any] = {}
    for name in ("active", "resting", "searching", "aftercare"):
        people[name] = anker_of(anna)
        with as_owner():
            FollowUp.objects.filter(citizen=people[name].citizen).delete()
        if name != "active":
            move(people[name].case, anna, at - timedelta(days=3), name)
    with as_owner():
        make.ContactLineFactory(
            citizen=people["searching"].citizen, unit=anna.unit, by=anna.user, at=at - timedelta(hours=1)
        )
    client = signed_in(anna)
    shown = client.get(reverse("today")).context["attention"]
    urls = [reverse("cases:citizen", args=[people[name].citizen.pk]) for name in ("searching", "active")]
    assert [one["url"] for one in shown] == urls
    assert shown[0]["word"] == "Eftersøges"
    assert shown[0]["why"].startswith("Eftersøges siden 21.11. · ")


def test_who_rests_comes_back_on_the_day(anna: Persona, at: datetime, signed_in: Callable[[Persona], Client]) -> None:
    anker = anker_of(anna)
    with as_owner():
        FollowUp.objects.all().delete()
    move(anker.case, anna, at - timedelta(days=3), CaseStatus.RESTING, look_again_on=at.date())
    shown = signed_in(anna).get(reverse("today")).context["attention"]
    assert [one["why"] for one in shown] == ["I dag: Se igen: hviler"]


@pytest.mark.parametrize("show", ["resting", "searching", "aftercare", "closed"])
def test_the_list_is_narrowed_to_a_state(
    show: str, anna: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    here = anker_of(anna)
    anker_of(anna)
    move(here.case, anna, at, show)
    client = signed_in(anna)
    rows = client.get(reverse("cases:citizens"), {"show": show}).context["rows"]
    assert [row["face"].citizen.pk for row in rows] == [here.citizen.pk]
    everybody = client.get(reverse("cases:citizens")).context["rows"]
    assert len(everybody) == (1 if show == "closed" else 2)


def test_the_page_says_how_the_case_stands_and_what_has_been(
    anna: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    anker = anker_of(anna)
    move(anker.case, anna, at - timedelta(days=3), CaseStatus.SEARCHING, reason="Ikke set på Sundholm")
    client = signed_in(anna)
    url = reverse("cases:citizen", args=[anker.citizen.pk])
    page = client.get(url).content.decode()
    for words in ("Eftersøges siden 21.11.", "Borgeren eftersøges", "Ikke set på Sundholm", "ses igen 08.12.2026"):
        assert words in page, words
    assert "Truffet, siden eftersøgningen begyndte" not in page
    with as_owner():
        make.ContactLineFactory(citizen=anker.citizen, unit=anna.unit, by=anna.user, at=at - timedelta(hours=1))
    assert "Truffet, siden eftersøgningen begyndte" in client.get(url).content.decode()


def test_the_form_offers_only_what_the_case_may_become(
    anna: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    anker = anker_of(anna)
    client = signed_in(anna)
    url = reverse("cases:case_state", args=[anker.case.pk])
    for state in (CaseStatus.ACTIVE, CaseStatus.SEARCHING, CaseStatus.CLOSED):
        if state != CaseStatus.ACTIVE:
            move(anker.case, anna, at, state)
        offered = {value for value, _ in client.get(url).context["form"].fields["status"].choices}
        assert offered == CASE_TRANSITIONS[state]


def test_the_form_asks_for_what_the_chosen_state_needs(
    anna: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    anker = anker_of(anna)
    client = signed_in(anna)
    url = reverse("cases:case_state", args=[anker.case.pk])
    asked = {"version": 1, "reason": "Indlagt"}
    for status, missing in (
        ("resting", {"look_again_on"}),
        ("aftercare", {"medicine_on", "social_on"}),
        ("closed", {"closed_cause"}),
        ("", {"status"}),
    ):
        answer = client.post(url, asked | {"status": status})
        assert answer.status_code == 422
        assert set(answer.context["form"].errors) == missing
    answer = client.post(url, asked | {"status": "closed", "closed_cause": "wish"})
    assert set(answer.context["form"].errors) == {"closed_cause"}, "not offered before aftercare"
    assert client.post(url, asked | {"status": "resting", "look_again_on": "2026-12-08"}).status_code == 302
    stale = client.post(url, asked | {"status": "searching", "look_again_on": "2026-12-08"})
    assert stale.status_code == 409
