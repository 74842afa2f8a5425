"""Addresses of rows, and the ids in them. For lists: Django's `reverse` is a tenth of a page with fifty links."""

from functools import cache
from uuid import UUID

from django.urls import reverse

_ANY = UUID(int=0)


def address(name: str, pk: UUID) -> str:
    """`reverse(name, args=[pk])` for an address with one id in it."""
    return _of_any(name).replace(str(_ANY), str(pk))


def id_in(text: str) -> UUID | None:
    """The id that a query parameter or a field holds; None when it holds something else."""
    try:
        return UUID(text)
    except ValueError:
        return None


@cache
def _of_any(name: str) -> str:
    return reverse(name, args=[_ANY])


def version_in(text: str) -> int:
    """The version that a form says it was made from; 0, which no row has, when it says something else."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0
