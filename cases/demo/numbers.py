"""Numbers that are no CPR numbers, and what other units asked about. The numbers are MedCom's public test numbers."""

from datetime import datetime
from functools import partial

from cases import actions
from cases.choices import EnquiryAnswer, IdentifierKind, NoNumber
from cases.cpr import CprNumber
from cases.demo.month import Month
from cases.issuers import ISSUERS
from cases.models import Enquiry
from cases.numbers import Number, ReplacementNumber
from udsatte.access.actor import Actor
from udsatte.web.days import day_of

_CAPITAL = next(number for number, name in ISSUERS.items() if name == "Region Hovedstaden")
NUMBERS: tuple[tuple[str, Number], ...] = (
    ("nanna", ReplacementNumber(IdentifierKind.D_ECPR, "1206550VK9", _CAPITAL)),
    ("nanna", ReplacementNumber(IdentifierKind.X_ECPR, "0703921VJ4")),
    ("sonny", ReplacementNumber(IdentifierKind.X_ECPR, "0703921VJ6")),
)
#: Who asks, so many days back, with which CPR number, what they call the citizen, and why.
ASKED = (
    ("niels", 4, "11.05", "0201919990", "Liva", "Vil begynde i behandling hos os."),
    ("sofie", 1, "14.20", "0108589995", "Kaj", "Siger, at han har en kontaktperson hos jer."),
)


def plan(month: Month) -> None:
    """Each at its time. The first who asked has been told whom to call; the second waits."""
    for who, number in NUMBERS:
        month.do(month.moment(6, "10.10"), "clara", partial(_identify, month, who, number))
    month.do(month.moment(2, "21.30"), "clara", partial(_without, month))
    for name, days, clock, cpr, called, reason in ASKED:
        month.do(month.moment(days, clock), name, partial(_ask, cpr, called, reason))
    month.do(month.moment(3, "08.40"), "clara", _answer)


def _identify(month: Month, who: str, number: Number, by: Actor, at: datetime) -> None:
    citizen_id = month.citizens[who]
    actions.identify_citizen(
        citizen_id=citizen_id, number=number, by=by, at=at, reason="Stod på et papir fra hospitalet"
    )


def _without(month: Month, by: Actor, at: datetime) -> None:
    actions.say_none(citizen_id=month.citizens["ulla"], because=NoNumber.UNKNOWN, by=by, at=at)


def _ask(cpr: str, called: str, reason: str, by: Actor, at: datetime) -> None:
    number = CprNumber.parse(cpr, today=day_of(at))
    facts = actions.CitizenFacts(given_name=called)
    actions.register_citizen(facts=facts, number=number, reason=reason, by=by, at=at)


def _answer(by: Actor, at: datetime) -> None:
    (enquiry,) = Enquiry.objects.visible_to(by).to_unit(by.unit_id).open()
    actions.answer_enquiry(enquiry_id=enquiry.pk, answer=EnquiryAnswer.CONTACT, said="Ring før kl. 10.", by=by, at=at)
