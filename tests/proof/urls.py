"""Every address of the URLconf, found by walking it."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def names() -> list[str]:
    """Each address by its full name. A nameless one fails: nothing could be said about it."""
    return sorted(name for name, _ in _walk(get_resolver(), ""))


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
