"""Raw SQL as the application's role on what stands between two units: nothing of others', and nothing in their name."""

from datetime import datetime
from typing import Any

import psycopg
import pytest
from psycopg import errors

from referrals.choices import Basis
from referrals.models import Referral
from tests.access.conftest import SignIn
from tests.access.test_real_roles import count, enter
from tests.database import as_owner, sql
from tests.factories.accounts import MembershipFactory
from tests.factories.referrals import (
    AttachmentFactory,
    CriterionAnswerFactory,
    EntranceFactory,
    MessageFactory,
    ReferralFactory,
    TieFactory,
)
from tests.personas import Persona
from udsatte.accounts.choices import Role

pytestmark = pytest.mark.django_db(transaction=True)

TABLES = [
    f"referrals_{name}{event}"
    for name in ("referral", "handling", "message", "criterionanswer", "tie")
    for event in ("", "event")
] + ["referrals_step", "referrals_attachment"]
#: By somebody of a unit that has nothing to do with it.
STRANGERS = {
    "a word on it": (
        "INSERT INTO referrals_message (id, referral_id, unit_id, told_unit_id, key, text, is_question, transport,"
        " state, said_at, said_by_id) VALUES (gen_random_uuid(), %(sent)s, %(mine)s, %(sender)s, 'x', 'Hej', false,"
        " 'here', 'sent', %(at)s, %(me)s)"
    ),
    "a paper on it": (
        "INSERT INTO referrals_attachment (id, referral_id, unit_id, told_unit_id, name, content_type, size, content,"
        " added_at, added_by_id) VALUES (gen_random_uuid(), %(sent)s, %(mine)s, %(sender)s, 'x', 'application/pdf', 1,"
        " 'x', %(at)s, %(me)s)"
    ),
    "a step of it": (
        "INSERT INTO referrals_step (id, referral_id, unit_id, told_unit_id, from_status, to_status, reason,"
        " stepped_at, stepped_by_id) VALUES (gen_random_uuid(), %(sent)s, %(mine)s, %(sender)s, 'open', 'declined',"
        " 'Nej', %(at)s, %(me)s)"
    ),
    "an answer to a criterion of it": (
        "INSERT INTO referrals_criterionanswer (id, referral_id, unit_id, criterion_id, verdict, reason, answered_at,"
        " answered_by_id) SELECT gen_random_uuid(), %(sent)s, %(mine)s, c.id, 'no', '', %(at)s, %(me)s"
        " FROM referrals_criterion c LIMIT 1"
    ),
    "a first meeting of it": (
        "INSERT INTO referrals_firstmeeting (id, referral_id, unit_id, told_unit_id, meets_at, place, company,"
        " planned_at, planned_by_id, outcome, said) VALUES (gen_random_uuid(), %(sent)s, %(mine)s, %(receiver)s,"
        " %(at)s, 'Her', '', %(at)s, %(me)s, 'planned', '')"
    ),
    "a package of it": (
        "INSERT INTO referrals_package (referral_id, unit_id, told_unit_id, packed_at, packed_by_id, expires_at,"
        " ended_reason) VALUES (%(sent)s, %(mine)s, %(receiver)s, %(at)s, %(me)s, %(at)s + interval '1 day', '')"
    ),
    "the citizen of it": "SELECT referral_take(%(sent)s)",
    "its consent back": "SELECT consent_withdraw(%(sent)s, 'Nej', 'Nej')",
    "a look at it": "SELECT referral_see(%(sent)s)",
    "to take it back": "SELECT referral_withdraw(%(sent)s, 'Nej')",
    "to tie it": "SELECT referral_tie(%(sent)s, %(citizen)s)",
    "to send it on": (
        "INSERT INTO referrals_referral SELECT (jsonb_populate_record(NULL::referrals_referral, %(row)s::jsonb"
        " || jsonb_build_object('id', gen_random_uuid(), 'previous_id', %(sent)s, 'unit_id', %(mine)s,"
        " 'from_unit_id', %(mine)s, 'written_by_id', %(me)s, 'sent_by_id', %(me)s, 'sent_at', %(at)s,"
        " 'received_at', %(at)s))).*"
    ),
    "a way in for the unit that was asked": """SELECT entrance_write(%(receiver)s, 1, '{"is_open": false}')""",
}
#: By the sender's own people, who are told.
SENDERS = {
    "a step of the receiver's": STRANGERS["a step of it"],
    "an answer to the receiver's criterion": STRANGERS["an answer to a criterion of it"],
    "another to be told": (
        "UPDATE referrals_referral SET told_unit_id = NULL, version = version + 1 WHERE id = %(sent)s"
    ),
    "other words in what is sent": "UPDATE referrals_referral SET headline = 'Andet' WHERE id = %(sent)s",
    "a decision": (
        "UPDATE referrals_handling SET status = 'accepted', status_at = %(at)s, status_by_id = %(me)s,"
        " version = version + 1 WHERE referral_id = %(sent)s"
    ),
    "a look in the receiver's name": STRANGERS["a look at it"],
    "a word in a colleague's name": STRANGERS["a word on it"].replace("%(me)s", "%(somebody)s"),
    "a word of yesterday": STRANGERS["a word on it"].replace("%(at)s", "%(at)s - interval '1 day'"),
    "a word to a third unit": STRANGERS["a word on it"].replace("%(sender)s", "%(third)s"),
    "a word as the other unit": STRANGERS["a word on it"].replace("%(mine)s", "%(receiver)s"),
}
#: By the receiver's, whose turn it is.
RECEIVERS = {
    "a step that did not happen": STRANGERS["a step of it"],
    "a decision that nobody signed": SENDERS["a decision"],
    "a decision in a colleague's name": SENDERS["a decision"].replace("%(me)s", "%(somebody)s"),
    "that it is told to somebody else": "UPDATE referrals_handling SET told_unit_id = %(third)s",
    "that it is another unit's": "UPDATE referrals_handling SET unit_id = %(third)s",
    "a tie to somebody unseen": STRANGERS["to tie it"],
    "that the sender takes it back": STRANGERS["to take it back"],
}
REFUSALS = (errors.InsufficientPrivilege, errors.CheckViolation)


@pytest.fixture
def sent(frank: Persona, clara: Persona) -> Referral:
    """Of Mændenes Hjem to Udsatteteamet, which tells what becomes of it, with a row of everything."""
    with as_owner():
        EntranceFactory(unit=clara.unit)
        one = ReferralFactory(
            from_unit=frank.unit, to_unit=clara.unit, basis=Basis.DBL_6, written_by=frank.user, headline="Sover ude"
        )
        CriterionAnswerFactory(referral=one, unit=clara.unit)
        MessageFactory(referral=one)
        AttachmentFactory(referral=one)
        TieFactory(referral=one, unit=clara.unit)
        return one


def values(who: Persona, sent: Referral, at: datetime, **more: Any) -> dict[str, Any]:
    with as_owner():
        third = EntranceFactory().unit
        citizen = TieFactory().citizen
    return {
        "sent": sent.pk,
        "mine": who.unit.pk,
        "me": who.user.pk,
        "sender": sent.from_unit_id,
        "receiver": sent.to_unit_id,
        "third": third.pk,
        "citizen": citizen.pk,
        "somebody": citizen.registered_by_id,
        "at": at,
        **more,
    }


def refused(
    web: psycopg.Connection[Any], who: Persona, attacks: dict[str, str], said: dict[str, Any], *, status: str = "open"
) -> None:
    """As that person, signed in as the application: each is refused at once, or at the latest at the end."""
    taken = []
    for what, attack in attacks.items():
        try:
            enter(web, who, said["at"])
            web.execute(attack, said)
            web.commit()
            taken.append(what)
        except REFUSALS:
            web.rollback()
    assert taken == []
    with as_owner():
        one = Referral.objects.select_related("handling").get(pk=said["sent"])
        assert (one.headline, one.seen_at, one.handled_at, one.handling.status) == ("Sover ude", None, None, status)
        assert (one.told_unit_id, one.handling.told_unit_id) == (one.to_unit_id, one.from_unit_id)


def test_a_third_unit_gets_no_row(web: psycopg.Connection[Any], sent: Referral, rikke: Persona, at: datetime) -> None:
    enter(web, rikke, at)
    assert {table: count(web, table) for table in TABLES} == dict.fromkeys(TABLES, 0)


def test_who_may_see_nothing_gets_no_row_in_the_units_own_name(
    web: psycopg.Connection[Any], sent: Referral, clara: Persona, viggo: Persona, at: datetime
) -> None:
    """The level of the own unit: an auditor with a place in the unit that was asked."""
    with as_owner():
        membership = MembershipFactory(user=viggo.user, unit=clara.unit, role=Role.AUDITOR)
    enter(web, Persona("viggo", viggo.user, membership), at)
    assert {table: count(web, table) for table in TABLES} == dict.fromkeys(TABLES, 0)


def test_a_third_unit_cannot_write(web: psycopg.Connection[Any], sent: Referral, rikke: Persona, at: datetime) -> None:
    with as_owner():
        row = sql("SELECT to_jsonb(r)::text FROM referrals_referral r")[0][0]
    refused(web, rikke, STRANGERS, values(rikke, sent, at, row=row))


def test_a_third_unit_cannot_write_on_what_somebody_private_asked(
    web: psycopg.Connection[Any], clara: Persona, rikke: Persona, at: datetime
) -> None:
    """There is no unit that asks, and nobody is told: a comparison with none is neither true nor false."""
    with as_owner():
        EntranceFactory(unit=clara.unit)
        public = ReferralFactory(to_unit=clara.unit, told_unit=clara.unit, public=True, headline="Sover ude")
        sql("UPDATE referrals_handling SET status = 'accepted', status_at = now(), status_by_id = %s", clara.user.pk)
        sql("UPDATE referrals_referral SET handled_at = NULL")
        row = sql("SELECT to_jsonb(r)::text FROM referrals_referral r")[0][0]
    said = values(rikke, public, at, row=row) | {"sender": clara.unit.pk}
    refused(web, rikke, STRANGERS, said, status="accepted")
    with as_owner():
        sql("ALTER TABLE referrals_handling DISABLE TRIGGER USER")
        sql("UPDATE referrals_handling SET status = 'open'")
        sql("ALTER TABLE referrals_handling ENABLE TRIGGER USER")
    refused(web, rikke, STRANGERS, said)


def test_the_sender_cannot_write_for_the_receiver(
    web: psycopg.Connection[Any], sent: Referral, frank: Persona, at: datetime
) -> None:
    refused(web, frank, SENDERS, values(frank, sent, at))


def test_the_receiver_cannot_write_for_the_sender_or_a_colleague(
    web: psycopg.Connection[Any], sent: Referral, clara: Persona, at: datetime
) -> None:
    refused(web, clara, RECEIVERS, values(clara, sent, at))


def test_each_side_says_its_own_word_and_reads_the_others(
    sign_in: SignIn, sent: Referral, frank: Persona, clara: Persona, at: datetime
) -> None:
    """What is refused above is refused for its own reason: a word is taken from whom it belongs to.

    A paper goes with its referral alone, as it is sent (tests/referrals/test_attachments_kept.py).
    """
    web = sign_in("web")
    for who, other, told in ((frank, clara, 1), (clara, frank, 0)):
        said = values(who, sent, at) | {"sender": other.unit.pk}
        enter(web, who, at)
        web.execute(STRANGERS["a word on it"].replace("'x'", f"'{who.name}'"), said)
        web.commit()
        enter(web, who, at)
        assert count(web, "referrals_referral") == count(web, "referrals_handling") == 1
        assert count(web, "referrals_criterionanswer") == 1 - told
        assert count(web, "referrals_tie") == 0, "it leads to a citizen, and asks for a ground"
        web.commit()
    with as_owner():
        assert sql("SELECT count(*) FROM referrals_message") == [(3,)]
