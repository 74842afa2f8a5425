"""What a unit is told without having asked: by whom it is read, what it names, and who has seen it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from cases.actions import add_to_note, see_notice
from cases.choices import AdditionKind
from cases.models import Citizen, NoteAddition, Notice
from tests.cases.world import anker_of
from tests.database import as_owner
from tests.factories import cases as make
from tests.factories.accounts import LeaveFactory
from tests.personas import Persona
from udsatte.access.decisions import Denied

SignIn = Callable[[Persona], Client]


def told(who: Persona, citizen: Citizen, **facts: object) -> Notice:
    with as_owner():
        return make.NoticeFactory(citizen=citizen, unit=who.unit, **facts)


def test_the_unit_reads_what_happened_and_the_name_of_whom_it_sees(
    anna: Persona, at: datetime, signed_in: SignIn
) -> None:
    anker_of(anna)
    with as_owner():
        unseen = make.CitizenFactory(given_name="Ukendt", family_name="Fremmedsen")
    told(anna, unseen)
    page = signed_in(anna).get(reverse("cases:notices")).content.decode()
    assert page.count("En borger er død.</h3>") == 2
    assert "Anker Testager" in page
    assert "Fremmedsen" not in page
    assert reverse("cases:citizen", args=[unseen.pk]) not in page
    assert "En borger, som jeres enhed ikke længere arbejder med" in page


def test_a_protected_citizen_has_no_name_in_a_notice_to_those_it_is_only_shared_with(
    anna: Persona, niels: Persona, rikke: Persona, at: datetime, signed_in: SignIn
) -> None:
    anker = anker_of(anna, is_protected=True)
    for who in (niels, rikke):
        told(who, anker.citizen)
        with as_owner():
            make.GroundFactory(citizen=anker.citizen, unit=who.unit, basis="referral", scope=20)
        page = signed_in(who).get(reverse("cases:notices")).content.decode()
        assert "Beskyttet borger" in page
        assert "Testager" not in page
    assert "Anker Testager" in signed_in(anna).get(reverse("cases:notices")).content.decode()


def test_what_one_person_is_told_no_colleague_reads(
    anna: Persona, bo: Persona, at: datetime, signed_in: SignIn
) -> None:
    with as_owner():
        citizen = make.CaseFactory(unit=anna.unit, citizen__family_name="Testager").citizen
    notice = told(anna, citizen, user=anna.user)
    assert "Testager" in signed_in(anna).get(reverse("cases:notices")).content.decode()
    assert "Testager" not in signed_in(bo).get(reverse("cases:notices")).content.decode()
    assert signed_in(bo).post(reverse("cases:notice_seen", args=[notice.pk])).status_code == 404
    with pytest.raises(Denied), bo.at_work(at) as actor:
        see_notice(notice_id=notice.pk, by=actor, at=at)


def test_who_has_seen_it_first_stays(anna: Persona, bo: Persona, at: datetime, signed_in: SignIn) -> None:
    notice = told(anna, anker_of(anna).citizen)
    for who in (bo, anna):
        answer = signed_in(who).post(reverse("cases:notice_seen", args=[notice.pk]), follow=True)
        assert "set af Bo" in answer.content.decode()
    with as_owner():
        notice.refresh_from_db()
    assert (notice.seen_by_id, notice.seen_at) == (bo.user.pk, at)


def test_a_shared_reader_marks_what_her_unit_was_told(rikke: Persona, at: datetime, signed_in: SignIn) -> None:
    with as_owner():
        citizen = make.CitizenFactory()
    notice = told(rikke, citizen)
    assert signed_in(rikke).post(reverse("cases:notice_seen", args=[notice.pk])).status_code == 302
    with as_owner():
        notice.refresh_from_db()
    assert notice.seen_by_id == rikke.user.pk


def asked(of: Persona, by: Persona, text: str, at: datetime, **facts: object) -> NoteAddition:
    with as_owner():
        case = make.CaseFactory(unit=of.unit, opened_by=of.user, citizen__family_name="Testager")
        line = make.ContactLineFactory(citizen=case.citizen, unit=of.unit, by=of.user)
        question: dict[str, object] = {"kind": AdditionKind.QUESTION, "text": text, "written_at": at}
        return make.NoteAdditionFactory(line=line, written_by=by.user, **(question | facts))


def test_what_a_colleague_asked_waits_above_the_notices_until_it_is_answered(
    anna: Persona, bo: Persona, at: datetime, signed_in: SignIn
) -> None:
    later = asked(anna, bo, "Må hunden komme med?", at - timedelta(days=30))
    first = asked(anna, bo, "Hvem har nøglen?", at - timedelta(days=60))
    page = signed_in(anna).get(reverse("cases:notices")).text
    assert page.index("Hvem har nøglen?") < page.index("Må hunden komme med?") < page.index("Fortalt til jer")
    assert f"{reverse('cases:line_add', args=[first.line_id])}?answers={first.pk}" in page
    assert bo.user.full_name in page
    assert "hunden" not in signed_in(bo).get(reverse("cases:notices")).text, "it is not at a note of his"
    with anna.at_work(at) as actor:
        add_to_note(
            line_id=later.line_id,
            text="Ja.",
            kind=AdditionKind.ANSWER,
            answers=later.pk,
            by=actor,
            at=at,
            key=uuid4(),
        )
    page = signed_in(anna).get(reverse("cases:notices")).text
    assert ("nøglen" in page, "hunden" in page) == (True, False)
    with as_owner():
        LeaveFactory(
            unit=anna.unit, user=anna.user, deputy=bo.user, starts_on=at.date(), ends_on=at.date() + timedelta(days=3)
        )
    assert "nøglen" not in signed_in(anna).get(reverse("cases:notices")).text, "who is away is reminded of nothing"


@pytest.mark.parametrize(
    "attack",
    [
        "INSERT INTO cases_notice SELECT * FROM cases_notice",
        "UPDATE cases_notice SET unit_id = gen_random_uuid()",
        "UPDATE cases_notice SET seen_at = NULL, seen_by_id = NULL",
        "DELETE FROM cases_notice",
        "SELECT notice_write(citizen_id, unit_id, NULL, 'death', NULL) FROM cases_notice",
    ],
)
def test_nobody_tells_changes_or_takes_back_by_raw_sql(attack: str, anna: Persona, at: datetime) -> None:
    told(anna, anker_of(anna).citizen)
    with anna.at_work(at), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(attack)
