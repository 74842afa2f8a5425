"""Who of those whom the reader sees a referral may be about. Shown side by side, never merged by itself."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from cases.masking import Face, known
from cases.querysets import hits
from referrals.models import Referral
from udsatte.access.actor import Actor

#: More people are no help to whoever decides.
MOST = 4
#: What `citizen_search` says of a number that fits.
_NUMBER = 0
_YEARS_APART = 2


@dataclass(frozen=True, slots=True)
class Match:
    """A citizen who may be the one. by_number: the CPR number is the same."""

    citizen_id: UUID
    face: Face
    by_number: bool


def matches(referral: Referral, *, actor: Actor, at: datetime) -> list[Match]:
    """By CPR number, by the sound of the name with a year of birth that fits, by alias. Two statements.

    The caller logs who is shown.
    """
    digests = [bytes(referral.cpr_digest)] if referral.cpr_digest else []
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM citizen_search(%s, %s::bytea[], %s)", [referral.called, digests, 25])
        ranks = dict(reversed(cursor.fetchall()))
    citizens = {citizen.pk: citizen for citizen in hits().visible_to(actor).filter(pk__in=ranks)}
    found = []
    for pk in sorted(citizens, key=lambda pk: (ranks[pk], str(pk))):
        face = known(citizens[pk], actor=actor)
        if ranks[pk] == _NUMBER or _fits(face, referral):
            found.append(Match(pk, face, ranks[pk] == _NUMBER))
    return found[:MOST]


def _fits(face: Face, referral: Referral) -> bool:
    """Whether the years of birth may be the same one; of somebody without one anything may."""
    born_on, born_year = face.born
    theirs = born_on.year if born_on else born_year
    said = referral.born_on.year if referral.born_on else referral.born_year
    return theirs is None or said is None or abs(theirs - said) <= _YEARS_APART
