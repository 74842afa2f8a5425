"""How a view answers: a page or a part of it, a form error, a stale form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.forms import BaseForm, BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from udsatte.access.decisions import Denied, Foreseen, Stale
from udsatte.web.errors import conflict


@dataclass(frozen=True, slots=True)
class Done[R]:
    """An action that is carried out, with what it answered. True in an `if`, whatever that is."""

    result: R


def page(request: HttpRequest, template: str, context: dict[str, Any], *, part: str = "") -> HttpResponse:
    """The whole page, or for htmx the named part of it, from the same template."""
    name = f"{template}#{part}" if part and request.headers.get("HX-Request") else template
    return render(request, name, context)


def done[R](form: BaseForm, do: Callable[[], R]) -> Done[R] | None:
    """Run an action for a form that was posted and is valid. None: it was not, or was refused; the errors stand on it.

    What was foreseen becomes an error beside its field, and nothing is half saved. Denied goes on and is a 403, Stale
    goes on to its own answer (see `stale`).
    """
    if not (form.is_bound and form.is_valid()):
        return None
    try:
        with transaction.atomic():
            return Done(do())
    except (Denied, Stale):
        raise
    except Foreseen as reason:
        form.add_error(reason.field if reason.field in form.fields else None, str(reason.message))
    except ValidationError as error:
        errors = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        for field, messages in errors.items():
            for message in messages:
                form.add_error(field if field in form.fields else None, message)
    return None


def form_page(request: HttpRequest, template: str, form: BaseForm, **context: Any) -> HttpResponse:
    """The page with the form: 422 when it was posted and comes back."""
    return render(request, template, {"form": form, **context}, status=422 if form.is_bound else 200)


def stale(request: HttpRequest, form: BaseForm, *, current: Mapping[str, Any], version: int) -> HttpResponse:
    """Somebody saved meanwhile: field by field what is stored beside what was typed, and both ways on. 409.

    current: what is stored now, by field name. version: of the row now; sending the form again saves over it knowingly.
    """
    rows = [
        (str(field.label), _words(field, current.get(field.name)), _words(field, field.value()))
        for field in form
        if not field.is_hidden and _words(field, current.get(field.name)) != _words(field, field.value())
    ]
    return conflict(request, yours=rows, back=request.get_full_path(), version=version)


def _words(field: BoundField, value: Any) -> str:
    """A field's value as a person reads it."""
    choices = dict(getattr(field.field, "choices", []) or [])
    values = value if isinstance(value, (list, tuple)) else [value]
    return ", ".join(str(choices.get(one, "" if one is None else one)) for one in values).replace("\r\n", "\n").strip()
