"""kill -9 of each process in the middle of a thousand acknowledged writes: each is there, once."""

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from urllib.error import HTTPError
from uuid import uuid4

from tests.drill.servers import DrillFailed, Servers, Visitor, hidden, require, say

WRITES, QUICK = 1_000, 120
#: One after the other, again and again.
VICTIMS = ("web", "postgres", "worker", "valkey", "beat")
KILLS = 11
PEOPLE = ("anna@example.org", "bo@example.org") * 2
FORM = "/borgere/kontakt/"
#: Seconds in which a write must be acknowledged, whatever was killed meanwhile.
PATIENCE = 180
_STORED = "SELECT note FROM cases_contactline WHERE note LIKE 'øvelse %'"
_SAID = """
SELECT count(*), count(DISTINCT pgh_obj_id), count(*) FILTER (WHERE pgh_context_id IS NULL)
  FROM cases_contactlineevent WHERE note LIKE 'øvelse %' AND pgh_label = 'insert'
"""


@dataclass(slots=True)
class Stretch:
    """From one kill to the next. sent: forms, with those that were sent again; answered: which writes were."""

    killed: str
    after: int
    sent: int = 0
    answered: list[int] = field(default_factory=list)
    #: Seconds in which what was killed was away.
    away: float = 0


class Writer(threading.Thread):
    """One person who logs contacts one after the other, and sends a form again until it is acknowledged."""

    def __init__(self, servers: Servers, email: str, numbers: "count[int]", writes: int, course: list[Stretch]) -> None:
        super().__init__(daemon=True)
        self.visitor, self.email = Visitor(servers), email
        self.numbers, self.writes, self.course = numbers, writes, course
        self.failure: BaseException | None = None

    def run(self) -> None:
        try:
            self.visitor.sign_in(self.email)
            page, _url = self.visitor.get(FORM)
            citizen = page.split('name="who"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
            guard = hidden(page)
            while (number := next(self.numbers)) <= self.writes:
                said = {"who": citizen, "outcome": "met", "when": "now", "note": note(number)}
                self._until_acknowledged({**guard, **said, "key": str(uuid4())})
                self.course[-1].answered.append(number)
        except BaseException as error:
            self.failure = error

    def _until_acknowledged(self, form: dict[str, str]) -> None:
        until, last = time.monotonic() + PATIENCE, "no answer"
        while time.monotonic() < until:
            self.course[-1].sent += 1
            try:
                _page, url = self.visitor.post(FORM, form)
            except HTTPError as error:
                require(error.code >= 500, f"{self.email}: {error.code} {error.read().decode()[:2000]}")
                last = str(error)
            except OSError as error:  # no answer, or a broken one
                last = str(error)
            else:
                require(FORM not in url, "a form came back")
                return
            time.sleep(0.1)
        raise DrillFailed(f"a write was never acknowledged; the last word was: {last}")


def note(number: int) -> str:
    """What a write says, so that it is known again."""
    return f"øvelse {number}."


def main(*, quick: bool = False) -> None:
    """Run it. Raises DrillFailed."""
    writes = QUICK if quick else WRITES
    with Servers() as servers:
        servers.start("web", "worker", "beat")
        numbers, course = count(1), [Stretch("–", 0)]
        writers = [Writer(servers, email, numbers, writes, course) for email in PEOPLE]
        for writer in writers:
            writer.start()
        while any(writer.is_alive() for writer in writers):
            done = _acknowledged(course)
            if len(course) <= KILLS and done >= len(course) * writes // (KILLS + 1):
                _kill(servers, VICTIMS[(len(course) - 1) % len(VICTIMS)], done, course)
            time.sleep(0.02)
        for writer in writers:
            if writer.failure:
                raise writer.failure
        _look(servers, course, writes)


def _acknowledged(course: list[Stretch]) -> int:
    return sum(len(stretch.answered) for stretch in course)


def _kill(servers: Servers, victim: str, done: int, course: list[Stretch]) -> None:
    began = time.monotonic()
    servers.kill(victim)
    course.append(Stretch(victim, done))
    time.sleep(0.3)
    servers.start_again(victim)
    course[-1].away = time.monotonic() - began


def _look(servers: Servers, course: list[Stretch], writes: int) -> None:
    with servers.as_owner() as owner:
        stored = Counter(text for (text,) in owner.execute(_STORED))
        said = owner.execute(_SAID).fetchone()
    say(_row("killed", "after", "away", "sent", "answered", "stored", "twice", "lost"))
    for stretch in course:
        copies = [stored[note(number)] for number in stretch.answered]
        away = f"{stretch.away:.1f} s" if stretch.after else ""
        counts = (stretch.sent, len(copies), sum(n > 0 for n in copies), sum(n > 1 for n in copies), copies.count(0))
        say(_row(stretch.killed, stretch.after, away, *counts))
    sent, answered = sum(stretch.sent for stretch in course), _acknowledged(course)
    twice, lost = sum(n > 1 for n in stored.values()), answered - len(stored)
    say(_row("all", "", "", sent, answered, len(stored), twice, lost))
    require({stretch.killed for stretch in course} >= set(VICTIMS), "not everything was killed")
    require((answered, twice, lost) == (writes, 0, 0), f"{writes} to be written")
    require(said == (writes, writes, 0), f"history: events, lines, without an actor: {said}")
    say(f"history: one event for each of {writes} lines, each with its actor")
    page, _url = Visitor(servers).get("/readyz")
    require('"ready": true' in page, page)


def _row(*cells: object) -> str:
    return " ".join(str(cell).ljust(9) for cell in cells).rstrip()
