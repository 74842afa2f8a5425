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
    """One page. `few` is the same with one row instead of many; `by_hand` the same content without ORM and forms.

    searching: by whom, of a large unit; deciding: by a coordinator. `said`: what is sent for the page each time, one
    after the other.
    """

    name: str
    url: Callable[[World], str]
    few: Callable[[World], str] | None = None
    by_hand: Callable[[World], str] | None = None
    saves: bool = False
    searching: bool = False
    deciding: bool = False
    said: Callable[[World], list[dict[str, str]]] | None = None


@dataclass(slots=True)
class Asker:
    """People at work on one database: one with much to see, one who has just begun, one who decides."""

    database: Database
    reader: Visitor
    beginner: Visitor
    searcher: Visitor
    coordinator: Visitor

    @classmethod
    def on(cls, database: Database) -> "Asker":
        """All signed in."""
        application = WSGIHandler()
        world = database.world
        people = (world.reader, world.beginner, world.searcher, world.coordinator.user_id)
        visitors = [Visitor(database, application) for _ in people]
        for visitor, user in zip(visitors, people, strict=True):
            visitor.sign_in(user)
        return cls(database, *visitors)

    def visitor(self, page: Page) -> Visitor:
        """Who opens this page with much to see."""
        if page.deciding:
            return self.coordinator
        return self.searcher if page.searching else self.reader

    def asking(self, page: Page) -> Ask:
        """A call that opens (or sends) the page once."""
        url = page.url(self.database.world)
        if page.saves:
            return self._saving(self.reader, url, self.database.world.saved)
        visitor = self.visitor(page)
        if page.said is None:
            return lambda: visitor.get(url)
        guard, said = visitor.guard(url), cycle(page.said(self.database.world))
        return lambda: visitor.post(url, {**guard, **next(said)})

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


def _names(world: World) -> list[dict[str, str]]:
    """As people search: whole names, a family name alone, one with a letter missing."""
    ways = cycle((lambda g, f: f"{g} {f}", lambda g, f: f, lambda g, f: f"{g[:1]}{g[2:]} {f}"))
    return [{"q": way(*name)} for way, name in zip(ways, world.names, strict=False)]


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
    Page("search", _to("cases:search"), searching=True, said=_names),
    Page("timeline", lambda world: reverse("cases:citizen", args=[world.long]), searching=True),
    Page(
        "timeline_older",
        lambda world: f"{reverse('cases:citizen', args=[world.long])}?kind=all&after={world.middle}",
        searching=True,
    ),
    Page("referrals", _to("referrals:queue"), deciding=True),
    Page("referrals_done", lambda world: f"{reverse('referrals:queue')}?show=done", deciding=True),
    Page("referral", lambda world: reverse("referrals:referral", args=[world.referral]), deciding=True),
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
