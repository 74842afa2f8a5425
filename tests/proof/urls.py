"""Every address of the URLconf, found by walking it."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from cases.demo.people import PEOPLE
from udsatte.access.permissions import MAY
from udsatte.access.urls import declared


def names() -> list[str]:
    """Each address by its full name. A nameless one fails: nothing could be said about it."""
    return sorted(name for name, _ in _walk(get_resolver(), ""))


def writer(name: str) -> str:
    """Who fills in the form at this address: the first persona whose role may open it at all."""
    for found, pattern in _walk(get_resolver(), ""):
        declaration = declared(pattern.callback) if found == name else None
        if declaration is not None and declaration.permission is not None:
            return next(
                who
                for who in ("anna", "clara", "frank", "adam", "viggo")
                if declaration.permission in MAY[PEOPLE[who].role]
            )
    return "anna"


def with_an_id() -> set[str]:
    """Those that name one row."""
    return {name for name, pattern in _walk(get_resolver(), "") if "<uuid:" in str(pattern.pattern)}


def _walk(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        else:
            assert isinstance(pattern, URLPattern)
            assert pattern.name, pattern
            yield prefix + pattern.name, pattern
