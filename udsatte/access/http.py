"""The request as a view gets it, after the middleware."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse

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


class AfterCommit(HttpResponse):
    """What the view has written is committed first; then `go_on` answers, in a transaction and a context of its own.

    For what must stand, whatever becomes of the answer: a question after a citizen whom somebody does not see.
    """

    def __init__(self, go_on: Callable[[], HttpResponse]) -> None:
        super().__init__()
        self.go_on = go_on
