"""What stands before whoever decides a referral: the criteria, who it may be, who has room, and where to."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.caseloads import Load, loads
from referrals.choices import TRANSITIONS, UNDECIDED, Sender, Status
from referrals.forms.triage import NEW, AcceptForm, DeclineForm, JudgementForm, RedirectForm, WaitForm
from referrals.matching import Match, matches
from referrals.models import Criterion, CriterionAnswer, Handling, Referral, Tie
from referrals.units import all_units, open_units
from udsatte.access.actor import Actor
from udsatte.access.permissions import CASEWORK, Permission
from udsatte.web.forms import Chip, HouseForm

Posted = Any


@dataclass(slots=True)
class Desk:
    """The forms of the decision, filled with what was posted to one of them."""

    judgement: JudgementForm
    accept: AcceptForm | None = None
    wait: WaitForm | None = None
    redirect: RedirectForm | None = None
    decline: DeclineForm | None = None
    tied: UUID | None = None
    matches: list[Match] = field(default_factory=list)
    loads: list[Load] = field(default_factory=list)

    @property
    def forms(self) -> list[HouseForm]:
        """Those that stand on the page, for the summary of what is wrong."""
        every = (self.judgement, self.accept, self.wait, self.redirect, self.decline)
        return [form for form in every if form is not None]

    @property
    def chosen(self) -> str:
        """On whose list, as it was posted."""
        return str(self.accept["caseworker"].value() or "") if self.accept and self.loads else ""


def may_decide(referral: Referral, *, actor: Actor) -> bool:
    """Whether the reader's unit has it to decide, and the reader may."""
    return referral.to_unit_id == actor.unit_id and referral.is_sent and actor.may(Permission.TRIAGE)


def judgement_form(referral: Referral, *, actor: Actor, posted: Posted = None) -> JudgementForm:
    """The unit's own criteria with what was answered. Two statements."""
    criteria = list(Criterion.objects.asked_by(actor.unit_id))
    answers = list(CriterionAnswer.objects.visible_to(actor).filter(referral=referral))
    return JudgementForm(posted, prefix="j", criteria=criteria, answers=answers)


def desk_of(
    referral: Referral, handling: Handling, *, actor: Actor, at: datetime, posted: Posted = None, choice: str = ""
) -> Desk:
    """What can be decided from where it stands. choice: which of the forms was posted."""

    def sent(name: str) -> Posted:
        return posted if choice == name else None

    desk = Desk(judgement_form(referral, actor=actor, posted=posted))
    ways = TRANSITIONS[handling.status]
    if handling.status in UNDECIDED:
        ties = Tie.objects.visible_to(actor).of(referral.pk, actor.unit_id)
        desk.tied = ties.values_list("citizen_id", flat=True).first()
        does_casework = actor.ceiling >= CASEWORK
        if does_casework:
            desk.matches = matches(referral, actor=actor, at=at)
            desk.loads = loads(actor=actor, at=at)
        desk.accept = AcceptForm(
            sent("accept"),
            prefix="a",
            loads=desk.loads,
            citizens=_citizens(referral, desk.matches, actor),
            at=at,
            initial=_first(desk.tied, desk.matches),
        )
    if Status.WAITING in ways:
        initial = {
            "need": handling.need,
            "meanwhile_unit": handling.meanwhile_unit_id,
            "meanwhile_name": handling.meanwhile_name,
        }
        units = all_units(day=localdate(at), but=actor.unit_id)
        desk.wait = WaitForm(sent("wait"), prefix="w", units=units, initial=initial)
    if Status.REDIRECTED in ways:
        desk.redirect = RedirectForm(
            sent("redirect"),
            prefix="r",
            units=open_units(at=at, but=actor.unit_id),
            initial={"basis": referral.basis},
        )
    if Status.DECLINED in ways and referral.sender == Sender.UNIT:
        desk.decline = DeclineForm(sent("decline"), prefix="d")
    return desk


def _citizens(referral: Referral, found: list[Match], actor: Actor) -> list[tuple[str, Chip]]:
    """Who it may be: those who look alike, and a new one."""
    known = [
        (str(one.citizen_id), Chip(one.face.name, small=_("same number") if one.by_number else _about(one)))
        for one in found
    ]
    return [*known, (NEW, Chip(_("A new citizen"), small=referral.called))]


def _about(one: Match) -> str:
    born_on, born_year = one.face.born
    return " · ".join(str(fact) for fact in (born_on.year if born_on else born_year, one.face.place) if fact)


def _first(tied: UUID | None, found: list[Match]) -> dict[str, Any]:
    """What is chosen already: whom the unit has tied it to, or who has the same number; a new one only if nobody looks
    alike. Of lookalikes a person chooses."""
    sure = tied or next((one.citizen_id for one in found if one.by_number), None)
    return {"citizen": str(sure) if sure else (None if found else NEW)}
