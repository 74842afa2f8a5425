"""A meeting that ended a lookout and did not happen: others look out again, as they were asked."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from cases.actions import LineDraft, change_state, log_contact
from cases.actions.contacts import strike_line
from cases.choices import CaseStatus, LookoutEnd, NoticeKind
from cases.models import Case, ContactLine, Notice
from tests.cases.test_lookouts import ask, ended, sees, sought
from tests.database import as_owner
from tests.personas import Persona

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def met(who: Persona, case: Case, at: datetime) -> UUID:
    with who.at_work(at) as actor:
        draft = LineDraft(citizen_id=case.citizen_id)
        log_contact(lines=[draft], happened_at=at, by=actor, at=at, key=uuid4())
    with as_owner():
        return ContactLine.objects.get(citizen=case.citizen_id, at=at).pk


def struck(who: Persona, line: UUID, at: datetime) -> None:
    with who.at_work(at) as actor:
        strike_line(line_id=line, reason="Det var en anden.", by=actor, at=at)


def test_a_struck_meeting_lets_them_look_out_again(anna: Persona, rikke: Persona, at: datetime) -> None:
    case = sought(anna)
    lookout = ask(anna, case, rikke, at)
    line = met(anna, case, at + HOUR)
    assert ended(lookout)[0] == LookoutEnd.MET
    assert not sees(rikke, case, at + HOUR)

    struck(anna, line, at + 2 * HOUR)

    assert ended(lookout)[0] == ""
    assert sees(rikke, case, at + 2 * HOUR)
    with as_owner():
        told = Notice.objects.filter(unit=rikke.unit).order_by("at").values_list("kind", flat=True)
        assert list(told) == [NoticeKind.LOOKOUT, NoticeKind.LOOKOUT_OVER, NoticeKind.LOOKOUT]
    assert not sees(rikke, case, at + timedelta(days=15)), "no longer than it was asked for"


def test_of_two_meetings_both_are_struck_before_anybody_looks_again(
    anna: Persona, rikke: Persona, at: datetime
) -> None:
    case = sought(anna)
    lookout = ask(anna, case, rikke, at)
    lines = [met(anna, case, at + number * HOUR) for number in (1, 2)]
    struck(anna, lines[1], at + 3 * HOUR)
    assert ended(lookout)[0] == LookoutEnd.MET
    struck(anna, lines[0], at + 4 * HOUR)
    assert ended(lookout)[0] == ""


def test_nobody_looks_again_who_was_asked_anew_or_when_nobody_seeks(
    anna: Persona, rikke: Persona, at: datetime
) -> None:
    case = sought(anna)
    first = ask(anna, case, rikke, at)
    line = met(anna, case, at + HOUR)
    second = ask(anna, case, rikke, at + 2 * HOUR)
    struck(anna, line, at + 3 * HOUR)
    assert (ended(first)[0], ended(second)[0]) == (LookoutEnd.MET, "")

    again = met(anna, case, at + 4 * HOUR)
    with anna.at_work(at + 5 * HOUR) as actor:
        change_state(case_id=case.pk, version=1, to=CaseStatus.ACTIVE, reason="Fundet.", by=actor, at=at + 5 * HOUR)
    struck(anna, again, at + 6 * HOUR)
    assert ended(second)[0] == LookoutEnd.MET


def test_who_has_become_protected_is_looked_for_by_nobody(anna: Persona, rikke: Persona, at: datetime) -> None:
    case = sought(anna)
    lookout = ask(anna, case, rikke, at)
    line = met(anna, case, at + HOUR)
    with as_owner():
        type(case.citizen).objects.filter(pk=case.citizen_id).update(is_protected=True)
    struck(anna, line, at + 2 * HOUR)
    assert ended(lookout)[0] == LookoutEnd.MET
