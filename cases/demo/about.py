"""What else there is to know of the demo's citizens, and who is close to them."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from random import Random
from typing import NamedTuple

from cases import actions
from cases.actions import BackgroundFacts, Particulars, RelativeFacts
from cases.choices import Children, Known, MayBeTold, OwnDoctor, ResidenceBasis
from cases.demo.caseloads import COLLEAGUES, caseloads
from cases.demo.citizens import SUBSTITUTION, UDSATTETEAMET, Somebody
from cases.demo.month import Month
from cases.models import Citizen
from udsatte.access.actor import Actor
from udsatte.web.days import day_of

_SEED = 20251224
#: So many days back it was written down.
WRITTEN = 7
COPENHAGEN = "København"
CLINIC = "Lægerne på Testpladsen, 00 00 00 70"


class Close(NamedTuple):
    """A relative. agreed: what may be told, of those who may be told that. days: since the citizen said so."""

    who: str
    name: str
    relation: str
    may_be_told: str = MayBeTold.NOTHING
    phone: str = ""
    agreed: str = ""
    days: int = 20


PARTICULARS = {
    "anker": Particulars("Dansk", Known.NO, Known.YES, COPENHAGEN),
    "kaj": Particulars("Grønlandsk og dansk", Known.NO, Known.YES, COPENHAGEN),
    "frida": Particulars("Dansk", Known.NO, Known.NO, "Frederiksberg", COPENHAGEN),
    "dagny": Particulars("Færøsk og dansk", Known.NO, Known.YES, COPENHAGEN),
    "liva": Particulars("Dansk", Known.NO, Known.YES, "Hvidovre"),
    "petra": Particulars("Dansk", Known.NO, Known.NO, COPENHAGEN),
    "rasmus": Particulars("Dansk, og dansk tegnsprog", Known.YES, Known.YES, COPENHAGEN),
    "tage": Particulars("Dansk", Known.NO, is_anonymous=True),
    "vera": Particulars("Dansk", Known.NO, Known.YES, COPENHAGEN),
    "fatima": Particulars("Somali", Known.YES, Known.YES, COPENHAGEN),
    "hassan": Particulars("Arabisk", Known.YES, Known.YES, COPENHAGEN),
    "yusuf": Particulars("Tyrkisk og dansk", Known.NO, Known.NO, "Høje-Taastrup", COPENHAGEN),
    "sonny": Particulars("Rumænsk", Known.YES),
}
BACKGROUND = {
    "anker": BackgroundFacts(
        OwnDoctor.NAMED, CLINIC, "Dansk", children=Children.ELSEWHERE, children_text="En voksen søn"
    ),
    "kaj": BackgroundFacts(OwnDoctor.NONE, children=Children.ELSEWHERE, children_text="En datter på 19"),
    "frida": BackgroundFacts(
        OwnDoctor.NAMED, CLINIC, children=Children.ELSEWHERE, children_text="To, 9 og 12 år, hos deres mormor"
    ),
    "liva": BackgroundFacts(OwnDoctor.NONE, children=Children.NONE, pregnant=Known.NO),
    "signe": BackgroundFacts(OwnDoctor.NAMED, CLINIC, children=Children.NONE, pregnant=Known.YES),
    "sonny": BackgroundFacts(
        OwnDoctor.NONE,
        nationality="Rumænsk",
        residence=ResidenceBasis.EU,
        residence_reason="Vil søge en plads, som kræver lovligt ophold",
    ),
    "yusuf": BackgroundFacts(
        OwnDoctor.UNKNOWN, children=Children.BOTH, children_text="Tre; den yngste er med i weekenden"
    ),
}
RELATIVES = (
    Close("anker", "Bodil Testager", "søster", MayBeTold.WELL, "00 00 00 40"),
    Close("kaj", "Malik Testkilde", "bror", MayBeTold.KNOWN, "00 00 00 41"),
    Close("frida", "Karen Testfjord", "mor", MayBeTold.AGREED, "00 00 00 42", "At hun ser børnene hver anden søndag."),
    Close(
        "dagny",
        "Jens Testdal",
        "søn",
        MayBeTold.AGREED,
        "00 00 00 43",
        "Hvor hun er indlagt, og hvornår hun kommer ud.",
    ),
    Close("liva", "Ulrik Testlund", "far"),
    Close("birthe", "Tina Testbæk", "datter", MayBeTold.KNOWN, "00 00 00 44", days=9),
    Close("petra", "Kurt Testskov", "tidligere mand"),
    Close("rasmus", "Lone Testmose", "mor", MayBeTold.WELL, "00 00 00 45"),
    Close("fatima", "Amina Testrød", "veninde, tolker gerne", MayBeTold.KNOWN, "00 00 00 46"),
    Close("vera", "Poul Testlide", "kæreste", MayBeTold.AGREED, "00 00 00 47", "Hvornår vi kommer med medicinen."),
)


def plan(month: Month) -> None:
    """Each caseworker writes down on one afternoon what there is to know of the own list."""
    pick = Random(_SEED)  # noqa: S311 — made-up people
    everybody = (*UDSATTETEAMET, *caseloads(day_of(month.at)), *SUBSTITUTION)
    told = {who: _told(who, pick) for who in everybody if who.known_for > WRITTEN}
    for number, worker in enumerate(("anna", "bo", *COLLEAGUES, "niels")):
        mine = {who.key: facts for who, facts in told.items() if who.worker == worker}
        month.do(month.moment(WRITTEN, f"13.{number}0"), worker, partial(_write, month, mine))


def _told(who: Somebody, pick: Random) -> tuple[Particulars, BackgroundFacts]:
    """Written by hand above, or what most of them answer; of some nobody knows anything yet."""
    exempt = pick.choices((Known.YES, Known.NO, Known.UNKNOWN), (6, 2, 2))[0]
    where = pick.choices((COPENHAGEN, "Frederiksberg", "Hvidovre", ""), (14, 2, 1, 3))[0]
    likely = Particulars("Dansk" if where else "", Known.NO if where else Known.UNKNOWN, exempt, where)
    doctor = pick.choices((OwnDoctor.NAMED, OwnDoctor.NONE), (1, 2))[0]
    named = BackgroundFacts(doctor, CLINIC if doctor == OwnDoctor.NAMED else "")
    return (
        PARTICULARS.get(who.key, likely if pick.random() < 0.6 else Particulars()),
        BACKGROUND.get(who.key, named if pick.random() < 0.25 else BackgroundFacts()),
    )


def _write(month: Month, mine: dict[str, tuple[Particulars, BackgroundFacts]], by: Actor, at: datetime) -> None:
    versions = dict(Citizen.objects.visible_to(by).of_unit(by.unit_id).values_list("pk", "version"))
    for key, (particulars, background) in mine.items():
        pk = month.citizens[key]
        if particulars != Particulars():
            actions.change_particulars(citizen_id=pk, version=versions[pk], facts=particulars, by=by, at=at)
        if background.pregnant == Known.YES:
            background = replace(background, due_on=month.day(130))
        if background != BackgroundFacts():
            actions.change_background(citizen_id=pk, version=0, facts=background, by=by, at=at)
    for close in RELATIVES:
        if close.who in mine:
            actions.add_relative(
                citizen_id=month.citizens[close.who], facts=_relative(month, close), by=by, at=at, key=month.key()
            )


def _relative(month: Month, close: Close) -> RelativeFacts:
    consent_on = None if close.may_be_told == MayBeTold.NOTHING else month.day(-close.days)
    return RelativeFacts(close.name, close.relation, close.phone, close.may_be_told, close.agreed, consent_on)
