"""Bootstrap's icons, drawn inside the page: 40 bytes of path are cheaper than a request, and a font tells a screen reader nonsense."""

import re
from functools import cache
from importlib.resources import files

from django.utils.safestring import SafeString, mark_safe

_DRAWINGS = files("js_lib_bootstrap_icons") / "static" / "bootstrap-icons"
_NAME = re.compile(r"[a-z0-9-]+")
_DRAWING = re.compile(r"<svg\b[^>]*>(?P<paths>.*)</svg>", re.DOTALL)


@cache
def icon(name: str) -> SafeString:
    """The drawing by its name in the set ("house-door"); a word always stands beside it. Raises LookupError for an unknown name."""
    drawing = _DRAWINGS / f"{name}.svg"
    if not _NAME.fullmatch(name) or not drawing.is_file():
        raise LookupError(f"No icon is called {name!r}")
    match = _DRAWING.search(drawing.read_text("utf-8"))
    if match is None:
        raise LookupError(f"{name}.svg is no drawing")
    paths = match["paths"].replace("\n", "").strip()
    return mark_safe(
        f'<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{paths}</svg>'
    )  # noqa: S308 — from the package
