"""Sealing the access log, keeping each hash outside the database, and checking the log against both, row by row.

The check reads the tables with queries of its own and hashes here: no function of the database has a part in it.
"""

import fcntl
import hashlib
import os
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from operator import itemgetter
from pathlib import Path

from django.db import connection, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from udsatte.access.models import AccessSeal

#: A row that no seal covers after so long is a fault.
SEALED_WITHIN = timedelta(days=1)

_MICROSECONDS = "coalesce((extract(epoch FROM {}) * 1000000)::bigint::text, '')"
_COLUMNS = (
    "e.id::text",
    _MICROSECONDS.format("e.at"),
    *(f"e.{name}::text" for name in ("slot", "user_id", "unit_id", "citizen_id", "view", "kind", "reason", "xact")),
)
_CANONICAL = " || ".join(f"octet_length({one}) || ':' || {one} || ','" for one in _COLUMNS)
_SEALED = f"""
SELECT d.seal, d.entry_id, d.digest, {_CANONICAL}, e.at
  FROM access_accessdigest d LEFT JOIN access_accessentry e ON e.id = d.entry_id
 ORDER BY d.seal, d.entry_id
"""  # noqa: S608 — columns of our own
_UNSEALED = """
SELECT e.id, e.at, e.xact::text::bigint FROM access_accessentry e
 WHERE NOT EXISTS (SELECT 1 FROM access_accessdigest d WHERE d.entry_id = e.id) ORDER BY e.id
"""
_SEALS = f"""
SELECT number, sealed_at, {_MICROSECONDS.format("sealed_at")}, {_MICROSECONDS.format("first_at")},
       {_MICROSECONDS.format("last_at")}, rows, horizon::text, server, previous, hash
  FROM access_accessseal ORDER BY number
"""  # noqa: S608
#: The same lock as `access_seal` takes: nothing is sealed while somebody checks.
_WAIT = "SELECT pg_advisory_xact_lock_shared(hashtext('access_seal')), system_identifier FROM pg_control_system()"


def seal(last: int) -> int | None:
    """Add a seal to a chain that ends with `last` (0: empty). None when somebody else was quicker. Worker only."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_seal(%s)", [last])
        number: int | None = cursor.fetchone()[0]
        return number


@dataclass(frozen=True, slots=True)
class Kept:
    """One seal as it stands outside the database."""

    number: int
    hash: str


def keep(path: Path) -> int:
    """Append to the file every seal that it lacks; how many. Two workers at once write each line once. OSError."""
    with path.open("a+", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        known = {one.number for one in _parsed(file.read())}
        new = [one for one in AccessSeal.objects.order_by("number") if one.number not in known]
        file.writelines(f"{one.number} {one.sealed_at.isoformat()} {one.rows} {bytes(one.hash).hex()}\n" for one in new)
        file.flush()
        os.fsync(file.fileno())
    return len(new)


def kept(path: Path) -> list[Kept]:
    """What the file outside says, in its order; of two lines about one seal the first counts. OSError."""
    return _parsed(path.read_text(encoding="ascii", errors="replace"))


def _parsed(text: str) -> list[Kept]:
    found: dict[int, Kept] = {}
    for line in text.splitlines():
        words = line.split()
        if len(words) == 4 and words[0].isdecimal():
            found.setdefault(int(words[0]), Kept(int(words[0]), words[3]))
    return list(found.values())


@dataclass(slots=True)
class Tally:
    """How much a check has read."""

    seals: int = 0
    rows: int = 0
    faults: int = 0


@dataclass(frozen=True, slots=True)
class _Seal:
    number: int
    sealed_at: datetime
    sealed: str
    first: str
    last: str
    rows: int
    horizon: str
    server: int
    previous: bytes
    hash: bytes

    @property
    def name(self) -> str:
        return _("seal %(number)d (%(day)s)") % {"number": self.number, "day": _day(self.sealed_at)}

    def beginning(self) -> bytes:
        """What stands before the rows' fingerprints."""
        words = (self.number, self.sealed, self.first, self.last, self.rows, self.horizon, self.server)
        return "".join(f"{len(word)}:{word}," for word in (*map(str, words), self.previous.hex())).encode()


def faults(*, at: datetime, outside: list[Kept] | None, tally: Tally) -> Iterator[str]:
    """Each fault as one sentence: which seal, which row's number, which day; never a name. None: all is as sealed.

    outside: what was kept outside the database, or None when nothing is. The log is read in one pass, row by row.
    """
    for fault in _faults(at=at, outside=outside, tally=tally):
        tally.faults += 1
        yield fault


def _faults(*, at: datetime, outside: list[Kept] | None, tally: Tally) -> Iterator[str]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_WAIT)
        server: int = cursor.fetchone()[1]
        cursor.execute(_SEALS)
        seals = [_Seal(*row) for row in cursor.fetchall()]
        tally.seals = len(seals)
        yield from _chain(seals)
        if outside is not None:
            yield from _outside(seals, outside)
        yield from _sealed(seals, tally)
        yield from _unsealed([one for one in seals if one.server == server], at, tally)


def _chain(seals: list[_Seal]) -> Iterator[str]:
    """Numbers without a gap, each holding the hash of the one before."""
    if seals and (seals[0].number != 1 or seals[0].previous):
        yield _("The chain does not begin with seal 1: it begins with %(seal)s.") % {"seal": seals[0].name}
    for before, after in pairwise(seals):
        if after.number != before.number + 1:
            yield _("Between seal %(before)d and seal %(after)d one or more are missing.") % {
                "before": before.number,
                "after": after.number,
            }
        elif after.previous != before.hash:
            yield _("%(after)s does not hang on seal %(before)d.") % {
                "after": _capital(after.name),
                "before": before.number,
            }


def _outside(seals: list[_Seal], outside: list[Kept]) -> Iterator[str]:
    """The database's chain against what was kept: another hash means that it was made anew from there on."""
    hashes = {one.number: one.hash.hex() for one in seals}
    numbers = {one.number for one in outside}
    for one in outside:
        if one.number not in hashes:
            yield _("Seal %(number)d stands outside the database, and no more in it.") % {"number": one.number}
        elif hashes[one.number] != one.hash:
            yield _("Seal %(number)d is another one than was kept outside: the chain was made anew from there on.") % {
                "number": one.number
            }
            break
    for number in sorted(hashes.keys() - numbers):
        yield _("Seal %(number)d was never kept outside the database.") % {"number": number}


def _sealed(seals: list[_Seal], tally: Tally) -> Iterator[str]:
    """Each row against its fingerprint, the fingerprints against their seal."""
    waiting = {one.number: one for one in seals}
    before = {after.number: first for first, after in pairwise(seals)}
    with connection.chunked_cursor() as cursor:
        cursor.execute(_SEALED)
        for number, rows in groupby(cursor, key=itemgetter(0)):
            own = waiting.pop(number, None)
            if own is None:
                first = next(rows)[1]
                yield _("Row %(row)d and those with it name seal %(number)d, which is not there.") % {
                    "row": first,
                    "number": number,
                }
                continue
            whole, count = hashlib.sha256(own.beginning()), 0
            limit = before[number].sealed_at - SEALED_WITHIN if number in before else None
            for _seal, entry, digest, text, entry_at in rows:
                count += 1
                whole.update(digest)
                place = {"row": entry, "seal": own.name}
                if text is None:
                    yield _("Row %(row)d in %(seal)s has been removed.") % place
                elif hashlib.sha256(text.encode()).digest() != bytes(digest):
                    yield _("Row %(row)d in %(seal)s has been changed.") % place
                elif limit is not None and entry_at < limit:
                    yield _("Row %(row)d in %(seal)s says that it happened on %(day)s, long before it came.") % {
                        **place,
                        "day": _day(entry_at),
                    }
            tally.rows += count
            if count != own.rows or whole.digest() != own.hash:
                yield _not_its_rows(own)
    for own in waiting.values():
        if own.rows or hashlib.sha256(own.beginning()).digest() != own.hash:
            yield _not_its_rows(own)


def _unsealed(seals: list[_Seal], at: datetime, tally: Tally) -> Iterator[str]:
    """Rows that no seal covers: those that one must have covered, and those that have waited too long."""
    horizons = [int(one.horizon) for one in seals]
    with connection.chunked_cursor() as cursor:
        cursor.execute(_UNSEALED)
        for entry, entry_at, xact in cursor:
            tally.rows += 1
            place = {"row": entry, "day": _day(entry_at)}
            if horizons and xact < horizons[-1]:
                first = seals[bisect_right(horizons, xact)]
                yield _("Row %(row)d of %(day)s stands in no seal, though it says it is older than %(seal)s.") % {
                    **place,
                    "seal": first.name,
                }
            elif entry_at < at - SEALED_WITHIN:
                yield _("Row %(row)d of %(day)s is still not sealed.") % place


def _not_its_rows(one: _Seal) -> str:
    return _("%(seal)s does not fit its rows: it, or their fingerprints, have been changed.") % {
        "seal": _capital(one.name)
    }


def _day(at: datetime) -> str:
    return f"{localdate(at):%d.%m.%Y}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
