"""Signed in as the database's own roles, not by SET ROLE: what an attacker with the application's password can do."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any, cast

import psycopg
import pytest
from django.db import connection, transaction
from psycopg import errors

from cases.actions.identifiers import register_all
from cases.cpr import CprNumber
from cases.models import Case, Citizen, Enquiry, Ground, Identifier
from tests.access.conftest import SignIn
from tests.database import as_owner, sql
from tests.factories import cases as make
from tests.personas import Persona
from udsatte.access.grants import models

REGISTER = "SELECT outcome, citizen FROM citizen_register('cpr', '', %s, %s, 'Else', %s, %s, NULL)"


def enter(one: psycopg.Connection[Any], who: Persona, at: datetime) -> None:
    assert one.execute(
        "SELECT user_id FROM access_enter(%s, %s, %s)", [who.user.pk, who.membership.pk, at]
    ).fetchone() == (who.user.pk,)


def count(one: psycopg.Connection[Any], table: str) -> int:
    row = one.execute(f'SELECT count(*) FROM "{table}"').fetchone()
    assert row
    return int(row[0])


# -- what the role is ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["web", "worker"])
def test_the_role_is_nobody_special_and_owns_nothing(role: str, sign_in: SignIn) -> None:
    one = sign_in(role)
    flags = one.execute(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication"
        " FROM pg_roles WHERE rolname = session_user"
    ).fetchone()
    assert flags == (False,) * 5
    for catalogue, owner in [
        ("pg_class", "relowner"),
        ("pg_proc", "proowner"),
        ("pg_namespace", "nspowner"),
        ("pg_database", "datdba"),
        ("pg_type", "typowner"),
    ]:
        owned = one.execute(
            f"SELECT count(*) FROM {catalogue} WHERE pg_has_role(session_user, {owner}, 'MEMBER')"
        ).fetchone()
        assert owned == (0,), catalogue
    memberships = one.execute(
        "SELECT m.roleid::regrole::text, m.inherit_option, m.admin_option FROM pg_auth_members m"
        " JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = session_user"
    ).fetchall()
    # The worker may become the web role for somebody it works for; it has nothing of that role's by itself.
    assert memberships == ([("udsatte_web", False, False)] if role == "worker" else [])


ATTACKS = {
    "become the owner": "SET ROLE udsatte_owner",
    "become the owner for good": "SET SESSION AUTHORIZATION udsatte_owner",
    "become the worker": "SET ROLE udsatte_worker",
    "become the backup": "SET ROLE udsatte_backup",
    "give oneself the owner's role": "GRANT udsatte_owner TO udsatte_web",
    "change one's own role": "ALTER ROLE udsatte_web BYPASSRLS",
    "make a role": "CREATE ROLE somebody",
    "switch triggers off for the session": "SET session_replication_role = replica",
    "switch triggers off for the session, by a function": (
        "SELECT set_config('session_replication_role', 'replica', false)"
    ),
    "switch the triggers of a table off": "ALTER TABLE cases_citizen DISABLE TRIGGER ALL",
    "drop a history trigger": "DROP TRIGGER clock_insert ON cases_contactline",
    "switch the wall off": "ALTER TABLE cases_citizen DISABLE ROW LEVEL SECURITY",
    "write another policy": "CREATE POLICY mine ON cases_citizen USING (true)",
    "alter the policy": "ALTER POLICY ground ON cases_citizen USING (true)",
    "drop the policy": "DROP POLICY ground ON cases_citizen",
    "a temporary table": "CREATE TEMP TABLE mine (id int)",
    "a temporary table by selecting": "SELECT 1 AS id INTO TEMP mine",
    "a table": "CREATE TABLE public.mine (id int)",
    "a schema": "CREATE SCHEMA mine",
    "a view": "CREATE VIEW public.mine AS SELECT * FROM cases_citizen",
    "a function": "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "a function in the temporary schema": "CREATE FUNCTION pg_temp.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "another function's body": "CREATE OR REPLACE FUNCTION app_cap() RETURNS int LANGUAGE sql AS 'SELECT 30'",
    "a trigger of one's own": (
        "CREATE TRIGGER mine AFTER INSERT ON cases_alias FOR EACH ROW EXECUTE FUNCTION clock_of_line()"
    ),
    "a rule": "CREATE RULE mine AS ON INSERT TO cases_alias DO INSTEAD NOTHING",
    "an extension": "CREATE EXTENSION dblink",
    "a foreign server": "CREATE SERVER mine FOREIGN DATA WRAPPER postgresql_fdw",
    "an operator in front of ours": "CREATE OPERATOR public.= (LEFTARG = uuid, RIGHTARG = uuid, FUNCTION = uuid_ne)",
    "read a file": "SELECT pg_read_file('/etc/passwd')",
    "copy from a program": "COPY cases_place FROM PROGRAM 'id'",
    "copy to a file": "COPY accounts_unit TO '/tmp/units'",
    "import a file": "SELECT lo_import('/etc/passwd')",
    "read the password hashes of the server": "SELECT * FROM pg_authid",
    "read everybody's statistics": "SELECT * FROM pg_statistic",
    "empty a history": "TRUNCATE cases_citizenevent",
    "empty a table": "TRUNCATE cases_contactline CASCADE",
    "delete history": "DELETE FROM cases_citizenevent",
    "change history": "UPDATE cases_citizenevent SET given_name = 'x'",
    "delete a citizen": "DELETE FROM cases_citizen",
    "change an actor": "UPDATE pghistory_context SET metadata = '{}'",
    "read the actors": "SELECT * FROM pghistory_context",
    "make an actor": (
        "INSERT INTO pghistory_context (id, metadata, created_at, updated_at)"
        " VALUES (gen_random_uuid(), '{}', now(), now())"
    ),
    "read the access log": "SELECT * FROM access_accessentry",
    "clean the access log": "DELETE FROM access_accessentry",
    "make a seal": "SELECT access_seal(0)",
    "a seal by hand": "INSERT INTO access_accessseal (number) VALUES (1)",
    "change a seal": "UPDATE access_accessseal SET sealed_at = now()",
    "take a seal away": "DELETE FROM access_accessseal",
    "read the fingerprints": "SELECT * FROM access_accessdigest",
    "take a fingerprint away": "DELETE FROM access_accessdigest",
    "say that the log was checked": "INSERT INTO access_accesscheck (faults) VALUES (0)",
    "let oneself in": "UPDATE accounts_user SET is_active = true",
    "choose somebody's password": "UPDATE accounts_user SET password = 'argon2$x'",
    "choose a password for nobody": "SELECT password_change('argon2$x')",
    "choose one for somebody who has one": "SELECT password_choose(gen_random_uuid(), 'argon2$x')",
    "take somebody's e-mail": "UPDATE accounts_user SET email = 'x@example.org'",
    "take a role": "UPDATE accounts_membership SET role = 'coordinator'",
    "a new membership": "INSERT INTO accounts_membership (id) VALUES (gen_random_uuid())",
    "reopen a unit": "UPDATE accounts_unit SET closed_on = NULL",
    "a ground by hand": "INSERT INTO cases_ground (id) VALUES (gen_random_uuid())",
    "an identifier by hand": "INSERT INTO cases_identifier (id) VALUES (gen_random_uuid())",
    "an enquiry by hand": "INSERT INTO cases_enquiry (id) VALUES (gen_random_uuid())",
    "take an enquiry away": "DELETE FROM cases_enquiry",
    "turn a clock": "UPDATE cases_citizenclock SET met_at = now()",
    "rewrite a note": "UPDATE cases_contactline SET note = 'x'",
    "move a line to somebody else": "UPDATE cases_contactline SET citizen_id = gen_random_uuid()",
    "move a case to one's own unit": "UPDATE cases_case SET unit_id = gen_random_uuid()",
    "hang a case on another ground": "UPDATE cases_case SET ground_id = gen_random_uuid()",
    "change a contact's header": "UPDATE cases_contact SET at = now()",
    "sign as somebody else afterwards": "UPDATE cases_noteaddition SET written_by_id = gen_random_uuid()",
    "say that a referral was seen": "UPDATE referrals_referral SET seen_at = now()",
    "tell a referral to somebody else": "UPDATE referrals_handling SET told_unit_id = gen_random_uuid()",
    "make a handling": "INSERT INTO referrals_handling (referral_id) VALUES (gen_random_uuid())",
    "tie a referral by hand": "INSERT INTO referrals_tie (id) VALUES (gen_random_uuid())",
    "rewrite a step": "UPDATE referrals_step SET reason = 'x'",
    "rewrite a word that was said": "UPDATE referrals_message SET text = 'x'",
    "change a paper": "UPDATE referrals_attachment SET content = ''",
    "open somebody's way in": "UPDATE referrals_entrance SET is_open = true",
    "ask after a referral by its inner function": "SELECT referral_is_to(gen_random_uuid())",
    "another service": "INSERT INTO cases_service (code) VALUES ('x')",
    "write a ground by its inner function": (
        "SELECT ground_write(gen_random_uuid(), gen_random_uuid(), NULL, 'case', 30::int, true, '')"
    ),
    "set a clock by its inner function": "SELECT clock_recompute(ARRAY[gen_random_uuid()])",
    "a lock on everybody": "BEGIN; LOCK TABLE cases_ground IN ACCESS EXCLUSIVE MODE",
    "a setting of the server": "ALTER SYSTEM SET log_statement = 'all'",
    "a setting of the database": "ALTER DATABASE postgres SET row_security = off",
    "end another's session for good": "SELECT pg_reload_conf()",
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_web_role_cannot(attack: str, web: psycopg.Connection[Any]) -> None:
    web.autocommit = True  # some of these never run inside a transaction
    refusals = (errors.InsufficientPrivilege, errors.InvalidSchemaName, errors.UndefinedObject)
    with pytest.raises(refusals) as caught:
        web.execute(ATTACKS[attack])
    # Never because a name was misspelt: what is refused is there.
    if isinstance(caught.value, errors.UndefinedObject):
        assert "foreign-data wrapper" in str(caught.value)
    if isinstance(caught.value, errors.InvalidSchemaName):
        assert "pg_temp" in str(caught.value)


def test_the_wall_cannot_be_switched_off_by_a_setting(web: psycopg.Connection[Any]) -> None:
    """row_security = off does not open the wall: it makes a query that would be filtered fail."""
    web.execute("SET row_security = off")
    with pytest.raises(errors.InsufficientPrivilege):
        web.execute("SELECT count(*) FROM cases_citizen")
    web.rollback()


@pytest.mark.parametrize("role", ["web", "worker"])
def test_what_another_session_asks_cannot_be_read(role: str, sign_in: SignIn) -> None:
    """A statement carries names and notes, and pg_stat_activity would show it to every session of the role."""
    other, mine = sign_in(role), sign_in(role)
    other.execute("SELECT 'Kirsten sover i porten'")
    rows = mine.execute("SELECT query FROM pg_stat_activity WHERE pid = %s", [other.info.backend_pid]).fetchall()
    assert len(rows) == 1
    assert "Kirsten" not in str(rows[0][0])


@pytest.mark.parametrize("role", ["web", "worker"])
def test_the_application_has_no_table_in_its_own_hands(role: str, sign_in: SignIn) -> None:
    one = sign_in(role)
    tables = [model._meta.db_table for model in models()]
    rows = one.execute(
        "SELECT t FROM unnest(%s::text[]) t WHERE has_table_privilege(t, 'TRUNCATE')"
        " OR has_table_privilege(t, 'TRIGGER') OR has_table_privilege(t, 'REFERENCES')",
        [tables],
    ).fetchall()
    assert rows == []


def test_the_backup_reads_everything_and_writes_nothing(sign_in: SignIn) -> None:
    backup = sign_in("backup")
    for model in models():
        count(backup, model._meta.db_table)
    backup.rollback()
    backup.execute("SET default_transaction_read_only = off")
    backup.commit()
    for statement in ("DELETE FROM cases_citizen", "UPDATE accounts_user SET email = 'x'", "SELECT citizen_begin()"):
        with pytest.raises(errors.InsufficientPrivilege):
            backup.execute(statement)
        backup.rollback()


# -- with data, in real transactions ------------------------------------------------------------------------


@pytest.fixture
def case(transactional_db: None, anna: Persona) -> Case:
    with as_owner():
        return cast(Case, make.CaseFactory(unit=anna.unit, opened_by=anna.user))


def test_the_web_role_sees_its_own_and_nothing_is_left_for_the_next(
    case: Case, anna: Persona, rikke: Persona, web: psycopg.Connection[Any], at: datetime
) -> None:
    assert count(web, "cases_citizen") == 0
    web.commit()
    with web.transaction():
        enter(web, anna, at)
        assert count(web, "cases_citizen") == 1
        web.execute("DECLARE mine CURSOR FOR SELECT * FROM cases_citizen")
    with web.transaction():
        assert count(web, "cases_citizen") == count(web, "cases_ground") == count(web, "cases_citizenevent") == 0
    with pytest.raises(errors.InvalidCursorName):
        web.execute("FETCH ALL FROM mine")
    web.rollback()
    with web.transaction():
        enter(web, rikke, at)
        assert count(web, "cases_citizen") == 0
        with web.cursor().copy("COPY (SELECT * FROM cases_citizen) TO STDOUT") as copy:
            assert list(copy) == []


def test_history_cannot_be_switched_off_or_forged(
    case: Case, anna: Persona, bo: Persona, web: psycopg.Connection[Any], at: datetime
) -> None:
    with web.transaction():
        enter(web, bo, at)
        web.execute(
            "INSERT INTO cases_riskstory (id, citizen_id, unit_id, text, written_at, written_by_id)"
            " VALUES (gen_random_uuid(), %s, %s, 'Af Bo', %s, %s)",
            [case.citizen_id, bo.unit.pk, at, bo.user.pk],
        )
    with as_owner():
        bos = str(one_row("SELECT pgh_context_id FROM cases_riskstoryevent")[0])
    with web.transaction():
        enter(web, anna, at)
        for name, value in [
            ("pgtrigger.ignore", '{"public.cases_alias:insert_insert", "cases_alias:insert_insert"}'),
            ("pgtrigger.ignore", "{all}"),
            ("pghistory.context_id", bos),
            ("pghistory.context_metadata", f'{{"user": "{bo.user.pk}"}}'),
            ("search_path", "pg_temp, public"),
        ]:
            web.execute("SELECT set_config(%s, %s, true)", [name, value])
        web.execute(
            "INSERT INTO cases_alias (id, citizen_id, text, added_at, added_by_id)"
            " VALUES (gen_random_uuid(), %s, 'Forfalsket', %s, %s)",
            [case.citizen_id, at, bo.user.pk],
        )
    with as_owner():
        rows = every_row(
            "SELECT c.id::text, c.metadata FROM cases_aliasevent e JOIN pghistory_context c ON c.id = e.pgh_context_id"
        )
        assert len(rows) == 1
        assert rows[0][0] != bos
        assert rows[0][1] == {"user": str(anna.user.pk), "unit": str(anna.unit.pk), "login": "udsatte_web"}
        assert one_row("SELECT metadata->>'user' FROM pghistory_context WHERE id = %s", bos)[0] == str(bo.user.pk)


def test_an_unknown_context_id_of_ones_own_choice_still_names_the_actor(
    case: Case, anna: Persona, web: psycopg.Connection[Any], at: datetime
) -> None:
    """Somebody could choose an id ahead of time; what stands under it is the actor all the same."""
    chosen = "11111111-1111-4111-8111-111111111111"
    for _ in range(2):
        with web.transaction():
            enter(web, anna, at)
            web.execute("SELECT set_config('pghistory.context_id', %s, true)", [chosen])
            web.execute("UPDATE cases_citizen SET version = version + 1")
    with as_owner():
        actors = every_row(
            "SELECT c.id::text, c.metadata->>'user' FROM cases_citizenevent e"
            " JOIN pghistory_context c ON c.id = e.pgh_context_id WHERE e.pgh_label = 'update'"
        )
    assert [actor for _, actor in actors] == [str(anna.user.pk)] * 2
    assert len({pk for pk, _ in actors}) == 2


def every_row(statement: str, *params: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return [tuple(json.loads(v) if str(v).startswith("{") else v for v in row) for row in cursor.fetchall()]


def one_row(statement: str, *params: str) -> tuple[Any, ...]:
    rows = every_row(statement, *params)
    assert len(rows) == 1
    return rows[0]


# -- citizen_register, two callers at once ------------------------------------------------------------------


def register(one: psycopg.Connection[Any], digest: bytes, *, hourly: int = 20) -> tuple[str, Any]:
    row = one.execute(REGISTER, [digest, b"sealed", "Borgeren står her", hourly]).fetchone()
    assert row
    if row[0] == "new":
        one.execute(
            "INSERT INTO cases_citizen (id, given_name, family_name, sex, is_protected, risk_instruction,"
            " registered_at, registered_by_id, version) SELECT %s, 'Else', 'Test', 'female', false, '', now(),"
            " current_setting('app.user')::uuid, 1",
            [row[1]],
        )
    return row[0], row[1]


def test_two_units_at_once_with_one_number_make_one_citizen(
    transactional_db: None, anna: Persona, niels: Persona, sign_in: SignIn, at: datetime
) -> None:
    start = Barrier(2)

    def caller(who: Persona) -> tuple[str, Any]:
        one = sign_in("web")
        with one.transaction():
            enter(one, who, at)
            start.wait(timeout=10)
            return register(one, b"two at once")

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(caller, [anna, niels]))
    outcomes = sorted(outcome for outcome, _ in answers)
    assert outcomes == ["asked", "new"]
    assert [pk for outcome, pk in answers if outcome == "asked"] == [None]
    with as_owner():
        assert Citizen.objects.count() == Identifier.objects.count() == Ground.objects.count() == 1
        assert Enquiry.objects.count() == 1


def test_two_units_at_once_about_somebody_whom_nobody_sees(
    transactional_db: None, anna: Persona, niels: Persona, sign_in: SignIn, at: datetime
) -> None:
    with as_owner():
        known = make.IdentifierFactory(digest=b"nobody sees")
        make.GroundFactory(citizen=known.citizen, unit=anna.unit, ended=True)
    start = Barrier(2)

    def caller(who: Persona) -> tuple[str, Any]:
        one = sign_in("web")
        with one.transaction():
            enter(one, who, at)
            start.wait(timeout=10)
            return register(one, b"nobody sees")

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(caller, [anna, niels]))
    assert sorted(outcome for outcome, _ in answers) == ["asked", "reopened"]
    with as_owner():
        assert Ground.objects.filter(citizen=known.citizen, ends_at=None).count() == 1


def test_two_colleagues_at_once_about_somebody_whom_nobody_sees_get_one_citizen(
    transactional_db: None, anna: Persona, bo: Persona, sign_in: SignIn, at: datetime
) -> None:
    """Who comes second sees the citizen already, and asks no other unit about the own one's."""
    with as_owner():
        known = make.IdentifierFactory(digest=b"two colleagues")
        make.GroundFactory(citizen=known.citizen, unit=anna.unit, ended=True)
    first, second = sign_in("web"), sign_in("web")
    enter(first, anna, at)
    assert register(first, b"two colleagues") == ("reopened", known.citizen_id)
    assert second_after(first, second, bo, at, b"two colleagues") == ("known", known.citizen_id)
    with as_owner():
        assert not Enquiry.objects.exists()
        assert Ground.objects.filter(citizen=known.citizen, ends_at=None).count() == 1


def test_a_colleague_whose_request_began_later_may_come_first(
    transactional_db: None, anna: Persona, bo: Persona, sign_in: SignIn, at: datetime
) -> None:
    """The ground begins after the other's clock: that one is told of the citizen all the same, and there is one."""
    first, second = sign_in("web"), sign_in("web")
    enter(first, anna, at + timedelta(milliseconds=20))
    outcome, citizen = register(first, b"came first")
    assert outcome == "new"
    assert second_after(first, second, bo, at, b"came first") == ("known", citizen)
    assert second.execute("SELECT id FROM cases_citizen").fetchall() == [(citizen,)], "it is there to be shown"
    with as_owner():
        assert Citizen.objects.count() == Identifier.objects.count() == Ground.objects.count() == 1
        assert not Enquiry.objects.exists()


def second_after(
    first: psycopg.Connection[Any], second: psycopg.Connection[Any], who: Persona, at: datetime, digest: bytes
) -> tuple[str, Any]:
    """What the second caller is answered, who was waiting when the first one committed."""
    with ThreadPoolExecutor(1) as pool:
        enter(second, who, at)
        waiting = pool.submit(register, second, digest)
        with as_owner():
            while not waiting.done():
                if sql("SELECT 1 FROM pg_locks WHERE pid = %s AND NOT granted", second.info.backend_pid):
                    break
        first.commit()
        return waiting.result(timeout=10)


def test_the_second_caller_waits_and_begins_when_the_first_gives_up(
    transactional_db: None, anna: Persona, niels: Persona, sign_in: SignIn, at: datetime
) -> None:
    first, second = sign_in("web"), sign_in("web")
    enter(first, anna, at)
    assert register(first, b"given up")[0] == "new"
    with ThreadPoolExecutor(1) as pool:
        enter(second, niels, at)
        waiting = pool.submit(register, second, b"given up")
        first.rollback()
        assert waiting.result(timeout=10)[0] == "new"
    second.commit()
    with as_owner():
        assert Citizen.objects.count() == 1
        assert Ground.objects.get().unit_id == niels.unit.pk


def test_two_imports_with_the_same_numbers_wait_for_each_other_in_one_order(
    transactional_db: None, anna: Persona, niels: Persona, at: datetime
) -> None:
    """In opposite orders each would wait for the other, and the database would end one of them."""
    numbers = [
        (CprNumber.parse(f"0101{year:02}0{tail:03}", today=at.date()), "Else")
        for year in range(50, 60)
        for tail in range(8)
    ]
    start = Barrier(2)

    def one(who: Persona, named: list[tuple[CprNumber, str]]) -> list[str]:
        try:
            connection.ensure_connection()
            start.wait(timeout=10)
            with transaction.atomic():
                with who.at_work(at):
                    answers = register_all(named, "Står på listen")
                transaction.set_rollback(True)  # a citizen for each is the import's business
            return [outcome for outcome, _citizen in answers]
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(one, [anna, niels], [numbers, numbers[::-1]])
    assert first == second == ["new"] * len(numbers)
