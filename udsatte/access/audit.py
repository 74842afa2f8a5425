"""What the database enforces, against what the models declare. Run as the owner."""

from collections import defaultdict
from collections.abc import Iterator

from django.db import connection, transaction

from udsatte.access.grants import Grant, functions, is_event, model_grant, models, worker_functions
from udsatte.access.protection import Policy, model_policies

_POLICIES = """
SELECT policyname, array_to_string(roles, ','), cmd, permissive = 'PERMISSIVE', qual, with_check
  FROM pg_policies WHERE schemaname = 'public' AND tablename = %s
"""
#: Tables with a foreign key path to a citizen, however long.
_REACHES_CITIZEN = """
WITH RECURSIVE reach(oid) AS (
  SELECT 'cases_citizen'::regclass::oid
  UNION SELECT c.conrelid FROM pg_constraint c JOIN reach ON c.confrelid = reach.oid WHERE c.contype = 'f')
SELECT relname FROM reach JOIN pg_class ON pg_class.oid = reach.oid
UNION SELECT t.relname FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid
   JOIN pg_namespace n ON n.oid = t.relnamespace
 WHERE a.attname = 'citizen_id' AND t.relkind = 'r' AND n.nspname = 'public' AND NOT a.attisdropped
"""
#: First letters of the rights on each table, and the columns granted one by one.
_GRANTS = """
SELECT c.relname::text, coalesce(r.rolname, 'PUBLIC')::text, left(a.privilege_type, 1), NULL
  FROM pg_class c CROSS JOIN aclexplode(c.relacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
 WHERE c.relnamespace = 'public'::regnamespace
UNION ALL
SELECT c.relname::text, coalesce(r.rolname, 'PUBLIC')::text, NULL, t.attname::text
  FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid
       CROSS JOIN aclexplode(t.attacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
 WHERE c.relnamespace = 'public'::regnamespace
"""
_COMPARED = "protect_compare"
_APPLICATION = {"udsatte_web": "the web role", "udsatte_worker": "the worker", "PUBLIC": "everybody"}


def _stored(table: str) -> dict[str, tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(_POLICIES, [table])
        return {name: tuple(rest) for name, *rest in cursor.fetchall()}


def _as_stored(policy: Policy) -> tuple[object, ...]:
    """How PostgreSQL itself would write the policy down: made, read and taken back in a savepoint."""
    with connection.cursor() as cursor:
        cursor.execute(policy.sql(_COMPARED))
    stored = _stored(policy.table)[_COMPARED]
    with connection.cursor() as cursor:
        cursor.execute(f'DROP POLICY "{_COMPARED}" ON "{policy.table}"')
    return stored


def findings() -> Iterator[str]:
    """Each difference as one sentence; none means that the walls stand as declared."""
    with transaction.atomic():
        yield from _policy_findings()
        yield from _reach_findings()
        yield from _grant_findings()
        transaction.set_rollback(True)


def _policy_findings() -> Iterator[str]:
    for model in models():
        if not hasattr(model, "protection") or is_event(model):
            continue
        wanted: dict[str, dict[str, Policy]] = {}
        for policy in model_policies(model):
            wanted.setdefault(policy.table, {})[policy.name] = policy
        for table, of_table in wanted.items():
            stored = _stored(table)
            with connection.cursor() as cursor:
                cursor.execute("SELECT relrowsecurity FROM pg_class WHERE oid = %s::regclass", [table])
                if not cursor.fetchone()[0]:
                    yield f"{table}: row-level security is off."
            for name in sorted(stored.keys() - of_table.keys()):
                yield f"{table}: the policy {name} is declared nowhere."
            for name, policy in of_table.items():
                if name not in stored:
                    yield f"{table}: the policy {name} is missing."
                elif stored[name] != _as_stored(policy):
                    yield f"{table}: the policy {name} is not what the model declares."


def _reach_findings() -> Iterator[str]:
    by_table = {model._meta.db_table: model for model in models()}
    with connection.cursor() as cursor:
        cursor.execute(_REACHES_CITIZEN)
        tables = sorted(row[0] for row in cursor.fetchall())
    for table in tables:
        model = by_table.get(table)
        if model is None:
            yield f"{table}: leads to a citizen and has no model."
            continue
        declaring = model.pgh_tracked_model if is_event(model) else model  # type: ignore[attr-defined]
        grant = model_grant(model)
        if not hasattr(declaring, "protection") and (grant is None or grant.letters or grant.update_columns):
            yield f"{table}: leads to a citizen and declares no protection."


def _grant_findings() -> Iterator[str]:
    letters: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    columns: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(_GRANTS)
        for table, role, letter, column in cursor.fetchall():
            if letter is None:
                columns[table, role].add(column)
            else:
                letters[table, role].add(letter)
    for model in models():
        table = model._meta.db_table
        grant = model_grant(model)
        if grant is None:
            yield f"{table}: declares no web_grants."
            continue
        for role, who in _APPLICATION.items():
            wanted = Grant(table, "") if role == "PUBLIC" else grant
            if letters[table, role] != wanted.letters_of(role):
                has = "".join(sorted(letters[table, role])) or "nothing"
                yield f"{table}: {who} has {has}, declared is {wanted.letters or 'nothing'}."
            if columns[table, role] != set(wanted.update_columns):
                has = ", ".join(sorted(columns[table, role])) or "no column"
                want = ", ".join(wanted.update_columns) or "none"
                yield f"{table}: {who} has rights on {has}, declared is {want}."
    yield from _function_findings()


def _function_findings() -> Iterator[str]:
    may_call = {"udsatte_web": functions(), "udsatte_worker": functions() + worker_functions()}
    for role, named in may_call.items():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
                " LEFT JOIN pg_depend d ON d.objid = p.oid AND d.deptype = 'e'"
                " WHERE n.nspname = 'public' AND d.objid IS NULL AND has_function_privilege(%s, p.oid, 'EXECUTE')",
                [role],
            )
            allowed = {row[0] for row in cursor.fetchall()}
            cursor.execute("SELECT f::regprocedure::text FROM unnest(%s::text[]) f", [named])
            declared = {row[0] for row in cursor.fetchall()}
        for name in sorted(allowed ^ declared):
            can = "may" if name in allowed else "may not"
            yield f"{name}: {_APPLICATION[role]} {can} call it, declared is the opposite."
