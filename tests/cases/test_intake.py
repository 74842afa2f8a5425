"""Contacts that were written without a net: filed as of the time they happened, once, and never lost."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cases.choices import Basis, IntakeState, Scope, WhyWaiting
from cases.identifiers import unseal_list
from cases.models import Citizen, Contact, ContactLine, FollowUp, Ground, Intake
from tests.cases.world import anker_of
from tests.cases.written import Said, posted, sealed_for, written
from tests.conftest import NOW
from tests.database import as_owner, refused, sql
from tests.factories import cases as make
from tests.factories.accounts import MembershipFactory, UnitFactory
from tests.personas import Persona
from udsatte.access.models import AccessEntry
from udsatte.accounts.models import Membership
from udsatte.web.models import IdempotencyKey
from udsatte.web.offline.keys import Sealed

SEND = "cases:intake"
SignIn = Callable[[Persona], Client]


@pytest.fixture
def anker(anna: Persona) -> Citizen:
    return anker_of(anna).citizen


@pytest.fixture
def ago(at: datetime) -> datetime:
    """When it happened: last night."""
    return at - timedelta(hours=11)


def send(page: Client, sealed: Sealed, at: datetime) -> tuple[int, dict[str, Any]]:
    answer = page.post(reverse(SEND), posted(sealed, sent_at=at))
    return answer.status_code, answer.json()


def said(who: Persona, *citizens: Citizen, at: datetime, **facts: Any) -> Said:
    return written(*citizens, unit=who.unit, at=at, by=who, **facts)


def rows() -> list[Intake]:
    with as_owner():
        return list(Intake.objects.order_by("received_at", "id"))


def logged() -> list[Contact]:
    with as_owner():
        return list(Contact.objects.filter(saved_at__gte=NOW - timedelta(minutes=1)).order_by("at"))


def test_it_is_filed_as_of_the_time_it_happened(
    anna: Persona, anker: Citizen, at: datetime, ago: datetime, signed_in: SignIn
) -> None:
    place = make_place()
    facts = {"place": str(place.pk), "services": {"care": "accepted"}, "next_on": "2026-11-30", "next_what": "Ring"}
    sealed = sealed_for(anna, said(anna, anker, at=ago, **facts))
    assert send(signed_in(anna), sealed, at) == (200, {"key": str(sealed.key), "conflict": False})
    contact = logged()[0]
    assert (contact.at, contact.saved_at, contact.by_id, contact.place_id) == (ago, at, anna.user.pk, place.pk)
    with as_owner():
        line = ContactLine.objects.get(contact=contact)
        assert (line.citizen, line.note, line.outcome) == (anker, "Vil gerne se værelset.", "met")
        assert FollowUp.objects.filter(citizen=anker, what="Ring").exists()
    assert [(row.state, row.contact_id) for row in rows()] == [(IntakeState.FILED, contact.pk)]


def make_place() -> Any:
    with as_owner():
        return make.PlaceFactory()


def test_a_lost_answer_and_a_replay_make_one(
    anna: Persona, anker: Citizen, at: datetime, ago: datetime, signed_in: SignIn
) -> None:
    content, key, page = said(anna, anker, at=ago), uuid4(), signed_in(anna)
    # The device seals anew each time it is asked to; the content says that it is the same.
    for _ in range(3):
        status, told = send(page, sealed_for(anna, content, key=key), at)
        assert (status, told["conflict"]) == (200, False)
    assert len(logged()) == len(rows()) == 1


def test_the_same_key_with_another_body_is_kept_beside_the_first(
    anna: Persona, clara: Persona, anker: Citizen, at: datetime, ago: datetime, signed_in: SignIn
) -> None:
    key, page = uuid4(), signed_in(anna)
    send(page, sealed_for(anna, said(anna, anker, at=ago), key=key), at)
    other = said(anna, anker, at=ago)
    other["lines"][0]["note"] = "Det var alligevel broren."
    assert [send(page, sealed_for(anna, other, key=key), at)[1]["conflict"] for _ in range(2)] == [True, True]
    assert len(logged()) == 1
    assert sorted(row.state for row in rows()) == [IntakeState.FILED, IntakeState.WAITING]
    both = signed_in(clara).get(reverse("cases:intakes")).content.decode()
    assert "Det var alligevel broren." in both
    assert "Vil gerne se værelset." in both


@pytest.mark.parametrize("ended", [timedelta(minutes=1), timedelta(hours=10)])
def test_sight_that_was_lost_afterwards_does_not_matter(
    anna: Persona, anker: Citizen, at: datetime, ago: datetime, signed_in: SignIn, ended: timedelta
) -> None:
    end_grounds(anker, at - ended)
    send(signed_in(anna), sealed_for(anna, said(anna, anker, at=ago)), at)
    assert [contact.at for contact in logged()] == [ago]


def test_what_the_unit_did_not_see_then_waits_and_the_author_is_told_nothing_else(
    anna: Persona, clara: Persona, anker: Citizen, at: datetime, ago: datetime, signed_in: SignIn
) -> None:
    end_grounds(anker, ago - timedelta(minutes=1))
    sealed = sealed_for(anna, said(anna, anker, at=ago))
    assert send(signed_in(anna), sealed, at) == (200, {"key": str(sealed.key), "conflict": False})
    assert logged() == []
    assert [(row.state, row.why) for row in rows()] == [(IntakeState.WAITING, WhyWaiting.GROUND)]
    shown = signed_in(clara).get(reverse("cases:intakes")).content.decode()
    assert "A.T." in shown
    assert "Anker" not in shown


def end_grounds(citizen: Citizen, at: datetime) -> None:
    with as_owner():
        Ground.objects.filter(citizen=citizen).update(ends_at=at, ended_by=None)


def test_another_unit_s_citizen_is_never_filed(
    anna: Persona, niels: Persona, at: datetime, ago: datetime, signed_in: SignIn
) -> None:
    theirs = anker_of(niels).citizen
    send(signed_in(anna), sealed_for(anna, said(anna, theirs, at=ago)), at)
    assert logged() == []
    assert rows()[0].why == WhyWaiting.GROUND


def test_a_handover_while_something_waits_on_the_phone_changes_nothing(
    anna: Persona, bo: Persona, anker: Citizen, at: datetime, ago: datetime, signed_in: SignIn
) -> None:
    with as_owner():
        assignment = anker.assignments.get()
        assignment.ends_on = at.date()
        assignment.ended_by = anna.user
        assignment.save()
        make.AssignmentFactory(case=assignment.case, caseworker=bo.user, starts_on=at.date())
    send(signed_in(anna), sealed_for(anna, said(anna, anker, at=ago)), at)
    assert [contact.by_id for contact in logged()] == [anna.user.pk]


def test_it_lands_in_the_unit_where_it_was_written_also_after_a_switch_and_after_the_place_has_ended(
    anna: Persona, anker: Citizen, at: datetime, ago: datetime, signed_in: SignIn
) -> None:
    with as_owner():
        now_at = MembershipFactory(user=anna.user, unit=UnitFactory(), starts_at=at - timedelta(hours=1))
        Membership.objects.filter(pk=anna.membership.pk).update(ends_at=at - timedelta(minutes=5))
    page = signed_in(anna)
    status, _ = send(page, sealed_for(anna, said(anna, anker, at=ago)), at)
    assert status == 200
    assert now_at.unit_id != anna.unit.pk
    assert [(row.unit_id, row.state) for row in rows()] == [(anna.unit.pk, IntakeState.FILED)]
    assert logged()[0].unit_id == anna.unit.pk


def test_a_pack_of_another_person_or_unit_files_nothing(
    anna: Persona, bo: Persona, anker: Citizen, at: datetime, ago: datetime, signed_in: SignIn
) -> None:
    page = signed_in(anna)
    for pack in (said(bo, anker, at=ago)["pack"], written(anker, unit=another_unit(), at=ago, by=anna)["pack"], "x"):
        send(page, sealed_for(anna, said(anna, anker, at=ago) | {"pack": pack}), at)
    assert logged() == []
    assert len(rows()) == 3


def another_unit() -> Any:
    with as_owner():
        return UnitFactory()


def test_what_is_sealed_for_somebody_else_or_was_changed_stays_on_the_device(
    anna: Persona, bo: Persona, anker: Citizen, at: datetime, ago: datetime, signed_in: SignIn
) -> None:
    sealed = sealed_for(anna, said(anna, anker, at=ago))
    assert send(signed_in(bo), sealed, at)[0] == 422
    changed = Sealed(uuid4(), sealed.ephemeral, sealed.nonce, sealed.content)
    assert send(signed_in(anna), changed, at)[0] == 422
    assert rows() == []


YEAR = timedelta(days=365)


@pytest.mark.parametrize("off", [YEAR, -YEAR, timedelta(minutes=40), timedelta(seconds=20)])
def test_a_clock_that_is_off_by_any_amount_is_set_right(
    anna: Persona, anker: Citizen, at: datetime, ago: datetime, signed_in: SignIn, off: timedelta
) -> None:
    told = said(anna, anker, at=ago + off) | {"pack": said(anna, anker, at=ago)["pack"]}
    send(signed_in(anna), sealed_for(anna, told), at + off)
    assert [abs(contact.at - ago) < timedelta(minutes=1) for contact in logged()] == [True]


def test_a_clock_that_was_put_right_before_sending_is_believed_by_the_pack(
    anna: Persona, anker: Citizen, at: datetime, ago: datetime, signed_in: SignIn
) -> None:
    told = said(anna, anker, at=ago + YEAR) | {"pack": said(anna, anker, at=ago)["pack"]}
    send(signed_in(anna), sealed_for(anna, told), at)
    assert [contact.at for contact in logged()] == [ago]


@pytest.mark.parametrize(
    "facts",
    [
        {"written_at": "2025-11-24T10:00:00+01:00", "happened_at": "2025-11-24T10:00:00+01:00"},
        {"happened_at": "2026-11-24T23:59:00+01:00"},
        {"happened_at": "2020-01-01T12:00:00+01:00"},
        {"written_at": "9999-12-31T23:59:59+00:00", "happened_at": "9999-12-31T23:59:59+00:00"},
        {"written_at": "0001-01-02T00:00:00+00:00", "happened_at": "0001-01-02T00:00:00+00:00"},
    ],
)
def test_a_time_that_cannot_be_waits_for_the_coordinator(
    anna: Persona, anker: Citizen, at: datetime, ago: datetime, signed_in: SignIn, facts: Said
) -> None:
    assert send(signed_in(anna), sealed_for(anna, said(anna, anker, at=ago) | facts), at)[0] == 200
    assert logged() == []
    assert [row.why for row in rows()] == [WhyWaiting.CLOCK]


def test_what_comes_a_month_after_its_pack_is_looked_at_first(
    anna: Persona, anker: Citizen, at: datetime, signed_in: SignIn
) -> None:
    send(signed_in(anna), sealed_for(anna, said(anna, anker, at=at - timedelta(days=31))), at)
    assert logged() == []
    assert rows()[0].why == WhyWaiting.CLOCK


def test_a_replay_is_known_when_its_key_is_forgotten(
    anna: Persona, anker: Citizen, at: datetime, ago: datetime, signed_in: SignIn
) -> None:
    sealed, page = sealed_for(anna, said(anna, anker, at=ago)), signed_in(anna)
    send(page, sealed, at)
    with as_owner():
        IdempotencyKey.objects.all().delete()
    assert send(page, sealed, at) == (200, {"key": str(sealed.key), "conflict": False})
    assert len(rows()) == len(logged()) == 1


def test_the_coordinator_s_page_masks_a_protected_citizen_of_another_unit(
    anna: Persona, clara: Persona, niels: Persona, at: datetime, ago: datetime, signed_in: SignIn
) -> None:
    hidden = anker_of(niels, is_protected=True).citizen
    with as_owner():
        make.GroundFactory(citizen=hidden, unit=anna.unit, basis=Basis.REFERRAL, scope=Scope.SHARED)
    send(signed_in(anna), sealed_for(anna, said(anna, hidden, at=ago)), at)
    shown = signed_in(clara).get(reverse("cases:intakes")).content.decode()
    assert "Beskyttet borger" in shown
    assert "Testager" not in shown


def test_a_made_up_time_before_the_pack_opens_no_old_ground(
    anna: Persona, anker: Citizen, at: datetime, ago: datetime, signed_in: SignIn
) -> None:
    """Sight ended a week ago. Whoever says that it happened before that has no pack from then."""
    end_grounds(anker, at - timedelta(days=7))
    long_ago = (at - timedelta(days=8)).isoformat()
    told = said(anna, anker, at=ago) | {"written_at": long_ago, "happened_at": long_ago, "pack_at": long_ago}
    send(signed_in(anna), sealed_for(anna, told), at)
    assert logged() == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[1]",
        b"\xff\xfe",
        b'"' + b"x" * 100 + b'"',
        b"[" * 5_000,
        json.dumps({"lines": [{"citizen": 1}]}).encode(),
    ],
)
def test_what_cannot_be_read_is_kept_too(
    anna: Persona, clara: Persona, at: datetime, signed_in: SignIn, content: bytes
) -> None:
    assert send(signed_in(anna), sealed_for(anna, content), at)[0] == 200
    row = rows()[0]
    assert (row.why, unseal_list(row.body)) == (WhyWaiting.UNREADABLE, content)
    page = signed_in(clara)
    assert page.get(reverse("cases:intakes")).status_code == 200
    assert page.post(reverse("cases:intake_file", args=[row.pk])).status_code == 403


@pytest.mark.parametrize("text", ["\0NUL", "\ud83d", "<script>alert(1)</script>", "x" * 20_000])
def test_any_text_is_stored_or_kept(
    anna: Persona, anker: Citizen, at: datetime, ago: datetime, signed_in: SignIn, text: str
) -> None:
    told = said(anna, anker, at=ago)
    told["lines"][0]["note"] = text
    assert send(signed_in(anna), sealed_for(anna, told), at)[0] == 200
    assert len(logged()) == 1


def test_the_coordinator_files_what_waits_in_the_author_s_name(
    anna: Persona, clara: Persona, anker: Citizen, at: datetime, ago: datetime, signed_in: SignIn
) -> None:
    told = said(anna, anker, at=ago) | {"happened_at": (ago - timedelta(days=30)).isoformat()}
    send(signed_in(anna), sealed_for(anna, told), at)
    row, page = rows()[0], signed_in(clara)
    assert "Anker Testager" in page.get(reverse("cases:intakes")).content.decode()
    with as_owner():
        assert AccessEntry.objects.filter(user_id=clara.user.pk, citizen_id=anker.pk).exists()
    for _ in range(2):  # a double tap
        page.post(reverse("cases:intake_file", args=[row.pk]))
    assert [contact.by_id for contact in logged()] == [anna.user.pk]
    assert [(row.state, row.settled_by_id) for row in rows()] == [(IntakeState.FILED, clara.user.pk)]


def test_an_author_who_has_left_signs_nothing_any_more(
    anna: Persona, clara: Persona, anker: Citizen, at: datetime, ago: datetime, signed_in: SignIn
) -> None:
    told = said(anna, anker, at=ago) | {"happened_at": (ago - timedelta(days=30)).isoformat()}
    send(signed_in(anna), sealed_for(anna, told), at)
    with as_owner():
        Membership.objects.filter(pk=anna.membership.pk).update(ends_at=at)
    signed_in(clara).post(reverse("cases:intake_file", args=[rows()[0].pk]))
    contact = logged()[0]
    assert contact.by_id == clara.user.pk
    with as_owner():
        assert anna.user.full_name in ContactLine.objects.get(contact=contact).note


def test_what_the_unit_does_not_see_is_not_filed_by_the_coordinator_either(
    anna: Persona, clara: Persona, anker: Citizen, at: datetime, ago: datetime, signed_in: SignIn
) -> None:
    end_grounds(anker, ago - timedelta(minutes=1))
    send(signed_in(anna), sealed_for(anna, said(anna, anker, at=ago)), at)
    page, row = signed_in(clara), rows()[0]
    answer = page.post(reverse("cases:intake_file", args=[row.pk]), follow=True)
    assert "Vælg borgere, som din enhed arbejder med." in answer.content.decode()
    assert logged() == []
    page.post(reverse("cases:intake_aside", args=[row.pk]), {"reason": "Spurgt Anna: forkert borger."})
    assert [(row.state, row.reason) for row in rows()] == [(IntakeState.ASIDE, "Spurgt Anna: forkert borger.")]


def test_only_the_author_reads_a_row_and_only_the_unit_s_coordinator_what_waits(
    anna: Persona, bo: Persona, clara: Persona, anker: Citizen, at: datetime, ago: datetime, signed_in: SignIn
) -> None:
    end_grounds(anker, ago - timedelta(minutes=1))
    send(signed_in(anna), sealed_for(anna, said(anna, anker, at=ago)), at)
    with as_owner():
        other = MembershipFactory(unit=UnitFactory(), role="coordinator")
    count = "SELECT count(*) FROM cases_intake"
    with anna.at_work(at):
        assert sql(count) == [(1,)]
        with refused():
            sql("SELECT * FROM intake_waiting(NULL, NULL, 9)")
    for who in (bo, clara):
        with who.at_work(at):
            assert sql(count) == [(0,)]
    with clara.at_work(at):
        assert len(sql("SELECT * FROM intake_waiting(NULL, NULL, 9)")) == 1
    stranger = Persona("other", other.user, other)
    with stranger.at_work(at):
        assert sql("SELECT * FROM intake_waiting(NULL, NULL, 9)") == []
        with refused():
            sql("SELECT intake_settle(%s, NULL, 'x')", rows()[0].pk)


def test_nobody_writes_a_row_in_another_s_name_or_unit(anna: Persona, bo: Persona, at: datetime) -> None:
    with as_owner():
        row = make.IntakeFactory(unit=anna.unit, by=anna.user)
    insert = (
        "INSERT INTO cases_intake (id, unit_id, by_id, key, digest, body, happened_at, received_at, state, why, reason)"
        " SELECT gen_random_uuid(), %s, %s, gen_random_uuid(), 'x', 'x', now(), now(), 'waiting', 'ground', ''"
    )
    with bo.at_work(at):
        with refused():
            sql(insert, bo.unit.pk, anna.user.pk)
        with refused():
            sql(insert, UUID(int=1), bo.user.pk)
        assert sql("UPDATE cases_intake SET state = 'aside' WHERE id = %s RETURNING id", row.pk) == []


def test_the_key_for_sending_says_who_is_signed_in_and_names_nobody(
    anna: Persona, at: datetime, signed_in: SignIn
) -> None:
    told = signed_in(anna).get(reverse(SEND)).json()
    assert set(told) == {"owner", "token"}
    assert str(anna.user.pk) not in told["owner"]
