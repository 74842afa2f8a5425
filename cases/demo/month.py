"""A month of work, done through the same actions as everybody's, each at its own time in the past."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from cases import actions
from cases.models import Place
from udsatte.access.actor import Actor
from udsatte.access.context import acting_as
from udsatte.accounts.models import Membership
from udsatte.web.days import COPENHAGEN, day_of

#: How far back the software knows of anybody; their cases are older.
DAYS = 31
_SEED = 20261124


class AlreadyLoaded(Exception):
    """Somebody with a persona's e-mail is here."""


class Month:
    """What happens, collected first (`do`) and then done in the order of time (`play`)."""

    def __init__(self, members: dict[str, Membership], at: datetime) -> None:
        self.members = members
        self.at = at
        self.random = Random(_SEED)  # noqa: S311 — made-up people
        self.places = dict(Place.objects.values_list("name", "id"))
        self.citizens: dict[str, UUID] = {}
        self.facts: dict[str, actions.CitizenFacts] = {}
        self._steps: list[tuple[datetime, Callable[[], object]]] = []

    def moment(self, days: int, clock: str) -> datetime:
        """An hour of a day so many days back; early in the morning nothing of today lies ahead."""
        hour, minute = clock.split(".")
        moment = datetime.combine(self.day(-days), time(int(hour), int(minute)), COPENHAGEN)
        return min(moment, self.at - timedelta(minutes=10))

    def day(self, days: int) -> date:
        """So many days from today on; less than zero: back."""
        return day_of(self.at) + timedelta(days=days)

    def key(self) -> UUID:
        """For what is sent once."""
        return UUID(int=self.random.getrandbits(128))

    @contextmanager
    def acting(self, name: str, moment: datetime) -> Iterator[Actor]:
        """At somebody's work, within the walls."""
        member = self.members[name]
        with acting_as(user_id=member.user_id, membership_id=member.pk, at=moment) as actor:
            yield actor

    def do(self, moment: datetime, name: str, step: Callable[[Actor, datetime], object]) -> None:
        """Somebody's step at its time."""
        at = min(moment, self.at)

        def take() -> None:
            with self.acting(name, at) as actor:
                step(actor, at)

        self.then(at, take)

    def then(self, moment: datetime, step: Callable[[], object]) -> None:
        """A step that is several people's, or several transactions'."""
        self._steps.append((moment, step))

    def play(self) -> None:
        """Do everything that was collected."""
        for _moment, step in sorted(self._steps, key=lambda each: each[0]):
            step()
