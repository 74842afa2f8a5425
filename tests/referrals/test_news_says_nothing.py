"""A token in every field of a referral, its thread, its units and its citizen: no e-mail, no row of the outbox, no line
of the log and no argument of a task has one."""

import inspect
import logging
from datetime import datetime, timedelta
from email import message_from_string, policy
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.mail import EmailMessage

from referrals.actions import accept, see_referral, write_down
from referrals.actions.referrals import ReferralFacts
from referrals.choices import Sender
from referrals.models import Message
from referrals.receipt_codes import code_of
from referrals.tasks import come_back, tell_senders
from tests.conftest import NOW
from tests.database import as_owner, sql
from tests.factories import cases as make
from tests.personas import Persona
from tests.referrals.news import asked, sent, tick
from tests.referrals.public import code_in, filled, public, send, write
from tests.web import mail_servers as server
from udsatte.accounts.models import Unit

pytestmark = pytest.mark.django_db

MORNING = (NOW + timedelta(days=1)).replace(hour=7, minute=0)
WORDS = ("given_name", "family_name", "headline", "happened", "wish", "whereabouts", "residence", "sender_name")
ADDRESS = "zzadresse.mor@example.org"


def facts(token: str, **more: object) -> ReferralFacts:
    said = {name: f"zz{name.replace('_', '')}{token}" for name in WORDS}
    return ReferralFacts(**said, sender_phone="zz00000012", **more)  # type: ignore[arg-type]


def read(one: EmailMessage) -> str:
    """Everything that leaves the house, as a mailbox shows it and as it is written."""
    raw = one.message().as_string()
    whole = message_from_string(raw, policy=policy.default)
    return f"{raw}\n{whole['Subject']}\n{whole.get_content()}".casefold()


def test_no_token_leaves_the_house(
    frank: Persona, clara: Persona, anna: Persona, at: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    public(clara)
    with as_owner():
        Unit.objects.filter(pk=clara.unit.pk).update(name="zzrusbehandling")
        case = make.CaseFactory(
            citizen__given_name="zzborger", citizen__family_name="zzborgersen", unit=clara.unit, opened_by=clara.user
        )
    partners = sent(frank, clara, NOW, **{name: f"zz{name}partner" for name in WORDS})
    key = uuid4()
    code = code_of(key, given_by=clara.user.pk)
    with clara.at_work(at) as actor:
        phoned = write_down(
            facts=facts("ringet", is_acute=True),
            sender=Sender.PROFESSIONAL,
            from_unit_id=None,
            door="phone",
            received_at=at,
            by=actor,
            at=at,
            key=key,
            code=code,
            email=ADDRESS,
        )
    answer = send(filled(clara, given_name="zzkaj", happened="zzhosterblod", sender_name="zzmor", sender_email=ADDRESS))
    mothers = code_in(answer)
    write(mothers, "zzsvar")
    caplog.set_level(logging.DEBUG)
    with as_owner():
        every = list(sql("SELECT id FROM referrals_referral"))
    for (referral,) in every:
        asked(clara, referral, at, "zzspoergsmaal")
        with clara.at_work(at) as actor:
            see_referral(referral_id=referral, by=actor, at=at)
    with clara.at_work(at) as actor:
        accept(referral_id=partners, citizen_id=case.citizen_id, caseworker_id=anna.user.pk, by=actor, at=at)

    with server.moody():
        mails = [*tick(at), *tick(MORNING)]
    assert sorted(one.to[0] for one in mails) == [frank.user.email, ADDRESS, ADDRESS]
    ids = [str(referral) for (referral,) in every] + [str(case.citizen_id)]
    for one in mails:
        text = read(one).replace(ADDRESS, "")
        assert "zz" not in text
        assert not [wanted for wanted in (*ids, code, mothers, "clara", "anna") if wanted.casefold() in text]
    with as_owner():
        promised = str(sql("SELECT to_jsonb(m) FROM web_outboxmessage m"))
        rows = promised + str(sql("SELECT to_jsonb(n) FROM referrals_news n"))
        assert len(every) == 3
        assert Message.objects.filter(text="zzspoergsmaal", referral=phoned).exists()
    assert "zz" not in rows
    assert not [wanted for wanted in ids if wanted in promised]
    assert "zz" not in caplog.text


def test_no_task_of_referrals_is_given_anything() -> None:
    for task in (tell_senders, come_back):
        assert not inspect.signature(task.run).parameters
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        assert not entry.get("args")
        assert not entry.get("kwargs")


def test_the_address_of_a_mother_stands_in_no_table_that_anybody_can_read(clara: Persona, at: datetime) -> None:
    """While it lies beside the receipt and while its e-mail waits, and in no history of either."""
    public(clara)
    send(filled(clara, sender_email=ADDRESS))
    with as_owner():
        ((referral,),) = sql("SELECT id FROM referrals_referral")
    asked(clara, referral, at)
    with server.moody() as day:
        day.closed = True
        tick(MORNING)
    with as_owner():
        names = [name for (name,) in sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        assert len(names) > 100
        # Bytes are shown as hex.
        for wanted in (f"%{ADDRESS}%", f"%{ADDRESS.encode().hex()}%"):
            found = [one for one in names if sql(f'SELECT 1 FROM "{one}" t WHERE t::text LIKE %s LIMIT 1', wanted)]
            assert found == []
        assert sql("SELECT count(*) FROM web_outboxmessage WHERE outside IS NOT NULL") == [(1,)]
