"""The one search: whom the reader sees already, by name, alias, features, place, phone, number or reference."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases import clocks
from cases.choices import ISSUED, IdentifierKind
from cases.cpr import SEPARATORS
from cases.issuers import ISSUERS
from cases.masking import known
from cases.merged import doubles
from cases.models import Citizen
from cases.numbers import digest_of, read_number
from cases.querysets import hits
from udsatte.access.actor import Actor
from udsatte.access.decisions import Foreseen
from udsatte.web.addresses import address

#: So many are shown; who looks for somebody among more writes more.
MOST = 25
#: Fewer letters would show half the team, and more people are no choice.
LETTERS, FOUND = 2, 12
#: Signs of a citizen's or a case's reference (its id's beginning), and of a number.
REFERENCE, _NUMBER = 8, 10
_TYPING_ERROR, _FEATURES, _PLACE = 40, 60, 80


@dataclass(frozen=True, slots=True)
class Found:
    """Who was found, best first. more: there are others."""

    ids: list[UUID]
    rows: list[dict[str, Any]]
    more: bool

    @property
    def count(self) -> str:
        return f"{len(self.rows)}+" if self.more else str(len(self.rows))


def find(text: str, *, actor: Actor, at: datetime) -> Found:
    """Whom the text leads to, among those whom the reader sees. The caller logs who is shown."""
    ranks = leads_to(text, at=at)
    citizens = {citizen.pk: citizen for citizen in hits().visible_to(actor).filter(pk__in=ranks)}
    away = doubles(list(citizens.values()))
    ids = [citizen_id for citizen_id in ranks if citizen_id in citizens and citizen_id not in away]
    rows = [_row(citizens[citizen_id], ranks[citizen_id], actor, at) for citizen_id in ids[:MOST]]
    return Found(ids[:MOST], rows, len(ids) > MOST)


def leads_to(text: str, *, at: datetime) -> dict[UUID, int]:
    """Whom the reader in the context sees and the text leads to, best first: id → rank."""
    ranks: dict[UUID, int] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM citizen_search(%s, %s::bytea[], %s)", [text, _digests(text, at), MOST + 1])
        for citizen_id, rank in cursor.fetchall():
            ranks.setdefault(citizen_id, rank)
    return dict(sorted(ranks.items(), key=itemgetter(1)))


def team_led_to(
    letters: str, *, chosen: Sequence[UUID], shown: Collection[UUID], actor: Actor, at: datetime
) -> list[Citizen]:
    """For a form that asks about whom: who was chosen among the last ones, then whom the letters lead to, best first.

    Of the reader's team alone. shown: who stands on the page already. Fewer than two letters lead to nobody.
    """
    ranked = leads_to(letters, at=at) if len(letters) >= LETTERS else {}
    ids = [pk for pk in dict.fromkeys([*chosen, *ranked]) if pk not in shown]
    team = Citizen.objects.visible_to(actor).select_related("clock").of_unit(actor.unit_id).in_bulk(ids)
    kept = [pk for pk in ids if pk in chosen and pk in team]
    return [team[pk] for pk in [*kept, *[pk for pk in ids if pk in team and pk not in chosen][:FOUND]]]


def _row(citizen: Citizen, rank: int, actor: Actor, at: datetime) -> dict[str, Any]:
    face = known(citizen, actor=actor)
    born_on, born_year = face.born
    born = _("born %(year)s") % {"year": born_on.year if born_on else born_year} if born_on or born_year else ""
    facts = (_why(citizen, rank), born, face.place, citizen.listed_with or _("on nobody's list"))
    return {
        "url": address("cases:citizen", citizen.pk),
        "name": face.name,
        "unknown": face.unknown,
        "facts": " · ".join(fact for fact in facts if fact),
        "met": clocks.last_met(citizen, at),
        "reference": str(citizen.pk)[:REFERENCE],
    }


def _why(citizen: Citizen, rank: int) -> str:
    """Why somebody stands here whose name does not say so."""
    if rank == _PLACE:
        return _("Usually to be found there")
    if rank == _FEATURES:
        return citizen.features
    return _("The name looks like it") if rank == _TYPING_ERROR else ""


def _digests(text: str, at: datetime) -> list[bytes]:
    """What the text would be kept as, were it a number of each kind by each issuer."""
    if len([sign for sign in text if sign not in SEPARATORS]) != _NUMBER:
        return []
    today, found = localdate(at), []
    for kind in IdentifierKind:
        if kind != IdentifierKind.NONE:
            found += _digests_of_kind(kind, text, today)
    return found


def _digests_of_kind(kind: IdentifierKind, text: str, today: date) -> list[bytes]:
    try:
        issuers = ISSUERS if kind in ISSUED else ("",)
        return [digest_of(read_number(kind, text, issuer=issuer, today=today)) for issuer in issuers]
    except Foreseen:
        return []
