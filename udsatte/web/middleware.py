"""What every request goes through: a number for the log, whose form it is, nothing in any cache."""

import logging
import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.sessions import middleware as sessions
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from udsatte.access.permissions import Permission
from udsatte.access.urls import declared
from udsatte.web.errors import session_ended
from udsatte.web.guard import OWNER_FIELD, owner_of, place_of
from udsatte.web.logs import request_id

logger = logging.getLogger(__name__)
GetResponse = Callable[[HttpRequest], HttpResponse]


class RequestIdMiddleware:
    """Gives the request an id for log lines and error pages, and keeps answers out of caches."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.id = uuid.uuid4().hex[:12]  # type: ignore[attr-defined]
        token = request_id.set(request.id)  # type: ignore[attr-defined]
        try:
            response = self.get_response(request)
            response.headers["X-Request-Id"] = request.id  # type: ignore[attr-defined]
            if "Cache-Control" not in response.headers:
                response.headers["Cache-Control"] = "no-store"
            if response.status_code >= 500:
                match = request.resolver_match
                view = match.view_name if match else ""
                logger.error("The answer was an error", extra={"status": response.status_code, "view": view})
            return response
        finally:
            request_id.reset(token)


class SessionMiddleware(sessions.SessionMiddleware):
    """Only the answer to a page takes a browser's session number away.

    A script of the page before may ask with the old number while a sign-in, a lock or its PIN gives a new one: the
    answer to it comes last, and would throw the new one away.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """As the framework's, but for that."""
        response = super().process_response(request, response)
        given = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if given is not None and not given.value and request.headers.get("Sec-Fetch-Dest") == "empty":
            del response.cookies[settings.SESSION_COOKIE_NAME]
        return response


class SignedInMiddleware:
    """A session that ended while somebody was writing costs nothing: the form comes back filled.

    What was begun in one unit is not saved in another: somebody may have switched in another tab, or the place ended.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Give a filled form back to a stranger; refuse a form that somebody else has filled in."""
        declaration = declared(view)
        if request.method != "POST" or declaration is None or declaration.public or OWNER_FIELD not in request.POST:
            return None
        owner = owner_of(request)
        if not request.user.is_authenticated:
            return session_ended(request) if owner else None
        if owner != str(request.user.pk):
            raise PermissionDenied(_("Somebody else filled in this form. Open it again to write in your own name."))
        place, actor = place_of(request), request.actor  # type: ignore[attr-defined]
        if place and actor and place != str(actor.unit_id) and declaration.permission != Permission.ACCOUNT:
            raise PermissionDenied(
                _("You began this form while you worked in another unit. Switch back there, and send it once more.")
            )
        return None
