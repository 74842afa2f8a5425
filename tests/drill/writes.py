"""kill -9 of each process in the middle of a thousand acknowledged writes: each is there, once."""

import threading
import time
from itertools import count
from uuid import uuid4

from tests.drill.servers import Servers, Visitor, hidden, require, say

WRITES = 1_000
#: One after the other, again and again.
VICTIMS = ("web", "postgres", "worker", "valkey", "beat")
PEOPLE = ("anna@example.org", "bo@example.org") * 2
BETWEEN = WRITES // 12
FORM = "/borgere/kontakt/"


class Writer(threading.Thread):
    """One person who logs contacts one after the other, and sends a form again until it is acknowledged."""

    def __init__(self, servers: Servers, email: str, numbers: "count[int]", done: list[int]) -> None:
        super().__init__(daemon=True)
        self.visitor, self.email, self.numbers, self.done = Visitor(servers), email, numbers, done
        self.again = 0
        self.failure: BaseException | None = None

    def run(self) -> None:
        try:
            self.visitor.sign_in(self.email)
            page, _url = self.visitor.get(FORM)
            citizen = page.split('name="who"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
            guard = hidden(page)
            while (number := next(self.numbers)) <= WRITES:
                said = {"who": citizen, "outcome": "met", "when": "now", "note": f"øvelse {number}."}
                self._until_acknowledged({**guard, **said, "key": str(uuid4())})
                self.done.append(number)
        except BaseException as error:
            self.failure = error

    def _until_acknowledged(self, form: dict[str, str]) -> None:
        for _attempt in range(600):
            try:
                _page, url = self.visitor.post(FORM, form)
            except OSError:  # no answer, a broken one, or 5xx: HTTPError is an OSError
                self.again += 1
                time.sleep(0.1)
                continue
            require(FORM not in url, "a form came back")
            return
        raise TimeoutError("never acknowledged")


def main() -> None:
    """Run it. Raises DrillFailed."""
    with Servers() as servers:
        servers.start("web", "worker", "beat")
        numbers, done = count(1), list[int]()
        writers = [Writer(servers, email, numbers, done) for email in PEOPLE]
        for writer in writers:
            writer.start()
        kills: list[str] = []
        while any(writer.is_alive() for writer in writers):
            if len(done) >= (len(kills) + 1) * BETWEEN and len(done) < WRITES - BETWEEN // 2:
                victim = VICTIMS[len(kills) % len(VICTIMS)]
                servers.kill(victim)
                kills.append(victim)
                time.sleep(0.3)
                servers.start_again(victim)
            time.sleep(0.02)
        for writer in writers:
            if writer.failure:
                raise writer.failure
        again = sum(writer.again for writer in writers)
        say(f"{len(done)} writes acknowledged, {again} sent again, {len(kills)} kills: {', '.join(kills)}")
        require(sorted(done) == list(range(1, WRITES + 1)), "a write was counted twice or not at all")
        _look(servers, set(kills))


def _look(servers: Servers, killed: set[str]) -> None:
    with servers.as_owner() as owner:
        lines = owner.execute(
            "SELECT count(*), count(DISTINCT note) FROM cases_contactline WHERE note LIKE 'øvelse %'"
        ).fetchone()
        history = owner.execute(
            "SELECT count(*) FROM cases_contactlineevent WHERE note LIKE 'øvelse %' AND pgh_label = 'insert'"
        ).fetchone()
        unsaid = owner.execute(
            "SELECT count(*) FROM cases_contactlineevent WHERE note LIKE 'øvelse %' AND pgh_context_id IS NULL"
        ).fetchone()
    say(f"stored: {lines} lines (all, different); history: {history} events, {unsaid} without an actor")
    require(killed == set(VICTIMS), f"only {sorted(killed)} were killed")
    require(lines == (WRITES, WRITES), f"{WRITES} acknowledged, {lines} stored")
    require(history == (WRITES,), f"{history} events for {WRITES} lines")
    require(unsaid == (0,), f"{unsaid} events without an actor")
    page, _url = Visitor(servers).get("/readyz")
    require('"ready": true' in page, page)
