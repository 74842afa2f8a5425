"""A quick browser: Django's test client without its notes on every template, keeping nothing between questions."""

import sys
from http.cookies import SimpleCookie
from typing import Any

from django.core.signals import got_request_exception
from django.http import HttpResponseBase
from django.test import RequestFactory
from django.test.client import ClientHandler

_handler = ClientHandler(enforce_csrf_checks=False)


class Browser(RequestFactory):
    """Somebody's, with that person's session; without one a stranger's. No answer leaves anything in it."""

    def __init__(self, session: str = "") -> None:
        super().__init__()
        if session:
            self.cookies = SimpleCookie({"sessionid": session})

    def get(self, path: str, data: Any = None, **more: Any) -> Any:  # type: ignore[override]
        """An answer, where the factory's types say a question."""
        return super().get(path, data, **more)

    def post(self, path: str, data: Any = None, **more: Any) -> Any:  # type: ignore[override]
        """The same with a form."""
        return super().post(path, data, **more)

    def generic(self, method: str, path: str, *more: Any, **extra: Any) -> Any:  # type: ignore[override]
        """The same with a body of one's own."""
        return super().generic(method, path, *more, **extra)

    def request(self, **environ: Any) -> HttpResponseBase:  # type: ignore[override]
        """The answer. A fault in a view is raised here, as in the test client."""
        failed: list[BaseException] = []

        def note(sender: object, **_: object) -> None:
            error = sys.exc_info()[1]
            if error is not None:
                failed.append(error)

        got_request_exception.connect(note)
        try:
            answer = _handler(self._base_environ(**environ))  # type: ignore[attr-defined]
        finally:
            got_request_exception.disconnect(note)
        if failed:
            raise failed[0]
        return answer
