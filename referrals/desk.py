"""What stands before whoever decides a referral: the criteria, who it may be, who has room, and where to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cases.caseloads import Load, loads
from cases.masking import Face
from referrals.choices import TRANSITIONS, UNDECIDED, Sender, Status
from referrals.forms.triage import NEW, AcceptForm, DeclineForm, JudgementForm, RedirectForm, WaitForm
from referrals.matching import Compared, Match, look_for
from referrals.models import Criterion, Handling, Referral
from referrals.units import units_near
from udsatte.access.actor import Actor
from udsatte.access.permissions import CASEWORK, Permission
from udsatte.web.addresses import id_in
from udsatte.web.forms import HouseForm

Posted = Any


@dataclass(frozen=True, slots=True)
class Person:
    """One who can be chosen: what is posted, the name, a few words, and the facts side by side."""

    value: str
    name: str
    about: str = ""
    facts: Sequence[Compared] = ()


@dataclass(slots=True)
class Desk:
    """The forms of the decision, filled with what was posted to one of them."""

    judgement: JudgementForm
    called: str = ""
    accept: AcceptForm | None = None
    wait: WaitForm | None = None
    redirect: RedirectForm | None = None
    decline: DeclineForm | None = None
    tied: Face | None = None
    matches: Sequence[Match] = ()
    loads: list[Load] = field(default_factory=list)
    #: There are more units than stand in the lists.
    units_are_cut: bool = False

    @property
    def forms(self) -> list[HouseForm]:
        """Those that stand on the page, for the summary of what is wrong."""
        every = (self.judgement, self.accept, self.wait, self.redirect, self.decline)
        return [form for form in every if form is not None]

    @property
    def people(self) -> list[Person]:
        """Who it may be: those who look alike, whom it is tied to, and a new one."""
        people = [Person(str(one.citizen_id), one.face.name, one.about, one.facts) for one in self.matches]
        tied = self.tied
        if tied and str(tied.citizen.pk) not in {one.value for one in people}:
            people.append(Person(str(tied.citizen.pk), tied.name, _("chosen before")))
        return [*people, Person(NEW, str(_("A new citizen")), self.called)]

    @property
    def chosen(self) -> str:
        """On whose list, as it was posted."""
        return str(self.accept["caseworker"].value() or "") if self.accept and self.loads else ""


def may_decide(referral: Referral, *, actor: Actor) -> bool:
    """Whether the reader's unit has it to decide, and the reader may."""
    return referral.to_unit_id == actor.unit_id and referral.is_sent and actor.may(Permission.TRIAGE)


def judgement_form(referral: Referral, *, actor: Actor, posted: Posted = None) -> JudgementForm:
    """The unit's own criteria with what was answered. One statement."""
    criteria = Criterion.objects.asked_by(actor.unit_id).answered_on(referral.pk, actor=actor)
    return JudgementForm(posted, prefix="j", criteria=criteria)


def desk_of(
    referral: Referral,
    handling: Handling,
    *,
    actor: Actor,
    at: datetime,
    posted: Posted = None,
    choice: str = "",
    wanted: str = "",
) -> Desk:
    """What can be decided from where it stands; the referral comes `with_tie`. choice: which of the forms was posted.
    wanted: the id of a unit that was looked up to send it on to.
    """

    def sent(name: str) -> Posted:
        return posted if choice == name else None

    desk = Desk(judgement_form(referral, actor=actor, posted=posted), called=referral.called)
    ways = TRANSITIONS[handling.status]
    if handling.status in UNDECIDED:
        if actor.ceiling >= CASEWORK:
            found = look_for(referral, tied=referral.tied_to, actor=actor, at=at)
            desk.tied, desk.matches = found.tied, found.matches
            desk.loads = loads(actor=actor, at=at)
        desk.accept = AcceptForm(
            sent("accept"),
            prefix="a",
            loads=desk.loads,
            citizens=[(one.value, one.name) for one in desk.people],
            at=at,
            initial=_first(desk),
        )
    data = posted or {}
    chosen = (data.get("w-meanwhile_unit", ""), data.get("r-to_unit", ""), wanted)
    units = units_near(actor, at=at, wanted=[*map(id_in, chosen), handling.meanwhile_unit_id])
    desk.units_are_cut = units.is_cut
    if Status.WAITING in ways:
        initial = {
            "need": handling.need,
            "meanwhile_unit": handling.meanwhile_unit_id,
            "meanwhile_name": handling.meanwhile_name,
        }
        desk.wait = WaitForm(sent("wait"), prefix="w", units=units.every, initial=initial)
    if Status.REDIRECTED in ways:
        desk.redirect = RedirectForm(
            sent("redirect"),
            prefix="r",
            units=units.open,
            initial={"basis": referral.basis, "to_unit": wanted},
        )
    if Status.DECLINED in ways and referral.sender == Sender.UNIT:
        desk.decline = DeclineForm(sent("decline"), prefix="d", is_municipal=units.is_municipal)
    return desk


def _first(desk: Desk) -> dict[str, Any]:
    """What is chosen already: whom the unit has tied it to, or who has the same number; a new one only if nobody looks
    alike. Of lookalikes a person chooses."""
    tied = desk.tied.citizen.pk if desk.tied else None
    sure = tied or next((one.citizen_id for one in desk.matches if one.by_number), None)
    return {"citizen": str(sure) if sure else (None if desk.matches else NEW)}
