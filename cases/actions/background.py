"""What stands on a citizen for every unit, and what the own unit knows beside it."""

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from cases.actions.storing import store
from cases.choices import Children, Known, OwnDoctor, ResidenceBasis
from cases.models import Background, Citizen, Identifier, Relative
from cases.policies import can_change_citizen, can_end_relative
from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.access.decisions import Foreseen, Stale
from udsatte.web.idempotency import once


class HasANumber(Foreseen):
    """Somebody with an identifying number is not anonymous: the number would match."""

    field = "is_anonymous"


@dataclass(frozen=True, slots=True)
class Particulars:
    """What every unit with a ground needs to know to speak with the citizen and to write to them."""

    language: str = ""
    interpreter: str = Known.UNKNOWN
    digital_post_exempt: str = Known.UNKNOWN
    home_municipality: str = ""
    acting_municipality: str = ""
    is_anonymous: bool = False


@dataclass(frozen=True, slots=True)
class BackgroundFacts:
    """What the own unit alone knows."""

    own_doctor: str = OwnDoctor.UNKNOWN
    doctor: str = ""
    nationality: str = ""
    residence: str = ResidenceBasis.NOT_ASKED
    residence_reason: str = ""
    children: str = Children.UNKNOWN
    children_text: str = ""
    pregnant: str = Known.UNKNOWN
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class RelativeFacts:
    """Somebody close, and what this person may be told."""

    name: str
    relation: str
    phone: str
    may_be_told: str
    agreed: str = ""
    consent_on: date | None = None


@action
def change_particulars(*, citizen_id: UUID, version: int, facts: Particulars, by: Actor, at: datetime) -> Citizen:
    """Correct what stands on a citizen for everybody. Raises Denied; Stale; HasANumber."""
    can_change_citizen(actor=by).require()
    citizen = Citizen.objects.visible_to(by).select_for_update().get(pk=citizen_id)
    if citizen.version != version:
        raise Stale(citizen)
    if facts.is_anonymous and Identifier.objects.visible_to(by).leading().filter(citizen=citizen).exists():
        raise HasANumber(_("A citizen with a CPR number cannot be anonymous: the number would find them."))
    _set(citizen, facts)
    return citizen


@action
def change_background(*, citizen_id: UUID, version: int, facts: BackgroundFacts, by: Actor, at: datetime) -> Background:
    """Correct what the own unit knows. version: 0 while nothing is written down. Raises Denied; Stale."""
    can_change_citizen(actor=by).require()
    known = Background.objects.visible_to(by).select_for_update().of(citizen_id, by.unit_id)
    if (known.version if known else 0) != version:
        raise Stale(known)
    if known is None:
        known = Background(
            citizen_id=citizen_id, unit_id=by.unit_id, changed_at=at, changed_by_id=by.user_id, **asdict(facts)
        )
        store(known, exclude=["citizen", "unit", "changed_by"])
        return known
    known.changed_at, known.changed_by_id = at, by.user_id
    _set(known, facts, "changed_at", "changed_by")
    return known


@action
def add_relative(*, citizen_id: UUID, facts: RelativeFacts, by: Actor, at: datetime, key: UUID) -> UUID:
    """Write down somebody close to the citizen, and what this person may be told. Raises Denied."""
    can_change_citizen(actor=by).require()

    def save() -> UUID:
        relative = Relative(
            citizen_id=citizen_id, unit_id=by.unit_id, added_at=at, added_by_id=by.user_id, **asdict(facts)
        )
        store(relative, exclude=["citizen", "unit", "added_by"])
        return relative.pk

    return once(by=by, key=key, action="add_relative", at=at, do=save)[0]


@action
def end_relative(*, relative_id: UUID, by: Actor, at: datetime) -> Relative:
    """It holds no more: nothing may be told from now on. Raises Denied."""
    relative = Relative.objects.visible_to(by).select_for_update().get(pk=relative_id)
    can_end_relative(actor=by, relative=relative).require()
    relative.ended_at, relative.ended_by_id = at, by.user_id
    relative.save(update_fields=["ended_at", "ended_by"])
    return relative


def _set(row: Citizen | Background, facts: Particulars | BackgroundFacts, *more: str) -> None:
    """Put the facts on the row, one version on."""
    names = [one.name for one in fields(facts)]
    for name in names:
        setattr(row, name, getattr(facts, name))
    row.version += 1
    row.clean_fields(exclude={one.name for one in row._meta.fields if one.name not in names})
    row.save(update_fields=[*names, *more, "version"])
