"""Keyset pagination: the next page begins after a row, so a page is stable and equally fast at any depth."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet

PAGE = 25


@dataclass(frozen=True, slots=True)
class Page[Row: Model]:
    """Some rows, and the id after which the next ones come (None: that was all).

    position: the values, in order, of the row that these follow; None on the first page.
    """

    rows: list[Row]
    after: UUID | int | None
    position: tuple[Any, ...] | None = None

    @property
    def count(self) -> str:
        """How many, without asking the database: "25+" when there are more."""
        return f"{len(self.rows)}+" if self.after else str(len(self.rows))


def page[Row: Model](
    rows: QuerySet[Row], *, order: tuple[str, ...], after: UUID | int | None = None, size: int = PAGE
) -> Page[Row]:
    """The rows that follow the row `after` in `order` (field names, each with "-" for descending; the last is unique).

    The position in a link is only the row's id: the values that it is sorted by, which may be a name, stay here.
    A row that is gone, or not visible, begins from the top. No field of the order may be NULL.
    """
    position = None
    if after is not None:
        position = rows.filter(pk=after).values_list(*(field.lstrip("-") for field in order)).first()
        if position is not None:
            rows = rows.filter(_beyond(order, position))
    found = list(rows.order_by(*order)[: size + 1])
    return Page(found[:size], found[size - 1].pk if len(found) > size else None, position)


def _beyond(order: tuple[str, ...], position: tuple[Any, ...]) -> Q:
    """(a, b) > (x, y), for any mix of directions.

    That a is not before x follows from it, but an index is entered only by what is asked for outside of the "or".
    """
    first, value = order[0], position[0]
    from_there = Q(**{f"{first.lstrip('-')}__{'lte' if first.startswith('-') else 'gte'}": value})
    beyond = Q()
    equal = Q()
    for field, value in zip(order, position, strict=True):
        name, way = field.lstrip("-"), "lt" if field.startswith("-") else "gt"
        beyond |= equal & Q(**{f"{name}__{way}": value})
        equal &= Q(**{name: value})
    return from_there & beyond
