"""Fields of a form in the house's style: label, hint, control, error.

Drawn in Python, as `status` and `shape` are: a page has forty of them, and an include costs more than what it includes.
"""

from typing import Any

from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select
from django.forms.boundfield import BoundWidget
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from udsatte.web.icons import icon
from udsatte.web.markup import joined, markup

_NOTHING = SafeString("")


def field(bound: BoundField) -> SafeString:
    """A whole field. crispy draws it too (templates/bootstrap5/field.html)."""
    widget = bound.field.widget
    if bound.is_hidden:
        return bound.as_widget()
    if isinstance(widget, CheckboxInput):
        label = markup('<label class="form-label" for="{}">{}</label>', bound.id_for_label, bound.label)
        inside = markup('<div class="check">{}{}</div>{}', control(bound), label, _hint(bound, "form-hint mb-0"))
    elif isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return _choices(bound)
    else:
        label = markup('<label class="form-label" for="{}">{}</label>', bound.id_for_label, _label(bound))
        inside = markup("{}{}{}", label, _hint(bound), control(bound))
    return markup(
        '<div class="field{}" id="div_{}">{}{}</div>', _wrong(bound), bound.auto_id, inside, field_error(bound)
    )


def control(bound: BoundField) -> SafeString:
    """The input, select or text area alone, in Bootstrap's class for it."""
    widget = bound.field.widget
    kind = "form-select" if isinstance(widget, Select) else "form-control"
    if isinstance(widget, CheckboxInput):
        kind = "check-input"
    return bound.as_widget(attrs={"class": f"{widget.attrs.get('class', '')} {kind}".strip()})


def chips(bound: BoundField, layout: str = "chips") -> SafeString:
    """A choice as chips (radio or checkbox). Layout "choices" is a grid of equal ones. A label may be a Chip."""
    return markup('<div class="{}" id="{}">{}</div>', layout, bound.auto_id, joined(map(chip, bound)))


def chip(option: BoundWidget) -> SafeString:
    """One choice: its second word and its icon stand on the label, if that is a Chip."""
    data: dict[str, Any] = option.data
    label, name = data["label"], option.id_for_label
    drawing, small = getattr(label, "icon", ""), getattr(label, "small", "")
    return markup(
        '<input class="btn-check" type="{}" name="{}" id="{}" value="{}"{}>'
        '<label class="chip" for="{}"><span class="tick">{}</span>{}<span>{}</span>{}</label>',
        data["type"],
        data["name"],
        name,
        data["value"],
        " checked" if data["selected"] else "",
        name,
        icon("check-lg"),
        icon(drawing) if drawing else "",
        label,
        markup("<small>{}</small>", small) if small else "",
    )


def field_error(bound: BoundField) -> SafeString:
    """What is wrong with it, if something is."""
    if not bound.errors:
        return _NOTHING
    mark = icon("exclamation-octagon-fill")
    said = joined(markup('<p class="field-error">{}<span>{}</span></p>', mark, error) for error in bound.errors)
    return markup('<div id="{}_error">{}</div>', bound.auto_id, said)


def _choices(bound: BoundField) -> SafeString:
    described = bound.aria_describedby
    return markup(
        '<fieldset class="field{}" id="div_{}"{}><legend class="form-legend">{}</legend>{}{}{}</fieldset>',
        _wrong(bound),
        bound.auto_id,
        markup(' aria-describedby="{}"', described) if described else "",
        _label(bound),
        _hint(bound),
        chips(bound),
        field_error(bound),
    )


def _label(bound: BoundField) -> SafeString:
    if bound.field.required or not getattr(bound.field, "says_skippable", True):
        return markup("{}", bound.label)
    return markup('{} <span class="soft fw-normal">{}</span>', bound.label, _("(can be skipped)"))


def _hint(bound: BoundField, style: str = "form-hint") -> SafeString:
    if not bound.help_text:
        return _NOTHING
    return markup('<p class="{}" id="{}_helptext">{}</p>', style, bound.auto_id, bound.help_text)


def _wrong(bound: BoundField) -> str:
    return " field-wrong" if bound.errors else ""
