"""Asking for pages in turns, so that what else the machine does falls on all of them alike."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.bench.visiting import Answer, Visitor

WARM_UP = 3
#: session, user, BEGIN, access_enter, access log, COMMIT.
_FIXED = re.compile(
    r'FROM "accounts_session"|FROM "accounts_user" WHERE "accounts_user"."id" =|^(BEGIN|COMMIT)\b'
    r"|access_enter\(|access_note\("
)

Ask = Callable[[], Answer]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one page cost, in milliseconds."""

    p50: float
    p95: float
    cpu: float

    @classmethod
    def of(cls, answers: Sequence[Answer]) -> "Cost":
        """Medians, and the 95th percentile, of what was measured."""
        walls = [answer.wall for answer in answers]
        return cls(median(walls), quantiles(walls, n=20)[-1], median(answer.cpu for answer in answers))


def in_turns(asks: Mapping[str, Ask], *, rounds: int, expect: int = 200) -> dict[str, Cost]:
    """Ask each so many times, one after the other, each round beginning with another one.

    Raises AssertionError for an answer that is not what was expected.
    """
    names = list(asks)
    answers: dict[str, list[Answer]] = {name: [] for name in names}
    for turn in range(-WARM_UP, rounds):
        first = turn % len(names)
        for name in names[first:] + names[:first]:
            answer = asks[name]()
            assert answer.status == expect, f"{name}: {answer.status}\n{answer.body[:2000]}"
            if turn >= 0:
                answers[name].append(answer)
    return {name: Cost.of(found) for name, found in answers.items()}


def statements(visitor: Visitor, ask: Ask) -> int:
    """How many statements an answer takes beyond the six that every page has."""
    with visitor.database.in_use(), CaptureQueriesContext(connection) as captured:
        ask()
        return sum(not _FIXED.search(query["sql"]) for query in captured.captured_queries)
