"""proof.md 2: every text and date of a citizen holds a token; everybody goes everywhere; nobody is told another's."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection, models, transaction

from referrals.models import Handling
from tests.conftest import NOW
from tests.database import empty, savepoints_keep
from tests.personas import PEOPLE, Persona, persona
from tests.proof.asking import OF, Form
from tests.proof.browser import Browser
from tests.proof.canaries import START, Bird, Token, about_citizens, factory_of, fields_of, hatch
from tests.proof.table import UNSEEN, cells
from tests.proof.urls import names
from tests.proof.walk import Walk, walk
from tests.proof.world import session_of

#: Each citizen full of tokens, and what each reader was told.
Told = tuple[dict[str, Bird], dict[str, Walk]]

pytestmark = pytest.mark.django_db

TEAM = ("anna", "bo", "clara")
#: Whose unit has been told about the citizen, or whose role sees less than the unit.
SHARED = {
    "shared": ("mette", "rikke", "niels", "dorthe", "sofie"),
    "protected": ("mette", "rikke", "niels", "dorthe", "sofie"),
    "untold": ("mette",),
}
#: What stands in the database for other reasons than to be read on a page.
ON_NO_PAGE = {
    ("Assignment", "starts_on"),
    ("Alias", "added_at"),
    ("Citizen", "registered_at"),
    ("Death", "recorded_at"),
    ("Death", "withdrawn_at"),
    ("Death", "withdrawn_reason"),
    ("Relative", "added_at"),
    ("Contact", "whereabouts"),
    *((job, when) for job in ("ImportJob", "ExportJob") for when in ("asked_at", "touched_at", "expires_at")),
    ("FollowUp", "opened_at"),
    ("FollowUp", "origin"),
    ("Ground", "reason"),
    ("Haunt", "added_at"),
    ("Intake", "settled_at"),
    ("Intake", "reason"),
    ("Phone", "added_at"),
    ("Sighting", "saved_at"),
    # A handover stands on the page for the days in which both are named.
    ("Handover", "room_reason"),
    ("Lookout", "asked_at"),
    ("Lookout", "words"),
    # Of referrals: what stands on the page is when it was received, and what it waits for while it waits.
    ("Referral", "born_on"),
    ("Referral", "written_at"),
    ("Referral", "handled_at"),
    ("Referral", "sender_looked_at"),
    *(("Handling", of) for of in ("meanwhile_name", "review_on", "taken_up_at", "waits_since_at")),
    ("CriterionAnswer", "answered_at"),
    ("FirstMeeting", "planned_at"),
    ("Tie", "tied_at"),
    ("Message", "key"),
    ("Attachment", "added_at"),
    ("Package", "ended_reason"),
    ("PaymentCommitment", "recorded_at"),
    # The list is of those whose days run.
    *(("Guarantee", of) for of in ("exception_reason", "recorded_at", "settled_at", "started_on")),
}
#: Whose ids stand in addresses.
KINDS = (
    *("citizen", "case", "line", "follow_up", "notice", "ground", "import_job", "export_job", "relative"),
    *("identifier", "enquiry", "shared_enquiry", "pending", "sighting", "intake", "tip", "lookout", "visit"),
    *("referral", "begun", "meeting"),
)


@pytest.fixture(scope="module")
def birds_and_walks(django_db_setup: None, django_db_blocker: pytest.Class) -> Iterator[Told]:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        with time_machine.travel(NOW, tick=False):
            with transaction.atomic():
                people = {name: persona(name) for name in PEOPLE}
                birds = {bird.whose: bird for bird in _birds(people)}
                browsers = {name: Browser(session_of(who)) for name, who in people.items()}
            try:
                with savepoints_keep():
                    yield birds, _walks(browsers, birds)
            finally:
                empty()
        connection.close()


def _walks(browsers: dict[str, Browser], birds: dict[str, Bird]) -> dict[str, Walk]:
    ids = {of: [getattr(b, of).pk for b in birds.values()] for of in KINDS}
    ids |= {of: [uuid4()] for of in set(OF.values()) - set(ids)}  # what no citizen hangs on: nobody's
    forms = _forms(birds)
    walks = {name: walk(browser, ids, forms, _unseen(name)) for name, browser in browsers.items()}
    walks["a stranger"] = walk(Browser(), ids, forms, {(url, way) for url in names() for way in ("GET", "POST")})
    return walks


def _birds(people: dict[str, Persona]) -> Iterator[Bird]:
    told = [people["rikke"].unit, people["niels"].unit]
    yield hatch("untold", people["anna"], share_with=[])
    yield hatch("shared", people["anna"], share_with=told)
    yield hatch("protected", people["anna"], share_with=told, protected=True, dead=True)


def _unseen(name: str) -> set[tuple[str, str]]:
    """Where this person is refused before anybody looks, whoever the id belongs to (test_urls.py)."""
    mine = [cell for cell in cells(frozenset(OF)) if cell.who == name]
    seen = {(cell.url, cell.way) for cell in mine if cell.word not in UNSEEN}
    return {(cell.url, cell.way) for cell in mine} - seen


def _forms(birds: dict[str, Bird]) -> dict[str, list[Form]]:
    """What makes a page say more: letters that all names begin with, everybody chosen at once, a stale form."""
    # The dead are not met.
    everybody = [bird.citizen.pk for bird in birds.values() if bird.whose != "protected"]
    stale = {"version": 99, "given_name": "Ny"}
    return {
        "cases:search": [{"q": START}, {"q": START.upper()}, {"q": "qz test"}],
        "cases:contact_new": [{"key": uuid4(), "who": everybody}, {"key": uuid4(), "who": everybody, "outcome": "met"}],
        "cases:citizen_change": [{}, stale],
        "cases:citizen_particulars": [{}, {"version": 99, "interpreter": "yes", "digital_post_exempt": "yes"}],
        "cases:citizen_background": [
            {},
            {"version": 99, "own_doctor": "none", "children": "none", "pregnant": "no", "residence": "not_asked"},
        ],
        "cases:case_state": [{"version": 99, "status": "resting", "look_again_on": "2026-12-08", "reason": "Indlagt"}],
        "cases:line_add": [{"key": uuid4(), "text": "Set"}],
    }


def _allowed(reader: str, token: Token) -> bool:
    if reader in TEAM:
        return True
    if token.between_units:  # of their unit: who does no casework reads all but what is masked, and no tie
        return reader == "mette" and not token.casework and (token.whose != "protected" or not token.masked)
    if reader not in SHARED.get(token.whose, ()) or token.casework:
        return False
    return token.whose != "protected" or not token.masked


def test_every_model_that_leads_to_a_citizen_has_its_tokens(
    birds_and_walks: Told,
) -> None:
    birds, _ = birds_and_walks
    assert set(about_citizens()) <= set(factory_of()) | {_clock(), Handling}
    missing = set()
    for bird in birds.values():
        said = {token.place for token in bird.tokens}
        for model in about_citizens():
            wanted = () if model is _clock() else fields_of(model)
            missing |= {(model.__name__, one.name) for one in wanted if not _left_open(bird, one)} - said
    assert missing == set()


def _left_open(bird: Bird, one: "models.Field[Any, Any]") -> bool:
    """What has not happened to this citizen (an end, a closing), and the times that other times are made of."""
    where = (one.model.__name__, one.name)
    return (
        (one.null and isinstance(one, models.DateField))
        or one.name.startswith(("withdrawn_", "struck_", "ended_"))
        or where
        in {
            ("Contact", "saved_at"),
            ("Package", "expires_at"),
            ("ContactLine", "at"),
            ("Ground", "starts_at"),
            ("Sighting", "at"),
            ("Tip", "at"),
            ("Tip", "saved_at"),
            ("Lookout", "expires_at"),
            ("Visit", "at"),
            ("Visit", "due_at"),
            ("Attachment", "content_type"),
            ("Handling", "status_at"),
        }
        or where == ("Identifier", "issuer")  # one of a hundred, and nobody's own
        or (where == ("Ground", "reason") and bird.whose == "untold")
    )


def _clock() -> type[models.Model]:
    from cases.models import CitizenClock

    return CitizenClock


@pytest.mark.parametrize("reader", [*PEOPLE, "a stranger"])
def test_nobody_is_told_what_is_not_theirs(birds_and_walks: Told, reader: str) -> None:
    birds, walks = birds_and_walks
    secret = {
        form: token
        for bird in birds.values()
        for token in bird.tokens
        for form in token.forms
        if not _allowed(reader, token)
    }
    told = [(where, secret[form]) for where, text in walks[reader].pages for form in secret if form in text]
    assert told == []


def test_the_team_is_told_all_that_stands_on_a_page(
    birds_and_walks: Told,
) -> None:
    birds, walks = birds_and_walks
    text = "\n".join(text for name in TEAM for _, text in walks[name].pages)
    tokens = [token for bird in birds.values() for token in bird.tokens]
    said = {token.place for token in tokens if any(form in text for form in token.forms)}
    assert {token.place for token in tokens} - said == ON_NO_PAGE


def test_a_shared_reader_is_told_who_it_is_and_what_to_mind(
    birds_and_walks: Told,
) -> None:
    birds, walks = birds_and_walks
    for reader in SHARED["shared"]:
        text = "\n".join(text for _, text in walks[reader].pages)
        for whose, seen in (("shared", {"given_name", "risk_instruction"}), ("protected", {"risk_instruction"})):
            said = {token.field for token in birds[whose].tokens if any(form in text for form in token.forms)}
            assert seen <= said, (reader, whose)


@pytest.mark.parametrize("reader", [*PEOPLE, "a stranger"])
def test_no_title_header_message_address_or_log_line_names_anybody(birds_and_walks: Told, reader: str) -> None:
    birds, walks = birds_and_walks
    forms = [form for bird in birds.values() for token in bird.tokens for form in token.forms]
    found = walks[reader]
    for said in (found.titles, found.headers, found.messages, found.addresses, found.logs):
        together = "\n".join(said)
        told = [form for form in forms if form in together]
        assert not [line for line in said if any(form in line for form in told)]


def test_nothing_that_was_said_may_be_kept_in_a_cache(
    birds_and_walks: Told,
) -> None:
    _, walks = birds_and_walks
    assert {name: found.uncached for name, found in walks.items() if found.uncached} == {}
