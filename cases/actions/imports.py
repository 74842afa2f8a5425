"""What taking in a list has in common, whatever it holds. What is here already is compared and left alone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, ProgrammingError, connection, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.caseload_import import BadRow
from cases.choices import RowOutcome
from udsatte.access.actor import Actor
from udsatte.access.decisions import Denied, Foreseen


@dataclass(frozen=True, slots=True)
class Difference:
    """A value of the list that is another one here. Nothing was overwritten."""

    what: str | Promise
    here: str | Promise
    listed: str | Promise


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of one row, with what differs and what somebody should look at."""

    outcome: RowOutcome
    differences: tuple[Difference, ...] = ()
    remarks: tuple[str, ...] = ()

    @classmethod
    def bad(cls, reason: Foreseen) -> "Imported":
        """A row that cannot be taken in."""
        return cls(RowOutcome.BAD, remarks=(str(reason.message),))


class Row(Protocol):
    """A row of any list."""

    @property
    def number(self) -> int: ...
    @property
    def key(self) -> bytes: ...


#: Which of these keys stand in an earlier good row of the list, and in which.
Taken = Callable[[Sequence[bytes]], Mapping[bytes, int]]


def one_import_at_a_time(by: Actor) -> None:
    """Two runs at once would make the same citizen twice: a name and a birth date have no unique key."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 3))", [f"import:{by.unit_id}"])


def look_at_what_grew() -> None:
    """Tell the planner of tables that the rows before these have filled (cases/sql/0002_many_at_once.sql)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT planner_look()")


def all_or_each[R: Row](rows: Sequence[R], do: Callable[[Sequence[R]], list[Imported]]) -> list[Imported]:
    """Carry out many rows at once; when one of them is refused, halve until the others are in and that one is named."""
    if not rows:
        return []
    try:
        with transaction.atomic():
            done = do(rows)
            connection.check_constraints()
            return done
    except Denied:
        raise
    except (Foreseen, ValidationError, IntegrityError, DataError, ProgrammingError) as error:
        if len(rows) == 1:
            return [Imported(RowOutcome.BAD, remarks=(_reason(error),))]
    half = len(rows) // 2
    return [*all_or_each(rows[:half], do), *all_or_each(rows[half:], do)]


def without_twins[R: Row](
    rows: Sequence[R | Imported], taken: Taken, do: Callable[[Sequence[R]], list[Imported]]
) -> list[Imported]:
    """What comes of each row, in order; one that says the same as an earlier good row is bad.

    rows: those that could not be read are answered already. taken: asked which keys stand in which earlier row.
    A row may follow its own bad twin, so twins within the batch wait until the first of them is done.
    """
    answers: dict[int, Imported] = {i: row for i, row in enumerate(rows) if isinstance(row, Imported)}
    waiting: list[tuple[int, R]] = [(i, row) for i, row in enumerate(rows) if not isinstance(row, Imported)]
    numbers = dict(taken([row.key for _i, row in waiting]))
    while waiting:
        now: dict[bytes, tuple[int, R]] = {}
        later: list[tuple[int, R]] = []
        for i, row in waiting:
            if row.key in numbers:
                answers[i] = Imported.bad(_twin(numbers[row.key]))
            elif row.key in now:
                later.append((i, row))
            else:
                now[row.key] = (i, row)
        chosen = list(now.values())
        for (i, row), done in zip(chosen, do([row for _i, row in chosen]), strict=True):
            answers[i] = done
            if done.outcome != RowOutcome.BAD:
                numbers[row.key] = row.number
        waiting = later
    return [answers[i] for i in range(len(rows))]


def _twin(number: int) -> BadRow:
    return BadRow(gettext_lazy("The same one stands in row %(number)s already.") % {"number": number})


def _reason(error: Exception) -> str:
    """For whoever has the list. What the database says holds the row's values; what was foreseen has its own words."""
    if isinstance(error, Foreseen):
        return str(error.message)
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return _("The database refuses the row. Make it by hand.")
