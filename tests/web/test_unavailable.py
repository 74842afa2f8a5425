"""The database is gone: a plain page says so, wherever in a request it shows; all is well when it is back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse

from tests.personas import Persona
from udsatte.access.urls import public
from udsatte.urls import handler500
from udsatte.urls import urlpatterns as ours

__all__ = ["handler500", "urlpatterns"]


@contextmanager
def nobody_at_home() -> Iterator[None]:
    """The process's connection leads to a socket that is not there."""
    before = connections["default"]
    connections["default"] = before.copy()
    connections["default"].settings_dict |= {"HOST": "/nowhere"}
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = before


@pytest.fixture
def page(at: object, anna: Persona, signed_in: Callable[[Persona], Client]) -> Client:
    client = signed_in(anna)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_page_says_that_the_database_is_gone_and_works_when_it_is_back(page: Client, method: str) -> None:
    with nobody_at_home():
        answer = getattr(page, method)(reverse("cases:contact_new"))

    assert (answer.status_code, answer.headers.get("Retry-After")) == (503, "10")
    assert "Vi kan ikke få fat i databasen" in answer.content.decode()
    assert page.get(reverse("cases:contact_new")).status_code == 200


def test_a_stranger_is_told_the_same(page: Client) -> None:
    stranger = Client(raise_request_exception=False)
    with nobody_at_home():
        form = {"login": "anna@example.org", "password": "kaffe-regn-havn-42"}
        assert stranger.post(reverse("account_login"), form).status_code == 503


@pytest.mark.urls(__name__)
def test_another_error_is_nobodys_outage(db: None) -> None:
    answer = Client(raise_request_exception=False).get("/breaks/")
    assert answer.status_code == 500
    assert "Noget gik i stykker her" in answer.text


@public
def breaks(request: HttpRequest) -> HttpResponse:
    """A page with a mistake in it."""
    raise ZeroDivisionError


urlpatterns = [*ours, path("breaks/", breaks)]
