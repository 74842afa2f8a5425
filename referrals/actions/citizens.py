"""Whom a referral that is taken up is about: the citizen, the unit's case on them, and whose list they stand on."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.actions.casework import open_case, put_on_list
from cases.actions.citizens import CitizenFacts, case_again, register_citizen
from cases.actions.states import change_state
from cases.choices import CaseStatus
from cases.cpr import CprNumber
from cases.identifiers import unseal
from cases.models import Case, Citizen, Ground
from referrals.models import Referral, Tie
from udsatte.access.actor import Actor
from udsatte.access.decisions import Foreseen, Stale


class NotTied(Foreseen):
    """Nobody has said whom the referral is about, or the citizen is somebody who cannot be taken up."""

    field = "citizen"


def new_citizen(referral: Referral, by: Actor, at: datetime) -> UUID | None:
    """The citizen whom the referral describes: tied already, or found by the number, or made. None: another unit's."""
    tied = Tie.objects.visible_to(by).of(referral.pk, by.unit_id).values_list("citizen_id", flat=True).first()
    if tied:
        return tied
    number = CprNumber.parse(unseal(referral.cpr), today=localdate(at)) if referral.cpr else None
    facts = CitizenFacts(
        given_name=referral.given_name,
        family_name=referral.family_name,
        birth_on=referral.born_on,
        birth_year=referral.born_year,
        sex=referral.sex,
        is_unknown=not (referral.family_name or number or referral.born_on),
        is_protected=referral.is_protected,
    )
    registered = register_citizen(
        facts=facts, by=by, at=at, number=number, reason=gettext("A referral to the unit is to be taken up.")
    )
    return registered.citizen.pk if registered.citizen else None


def case_on(citizen_id: UUID, by: Actor, at: datetime) -> Case:
    """The unit's case on the citizen: as it stands, new, or active again, however it rested. Raises NotTied."""
    why = gettext("A referral to the unit is taken up.")
    try:
        again = case_again(citizen_id, why, by, at)
        if again is None:
            return open_case(citizen_id=citizen_id, by=by, at=at)
        if again.status in (CaseStatus.RESTING, CaseStatus.AFTERCARE):
            to = CaseStatus.ACTIVE
            return change_state(case_id=again.pk, version=again.version, to=to, reason=why, by=by, at=at)
        return again
    except Stale as error:
        raise NotTied(_("The case has changed meanwhile.")) from error
    except Ground.DoesNotExist as error:
        raise NotTied(
            _("Another unit has the citizen, and your unit sees no more than it is shown. Ask that unit.")
        ) from error


def check_living(citizen_id: UUID, by: Actor) -> None:
    """Somebody whom the actor sees, and who lives. Raises NotTied."""
    citizen = Citizen.objects.visible_to(by).filter(pk=citizen_id).first()
    if citizen is None:
        raise NotTied(_("Choose a citizen whom your unit sees, or a new one."))
    if citizen.died_on is not None:
        raise NotTied(_("The citizen has died. Tell whoever asks, in person."))


def put_on(case: Case, caseworker_id: UUID | None, room_reason: str, by: Actor, at: datetime) -> UUID | None:
    """Whose list the citizen stands on now."""
    standing = case.assignments.filter(ends_on__isnull=True).values_list("caseworker_id", flat=True).first()
    if caseworker_id and standing != caseworker_id:
        put_on_list(case_id=case.pk, caseworker_id=caseworker_id, by=by, at=at, room_reason=room_reason)
    return caseworker_id or standing
