"""People, and what stands on them."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Prefetch
from django.db.models.functions import Coalesce, JSONObject

from cases.choices import OPEN_STATUSES, IdentifierKind, Medium, Outcome
from udsatte.access.context import current_actor
from udsatte.access.querysets import VisibleQuerySet

if TYPE_CHECKING:
    from cases.models import Background, Citizen, Death  # noqa: F401 — the rows' types below

_IDS = ArrayField(models.UUIDField())


class _Among(models.Func):
    """x = ANY(array), as a condition."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = models.BooleanField()


def among(of: F, function: str, ids: models.QuerySet[Any, Any]) -> models.expressions.ExpressionWrapper:
    """Whether the citizen is one of those whom a function of the database picks from a list: asked once a statement."""
    picked = models.Func(
        ArraySubquery(ids), template=f"(SELECT {function}(%(expressions)s))::uuid[]", output_field=_IDS
    )
    return models.expressions.ExpressionWrapper(_Among(of, picked), models.BooleanField())


#: Sorts after every name.
LAST = "\U0010ffff"


class CitizenQuerySet(VisibleQuerySet["Citizen"]):
    """People."""

    def of_unit(self, unit_id: UUID) -> Self:
        """Those whose case in this unit is open: active, resting, sought or in aftercare."""
        return self.filter(cases__unit_id=unit_id, cases__status__in=OPEN_STATUSES)._with("cases")

    def on_list_of(self, user_id: UUID, unit_id: UUID) -> Self:
        """Those whose caseworker this person is today, in this unit, and the lists of those who are away meanwhile.

        With `list_of`, whose list it is. For whom the person in the context stands in, the context says.
        """
        actor = current_actor()
        lists = actor.lists if actor and (actor.user_id, actor.unit_id) == (user_id, unit_id) else [user_id]
        whose = {"caseworker_id__in": lists} if len(lists) > 1 else {"caseworker_id": user_id}
        return (
            self.filter(
                **{f"assignments__{name}": value for name, value in whose.items()},
                assignments__unit_id=unit_id,
                assignments__ends_on__isnull=True,
            )
            .annotate(list_of=F("assignments__caseworker_id"))
            ._with("assignments__case")
        )

    def for_board(self, unit_id: UUID) -> Self:
        """The unit's living, each person once, with clock and `case_id`, longest unseen first."""
        shown = ("given_name", "family_name", "is_unknown", "died_on", "risk_instruction", "clock")
        return self._of_board(unit_id).once_in_unit().with_others().only(*shown)

    def _of_board(self, unit_id: UUID) -> Self:
        return self.of_unit(unit_id).living().annotate(case_id=F("cases__pk")).select_related("clock").unseen_first()

    def waiting_in(self, unit_id: UUID, user_ids: Iterable[UUID]) -> Self:
        """Those of the board whom none of these people has on a list."""
        from cases.models import Assignment

        theirs = Assignment.objects.open().filter(unit_id=unit_id, caseworker__in=user_ids)
        nobodys = self._of_board(unit_id).filter(~models.Exists(theirs.filter(citizen=models.OuterRef("pk"))))
        return nobodys.once_in_unit().with_others()

    def unidentified(self) -> Self:
        """Those whose name nobody knows yet."""
        return self.filter(is_unknown=True)

    def once(self) -> Self:
        """Each person once, who stands in this list under several citizens (citizen_doubles)."""
        return self.exclude(among(F("pk"), "citizen_doubles", self.order_by().values("pk")))

    def once_in_unit(self) -> Self:
        """Each person once in the unit, whoever's list this is: on that of one caseworker (unit_doubles)."""
        return self.exclude(among(F("pk"), "unit_doubles", self.order_by().values("pk")))

    def with_others(self) -> Self:
        """With `other_ids`: who is one person with the citizen, as far as the reader sees them (merged.joined)."""
        return self.annotate(
            other_ids=models.Func(
                F("pk"), function="citizen_others", output_field=ArrayField(models.UUIDField(), default=list)
            )
        )

    def minding(self) -> Self:
        """Those of whom there is something to mind (*gå to*)."""
        return self.exclude(risk_instruction="")

    def living(self) -> Self:
        """Those of whom no death stands: whom anybody is still reminded of."""
        return self.filter(died_on__isnull=True)

    def dead(self) -> Self:
        return self.filter(died_on__isnull=False)

    def in_state(self, status: str, unit_id: UUID) -> Self:
        """Those whose case in this unit stands so."""
        return self.filter(cases__unit_id=unit_id, cases__status=status)._with("cases")

    def _with(self, case: str) -> Self:
        """How the case stands by which somebody is on the list: on the join that is there already."""
        return self.annotate(
            case_status=F(f"{case}__status"),
            case_since=F(f"{case}__status_at"),
            look_again_on=F(f"{case}__look_again_on"),
        )

    def shared_with(self, unit_id: UUID, at: datetime) -> Self:
        """Those on whom this unit has a ground, for readers who see no case: anchored on the unit's grounds."""
        from cases.models import Ground

        shared = self.filter(pk__in=Ground.objects.filter(unit_id=unit_id).open_at(at).values("citizen_id"))
        # A hidden name must not show by where it stands: those come last, in no order that means anything.
        hidden = models.When(is_protected=True, then=models.Value(LAST))
        return shared.annotate(shown_name=models.Case(hidden, default=F("sort_name")))

    def for_list(self) -> Self:
        """With clock, last place and whose list, in Danish order by the page."""
        from cases.models import Assignment

        return self.select_related("clock__seen_place").prefetch_related(
            Prefetch(
                "assignments",
                Assignment.objects.open().select_related("caseworker").only("citizen", "caseworker__full_name"),
                to_attr="open_assignments",
            )
        )

    def for_hits(self) -> Self:
        """With clock, last place, `has_case`, and `listed_with`: by name, whose list the citizen stands on."""
        from cases.models import Assignment

        whose = Assignment.objects.open().filter(citizen=models.OuterRef("pk")).order_by("starts_on", "pk")
        name = models.Subquery(whose.values("caseworker__full_name")[:1])
        return self.select_related("clock__seen_place").annotate(listed_with=name).with_casework()

    def for_detail(self) -> Self:
        """With clock, last place, numbers, aliases, phones and haunts: one statement for one citizen."""
        from cases.models import Alias, Haunt, Identifier, Phone

        def standing(model: Any, *columns: str, **computed: Any) -> ArraySubquery:
            facts = model.objects.standing().filter(citizen=models.OuterRef("pk"))
            return ArraySubquery(facts.values(*columns, **computed))

        place = JSONObject(id="place", **{name: f"place__{name}" for name in ("name", "district", "focus_area")})

        numbers = Identifier.objects.standing().filter(citizen=models.OuterRef("pk"))
        return self.annotate(
            sealed_cpr=models.Subquery(numbers.filter(kind=IdentifierKind.CPR).values("ciphertext")[:1]),
            number_kinds=ArraySubquery(numbers.exclude(kind=IdentifierKind.CPR).values("kind")),
            alias_texts=standing(Alias, "text"),
            phone_numbers=standing(Phone, "number"),
            union_ids=models.Func(
                F("pk"), function="citizen_union", output_field=ArrayField(models.UUIDField(), default=list)
            ),
            broken_glass=models.Func(F("pk"), function="glass_on", output_field=models.TextField()),
            haunt_facts=standing(Haunt, json=place),
        ).select_related("clock__seen_place")

    def for_pack(self) -> Self:
        """With clock, last place, aliases and haunts, for a device that has no net."""
        from cases.models import Alias, Haunt

        of = {"citizen": models.OuterRef("pk")}
        return self.select_related("clock__seen_place").annotate(
            alias_texts=ArraySubquery(Alias.objects.standing().filter(**of).values("text")),
            haunt_names=ArraySubquery(Haunt.objects.standing().filter(**of).values("place__name")),
        )

    def for_comparing(self) -> Self:
        """`for_hits` with aliases and haunts, to lay beside what somebody says of a person."""
        from cases.models import Alias, Haunt

        of = {"citizen": models.OuterRef("pk")}
        return self.for_hits().annotate(
            alias_texts=ArraySubquery(Alias.objects.standing().filter(**of).values("text")),
            haunt_names=ArraySubquery(Haunt.objects.standing().filter(**of).values("place__name")),
        )

    def for_export(self, unit_id: UUID) -> Self:
        """With sealed CPR number, the unit's opening date and caseworker, and where and when the unit last met them."""
        from cases.models import Assignment, Case, ContactLine, Identifier

        of = {"citizen": models.OuterRef("pk"), "unit_id": unit_id}
        met = ContactLine.objects.standing().filter(**of, medium=Medium.IN_PERSON, outcome=Outcome.MET).order_by("-at")
        place = Coalesce("place__name", "whereabouts")
        number = Identifier.objects.standing().filter(citizen=models.OuterRef("pk"), kind=IdentifierKind.CPR)
        return self.annotate(
            sealed_cpr=models.Subquery(number.values("ciphertext")[:1]),
            opened_on=models.Subquery(Case.objects.filter(**of).values("opened_on")[:1]),
            caseworker_email=models.Subquery(Assignment.objects.open().filter(**of).values("caseworker__email")[:1]),
            met_here_at=models.Subquery(met.values("at")[:1]),
            met_place=models.Subquery(met.annotate(called=place).values("called")[:1]),
        )

    def for_matching(self) -> Self:
        """With clock, and whether there is a CPR number: to compare with a list."""
        from cases.models import Identifier

        cpr = Identifier.objects.standing().filter(citizen=models.OuterRef("pk"), kind=IdentifierKind.CPR)
        return self.select_related("clock").annotate(has_cpr=models.Exists(cpr))

    def for_caseload(self, user_id: UUID, unit_id: UUID) -> Self:
        """Everybody on one person's list with clock, last place and phones, longest unseen first."""
        from cases.models import Phone

        return (
            self.on_list_of(user_id, unit_id)
            .once_in_unit()
            .with_others()
            .select_related("clock__seen_place")
            .prefetch_related(Prefetch("phones", Phone.objects.standing(), to_attr="standing_phones"))
            .unseen_first()
        )

    def usually_at(self, place_id: UUID, *, unit_id: UUID, since: datetime) -> Self:
        """Those who are usually at a place: by a haunt, by where they were last seen, or by the unit's lines since."""
        from cases.models import ContactLine, Haunt

        haunt = Haunt.objects.standing().filter(citizen=models.OuterRef("pk"), place_id=place_id)
        lines = ContactLine.objects.of_unit(unit_id).filter(citizen=models.OuterRef("pk"), place_id=place_id)
        return self.filter(
            models.Q(clock__seen_place_id=place_id) | models.Exists(haunt) | models.Exists(lines.filter(at__gte=since))
        )

    def unseen_first(self) -> Self:
        """Never met first, then those met longest ago; the dead last."""
        return self.order_by(F("died_on").asc(nulls_first=True), F("clock__met_at").asc(nulls_first=True), "id")

    def with_casework(self) -> Self:
        """With `has_case`: whether the reader's own unit has a case, which alone unmasks a protected citizen.

        The policy of the cases shows the own unit's alone, and none to somebody who does no casework.
        """
        from cases.models import Case

        return self.annotate(has_case=models.Exists(Case.objects.filter(citizen=models.OuterRef("pk"))))


@cache
def detailed() -> CitizenQuerySet:
    """`for_detail` to begin with: building it takes the processor as long as reading a citizen."""
    from cases.models import Citizen

    return Citizen.objects.for_detail()


@cache
def hits() -> CitizenQuerySet:
    """`for_hits` to begin with, built once."""
    from cases.models import Citizen

    return Citizen.objects.for_hits()


class FactQuerySet(VisibleQuerySet[Any]):
    """Aliases, phones and haunts."""

    def standing(self) -> Self:
        """Those that hold still, in the order in which they were told."""
        return self.filter(ended_at__isnull=True).order_by("added_at", "id")


class BackgroundQuerySet(VisibleQuerySet["Background"]):
    """What units know beside the work."""

    def of(self, citizen_id: UUID, unit_id: UUID) -> "Background | None":
        """What this unit knows of the citizen, with who wrote it last."""
        return self.filter(citizen_id=citizen_id, unit_id=unit_id).select_related("changed_by").first()


class DeathQuerySet(VisibleQuerySet["Death"]):
    """That somebody has died."""

    def standing(self) -> Self:
        return self.filter(withdrawn_at__isnull=True).select_related("recorded_by")
