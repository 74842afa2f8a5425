"""Error pages in the house's tone: what happened, what to do, and a number to say on the phone."""

import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from udsatte.access.middleware import NoPlace
from udsatte.accounts.models import Membership
from udsatte.web.guard import owner_of, typed


def _page(request: HttpRequest, status: int, title: str, message: str, **context: Any) -> HttpResponse:
    return render(request, "errors/error.html", {"title": title, "message": message, **context}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 400, _("This could not be read"), _("Go back, look at what you typed, and try again."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, NoPlace):
        return no_place(request)
    reason = str(exception) if exception and str(exception) else _("Your role does not open this page.")
    return _page(request, 403, _("You cannot open this"), reason)


def no_place(request: HttpRequest) -> HttpResponse:
    """For somebody who is signed in and at work nowhere: whom to call, and the way out."""
    last = Membership.objects.of_user(request.user.pk).for_account().last() if request.user.pk else None
    return render(request, "account/no_place.html", {"last": last}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        404,
        _("There is nothing here for you"),
        _("It is not there, or your unit has no reason to see it."),
    )


def conflict(
    request: HttpRequest, *, yours: list[tuple[str, str, str]], back: str, version: int | None = None
) -> HttpResponse:
    """A stale form: field by field what stands now beside what was typed, and the way to go on.

    With `version`, the row's present one, the page offers to save what was typed after all.
    """
    context = {"rows": yours, "back": back, "typed": typed(request), "version": version}
    return render(request, "errors/conflict.html", context, status=409)


def server_error(request: HttpRequest) -> HttpResponse:
    """In a frame without a person or navigation, in case one of those is what broke.

    Django turns what a view or a middleware raises, the session's look-up for one, into this answer first.
    """
    if isinstance(sys.exception(), (OperationalError, InterfaceError)):
        return unavailable(request)
    request.actor = None  # type: ignore[attr-defined]
    return _page(
        request,
        500,
        _("Something broke here"),
        _("It is not your fault. What you had saved is safe. Try again in a moment."),
    )


def unavailable(request: HttpRequest) -> HttpResponse:
    """Without the database: no session, no user, only the words."""
    request.actor = None  # type: ignore[attr-defined]
    response = _page(
        request,
        503,
        _("We cannot reach the database"),
        _("Nothing that was saved is lost. Keep what you are writing, and try again."),
    )
    response.headers["Retry-After"] = "10"
    return response


def session_ended(request: HttpRequest) -> HttpResponse:
    """Everything that was typed, to be sent again by the same person, signed in in another tab."""
    return render(request, "errors/session_ended.html", {"typed": typed(request)}, status=401)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Signing in again changes the form's secret: a person's own form may be sent once more, by hand."""
    owner = owner_of(request)
    if owner and (not request.user.is_authenticated or owner == str(request.user.pk)):
        return session_ended(request)
    return forbidden(request, Exception(_("The page was too old. Open it again.")))
