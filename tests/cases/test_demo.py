"""The demo: Anna's morning looks like the mock, and everything in it went through the walls."""

from collections.abc import Iterator
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import F
from pytest_django import DjangoDbBlocker

from cases import models
from cases.choices import ContactSource, Medium
from cases.cpr import CprNumber
from cases.demo.caseloads import COLLEAGUES
from cases.demo.load import AlreadyLoaded, load
from cases.demo.people import PASSWORD, PEOPLE
from cases.identifiers import unseal
from tests.conftest import NOW
from tests.database import as_owner
from udsatte.access.context import acting_as
from udsatte.accounts.models import Membership, User
from udsatte.web.days import day_of, days_between


def _rows() -> list[tuple[object, ...]]:
    """What the demo says, without the ids that the database makes."""
    lines = models.ContactLine.objects.order_by("at", "citizen__given_name").values_list(
        "citizen__given_name", "at", "by__email", "outcome", "medium", "place__name", "note", "minutes", "struck_reason"
    )
    follow_ups = models.FollowUp.objects.order_by("due_on", "what").values_list(
        "what", "due_on", "owner__email", "done_at"
    )
    return [*lines, *follow_ups]


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[tuple[object, ...]]]:
    """Loaded once on the morning of the mock, for every test of this file; the first of two loads, as rows."""
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), transaction.atomic(), as_owner():
        with transaction.atomic():
            load(at=NOW)
            first = _rows()
            transaction.set_rollback(True)
        load(at=NOW)
        yield first
        transaction.set_rollback(True)


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def _list_of(name: str) -> list[models.Citizen]:
    found = models.Citizen.objects.filter(
        assignments__caseworker__email=f"{name}@example.org", assignments__ends_on=None
    )
    return list(found.select_related("clock").order_by(F("clock__met_at").asc(nulls_first=True)))


def _met_days(citizen: models.Citizen) -> int | None:
    met_at = citizen.clock.met_at
    return days_between(met_at, NOW) if met_at else None


def test_annas_list_is_the_one_of_the_mock() -> None:
    assert [_met_days(citizen) for citizen in _list_of("anna")] == [16, 12, 9, 8, 6, 5, 4, 4, 3, 2, 1, 1, 0]


def test_anker_is_red_with_three_attempts_and_seen_yesterday() -> None:
    anker = _list_of("anna")[0]

    assert anker.name == "Anker Testager"
    assert anker.clock.attempts == 3
    assert anker.clock.seen_at is not None
    assert days_between(anker.clock.seen_at, NOW) == 1


def test_bo_has_one_who_was_never_met_and_one_who_is_red() -> None:
    assert [_met_days(citizen) for citizen in _list_of("bo")][:4] == [None, 15, 10, 7]


def test_five_caseworkers_have_eleven_to_fifteen_citizens_each() -> None:
    lists = {name: len(_list_of(name)) for name in ("anna", "bo", *COLLEAGUES)}

    assert lists == {"anna": 13, "bo": 12, "eva": 14, "jonas": 11, "karin": 15}


def test_there_is_a_year_of_work_brought_along_in_a_spreadsheet_and_a_month_logged() -> None:
    lines = models.ContactLine.objects.filter(contact__unit__name="Udsatteteamet")
    first = lines.order_by("at").first()

    assert first is not None
    assert 355 <= days_between(first.at, NOW) <= 365
    assert lines.filter(contact__source=ContactSource.IMPORTED).count() > 1_000
    assert lines.filter(contact__source=ContactSource.LOGGED).count() > 300


def test_annas_first_three_follow_ups_are_overdue_today_and_thursday() -> None:
    mine = models.FollowUp.objects.filter(owner__email="anna@example.org", done_at=None).order_by("due_on")

    assert mine.count() == 9
    assert [(follow_up.due_on - day_of(NOW)).days for follow_up in mine[:3]] == [-1, 0, 2]


def test_the_team_has_sixty_five_citizens_and_the_substitution_team_two_of_its_own() -> None:
    assert models.Citizen.objects.filter(cases__unit__name="Udsatteteamet").count() == 65
    assert models.Citizen.objects.filter(cases__unit__name="Substitutionsteamet").count() == 2


@pytest.mark.parametrize(("name", "sees"), [("anna", 65), ("mette", 65), ("niels", 2), ("rikke", 0), ("viggo", 0)])
def test_everybody_sees_what_is_theirs(name: str, sees: int) -> None:
    with acting_as(user_id=User.objects.get(email=f"{name}@example.org").pk, at=NOW) as actor:
        assert models.Citizen.objects.visible_to(actor).count() == sees


def test_there_is_one_of_each_kind_of_trouble() -> None:
    citizens = models.Citizen.objects.filter(cases__unit__name="Udsatteteamet")

    assert citizens.filter(is_protected=True).count() == 5
    assert citizens.exclude(risk_instruction="").count() == 1
    assert models.RiskStory.objects.count() == 1
    assert citizens.filter(birth_year__isnull=False).count() == 1
    assert citizens.filter(identifiers=None).exists()
    assert models.ContactLine.objects.filter(struck_at__isnull=False).count() == 1
    assert models.NoteAddition.objects.count() == 1
    assert models.Assignment.objects.exclude(ends_on=None).count() == 1
    assert models.ContactLine.objects.exclude(medium=Medium.IN_PERSON).exists()


def test_nobody_has_a_number_that_could_belong_to_somebody() -> None:
    for identifier in models.Identifier.objects.all():
        assert CprNumber.parse(unseal(identifier.ciphertext), today=day_of(NOW)).looks_mistyped


def test_everybody_made_up_is_named_so() -> None:
    assert not models.Citizen.objects.exclude(family_name__startswith="Test").exclude(given_name="Ulla").exists()
    assert not models.Phone.objects.exclude(number__startswith="00 00 00").exists()
    assert not User.objects.exclude(full_name__endswith="Testsen").exists()


def test_nothing_lies_ahead_or_before_the_ground() -> None:
    assert not models.ContactLine.objects.filter(at__gt=NOW).exists()
    early = models.ContactLine.objects.filter(contact__saved_at__lt=F("citizen__grounds__starts_at"))
    assert not early.exists()


def test_the_same_morning_gives_the_same_demo(demo: list[tuple[object, ...]]) -> None:
    assert len(demo) > 150
    assert _rows() == demo


def test_the_clocks_are_what_the_lines_say() -> None:
    before = list(models.CitizenClock.objects.order_by("pk").values())

    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_recompute(ARRAY(SELECT id FROM cases_citizen))")

    assert list(models.CitizenClock.objects.order_by("pk").values()) == before


def test_history_says_who_did_it() -> None:
    from django.apps import apps

    events = apps.get_model("cases", "ContactLineEvent").objects.filter(pgh_context__isnull=False)
    anna = str(User.objects.get(email="anna@example.org").pk)

    assert events.filter(pgh_context__metadata__user=anna).exists()


def test_everybody_has_the_place_that_house_gives_them() -> None:
    found = Membership.objects.values_list("user__email", "role", "unit__name")

    assert set(found) == {
        (f"{name}@example.org", person.role, person.workplace.name) for name, person in (PEOPLE | COLLEAGUES).items()
    }


def test_once_does_nothing_the_second_time() -> None:
    before = _rows()

    call_command("demo", "--once")

    assert _rows() == before


def test_loading_it_twice_is_refused() -> None:
    with pytest.raises(AlreadyLoaded):
        load(at=NOW)
    with pytest.raises(CommandError, match="loaded already"):
        call_command("demo")


def test_the_sign_ins_are_one_line_a_person() -> None:
    out = StringIO()

    call_command("demo", "--sign-ins", stdout=out)

    lines = out.getvalue().splitlines()
    assert len(lines) == len(PEOPLE)
    assert lines[0].split() == ["Sagsbehandler", "anna@example.org", PASSWORD]
    assert User.objects.get(email="anna@example.org").check_password(PASSWORD)


def test_a_real_installation_has_no_demo(settings: object) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]

    for command in (["demo"], ["demo", "--once"], ["demo", "--sign-ins"]):
        with pytest.raises(CommandError, match="This is no demo"):
            call_command(*command)
