"""What is written and not sent: the writing unit's alone, sent once, or thrown away for good."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from cases.models import Case, Notice
from referrals.actions import NotADraft, change_draft, refer, send_draft, throw_away, write_draft
from referrals.models import Attachment, Handling, Package, Referral, Tie
from tests.database import INSUFFICIENT_PRIVILEGE, as_owner, refused, sql
from tests.factories import cases as make
from tests.factories.referrals import EntranceFactory, ReferralFactory
from tests.personas import Persona
from tests.referrals.files import chosen, pdf
from tests.referrals.test_triage import PETRA, opened
from udsatte.access.decisions import Denied, Stale

pytestmark = pytest.mark.django_db

SignedIn = Callable[[Persona], Client]


@pytest.fixture
def case(anna: Persona, sofie: Persona) -> Any:
    with as_owner():
        EntranceFactory(unit=sofie.unit)
        return make.CaseFactory(unit=anna.unit, opened_by=anna.user, citizen__given_name="Petra")


def drafted(who: Persona, to: Persona, at: datetime, key: UUID | None = None) -> UUID:
    with who.at_work(at) as actor:
        return write_draft(facts=PETRA, to_unit_id=to.unit.pk, by=actor, at=at, key=key or uuid4())


def typed(to: Persona, **more: Any) -> dict[str, Any]:
    """What somebody has typed into the form."""
    said = {"to_unit": to.unit.pk, "given_name": "Petra", "headline": "Sover i opgange", "version": 1}
    return said | {"key": uuid4()} | more


def test_a_draft_is_told_to_nobody(anna: Persona, bo: Persona, sofie: Persona, at: datetime) -> None:
    opened(sofie)
    draft = drafted(anna, sofie, at)
    with bo.at_work(at) as actor:
        assert Referral.objects.visible_to(actor).filter(pk=draft).exists()
    with sofie.at_work(at) as actor:
        assert not Referral.objects.visible_to(actor).exists()
    with as_owner():
        assert not Handling.objects.exists()
        assert not Notice.objects.exists()


def test_a_colleague_changes_it_and_sends_it(anna: Persona, bo: Persona, sofie: Persona, at: datetime) -> None:
    opened(sofie)
    draft = drafted(anna, sofie, at)
    which: dict[str, Any] = {"referral_id": draft, "facts": PETRA, "to_unit_id": sofie.unit.pk, "at": at}
    with bo.at_work(at) as actor:
        change_draft(**which, version=1, by=actor)
        with pytest.raises(Stale):
            change_draft(**which, version=1, by=actor)
        send_draft(**which, version=2, by=actor)
        with pytest.raises(NotADraft):
            send_draft(**which, version=3, by=actor)
    with as_owner():
        one = Referral.objects.get()
        assert (one.sent_by_id, one.received_at, one.told_unit_id) == (bo.user.pk, at, sofie.unit.pk)
        assert Handling.objects.get().unit_id == sofie.unit.pk
        assert list(Notice.objects.values_list("unit_id", "kind")) == [(sofie.unit.pk, "referral")]


def test_the_form_that_was_kept_and_then_sent_is_one_referral(anna: Persona, sofie: Persona, at: datetime) -> None:
    opened(sofie)
    key = uuid4()
    draft = drafted(anna, sofie, at, key)
    assert drafted(anna, sofie, at, key) == draft
    with anna.at_work(at) as actor:
        sent = refer(facts=PETRA, to_unit_id=sofie.unit.pk, by=actor, at=at, key=key)
    with as_owner():
        assert (sent, Referral.objects.get().is_sent, Handling.objects.count()) == (draft, True, 1)


def test_a_double_tap_sends_once(anna: Persona, sofie: Persona, signed_in: SignedIn, at: datetime) -> None:
    opened(sofie)
    page, said = reverse("referrals:draft", args=[drafted(anna, sofie, at)]), typed(sofie)
    browser = signed_in(anna)
    answers = [browser.post(page, said), browser.post(page, said)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == answers[1].url  # type: ignore[attr-defined]
    with as_owner():
        assert (Referral.objects.count(), Handling.objects.count(), Notice.objects.count()) == (1, 1, 1)


def test_it_is_kept_found_changed_and_sent_on_pages(
    anna: Persona, sofie: Persona, signed_in: SignedIn, at: datetime
) -> None:
    opened(sofie)
    browser = signed_in(anna)
    said = typed(sofie, draft="1", whereabouts="Bænken ved Halmtorvet", attachments=chosen(pdf()))
    kept = browser.post(reverse("referrals:referral_new"), said, follow=True).content.decode()
    assert "Bænken ved Halmtorvet" in kept
    assert "Bilag gemmes ikke" in kept
    with as_owner():
        draft = Referral.objects.get().pk
        assert not Attachment.objects.exists()
    page = reverse("referrals:draft", args=[draft])
    assert page in browser.get(reverse("referrals:queue") + "?show=drafts").content.decode()
    assert page not in browser.get(reverse("referrals:queue") + "?show=sent").content.decode()
    wrong = browser.post(page, typed(sofie, headline="", whereabouts="Under broen"))
    assert wrong.status_code == 422
    assert "Under broen" in wrong.content.decode()
    assert browser.post(page, typed(sofie, draft="1", whereabouts="Under broen")).status_code == 302
    conflict = browser.post(page, typed(sofie, draft="1"))
    assert conflict.status_code == 409
    assert browser.post(page, typed(sofie, version=2)).status_code == 302
    assert browser.get(page).status_code == 302
    with as_owner():
        assert Referral.objects.get().is_sent


def test_a_draft_about_a_citizen_chooses_what_goes_along_when_it_is_sent(
    anna: Persona, sofie: Persona, case: Case, signed_in: SignedIn, at: datetime
) -> None:
    browser = signed_in(anna)
    about = reverse("referrals:referral_about", args=[case.citizen_id])
    said = {"key": uuid4(), "to_unit": sofie.unit.pk, "headline": "Sover i opgange", "days": "30", "version": 1}
    assert browser.post(about, said | {"draft": "1", "along": ["name"]}).status_code == 302
    with as_owner():
        draft = Referral.objects.get()
        assert Tie.objects.get().citizen_id == case.citizen_id
        assert not Package.objects.exists()
    page = reverse("referrals:draft", args=[draft.pk])
    shown = browser.get(page).content.decode()
    assert "Det, der følger med" in shown
    assert browser.post(page, said).status_code == 422, "no right is named"
    assert browser.post(page, said | {"basis": "rsl_11a", "along": ["name"]}).status_code == 302
    with as_owner():
        assert list(Package.objects.get().facts.values_list("position", flat=True)) == [1]


def test_who_does_no_casework_with_the_citizen_does_not_send_their_draft(
    anna: Persona, bo: Persona, sofie: Persona, case: Case, at: datetime
) -> None:
    with anna.at_work(at) as actor:
        draft = write_draft(
            facts=PETRA, to_unit_id=sofie.unit.pk, by=actor, at=at, key=uuid4(), citizen_id=case.citizen_id
        )
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("UPDATE cases_ground SET ends_at = %s WHERE citizen_id = %s", [at, case.citizen_id])
    with bo.at_work(at) as actor, pytest.raises(Denied):
        send_draft(referral_id=draft, version=1, facts=PETRA, to_unit_id=sofie.unit.pk, by=actor, at=at)


def test_a_manager_does_not_open_casework_s_drafts(
    anna: Persona, mette: Persona, sofie: Persona, signed_in: SignedIn, at: datetime
) -> None:
    with as_owner():
        EntranceFactory(unit=sofie.unit)
        theirs = ReferralFactory(from_unit=mette.unit, to_unit=sofie.unit, written_by=anna.user, draft=True)
    browser = signed_in(mette)
    assert browser.get(reverse("referrals:draft", args=[theirs.pk])).status_code == 403
    assert str(theirs.pk) not in browser.get(reverse("referrals:queue") + "?show=drafts").content.decode()
    own = drafted(mette, sofie, at)
    assert browser.get(reverse("referrals:draft", args=[own])).status_code == 200
    with mette.at_work(at), refused(INSUFFICIENT_PRIVILEGE):
        sql("SELECT referral_throw_away(%s)", theirs.pk)


def test_thrown_away_is_gone_but_for_its_history(
    anna: Persona, sofie: Persona, case: Case, signed_in: SignedIn, at: datetime
) -> None:
    with anna.at_work(at) as actor:
        draft = write_draft(
            facts=PETRA, to_unit_id=sofie.unit.pk, by=actor, at=at, key=uuid4(), citizen_id=case.citizen_id
        )
    page = reverse("referrals:draft_throw_away", args=[draft])
    browser = signed_in(anna)
    assert "for altid" in browser.get(page).content.decode()
    assert browser.post(page).status_code == 302
    assert browser.post(page).status_code == 404
    with as_owner():
        assert not Referral.objects.exists()
        assert not Tie.objects.exists()
        assert sql("SELECT count(*) FROM referrals_referralevent WHERE id = %s", draft) == [(1,)]


def test_nobody_throws_away_what_is_sent_or_another_unit_s(
    anna: Persona, sofie: Persona, frank: Persona, at: datetime
) -> None:
    opened(sofie)
    draft = drafted(anna, sofie, at)
    with frank.at_work(at), refused(INSUFFICIENT_PRIVILEGE):
        sql("SELECT referral_throw_away(%s)", draft)
    with anna.at_work(at) as actor:
        send_draft(referral_id=draft, version=1, facts=PETRA, to_unit_id=sofie.unit.pk, by=actor, at=at)
        assert throw_away(referral_id=draft, by=actor, at=at) is False
        assert sql("SELECT referral_throw_away(%s)", draft) == [(False,)]
    with as_owner():
        assert Referral.objects.count() == 1


def test_the_number_of_a_draft_stays_when_the_field_is_left_empty(
    anna: Persona, sofie: Persona, signed_in: SignedIn, at: datetime
) -> None:
    opened(sofie)
    browser = signed_in(anna)
    browser.post(reverse("referrals:referral_new"), typed(sofie, draft="1", cpr="2512489996"))
    with as_owner():
        kept = Referral.objects.get()
    assert kept.cpr
    page = reverse("referrals:draft", args=[kept.pk])
    assert "2512489996" not in browser.get(page).content.decode()
    assert browser.post(page, typed(sofie)).status_code == 302
    with as_owner():
        sent = Referral.objects.get()
        assert sent.cpr
        assert (bytes(sent.cpr), sent.born_on) == (bytes(kept.cpr), kept.born_on)


def test_the_form_of_what_was_thrown_away_does_not_say_that_it_is_sent(
    anna: Persona, sofie: Persona, signed_in: SignedIn, at: datetime
) -> None:
    opened(sofie)
    browser, said = signed_in(anna), typed(sofie)
    new = reverse("referrals:referral_new")
    browser.post(new, said | {"draft": "1"})
    with as_owner():
        draft = Referral.objects.get().pk
    browser.post(reverse("referrals:draft_throw_away", args=[draft]))
    answer = browser.post(new, said)
    assert answer.status_code == 422
    assert "Nogen har smidt kladden ud" in answer.content.decode()
    assert "Sover i opgange" in answer.content.decode()


def test_the_form_of_a_draft_that_a_colleague_went_on_with_does_not_say_that_it_is_sent(
    mette: Persona, clara: Persona, sofie: Persona, at: datetime
) -> None:
    opened(sofie)
    key = uuid4()
    draft = drafted(mette, sofie, at, key)
    with clara.at_work(at) as actor:
        change_draft(referral_id=draft, version=1, facts=PETRA, to_unit_id=sofie.unit.pk, by=actor, at=at)
    with mette.at_work(at) as actor, pytest.raises(Denied):
        refer(facts=PETRA, to_unit_id=sofie.unit.pk, by=actor, at=at, key=key)
