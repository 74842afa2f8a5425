"""Why a unit sees a citizen, whose list it is, what is to be done, and what the unit was told."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db.models import CharField, Count, Exists, F, Func, OuterRef, Prefetch, Q
from django.utils.timezone import localdate

from cases.choices import STREET
from cases.querysets.citizens import among
from udsatte.access.actor import Actor
from udsatte.access.permissions import Permission, roles_with
from udsatte.access.querysets import VisibleQuerySet
from udsatte.accounts.models import Leave, Membership

if TYPE_CHECKING:
    from cases.models import Assignment, FollowUp, FollowUpChange, Ground, Notice  # noqa: F401 — the rows' types below


class GroundQuerySet(VisibleQuerySet["Ground"]):
    """Reasons to see a citizen."""

    def open_at(self, at: datetime) -> Self:
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at), starts_at__lte=at)

    def opened_in_street(self, at: datetime) -> Self:
        """Open ones that somebody opened for themselves."""
        return self.open_at(at).filter(basis__in=STREET)


class AssignmentQuerySet(VisibleQuerySet["Assignment"]):
    """Whose list a citizen stands on."""

    def open(self) -> Self:
        return self.filter(ends_on__isnull=True)

    def counted(self, unit_id: UUID, user_ids: Iterable[UUID]) -> dict[UUID, tuple[int, int]]:
        """How many of the living stand on each of these people's lists in the unit, and how many of them have no name.

        A merged person counts once, and has a name when one of their citizens has. One statement.
        """
        lists = self.open().filter(unit_id=unit_id, caseworker__in=user_ids, citizen__died_on__isnull=True).order_by()
        citizens = lists.values("citizen")
        nameless = Q(citizen__is_unknown=True) & ~Q(among(F("citizen"), "unit_named", citizens))
        rows = lists.exclude(among(F("citizen"), "unit_doubles", citizens)).values_list("caseworker")
        counts = rows.annotate(number=Count("pk"), nameless=Count("pk", filter=nameless))
        return {who: (number, unknown) for who, number, unknown in counts}

    def in_unit(self, unit_id: UUID, citizen_ids: Iterable[UUID]) -> dict[UUID, tuple[UUID, UUID]]:
        """The open assignment and the caseworker of each of these citizens. One statement."""
        rows = self.open().filter(unit_id=unit_id, citizen__in=citizen_ids)
        return {citizen: (pk, who) for citizen, pk, who in rows.values_list("citizen_id", "pk", "caseworker_id")}

    def of(self, citizen_id: UUID, at: datetime) -> Self:
        """On whose list this citizen stands, then who is named still after a handover; with the unit and the note.

        `unit_said`: what the unit is called to those who read none of its casework.
        """
        named = Q(ends_on__isnull=True) | Q(named_until_on__gt=localdate(at))
        rows = self.filter(named, citizen_id=citizen_id).select_related("caseworker", "unit", "handover__written_by")
        rows = rows.annotate(unit_said=Func(F("unit_id"), function="unit_said", output_field=CharField()))
        return rows.order_by(F("ends_on").desc(nulls_first=True), "-starts_on", "id")


def _is_nobodys(at: datetime) -> Q:
    """Its owner is not at work in the unit, and nobody stands in."""
    roles = roles_with(Permission.FOLLOWUP)
    at_work = Membership.objects.open_at(at).with_role(roles).present(at)
    away = Leave.objects.running(at).minded(at, roles)
    of_owner = {"unit": OuterRef("unit"), "user": OuterRef("owner")}
    return ~Q(Exists(at_work.filter(**of_owner))) & ~Q(Exists(away.filter(**of_owner)))


def _is_minded(unit_id: UUID, at: datetime) -> Q:
    """Somebody minds what nobody in the unit owns: a coordinator at work, or who stands in for one."""
    minders = Membership.objects.of_unit(unit_id).open_at(at).with_role(roles_with(Permission.FOLLOWUP_UNIT))
    away = Leave.objects.of_unit(unit_id).running(at).lending(at).minded(at, roles_with(Permission.FOLLOWUP))
    return Q(Exists(minders.present(at))) | Q(Exists(away))


def _of_lists(actor: Actor) -> Q:
    return Q(owner_id__in=actor.lists) if actor.stands_in_for else Q(owner_id=actor.user_id)


class FollowUpQuerySet(VisibleQuerySet["FollowUp"]):
    """Next steps."""

    def open(self) -> Self:
        return self.filter(done_at__isnull=True)

    def living(self) -> Self:
        """About the living: the dead are not reminded of. It costs no join where the citizen comes along."""
        return self.filter(citizen__died_on__isnull=True)

    def due_by(self, day: date) -> Self:
        """Open ones about the living that are due on this day or were before it."""
        return self.open().living().filter(due_on__lte=day)

    def for_list(self) -> Self:
        """Open ones about the living, with whose they are and whom they are about."""
        return self.open().living().select_related("citizen", "owner")

    def about(self, *citizens: UUID) -> Self:
        """Open ones about a citizen whom the page has already, soonest first, with whose they are."""
        return self.open().filter(citizen_id__in=citizens).select_related("owner").soonest_first()

    def in_unit(self, unit_id: UUID) -> Self:
        return self.filter(unit_id=unit_id)

    def of_lists(self, actor: Actor) -> Self:
        """Those that this person owns in the present unit, and those of colleagues for whom the person stands in."""
        return self.filter(_of_lists(actor), unit_id=actor.unit_id)

    def overdue(self, day: date) -> Self:
        """Those that were due before this day."""
        return self.filter(due_on__lt=day)

    def given_away_by(self, user_id: UUID, unit_id: UUID) -> Self:
        """Those that this person gave to somebody else."""
        from cases.models import FollowUpChange

        given = FollowUpChange.objects.filter(follow_up=OuterRef("pk"), from_owner_id=user_id, changed_by_id=user_id)
        return self.in_unit(unit_id).filter(Exists(given)).exclude(owner_id=user_id)

    def nobodys(self, at: datetime) -> Self:
        """Those that have no owner, or one who is not at work and has no deputy: they are the unit's."""
        return self.filter(_is_nobodys(at))

    def cared_by(self, actor: Actor, at: datetime) -> Self:
        """`of_lists`, and, for who minds the unit's, nobody's. In a unit without a coordinator everybody minds them."""
        units = _is_nobodys(at)
        if not actor.may(Permission.FOLLOWUP_UNIT):
            # First, for it is asked once a query and settles it for almost everybody.
            units = ~_is_minded(actor.unit_id, at) & units
        return self.filter(_of_lists(actor) | units, unit_id=actor.unit_id)

    def minded_by(self, actor: Actor, at: datetime) -> Self:
        """What this person is reminded of: `cared_by`; nothing while away, for the deputy is reminded of it."""
        return self.none() if actor.away_until else self.cared_by(actor, at)

    def soonest_first(self) -> Self:
        return self.order_by("due_on", "id")


class FollowUpChangeQuerySet(VisibleQuerySet["FollowUpChange"]):
    """What became of next steps on the way."""

    def of(self, follow_up_id: UUID) -> Self:
        """Newest first, with the people."""
        people = self.select_related("changed_by", "from_owner", "to_owner")
        return people.filter(follow_up_id=follow_up_id).order_by("-changed_at", "id")


class NoticeQuerySet(VisibleQuerySet["Notice"]):
    """What a unit was told."""

    def told(self, user_id: UUID, unit_id: UUID) -> Self:
        """What the unit was told, and what this person alone was told in it."""
        return self.filter(Q(user__isnull=True) | Q(user_id=user_id), unit_id=unit_id)

    def unseen(self) -> Self:
        return self.filter(seen_at__isnull=True)

    def for_list(self) -> Self:
        """With the citizen in `known_citizen`, None when the reader does not see that citizen any more."""
        from cases.models import Citizen

        # No join: an inner one would hide the notice together with the citizen.
        return self.select_related("seen_by").prefetch_related(
            Prefetch("citizen", Citizen.objects.with_casework(), to_attr="known_citizen")
        )
