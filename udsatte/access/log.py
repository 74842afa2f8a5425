"""Writing to the access log (the one exception to "only actions write")."""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from django.http import HttpRequest

from udsatte.access.choices import AccessKind


def note(
    request: HttpRequest, citizens: Iterable[UUID], *, kind: AccessKind = AccessKind.OPEN, reason: str = ""
) -> None:
    """Log that the person in the context has seen these citizens in this view, in one statement."""
    match = request.resolver_match
    note_view(match.view_name if match else "", citizens, kind=kind, reason=reason)


def note_view(view: str, citizens: Iterable[UUID], *, kind: AccessKind = AccessKind.OPEN, reason: str = "") -> None:
    """The same where there is no request: `view` is the command's name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_note(%s, %s, %s::uuid[], %s)", [view, kind, list(citizens), reason])
