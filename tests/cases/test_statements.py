"""A page costs the same number of statements for one row and for many: at most twelve beyond the fixed six."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.choices import AdditionKind
from tests.cases.test_merges import citizen_of, merge
from tests.cases.world import Anker, anker_of
from tests.database import as_owner
from tests.factories import cases as make
from tests.personas import Persona

#: session, user, BEGIN, access_enter, access log, COMMIT. In a test BEGIN and COMMIT are savepoints.
FIXED = ("accounts_session", '"accounts_user"."id" =', "SAVEPOINT", "access_enter", "access_note")
LIST_LIMIT = 12

PAGES: dict[str, Callable[[Anker], str]] = {
    "today": lambda anker: reverse("today"),
    "citizens": lambda anker: reverse("cases:citizens"),
    "citizen": lambda anker: reverse("cases:citizen", args=[anker.citizen.pk]),
    "log contact": lambda anker: reverse("cases:contact_new") + f"?citizen={anker.citizen.pk}",
    "notices": lambda anker: reverse("cases:notices"),
    "the board": lambda anker: reverse("cases:board"),
    "who has how many": lambda anker: reverse("cases:caseloads"),
    "change caseworker": lambda anker: reverse("cases:case_assign", args=[anker.case.pk]),
    "follow-ups": lambda anker: reverse("cases:follow_ups"),
}


def statements(client: Client, url: str) -> list[str]:
    """The statements of one request beyond the fixed ones."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return [q["sql"] for q in captured.captured_queries if not any(word in q["sql"] for word in FIXED)]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_costs_the_same_for_one_row_and_for_many(
    page: str, anna: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    client = signed_in(anna)
    anker = anker_of(anna)
    url = PAGES[page](anker)
    few = statements(client, url)
    for _ in range(12):
        anker_of(anna)
    with as_owner():
        for _ in range(30):
            line = make.ContactLineFactory(citizen=anker.citizen, unit=anna.unit, by=anna.user)
            make.LineServiceFactory(line=line)
            make.NoteAdditionFactory(line=line, written_by=anna.user)
            make.NoteAdditionFactory(line=line, written_by=anna.user, kind=AdditionKind.QUESTION)
            make.FollowUpFactory(citizen=anker.citizen, unit=anna.unit, owner=anna.user)
            make.AliasFactory(citizen=anker.citizen)
            make.NoticeFactory(citizen=anker.citizen, unit=anna.unit)
    many = statements(client, url)
    assert len(many) == len(few), "\n".join(many)
    assert len(many) <= LIST_LIMIT, "\n".join(many)


@pytest.mark.parametrize("page", ["today", "citizens", "the board"])
def test_a_merged_person_in_a_list_costs_the_others_nothing(
    page: str, anna: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    client = signed_in(anna)
    anker, muggi = anker_of(anna), citizen_of(anna, "Muggi", "", is_unknown=True)
    merge(anna, muggi, anker.citizen, at)
    few = statements(client, PAGES[page](anker))
    for _ in range(12):
        anker_of(anna)
    many = statements(client, PAGES[page](anker))
    assert len(many) == len(few), "\n".join(many)
