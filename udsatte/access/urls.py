"""Declaring what a URL asks for. An undeclared URL is refused (middleware) and fails a test."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from udsatte.access.permissions import Permission

View = TypeVar("View", bound=Callable[..., Any])
_ATTRIBUTE = "udsatte_declaration"


@dataclass(frozen=True, slots=True)
class Declaration:
    permission: Permission | None
    public: bool = False
    unattended: bool = False


def declared(view: Callable[..., Any]) -> Declaration | None:
    """What the view asks for, or None when nobody has said."""
    return getattr(view, _ATTRIBUTE, None)


def requires(permission: Permission, *, unattended: bool = False) -> Callable[[View], View]:
    """The view is for those whose role has this permission.

    unattended: pages ask for it by themselves, so it is no use of the session by anybody.
    """

    def mark(view: View) -> View:
        setattr(view, _ATTRIBUTE, Declaration(permission, unattended=unattended))
        return view

    return mark


def public[View: Callable[..., Any]](view: View) -> View:
    """The view is for anybody, signed in or not (sign-in, health)."""
    return _wrapped(view, Declaration(None, public=True))


def declare[View: Callable[..., Any]](view: View, permission: Permission) -> View:
    """`requires` for a view that somebody else wrote, leaving theirs unmarked."""
    return _wrapped(view, Declaration(permission))


def _wrapped[View: Callable[..., Any]](view: View, declaration: Declaration) -> View:
    @wraps(view)
    def run(*args: Any, **kwargs: Any) -> Any:
        return view(*args, **kwargs)

    setattr(run, _ATTRIBUTE, declaration)
    return run  # type: ignore[return-value]
