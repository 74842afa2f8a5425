"""A page and its hand-written twin say the same: else the figures would compare two different things."""

from datetime import date, datetime

import pytest
from django.test import Client

from cases.seed.load import seed
from tests.bench.pages import PAGES, Page
from tests.bench.visiting import visible
from tests.bench.world import World, add_world, find_world
from tests.database import as_owner
from udsatte.accounts.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.bench.urls")]

READ = [page for page in PAGES if page.by_hand is not None and not page.saves]


@pytest.fixture
def world(at: datetime) -> World:
    with as_owner():
        seed(citizens=40, contacts=100, units=1, until=date(2026, 11, 23))
        add_world(at)
        return find_world()


@pytest.mark.parametrize("page", READ, ids=lambda page: page.name)
def test_a_page_and_its_twin_say_the_same(world: World, page: Page) -> None:
    assert page.by_hand is not None
    reader = Client()
    with as_owner():
        reader.force_login(User.objects.get(pk=world.reader))
    ours, theirs = (reader.get(url(world)) for url in (page.url, page.by_hand))
    assert (ours.status_code, theirs.status_code) == (200, 200)
    assert visible(ours.text).replace(" ", "") == visible(theirs.text).replace(" ", "")
