"""At a signed note: a colleague asks, is answered, says thanks; and the timeline by kind and on paper."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from cases.actions import NothingSaid, ThankedAlready, add_to_note
from cases.choices import AdditionKind, NoticeKind
from cases.models import ContactLine, NoteAddition, Notice
from tests.cases.world import anker_of
from tests.database import as_owner
from tests.factories import cases as make
from tests.personas import Persona
from udsatte.access.choices import AccessKind
from udsatte.access.decisions import Denied
from udsatte.access.models import AccessEntry

SignIn = Callable[[Persona], Client]


def say(
    who: Persona, line: ContactLine, at: datetime, kind: AdditionKind, text: str = "", answers: UUID | None = None
) -> UUID:
    with who.at_work(at) as actor:
        return add_to_note(line_id=line.pk, text=text, kind=kind, answers=answers, by=actor, at=at, key=uuid4())


def told() -> list[tuple[UUID | None, str]]:
    with as_owner():
        kinds = [NoticeKind.QUESTION, NoticeKind.ANSWER, NoticeKind.THANKS]
        return list(Notice.objects.filter(kind__in=kinds).order_by("-kind").values_list("user_id", "kind"))


def test_a_question_reaches_the_author_and_its_answer_whoever_asked(
    anna: Persona, bo: Persona, at: datetime, signed_in: SignIn
) -> None:
    anker = anker_of(anna)
    url = reverse("cases:line_add", args=[anker.line.pk])
    page = reverse("cases:citizen", args=[anker.citizen.pk])
    asked = {"key": uuid4(), "kind": "question", "text": "Må hunden komme med?"}
    assert signed_in(bo).post(url, asked).status_code == 302
    assert told() == [(anna.user.pk, "question")]
    with as_owner():
        question = NoteAddition.objects.get()
    anna_sees = signed_in(anna).get(page).content.decode()
    assert "Må hunden komme med?" in anna_sees
    assert f"{url}?answers={question.pk}" in anna_sees

    answered = {"key": uuid4(), "text": "Ja, det har de lovet."}
    assert signed_in(anna).post(f"{url}?answers={question.pk}", answered).status_code == 302
    assert told() == [(anna.user.pk, "question"), (bo.user.pk, "answer")]
    bo_sees = signed_in(bo).get(page).content.decode()
    assert "Ja, det har de lovet." in bo_sees
    assert "?answers=" not in bo_sees


def test_thanks_need_no_words_and_are_said_once(anna: Persona, bo: Persona, at: datetime) -> None:
    line = anker_of(anna).line
    say(bo, line, at, AdditionKind.THANKS)
    with pytest.raises(ThankedAlready):
        say(bo, line, at, AdditionKind.THANKS, "Igen")
    with pytest.raises(NothingSaid):
        say(bo, line, at, AdditionKind.QUESTION)
    assert told() == [(anna.user.pk, "thanks")]


@pytest.mark.parametrize("kind", [AdditionKind.THANKS, AdditionKind.QUESTION])
def test_nobody_thanks_or_asks_herself(kind: AdditionKind, anna: Persona, at: datetime, signed_in: SignIn) -> None:
    line = anker_of(anna).line
    with pytest.raises(Denied):
        say(anna, line, at, kind, "Hm?")
    form = signed_in(anna).get(reverse("cases:line_add", args=[line.pk])).content.decode()
    assert 'name="kind"' not in form


def test_a_question_to_somebody_who_left_is_the_units(anna: Persona, bo: Persona, at: datetime) -> None:
    line = anker_of(anna).line
    with as_owner():
        anna.user.memberships.update(ends_at=at)
    say(bo, line, at + timedelta(minutes=1), AdditionKind.QUESTION, "Hvor sover han?")
    say(bo, line, at + timedelta(minutes=2), AdditionKind.THANKS)
    assert told() == [(None, "question")]


def test_an_answer_stands_at_the_note_that_was_asked_about(anna: Persona, bo: Persona, at: datetime) -> None:
    line = anker_of(anna).line
    with as_owner():
        other = make.ContactLineFactory(citizen=line.citizen, unit=anna.unit, by=anna.user)
    question = say(bo, line, at, AdditionKind.QUESTION, "Hvor sover han?")
    addition = say(anna, line, at, AdditionKind.ADDITION, "Og hunden.")
    for wrong in (addition, uuid4(), None):
        with pytest.raises(NoteAddition.DoesNotExist):
            say(anna, line, at, AdditionKind.ANSWER, "Ved stationen.", wrong)
    with pytest.raises(NoteAddition.DoesNotExist):
        say(anna, other, at, AdditionKind.ANSWER, "Ved stationen.", question)
    with as_owner(), transaction.atomic():
        make.NoteAdditionFactory(line=other, written_by=anna.user, kind="answer", answers_id=question)
        with pytest.raises(IntegrityError):
            connection.check_constraints()
        transaction.set_rollback(True)


# -- by kind --------------------------------------------------------------------------------------------------


@pytest.fixture
def busy(anna: Persona, at: datetime) -> ContactLine:
    """Anker with each kind of entry, and so often seen by others that they fill two pages."""
    anker = anker_of(anna)
    of = {"citizen": anker.citizen, "unit": anna.unit, "by": anna.user}
    with as_owner():
        make.ContactLineFactory(**of, outcome="not_met", note="Gik forgæves.")
        make.CallFactory(**of, said="Spurgte til ham.", at=at - timedelta(hours=1))
        make.CaseStatusChangeFactory(case=anker.case, changed_by=anna.user, reason="Ikke set længe.")
        for n in range(30):
            make.SightingFactory(**of, told_name=f"Kiosken {n:02}", at=at - timedelta(days=1, hours=n // 2))
    return anker.line


SAYS = {
    "met": "Vil gerne se værelset.",
    "vain": "Gik forgæves.",
    "told": "Spurgte til ham.",
    "case": "Ikke set længe.",
}


@pytest.mark.parametrize("kind", [*SAYS, "all", "nonsense"])
def test_the_timeline_by_kind(kind: str, busy: ContactLine, anna: Persona, signed_in: SignIn) -> None:
    url = reverse("cases:citizen", args=[busy.citizen_id])
    shown = signed_in(anna).get(url, {"kind": kind}).content.decode()
    shown = shown[shown.index("h-timeline") : shown.index("h-follow-ups")]
    assert {name for name, words in SAYS.items() if words in shown} == ({kind} if kind in SAYS else set(SAYS))


def test_what_others_saw_goes_on_on_the_next_page(busy: ContactLine, anna: Persona, signed_in: SignIn) -> None:
    client, url = signed_in(anna), reverse("cases:citizen", args=[busy.citizen_id])
    first = client.get(url, {"kind": "told"}).content.decode()
    after = re.search(r"kind=told&amp;after=([0-9a-f-]{36})", first)
    assert after is not None
    second = client.get(url, {"kind": "told", "after": after[1]}).content.decode()
    assert "after=" not in second
    seen = [re.findall(r"Kiosken \d\d", page) for page in (first, second)]
    assert sorted(seen[0] + seen[1]) == [f"Kiosken {n:02}" for n in range(30)]
    assert len(seen[0]) == 24  # and the call


# -- on paper -------------------------------------------------------------------------------------------------


def printed(who: Persona, line: ContactLine, signed_in: SignIn) -> str:
    url = reverse("cases:citizen_print", args=[line.citizen_id])
    page = signed_in(who).get(url, {"months": "all"})
    assert page.status_code == 200
    return page.content.decode()


def test_a_print_says_everything_and_is_logged_as_one(busy: ContactLine, anna: Persona, signed_in: SignIn) -> None:
    page = printed(anna, busy, signed_in)
    assert [words for words in SAYS.values() if words not in page] == []
    assert "Forkert borger" not in page
    with as_owner():
        entry = AccessEntry.objects.filter(citizen_id=busy.citizen_id).latest("at")
    assert entry.kind == AccessKind.PRINT


def test_paper_says_neither_who_a_protected_citizen_is_nor_what_was_written(
    busy: ContactLine, anna: Persona, signed_in: SignIn
) -> None:
    with as_owner():
        type(busy.citizen).objects.filter(pk=busy.citizen_id).update(is_protected=True)
    page = printed(anna, busy, signed_in)
    assert "Beskyttet borger" in page
    assert "Truffet" in page
    assert [words for words in ("Testager", "Kiosken", *SAYS.values()) if words in page] == []


def test_a_print_of_the_last_months_says_nothing_older(anna: Persona, at: datetime, signed_in: SignIn) -> None:
    anker = anker_of(anna)  # with one contact, long ago
    with as_owner():
        make.ContactLineFactory(
            citizen=anker.citizen, unit=anna.unit, by=anna.user, note="I denne måned.", at=at - timedelta(days=9)
        )
    url = reverse("cases:citizen_print", args=[anker.citizen.pk])
    page = signed_in(anna).get(url).content.decode()
    assert "I denne måned." in page
    assert "Vil gerne se værelset." not in page
