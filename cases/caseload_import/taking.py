"""From records to what came of each: read, compared with the rows before, taken in."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from cases.actions.imported_citizens import import_citizens
from cases.actions.imported_contacts import import_contacts
from cases.actions.imports import Imported, Taken, without_twins
from cases.caseload_import import BadRow, ImportList, Record, read_citizen, read_contact
from cases.choices import ListKind
from udsatte.access.actor import Actor

_READ: dict[ListKind, Any] = {ListKind.CITIZENS: read_citizen, ListKind.CONTACTS: read_contact}
_TAKE: dict[ListKind, Any] = {ListKind.CITIZENS: import_citizens, ListKind.CONTACTS: import_contacts}


def take_in(
    records: Sequence[Record],
    of: ImportList,
    *,
    taken: Taken,
    by: Actor,
    at: datetime,
    dry: bool,
    room_reason: str = "",
) -> tuple[list[Imported], list[bytes | None]]:
    """What came of each record, or with `dry` what would; and by which key the same row would be known again.

    room_reason: of a list of citizens. Raises Denied.
    """
    rows = [_read(record, of, at) for record in records]
    keys = [None if isinstance(row, Imported) else row.key for row in rows]
    take = partial(_TAKE[of.kind], by=by, at=at, dry=dry)
    if of.kind == ListKind.CITIZENS:
        take = partial(take, room_reason=room_reason)
    return without_twins(rows, taken, lambda some: take(rows=some) if some else []), keys


def wanted_lists(records: Iterable[Record], of: ImportList, at: datetime) -> Counter[str]:
    """How many of these records are for each caseworker's list, by e-mail."""
    if of.kind != ListKind.CITIZENS:
        return Counter()
    rows = (_read(record, of, at) for record in records)
    return Counter(row.caseworker for row in rows if not isinstance(row, Imported) and row.caseworker)


def _read(record: Record, of: ImportList, at: datetime) -> Any:
    try:
        return _READ[of.kind](record, at=at)
    except BadRow as reason:
        return Imported.bad(reason)
