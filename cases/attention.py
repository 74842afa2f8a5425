"""Who needs me first, and why: the list on top of I dag."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from cases import clocks, states
from cases.choices import CaseStatus
from cases.models import Citizen, FollowUp
from udsatte.web import days

_ORDER = {"danger": 0, "soon": 1}


@dataclass(frozen=True, slots=True)
class Attention:
    """One citizen with the one reason that counts most, and what to do."""

    citizen: Citizen
    kind: str
    why: str

    @property
    def sought(self) -> bool:
        return self.citizen.case_status == CaseStatus.SEARCHING

    @property
    def word(self) -> str:
        if self.sought:
            return str(CaseStatus.SEARCHING.label)
        return _("Urgent") if self.kind == "danger" else _("Soon")


def needing(citizens: Sequence[Citizen], due: Sequence[FollowUp], at: datetime) -> list[Attention]:
    """Those whom to look for, worst first: sought, never met, longest since met, then follow-ups that are due.

    The clocks speak of active cases alone: who rests is left in peace until the day, and aftercare has its own
    follow-ups. Nobody is reminded of the dead.
    citizens: with clock and case (`for_caseload`). due: open follow-ups that are due by today, soonest first.
    A citizen stands once.
    """
    first_due: dict[object, FollowUp] = {}
    for follow_up in due:
        first_due.setdefault(follow_up.citizen_id, follow_up)
    found = []
    for citizen in citizens:
        if citizen.died_on:
            continue
        colour = _colour(citizen, at)
        state = states.fact(citizen.case_status, citizen.case_since, citizen.look_again_on, at)
        if state and citizen.case_status == CaseStatus.SEARCHING:
            found.append(Attention(citizen, "danger", f"{state.words} · {clocks.reason(citizen.clock, at)}"))
        elif colour != "seen":
            found.append(Attention(citizen, colour, clocks.reason(citizen.clock, at)))
        elif citizen.pk in first_due:
            found.append(Attention(citizen, "soon", _due(first_due[citizen.pk], at)))
    return sorted(found, key=lambda one: _rank(one, at))


def _colour(citizen: Citizen, at: datetime) -> str:
    return clocks.kind(citizen.clock, at) if citizen.case_status == CaseStatus.ACTIVE else "seen"


def _due(follow_up: FollowUp, at: datetime) -> str:
    if follow_up.due_on < days.day_of(at):
        return _("Should have been done %(when)s: %(what)s") % {
            "when": days.due(follow_up.due_on, at).lower(),
            "what": follow_up.what,
        }
    return _("Today: %(what)s") % {"what": follow_up.what}


def _rank(one: Attention, at: datetime) -> tuple[bool, int, int, float, str]:
    met_at = one.citizen.clock.met_at
    clock_first = 0 if _colour(one.citizen, at) != "seen" else 1
    return (
        not one.sought,
        _ORDER[one.kind],
        clock_first,
        met_at.timestamp() if met_at else float("-inf"),
        str(one.citizen.pk),
    )
