"""A policy's answer, and what an action raises when the answer is no."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes, or no with the reason that the page shows. The same one hides the button and guards the action."""

    allowed: bool
    reason: str | Promise = ""

    def __bool__(self) -> bool:
        return self.allowed

    def require(self) -> None:
        """Raise Denied with the reason when the answer is no."""
        if not self.allowed:
            raise Denied(self.reason)


YES = Decision(allowed=True)


def no(reason: str | Promise) -> Decision:
    """A refusal, with a reason that somebody can act on."""
    return Decision(allowed=False, reason=reason)


class Foreseen(Exception):
    """Something that can go wrong in everyday work. `field` names the form field that it stands beside."""

    field: str | None = None

    def __init__(self, message: str | Promise = "", *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if field is not None:
            self.field = field


class Denied(Foreseen, PermissionDenied):
    """The policy, or the database's own wall, said no. On a page: 403, with the reason."""


class Stale(Foreseen):
    """Somebody saved a newer version of the row meanwhile. On a page: 409 with both versions.

    `current` is the row as it is stored now.
    """

    def __init__(self, current: object) -> None:
        super().__init__()
        self.current = current
