"""The seed: any size, the shape of the real work, and every rule of the database as it was."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from cases import models
from cases.choices import Children, Known, MayBeTold
from cases.seed import Seeded, copy, seed
from cases.seed.copy import MANY, TABLES, Buffers, set_wise
from cases.seed.load import AlreadySeeded
from tests.conftest import NOW
from tests.database import as_owner, sql
from udsatte.access.audit import findings
from udsatte.access.context import acting_as
from udsatte.accounts.choices import Role
from udsatte.accounts.models import Membership, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at", "owner")]

UNTIL = date(2026, 11, 23)


@pytest.fixture
def owner(db: None) -> object:
    """The seed is the owner's."""
    with as_owner():
        yield


@pytest.fixture
def made() -> Seeded:
    return seed(citizens=60, contacts=900, units=2, until=UNTIL)


def _everything() -> dict[str, object]:
    return {
        table: sql(
            f"SELECT md5(string_agg(t::text, '' ORDER BY t.id)) FROM (SELECT {', '.join(columns)} FROM \"{table}\") t"
        )
        for table, columns in TABLES.items()
        if table != "cases_haunt"
    }


def _rules() -> list[tuple[object, ...]]:
    """Every trigger, key and index, and whether it is in force."""
    return [
        *sql(
            "SELECT tgrelid::regclass::text, tgname::text, tgenabled::text FROM pg_trigger"
            " WHERE NOT tgisinternal ORDER BY 1, 2"
        ),
        *sql(
            "SELECT conrelid::regclass::text, conname::text, pg_get_constraintdef(oid), conenforced, convalidated"
            " FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2"
        ),
        *sql("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"),
    ]


def test_there_is_as_much_as_was_asked_for(made: Seeded) -> None:
    assert (made.citizens, made.contacts) == (60, 900)
    assert models.Citizen.objects.count() == 60
    assert models.Contact.objects.count() == 900
    assert models.ContactLine.objects.count() == made.lines
    assert models.Case.objects.values("unit").distinct().count() == 2


def test_something_is_known_of_most_and_relatives_are_told_what_was_agreed(made: Seeded) -> None:
    citizens = models.Citizen.objects
    assert 30 < citizens.exclude(language="").count() < 55
    assert citizens.filter(digital_post_exempt=Known.YES).exists()
    assert models.Background.objects.filter(children=Children.ELSEWHERE).exists()
    assert set(models.Relative.objects.values_list("may_be_told", flat=True)) <= set(MayBeTold)
    assert not models.Relative.objects.exclude(may_be_told=MayBeTold.NOTHING).filter(consent_on=None).exists()
    for row in [*models.Background.objects.all(), *models.Relative.objects.all()]:
        row.full_clean()


def test_the_clocks_are_what_the_lines_say(made: Seeded) -> None:
    before = list(models.CitizenClock.objects.order_by("pk").values())

    sql("SELECT clock_recompute(ARRAY(SELECT id FROM cases_citizen))")

    assert len(before) == 60
    assert list(models.CitizenClock.objects.order_by("pk").values()) == before
    assert any(clock["attempts"] for clock in before)


def test_the_walls_and_rules_stand_as_before() -> None:
    before = _rules()

    seed(citizens=20, contacts=100, until=UNTIL)

    assert _rules() == before
    assert not list(findings())


def test_indexes_that_a_large_seed_builds_anew_are_the_same() -> None:
    before = _rules()

    with set_wise(contacts=MANY):
        assert len(_rules()) < len(before)

    assert _rules() == before


def test_everybodys_rows_are_looked_up_when_the_indexes_are_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy, "MANY", 0)
    before, then = _rules(), []

    def watch(execute: Callable[..., object], statement: str, *others: object) -> object:
        if statement in (copy.CLOCKS, copy.FINDABLE):
            then.append(_rules())
        return execute(statement, *others)

    with connection.execute_wrapper(watch):
        seed(citizens=20, contacts=100, until=UNTIL)

    assert then == [before, before]


def test_the_keys_are_checked_at_the_end() -> None:
    stray = "0" * 32
    rows = Buffers()
    rows.add("cases_haunt", stray, stray, stray, "2026-01-01", stray)

    with pytest.raises(IntegrityError), transaction.atomic(), set_wise(contacts=1):
        rows.flush()


def test_a_failure_brings_history_back() -> None:
    before = _rules()

    with pytest.raises(KeyError), transaction.atomic(), set_wise(contacts=MANY):
        raise KeyError

    assert _rules() == before


def test_history_begins_after_the_seed(made: Seeded) -> None:
    assert sql("SELECT count(*) FROM cases_citizenevent") == [(0,)]

    sql("UPDATE cases_citizen SET family_name = 'Testdal' WHERE id = (SELECT id FROM cases_citizen LIMIT 1)")

    assert sql("SELECT count(*) FROM cases_citizenevent") == [(1,)]


def test_the_same_arguments_give_the_same_rows() -> None:
    seed(citizens=1, contacts=0, until=UNTIL, number=2)  # the places are there
    with transaction.atomic():
        seed(citizens=20, contacts=100, until=UNTIL)
        first = _everything()
        transaction.set_rollback(True)

    seed(citizens=20, contacts=100, until=UNTIL)

    assert _everything() == first


def test_another_number_stands_beside_the_first(made: Seeded) -> None:
    with pytest.raises(AlreadySeeded):
        seed(citizens=10, contacts=10, until=UNTIL)

    seed(citizens=10, contacts=10, until=UNTIL, number=2)

    assert models.Citizen.objects.count() == 70


def test_a_caseworker_has_ten_to_fifteen(made: Seeded) -> None:
    lists = models.Assignment.objects.all().order_by("case_id", "-starts_on").distinct("case_id")
    sizes = Counter(lists.values_list("caseworker_id", flat=True)).values()

    assert sum(sizes) == 60
    assert all(size <= 15 for size in sizes)
    # The last of each unit takes what is left.
    assert sum(size < 10 for size in sizes) <= 2


def test_nothing_lies_ahead(made: Seeded) -> None:
    assert not models.ContactLine.objects.filter(at__gt=NOW).exists()
    assert not models.Contact.objects.filter(saved_at__gt=NOW).exists()


def test_some_are_silent_and_some_do_not_turn_up(made: Seeded) -> None:
    outcomes = Counter(models.ContactLine.objects.values_list("outcome", flat=True))

    assert set(outcomes) == {"met", "not_met", "missed", "refused"}
    assert models.CitizenClock.objects.filter(met_at__lt=NOW.replace(day=10)).exists()


def test_a_caseworker_of_the_seed_sees_the_own_unit(made: Seeded) -> None:
    user = User.objects.get(email=made.emails[0])
    membership = Membership.objects.get(user=user)

    with acting_as(user_id=user.pk, at=NOW) as actor:
        assert actor.role == Role.CASEWORKER
        assert models.Citizen.objects.visible_to(actor).count() == 30
        assert models.ContactLine.objects.visible_to(actor).exclude(unit_id=membership.unit_id).count() == 0


def test_a_citizen_may_have_no_contact_at_all() -> None:
    seed(citizens=5, contacts=0, until=UNTIL)

    assert models.CitizenClock.objects.filter(met_at=None, attempts=0).count() == 5


def test_the_command_says_what_it_made() -> None:
    out = StringIO()

    call_command("seed", citizens=10, contacts=20, stdout=out)

    assert out.getvalue().startswith("10 citizens and 20 contacts with ")


def test_more_units_than_citizens_are_refused() -> None:
    with pytest.raises(CommandError, match="at least as many citizens as units"):
        call_command("seed", citizens=2, contacts=20, units=3)


def test_a_real_installation_is_not_seeded(settings: object) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]

    with pytest.raises(CommandError, match="no real database"):
        call_command("seed", citizens=10, contacts=20)

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cases_citizen")
        assert cursor.fetchone()[0] == 0
