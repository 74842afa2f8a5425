"""A row's address is the one that Django makes."""

from uuid import uuid4

import pytest
from django.urls import NoReverseMatch, reverse

from udsatte.web.addresses import address


def test_an_address_is_the_one_that_django_makes() -> None:
    for pk in (uuid4(), uuid4()):
        assert address("cases:citizen", pk) == reverse("cases:citizen", args=[pk])


def test_a_name_that_no_view_has_is_an_error() -> None:
    with pytest.raises(NoReverseMatch):
        address("cases:nothing", uuid4())
