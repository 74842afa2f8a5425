"""What people of other units opened for themselves, and what they asked: standing with, life in danger, known, on duty.

A question is answered only when another transaction has committed it (cases/sql/0002_lookups.sql), and the demo is one
transaction: its owner says of each question that it stands.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from cases import actions
from cases.actions import Question
from cases.choices import LookupWay
from cases.cpr import CprNumber
from cases.demo import duty
from cases.demo.month import Month
from cases.models import Ground
from udsatte.access.actor import Actor
from udsatte.web.days import day_of

_OLDER = "UPDATE cases_lookup SET written_in = '3' WHERE id = %s"


class Asked(NamedTuple):
    """One question, so many days back: by CPR number, or by name and birth date; on duty by the letters of a name.

    ended: after so many hours the person closed it again.
    """

    way: LookupWay
    by: str
    days: int
    clock: str
    reason: str
    cpr: str = ""
    name: str = ""
    born: date | None = None
    ended: int | None = None


QUESTIONS = (
    Asked(
        LookupWay.GLASS,
        "dorthe",
        9,
        "23.15",
        "Fundet forpint på Maria Kirkeplads og kan ikke sige sit navn. Må vide, hvad hun tåler.",
        name="Nanna Testsø",
        born=date(1985, 8, 9),
        ended=2,
    ),
    # Protected: the number to call, and nothing else.
    Asked(LookupWay.KNOWN, "sofie", 4, "13.05", "Vil i behandling og siger, at I hjælper ham.", cpr="0707709999"),
    Asked(LookupWay.KNOWN, "niels", 3, "10.40", "Spørger efter sin kontaktperson.", cpr="0108589995"),
    Asked(LookupWay.CONTACT, "rikke", 2, "02.30", "Sover i venterummet.", name="Svend Testlos", born=date(1970, 1, 1)),
    Asked(
        LookupWay.CONTACT,
        "rikke",
        1,
        "23.10",
        "Kom ind på akutmodtagelsen med feber og har ingen steder at sove.",
        cpr="0201919995",
    ),
    Asked(LookupWay.DUTY, "niels", 1, "19.40", "Ringede til vagten og ville tale med nogen.", name="Gorm"),
    Asked(
        LookupWay.GLASS,
        "niels",
        0,
        "07.20",
        "Bevidstløs på H17. Ambulancen er på vej og spørger, hvad han får.",
        name="Rasmus Testmose",
        born=date(1982, 4, 18),
    ),
)


def plan(month: Month) -> None:
    """Each at its time; on duty the evening before is whoever asks then."""
    month.do(month.moment(3, "09.00"), "clara", partial(duty.plan_evening, month.members["niels"], month.day(-1)))
    for asked in QUESTIONS:
        moment = month.moment(asked.days, asked.clock)
        month.then(moment, partial(_ask, month, asked, moment))


def _ask(month: Month, asked: Asked, moment: datetime) -> None:
    """The question, and after it the answer."""
    cpr = CprNumber.parse(asked.cpr, today=day_of(moment)) if asked.cpr else None
    question = Question(cpr=cpr, name=asked.name, born_on=asked.born)
    with month.acting(asked.by, moment) as actor:
        lookup_id = actions.begin_lookup(way=asked.way, question=question, reason=asked.reason, by=actor, at=moment)
    with connection.cursor() as cursor:
        cursor.execute(_OLDER, [lookup_id])
    with month.acting(asked.by, moment) as actor:
        _ANSWERS[asked.way](lookup_id=lookup_id, question=question, by=actor, at=moment)
    if asked.ended:
        later = moment + timedelta(hours=asked.ended)
        with month.acting(asked.by, later) as actor:
            (mine,) = Ground.objects.visible_to(actor).opened_in_street(later)
            actions.close_ground(ground_id=mine.pk, user_id=actor.user_id, reason="", by=actor, at=later)


def _open_on_duty(*, lookup_id: UUID, question: Question, by: Actor, at: datetime) -> None:
    (hit,) = actions.search_on_duty(lookup_id=lookup_id, question=question, by=by, at=at)
    actions.open_on_duty(citizen_id=hit.citizen_id, by=by, at=at)


_ANSWERS: dict[LookupWay, Callable[..., object]] = {
    LookupWay.CONTACT: actions.stand_with,
    LookupWay.GLASS: actions.break_glass,
    LookupWay.KNOWN: actions.ask_known,
    LookupWay.DUTY: _open_on_duty,
}
