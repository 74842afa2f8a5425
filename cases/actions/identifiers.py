"""A citizen's numbers: finding or making the citizen by one, putting one on, ending one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_lazy as _

from cases.actions.casework import reasoned
from cases.choices import IdentifierEnd, IdentifierKind, NoNumber
from cases.cpr import CprNumber
from cases.identifiers import seal
from cases.models import Citizen, Identifier
from cases.numbers import Number, digest_of
from cases.policies import can_change_citizen, can_end_identifier
from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.access.decisions import Foreseen


class SomebodyElses(Foreseen):
    """Another citizen has the number: they may be the same person, and a coordinator decides."""

    field = "number"


class HasOneAlready(Foreseen):
    """The citizen has such a number, and one at a time is all there is."""

    field = "number"


class TooManyEnquiries(Foreseen):
    """This person has asked about too many citizens of others within an hour."""

    field = "number"


class Outcome(StrEnum):
    """What `citizen_register` answered (cases/sql)."""

    NEW = "new"
    KNOWN = "known"
    ASKED = "asked"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class Registration:
    """What came of it. Without a citizen: somebody else has the case and will answer ("afventer match")."""

    outcome: Outcome
    citizen: Citizen | None


@action
def identify_citizen(*, citizen_id: UUID, number: Number, by: Actor, at: datetime, reason: str) -> Registration:
    """Put a number on a citizen. Raises Denied; TooManyEnquiries; NoReason; SomebodyElses; HasOneAlready.

    NEW: it stands on this citizen now. KNOWN: it did already. ASKED: it stands on one whom the actor may not see, and
    an enquiry is made.
    """
    can_change_citizen(actor=by).require()
    citizen = Citizen.objects.visible_to(by).filter(pk=citizen_id).first()
    if number.kind == IdentifierKind.CPR:
        held = Identifier.objects.visible_to(by).standing().filter(citizen_id=citizen_id, kind=number.kind)
        if held.exists():
            raise HasOneAlready(_("The citizen has a CPR number. End that one first, with the reason."))
    outcome, found = register(number, reason, called=citizen.name if citizen else "", citizen_id=citizen_id)
    if found is not None and found != citizen_id:
        raise SomebodyElses(_("Another citizen of your unit has this number. They may be the same person."))
    return Registration(outcome, citizen if found else None)


@action
def say_none(*, citizen_id: UUID, because: NoNumber, by: Actor, at: datetime) -> None:
    """Write down that the citizen has no number, and why. Raises Denied; HasOneAlready."""
    can_change_citizen(actor=by).require()
    numbers = Identifier.objects.visible_to(by).standing().exclude(kind=IdentifierKind.NONE)
    if numbers.filter(citizen_id=citizen_id).exists():
        raise HasOneAlready(_("The citizen has a number. End it first, with the reason."))
    with connection.cursor() as cursor:
        cursor.execute("SELECT identifier_none(%s, %s)", [citizen_id, because.value])


@action
def end_identifier(*, identifier_id: UUID, cause: IdentifierEnd, reason: str, by: Actor, at: datetime) -> None:
    """A number holds no more, or never did. It stays as history. Raises Denied; NoReason."""
    identifier = Identifier.objects.visible_to(by).get(pk=identifier_id)
    can_end_identifier(actor=by, identifier=identifier).require()
    with connection.cursor() as cursor:
        cursor.execute("SELECT identifier_end(%s, %s, %s)", [identifier_id, cause.value, reasoned(reason, longest=300)])


def begin() -> UUID:
    """`citizen_begin`: a new citizen's id, with the caller's case ground."""
    return begin_all(1)[0]


def begin_all(count: int) -> list[UUID]:
    """`citizen_begin` so many times, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT citizens_begin(%s)", [count])
        return [row[0] for row in cursor.fetchall()]


def register(
    number: Number, reason: str, *, called: str, citizen_id: UUID | None = None
) -> tuple[Outcome, UUID | None]:
    """`citizen_register`. called: the name that the asker has, for the asker's own list. Raises TooManyEnquiries."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM citizen_register(%s, %s, %s, %s, %s, %s, %s, %s)",
            [
                number.kind.value,
                number.issuer,
                digest_of(number),
                seal(number.signs),
                called,
                reasoned(reason, longest=500),
                settings.ENQUIRIES_PER_HOUR,
                citizen_id,
            ],
        )
        outcome, found = cursor.fetchone()
    if outcome == "limited":
        raise TooManyEnquiries(
            _("You have asked about many citizens of other units. Wait an hour, or call the coordinator.")
        )
    return Outcome(outcome), found


def register_all(named: Sequence[tuple[CprNumber, str]], reason: str) -> list[tuple[str, UUID | None]]:
    """`citizen_register` for many new citizens in one statement: what it answered to each, "limited" too.

    named: each number with what the list calls the citizen. In the order of the digests, so that two imports with the
    same numbers wait for each other instead of each for the other. For the import: each "new" must get its citizen in
    this transaction.
    """
    kind = IdentifierKind.CPR.value
    rows = sorted(
        (digest_of(number), seal(number.signs), called, place) for place, (number, called) in enumerate(named)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.outcome, r.citizen"
            " FROM unnest(%s::bytea[], %s::bytea[], %s::text[]) WITH ORDINALITY u(digest, sealed, called, i)"
            " CROSS JOIN LATERAL citizen_register(%s, '', u.digest, u.sealed, u.called, %s, %s, NULL) r ORDER BY u.i",
            [
                [number for number, _sealed, _called, _place in rows],
                [sealed for _number, sealed, _called, _place in rows],
                [called for _number, _sealed, called, _place in rows],
                kind,
                reasoned(reason, longest=500),
                settings.ENQUIRIES_PER_HOUR,
            ],
        )
        answers = dict(zip((place for *_row, place in rows), cursor.fetchall(), strict=True))
    return [answers[place] for place in range(len(named))]
