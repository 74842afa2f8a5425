"""The pages that are measured: where each is, how it is asked for, and what it is compared with."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from uuid import uuid4

from django.core.handlers.wsgi import WSGIHandler
from django.urls import reverse

from tests.bench.databases import Database
from tests.bench.measuring import Ask
from tests.bench.visiting import Answer, Visitor
from tests.bench.world import World

FLOOR, EMPTY = "/bench/floor/", "/bench/empty/"


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `few` is the same with one row instead of many; `by_hand` the same content without ORM and forms."""

    name: str
    url: Callable[[World], str]
    few: Callable[[World], str] | None = None
    by_hand: Callable[[World], str] | None = None
    saves: bool = False


@dataclass(slots=True)
class Asker:
    """Two people at work on one database: one with much to see, one who has just begun."""

    database: Database
    reader: Visitor
    beginner: Visitor

    @classmethod
    def on(cls, database: Database) -> "Asker":
        """Both signed in."""
        application = WSGIHandler()
        reader, beginner = Visitor(database, application), Visitor(database, application)
        reader.sign_in(database.world.reader)
        beginner.sign_in(database.world.beginner)
        return cls(database, reader, beginner)

    def asking(self, page: Page) -> Ask:
        """A call that opens (or sends) the page once."""
        url = page.url(self.database.world)
        return self._saving(self.reader, url, self.database.world.saved) if page.saves else lambda: self.reader.get(url)

    def asking_few(self, page: Page) -> Ask | None:
        """The same with as little as possible to show."""
        if page.few is None:
            return None
        url = page.few(self.database.world)
        return (
            self._saving(self.beginner, url, self.database.world.new) if page.saves else lambda: self.beginner.get(url)
        )

    def asking_by_hand(self, page: Page) -> Ask | None:
        """The page that says the same by hand-written SQL."""
        if page.by_hand is None:
            return None
        url = page.by_hand(self.database.world)
        return self._saving(self.reader, url, self.database.world.saved) if page.saves else lambda: self.reader.get(url)

    def _saving(self, visitor: Visitor, url: str, citizen: object) -> Ask:
        guard = visitor.guard(reverse("cases:contact_new"))
        outcomes: Iterator[str] = cycle(("met", "not_met", "met", "refused"))

        def save() -> Answer:
            said = {
                "key": str(uuid4()),
                "who": [str(citizen)],
                "outcome": next(outcomes),
                "when": "now",
                "services": ["motivational_outreach", "care"],
                "next_step": "3",
                "note": "Vil gerne se værelset.",
            }
            return visitor.post(url, {**guard, **said})

        return save


def _to(name: str) -> Callable[[World], str]:
    return lambda world: reverse(name)


def _about(world: World) -> str:
    return f"{reverse('cases:contact_new')}?citizen={world.citizen}"


PAGES = (
    Page("today", _to("today"), few=_to("today"), by_hand=lambda world: "/bench/today/"),
    Page(
        "citizens",
        _to("cases:citizens"),
        few=lambda world: f"{reverse('cases:citizens')}?show=mine",
        by_hand=lambda world: "/bench/citizens/",
    ),
    Page("board", _to("cases:board")),
    Page("unit_lines", lambda world: "/bench/lines/"),
    Page(
        "citizen",
        lambda world: reverse("cases:citizen", args=[world.citizen]),
        few=lambda world: reverse("cases:citizen", args=[world.new]),
        by_hand=lambda world: f"/bench/citizen/{world.citizen}/",
    ),
    Page(
        "contact_form",
        _about,
        few=lambda world: f"{reverse('cases:contact_new')}?citizen={world.new}",
        by_hand=lambda world: f"/bench/contact/{world.citizen}/",
    ),
    Page(
        "contact_save",
        _to("cases:contact_new"),
        few=_to("cases:contact_new"),
        by_hand=lambda world: "/bench/contact/",
        saves=True,
    ),
)
