"""Who of those whom the reader sees a referral may be about. Shown side by side, never merged by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from cases import clocks
from cases.choices import Sex
from cases.masking import Face, known
from cases.models import Citizen
from cases.querysets.citizens import CitizenQuerySet
from referrals.models import Referral
from udsatte.access.actor import Actor
from udsatte.web import days

#: More people are no help to whoever decides.
MOST = 4
#: What `citizen_search` says of a number that fits.
_NUMBER = 0
_YEARS_APART = 2


@dataclass(frozen=True, slots=True)
class Compared:
    """One fact, as the sender says it and as it stands here. agrees: None when one of the two says nothing."""

    label: str
    said: str
    known: str
    agrees: bool | None


@dataclass(frozen=True, slots=True)
class Match:
    """A citizen who may be the one. by_number: the CPR number is the same. facts: side by side with the referral's."""

    citizen_id: UUID
    face: Face
    by_number: bool
    facts: Sequence[Compared]

    @property
    def about(self) -> str:
        """ "samme nummer", or how many of the facts that both tell agree."""
        if self.by_number:
            return _("same number")
        both = [fact.agrees for fact in self.facts if fact.said and fact.known]
        said = _("%(same)s of %(both)s facts are the same")
        return said % {"same": both.count(True), "both": len(both)} if both else ""


@dataclass(frozen=True, slots=True)
class Found:
    """Who it may be, likeliest first; and whom the reader's unit has tied it to, as the reader sees them."""

    matches: Sequence[Match]
    tied: Face | None


def look_for(referral: Referral, *, tied: UUID | None, actor: Actor, at: datetime) -> Found:
    """By CPR number, by the sound of the name with a year of birth that fits, by alias; whoever is usually to be found
    where the sender says comes first among these. Two statements.

    The caller logs who is shown.
    """
    digests = [bytes(referral.cpr_digest)] if referral.cpr_digest else []
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM citizen_search(%s, %s::bytea[], %s)", [referral.called, digests, 25])
        ranks: dict[UUID, int] = dict(reversed(cursor.fetchall()))
    rows = _compared().visible_to(actor).filter(pk__in=[*ranks, *filter(None, [tied])])
    faces = {citizen.pk: known(citizen, actor=actor) for citizen in rows}
    found = []
    for pk, face in faces.items():
        by_number = ranks.get(pk) == _NUMBER
        if pk in ranks and (by_number or _fits(face, referral)):
            found.append(Match(pk, face, by_number, _side_by_side(referral, face, by_number=by_number, at=at)))
    found.sort(
        key=lambda one: (not one.by_number, not _is_found_there(one), ranks[one.citizen_id], str(one.citizen_id))
    )
    return Found(found[:MOST], faces.get(tied) if tied else None)


@cache
def _compared() -> CitizenQuerySet:
    """`for_comparing` to begin with, built once."""
    return Citizen.objects.for_comparing()


def _fits(face: Face, referral: Referral) -> bool:
    """Whether the years of birth may be the same one; of somebody without one anything may."""
    theirs, said = _year(*face.born), _year(referral.born_on, referral.born_year)
    return theirs is None or said is None or abs(theirs - said) <= _YEARS_APART


def _year(on: Any, year: int | None) -> int | None:
    return on.year if on else year


def _is_found_there(match: Match) -> bool:
    return any(fact.agrees for fact in match.facts if fact.label == _("To be found at"))


def _side_by_side(referral: Referral, face: Face, *, by_number: bool, at: datetime) -> list[Compared]:
    """Fact by fact, of what either says; a fact that the reader may not be told stands for nothing."""
    citizen: Citizen = face.citizen
    aliases = citizen.alias_texts if face.shows("Alias", "text") else []
    names = " · ".join(dict.fromkeys([face.name, *aliases]))
    called = referral.called.casefold()
    sex, their_sex = _sex(referral.sex), _sex(citizen.sex) if face.shows("Citizen", "sex") else ""
    places = list(dict.fromkeys([*(citizen.haunt_names if face.shows("Haunt", "place") else []), face.place]))
    places = [place for place in places if place]
    said_of_place = " ".join(
        (referral.whereabouts, referral.headline, referral.happened, referral.residence)
    ).casefold()
    there = [place for place in places if place.casefold() in said_of_place]
    every = [
        Compared(
            _("CPR number"), _("given") if referral.cpr else "", _("the same") if by_number else "", by_number or None
        ),
        Compared(
            _("Name"), referral.called, names, any(called == one.casefold() for one in (face.name, *aliases)) or None
        ),
        _born(referral, face),
        Compared(_("Sex as registered"), sex, their_sex, sex == their_sex if sex and their_sex else None),
        Compared(_("To be found at"), ", ".join(there), ", ".join(places), bool(there) or None),
        Compared(_("Last met"), "", clocks.last_met(citizen, at).words, None),
        Compared(_("On whose list"), "", citizen.listed_with or "", None),
    ]
    return [fact for fact in every if fact.said or fact.known]


def _born(referral: Referral, face: Face) -> Compared:
    said, known = (referral.born_on, referral.born_year), face.born
    years = _year(*said), _year(*known)
    agrees = None
    if said[0] and known[0]:
        agrees = said[0] == known[0]
    elif None not in years:
        agrees = years[0] == years[1]
    return Compared(_("Born"), _birth(*said), _birth(*known), agrees)


def _birth(on: Any, year: int | None) -> str:
    return days.day(on) if on else _("about %(year)s") % {"year": year} if year else ""


def _sex(value: str) -> str:
    return "" if value == Sex.UNKNOWN else str(Sex(value).label)
