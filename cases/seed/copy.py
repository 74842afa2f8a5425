"""Rows into tables by COPY, parents before children, with our own triggers off for the while."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

#: In the order in which foreign keys allow them.
TABLES: dict[str, tuple[str, ...]] = {
    "accounts_organisation": ("id", "name", "sector"),
    "accounts_unit": ("id", "organisation_id", "name", "kind", "phone"),
    "accounts_user": ("id", "email", "full_name", "title", "phone", "is_active", "password"),
    "accounts_membership": ("id", "user_id", "unit_id", "role", "health_professional", "starts_at"),
    "cases_citizen": (
        *("id", "given_name", "family_name", "birth_on", "birth_year", "sex", "is_protected"),
        *("risk_instruction", "risk_review_on", "registered_at", "registered_by_id", "version"),
        *("language", "interpreter", "digital_post_exempt", "home_municipality", "acting_municipality"),
    ),
    "cases_alias": ("id", "citizen_id", "text", "added_at", "added_by_id"),
    "cases_phone": ("id", "citizen_id", "number", "added_at", "added_by_id"),
    "cases_haunt": ("id", "citizen_id", "place_id", "added_at", "added_by_id"),
    "cases_background": (
        *("id", "citizen_id", "unit_id", "own_doctor", "doctor", "nationality", "residence", "residence_reason"),
        *("children", "children_text", "pregnant", "changed_at", "changed_by_id", "version"),
    ),
    "cases_relative": (
        *("id", "citizen_id", "unit_id", "name", "relation", "phone", "may_be_told", "agreed", "consent_on"),
        *("added_at", "added_by_id"),
    ),
    "cases_ground": (
        *("id", "citizen_id", "unit_id", "basis", "scope", "health", "starts_at", "reason", "opened_by_id"),
    ),
    "cases_case": (
        *("id", "citizen_id", "unit_id", "ground_id", "opened_on", "opened_by_id"),
        *("status", "status_at", "status_by_id", "status_reason", "closed_cause", "version"),
    ),
    "cases_casestatuschange": (
        *("id", "case_id", "citizen_id", "unit_id", "from_status", "to_status", "reason", "closed_cause"),
        *("changed_at", "changed_by_id"),
    ),
    "cases_assignment": (
        *("id", "case_id", "citizen_id", "unit_id", "caseworker_id", "starts_on", "ends_on"),
        *("assigned_by_id", "ended_by_id"),
    ),
    "cases_contact": (
        *("id", "unit_id", "by_id", "at", "medium", "place_id", "whereabouts", "initiative", "source", "saved_at"),
    ),
    "cases_contactline": (
        *("id", "contact_id", "citizen_id", "unit_id", "by_id", "at", "medium", "place_id", "whereabouts"),
        *("outcome", "minutes", "note", "struck_reason"),
    ),
    "cases_lineservice": ("id", "line_id", "citizen_id", "unit_id", "service_id", "response"),
    "cases_followup": (
        *("id", "citizen_id", "unit_id", "owner_id", "what", "why", "due_on", "opened_at", "opened_by_id"),
        *("done_at", "done_by_id", "origin", "version"),
    ),
}
NULL = "\\N"
_MOST_ROWS = 50_000


class Buffers:
    """Rows that wait to be copied. Values are text without tabs, line breaks and backslashes; NULL is `\\N`."""

    def __init__(self) -> None:
        self.waiting: dict[str, list[str]] = {table: [] for table in TABLES}

    def add(self, table: str, *values: str) -> None:
        """One row, its values in the order of TABLES."""
        self.waiting[table].append("\t".join(values))

    def flush_when_full(self) -> None:
        if sum(map(len, self.waiting.values())) > _MOST_ROWS:
            self.flush()

    def flush(self) -> None:
        """Copy what waits. Each table's keys are checked at the end of its statement."""
        with connection.cursor() as cursor:
            for table, rows in self.waiting.items():
                if rows:
                    columns = ", ".join(f'"{column}"' for column in TABLES[table])
                    with cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
                        copy.write("\n".join(rows) + "\n")
                    rows.clear()


#: Indexes that no constraint stands on; built anew by sorting they take a tenth of the time.
_INDEXES = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
 WHERE i.indrelid = ANY(%s::text[]::regclass[]) AND NOT i.indisunique AND NOT i.indisexclusion ORDER BY 1
"""
#: From so many contacts on it is quicker to build the indexes anew.
MANY = 20_000
#: Checking each key by itself takes most of the time; enforcing it again afterwards checks all rows by one join.
_KEYS = """
SELECT conrelid::regclass::text, quote_ident(conname) FROM pg_constraint
 WHERE contype = 'f' AND conrelid = ANY(%s::text[]::regclass[]) ORDER BY 1, 2
"""


@contextmanager
def set_wise(*, contacts: int) -> Iterator[None]:
    """No history, no clocks, and no keys and indexes row by row for the tables of the seed, in this transaction.

    A failure takes it back; at the end every foreign key is checked and enforced as it was. Others wait meanwhile.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what is pending would refuse the ALTER
        cursor.execute(_KEYS, [list(TABLES)])
        keys = cursor.fetchall()
        cursor.execute(_INDEXES, [list(TABLES)])
        indexes = cursor.fetchall() if contacts >= MANY else []
        for table in TABLES:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        for table, name in keys:
            cursor.execute(f"ALTER TABLE {table} ALTER CONSTRAINT {name} NOT ENFORCED")
        for name, _definition in indexes:
            cursor.execute(f"DROP INDEX {name}")
        yield
        for _name, definition in indexes:
            cursor.execute(definition)
        for table, name in keys:
            cursor.execute(f"ALTER TABLE {table} ALTER CONSTRAINT {name} ENFORCED")
        for table in TABLES:
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


#: The clocks of everybody who has none yet, by the rule of clock_recompute (cases/sql); a test compares the two.
CLOCKS = """
WITH fresh AS (
  SELECT id FROM cases_citizen c WHERE NOT EXISTS (SELECT 1 FROM cases_citizenclock k WHERE k.citizen_id = c.id)
), l AS (
  SELECT citizen_id, at, outcome, place_id,
         medium = 'in_person' AND outcome = 'met' AS met,
         medium = 'in_person' AND outcome IN ('met', 'refused') AS seen,
         medium <> 'in_person' AND outcome IN ('met', 'refused') AS spoken,
         outcome IN ('not_met', 'missed') AS attempt
    FROM cases_contactline JOIN fresh ON fresh.id = citizen_id WHERE struck_at IS NULL
), m AS (
  SELECT l.*, max(at) FILTER (WHERE met) OVER (PARTITION BY citizen_id) AS last_met FROM l
), k AS (
  SELECT citizen_id, max(last_met) AS met_at, max(at) FILTER (WHERE seen) AS seen_at,
         (array_agg(place_id ORDER BY at DESC) FILTER (WHERE seen AND place_id IS NOT NULL))[1] AS seen_place_id,
         max(at) FILTER (WHERE spoken) AS spoken_at,
         count(*) FILTER (WHERE attempt AND at > coalesce(last_met, '-infinity')) AS attempts,
         max(at) FILTER (WHERE attempt) AS attempted_at, max(at) FILTER (WHERE outcome = 'missed') AS missed_at
    FROM m GROUP BY citizen_id
)
INSERT INTO cases_citizenclock
  (citizen_id, met_at, seen_at, seen_place_id, spoken_at, attempts, attempted_at, missed_at)
SELECT fresh.id, met_at, seen_at, seen_place_id, spoken_at, coalesce(attempts, 0), attempted_at, missed_at
  FROM fresh LEFT JOIN k ON k.citizen_id = fresh.id
"""

#: What those are found by whose triggers were off.
FINDABLE = """
SELECT findable_renew(ARRAY(
  SELECT id FROM cases_citizen c WHERE NOT EXISTS (SELECT 1 FROM cases_findable f WHERE f.whom = c.id)))
"""
