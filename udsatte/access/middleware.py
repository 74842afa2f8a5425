"""One request, one transaction, one context, one permission."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from udsatte.access.actor import Actor
from udsatte.access.context import enter, entered
from udsatte.access.http import AfterCommit
from udsatte.access.urls import declared

MEMBERSHIP_KEY = "membership"


class NoPlace(PermissionDenied):
    """Signed in, but not at work anywhere just now."""


class ContextMiddleware:
    """Sets request.at (the request's only clock) and request.actor, and opens the transaction around the view.

    A permission that the role lacks is refused before any look-up; a view that declares none is refused for everybody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.at = timezone.now()  # type: ignore[attr-defined]
        request.actor = None  # type: ignore[attr-defined]
        if not request.user.is_authenticated:
            return self.get_response(request)
        response = self._answer(request, lambda: self.get_response(request))
        if not isinstance(response, AfterCommit):
            return response
        return self._answer(request, lambda: self._go_on(request, response.go_on))

    def _go_on(self, request: HttpRequest, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
        """The answer after the commit, to somebody who is still at work. Raises NoPlace."""
        if request.actor is None:  # type: ignore[attr-defined]
            raise NoPlace
        return answer()

    def _answer(self, request: HttpRequest, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
        with transaction.atomic():
            actor = self._actor(request)
            request.actor = actor  # type: ignore[attr-defined]
            with entered(actor):
                response = answer()
            if response.status_code >= 500:
                transaction.set_rollback(True)
            if response.streaming:
                raise RuntimeError("A streamed answer would run outside the context; materialise it.")
            return response

    def _actor(self, request: HttpRequest) -> Actor | None:
        """Who is at work, in the place that was chosen, or, when that has ended, in another one."""
        who: dict[str, Any] = {"user_id": request.user.pk, "at": request.at}  # type: ignore[attr-defined]
        actor = enter(membership_id=request.session.get(MEMBERSHIP_KEY), **who)
        if actor is None and MEMBERSHIP_KEY in request.session:
            del request.session[MEMBERSHIP_KEY]
            actor = enter(membership_id=None, **who)
        return actor

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Refuse what is not declared, send strangers to sign in, refuse what the role lacks."""
        declaration = declared(view)
        if declaration is None:
            raise PermissionDenied
        if declaration.public:
            return None
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        actor = request.actor  # type: ignore[attr-defined]
        if actor is None:
            raise NoPlace
        if declaration.permission is None or not actor.may(declaration.permission):
            raise PermissionDenied
        return None


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """To sign in, and back to the page; a part of a page takes the whole page with it."""
    if request.headers.get("HX-Request"):
        try:
            page = urlsplit(request.headers.get("HX-Current-URL", ""))
            target = redirect_to_login(urlunsplit(("", "", page.path, page.query, "")) or "/")
        except ValueError:
            target = redirect_to_login("/")
        return HttpResponse(status=401, headers={"HX-Redirect": target.url})
    return redirect_to_login(request.get_full_path() if request.method in ("GET", "HEAD") else "/")
