"""What the columns of each kind of list are, and the headings that units write over them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cases.choices import ListKind
from udsatte.web.spreadsheets import NotASheet, plain


class Column(TextChoices):
    """What a column of a list can hold."""

    NAME = "name", _("Name")
    GIVEN_NAME = "given_name", _("Given names")
    FAMILY_NAME = "family_name", _("Family name")
    CPR = "cpr", _("CPR number")
    BORN = "born", _("Birth date")
    REFERENCE = "reference", _("Our reference")
    CASEWORKER = "caseworker", _("Caseworker")
    OPENED = "opened", _("Opened on")
    MET = "met", _("Last met")
    PLACE = "place", _("Place")
    WHEN = "when", _("Date")
    TIME = "time", _("Time of day")
    MEDIUM = "medium", _("How")
    OUTCOME = "outcome", _("How it went")
    SERVICES = "services", _("Services")
    MINUTES = "minutes", _("Minutes")
    NOTE = "note", _("Note")
    AUTHOR = "author", _("Author")
    CONTACT = "contact", _("Contact reference")


#: Headings as units write them, in Danish and English, without punctuation and in small letters.
_HEADINGS: Mapping[Column, str] = {
    Column.NAME: "navn, borger, borgers navn, borgerens navn, fulde navn, name, full name, citizen",
    Column.GIVEN_NAME: "fornavn, fornavne, given name, given names, first name",
    Column.FAMILY_NAME: "efternavn, family name, last name, surname",
    Column.CPR: "cpr, cpr nummer, cprnummer, cpr nr, cprnr, personnummer, cpr number",
    Column.BORN: "fødselsdato, født, født den, fødselsdag, fødselsår, birth date, date of birth, born",
    Column.REFERENCE: "vores reference, reference, borgerreference, our reference",
    Column.CASEWORKER: "sagsbehandler, sagsbehandler e mail, sagsbehandler email, sagsbehandlers e mail,"
    " sagsbehandler mail, e mail, email, caseworker, caseworker e mail, caseworker email",
    Column.OPENED: "oprettet, åbnet, oprettet den, åbnet den, oprettelsesdato, sag åbnet, sag oprettet,"
    " indskrevet, opened, opened on, created",
    Column.MET: "sidst truffet, senest truffet, sidst truffet den, sidst mødt, last met",
    Column.PLACE: "sted, sidste sted, opholdssted, hvor, place, where",
    Column.WHEN: "dato, hvornår, kontaktdato, dato for kontakt, dag, date, when, contact date",
    Column.TIME: "klokken, kl, klokkeslæt, tidspunkt, tid, time, time of day",
    Column.MEDIUM: "måde, hvordan, kontaktform, kontakttype, medie, how, medium",
    Column.OUTCOME: "udfald, resultat, hvordan det gik, hvordan gik det, truffet, outcome, how it went",
    Column.SERVICES: "ydelser, ydelse, indsats, indsatser, services, service",
    Column.MINUTES: "minutter, varighed, varighed min, varighed minutter, minutes, duration",
    Column.NOTE: "note, notat, bemærkning, bemærkninger, tekst, beskrivelse, note text, notes",
    Column.AUTHOR: "forfatter, forfatter e mail, skrevet af, medarbejder, medarbejder e mail, sagsbehandler,"
    " sagsbehandler e mail, e mail, email, author, author e mail",
    Column.CONTACT: "kontaktreference, kontakt id, contact reference",
}


@dataclass(frozen=True, slots=True)
class ImportList:
    """One kind of list: its columns in the order in which a page and an export show them, and those that it needs.

    needed: of each group at least one.
    """

    kind: ListKind
    columns: tuple[Column, ...]
    needed: tuple[tuple[Column, ...], ...]

    @property
    def column_of(self) -> Mapping[str, Column]:
        """The column that a plain heading means in this kind of list."""
        return _COLUMN_OF[self.kind]


_WHO = (Column.REFERENCE, Column.CPR, Column.NAME, Column.GIVEN_NAME, Column.FAMILY_NAME, Column.BORN)
CITIZENS = ImportList(
    ListKind.CITIZENS,
    (*_WHO, Column.CASEWORKER, Column.OPENED, Column.MET, Column.PLACE),
    ((Column.NAME, Column.GIVEN_NAME), (Column.CPR, Column.BORN)),
)
CONTACTS = ImportList(
    ListKind.CONTACTS,
    (
        *_WHO,
        *(Column.WHEN, Column.TIME, Column.MEDIUM, Column.OUTCOME, Column.PLACE, Column.SERVICES, Column.MINUTES),
        *(Column.NOTE, Column.AUTHOR, Column.CONTACT),
    ),
    ((Column.REFERENCE, Column.CPR, Column.BORN), (Column.WHEN,), (Column.OUTCOME,)),
)
LISTS = {one.kind: one for one in (CITIZENS, CONTACTS)}
_COLUMN_OF = {
    one.kind: {heading.strip(): column for column in one.columns for heading in _HEADINGS[column].split(",")}
    for one in (CITIZENS, CONTACTS)
}


def knows_heading(heading: str) -> bool:
    """Whether any kind of list has a column of that name."""
    return any(plain(heading) in known for known in _COLUMN_OF.values())


def recognised(headings: Iterable[str], of: ImportList) -> list[Column | None]:
    """The column that each heading means; None for one that nobody knows."""
    return [of.column_of.get(plain(heading)) for heading in headings]


def check_columns(columns: Sequence[Column | None], of: ImportList) -> None:
    """Raise NotASheet when a column stands twice or one that is needed is missing."""
    for column in columns:
        if column is not None and columns.count(column) > 1:
            raise NotASheet(_("Two columns are called the same: %(column)s.") % {"column": column.label})
    for group in of.needed:
        if not set(group) & set(columns):
            # The first name of a group stands for it where the others are parts of it.
            words = [column.label for column in group if column != Column.GIVEN_NAME]
            raise NotASheet(_("A column is missing: %(column)s.") % {"column": " / ".join(map(str, words))})
