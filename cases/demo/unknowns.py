"""Those whose name nobody knows yet: what they are called, and what one knows them by."""

from datetime import datetime
from functools import partial
from typing import NamedTuple

from cases import actions
from cases.actions.merges import merge_citizens
from cases.choices import Sex
from cases.demo.month import Month
from cases.demo.story import Event
from cases.demo.work import log
from udsatte.access.actor import Actor


class Called(NamedTuple):
    """Somebody met in the street. days: since they were first met."""

    key: str
    called: str
    features: str
    sex: str
    days: int
    clock: str
    by: str
    place: str
    note: str
    born_about: int | None = None


UNKNOWN = (
    Called(
        "vognen",
        "Ham med vognen",
        "Høj og tynd, gråt fuldskæg, trækker en barnevogn med flasker. Taler polsk.",
        Sex.MALE,
        6,
        "21.10",
        "bo",
        "Nørrebro Station",
        "Tog imod en sovepose. Ville ikke sige, hvad han hedder.",
        1965,
    ),
    Called(
        "muggi",
        "Muggi",
        "Tatovering af et anker på halsen, en lille brun hund.",
        Sex.MALE,
        4,
        "19.40",
        "eva",
        "H17",
        "Siger, at han kommer på H17 hver uge. Ingen papirer.",
        1988,
    ),
    Called(
        "roede",
        "Hende i den røde frakke",
        "Omkring 30, kort lyst hår, taler engelsk.",
        Sex.FEMALE,
        2,
        "22.15",
        "jonas",
        "Maria Kirkeplads",
        "Bad om et tæppe. Sover i trappeopgangen ved kirken.",
    ),
    Called(
        "regnfrakken",
        "Professoren i regnfrakken",
        "Omkring 70, gul regnfrakke, altid en bog under armen.",
        Sex.MALE,
        12,
        "20.30",
        "eva",
        "Fælledparken",
        "Læste højt for os. Vil ikke ind og sove.",
        1955,
    ),
)

#: Who turned out to be whom, so many days back: (unknown, known, who said so, days, clock, how they know).
MERGED = (("regnfrakken", "tage", "clara", 7, "9.20", "Bo har mødt ham i parken: det er Tage, med regnfrakken på."),)


def plan(month: Month) -> None:
    """Each is taken in where they were met, with the contact."""
    for one in UNKNOWN:
        month.do(month.moment(one.days, one.clock), one.by, partial(_meet, month, one))
    for unknown, known, by, days, clock, reason in MERGED:
        month.do(month.moment(days, clock), by, partial(_merge, month, unknown, known, reason))


def _meet(month: Month, one: Called, by: Actor, at: datetime) -> None:
    citizen = actions.create_unknown(
        called=one.called, features=one.features, birth_year=one.born_about, sex=one.sex, by=by, at=at
    )
    month.citizens[one.key] = citizen.pk
    event = Event({one.key: one.note}, one.days, one.clock, one.by, place=one.place)
    log(month, event, at, month.key(), by, at)


def _merge(month: Month, unknown: str, known: str, reason: str, by: Actor, at: datetime) -> None:
    merge_citizens(from_id=month.citizens[unknown], into_id=month.citizens[known], reason=reason, by=by, at=at)
