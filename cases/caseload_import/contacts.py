"""A row of a unit's history of contacts."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from uuid import UUID

from django.db.models import TextChoices
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases.caseload_import import cells
from cases.caseload_import.cells import BadRow
from cases.caseload_import.citizens import NAME_LENGTHS
from cases.caseload_import.columns import Column
from cases.caseload_import.table import Record
from cases.choices import Medium, Outcome, ServiceResponse
from cases.cpr import CprNumber
from cases.identifiers import row_digest
from cases.models import Contact
from cases.models.citizens import NOTE_LENGTH
from udsatte.web.days import COPENHAGEN
from udsatte.web.spreadsheets import plain

_PLACE_LENGTH = Contact._meta.get_field("whereabouts").max_length or 0
_MINUTES_IN_A_DAY = 1440
#: How units write them beside our own words, in small letters.
_MEDIA = {
    Medium.IN_PERSON: "personligt, personlig, personlig kontakt, fremmøde, fysisk, gadeplan, på gaden, møde, besøg",
    Medium.PHONE: "telefon, telefonisk, tlf, opkald, opringning, phone, call",
    Medium.MESSAGE: "besked, sms, mail, e mail, brev, message, text",
}
_OUTCOMES = {
    Outcome.MET: "truffet, mødt, ja, kontakt, kontakt opnået, talt med",
    Outcome.NOT_MET: "ikke truffet, forgæves, nej, ingen kontakt, ikke hjemme, ikke fundet",
    Outcome.REFUSED: "afviste, afvist, ønskede ikke kontakt, ville ikke",
    Outcome.MISSED: "udeblevet, aftale udeblevet, udeblev, mødte ikke op",
}
_SERVICE = re.compile(r"(.+?)(?:\s*\(([^()]+)\))?")


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One contact with one citizen. services: as written, each with the citizen's response."""

    number: int
    reference: UUID | None
    cpr: CprNumber | None
    name: str
    birth_on: date | None
    birth_year: int | None
    happened_on: date
    clock: time | None
    medium: str
    outcome: str
    place: str
    services: tuple[tuple[str, str], ...]
    minutes: int | None
    note: str
    author: str
    contact: UUID | None

    @property
    def person(self) -> tuple[str, date | None, int | None]:
        """Who it is without a number."""
        return " ".join(self.name.split()).casefold(), self.birth_on, self.birth_year

    @property
    def key(self) -> bytes:
        """Which contact it is, by a keyed hash: the same one may stand in a list once."""
        if self.contact:
            return row_digest(f"line:{self.contact}")
        who = self.cpr.digits if self.cpr else self.reference or self.person
        what = (self.happened_on, self.clock, self.medium, self.outcome, self.author, self.note)
        return row_digest(f"contact:{who}:{what}")

    def happened_at(self, at: datetime) -> datetime:
        """The moment; noon of a day without an hour, and today before noon now."""
        moment = datetime.combine(self.happened_on, self.clock or time(12), COPENHAGEN)
        return moment if self.clock else min(moment, at)


def read_contact(record: Record, *, at: datetime) -> ContactRow:
    """Read one record. Raises BadRow with the first reason."""
    if not record.is_whole:
        raise BadRow(_("The row has more cells than headings, or a quotation mark that never ends."))
    said = {column: cells.cell(record, column) for column in Column if column != Column.NOTE}
    today = localdate(at)
    reference = cells.reference(said[Column.REFERENCE], Column.REFERENCE)
    cpr = cells.cpr_number(said[Column.CPR], said[Column.BORN], today)
    born, year = cells.birth(said[Column.BORN], cpr, today)
    name = " ".join(cells.person_name(record, NAME_LENGTHS)).strip()
    if reference is None and cpr is None and not (name and (born or year)):
        raise BadRow(_("Write a CPR number, our reference, or a name and a birth date."))
    happened_on = cells.past_day(said[Column.WHEN], Column.WHEN, today)
    if happened_on is None:
        raise BadRow(_("The date of the contact is missing."))
    row = ContactRow(
        number=record.number,
        reference=reference,
        cpr=cpr,
        name=name,
        birth_on=born,
        birth_year=year,
        happened_on=happened_on,
        clock=cells.clock(said[Column.TIME], said[Column.WHEN]),
        medium=_word(said[Column.MEDIUM] or Medium.IN_PERSON, Column.MEDIUM),
        outcome=_word(said[Column.OUTCOME], Column.OUTCOME),
        place=cells.short(said[Column.PLACE], Column.PLACE, _PLACE_LENGTH),
        services=_services(said[Column.SERVICES]),
        minutes=_minutes(said[Column.MINUTES]),
        note=cells.short(cells.lines(record, Column.NOTE), Column.NOTE, NOTE_LENGTH),
        author=cells.email(said[Column.AUTHOR], _("The author is not an e-mail address.")),
        contact=cells.reference(said[Column.CONTACT], Column.CONTACT),
    )
    if row.happened_at(at) > at:
        raise BadRow(_("The contact lies in the future."))
    return row


@cache
def _words(column: Column) -> dict[str, str]:
    """Each way of writing a choice: its code, our own label in Danish and English, and what units write."""
    choices, others = (Medium, _MEDIA) if column == Column.MEDIUM else (Outcome, _OUTCOMES)
    found = dict(_labels(choices))
    for choice, words in others.items():
        found |= {word.strip(): choice.value for word in words.split(",")}
    return found


def _labels(choices: type[TextChoices]) -> dict[str, str]:
    found: dict[str, str] = {}
    for language in ("da", "en"):
        with translation.override(language):
            found |= {plain(str(choice.label)): choice.value for choice in choices}
    return found | {plain(choice.value): choice.value for choice in choices}


def _word(text: str, column: Column) -> str:
    if not text:
        raise BadRow(_("Say how it went: met, not met, refused or missed."))
    known = _words(column).get(plain(text))
    if known is None:
        raise BadRow(_("%(column)s: we do not know this word.") % {"column": column.label})
    return known


@cache
def _responses() -> dict[str, str]:
    return _labels(ServiceResponse)


def _services(text: str) -> tuple[tuple[str, str], ...]:
    """Names or codes with commas between them, each with (offered), (accepted) or (declined) when it says so."""
    found: dict[str, str] = {}
    for one in re.split(r"[,;|](?![^()]*\))", text):
        said = _SERVICE.fullmatch(one.strip())
        if said is None:
            continue
        response = _responses().get(plain(said[2] or ""))
        name = said[1] if response else one.strip()
        found[" ".join(name.split()).casefold()] = response or ServiceResponse.ACCEPTED
    return tuple(found.items())


def _minutes(text: str) -> int | None:
    if not text:
        return None
    if not text.isascii() or not text.isdecimal() or len(text) > 4 or int(text) > _MINUTES_IN_A_DAY:
        raise BadRow(_("Minutes: write a whole number, at most 1440."))
    return int(text)
