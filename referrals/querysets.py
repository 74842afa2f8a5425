"""The named plans of referrals: the queue, what was sent, who waits."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, F, Func, OuterRef, Q, QuerySet, Subquery, TextField, When
from django.db.models.functions import JSONObject

from referrals.choices import Kind, MessageState, Status
from udsatte.access.actor import Actor
from udsatte.access.querysets import VisibleQuerySet
from udsatte.accounts.choices import Role

if TYPE_CHECKING:
    from referrals.models import (  # noqa: F401 — the rows' types below
        Attachment,
        Criterion,
        CriterionAnswer,
        Entrance,
        FirstMeeting,
        Guarantee,
        Handling,
        Message,
        News,
        Package,
        PackageFact,
        PaymentCommitment,
        Referral,
        Step,
        Tie,
    )


class EntranceQuerySet(QuerySet["Entrance"]):
    """Ways in. Of no citizen."""

    def of(self, unit_id: UUID) -> Self:
        return self.filter(unit_id=unit_id)

    def standing(self, day: date) -> Self:
        """Those of units that are there that day, whether they take referrals or not."""
        return self.filter(Q(unit__closed_on__isnull=True) | Q(unit__closed_on__gt=day))

    def taking(self, day: date) -> Self:
        """Those one can refer to that day."""
        return self.standing(day).filter(is_open=True)

    def with_directory(self) -> Self:
        """With what the directory says of each, the open ones first, by name."""
        rows = self.select_related("unit__organisation", "unit__directory_entry")
        return rows.order_by("-is_open", "unit__name", "unit_id")

    def for_list(self) -> Self:
        """With the unit and its organisation, by name."""
        return self.select_related("unit__organisation").order_by("unit__name", "unit_id")


class CriterionQuerySet(QuerySet["Criterion"]):
    """What units ask about whoever comes."""

    def own_of(self, unit_id: UUID) -> Self:
        """The unit's own questions, in their order."""
        return self.filter(unit_id=unit_id, is_retired=False).order_by("position", "code")

    def asked_by(self, unit_id: UUID) -> Self:
        """The unit's own questions, or else those of everybody, in their order."""
        own = self.filter(unit_id=unit_id, is_retired=False)
        of_all = Q(unit__isnull=True) & ~Q(Exists(own))
        return self.filter(Q(unit_id=unit_id) | of_all, is_retired=False).order_by("position", "code")

    def answered_on(self, referral_id: UUID, *, actor: Actor) -> Self:
        """With `answer`: verdict and reason of the actor's unit on this referral; None where there is none."""
        from referrals.models import CriterionAnswer

        given = CriterionAnswer.objects.visible_to(actor).filter(referral=referral_id, criterion=OuterRef("pk"))
        said = given.values_list(JSONObject(verdict="verdict", reason="reason"))
        return self.annotate(answer=Subquery(said[:1]))


class ReferralQuerySet(VisibleQuerySet["Referral"]):
    """What a unit was asked, and what it asked others."""

    def sent(self) -> Self:
        return self.filter(sent_at__isnull=False)

    def unsent(self) -> Self:
        return self.filter(sent_at__isnull=True)

    def queue_of(self, unit_id: UUID) -> Self:
        """What the unit has to decide: acute first, then waiting longest."""
        rows = self.filter(to_unit_id=unit_id, sent_at__isnull=False, handled_at__isnull=True)
        return rows.order_by("-is_acute", "received_at", "id")

    def happening(self, unit_id: UUID, *, since: date, until: date) -> Self:
        """Of what the unit has to decide, who is discharged, released or leaves in these days; soonest first."""
        rows = self.queue_of(unit_id).filter(happens_on__gte=since, happens_on__lte=until)
        kinds = (Kind.DISCHARGE, Kind.RELEASE, Kind.LEAVING_TREATMENT)
        return rows.filter(kind__in=kinds).order_by("happens_on", "id")

    def dealt_with_by(self, unit_id: UUID) -> Self:
        return self.filter(to_unit_id=unit_id, handled_at__isnull=False).order_by("-handled_at", "-id")

    def from_unit_of(self, unit_id: UUID) -> Self:
        """What the unit has sent, newest first."""
        return self.sent().filter(from_unit_id=unit_id).order_by("-written_at", "-id")

    def with_words(self, unit_id: UUID) -> Self:
        """With `has_words`: whether the other side has said something that nobody of this unit has read."""
        from referrals.models import Message

        return self.annotate(has_words=Exists(Message.objects.unread_by(unit_id).filter(referral=OuterRef("pk"))))

    def drafts_of(self, actor: Actor) -> Self:
        """What the actor's unit has written and not sent, newest first; of a manager their own alone."""
        rows = self.filter(from_unit_id=actor.unit_id, unit_id=actor.unit_id, sent_at__isnull=True)
        if actor.role == Role.MANAGER:
            rows = rows.filter(written_by_id=actor.user_id)
        return rows.order_by("-written_at", "-id")

    def for_list(self) -> Self:
        """With who asks, who is asked, who has seen it and what came of it, as far as the reader is told."""
        return self.select_related("from_unit", "to_unit", "seen_by", "handling__caseworker").defer(
            "happened", "wish", "whereabouts", "cpr", "cpr_digest"
        )

    def with_tie(self, actor: Actor) -> Self:
        """With `tied_to`: the id of whom the actor's unit takes it to be about, if the actor sees them."""
        from referrals.models import Tie

        ties = Tie.objects.visible_to(actor).of(OuterRef("pk"), actor.unit_id)
        return self.annotate(tied_to=Subquery(ties.values("citizen")[:1]))

    def for_detail(self) -> Self:
        """With everybody who is named on its page; `papers`, attached, without the contents; `chain`, its way."""
        from referrals.models import Attachment

        paper = JSONObject(pk="id", name="name", size="size")
        papers = Attachment.objects.filter(referral=OuterRef("pk")).order_by("added_at", "id").values_list(paper)
        chain = Func("pk", function="referral_chain", output_field=TextField())
        rows = self.annotate(papers=ArraySubquery(papers), chain=chain)
        return rows.select_related("from_unit", "to_unit", "seen_by", "handling__caseworker")


class TieQuerySet(VisibleQuerySet["Tie"]):
    """Whom a unit takes a referral to be about."""

    def of(self, referral_id: UUID | OuterRef, unit_id: UUID) -> Self:
        return self.filter(referral_id=referral_id, unit_id=unit_id)


class HandlingQuerySet(VisibleQuerySet["Handling"]):
    """What the receiving unit has made of it."""

    def to_review(self, unit_id: UUID, day: date) -> Self:
        """Those on the waiting list who are to be looked at again by that day."""
        return self.waiting_in(unit_id).filter(review_on__lte=day)

    def declined(self, *, since: datetime, side: str, unit_id: UUID) -> Self:
        """What ended in a no since then: the unit's own asking ("others" declined it), or what the unit declined."""
        rows = self.filter(status=Status.DECLINED, status_at__gte=since)
        rows = rows.filter(told_unit_id=unit_id) if side == "others" else rows.filter(unit_id=unit_id)
        return rows.order_by("-status_at", "-referral_id")

    def waiting_in(self, unit_id: UUID) -> Self:
        """The waiting list: by need, then longest."""
        rows = self.filter(unit_id=unit_id, status=Status.WAITING)
        return rows.order_by("need", "waits_since_at", "referral_id")

    def for_list(self) -> Self:
        """With the referral, and who has the citizen meanwhile."""
        return self.select_related("referral__from_unit", "referral__to_unit", "referral__seen_by", "meanwhile_unit")


class StepQuerySet(VisibleQuerySet["Step"]):
    """What has become of it, newest first."""

    def for_detail(self) -> Self:
        return self.select_related("stepped_by", "unit").order_by("-stepped_at", "-id")


class CriterionAnswerQuerySet(VisibleQuerySet["CriterionAnswer"]):
    """How the receiving unit judges the target group."""


class MessageQuerySet(VisibleQuerySet["Message"]):
    """The thread of a referral."""

    def for_thread(self) -> Self:
        return self.select_related("said_by", "unit").order_by("said_at", "id")

    def unread_by(self, unit_id: UUID) -> Self:
        """What the other side has said and nobody of this unit has read."""
        return self.filter(told_unit_id=unit_id, state=MessageState.SENT)


class NewsQuerySet(QuerySet["News"]):
    """What senders want to be told by e-mail. For the worker."""

    def unposted(self) -> Self:
        return self.filter(posted_at__isnull=True)

    def due(self, morning: datetime | None) -> Self:
        """What is to be promised: the acute ones, and from the morning's hour on what came before it."""
        rest = Q(at__lt=morning) if morning else Q(pk__isnull=True)
        return self.unposted().filter(Q(is_acute=True) | rest)

    def senders(self) -> list[tuple[UUID | None, UUID | None]]:
        """To whom, each once: (the colleague, None), or (None, the referral whose receipt it is)."""
        who = self.annotate(by_code=Case(When(user__isnull=True, then=F("referral_id"))))
        return list(who.order_by("user_id", "by_code").distinct().values_list("user_id", "by_code"))

    def of(self, user_id: UUID | None, referral_id: UUID | None) -> Self:
        """One sender's, as `senders` names them."""
        if user_id is not None:
            return self.filter(user_id=user_id)
        return self.filter(user_id__isnull=True, referral_id=referral_id)

    def promised(self) -> Self:
        """Those that the outbox has."""
        return self.exclude(key="")


class AttachmentQuerySet(VisibleQuerySet["Attachment"]):
    """Papers and pictures."""


class FirstMeetingQuerySet(VisibleQuerySet["FirstMeeting"]):
    """First meetings, the latest on top."""

    def for_detail(self) -> Self:
        return self.select_related("planned_by", "outcome_by").order_by("-meets_at", "-id")


class PackageQuerySet(VisibleQuerySet["Package"]):
    """What went with a referral."""

    def open_at(self, at: datetime) -> Self:
        """Those by which something is shared."""
        return self.filter(ended_at__isnull=True, expires_at__gt=at)

    def for_detail(self) -> Self:
        """With who packed it and who has read it, and `contents`: its facts, as label and text."""
        from referrals.models import PackageFact

        fact = JSONObject(label="label", text="text")
        facts = PackageFact.objects.filter(package=OuterRef("pk")).order_by("position").values_list(fact)
        rows = self.annotate(contents=ArraySubquery(facts))
        return rows.select_related("packed_by", "read_by", "ended_by")


class PackageFactQuerySet(VisibleQuerySet["PackageFact"]):
    """The facts of a package."""


class GuaranteeQuerySet(VisibleQuerySet["Guarantee"]):
    """Fourteen days that run."""

    def running(self, unit_id: UUID) -> Self:
        return self.filter(unit_id=unit_id, settled_at__isnull=True)

    def said_by(self, day: date) -> Self:
        """Those whose days run since that day or longer."""
        return self.filter(said_on__lte=day)

    def for_list(self) -> Self:
        """With the citizen and who wrote it down."""
        return self.select_related("citizen", "recorded_by")


class PaymentCommitmentQuerySet(VisibleQuerySet["PaymentCommitment"]):
    """What payers are asked for."""

    def unanswered(self, unit_id: UUID) -> Self:
        return self.filter(unit_id=unit_id, answer="")

    def of_payer(self, payer_id: UUID | None, payer_name: str) -> Self:
        """Asked of this organisation, or of who is called so."""
        return self.filter(payer_id=payer_id) if payer_id else self.filter(payer_name__iexact=payer_name)

    def for_list(self) -> Self:
        """With the citizen, the payer and who wrote it down."""
        return self.select_related("citizen", "payer", "recorded_by", "settled_by")
