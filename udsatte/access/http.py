"""The request as a view gets it, after the middleware."""

from datetime import datetime

from django.http import HttpRequest

from udsatte.access.actor import Actor
from udsatte.accounts.models import User


class WorkRequest(HttpRequest):
    """A request of somebody at work: `requires` has seen to it that there is an actor. A type, never made by us.

    at: the request's only clock. id: its number in the log and on error pages.
    """

    actor: Actor
    at: datetime
    id: str
    user: User
