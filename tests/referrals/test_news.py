"""Who sent a referral is told by the way that they chose, of what they may know, once a day, at once if it is acute."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from cases.models import Notice
from referrals.actions import accept, go_on, see_referral, withdraw_referral, write_down
from referrals.actions.referrals import ReferralFacts
from referrals.choices import Basis, Sender, Status, TellWay
from referrals.models import Message, News
from referrals.receipt_codes import code_of
from referrals.tasks import bring_back
from tests.conftest import NOW
from tests.database import as_owner, as_worker
from tests.factories.accounts import MembershipFactory
from tests.personas import Persona
from tests.referrals.news import MOTHER, asked, sent, tick, told
from tests.referrals.public import code_in, filled, look, only, public, send
from tests.web import mail_servers as server
from udsatte.accounts.choices import Role
from udsatte.accounts.models import Membership
from udsatte.web.models import OutboxMessage

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
#: The next morning's digest: seven o'clock.
MORNING = (NOW + DAY).replace(hour=7, minute=0)


@pytest.fixture(autouse=True)
def mailbox(db: None) -> Iterator[server.Day]:
    with server.moody() as day:
        yield day


def seen(who: Persona, referral: UUID, at: datetime) -> None:
    with who.at_work(at) as actor:
        see_referral(referral_id=referral, by=actor, at=at)


def taken(who: Persona, referral: UUID, at: datetime) -> None:
    with who.at_work(at) as actor:
        accept(referral_id=referral, citizen_id=None, caseworker_id=who.user.pk, by=actor, at=at)


def begun(who: Persona, referral: UUID, at: datetime) -> None:
    with who.at_work(at) as actor:
        go_on(referral_id=referral, to=Status.STARTED, reason="", by=actor, at=at)


def back(who: Persona, referral: UUID, at: datetime) -> None:
    with as_worker():
        assert bring_back(at=at + 4 * DAY) == 1


def withdrawn(who: Persona, referral: UUID, at: datetime) -> None:
    with who.at_work(at) as actor:
        assert withdraw_referral(referral_id=referral, reason="Er flyttet", by=actor, at=at)


def rang(
    clara: Persona, at: datetime, sender: str = Sender.PROFESSIONAL, *, email: str = "", code: bool = True
) -> UUID:
    """Somebody rings Clara, and gets a code."""
    key = uuid4()
    with clara.at_work(at) as actor:
        return write_down(
            facts=ReferralFacts(given_name="Petra", headline="Sover ude", sender_phone="00 00 00 12"),
            sender=sender,
            from_unit_id=None,
            door="phone",
            received_at=at,
            by=actor,
            at=at,
            key=key,
            code=code_of(key, given_by=clara.user.pk) if code else "",
            email=email,
        )


def mothers(clara: Persona, email: str = MOTHER) -> UUID:
    answer = send(filled(clara, sender_email=email))
    assert answer.status_code == 200
    return only().pk


#: From whom it came: how it is made.
SENDERS: dict[str, Callable[[Persona, Persona], UUID]] = {
    "a unit with a basis": lambda frank, clara: sent(frank, clara, NOW),
    "a unit without a basis": lambda frank, clara: sent(frank, clara, NOW, basis=""),
    "a unit, in the app": lambda frank, clara: sent(frank, clara, NOW, tell_way=TellWay.HERE),
    "a mother": lambda frank, clara: mothers(clara),
    "a mother without e-mail": lambda frank, clara: mothers(clara, ""),
    "a professional on the telephone": lambda frank, clara: rang(clara, NOW, email=MOTHER),
    "a professional with a code alone": lambda frank, clara: rang(clara, NOW),
    "a professional with the telephone alone": lambda frank, clara: rang(clara, NOW, code=False),
}
CHANGES: dict[str, list[Callable[[Persona, UUID, datetime], object]]] = {
    "seen": [seen],
    "taken up": [taken],
    "begun": [taken, begun],
    "asked": [asked],
    "come back": [back],
}
#: What each is told by e-mail of the last of these changes, when the ones before it have been told.
TOLD = {
    "a unit with a basis": {"seen", "taken up", "begun", "asked", "come back"},
    "a unit without a basis": {"seen", "taken up", "asked", "come back"},
    "a mother": {"seen", "taken up", "asked"},
    "a professional on the telephone": {"taken up", "asked"},
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("sender", SENDERS)
def test_each_sender_is_told_of_what_they_may_know(
    sender: str, change: str, frank: Persona, clara: Persona, at: datetime
) -> None:
    public(clara)
    referral = SENDERS[sender](frank, clara)
    if change == "asked" and sender == "a professional with the telephone alone":
        return  # there is no way: tests/referrals/test_written_down.py
    *before, last = CHANGES[change]
    for do in before:
        do(clara, referral, NOW)
    tick(MORNING)
    last(clara, referral, MORNING + timedelta(hours=3))
    who = {"a unit": "frank 1"}.get(sender[:6], "kajs.mor")
    expected = [who] if change in TOLD.get(sender, set()) else []
    assert told(MORNING + 5 * DAY) == expected
    assert told(MORNING + 6 * DAY) == []
    with as_owner():
        assert not News.objects.unposted().exists()


def test_a_unit_without_a_basis_hears_under_the_bell_that_it_is_dealt_with(
    rikke: Persona, clara: Persona, at: datetime
) -> None:
    public(clara)
    referral = sent(rikke, clara, NOW, basis="", tell_way=TellWay.HERE)
    taken(clara, referral, NOW)
    begun(clara, referral, NOW + DAY)
    with as_owner():
        assert list(Notice.objects.filter(unit=rikke.unit).values_list("kind", "at")) == [("referral_step", NOW)]


def test_what_somebody_did_themself_is_no_news(frank: Persona, clara: Persona, at: datetime) -> None:
    public(clara)
    withdrawn(frank, sent(frank, clara, NOW), NOW + timedelta(minutes=5))
    assert told(MORNING) == []


def test_what_a_colleague_did_with_it_is(frank: Persona, clara: Persona, at: datetime) -> None:
    public(clara)
    referral = sent(frank, clara, NOW)
    with as_owner():
        place = MembershipFactory(unit=frank.unit, role=Role.REFERRER)
    withdrawn(Persona("", place.user, place), referral, NOW + timedelta(minutes=5))
    assert told(MORNING) == ["frank 1"]


def test_what_the_own_side_writes_to_the_other_is_not(frank: Persona, clara: Persona, at: datetime) -> None:
    public(clara)
    referral = sent(frank, clara, NOW)
    with as_owner():
        place = MembershipFactory(unit=frank.unit, role=Role.REFERRER)
    asked(Persona("", place.user, place), referral, NOW, "Hvornår ser I på den?")
    assert told(MORNING) == []


def test_one_e_mail_a_day_however_much_happens(frank: Persona, clara: Persona, at: datetime) -> None:
    public(clara)
    for _number in range(3):
        referral = sent(frank, clara, NOW)
        seen(clara, referral, NOW)
        asked(clara, referral, NOW)
    for minutes in (0, 1, 30):
        assert told(NOW + timedelta(minutes=minutes)) == []
    assert told(MORNING - timedelta(minutes=1)) == []
    assert told(MORNING) == ["frank 3"]
    asked(clara, referral, MORNING - timedelta(minutes=1))  # committed late
    asked(clara, referral, MORNING + timedelta(hours=2))
    for hours in range(0, 24, 3):
        assert told(MORNING + timedelta(hours=hours)) == []
    assert told(MORNING + DAY) == ["frank 1"]


def test_acute_news_goes_at_once_and_by_night(frank: Persona, clara: Persona, at: datetime) -> None:
    public(clara)
    acute, ordinary = sent(frank, clara, NOW, is_acute=True), sent(frank, clara, NOW)
    night = NOW.replace(hour=23, minute=50)
    asked(clara, acute, night)
    asked(clara, ordinary, night)
    assert told(night + timedelta(minutes=1)) == ["frank 1"]
    asked(clara, acute, night + timedelta(minutes=2))
    assert told(night + timedelta(minutes=3)) == ["frank 1"]
    assert told(MORNING) == ["frank 1"]
    assert told(MORNING + DAY) == []


def test_a_day_on_which_nothing_ran_is_made_up_for(frank: Persona, clara: Persona, at: datetime) -> None:
    public(clara)
    asked(clara, sent(frank, clara, NOW), NOW)
    assert told(MORNING + 3 * DAY + timedelta(hours=9)) == ["frank 1"]


def test_the_hour_is_the_clocks_on_the_wall_in_summer_and_winter(frank: Persona, clara: Persona, at: datetime) -> None:
    public(clara)
    one = sent(frank, clara, NOW)
    asked(clara, one, datetime.fromisoformat("2027-03-27T12:00:00+01:00"))
    assert told(datetime.fromisoformat("2027-03-28T04:59:00+00:00")) == []
    assert told(datetime.fromisoformat("2027-03-28T05:00:00+00:00")) == ["frank 1"]


def test_with_the_mail_server_away_for_days_one_e_mail_tells_of_all(
    frank: Persona, clara: Persona, mailbox: server.Day, at: datetime
) -> None:
    public(clara)
    mailbox.closed = True
    for number in range(3):
        asked(clara, sent(frank, clara, NOW + number * DAY), NOW + number * DAY)
        assert told(MORNING + number * DAY) == []
    mailbox.closed = False
    assert told(MORNING + 2 * DAY + timedelta(hours=1)) == ["frank 3"]
    assert OutboxMessage.objects.count() == 1


def test_an_e_mail_that_somebody_has_tried_to_send_tells_of_nothing_later(
    frank: Persona, clara: Persona, mailbox: server.Day, at: datetime
) -> None:
    """The server may have it: what came later would be lost with a repeat that the mailbox files once."""
    public(clara)
    asked(clara, sent(frank, clara, NOW), NOW)
    mailbox.events = [server.killed_after]
    with pytest.raises(server.Killed):
        tick(MORNING)
    asked(clara, sent(frank, clara, NOW), MORNING - timedelta(minutes=1))
    assert told(MORNING + timedelta(minutes=2)) == ["frank 1"]
    assert told(MORNING + DAY) == ["frank 1"]
    assert len(server.seen()) == 2


def test_who_no_longer_sends_for_that_unit_is_told_nothing(
    frank: Persona, clara: Persona, sofie: Persona, at: datetime
) -> None:
    public(clara)
    asked(clara, sent(frank, clara, NOW), NOW)
    with as_owner():
        Membership.objects.filter(user=frank.user).update(ends_at=NOW + timedelta(hours=1))
        MembershipFactory(user=frank.user, unit=sofie.unit, role=Role.SOCIAL_WORKER, starts_at=NOW)
    assert told(MORNING) == []
    with as_owner():
        assert not News.objects.unposted().exists()


def test_a_word_to_a_mother_waits_for_its_e_mail(clara: Persona, at: datetime) -> None:
    public(clara)
    word = asked(clara, mothers(clara), NOW)
    with as_owner():
        assert Message.objects.get(pk=word).state == "queued"
    (told_her,) = tick(MORNING)
    assert told_her.to == [MOTHER]
    assert told_her.subject == "Nyt om det, du skrev til os"
    with as_owner():
        assert Message.objects.get(pk=word).state == "sent"


def test_a_word_whose_e_mail_was_given_up_did_not_arrive(clara: Persona, mailbox: server.Day, at: datetime) -> None:
    public(clara)
    word = asked(clara, mothers(clara), NOW)
    mailbox.events = [server.refused]
    assert tick(MORNING) == []
    tick(MORNING + timedelta(minutes=1))
    with as_owner():
        message = Message.objects.get(pk=word)
        assert message.state == "failed"
        told = Notice.objects.filter(unit=clara.unit, about_id=message.referral_id, kind="referral_step")
        assert [one.at for one in told] == [MORNING]


@pytest.mark.parametrize("far", ["queued", "failed", "sent"])
def test_the_word_stands_by_the_code_whether_its_e_mail_came_or_not(
    clara: Persona, mailbox: server.Day, far: str, at: datetime
) -> None:
    public(clara)
    code = code_in(send(filled(clara, sender_email=MOTHER)))
    word = asked(clara, only().pk, NOW)
    if far != "queued":
        mailbox.events = [server.refused] if far == "failed" else []
        tick(MORNING)
    with as_owner():
        assert Message.objects.get(pk=word).state == far
    assert "Hvor er han nu?" in look(code).content.decode()
    with as_owner():
        assert Message.objects.get(pk=word).state == "acknowledged"


def test_who_has_looked_by_the_code_needs_no_e_mail(clara: Persona, at: datetime) -> None:
    public(clara)
    code = code_in(send(filled(clara, sender_email=MOTHER)))
    asked(clara, only().pk, NOW)
    look(code)
    assert tick(MORNING) == []


def test_what_was_promised_long_ago_is_forgotten(frank: Persona, clara: Persona, at: datetime) -> None:
    public(clara)
    asked(clara, sent(frank, clara, NOW), NOW)
    tick(MORNING)
    tick(MORNING + timedelta(days=91))
    with as_owner():
        assert not News.objects.exists()


def test_a_referral_of_a_unit_that_has_a_basis_is_told_no_more_when_the_consent_is_taken_back(
    frank: Persona, clara: Persona, at: datetime
) -> None:
    from referrals.actions import withdraw_consent

    public(clara)
    referral = sent(frank, clara, NOW, basis=Basis.CONSENT, consent_on=NOW.date())
    taken(clara, referral, NOW)
    tick(MORNING)
    with frank.at_work(MORNING) as actor:
        withdraw_consent(referral_id=referral, reason="Fortrudt", by=actor, at=MORNING)
    begun(clara, referral, MORNING + timedelta(hours=1))
    assert told(MORNING + DAY) == []
