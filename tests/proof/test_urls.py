"""proof.md 1 and 4: every address, everybody, every relation, every way; refused unseen; absent is absent."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from django.db import connection
from django.urls import reverse

from tests.database import as_owner, sql
from tests.personas import PEOPLE
from tests.proof.asking import FILLED, OF, address, ask, lasting
from tests.proof.browser import Browser
from tests.proof.table import POSTED_EMPTY, SIGNED_OUT, STATUS, TABLE, UNSEEN, Cell, cells
from tests.proof.urls import names, with_an_id
from tests.proof.world import RELATIONS, World, as_before

pytestmark = pytest.mark.django_db

NOBODYS = UUID("00000000-0000-4000-8000-000000000000")
ALL = cells(frozenset(OF))
BY_URL: dict[str, list[Cell]] = {}
for _cell in ALL:
    BY_URL.setdefault(_cell.url, []).append(_cell)


def test_every_address_has_its_lines_for_everybody() -> None:
    assert sorted(BY_URL) == names()
    for url in BY_URL:
        relations = list(RELATIONS) if url in OF else [""]
        wanted = {(who, way, relation) for who in PEOPLE for way in ("GET", "POST") for relation in relations}
        assert {(cell.who, cell.way, cell.relation) for cell in BY_URL[url]} == wanted, url


def test_every_address_with_an_id_is_somebodys() -> None:
    assert with_an_id() == set(OF)


@contextmanager
def statements() -> Iterator[list[dict[str, str]]]:
    """What is asked of the database meanwhile."""
    before, connection.force_debug_cursor = connection.force_debug_cursor, True
    connection.queries_log.clear()
    said: list[dict[str, str]] = []
    try:
        yield said
    finally:
        said += connection.queries
        connection.force_debug_cursor = before


@pytest.mark.parametrize("url", names())
def test_everybody_gets_what_the_table_says(world: World, url: str) -> None:
    """Where it ends before anybody looks (UNSEEN), one citizen stands for all: nothing has read the id."""
    wrong = []
    for cell in BY_URL[url]:
        if cell.word in UNSEEN and cell.relation not in ("", "own"):
            continue
        subject = world.subjects[cell.who][cell.relation or "own"]
        pk = subject.pk(OF[url]) if url in OF else None
        form = FILLED.get(url, lambda *_: {})(world, cell.who, subject) if cell.way == "POST" else {}
        for way in ("GET", "htmx") if cell.way == "GET" and cell.word in ("opens", "refused") else (cell.way,):
            with as_before(), statements() as said:
                answer = ask(world.browsers[cell.who], way, address(url, pk), form)
            where = f"{cell.who} {way} {cell.relation}"
            if answer.status_code != STATUS[cell.word]:
                wrong.append(f"{where}: {answer.status_code}, should be {cell.word}")
            if "no-store" not in answer.headers.get("Cache-Control", ""):
                wrong.append(f"{where}: may be kept in a cache")
            if cell.word in UNSEEN and (looked := [one["sql"] for one in said if "cases_" in one["sql"]]):
                wrong.append(f"{where}: {cell.word} only after {looked[0]}")
            if (
                cell.word in ("refused", "absent")
                and url in OF
                and lasting(answer) != _nobodys(world, cell.who, way, url)
            ):
                wrong.append(f"{where}: not the answer that an id of nobody's gets")
    assert not wrong, "\n".join(wrong)


def _nobodys(world: World, who: str, way: str, url: str) -> object:
    """What the same person gets for an id that nothing has."""
    if (who, way, url) not in world.nobodys:
        form = FILLED.get(url, lambda *_: {})(world, who, world.subjects[who]["own"])
        with as_before():
            answer = ask(world.browsers[who], way, address(url, NOBODYS), form)
        world.nobodys[who, way, url] = lasting(answer)
    return world.nobodys[who, way, url]


@pytest.mark.parametrize("url", names())
def test_a_stranger_is_sent_to_sign_in(world: World, url: str) -> None:
    for way in ("GET", "htmx", "POST"):
        if (
            way == "POST"
            and url in SIGNED_OUT
            and any(cell.way == way and cell.word == "never" for cell in BY_URL[url])
        ):
            continue
        with as_before(), statements() as said:
            subject = world.subjects["anna"]["own"]
            path = address(url, subject.pk(OF[url]) if url in OF else None)
            answer = ask(Browser(), way, path, {})
        if url in SIGNED_OUT:
            word = POSTED_EMPTY.get(url, SIGNED_OUT[url]) if way == "POST" else SIGNED_OUT[url]
            assert answer.status_code == STATUS[word], (way, url)
        elif way == "htmx":
            assert answer.status_code == 401
            assert answer.headers["HX-Redirect"].startswith(reverse("account_login"))
        else:
            assert answer.status_code == 302
            assert answer.headers["Location"].startswith(reverse("account_login"))
        assert not [one["sql"] for one in said if "cases_" in one["sql"]]


#: Pages that show one citizen, whichever row stands in the address.
ABOUT_ONE = sorted(
    {
        cell.url
        for cell in ALL
        if cell.word == "opens"
        and OF.get(cell.url) in ("citizen", "case", "line", "identifier", "enquiry", "shared_enquiry")
    }
)


@pytest.mark.parametrize("url", ABOUT_ONE)
def test_whoever_opens_a_page_about_one_citizen_stands_in_the_access_log(world: World, url: str) -> None:
    """Else somebody reads a form instead of the page, and nobody ever knows."""
    opened = [cell for cell in BY_URL[url] if cell.word == "opens"]
    assert opened
    missing = []
    for cell in opened:
        subject = world.subjects[cell.who][cell.relation]
        form = FILLED.get(url, lambda *_: {})(world, cell.who, subject) if cell.way == "POST" else {}
        with as_before():
            ask(world.browsers[cell.who], cell.way, address(url, subject.pk(OF[url])), form)
            with as_owner():
                (looks,) = sql(
                    "SELECT count(*) FROM access_accessentry WHERE user_id = %s AND citizen_id = %s",
                    world.people[cell.who].user.pk,
                    subject.citizen.pk,
                )[0]
        if not looks:
            missing.append(f"{cell.who} {cell.way} {cell.relation}")
    assert not missing, "\n".join(missing)


def test_the_table_has_no_line_that_says_nothing() -> None:
    assert {cell.word for cell in ALL} <= set(STATUS)
    assert "opens" in TABLE
