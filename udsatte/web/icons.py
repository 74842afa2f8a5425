"""Bootstrap's icons, drawn inside the page: some bytes of path, and no request, font or blank square."""

import re
from functools import cache
from importlib.resources import files

from django.utils.html import format_html
from django.utils.safestring import SafeString

_DRAWINGS = files("js_lib_bootstrap_icons") / "static" / "bootstrap-icons"
_FRAME = '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>'
_NAME = re.compile(r"[a-z0-9-]+")
_DRAWING = re.compile(r"<svg\b[^>]*>(?P<paths>.*)</svg>", re.DOTALL)


@cache
def icon(name: str) -> SafeString:
    """The drawing by its name in the set ("house-door"); a word always stands beside it.

    Raises LookupError for a name that the set does not have.
    """
    drawing = _DRAWINGS / f"{name}.svg"
    if not _NAME.fullmatch(name) or not drawing.is_file():
        raise LookupError(f"No icon is called {name!r}")
    match = _DRAWING.search(drawing.read_text("utf-8"))
    if match is None:
        raise LookupError(f"{name}.svg is no drawing")
    paths = match["paths"].replace("\n", "").strip()
    return format_html(_FRAME, SafeString(paths))
