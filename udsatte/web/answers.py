"""How a view answers: a page or a part of it, a form error, a stale form."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from udsatte.access.decisions import Denied, Foreseen, Stale

R = TypeVar("R")


class FormRefused(Exception):  # noqa: N818 — it is an answer
    """The action was refused; the reason stands on the form already."""


def page(request: HttpRequest, template: str, context: dict[str, Any], *, part: str = "", status: int = 200) -> HttpResponse:
    """The whole page, or for htmx the named part of it, from the same template."""
    name = f"{template}#{part}" if part and request.headers.get("HX-Request") else template
    return render(request, name, context, status=status)


def carry_out(form: BaseForm, do: Callable[[], R]) -> R:
    """Run an action for a valid form. What was foreseen becomes an error beside its field, and FormRefused is raised.

    Denied becomes a 403 and Stale goes on to its own answer (see `stale`); nothing is half saved.
    """
    try:
        with transaction.atomic():
            return do()
    except Denied as refusal:
        raise PermissionDenied(str(refusal.message)) from refusal
    except Stale:
        raise
    except Foreseen as reason:
        form.add_error(reason.field if reason.field in form.fields else None, str(reason.message))
    except ValidationError as error:
        errors = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        for field, messages in errors.items():
            for message in messages:
                form.add_error(field if field in form.fields else None, message)
    raise FormRefused


def refused(do: Callable[[], R]) -> R:
    """Run an action that has no form: Denied becomes a 403."""
    try:
        return do()
    except Denied as refusal:
        raise PermissionDenied(str(refusal.message)) from refusal
