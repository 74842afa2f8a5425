"""Days and hours in words. Copenhagen's day, whatever the server's clock says."""

from datetime import UTC, date, datetime, timedelta

import pytest

from udsatte.web import days

#: Tuesday 24 November 2026, 9.42 in Copenhagen.
NOW = datetime(2026, 11, 24, 8, 42, tzinfo=UTC)
TODAY = date(2026, 11, 24)


def test_a_day_and_an_hour_are_written_as_danes_write_them() -> None:
    assert days.day(NOW) == "24.11.2026"
    assert days.clock(NOW) == "09.42"
    assert days.exact(NOW) == "24.11.2026 kl. 09.42"
    assert days.exact(TODAY) == "24.11.2026"
    assert days.long_day(NOW) == "Tirsdag 24. november 2026"
    assert days.month(NOW) == "November 2026"
    assert days.weekday_day(date(2026, 11, 27)) == "fre 27.11."


def test_half_past_midnight_in_copenhagen_is_already_today() -> None:
    just_after_midnight = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    assert days.day(just_after_midnight) == "24.11.2026"
    assert days.when(just_after_midnight, NOW) == "i dag kl. 00.30"
    assert days.days_since(just_after_midnight - timedelta(hours=1), NOW) == "i går"


def test_the_moment_of_something_is_relative_for_two_days() -> None:
    assert days.when(NOW, NOW) == "i dag kl. 09.42"
    assert days.when(datetime(2026, 11, 23, 19, 15, tzinfo=UTC), NOW) == "i går kl. 20.15"
    assert days.when(datetime(2026, 11, 17, 19, 15, tzinfo=UTC), NOW) == "17.11.2026 kl. 20.15"
    assert days.when(TODAY, NOW) == "i dag"
    assert days.when(date(2026, 11, 17), NOW) == "17.11.2026"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (date(2026, 11, 24), "i dag"),
        (date(2026, 11, 23), "i går"),
        (date(2026, 11, 22), "2 dage"),
        (date(2026, 11, 8), "16 dage"),
        (date(2026, 11, 25), "i dag"),
    ],
)
def test_how_long_since_is_counted_in_days(moment: date, words: str) -> None:
    assert days.days_since(moment, NOW) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (date(2026, 11, 22), "22.11."),
        (date(2026, 11, 23), "I går"),
        (date(2026, 11, 24), "I dag"),
        (date(2026, 11, 25), "I morgen"),
        (date(2026, 11, 26), "Torsdag"),
        (date(2026, 11, 30), "Mandag"),
        (date(2026, 12, 1), "01.12."),
        (date(2027, 1, 5), "05.01.2027"),
    ],
)
def test_when_something_is_due_is_said_as_one_says_it(moment: date, words: str) -> None:
    assert days.due(moment, NOW) == words


def test_the_hour_that_comes_twice_is_the_same_day_and_the_one_that_never_comes_is_skipped() -> None:
    first, second = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert days.clock(first) == days.clock(second) == "02.30"
    before, after = datetime(2026, 3, 29, 0, 59, tzinfo=UTC), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert (days.clock(before), days.clock(after)) == ("01.59", "03.00")
    # From noon to noon over the change is 25 hours, and one day.
    noon = datetime(2026, 10, 25, 11, 0, tzinfo=UTC)
    assert days.days_since(noon - timedelta(hours=25), noon) == "i går"


def test_the_last_hour_of_the_year_belongs_to_the_old_one() -> None:
    new_year = datetime(2026, 12, 31, 23, 0, tzinfo=UTC)
    assert days.day(new_year) == "01.01.2027"
    assert days.day(new_year - timedelta(minutes=1)) == "31.12.2026"
    assert days.when(new_year - timedelta(minutes=1), new_year) == "i går kl. 23.59"
    assert days.week(date(2027, 1, 3)) == 53
    assert days.week(NOW) == 48


def test_who_is_born_on_the_leap_day_turns_on_the_first_of_march() -> None:
    leap = date(2000, 2, 29)
    assert days.age(leap, datetime(2026, 2, 28, 12, tzinfo=UTC)) == 25
    assert days.age(leap, datetime(2026, 3, 1, 12, tzinfo=UTC)) == 26
    assert days.age(date(1970, 11, 24), NOW) == 56


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (4, "Godaften"),
        (5, "Godmorgen"),
        (9, "Godmorgen"),
        (10, "Goddag"),
        (17, "Goddag"),
        (18, "Godaften"),
        (23, "Godaften"),
    ],
)
def test_the_greeting_follows_the_hour_in_copenhagen(hour: int, words: str) -> None:
    assert days.greeting(datetime(2026, 11, 24, hour, tzinfo=days.COPENHAGEN)) == words


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(hours=24), "24 timer"),
        (timedelta(hours=23, minutes=1), "24 timer"),
        (timedelta(hours=1), "1 time"),
        (timedelta(minutes=59, seconds=1), "1 time"),
        (timedelta(minutes=40), "40 minutter"),
        (timedelta(seconds=1), "1 minut"),
        (timedelta(0), "1 minut"),
    ],
)
def test_what_is_left_is_never_less_than_it_is(left: timedelta, words: str) -> None:
    assert days.left(NOW + left, NOW) == words
