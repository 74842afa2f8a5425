"""The same rule twice: what the database shows, and what plain Python says, for any grounds and any viewer."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import permutations
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model

from cases.choices import STREET, Basis, Scope
from cases.models import Assignment, Ground, Identifier
from cases.models.grounds import LASTS
from referrals.choices import Door
from tests.database import as_owner, sql
from tests.factories import cases as make
from tests.factories import referrals as refer
from tests.factories.accounts import MembershipFactory, UnitFactory, UserFactory
from udsatte.access.context import enter
from udsatte.access.grants import is_event, models
from udsatte.access.permissions import CEILING
from udsatte.access.protection import Protection
from udsatte.accounts.choices import HEALTH_ROLES, Role
from udsatte.accounts.models import Membership, Unit, User

NOW = datetime.fromisoformat("2026-11-24T10:42:00+01:00")
ROLES = (Role.CASEWORKER, Role.NURSE, Role.MANAGER, Role.REGION_PARTNER, Role.REFERRER, Role.AUDITOR)

#: How one row of each protected table comes to be. A protected model without a maker fails a test.
MAKERS: dict[str, Callable[..., Model]] = {
    "cases_alias": make.AliasFactory,
    "cases_phone": make.PhoneFactory,
    "cases_haunt": make.HauntFactory,
    "cases_riskstory": make.RiskStoryFactory,
    "cases_identifier": make.IdentifierFactory,
    "cases_enquiry": make.EnquiryFactory,
    "cases_case": make.CaseFactory,
    "cases_casestatuschange": make.CaseStatusChangeFactory,
    "cases_assignment": make.AssignmentFactory,
    "cases_contactline": make.ContactLineFactory,
    "cases_lineservice": make.LineServiceFactory,
    "cases_noteaddition": make.NoteAdditionFactory,
    "cases_followup": make.FollowUpFactory,
    "cases_followupchange": make.FollowUpChangeFactory,
    "cases_handover": make.HandoverFactory,
    "cases_notice": make.NoticeFactory,
    "cases_death": make.DeathFactory,
    "cases_importjob": make.ImportJobFactory,
    "cases_importrow": make.ImportRowFactory,
    "cases_exportjob": make.ExportJobFactory,
    "cases_intake": make.IntakeFactory,
    "cases_background": make.BackgroundFactory,
    "cases_relative": make.RelativeFactory,
    "cases_pendingmatch": make.PendingMatchFactory,
    "cases_sighting": make.SightingFactory,
    "cases_call": make.CallFactory,
    "cases_tip": make.TipFactory,
    "cases_companion": make.CompanionFactory,
    "cases_staffline": make.StaffLineFactory,
    "cases_contactdraft": make.ContactDraftFactory,
    "cases_lookout": make.LookoutFactory,
    "cases_visit": make.VisitFactory,
    "referrals_referral": refer.ReferralFactory,
    "referrals_tie": refer.TieFactory,
    "referrals_step": refer.StepFactory,
    "referrals_criterionanswer": refer.CriterionAnswerFactory,
    "referrals_message": refer.MessageFactory,
    "referrals_attachment": refer.AttachmentFactory,
    "referrals_firstmeeting": refer.FirstMeetingFactory,
    "referrals_package": refer.PackageFactory,
    "referrals_packagefact": refer.PackageFactFactory,
    "referrals_guarantee": refer.GuaranteeFactory,
    "referrals_paymentcommitment": refer.PaymentCommitmentFactory,
}
#: A person's own, in a unit.
OF_ONE_PERSON = {"cases_importjob", "cases_importrow", "cases_exportjob", "cases_intake", "cases_contactdraft"}
#: Made by something else: citizens and grounds below, the clock and the handling by their triggers, a contact's header
#: with its line.
MADE_ELSEWHERE = {"cases_citizen", "cases_ground", "cases_citizenclock", "cases_contact", "referrals_handling"}


#: A row's key, citizen, unit, person and the other unit that is told.
Row = tuple[Any, Any, Any, Any, Any]


@dataclass(frozen=True)
class Table:
    """A protected table as the oracle reads it."""

    name: str
    pk: str
    citizen: str | None
    unit: str | None
    protection: Protection
    user: str | None = None
    told: str | None = None


@dataclass(frozen=True)
class Viewer:
    user: User
    membership: Membership

    def ceiling(self) -> int:
        return CEILING[self.membership.role]


@dataclass
class World:
    """Citizens with a row of everything in every unit, and people who look."""

    citizens: list[Any]
    units: list[Unit]
    viewers: list[Viewer]
    tables: list[Table]
    rows: dict[str, list[Row]]

    def randomise(self, rng: random.Random) -> None:
        """Throw the grounds away and make others: any unit, person, basis, scope, health and period around NOW."""
        with as_owner(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM cases_ground WHERE reason = 'oracle'")
            people = [viewer.user for viewer in self.viewers]
            grounds = []
            for _ in range(rng.randint(1, 12)):
                basis = rng.choice(list(Basis))
                begin = NOW + timedelta(hours=rng.choice([-72, -24, -1, 0, 1, 24]))
                person: User | None = rng.choice(people) if basis in STREET or rng.random() < 0.35 else None
                scope, health = int(rng.choice(Scope.values)), rng.random() < 0.5
                hours: list[float | None] = [None, None, 1 / 3600, 1, 24, 48]
                if basis in STREET:  # the database takes no other
                    scope, health = Scope.SHARED, False
                    hours = [1 / 3600, 1, LASTS[basis] / timedelta(hours=1)]
                lasts = rng.choice(hours)
                if lasts and rng.random() < 0.2:  # over at this very moment
                    begin = NOW - timedelta(hours=lasts)
                grounds.append(
                    Ground(
                        citizen=rng.choice(self.citizens),
                        unit=rng.choice(self.units),
                        user=person,
                        basis=basis,
                        scope=scope,
                        health=health,
                        starts_at=begin,
                        ends_at=begin + timedelta(hours=lasts) if lasts is not None else None,
                        reason="oracle",
                        opened_by=people[0],
                    )
                )
            Ground.objects.bulk_create(grounds)

    def differences(self, tables: list[Table] | None = None) -> list[str]:
        """Where the database and the plain rule disagree."""
        with as_owner():
            grounds = list(Ground.objects.all())
        return [d for viewer in self.viewers for d in self._of(viewer, grounds, tables or self.tables)]

    def _of(self, viewer: Viewer, grounds: list[Ground], tables: list[Table]) -> Iterator[str]:
        assert enter(user_id=viewer.user.pk, membership_id=viewer.membership.pk, at=NOW)
        for table in tables:
            seen = {row[0] for row in sql(f'SELECT {table.pk} FROM "{table.name}"')}
            expected = {
                pk
                for pk, citizen, unit, user, told in self._rows(table)
                if shows(table.protection, viewer, grounds, citizen, unit, user, told)
            }
            if seen != expected:
                too_many, too_few = len(seen - expected), len(expected - seen)
                yield f"{table.name} for {viewer.membership.role}: {too_many} too many, {too_few} too few"

    def _rows(self, table: Table) -> list[Row]:
        if not table.name.startswith("cases_ground"):
            return self.rows[table.name]
        with as_owner():
            return read(table)


def shows(
    p: Protection,
    viewer: Viewer,
    grounds: list[Ground],
    citizen: UUID | None,
    unit: UUID | None,
    user: UUID | None = None,
    told: UUID | None = None,
) -> bool:
    """The rule of walls.md in plain Python, for one row."""
    member = viewer.membership
    if viewer.ceiling() < p.level:
        return False
    if p.unit_reads and member.unit_id not in (unit, told):
        return False
    if p.user is not None and user != viewer.user.pk:
        return False
    if p.citizen is None:
        return True
    return any(
        ground.citizen_id == citizen
        and ground.covers(
            user_id=viewer.user.pk,
            unit_id=member.unit_id,
            ceiling=viewer.ceiling(),
            at=NOW,
            level=p.level,
            health=member.health_professional if p.health else None,
        )
        for ground in grounds
    )


def read(table: Table) -> list[Row]:
    """Every row's key, citizen, unit, person and unit that is told, as the owner sees them."""
    of = (table.pk, table.citizen, table.unit, table.user, table.told)
    columns = ", ".join(column or "NULL" for column in of)
    return [(row[0], row[1], row[2], row[3], row[4]) for row in sql(f'SELECT {columns} FROM "{table.name}"')]


def protected_tables() -> list[Table]:
    """Every protected table there is, history included, from the models."""
    found = []
    for model in models():
        declaring: Any = model.pgh_tracked_model if is_event(model) else model  # type: ignore[attr-defined]
        meta: Any = model._meta
        protection = getattr(declaring, "protection", None)
        if protection is None:
            continue
        names = (protection.citizen, protection.unit, protection.user, protection.told)
        citizen, unit, user, told = (meta.get_field(name).column if name else None for name in names)
        found.append(Table(meta.db_table, meta.pk.column, citizen, unit, protection, user, told))
    return found


def build() -> World:
    """Three citizens, three units and twelve viewers; a row of everything for each citizen in two of the units, and of
    everything between any two."""
    with as_owner():
        units: list[Any] = [UnitFactory() for _ in range(3)]
        viewers = []
        for index, role in enumerate(ROLES * 2):
            user = UserFactory()
            viewers.append(
                Viewer(
                    user,
                    MembershipFactory(
                        user=user,
                        unit=units[(index + index // len(ROLES)) % 3],
                        role=role,
                        health_professional=role in {*HEALTH_ROLES, Role.REGION_PARTNER},
                    ),
                )
            )
        citizens = [make.CitizenFactory() for _ in range(3)]
        for citizen in citizens:
            for unit in units[:2]:
                make_everything(citizen, unit)
        for viewer in viewers:
            make_everything_of(viewer)
        for sender, receiver in permutations(units, 2):
            make_everything_between(citizens[0], sender, receiver)
        tables = protected_tables()
        rows = {table.name: read(table) for table in tables}
    return World(citizens, units, viewers, tables, rows)


def make_everything(citizen: Any, unit: Unit) -> None:
    """One row in every protected table about this citizen, of this unit."""
    case = make.CaseFactory(citizen=citizen, unit=unit, ground__ended=True)
    line = make.ContactLineFactory(citizen=citizen, unit=unit)
    of_case = {"cases_casestatuschange", "cases_assignment"}
    of_line = {"cases_lineservice", "cases_noteaddition"}
    for table, maker in MAKERS.items():
        if table in of_case:
            maker(case=case)
        elif table in of_line:
            maker(line=line)
        elif table == "cases_identifier" and Identifier.objects.filter(citizen=citizen).exists():
            continue  # a citizen has one CPR number
        elif table == "cases_handover":
            maker(assignment=Assignment.objects.get(case=case))
        elif table == "cases_death":
            maker(citizen=citizen, withdrawn=True)
        elif table == "cases_pendingmatch":
            maker(unit=unit)  # names no citizen until it is answered
        elif table.startswith("referrals_"):
            continue
        elif table in OF_ONE_PERSON:
            maker(**({"job__unit": unit} if table == "cases_importrow" else {"unit": unit}))
        elif table not in {"cases_case", "cases_contactline"}:
            model = maker._meta.model  # type: ignore[attr-defined]
            names = {field.name for field in model._meta.fields}
            if "contact" in names and "citizen" not in names:  # of a contact that names nobody
                maker(contact__unit=unit)
                continue
            maker(**{name: value for name, value in (("citizen", citizen), ("unit", unit)) if name in names})
    make_everything_between(citizen, unit, UnitFactory())


def make_everything_between(citizen: Any, sender: Unit, receiver: Unit) -> None:
    """What one unit sends another: told of it and not, a draft, and what the receiver or the public page wrote down."""
    parties: Any = {"from_unit": sender, "to_unit": receiver}
    sent = [
        refer.ReferralFactory(**parties, told=True),
        refer.ReferralFactory(**parties),
        refer.ReferralFactory(**parties, unit=receiver, told_unit=sender, door=Door.PHONE),
        refer.ReferralFactory(to_unit=receiver, told_unit=receiver, public=True),
    ]
    refer.ReferralFactory(**parties, draft=True)
    for one in sent:
        told = sender if one.basis else None
        refer.StepFactory(referral=one, unit=receiver, told_unit=told)
        refer.CriterionAnswerFactory(referral=one, unit=receiver)
        refer.AttachmentFactory(referral=one)
        refer.FirstMeetingFactory(referral=one, unit=receiver, told_unit=told)
        refer.MessageFactory(referral=one)
        refer.MessageFactory(referral=one, unit=receiver, told_unit=one.from_unit)
        refer.TieFactory(referral=one, unit=receiver, citizen=citizen)
    refer.TieFactory(referral=sent[0], unit=sender, citizen=citizen)
    refer.PackageFactFactory(package__referral=sent[0])
    refer.GuaranteeFactory(citizen=citizen, unit=sender, settled=True)
    refer.PaymentCommitmentFactory(citizen=citizen, unit=sender)


def make_everything_of(viewer: Viewer) -> None:
    """One row in every table of a person's own: this person's, here and in another unit."""
    for unit in (viewer.membership.unit, UnitFactory()):
        whose = {"unit": unit, "asked_by": viewer.user, "membership": viewer.membership}
        make.ImportRowFactory(**{f"job__{name}": value for name, value in whose.items()})
        make.ExportJobFactory(**whose)
        make.IntakeFactory(unit=unit, by=viewer.user)
