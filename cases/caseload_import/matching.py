"""Who in the reader's sight a row is about: many rows in a handful of statements."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.caseload_import.cells import BadRow
from cases.choices import IdentifierKind
from cases.cpr import CprNumber
from cases.identifiers import digest
from cases.models import Citizen, Identifier
from udsatte.access.actor import Actor

Person = tuple[str, date | None, int | None]


class About(Protocol):
    """A row that says whom it is about."""

    @property
    def reference(self) -> UUID | None: ...
    @property
    def cpr(self) -> CprNumber | None: ...
    @property
    def person(self) -> Person: ...


#: Of each row the citizen, None when nobody in sight is that one, or why nobody can tell.
Found = list[Citizen | BadRow | None]


def find(rows: Sequence[About], *, by: Actor) -> Found:
    """The same person is the same CPR number, else our reference, else the same name, birth date and unit.

    Each citizen comes with the clock, and with `has_cpr`.
    """
    held = _held(rows, by)
    wanted = {row.reference for row in rows if row.reference} | set(held.values())
    seen = (
        {citizen.pk: citizen for citizen in Citizen.objects.visible_to(by).for_matching().filter(pk__in=wanted)}
        if wanted
        else {}
    )
    namesakes = _namesakes([row for row in rows if not (row.cpr and _digest(row.cpr) in held)], by)
    return [_of(row, held, seen, namesakes) for row in rows]


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in blanks and capitals at most."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _of(
    row: About, held: dict[bytes, UUID], seen: dict[UUID, Citizen], namesakes: dict[Person, list[Citizen]]
) -> Citizen | BadRow | None:
    numbered = seen.get(held.get(_digest(row.cpr), UUID(int=0))) if row.cpr else None
    if row.reference is not None:
        referred = seen.get(row.reference)
        if referred is None:
            return BadRow(_("Our reference: your unit knows nobody by it. Leave the cell empty."))
        if row.cpr and (numbered or (referred if not referred.has_cpr else None)) != referred:
            return BadRow(_("Our reference and the CPR number belong to two citizens."))
        return referred
    if numbered is not None:
        return numbered
    # Whoever has another number is another person.
    found = [one for one in namesakes.get(row.person, ()) if not (row.cpr and one.has_cpr)]
    if len(found) > 1:
        return BadRow(_("More than one citizen here has this name and birth date."))
    return found[0] if found else None


def _digest(cpr: CprNumber) -> bytes:
    return digest(IdentifierKind.CPR, cpr.digits)


def _held(rows: Sequence[About], by: Actor) -> dict[bytes, UUID]:
    """Who with a case in the unit has which of the rows' numbers, by digest.

    A number is casework: by it nobody else is recognised, or a list of guesses would tell whose it is.
    """
    digests = {_digest(row.cpr) for row in rows if row.cpr}
    if not digests:
        return {}
    numbers = Identifier.objects.leading().filter(kind=IdentifierKind.CPR, digest__in=digests)
    held = numbers.filter(citizen__cases__unit_id=by.unit_id)
    return {bytes(number or b""): citizen for number, citizen in held.values_list("digest", "citizen_id")}


def _namesakes(rows: Sequence[About], by: Actor) -> dict[Person, list[Citizen]]:
    """The unit's own citizens with a birth date or year of these rows, by name and birth."""
    people = {row.person for row in rows}
    born = Q(birth_on__in={birth for _name, birth, _year in people if birth})
    about = Q(birth_year__in={year for _name, _birth, year in people if year})
    found: defaultdict[Person, list[Citizen]] = defaultdict(list)
    if people:
        for citizen in Citizen.objects.visible_to(by).for_matching().filter(born | about, cases__unit_id=by.unit_id):
            name = " ".join(citizen.name.split()).casefold()
            found[name, citizen.birth_on, citizen.birth_year].append(citizen)
    return found
