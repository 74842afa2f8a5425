"""A citizen goes from one list to another: asked what is needed, refused in words, and never twice."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.actions.casework import NotToThem, put_on_list, refuse_away, take_turns
from cases.models import Assignment, Case
from cases.policies import can_assign, can_plan_loads
from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.access.decisions import Foreseen

#: How long both are named to the citizen after a handover, when somebody asks for it.
BOTH_NAMED = timedelta(days=28)


class MovedMeanwhile(Foreseen):
    """Somebody else has just moved the citizen: who it was, and to whom."""

    field = "caseworker"


class NoteMissing(Foreseen):
    """Whoever takes over needs a word from the list that the citizen leaves."""

    field = "note"


@action
def hand_over(
    *,
    case_id: UUID,
    caseworker_id: UUID | None,
    seen: UUID | None,
    by: Actor,
    at: datetime,
    note: str = "",
    both_named: bool = False,
    room_reason: str = "",
) -> Assignment | None:
    """Put the citizen on a colleague's list from today; None: on nobody's, which only who plans may.

    seen: the assignment that the page showed, None for nobody's. A note is needed when the citizen has stood on the
    other list since before today; a reason, when the list is full.
    Raises Denied; MovedMeanwhile; NotToThem; NotAColleague; NoteMissing; NoRoom.
    """
    if caseworker_id is not None:
        take_turns([caseworker_id], by=by)
    case = Case.objects.visible_to(by).select_for_update().get(pk=case_id)
    can_assign(actor=by, case=case).require()
    standing = Assignment.objects.visible_to(by).open().filter(case=case).select_related("caseworker").first()
    if (standing.pk if standing else None) != seen:
        if standing and (standing.caseworker_id, standing.assigned_by_id) == (caseworker_id, by.user_id):
            return standing  # a double tap
        raise MovedMeanwhile(_who_moved(case, standing, by))
    if caseworker_id is None:
        _take_off(standing, by, at)
        return None
    if standing and standing.caseworker_id == caseworker_id:
        raise NotToThem(_("The citizen stands on %(name)s's list already.") % {"name": standing.caseworker.full_name})
    refuse_away(caseworker_id=caseworker_id, by=by, at=at)
    if standing and standing.starts_on < localdate(at) and not note.strip():
        raise NoteMissing(gettext_lazy("Write a few words to whoever takes over."))
    new = put_on_list(case_id=case_id, caseworker_id=caseworker_id, note=note, room_reason=room_reason, by=by, at=at)
    if standing and both_named:
        until = localdate(at) + BOTH_NAMED
        Assignment.objects.visible_to(by).filter(pk=standing.pk).update(named_until_on=until)
    return new


def _take_off(standing: Assignment | None, by: Actor, at: datetime) -> None:
    can_plan_loads(actor=by).require()
    if standing is None:
        raise NotToThem(gettext_lazy("The citizen is on nobody's list already."))
    Assignment.objects.visible_to(by).filter(pk=standing.pk).update(ends_on=localdate(at), ended_by=by.user_id)


def _who_moved(case: Case, standing: Assignment | None, by: Actor) -> str:
    """ "Clara Testsen har flyttet borgeren til Bo Testsen." """
    rows = Assignment.objects.visible_to(by).filter(case=case).select_related("caseworker", "assigned_by", "ended_by")
    if standing is not None:
        moved = rows.get(pk=standing.pk)
        names = {"who": moved.assigned_by.full_name, "name": moved.caseworker.full_name}
        return _("%(who)s has moved the citizen to %(name)s. Look again before you move.") % names
    ended = rows.filter(ends_on__isnull=False).order_by("-ends_on", "-starts_on").first()
    if ended is None or ended.ended_by is None:
        return _("The citizen is on nobody's list. Look again before you move.")
    return _("%(who)s has taken the citizen off the list. Look again before you move.") % {
        "who": ended.ended_by.full_name
    }
