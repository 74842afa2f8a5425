"""Opening a case, and whose list it stands on. Nothing here happens by itself, least of all by silence."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.actions.storing import store
from cases.caseloads import capacity_of
from cases.choices import Basis
from cases.colleagues import caseworkers
from cases.models import Assignment, Case, CaseStatusChange, Ground, Handover
from cases.policies import can_assign, can_register
from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.access.decisions import Foreseen
from udsatte.accounts.models import Leave
from udsatte.web import days


class NotAColleague(Foreseen):
    """The person chosen does not do casework in this unit."""

    field = "caseworker"


class NotToThem(Foreseen):
    """The citizen stands on that list already, or the colleague is away."""

    field = "caseworker"


class NoRoom(Foreseen):
    """It would be one more than there is room for. With a reason it is done all the same."""

    field = "room_reason"


class NoReason(Foreseen):
    """A reason must be given, and not be longer than its column."""

    field = "reason"


def reasoned(text: str, *, longest: int) -> str:
    """The reason that somebody gave, without the blanks around it. Raises NoReason."""
    reason = text.strip()
    if not reason:
        raise NoReason(_("Say why."))
    if len(reason) > longest:
        raise NoReason(_("Say it in fewer words."))
    return reason


@action
def open_case(*, citizen_id: UUID, by: Actor, at: datetime, opened_on: date | None = None) -> Case:
    """Open the unit's case on a citizen whose ground it has just got. Raises Denied.

    opened_on: when the work began, for a case that is older than this software; the ground begins now all the same.
    """
    can_register(actor=by).require()
    ground = (
        Ground.objects.visible_to(by)
        .open_at(at)
        .filter(citizen_id=citizen_id, unit_id=by.unit_id, user=None, basis=Basis.CASE, case__isnull=True)
        .latest("starts_at")
    )
    case = Case(
        citizen_id=citizen_id,
        unit_id=by.unit_id,
        ground=ground,
        opened_on=opened_on or localdate(at),
        opened_by_id=by.user_id,
        status_at=at,
        status_by_id=by.user_id,
    )
    store(case, exclude=["citizen", "unit", "ground", "opened_by", "status_by"])
    note_step(case, "", by, at)
    return case


def open_cases(
    opened: Mapping[UUID, tuple[date | None, UUID | None]], *, by: Actor, at: datetime, room_reason: str = ""
) -> None:
    """`open_case` and `assign` for many citizens whose grounds this transaction has made, in one statement a table.

    opened: since when, and on whose list, by citizen. For the import, which has asked the policies, and for room:
    room_reason is kept with each citizen who is more than there is room for.
    """
    room = room_left([who for _since, who in opened.values() if who], by, at) if room_reason else {}
    grounds = Ground.objects.visible_to(by).filter(citizen_id__in=opened, unit_id=by.unit_id, basis=Basis.CASE)
    cases = {
        citizen_id: Case(
            citizen_id=citizen_id,
            unit_id=by.unit_id,
            ground_id=ground_id,
            opened_on=opened[citizen_id][0] or localdate(at),
            opened_by_id=by.user_id,
            status_at=at,
            status_by_id=by.user_id,
        )
        for citizen_id, ground_id in grounds.values_list("citizen_id", "pk")
    }
    Case.objects.bulk_create(cases.values())
    CaseStatusChange.objects.bulk_create(_step(case, "", by, at) for case in cases.values())
    assignments = Assignment.objects.bulk_create(
        Assignment(
            case=cases[citizen_id],
            citizen_id=citizen_id,
            unit_id=by.unit_id,
            caseworker_id=caseworker_id,
            starts_on=localdate(at),
            assigned_by_id=by.user_id,
        )
        for citizen_id, (_since, caseworker_id) in opened.items()
        if caseworker_id
    )
    if room_reason:
        say_room(assignments, room, room_reason, by, at)


def room_left(user_ids: Iterable[UUID], by: Actor, at: datetime) -> dict[UUID, int]:
    """How many more each of these colleagues has room for; below nothing, too. After `take_turns`."""
    wanted = set(user_ids)
    places = caseworkers(unit_id=by.unit_id, at=at).filter(user_id__in=wanted).select_related("user")
    counts = Assignment.objects.visible_to(by).counted(by.unit_id, wanted)
    return {place.user_id: capacity_of(place.capacity) - counts.get(place.user_id, (0, 0))[0] for place in places}


def say_room(assignments: Iterable[Assignment], room: Mapping[UUID, int], reason: str, by: Actor, at: datetime) -> None:
    """Keep the reason with each new assignment that is more than there was room for."""
    left = dict(room)
    passing = []
    for new in assignments:
        left[new.caseworker_id] = left.get(new.caseworker_id, 0) - 1
        if left[new.caseworker_id] < 0:
            passing.append(_said(new, "", reason, by, at))
    Handover.objects.bulk_create(passing)


@action
def assign(*, case_id: UUID, caseworker_id: UUID, by: Actor, at: datetime) -> Assignment:
    """Put the citizen on a colleague's list from today. The clocks go on as they were. Raises Denied; NotAColleague."""
    case = Case.objects.visible_to(by).select_for_update().get(pk=case_id)
    can_assign(actor=by, case=case).require()
    if not caseworkers(unit_id=case.unit_id, at=at).filter(user_id=caseworker_id).exists():
        raise NotAColleague(_("Choose somebody who does casework in this unit."))
    today = localdate(at)
    Assignment.objects.visible_to(by).open().filter(case=case).update(ends_on=today, ended_by=by.user_id)
    assignment = Assignment(
        case=case,
        citizen_id=case.citizen_id,
        unit_id=case.unit_id,
        caseworker_id=caseworker_id,
        starts_on=today,
        assigned_by_id=by.user_id,
    )
    store(assignment, exclude=["case", "citizen", "unit", "caseworker", "assigned_by"])
    return assignment


def away(user_ids: Iterable[UUID], *, by: Actor, at: datetime) -> dict[UUID, NotToThem]:
    """Why nobody comes onto the list of those of these colleagues who are away: who stands in, and until when."""
    leaves = Leave.objects.of_unit(by.unit_id).running(at).filter(user_id__in=set(user_ids))
    sentence = gettext("%(name)s is away until %(day)s. %(deputy)s stands in: choose %(deputy)s, or wait.")
    return {
        leave.user_id: NotToThem(
            sentence
            % {
                "name": leave.user.full_name,
                "day": days.short_day(leave.ends_on, at),
                "deputy": leave.deputy.full_name,
            }
        )
        for leave in leaves.select_related("user", "deputy")
    }


def refuse_away(*, caseworker_id: UUID, by: Actor, at: datetime) -> None:
    """Raises NotToThem, with who stands in and until when."""
    for refusal in away([caseworker_id], by=by, at=at).values():
        raise refusal


def ask_room(*, caseworker_id: UUID, room_reason: str, by: Actor, at: datetime) -> None:
    """Ask why, when the colleague's list is full and nobody has said so: that never blocks. Being away does.

    Raises NotToThem; NoRoom; NotAColleague.
    """
    refuse_away(caseworker_id=caseworker_id, by=by, at=at)
    take_turns([caseworker_id], by=by)
    if room_reason.strip():
        return
    place = caseworkers(unit_id=by.unit_id, at=at).filter(user_id=caseworker_id).select_related("user").first()
    if place is None:
        raise NotAColleague(_("Choose somebody who does casework in this unit."))
    count, _unknown = Assignment.objects.visible_to(by).counted(by.unit_id, [caseworker_id]).get(caseworker_id, (0, 0))
    capacity = capacity_of(place.capacity)
    if count >= capacity:
        said = {"name": place.user.full_name, "count": count, "capacity": capacity}
        raise NoRoom(gettext("%(name)s has %(count)s of %(capacity)s. Say why it is one more, and it is done.") % said)


def put_on_list(
    *, case_id: UUID, caseworker_id: UUID, by: Actor, at: datetime, note: str = "", room_reason: str = ""
) -> Assignment:
    """`assign` as it is meant: asked for room, the receiver told, and what was said kept beside the assignment.

    The one way onto a list but for an import's, which asks `away` itself.
    Raises Denied; NotAColleague; NotToThem; NoRoom.
    """
    note, room_reason = note.strip(), room_reason.strip()
    ask_room(caseworker_id=caseworker_id, room_reason=room_reason, by=by, at=at)
    new = assign(case_id=case_id, caseworker_id=caseworker_id, by=by, at=at)
    _tell_receiver(new, by)
    if note or room_reason:
        store(_said(new, note, room_reason, by, at), exclude=["assignment", "citizen", "unit", "written_by"])
    return new


def take_turns(user_ids: Iterable[UUID], *, by: Actor) -> None:
    """Of two citizens on their way to one list the second is counted when the first stands. One statement.

    Taken before any citizen, case or number is locked, all lists at once: else two could wait each for the other.
    """
    keys = [f"caseload {by.unit_id} {user_id}" for user_id in sorted(set(user_ids))]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(key, 7)) FROM unnest(%s::text[]) key", [keys])


def _said(new: Assignment, note: str, room_reason: str, by: Actor, at: datetime) -> Handover:
    return Handover(
        assignment=new,
        citizen_id=new.citizen_id,
        unit_id=by.unit_id,
        note=note,
        room_reason=room_reason,
        written_at=at,
        written_by_id=by.user_id,
    )


def _tell_receiver(assignment: Assignment, by: Actor) -> None:
    """Tell whoever has received a citizen, under the bell; nobody is told of what they did themselves."""
    if assignment.caseworker_id != by.user_id:
        with connection.cursor() as cursor:
            cursor.execute("SELECT handover_tell(%s)", [assignment.pk])


def note_step(case: Case, before: str, by: Actor, at: datetime) -> None:
    """Sign what the case has just become, as its row says it. The database asks for this row at the end."""
    _step(case, before, by, at).save(force_insert=True)


def _step(case: Case, before: str, by: Actor, at: datetime) -> CaseStatusChange:
    return CaseStatusChange(
        case=case,
        citizen_id=case.citizen_id,
        unit_id=case.unit_id,
        from_status=before,
        to_status=case.status,
        reason=case.status_reason,
        look_again_on=case.look_again_on,
        closed_cause=case.closed_cause,
        changed_at=at,
        changed_by_id=by.user_id,
    )
