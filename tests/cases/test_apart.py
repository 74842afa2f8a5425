"""Two who are alike and are two: said once, for one unit, until somebody takes it back."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse

from cases.actions.merges import ask_alike_again, dismiss_alike
from cases.merged import alike, aparts
from cases.models import Citizen
from cases.models.merges import CitizenApart
from tests.cases.test_merges import citizen_of, merge, shared_with
from tests.database import as_owner, sql
from tests.factories import cases as make
from tests.personas import Persona
from udsatte.access.decisions import Denied

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(anna: Persona) -> tuple[Citizen, Citizen]:
    """A known one and an unknown one, who are alike."""
    known = citizen_of(anna, "Mogens", "Testmark", birth_year=1990)
    return known, citizen_of(anna, "Mogens", "", birth_year=1990, is_unknown=True)


def suggested(who: Persona, citizen: Citizen, at: datetime) -> list[UUID]:
    with who.at_work(at) as actor:
        return [one.citizen.pk for one in alike(citizen, actor=actor)]


def dismissed(who: Persona, one: Citizen, other: Citizen, at: datetime) -> None:
    with who.at_work(at) as actor:
        dismiss_alike(one_id=one.pk, other_id=other.pk, by=actor, at=at)


def test_a_dismissed_suggestion_stays_away_from_both_until_it_is_taken_back(
    two: tuple[Citizen, Citizen], anna: Persona, bo: Persona, at: datetime
) -> None:
    known, unknown = two
    assert suggested(anna, unknown, at) == [known.pk]
    dismissed(anna, unknown, known, at)
    dismissed(bo, known, unknown, at)  # twice, and the other way round

    for who in (anna, bo):
        assert suggested(who, unknown, at) == suggested(who, known, at) == []
    with as_owner():
        row = CitizenApart.objects.get()
        assert (row.said_by_id, row.said_at, row.unit_id) == (anna.user.pk, at, anna.unit.pk)
    with bo.at_work(at) as actor:
        assert [(one.citizen, one.said_by) for one in aparts(known, actor=actor)] == [(unknown, "Anna Testsen")]
        ask_alike_again(one_id=known.pk, other_id=unknown.pk, by=actor, at=at)
        assert aparts(known, actor=actor) == []
    assert suggested(anna, unknown, at) == [known.pk]
    with as_owner():
        row.refresh_from_db()
        assert (row.undone_by_id, row.undone_at) == (bo.user.pk, at)
    dismissed(anna, unknown, known, at)
    assert suggested(anna, unknown, at) == []


def test_another_unit_is_asked_as_before(
    two: tuple[Citizen, Citizen], anna: Persona, niels: Persona, at: datetime
) -> None:
    known, unknown = two
    with as_owner():
        for citizen in two:
            make.CaseFactory(citizen=citizen, unit=niels.unit, opened_by=niels.user)
    dismissed(anna, unknown, known, at)

    assert suggested(niels, unknown, at) == [known.pk]
    with niels.at_work(at) as actor:
        assert aparts(unknown, actor=actor) == []
        ask_alike_again(one_id=known.pk, other_id=unknown.pk, by=actor, at=at)  # its own word alone
    assert suggested(anna, unknown, at) == []


def test_who_may_not_merge_them_dismisses_nothing(
    two: tuple[Citizen, Citizen], niels: Persona, mette: Persona, at: datetime
) -> None:
    known, unknown = two
    mine = citizen_of(niels, "Mogens", "", birth_year=1990)
    shared_with(niels, known)
    for who, one in ((niels, mine), (niels, unknown), (mette, unknown)):
        with pytest.raises(Denied):
            dismissed(who, one, known, at)
    for statement in ("SELECT * FROM cases_citizenapart", "UPDATE cases_citizenapart SET undone_at = now()"):
        with niels.at_work(at), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            sql(statement)


def test_two_who_are_merged_are_not_held_apart(two: tuple[Citizen, Citizen], anna: Persona, at: datetime) -> None:
    known, unknown = two
    merge(anna, unknown, known, at)
    with pytest.raises(Denied):
        dismissed(anna, unknown, known, at)


def test_whom_a_colleague_sees_no_more_stands_on_no_page(
    two: tuple[Citizen, Citizen], anna: Persona, at: datetime
) -> None:
    known, unknown = two
    dismissed(anna, unknown, known, at)
    with as_owner():
        unknown.grounds.update(ends_at=at, ended_by=anna.user)
    with anna.at_work(at) as actor:
        assert aparts(known, actor=actor) == []
        assert sql("SELECT * FROM citizen_apart(%s)", unknown.pk) == []


def test_the_page_dismisses_and_takes_it_back(
    two: tuple[Citizen, Citizen], anna: Persona, signed_in: Callable[[Persona], Client]
) -> None:
    known, unknown = two
    client, page = signed_in(anna), reverse("cases:citizen_alike", args=[unknown.pk])
    url = reverse("cases:citizen_apart", args=[unknown.pk])
    assert "Det er ikke den samme" in client.get(page).text
    answer = client.post(url, {"other": known.pk}, follow=True).text
    assert "Ingen, du ser, ligner" in answer
    assert "Mogens Testmark" in answer
    again = client.post(url, {"other": known.pk, "again": "1"}, follow=True).text
    assert "Det er ikke den samme" in again
    assert client.post(url, {"other": "1"}).status_code == 302
