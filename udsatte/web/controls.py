"""Form controls drawn in Python, as Django's templates draw them: those cost a tenth of a millisecond an option."""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.safestring import SafeString

from udsatte.web.markup import joined, markup

Widget = Mapping[str, Any]

_FOLDER = "django/forms/widgets"
_INPUTS = ("checkbox", "date", "email", "hidden", "number", "password", "search", "tel", "text", "time", "url")


class ControlRenderer(DjangoTemplates):
    """Django's form renderer, that draws inputs, text areas and selects itself (FORM_RENDERER)."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """What the template would say, without the template where we know it."""
        draw = _DRAWN.get(template_name)
        return draw(context["widget"]) if draw else super().render(template_name, context, request)


def _attributes(widget: Widget) -> SafeString:
    said = ((name, value) for name, value in widget["attrs"].items() if value is not False)
    return joined(markup(" {}", name) if value is True else markup(' {}="{}"', name, value) for name, value in said)


def _input(widget: Widget) -> SafeString:
    value = "" if widget["value"] is None else markup(' value="{}"', widget["value"])
    return markup('<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], value, _attributes(widget))


def _textarea(widget: Widget) -> SafeString:
    # The line break is eaten by the browser; without it, one that the text begins with would be.
    return markup('<textarea name="{}"{}>\n{}</textarea>', widget["name"], _attributes(widget), widget["value"] or "")


def _option(option: Widget) -> SafeString:
    return markup('<option value="{}"{}>{}</option>', option["value"], _attributes(option), option["label"])


def _select(widget: Widget) -> SafeString:
    drawn = joined((_group(name, options) for name, options, _index in widget["optgroups"]), "\n")
    return markup('<select name="{}"{}>\n{}\n</select>', widget["name"], _attributes(widget), drawn)


def _group(name: str | None, options: list[Widget]) -> SafeString:
    drawn = joined(map(_option, options), "\n")
    return markup('<optgroup label="{}">{}</optgroup>', name, drawn) if name else drawn


_DRAWN: dict[str, Callable[[Widget], SafeString]] = {
    **{f"{_FOLDER}/{name}.html": _input for name in _INPUTS},
    f"{_FOLDER}/textarea.html": _textarea,
    f"{_FOLDER}/select.html": _select,
}
