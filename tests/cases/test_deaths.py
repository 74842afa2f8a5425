"""A death: a dated fact with a source. It reminds nobody any more, ends nothing, and can be taken back."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from cases.actions import (
    LineDraft,
    NextStep,
    change_state,
    log_contact,
    promise_follow_up,
    record_death,
    withdraw_death,
)
from cases.actions.contacts import ImpossibleTime
from cases.actions.deaths import ImpossibleDay
from cases.actions.followups import NobodyToRemind
from cases.attention import needing
from cases.models import Case, Citizen, ContactLine, Death, FollowUp, Notice
from tests.cases.world import Anker, anker_of
from tests.database import as_owner
from tests.factories import cases as make
from tests.personas import Persona
from udsatte.access.decisions import Denied

SignIn = Callable[[Persona], Client]
DAY = date(2026, 11, 3)


@pytest.fixture
def anker(anna: Persona, at: datetime) -> Anker:
    return anker_of(anna, birth_on=date(1958, 12, 24))


def die(anker: Anker, who: Persona, at: datetime, **facts: Any) -> None:
    said: dict[str, Any] = {
        "died_on": DAY,
        "is_about": False,
        "source": "hospital",
        "source_text": "Bispebjerg",
        "key": uuid4(),
    }
    with who.at_work(at) as actor:
        record_death(citizen_id=anker.citizen.pk, by=actor, at=at, **said | facts)


def test_the_page_of_the_dead_says_no_usual_place_and_opens_no_case_again(
    anker: Anker, anna: Persona, at: datetime, signed_in: SignIn
) -> None:
    """A case that is closed by the death stays closed as long as the death stands."""
    with as_owner():
        make.HauntFactory(citizen=anker.citizen, place=make.PlaceFactory(name="Natcaféen"))
    client, url = signed_in(anna), reverse("cases:citizen", args=[anker.citizen.pk])
    assert "Natcaféen, " in client.get(url).content.decode()
    die(anker, anna, at)
    with anna.at_work(at) as actor:
        case = Case.objects.visible_to(actor).get(pk=anker.case.pk)
        change_state(
            case_id=case.pk, version=case.version, to="closed", reason="Død", closed_cause="dead", by=actor, at=at
        )
    page = client.get(url).content.decode()
    assert "Natcaféen, " not in page
    assert "Genåbn sagen" not in page
    take_back(anker, anna, at)
    page = client.get(url).content.decode()
    assert "Natcaféen, " in page
    assert "Genåbn sagen" in page


def take_back(anker: Anker, who: Persona, at: datetime) -> None:
    with who.at_work(at) as actor:
        withdraw_death(citizen_id=anker.citizen.pk, reason="Forkert borger", by=actor, at=at)


def reminded(who: Persona, at: datetime) -> tuple[int, int]:
    """How many next steps and how many citizens this person is reminded of."""
    with who.at_work(at) as actor:
        citizens = list(Citizen.objects.visible_to(actor).for_caseload(who.user.pk, who.unit.pk))
        return FollowUp.objects.visible_to(actor).for_list().count(), len(needing(citizens, [], at))


def test_nobody_is_reminded_and_nothing_is_ended(anker: Anker, anna: Persona, niels: Persona, at: datetime) -> None:
    with as_owner():
        theirs = make.CaseFactory(citizen=anker.citizen, unit=niels.unit)
        make.FollowUpFactory(citizen=anker.citizen, unit=niels.unit, owner=niels.user)
    before = [reminded(who, at) for who in (anna, niels)]
    assert before == [(1, 1), (1, 0)]
    die(anker, anna, at)
    assert [reminded(who, at) for who in (anna, niels)] == [(0, 0), (0, 0)]
    with as_owner():
        assert FollowUp.objects.filter(done_at=None).count() == 2
        assert {case.status for case in Case.objects.filter(pk__in=[anker.case.pk, theirs.pk])} == {"active"}
        assert all(ground.ends_at is None for ground in anker.citizen.grounds.all())
        assert anker.case.assignments.get().ends_on is None


def test_taken_back_everything_goes_on_as_before(anker: Anker, anna: Persona, bo: Persona, at: datetime) -> None:
    before = reminded(anna, at)
    die(anker, anna, at)
    take_back(anker, bo, at)
    assert reminded(anna, at) == before
    with as_owner():
        death = Death.objects.get()
        assert (death.withdrawn_by_id, death.withdrawn_reason) == (bo.user.pk, "Forkert borger")
    die(anker, anna, at, died_on=DAY + timedelta(days=1))
    with as_owner():
        assert Citizen.objects.get(pk=anker.citizen.pk).died_on == DAY + timedelta(days=1)


def test_every_unit_with_a_ground_is_told_once_and_a_single_person_where_only_she_has_one(
    anker: Anker, anna: Persona, niels: Persona, rikke: Persona, at: datetime
) -> None:
    with as_owner():
        Notice.objects.all().delete()
        for _ in range(2):
            make.GroundFactory(citizen=anker.citizen, unit=niels.unit, basis="referral", scope=20)
        make.GroundFactory(citizen=anker.citizen, unit=niels.unit, user=niels.user, basis="meeting", scope=20)
        make.GroundFactory(citizen=anker.citizen, unit=rikke.unit, user=rikke.user, basis="meeting", scope=20)
        make.GroundFactory(citizen=anker.citizen, basis="referral", scope=20, ended=True)
    die(anker, anna, at)
    take_back(anker, anna, at)
    with as_owner():
        for kind in ("death", "death_withdrawn"):
            told = Notice.objects.filter(kind=kind, about_id=Death.objects.get().pk)
            assert set(told.values_list("unit_id", "user_id")) == {
                (anna.unit.pk, None),
                (niels.unit.pk, None),
                (rikke.unit.pk, rikke.user.pk),
            }
            assert told.count() == 3


def test_the_same_key_records_it_once_and_another_finds_it_recorded(anker: Anker, anna: Persona, at: datetime) -> None:
    key = uuid4()
    die(anker, anna, at, key=key)
    die(anker, anna, at, key=key)
    with pytest.raises(Denied):
        die(anker, anna, at)
    with as_owner():
        assert Death.objects.count() == 1


@pytest.mark.parametrize("day", [date(2026, 11, 25), date(1958, 12, 23)])
def test_the_day_has_been_and_lies_after_the_birth(day: date, anker: Anker, anna: Persona, at: datetime) -> None:
    with pytest.raises(ImpossibleDay):
        die(anker, anna, at, died_on=day)


def test_only_casework_records_and_takes_back(
    anker: Anker, anna: Persona, niels: Persona, rikke: Persona, mette: Persona, at: datetime
) -> None:
    with as_owner():
        for unit in (niels.unit, rikke.unit):
            make.GroundFactory(citizen=anker.citizen, unit=unit, basis="referral", scope=20)
    for who in (niels, rikke, mette):
        with pytest.raises((Denied, Citizen.DoesNotExist)):
            die(anker, who, at)
    die(anker, anna, at)
    for who in (niels, rikke, mette):
        with pytest.raises((Denied, Citizen.DoesNotExist)):
            take_back(anker, who, at)


@pytest.mark.parametrize(("outcome", "days", "allowed"), [("met", 0, True), ("met", 1, False), ("not_met", 1, True)])
def test_nobody_meets_the_dead(
    outcome: str, days: int, allowed: bool, anker: Anker, anna: Persona, at: datetime
) -> None:
    die(anker, anna, at, died_on=date(2026, 11, 23) - timedelta(days=days))
    lines = [LineDraft(anker.citizen.pk, outcome)]

    def log() -> None:
        with anna.at_work(at) as actor:
            log_contact(lines=lines, happened_at=at - timedelta(days=1), by=actor, at=at, key=uuid4())

    if allowed:
        log()
    else:
        with pytest.raises(ImpossibleTime, match="død"):
            log()
    with as_owner():
        assert ContactLine.objects.filter(citizen=anker.citizen).count() == 1 + allowed


def test_nothing_is_promised_to_the_dead(anker: Anker, anna: Persona, at: datetime) -> None:
    die(anker, anna, at)
    facts: dict[str, Any] = {"what": "Ring", "why": "", "due_on": date(2026, 12, 1), "owner_id": None}
    with pytest.raises(NobodyToRemind), anna.at_work(at) as actor:
        promise_follow_up(citizen_id=anker.citizen.pk, by=actor, at=at, key=uuid4(), **facts)
    lines = [LineDraft(anker.citizen.pk, "not_met")]
    step = NextStep(due_on=date(2026, 12, 1))
    with pytest.raises(NobodyToRemind), anna.at_work(at) as actor:
        log_contact(lines=lines, happened_at=at, by=actor, at=at, key=uuid4(), next_step=step)


def test_the_case_goes_on_by_hand(anker: Anker, anna: Persona, at: datetime) -> None:
    """A death closes nothing; a person may, and may open it again."""
    die(anker, anna, at)
    with anna.at_work(at) as actor:
        case_id = anker.case.pk
        change_state(case_id=case_id, version=1, to="closed", closed_cause="dead", reason="Død", by=actor, at=at)
        change_state(case_id=case_id, version=2, to="active", reason="Der er mere at gøre", by=actor, at=at)


# -- raw SQL ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE cases_citizen SET died_on = '2026-11-03'",
        "UPDATE cases_citizen SET died_on = NULL, death_id = NULL",
        "INSERT INTO cases_death SELECT * FROM cases_death",
        "UPDATE cases_death SET died_on = '2026-11-04'",
        "DELETE FROM cases_death",
        "SELECT notice_everybody(id, 'death', id) FROM cases_citizen",
    ],
)
def test_no_raw_sql_makes_anybody_dead_or_alive(attack: str, anker: Anker, anna: Persona, at: datetime) -> None:
    die(anker, anna, at)
    with anna.at_work(at), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(attack)


def _make_dead(pk: Any, death: Death, day: date) -> None:
    Citizen.objects.filter(pk=pk).update(death=death, died_on=day)
    connection.check_constraints()


def test_the_citizens_copy_is_the_deaths(anker: Anker, at: datetime) -> None:
    with as_owner():
        death = make.DeathFactory(citizen=anker.citizen)
        other = make.CitizenFactory()
        for pk, day in ((anker.citizen.pk, DAY + timedelta(days=1)), (other.pk, DAY)):
            with pytest.raises(IntegrityError, match="citizen_death_same"), transaction.atomic():
                _make_dead(pk, death, day)
        with pytest.raises(IntegrityError, match="death_one_stands"), transaction.atomic():
            make.DeathFactory(citizen=anker.citizen)


# -- pages --------------------------------------------------------------------------------------------------


def record(client: Client, anker: Anker, **said: object) -> Any:
    posted = {"key": uuid4(), "died_on": "2026-11-03", "source": "hospital", "source_text": "Bispebjerg"} | said
    return client.post(reverse("cases:citizen_died", args=[anker.citizen.pk]), posted, follow=True)


def test_the_citizens_page_says_so_quietly_and_lists_do_too(anker: Anker, anna: Persona, signed_in: SignIn) -> None:
    client = signed_in(anna)
    page = record(client, anker).content.decode()
    assert "Død 03.11.2026" in page
    assert "(kilde: Hospitalet, Bispebjerg)" in page
    assert "blev 67 år" in page
    assert "Ring om natpladsen" not in page
    for url in (reverse("cases:citizens"), reverse("today")):
        assert ">Død<" in client.get(url).content.decode().replace("</svg>", ">"), url
    assert "Ring om natpladsen" not in client.get(reverse("cases:follow_ups")).content.decode()
    assert "Ring om natpladsen" not in client.get(reverse("today")).content.decode()


def test_a_mistake_is_taken_back_on_its_page(anker: Anker, anna: Persona, signed_in: SignIn) -> None:
    client = signed_in(anna)
    url = reverse("cases:death_withdraw", args=[anker.citizen.pk])
    assert client.get(url).status_code == 404
    assert url in record(client, anker).content.decode()
    assert client.get(url).status_code == 200
    assert client.post(url, {"reason": " "}).status_code == 422
    page = client.post(url, {"reason": "Forkert borger"}, follow=True).content.decode()
    assert "Død 03.11.2026" not in page
    assert "Ring om natpladsen" in page
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"died_on": "2026-11-25"}, "Det kan ikke være sket endnu."),
        ({"died_on": ""}, "Dette felt er påkrævet."),
        ({"died_on": "1950-01-01"}, "Borgeren var ikke født dengang."),
        ({"source": "other", "source_text": ""}, "Skriv hvem."),
        ({"source": "rumour"}, "gyldig"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    wrong: dict[str, str], said: str, anker: Anker, anna: Persona, signed_in: SignIn
) -> None:
    answer = record(signed_in(anna), anker, **wrong)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_of_somebody_protected_a_shared_reader_sees_the_day_and_not_who_said_so(
    anna: Persona, rikke: Persona, at: datetime, signed_in: SignIn
) -> None:
    anker = anker_of(anna, is_protected=True)
    with as_owner():
        make.GroundFactory(citizen=anker.citizen, unit=rikke.unit, basis="referral", scope=20)
    record(signed_in(anna), anker, source_text="Stue 4")
    page = signed_in(rikke).get(reverse("cases:citizen", args=[anker.citizen.pk])).content.decode()
    assert "Død 03.11.2026" in page
    assert "Stue 4" not in page
    assert reverse("cases:death_withdraw", args=[anker.citizen.pk]) not in page
