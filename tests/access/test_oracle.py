"""The second wall: SQL and Python cannot drift apart, and every term of the policy is needed."""

import random

import pytest
from django.db import connection

from referrals.models import Referral
from tests.access import oracle
from tests.database import as_owner, sql
from udsatte.access.context import enter
from udsatte.access.permissions import CASEWORK, OWN
from udsatte.access.protection import Protection, model_policies, policies

SEEDS = range(12)
TOY_SEEDS = range(60)
#: Each term of the policy, and what a policy without it would look like.
MUTANTS = {
    "unit": (" AND g.unit_id = (SELECT nullif(current_setting('app.unit', true), '')::uuid)", ""),
    "user": (
        " AND (g.user_id IS NULL OR g.user_id = (SELECT nullif(current_setting('app.user', true), '')::uuid))",
        "",
    ),
    "scope": (" AND g.scope >= 30", ""),
    "start": (" AND g.starts_at <= (SELECT nullif(current_setting('app.at', true), '')::timestamptz)", ""),
    "end": (
        " AND (g.ends_at IS NULL OR g.ends_at > (SELECT nullif(current_setting('app.at', true), '')::timestamptz))",
        "",
    ),
    "end exclusive": ("g.ends_at > ", "g.ends_at >= "),
    "health of the ground": (" AND g.health", ""),
    "health of the person": ("(SELECT coalesce(current_setting('app.health', true) = 'on', false))", "true"),
    "owning unit": (
        """("toy"."unit_id" = (SELECT nullif(current_setting('app.unit', true), '')::uuid))::int <> 0""",
        "true",
    ),
    "ceiling": ("::int >= 30, false)", "::int >= 0, false)"),
    "citizen": ('g.citizen_id = "toy"."citizen_id"', "true"),
}


APP_UNIT = "(SELECT nullif(current_setting('app.unit', true), '')::uuid)"
IS_UNIT = """IN ("referrals_referral"."unit_id")"""
IS_UNIT_TOLD = """IN ("referrals_referral"."unit_id", "referrals_referral"."told_unit_id")"""


@pytest.fixture
def world(db: None) -> oracle.World:
    return oracle.build()


def test_every_protected_table_has_rows_in_the_oracle(world: oracle.World) -> None:
    known = set(oracle.MAKERS) | oracle.MADE_ELSEWHERE
    tables = {table.name for table in world.tables if not table.name.endswith("event")}
    assert tables == known
    with as_owner():
        assert not [table.name for table in world.tables if not oracle.read(table)]


def test_the_database_shows_exactly_what_the_plain_rule_says(world: oracle.World) -> None:
    for seed in SEEDS:
        world.randomise(random.Random(seed))
        assert world.differences() == [], f"seed {seed}"


def test_without_a_context_nobody_sees_anything(world: oracle.World) -> None:
    world.randomise(random.Random(1))
    with connection.cursor() as cursor:
        for table in world.tables:
            cursor.execute(f'SELECT count(*) FROM "{table.name}"')
            assert cursor.fetchone() == (0,), table.name


@pytest.fixture
def toy(world: oracle.World) -> oracle.Table:
    """A table of health casework that belongs to a unit: every term at once. It exists in this test alone."""
    protection = Protection(citizen="citizen", level=CASEWORK, unit="unit", health=True)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE toy (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),"
            " citizen_id uuid REFERENCES cases_citizen, unit_id uuid REFERENCES accounts_unit)"
        )
        cursor.execute("INSERT INTO toy (citizen_id, unit_id) SELECT c.id, u.id FROM cases_citizen c, accounts_unit u")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("ALTER TABLE toy ENABLE ROW LEVEL SECURITY")
        cursor.execute("GRANT SELECT ON toy TO udsatte_web")
        cursor.execute(policies("toy", protection, citizen="citizen_id", unit="unit_id")[0].sql())
        # Grounds have a policy of their own, which would hide a missing unit term; here the toy's stands alone.
        cursor.execute("ALTER POLICY ground ON cases_ground USING (true)")
        table = oracle.Table("toy", "id", "citizen_id", "unit_id", protection)
        world.rows["toy"] = oracle.read(table)
    return table


def test_the_declared_policy_passes_on_a_toy_table(world: oracle.World, toy: oracle.Table) -> None:
    for seed in TOY_SEEDS:
        world.randomise(random.Random(seed))
        assert world.differences([toy]) == [], f"seed {seed}"


def test_a_persons_own_rows_without_the_person_are_caught(world: oracle.World) -> None:
    table = next(table for table in world.tables if table.name == "cases_importrow")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER POLICY ground ON cases_importrow USING (unit_id = current_setting('app.unit')::uuid)")
    assert world.differences([table])


#: Each term of the policy of rows between two units, and what one without it would look like.
BETWEEN_MUTANTS = {
    "the unit that is told": (IS_UNIT_TOLD, IS_UNIT),
    "the unit that wrote it": (IS_UNIT_TOLD, """IN ("referrals_referral"."told_unit_id")"""),
    "either unit": (f"coalesce({APP_UNIT} {IS_UNIT_TOLD}, false)", "true"),
    "the own unit's level": ("::int >= 10, false)", "::int >= 0, false)"),
    "no more than the own unit's level": ("::int >= 10, false)", "::int >= 20, false)"),
}


@pytest.mark.parametrize("term", BETWEEN_MUTANTS)
def test_a_policy_between_units_without_a_term_is_caught(world: oracle.World, term: str) -> None:
    table = next(table for table in world.tables if table.name == "referrals_referral")
    whole = model_policies(Referral)[0].sql()
    mutant = whole.replace(*BETWEEN_MUTANTS[term])
    assert mutant != whole
    assert world.differences([table]) == []
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DROP POLICY ground ON referrals_referral")
        cursor.execute(mutant)
    assert world.differences([table])


def test_a_referral_is_read_by_the_two_units_and_a_draft_by_its_writers_alone(world: oracle.World) -> None:
    table = next(table for table in world.tables if table.name == "referrals_referral")
    with as_owner():
        everything = {one.pk: one for one in Referral.objects.all()}
    for viewer in world.viewers:
        assert enter(user_id=viewer.user.pk, membership_id=viewer.membership.pk, at=oracle.NOW)
        seen = {row[0] for row in sql(f"SELECT {table.pk} FROM {table.name}")}
        unit = viewer.membership.unit_id
        sent = {pk for pk, one in everything.items() if one.is_sent and unit in (one.from_unit_id, one.to_unit_id)}
        drafts = {pk for pk, one in everything.items() if not one.is_sent and unit == one.unit_id}
        assert sent
        assert drafts
        assert seen == (sent | drafts if viewer.ceiling() >= OWN else set()), viewer.membership.role


@pytest.mark.parametrize("term", MUTANTS)
def test_a_policy_without_a_term_is_caught(world: oracle.World, toy: oracle.Table, term: str) -> None:
    whole = policies("toy", toy.protection, citizen="citizen_id", unit="unit_id")[0].sql()
    mutant = whole.replace(*MUTANTS[term])
    assert mutant != whole
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DROP POLICY ground ON toy")
        cursor.execute(mutant)
    assert any(_differs(world, toy, seed) for seed in TOY_SEEDS)


def _differs(world: oracle.World, toy: oracle.Table, seed: int) -> bool:
    world.randomise(random.Random(seed))
    return bool(world.differences([toy]))
