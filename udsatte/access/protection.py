"""What a protected model declares, and the policies that follow from it (walls.md has the reasons)."""

from dataclasses import dataclass

from django.db.models import Model

from udsatte.access.permissions import CASEWORK, OWN, SHARED

_UUID = "(SELECT nullif(current_setting('app.{}', true), '')::uuid)"
_AT = "(SELECT nullif(current_setting('app.at', true), '')::timestamptz)"


@dataclass(frozen=True, slots=True)
class Protection:
    """Who may read and write the rows of a table.

    citizen: the field that leads to the citizen; None for rows of a unit alone (a contact's header, a ground).
    level: OWN (10), SHARED (20) or CASEWORK (30); rows of level 30 also ask for the unit that wrote them.
    unit: the field of the unit that wrote the row. On a SHARED table it limits writing only.
    told: the field of the other unit that reads the row, when one is named there. Rows between two units alone.
    health: the ground and the person must open health fields.
    user: the field of the person who alone reads and writes the row, in that unit.
    """

    citizen: str | None
    level: int
    unit: str | None = None
    health: bool = False
    user: str | None = None
    told: str | None = None

    def __post_init__(self) -> None:
        if self.level not in (OWN, SHARED, CASEWORK):
            raise ValueError("level is OWN, SHARED or CASEWORK")
        if (self.level == OWN or self.told is not None) and (self.citizen is not None or self.unit is None):
            raise ValueError("what is between units leads to no citizen")
        if self.citizen is None and self.unit is None:
            raise ValueError("a row belongs to a citizen or to a unit")
        if self.user is not None and not self.unit_reads:
            raise ValueError("a person's own row belongs to a unit, which reads it")
        if self.level == CASEWORK and self.unit is None:
            raise ValueError("casework belongs to the unit that wrote it")

    @property
    def unit_reads(self) -> bool:
        """Whether reading, too, asks for the own unit."""
        return self.unit is not None and (self.level == CASEWORK or self.citizen is None)


@dataclass(frozen=True, slots=True)
class Policy:
    """One row of pg_policies, as we want it."""

    name: str
    table: str
    role: str
    command: str
    permissive: bool
    using: str | None
    check: str | None

    def sql(self, name: str | None = None) -> str:
        """CREATE POLICY, under another name when asked (to compare what PostgreSQL makes of it)."""
        kind = "PERMISSIVE" if self.permissive else "RESTRICTIVE"
        using = f" USING ({self.using})" if self.using else ""
        check = f" WITH CHECK ({self.check})" if self.check else ""
        head = f'CREATE POLICY "{name or self.name}" ON "{self.table}" AS {kind}'
        return f"{head} FOR {self.command} TO {self.role}{using}{check}"


def _terms(
    p: Protection,
    *,
    citizen: str | None,
    unit: str | None,
    user: str | None,
    told: str | None,
    level: int,
    ask_unit: bool,
) -> str:
    terms = [f"(SELECT coalesce(nullif(current_setting('app.cap', true), '')::int >= {level}, false))"]
    if p.health:
        terms.append("(SELECT coalesce(current_setting('app.health', true) = 'on', false))")
    if ask_unit and told:
        terms.append(f"coalesce({_UUID.format('unit')} IN ({unit}, {told}), false)")
    elif ask_unit:
        terms.append(f"{unit} = {_UUID.format('unit')}")
    if user:
        terms.append(f"{user} = {_UUID.format('user')}")
    if citizen:
        health = " AND g.health" if p.health else ""
        terms.append(
            "EXISTS (SELECT 1 FROM cases_ground g"  # noqa: S608 — columns of our own models
            f" WHERE g.citizen_id = {citizen}"
            f" AND g.unit_id = {_UUID.format('unit')}"
            f" AND (g.user_id IS NULL OR g.user_id = {_UUID.format('user')})"
            f" AND g.scope >= {level}{health}"
            f" AND g.starts_at <= {_AT} AND (g.ends_at IS NULL OR g.ends_at > {_AT}))"
        )
    return " AND ".join(map(_opaque, terms))


def _opaque(condition: str) -> str:
    """The same condition, of which the planner believes that nearly every row meets it.

    A list asks for its own unit already. A bare equality beside that makes the planner expect a handful of rows; a
    boolean that it cannot see through, half of them, for each term and each table joined. It then reads and sorts all
    that a unit has: the last 25 of 10,000 lines took 70 ms, and 16 ms so (`make bench`, unit_lines).
    """
    return f"({condition})::int <> 0"


def policies(
    table: str,
    p: Protection,
    *,
    citizen: str | None,
    unit: str | None,
    user: str | None = None,
    told: str | None = None,
) -> list[Policy]:
    """The policies of one table, given the columns that hold the citizen, the units and the person."""
    columns = {
        "citizen": f'"{table}"."{citizen}"' if citizen else None,
        "unit": f'"{table}"."{unit}"' if unit else None,
        "user": f'"{table}"."{user}"' if user else None,
        "told": f'"{table}"."{told}"' if told else None,
    }
    reads = _terms(p, **columns, level=p.level, ask_unit=p.unit_reads)
    found = [
        Policy("ground", table, "udsatte_web", "ALL", True, reads, None),
        Policy("worker", table, "udsatte_worker", "ALL", True, "true", None),
    ]
    if told:
        # Nobody writes a row in another unit's name.
        own = _terms(p, **{**columns, "told": None}, level=p.level, ask_unit=True)
        found.append(Policy("write_insert", table, "udsatte_web", "INSERT", False, None, own))
    elif p.level == SHARED:
        # What others may read, only those with casework may write, and a unit's own rows only that unit.
        writes = _terms(p, **columns, level=CASEWORK, ask_unit=unit is not None)
        found += [
            Policy("write_insert", table, "udsatte_web", "INSERT", False, None, writes),
            Policy("write_update", table, "udsatte_web", "UPDATE", False, writes, writes),
        ]
    return found


def model_policies(model: type[Model]) -> list[Policy]:
    """Every policy of a protected model, its event table included."""
    protection: Protection = model.protection  # type: ignore[attr-defined]
    meta = model._meta

    def column(field: str | None) -> str | None:
        return meta.get_field(field).column if field else None  # type: ignore[union-attr]

    columns = {key: column(getattr(protection, key)) for key in ("citizen", "unit", "user", "told")}
    found = policies(meta.db_table, protection, **columns)
    event = getattr(model, "pgh_event_model", None)
    if event is not None:
        # Nobody but the trigger writes history, so only the reading policies are needed.
        found += [p for p in policies(event._meta.db_table, protection, **columns) if p.permissive]
    return found
