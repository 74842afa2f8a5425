"""Keeping the directory. Functions of the database write, each with its own rule."""

import json
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.access.decisions import Decision, Foreseen, Stale
from udsatte.accounts.models import DirectoryEntry, Membership, Organisation, Unit
from udsatte.web.directory.policies import can_keep
from udsatte.web.idempotency import once


class NameTaken(Foreseen):
    """The organisation has a unit of that name."""

    field = "name"


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """What an entry says, in the words of DirectoryEntry. Empty: not known."""

    purpose: str = ""
    target_group: str = ""
    groups: list[str] = field(default_factory=list)
    districts: list[str] = field(default_factory=list)
    week_hours: list[str] = field(default_factory=list)
    hours_note: str = ""
    capacity: int | None = None
    mail: str = ""
    ean: str = ""
    gln: str = ""
    sor: str = ""
    permanence: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    period_note: str = ""
    source: str = ""

    def as_json(self) -> str:
        """For the function of the database, which knows each column's type."""
        return json.dumps(asdict(self), default=date.isoformat)


def keeps(*, actor: Actor, organisation: Organisation, at: datetime) -> Decision:
    """Whether the actor keeps what the directory says of this organisation."""
    own = Unit.objects.get(pk=actor.unit_id)
    administrators = Membership.objects.administrators_of_organisation(organisation.pk).not_over(at)
    return can_keep(actor=actor, own=own, organisation=organisation, has_administrator=administrators.exists())


@action
def add_entry(
    *,
    organisation_id: UUID | None,
    new_organisation: str,
    sector: str,
    name: str,
    phone: str,
    facts: EntryFacts,
    by: Actor,
    at: datetime,
    key: UUID,
) -> UUID:
    """An effort that is not in the directory yet, and its organisation when that is new; the unit's id.

    Raises Denied; NameTaken.
    """

    def save() -> UUID:
        if organisation_id is None:
            if Organisation.objects.filter(name__iexact=new_organisation).exists():
                raise NameTaken(_("This organisation is here already: choose it in the list."), field="organisation")
            organisation = Organisation(name=new_organisation, sector=sector)
            allowed = can_keep(actor=by, own=_own(by), organisation=organisation, has_administrator=False)
        else:
            organisation = Organisation.objects.get(pk=organisation_id)
            allowed = keeps(actor=by, organisation=organisation, at=at)
            _free(organisation_id, name)
        allowed.require()
        added: UUID = _call(
            "SELECT directory_add(%s, %s, %s, %s, %s, %s)",
            organisation_id,
            new_organisation,
            sector,
            name,
            phone,
            facts.as_json(),
        )
        return added

    return once(by=by, key=key, action="add_entry", at=at, do=save)[0]


@action
def change_entry(
    *, unit_id: UUID, version: int, name: str, phone: str, facts: EntryFacts, by: Actor, at: datetime
) -> None:
    """Correct what the directory says. Raises Denied; NameTaken; Stale when somebody changed it meanwhile."""
    unit = Unit.objects.select_related("organisation").get(pk=unit_id)
    keeps(actor=by, organisation=unit.organisation, at=at).require()
    _free(unit.organisation_id, name, unit_id)
    if not _call("SELECT directory_write(%s, %s, %s, %s, %s)", unit_id, version, name, phone, facts.as_json()):
        raise Stale(DirectoryEntry.objects.with_unit().get(pk=unit_id))


def _own(by: Actor) -> Unit:
    return Unit.objects.get(pk=by.unit_id)


def _free(organisation_id: UUID, name: str, *but: UUID) -> None:
    if Unit.objects.filter(organisation=organisation_id, name=name).exclude(pk__in=but).exists():
        raise NameTaken(_("The organisation has something of this name already."))


def _call(statement: str, *params: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchone()[0]
