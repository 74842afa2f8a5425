"""Two citizens who are one person: one row, nothing moved, nobody sees more; and two again with all that they had."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from cases.actions.identifiers import Outcome
from cases.actions.merges import MergedElsewhere, OneAlready, UndoneAlready, merge_citizens, unmerge_citizens
from cases.merged import alike, merges
from cases.models import Citizen, CitizenMerge, ContactLine
from cases.search import find
from tests.cases.test_actions_citizens import BRUNO, register
from tests.database import as_owner, sql
from tests.factories import cases as make
from tests.personas import Persona
from udsatte.access.decisions import Denied

WHY = "Samme tatovering, og hunden hedder det samme"


def citizen_of(who: Persona, given: str, family: str = "Testager", **facts: object) -> Citizen:
    with as_owner():
        citizen: Citizen = make.CitizenFactory(given_name=given, family_name=family, **facts)
        make.CaseFactory(citizen=citizen, unit=who.unit, opened_by=who.user)
    return citizen


def shared_with(who: Persona, citizen: Citizen) -> None:
    with as_owner():
        make.GroundFactory(citizen=citizen, unit=who.unit, basis="referral", scope=20, opened_by=who.user)


def merge(who: Persona, one: Citizen, into: Citizen, at: datetime) -> UUID:
    with who.at_work(at) as actor:
        merge_citizens(from_id=one.pk, into_id=into.pk, reason=WHY, by=actor, at=at)
        return next(row.id for row in merges(one.pk) if row.merged_from == one.pk)


def union(who: Persona, citizen: Citizen, at: datetime) -> set[UUID]:
    with who.at_work(at):
        return set(sql("SELECT citizen_union(%s)", citizen.pk)[0][0])


def checksums() -> dict[str, str]:
    """Of all rows of every table of casework, but the merges themselves and the log."""
    with as_owner():
        tables = [
            name
            for (name,) in sql("SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'cases\\_%%'")
            if "merge" not in name
        ]
        one = "SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM \"{}\" t"
        return {name: sql(one.format(name))[0][0] for name in tables}


@pytest.mark.django_db
def test_a_merge_and_its_end_leave_every_row_as_it_was(anna: Persona, at: datetime) -> None:
    one, other = citizen_of(anna, "Muggi"), citizen_of(anna, "Mogens")
    with as_owner():
        make.ContactLineFactory(citizen=one, unit=anna.unit, by=anna.user)
        make.AliasFactory(citizen=other)
    before = checksums()

    held = merge(anna, one, other, at)
    assert checksums() == before
    with anna.at_work(at) as actor:
        unmerge_citizens(merge_id=held, reason="Det var to brødre", by=actor, at=at)

    assert checksums() == before
    assert len(before) > 30
    with as_owner():
        row = CitizenMerge.objects.get()
        assert row.merged_by_id == row.undone_by_id == anna.user.pk
        assert row.undone_reason == "Det var to brødre"


@pytest.mark.django_db
def test_the_page_shows_the_union_of_what_the_unit_wrote(
    anna: Persona, bo: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    one, other = citizen_of(anna, "Muggi"), citizen_of(anna, "Mogens")
    with as_owner():
        make.ContactLineFactory(citizen=one, unit=anna.unit, by=anna.user, note="Fik en sovepose.")
        make.ContactLineFactory(citizen=other, unit=anna.unit, by=bo.user, note="Kom til fods.")
    merge(anna, one, other, at)

    for shown, linked in ((one, other), (other, one)):
        page = signed_in(bo).get(reverse("cases:citizen", args=[shown.pk])).content.decode()
        assert "Fik en sovepose." in page
        assert "Kom til fods." in page
        assert reverse("cases:citizen", args=[linked.pk]) in page
        assert "Lagt sammen" in page


@pytest.mark.django_db
def test_the_clock_of_the_page_is_the_newest_of_the_union(
    anna: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    one, other = citizen_of(anna, "Muggi"), citizen_of(anna, "Mogens")
    with as_owner():
        make.ContactLineFactory(citizen=one, unit=anna.unit, by=anna.user, at=at - timedelta(days=1))
        make.ContactLineFactory(citizen=other, unit=anna.unit, by=anna.user, at=at - timedelta(days=20))
    client = signed_in(anna)
    page = reverse("cases:citizen", args=[other.pk])
    assert "Ikke talt med i 20 dage" in client.get(page).content.decode()

    merge(anna, one, other, at)

    assert "Truffet i går" in client.get(page).content.decode()


@pytest.mark.django_db
def test_a_merge_shows_nobody_more_than_they_may_see(
    anna: Persona, niels: Persona, clara: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    """Niels sees one of the two, and nothing tells him of the other: not the page, the search, or the row."""
    secret, known = citizen_of(anna, "Hemmelig"), citizen_of(niels, "Kendt")
    shared_with(clara, known)
    with as_owner():
        make.ContactLineFactory(citizen=secret, unit=anna.unit, by=anna.user, note="Hemmelig note.")
    client = signed_in(niels)
    page = reverse("cases:citizen", args=[known.pk])
    before = client.get(page).content.decode()

    merge(clara, secret, known, at)

    after = client.get(page).content.decode()
    assert "Hemmelig" not in after
    assert str(secret.pk) not in after
    assert "Lagt sammen" not in after
    assert len(after) == len(before)
    assert union(niels, known, at) == {known.pk}
    assert union(niels, secret, at) == set()
    assert union(clara, known, at) == {known.pk, secret.pk}
    with niels.at_work(at) as actor:
        assert merges(known.pk) == []
        assert find("hemmelig", actor=actor, at=at).ids == []
        assert not ContactLine.objects.visible_to(actor).exists()
    assert client.get(reverse("cases:citizen", args=[secret.pk])).status_code == 404


@pytest.mark.django_db
def test_a_middle_that_one_does_not_see_joins_and_tells_nothing_of_itself(
    anna: Persona, clara: Persona, at: datetime
) -> None:
    first, last = citizen_of(anna, "Første"), citizen_of(anna, "Sidste")
    with as_owner():
        hidden = make.CitizenFactory(given_name="Skjult")
        for one, into in ((first, hidden), (hidden, last)):
            CitizenMerge.objects.create(
                merged_from=one.pk, merged_into=into.pk, reason=WHY, merged_at=at, merged_by=clara.user
            )

    assert union(anna, first, at) == {first.pk, last.pk}
    with anna.at_work(at):
        assert merges(first.pk) == []


@pytest.mark.django_db
def test_who_sees_only_one_of_the_two_merges_nobody(
    anna: Persona, niels: Persona, mette: Persona, at: datetime
) -> None:
    mine, others = citizen_of(niels, "Min"), citizen_of(anna, "Andens")
    for one, into in ((mine, others), (others, mine)):
        with pytest.raises(Denied):
            merge(niels, one, into, at)
    shared_with(niels, others)
    with pytest.raises(Denied):  # seen, but no casework on both, and no coordinator
        merge(niels, mine, others, at)
    with pytest.raises(Denied):
        merge(mette, others, citizen_of(anna, "Tredje"), at)
    with as_owner():
        assert not CitizenMerge.objects.exists()


@pytest.mark.django_db
def test_a_merge_in_a_circle_is_refused_in_words(anna: Persona, at: datetime) -> None:
    a, b, c = (citizen_of(anna, name) for name in ("Aa", "Bee", "Cee"))
    merge(anna, a, b, at)
    merge(anna, b, c, at)

    with pytest.raises(OneAlready, match="allerede"):
        merge(anna, c, a, at)
    with pytest.raises(OneAlready):
        merge(anna, a, c, at)
    with pytest.raises(MergedElsewhere):
        merge(anna, a, citizen_of(anna, "Dee"), at)


@pytest.mark.django_db
def test_the_database_takes_no_circle_from_anybody(anna: Persona, at: datetime) -> None:
    a, b = citizen_of(anna, "Aa"), citizen_of(anna, "Bee")
    merge(anna, a, b, at)

    with as_owner(), pytest.raises(IntegrityError), transaction.atomic():
        CitizenMerge.objects.create(merged_from=b.pk, merged_into=a.pk, reason=WHY, merged_at=at, merged_by=anna.user)
    with as_owner(), pytest.raises(IntegrityError), transaction.atomic():
        CitizenMerge.objects.update(reason="En anden grund")


@pytest.mark.django_db(transaction=True)
def test_two_at_once_close_no_circle(anna: Persona, bo: Persona, at: datetime) -> None:
    a, b = citizen_of(anna, "Aa"), citizen_of(anna, "Bee")
    start = Barrier(2)

    def one_way(who: Persona, one: Citizen, into: Citizen) -> str:
        try:
            start.wait(5)
            merge(who, one, into, at)
        except OneAlready:
            return "one already"
        finally:
            connection.close()
        return "merged"

    with ThreadPoolExecutor() as pool:
        said = [pool.submit(one_way, anna, a, b), pool.submit(one_way, bo, b, a)]
        assert sorted(one.result() for one in said) == ["merged", "one already"]


@pytest.mark.django_db
def test_separated_once_and_by_those_alone_who_may(anna: Persona, bo: Persona, niels: Persona, at: datetime) -> None:
    one, other = citizen_of(anna, "Muggi"), citizen_of(anna, "Mogens")
    held = merge(anna, one, other, at)

    def undo(who: Persona) -> None:
        with who.at_work(at) as actor:
            unmerge_citizens(merge_id=held, reason="To brødre", by=actor, at=at)

    with pytest.raises(Denied):
        undo(niels)
    undo(bo)
    with pytest.raises(UndoneAlready):
        undo(anna)
    assert union(anna, one, at) == {one.pk}
    merge(anna, one, other, at)  # and one again, if they are


@pytest.mark.django_db
def test_the_rows_are_nobodys_to_read_or_write(anna: Persona, at: datetime) -> None:
    for statement in ("SELECT * FROM cases_citizenmerge", "DELETE FROM cases_citizenmerge", "SELECT merge_group(NULL)"):
        with anna.at_work(at), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            sql(statement)


@pytest.mark.django_db
def test_lists_and_the_search_show_a_merged_person_once(
    anna: Persona, niels: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    one, other = citizen_of(anna, "Muggi"), citizen_of(anna, "Mogens")
    with as_owner():
        for citizen in (one, other):
            make.AssignmentFactory(case=citizen.cases.get(), caseworker=anna.user)
    shared_with(niels, one)
    merge(anna, one, other, at)
    client = signed_in(anna)

    for url in (reverse("cases:citizens"), reverse("cases:citizens") + "?show=mine", reverse("today")):
        page = client.get(url).content.decode()
        assert "Mogens" in page, url
        assert "Muggi" not in page, url
    with anna.at_work(at) as actor:
        assert find("testager", actor=actor, at=at).ids == [other.pk]
    with niels.at_work(at) as actor:
        assert find("testager", actor=actor, at=at).ids == [one.pk]  # the only one whom he sees


@pytest.mark.django_db
def test_a_number_of_the_person_is_known_wherever_one_of_them_is(
    anna: Persona, niels: Persona, clara: Persona, at: datetime
) -> None:
    registered = register(anna, at)
    assert registered.citizen is not None
    mine = citizen_of(niels, "Ham med hunden")
    shared_with(clara, mine)
    merge(clara, registered.citizen, mine, at)

    again = register(niels, at, digits=BRUNO)

    assert again.outcome is Outcome.KNOWN
    assert again.citizen == mine


@pytest.mark.django_db
def test_who_may_be_the_same_is_suggested_with_the_reason(anna: Persona, niels: Persona, at: datetime) -> None:
    known = citizen_of(anna, "Mogens", "Testmark", birth_year=1990)
    unknown = citizen_of(anna, "Muggi", "", birth_year=1988, is_unknown=True)
    citizen_of(anna, "Gerda", "Lund", birth_year=1988)
    elsewhere = citizen_of(niels, "Mogens", "Testmark", birth_year=1990)
    with as_owner():
        make.AliasFactory(citizen=known, text="Mugge")

    def found(who: Persona, citizen: Citizen) -> list[Any]:
        with who.at_work(at) as actor:
            return [(one.citizen, one.why) for one in alike(citizen, actor=actor)]

    assert found(anna, unknown) == [(known, "navn eller kaldenavn lyder ens, født omkring samme år")]
    shared_with(anna, elsewhere)
    assert [one for one, _why in found(anna, known)] == [elsewhere, unknown]


@pytest.mark.django_db
def test_a_protected_citizen_is_suggested_to_those_who_may_be_told_alone(
    anna: Persona, niels: Persona, clara: Persona, at: datetime
) -> None:
    hidden = citizen_of(niels, "Mogens", "Testmark", birth_year=1990, is_protected=True)
    mine = citizen_of(anna, "Mogens", "Testmark", birth_year=1990)
    shared_with(clara, hidden)

    with clara.at_work(at) as actor:
        assert alike(mine, actor=actor) == []
        assert alike(Citizen.objects.visible_to(actor).get(pk=hidden.pk), actor=actor) == []


@pytest.mark.django_db
def test_a_masked_citizen_says_nothing_on_the_page_of_another_one(
    anna: Persona, niels: Persona, clara: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    hidden = citizen_of(niels, "Hemmelig", is_protected=True, features="Rødt skæg")
    mine = citizen_of(anna, "Mogens")
    with as_owner():
        make.HauntFactory(citizen=hidden, place=make.PlaceFactory(name="Skjulestedet"))
        make.SightingFactory(citizen=hidden, unit=niels.unit, place=make.PlaceFactory(name="Et andet skjulested"))
    shared_with(clara, hidden)
    merge(clara, hidden, mine, at)

    client = signed_in(clara)
    for url in (
        reverse("cases:citizen", args=[mine.pk]),
        reverse("cases:citizen_alike", args=[mine.pk]),
        reverse("cases:citizen_merge", args=[mine.pk]) + f"?other={hidden.pk}",
    ):
        page = client.get(url).content.decode()
        for word in ("Hemmelig", "Rødt skæg", "kjulested"):
            assert word not in page, url


@pytest.mark.django_db
def test_the_pages_walk_from_suggestion_to_merge_and_back(
    anna: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    known = citizen_of(anna, "Mogens", "Testmark", birth_year=1990)
    unknown = citizen_of(anna, "Mogens", "", birth_year=1990, is_unknown=True, features="En brun hund")
    client = signed_in(anna)
    side = reverse("cases:citizen_merge", args=[unknown.pk]) + f"?other={known.pk}"

    assert side in client.get(reverse("cases:citizen_alike", args=[unknown.pk])).content.decode()
    page = client.get(side).content.decode()
    assert "En brun hund" in page
    assert "Mogens Testmark" in page
    assert client.post(side, {"into": known.pk, "reason": ""}).status_code == 422
    assert client.post(side, {"into": known.pk, "reason": WHY}).status_code == 302
    circle = client.post(side, {"into": unknown.pk, "reason": WHY})
    assert "allerede lagt sammen" in circle.content.decode()
    with anna.at_work(at):
        [row] = merges(known.pk)
    apart = reverse("cases:citizen_unmerge", args=[known.pk]) + f"?merge={row.id}"
    assert WHY in client.get(apart).content.decode()
    assert client.post(apart, {"reason": "To brødre"}).status_code == 302
    assert client.get(apart).status_code == 404
