"""A citizen with a little of everything."""

from dataclasses import dataclass

from cases.models import Case, Citizen, ContactLine
from tests.database import as_owner
from tests.factories import cases as make
from tests.personas import Persona


@dataclass(frozen=True)
class Anker:
    """Anker Testager, on the list of the persona who was given."""

    citizen: Citizen
    case: Case
    line: ContactLine


def anker_of(who: Persona, **facts: object) -> Anker:
    """Anker with a case, an assignment, an old contact with a note, an alias, a phone and an overdue follow-up."""
    with as_owner():
        citizen = make.CitizenFactory(given_name="Anker", family_name="Testager", **facts)
        case = make.CaseFactory(citizen=citizen, unit=who.unit, opened_by=who.user)
        make.AssignmentFactory(case=case, caseworker=who.user)
        line = make.ContactLineFactory(citizen=citizen, unit=who.unit, by=who.user, note="Vil gerne se værelset.")
        make.LineServiceFactory(line=line)
        make.AliasFactory(citizen=citizen, text="Kaptajnen")
        make.PhoneFactory(citizen=citizen)
        make.NoticeFactory(citizen=citizen, unit=who.unit)
        make.FollowUpFactory(citizen=citizen, unit=who.unit, owner=who.user, overdue=True)
    return Anker(citizen, case, line)
