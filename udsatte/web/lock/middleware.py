"""A locked session opens nothing but the page that unlocks it; and which computers several people use."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from udsatte.access.urls import declared

#: In the session.
LOCKED = "locked"
#: The cookie of a computer that several people use.
SHARED = "shared_pc"
#: What somebody reaches who has locked the screen.
OPEN = frozenset({"locked", "lock_leave"})


def is_shared(request: HttpRequest) -> bool:
    """Whether this browser was marked as one that several people use."""
    return request.COOKIES.get(SHARED) == "yes"


def cleared[View: Callable[..., Any]](view: View) -> View:
    """After a POST the browser throws away what it has of earlier pages, so that Back shows none."""

    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = view(request, *args, **kwargs)
        if request.method == "POST":
            response.headers["Clear-Site-Data"] = '"cache"'
        return response

    return run  # type: ignore[return-value]


class LockMiddleware:
    """Sends whoever asks in a locked session to the page that unlocks it, before anything is looked up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """What is for anybody stays open."""
        declaration = declared(view)
        name = request.resolver_match.view_name if request.resolver_match else ""
        if declaration is None or declaration.public or name in OPEN or not request.session.get(LOCKED):
            return None
        if request.headers.get("HX-Request"):
            return HttpResponse(status=401, headers={"HX-Redirect": reverse("locked")})
        return redirect("locked")
