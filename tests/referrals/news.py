"""The clock of the senders' e-mails, in tests."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import time_machine
from django.core import mail
from django.core.mail import EmailMessage

from referrals.actions import ReferralFacts, refer, say
from referrals.choices import Basis, TellWay
from referrals.tasks import tell_senders
from tests.database import as_worker
from tests.personas import Persona
from udsatte.web.tasks import send_messages

MOTHER = "kajs.mor@example.org"


def tick(at: datetime) -> list[EmailMessage]:
    """One turn of the clock: what was promised and sent by it, and what became of words that waited for that."""
    before = len(mail.outbox)
    with time_machine.travel(at, tick=False), as_worker():
        tell_senders()
        send_messages()
        tell_senders()
    return mail.outbox[before:]


def told(at: datetime) -> list[str]:
    """Who got an e-mail by one turn of the clock, and of how much a colleague was told."""
    return sorted(f"{one.to[0].split('@')[0]}{_number(str(one.body))}" for one in tick(at))


def _number(body: str) -> str:
    line = next(one for one in body.splitlines() if one.startswith("Der er nyt om"))
    return f" {line.split()[4]}" if line.split()[4].isdigit() else ""


def sent(who: Persona, to: Persona, at: datetime, **facts: Any) -> UUID:
    """A referral whose sender wants e-mails."""
    said = {"given_name": "Petra", "headline": "Sover ude", "basis": Basis.DBL_6, "tell_way": TellWay.EMAIL} | facts
    with who.at_work(at) as actor:
        return refer(facts=ReferralFacts(**said), to_unit_id=to.unit.pk, by=actor, at=at, key=uuid4())


def asked(who: Persona, referral: UUID, at: datetime, text: str = "Hvor er han nu?") -> UUID:
    with who.at_work(at) as actor:
        return say(referral_id=referral, text=text, is_question=True, by=actor, at=at, key=uuid4())
