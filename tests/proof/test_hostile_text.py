"""proof.md 8: a hostile text in any field that somebody writes in is stored and shown as text, or refused there."""

from datetime import timedelta
from html import escape

import pytest

from tests.conftest import NOW
from tests.database import as_owner
from tests.factories.accounts import DutyShiftFactory
from tests.proof.asking import FILLED, OF, address, ask
from tests.proof.hostile import CORPUS, NUL
from tests.proof.html_forms import Control, form_of
from tests.proof.stored import stored
from tests.proof.urls import names, writer
from tests.proof.world import World, as_before

pytestmark = pytest.mark.django_db

ABOUT: dict[str, str] = {}
ON_SHIFT = {"cases:find_duty"}


def form_at(world: World, url: str) -> tuple[str, dict[str, Control]]:
    subject = world.subjects[writer(url)][ABOUT.get(url, "own")]
    path = address(url, subject.pk(OF[url]) if url in OF else None)
    with as_before():
        begin_shift(world, url)
        page = ask(world.browsers[writer(url)], "GET", path, {})
    return path, form_of(page.content.decode()) if page.status_code == 200 else {}


def begin_shift(world: World, url: str) -> None:
    """Those on duty are asked about somebody at night: be one of them."""
    if url in ON_SHIFT:
        person = world.people[writer(url)]
        with as_owner():
            DutyShiftFactory(
                unit=person.unit,
                user=person.user,
                name="",
                made_by=person.user,
                starts_at=NOW,
                ends_at=NOW + timedelta(hours=8),
            )


def typed(form: dict[str, Control]) -> list[str]:
    return [name for name, control in form.items() if control.typed]


def free(form: dict[str, Control]) -> list[str]:
    """The fields that take any words."""
    return [name for name, control in form.items() if control.kind in ("text", "textarea", "search")]


@pytest.mark.parametrize("url", [url for url in names() if url in FILLED and url != "today"])
def test_a_hostile_text_is_only_text(world: World, url: str) -> None:
    """Each text through each field: all the fields at once, each with the next text of the corpus."""
    path, form = form_at(world, url)
    filled = FILLED[url](world, writer(url), world.subjects[writer(url)][ABOUT.get(url, "own")])
    wrong = []
    for first in range(len(CORPUS)):
        texts = {name: CORPUS[(first + place) % len(CORPUS)] for place, name in enumerate(free(form))}
        dated = {name: CORPUS[first] for name in typed(form) if name not in texts and first % 9 == 0}
        with as_before():
            begin_shift(world, url)
            answer = ask(world.browsers[writer(url)], "POST", path, filled | texts | dated)
            pages = [answer]
            if answer.status_code == 302:
                pages.append(ask(world.browsers[writer(url)], "GET", answer.headers["Location"], {}))
        if answer.status_code not in (200, 302, 422) and texts:
            wrong.append(f"{texts!r}: {answer.status_code}")
        page = "".join(one.content.decode() for one in pages if "html" in one.headers["Content-Type"])
        wrong += [
            f"{text!r} stands as it was written" for text in texts.values() if text != escape(text) and text in page
        ]
    assert not wrong, "\n".join(wrong)


#: Their letters ask who is meant, by an address of their own, and are stored nowhere.
ASKING_WHO = {"cases:contact_new", "cases:call_new"}


@pytest.mark.parametrize("url", [url for url in names() if url in FILLED and url != "today"])
def test_what_no_text_can_hold_is_refused_beside_its_field(world: World, url: str) -> None:
    path, form = form_at(world, url)
    filled = FILLED[url](world, writer(url), world.subjects[writer(url)][ABOUT.get(url, "own")])
    for name in set(typed(form)) - {"letters"} if url in ASKING_WHO else typed(form):
        with as_before():
            begin_shift(world, url)
            before = stored()
            answer = ask(world.browsers[writer(url)], "POST", path, filled | {name: NUL})
            assert answer.status_code in (422, 200), (name, answer.status_code)
            assert f'id="id_{name}_error"' in answer.content.decode(), name
            assert stored() == before


def test_every_page_with_a_form_was_tried(world: World) -> None:
    found = {name for url in FILLED for name in typed(form_at(world, url)[1])}
    assert {
        "given_name",
        "family_name",
        "aliases",
        "phones",
        "note",
        "text",
        "reason",
        "what",
        "why",
        "letters",
        "q",
    } <= found
