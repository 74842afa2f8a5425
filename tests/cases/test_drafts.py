"""What somebody writes is kept until it is saved: sealed, for the author alone, and not for ever."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cases.actions.drafts import LONGEST, MOST, forget_drafts
from cases.models import Citizen, Contact, ContactDraft, FollowUp
from tests.cases.world import anker_of
from tests.database import as_owner
from tests.factories import cases as make
from tests.personas import Persona

NEW = reverse("cases:contact_new")
KEEP = reverse("cases:contact_draft")


@pytest.fixture
def anker(anna: Persona) -> Citizen:
    return anker_of(anna).citizen


def begun(citizen: Citizen, key: UUID, **facts: Any) -> dict[str, Any]:
    return {"key": key, "who": [citizen.pk], "outcome": "refused", "note": "Sad på bænken.", **facts}


def drafts() -> int:
    with as_owner():
        return ContactDraft.objects.count()


def test_a_draft_fills_the_form_again_as_it_was(
    anna: Persona, anker: Citizen, signed_in: Callable[[Persona], Client]
) -> None:
    client, key = signed_in(anna), uuid4()
    assert "Kladde gemt kl." in client.post(KEEP, begun(anker, key)).content.decode()
    page = client.get(f"{NEW}?draft={key}").content.decode()
    assert "Sad på bænken." in page
    assert f'value="{key}"' in page
    chosen = [tag for tag in re.findall(r"<input[^>]*>", page) if "checked" in tag]
    assert any('value="refused"' in tag for tag in chosen)
    assert any(f'value="{anker.pk}"' in tag for tag in chosen)


def test_a_draft_keeps_which_follow_ups_the_contact_covers(
    anna: Persona, anker: Citizen, signed_in: Callable[[Persona], Client]
) -> None:
    with as_owner():
        other = make.FollowUpFactory(citizen=anker, unit=anna.unit, owner=anna.user)
        done = FollowUp.objects.exclude(pk=other.pk).get(citizen=anker)
    client, key = signed_in(anna), uuid4()
    client.post(KEEP, begun(anker, key, covered=[done.pk]))
    page = client.get(f"{NEW}?draft={key}").text
    tags = {tag: "checked" in tag for tag in re.findall(r"<input[^>]*>", page) if 'name="covered"' in tag}
    assert [str(done.pk) in tag for tag, checked in tags.items() if checked] == [True]
    assert len(tags) == 2
    client.post(f"{NEW}?draft={key}", begun(anker, key, when="now", covered=[done.pk]))
    with as_owner():
        assert FollowUp.objects.get(pk=done.pk).done_line is not None
        assert FollowUp.objects.get(pk=other.pk).done_at is None


def test_writing_on_is_the_same_draft_and_saving_ends_it(
    anna: Persona, anker: Citizen, signed_in: Callable[[Persona], Client]
) -> None:
    client, key = signed_in(anna), uuid4()
    for note in ("Sad", "Sad på bænken."):
        client.post(KEEP, begun(anker, key, note=note))
    assert drafts() == 1
    client.post(f"{NEW}?draft={key}", begun(anker, key, when="now"))
    assert drafts() == 0
    answer = client.get(f"{NEW}?draft={key}", follow=True).content.decode()
    assert "Den kladde findes ikke mere" in answer


def test_the_page_tells_of_a_draft_that_was_left(
    anna: Persona, bo: Persona, anker: Citizen, signed_in: Callable[[Persona], Client]
) -> None:
    key = uuid4()
    signed_in(anna).post(KEEP, begun(anker, key))
    assert f"?draft={key}" in signed_in(anna).get(NEW).content.decode()
    assert f"?draft={key}" not in signed_in(bo).get(NEW).content.decode()


def test_nobody_else_opens_overwrites_or_throws_away_a_draft(
    anna: Persona, bo: Persona, anker: Citizen, signed_in: Callable[[Persona], Client]
) -> None:
    key = uuid4()
    signed_in(anna).post(KEEP, begun(anker, key))
    other = signed_in(bo)
    assert "Sad på bænken." not in other.get(f"{NEW}?draft={key}", follow=True).content.decode()
    other.post(reverse("cases:draft_drop", args=[key]))
    other.post(KEEP, begun(anker, key, note="Bos egne ord"))
    assert "Sad på bænken." in signed_in(anna).get(f"{NEW}?draft={key}").content.decode()


def test_the_author_throws_a_draft_away(anna: Persona, anker: Citizen, signed_in: Callable[[Persona], Client]) -> None:
    client, key = signed_in(anna), uuid4()
    client.post(KEEP, begun(anker, key))
    client.post(reverse("cases:draft_drop", args=[key]))
    assert drafts() == 0


def test_a_draft_is_sealed_where_it_lies(anna: Persona, anker: Citizen, signed_in: Callable[[Persona], Client]) -> None:
    signed_in(anna).post(KEEP, begun(anker, uuid4()))
    with as_owner():
        content = bytes(ContactDraft.objects.get().content)
    assert b"nken" not in content
    assert str(anker.pk).encode() not in content


def test_too_long_a_draft_is_said_and_changes_nothing(
    anna: Persona, anker: Citizen, signed_in: Callable[[Persona], Client]
) -> None:
    answer = signed_in(anna).post(KEEP, begun(anker, uuid4(), note="å" * LONGEST))
    assert answer.status_code == 422
    assert "for lang" in answer.content.decode()
    assert drafts() == 0


def test_nobody_fills_the_house_with_drafts(
    anna: Persona, anker: Citizen, signed_in: Callable[[Persona], Client]
) -> None:
    client = signed_in(anna)
    for _ in range(MOST + 3):
        client.post(KEEP, begun(anker, uuid4()))
    assert drafts() == MOST


@pytest.mark.parametrize(("days", "left"), [(13, 1), (15, 0)])
def test_a_draft_that_nobody_touches_goes_after_a_fortnight(
    days: int, left: int, anna: Persona, anker: Citizen, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    signed_in(anna).post(KEEP, begun(anker, uuid4()))
    with as_owner():
        forget_drafts(at=at + timedelta(days=days))
    assert drafts() == left


def test_a_draft_of_a_citizen_whom_the_unit_has_lost_keeps_the_words_and_saves_nothing(
    anna: Persona, anker: Citizen, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    client, key = signed_in(anna), uuid4()
    client.post(KEEP, begun(anker, key))
    with as_owner():
        anker.grounds.update(ends_at=at - timedelta(minutes=1))
        before = Contact.objects.count()
    page = client.get(f"{NEW}?draft={key}").content.decode()
    assert "Sad på bænken." in page
    assert anker.short_name not in page
    assert client.post(NEW, begun(anker, key, when="now")).status_code == 422
    with as_owner():
        assert Contact.objects.count() == before
