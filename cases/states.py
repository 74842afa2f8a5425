"""What a case's state is called on a page, in a word with its shape. An active case has none: it is the usual one."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from cases import clocks
from cases.choices import CaseStatus
from cases.clocks import Fact
from cases.models import Case, CaseStatusChange, Citizen
from udsatte.web import days

ICONS: dict[str, str] = {
    CaseStatus.ACTIVE: "folder2-open",
    CaseStatus.RESTING: "pause-circle",
    CaseStatus.SEARCHING: "binoculars-fill",
    CaseStatus.AFTERCARE: "heart",
    CaseStatus.CLOSED: "archive",
}
_KINDS: dict[str, str] = {CaseStatus.SEARCHING: "danger", CaseStatus.RESTING: "none"}


def fact(status: str, since: datetime | None, look_again_on: date | None, at: datetime) -> Fact | None:
    """ "Eftersøges siden 3.11.", "Hviler til 1.12.", "Efterværn", "Lukket"; None for an active case."""
    if status in ("", CaseStatus.ACTIVE):
        return None
    if status == CaseStatus.SEARCHING and since:
        words = _("Sought since %(day)s") % {"day": days.short_day(days.day_of(since), at)}
    elif status == CaseStatus.RESTING and look_again_on:
        words = _("Rests until %(day)s") % {"day": days.short_day(look_again_on, at)}
    else:
        words = str(CaseStatus(status).label)
    return Fact(_KINDS.get(status, "info"), words, ICONS[status])


def shown(citizen: Citizen, at: datetime) -> Fact:
    """What a list says of a citizen: the case's state, else when the unit last met them. The dead have no state."""
    state = fact(citizen.case_status, citizen.case_since, citizen.look_again_on, at)
    return clocks.last_met(citizen, at) if citizen.died_on or state is None else state


def of_case(case: Case, at: datetime) -> Fact | None:
    """The same of a whole case."""
    return fact(case.status, case.status_at, case.look_again_on, at)


def step(change: CaseStatusChange) -> str:
    """What the timeline calls a step."""
    if change.to_status == CaseStatus.ACTIVE:
        if not change.from_status:
            return _("Case opened")
        return _("Case reopened") if change.from_status == CaseStatus.CLOSED else _("Active again")
    if change.from_status == change.to_status:
        return _("Still resting") if change.to_status == CaseStatus.RESTING else _("Still sought")
    return {
        CaseStatus.RESTING: _("The case rests"),
        CaseStatus.SEARCHING: _("The citizen is sought"),
        CaseStatus.AFTERCARE: _("Aftercare begins"),
        CaseStatus.CLOSED: _("Case closed"),
    }[CaseStatus(change.to_status)]
