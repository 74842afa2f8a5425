"""What the clocks say, in the words that a caseworker reads (domain.md: truffet, set, forsøg)."""

from datetime import datetime, timedelta

import pytest
from django.utils.translation import override

from cases import clocks
from cases.models import CitizenClock
from tests.conftest import NOW


def ago(days: int | None) -> datetime | None:
    return None if days is None else NOW - timedelta(days=days)


@pytest.mark.parametrize(
    ("met", "seen", "spoken", "attempts", "said"),
    [
        (None, None, None, 0, ["danger: Aldrig truffet endnu"]),
        (0, 0, None, 0, ["seen: Truffet i dag"]),
        (1, 1, None, 0, ["seen: Truffet i går"]),
        (3, 3, None, 0, ["seen: Ikke talt med i 3 dage"]),
        (7, 7, None, 1, ["soon: Ikke talt med i 7 dage", "soon: 1 forgæves forsøg"]),
        (16, 1, None, 3, ["danger: Ikke talt med i 16 dage · set i går", "soon: 3 forgæves forsøg"]),
        (12, 12, 5, 0, ["soon: Ikke truffet i 12 dage", "info: talt med på telefon eller besked for 5 dage siden"]),
        (1, 1, 0, 0, ["seen: Truffet i går", "info: talt med på telefon eller besked i dag"]),
        (None, 2, None, 2, ["danger: Aldrig truffet endnu · set for 2 dage siden", "soon: 2 forgæves forsøg"]),
    ],
)
def test_the_clocks_of_a_citizens_page(
    met: int | None, seen: int | None, spoken: int | None, attempts: int, said: list[str]
) -> None:
    clock = CitizenClock(met_at=ago(met), seen_at=ago(seen), spoken_at=ago(spoken), attempts=attempts)
    with override("da"):
        assert [f"{fact.kind}: {fact.words}" for fact in clocks.facts(clock, NOW, named=True)] == said


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        ("unit", "Mændenes Hjem", "Ikke talt med i 16 dage · set i går af Mændenes Hjem · 3 forgæves forsøg"),
        ("unit", "", "Ikke talt med i 16 dage · set i går af et andet sted · 3 forgæves forsøg"),
        ("relative", "", "Ikke talt med i 16 dage · set i går af en pårørende · 3 forgæves forsøg"),
        ("", "", "Ikke talt med i 16 dage · set i går · 3 forgæves forsøg"),
    ],
)
def test_the_reason_line_says_who_has_seen_the_citizen(kind: str, name: str, said: str) -> None:
    clock = CitizenClock(met_at=ago(16), seen_at=ago(1), told_kind=kind, told_name=name, attempts=3)
    with override("da"):
        assert clocks.reason(clock, NOW) == said
        assert clocks.facts(clock, NOW, named=False)[0].words == "Ikke talt med i 16 dage · set i går"
