"""May this person do this, in this state? Pure functions; they neither write nor see a request.

Which citizens at all is the database's business: a row that is here was visible.
"""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from cases.choices import CASE_TRANSITIONS, CaseStatus, EnquiryAnswer
from cases.models import (
    Case,
    Citizen,
    ContactLine,
    Enquiry,
    FollowUp,
    Identifier,
    Lookout,
    PendingMatch,
    Relative,
    Sighting,
    StaffLine,
    Tip,
    Visit,
)
from udsatte.access.actor import Actor
from udsatte.access.decisions import YES, Decision, no
from udsatte.access.permissions import CASEWORK, SHARED, Permission
from udsatte.accounts.choices import Role
from udsatte.accounts.models import Leave

_ROLE = _("Your role cannot do this.")
_OTHER_UNIT = _("This belongs to another unit.")


def _may(actor: Actor, permission: Permission) -> Decision:
    return YES if actor.may(permission) and actor.ceiling >= CASEWORK else no(_ROLE)


def can_register(*, actor: Actor) -> Decision:
    """Make a citizen."""
    return _may(actor, Permission.CITIZEN_WRITE)


def can_change_citizen(*, actor: Actor) -> Decision:
    """Correct what stands on a citizen."""
    return _may(actor, Permission.CITIZEN_WRITE)


def can_merge(*, actor: Actor) -> Decision:
    """Hold two citizens to be one person, or two after all; which ones, the database says."""
    return _may(actor, Permission.CITIZEN_WRITE)


def can_reveal(*, actor: Actor) -> Decision:
    """See a whole CPR number; it is logged."""
    return _may(actor, Permission.CITIZEN_REVEAL)


def can_log_contact(*, actor: Actor) -> Decision:
    """Log a contact with citizens whom the unit has casework on."""
    return _may(actor, Permission.CONTACT_LOG)


def can_settle_intake(*, actor: Actor) -> Decision:
    """File or set aside what waits of the contacts that were written without a net."""
    return _may(actor, Permission.CONTACT_INTAKE)


def can_add_to_note(*, actor: Actor, line: ContactLine) -> Decision:
    """Add to a signed note of the own unit that stands."""
    if line.unit_id != actor.unit_id:
        return no(_OTHER_UNIT)
    if line.struck_at is not None:
        return no(_("It is struck already."))
    return _may(actor, Permission.CONTACT_LOG)


def can_strike(*, actor: Actor, line: ContactLine) -> Decision:
    """Strike a line on the wrong citizen: who wrote it, or the coordinator."""
    if line.unit_id != actor.unit_id:
        return no(_OTHER_UNIT)
    if line.struck_at is not None:
        return no(_("It is struck already."))
    if line.by_id != actor.user_id and not actor.may(Permission.CONTACT_STRUCK):
        return no(_("Only the author or the coordinator can strike it."))
    return _may(actor, Permission.CONTACT_STRIKE)


def can_strike_sighting(*, actor: Actor, sighting: Sighting) -> Decision:
    """Strike a sighting of the wrong citizen: who wrote it, or the coordinator; what a partner wrote, a coordinator."""
    reported = sighting.told_unit_id == sighting.unit_id
    if sighting.unit_id != actor.unit_id and not reported:
        return no(_OTHER_UNIT)
    if sighting.struck_at is not None:
        return no(_("It is struck already."))
    own = sighting.unit_id == actor.unit_id and sighting.by_id == actor.user_id
    if not own and not actor.may(Permission.CONTACT_STRUCK):
        return no(_("Only the author or the coordinator can strike it."))
    return _may(actor, Permission.CONTACT_STRIKE)


def can_log_call(*, actor: Actor) -> Decision:
    """Write down who has rung."""
    return _may(actor, Permission.CALL)


def can_settle_tip(*, actor: Actor, tip: Tip) -> Decision:
    """Say who it is that the unit was told of, or set it aside."""
    if not tip.is_open:
        return no(_("A colleague was first."))
    return _may(actor, Permission.TIP)


def can_say_seen(*, actor: Actor) -> Decision:
    """Tell that somebody is here. Nothing is answered, so no ceiling is asked for."""
    return YES if actor.may(Permission.SEEN_HERE) else no(_ROLE)


def can_strike_staff(*, actor: Actor, line: StaffLine) -> Decision:
    """Strike what stands about the staff of a place: who wrote it, or the coordinator. `line` with its contact."""
    if line.unit_id != actor.unit_id:
        return no(_OTHER_UNIT)
    if line.struck_at is not None:
        return no(_("It is struck already."))
    if line.contact.by_id != actor.user_id and not actor.may(Permission.CONTACT_STRUCK):
        return no(_("Only the author or the coordinator can strike it."))
    return _may(actor, Permission.CONTACT_STRIKE)


def can_ask_lookout(*, actor: Actor, case: Case) -> Decision:
    """Ask other units to look out for somebody whom the own unit seeks."""
    if case.unit_id != actor.unit_id:
        return no(_OTHER_UNIT)
    if case.status != CaseStatus.SEARCHING:
        return no(_("Only somebody who is sought is looked out for. Change the state first."))
    if case.citizen.is_protected:
        return no(_("Name and address protection: call those who may help instead."))
    return _may(actor, Permission.CITIZEN_WRITE)


def can_withdraw_lookout(*, actor: Actor, lookout: Lookout, at: datetime) -> Decision:
    """Say that a unit need look out no more."""
    if lookout.unit_id != actor.unit_id:
        return no(_OTHER_UNIT)
    if lookout.ended_at is not None or lookout.expires_at <= at:
        return no(_("It is ended already."))
    return _may(actor, Permission.CITIZEN_WRITE)


def can_say_lookout_seen(*, actor: Actor) -> Decision:
    """Say that somebody whom the own unit looks out for was seen; readers of the shared scope do so, too."""
    return YES if actor.may(Permission.CITIZEN_READ) and actor.ceiling >= SHARED else no(_ROLE)


def can_visit(*, actor: Actor) -> Decision:
    """Say where one goes in, and that one is out, or that a colleague is."""
    return _may(actor, Permission.VISIT)


def can_extend_visit(*, actor: Actor, visit: Visit) -> Decision:
    """Stay longer: only whoever is in, and only while they are."""
    if visit.by_id != actor.user_id or visit.out_at is not None:
        return no(_("Only whoever is in can stay longer."))
    return _may(actor, Permission.VISIT)


def can_assign(*, actor: Actor, case: Case) -> Decision:
    """Change whose list the citizen stands on."""
    if case.unit_id != actor.unit_id:
        return no(_OTHER_UNIT)
    if not case.is_open:
        return no(_("The case is closed. Reopen it first."))
    return _may(actor, Permission.CASE_ASSIGN)


def can_plan_loads(*, actor: Actor) -> Decision:
    """Say how many citizens a colleague of the unit has room for; the figures are no citizen's."""
    return YES if actor.may(Permission.CASELOAD_PLAN) and actor.ceiling >= SHARED else no(_ROLE)


def can_plan_leave(*, actor: Actor, role: str) -> Decision:
    """Say that somebody of the unit is away. role: theirs. Nobody lengthens the leave by which she is coordinator."""
    if role == Role.COORDINATOR and actor.is_lent:
        return no(_("A coordinator's own leave is planned by the coordinator or the manager."))
    return can_plan_loads(actor=actor)


def can_stop_leave(*, actor: Actor, leave: Leave) -> Decision:
    """Say that somebody is back, or does not go: whoever is away, and those who plan."""
    if leave.user_id == actor.user_id:
        return YES
    return can_plan_leave(actor=actor, role=Role.COORDINATOR if leave.lends_role else "")


def can_change_status(*, actor: Actor, case: Case, to: str) -> Decision:
    """Move a case to another state. No rule does it by itself: a person does, with a reason."""
    if case.unit_id != actor.unit_id:
        return no(_OTHER_UNIT)
    if to not in CASE_TRANSITIONS[case.status]:
        return no(_("The case has changed meanwhile."))
    return _may(actor, Permission.CASE_CLOSE)


def can_finish(*, actor: Actor, follow_up: FollowUp) -> Decision:
    """Mark a follow-up of the own unit as done, whoever owns it."""
    if follow_up.unit_id != actor.unit_id:
        return no(_OTHER_UNIT)
    if follow_up.done_at is not None:
        return no(_("It is done already."))
    return _may(actor, Permission.FOLLOWUP)


def can_change_follow_up(*, actor: Actor, follow_up: FollowUp) -> Decision:
    """Give a follow-up of the own unit another day or another owner, whoever owns it."""
    return can_finish(actor=actor, follow_up=follow_up)


def can_record_death(*, actor: Actor, citizen: Citizen) -> Decision:
    """Record that a citizen has died. Only a person does, and one death stands at most."""
    if citizen.died_on is not None:
        return no(_("It is recorded already that the citizen has died."))
    return _may(actor, Permission.CITIZEN_WRITE)


def can_withdraw_death(*, actor: Actor, citizen: Citizen) -> Decision:
    """Take back a death that was recorded by mistake."""
    if citizen.died_on is None:
        return no(_("No death is recorded."))
    return _may(actor, Permission.CITIZEN_WRITE)


def can_end_relative(*, actor: Actor, relative: Relative) -> Decision:
    """Say that what a relative may be told holds no more."""
    if relative.unit_id != actor.unit_id:
        return no(_OTHER_UNIT)
    if relative.ended_at is not None:
        return no(_("It is ended already."))
    return _may(actor, Permission.CITIZEN_WRITE)


def can_end_identifier(*, actor: Actor, identifier: Identifier) -> Decision:
    """Say that a number holds no more, or was a mistake."""
    if identifier.ended_at is not None:
        return no(_("It is ended already."))
    return _may(actor, Permission.CITIZEN_WRITE)


def can_answer_enquiry(*, actor: Actor, enquiry: Enquiry) -> Decision:
    """Answer another unit that asked about a citizen of this one."""
    if enquiry.answered_at is not None:
        return no(_("A colleague has answered."))
    return _may(actor, Permission.ENQUIRY)


def can_end_sharing(*, actor: Actor, enquiry: Enquiry) -> Decision:
    """Take back what an answer shared, while it is shared."""
    if enquiry.ground_id is None or enquiry.ended_at is not None:
        return no(_("Nothing is shared."))
    return _may(actor, Permission.ENQUIRY)


def can_take_in(*, actor: Actor, pending: PendingMatch) -> Decision:
    """Open the own unit's case on a citizen whom another unit shared."""
    if pending.answer != EnquiryAnswer.SHARED or pending.ended_at is not None:
        return no(_("The citizen is not shared with your unit."))
    return _may(actor, Permission.CITIZEN_WRITE)


def can_see_notices(*, actor: Actor) -> Decision:
    """Mark what the own unit was told as seen; readers of the shared scope do so for their units, too."""
    return YES if actor.may(Permission.NOTICES) and actor.ceiling >= SHARED else no(_ROLE)


def can_export(*, actor: Actor) -> Decision:
    """Take the unit's citizens and contacts out as a file. For one with casework: others' figures are in reports."""
    return _may(actor, Permission.CASELOAD_EXPORT)


def can_import(*, actor: Actor) -> Decision:
    """Take the unit's own list in."""
    return _may(actor, Permission.CASELOAD_IMPORT)


def can_find(*, actor: Actor) -> Decision:
    """Ask for a citizen whom one does not see: standing with them, known, on duty."""
    return YES if actor.may(Permission.CITIZEN_FIND) else no(_ROLE)


def can_break_glass(*, actor: Actor) -> Decision:
    """Open a citizen because life is in danger."""
    return YES if actor.may(Permission.CITIZEN_GLASS) else no(_ROLE)


def can_close_ground(*, actor: Actor, user_id: UUID | None) -> Decision:
    """End what somebody opened for themselves: that person, or a coordinator of the unit that has the case."""
    if user_id == actor.user_id or actor.may(Permission.GROUND_OPENED):
        return YES
    return no(_("Only the one who opened it, or the coordinator, can end it."))


def can_search_on_duty(*, actor: Actor, until: datetime | None) -> Decision:
    """Search among the Hjemløseenhed's citizens. until: when the shift's time is over; None when it is not on."""
    if until is None:
        return no(_("You are not on duty now. It begins an hour before the shift."))
    return can_find(actor=actor)
