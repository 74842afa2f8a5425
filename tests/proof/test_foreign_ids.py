"""proof.md 3: foreign ids in every field that takes one: none accepted, nothing changed. The page names the fields."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.database import as_owner, sql
from tests.factories import cases as make
from tests.proof.asking import ABOUT, FILLED, OF, address, ask
from tests.proof.html_forms import Control, form_of
from tests.proof.stored import stored
from tests.proof.table import SIGNED_OUT
from tests.proof.urls import names, writer
from tests.proof.world import World, as_before
from udsatte.web.guard import OWNER_FIELD, owner_token

pytestmark = pytest.mark.django_db

#: Made by the page and remembered for its owner: anybody's new one is as good as another. And the way back, a word.
MADE = {"csrfmiddlewaretoken", "key", "back"}


def foreign(world: World) -> dict[str, Any]:
    """Ids of everything that Anna has no business with."""
    other = world.subjects["anna"]["other"]
    with as_owner():
        closed_place = make.PlaceFactory(name="Lukket sted", is_open=False).pk
    return {
        "another unit's citizen": other.citizen.pk,
        "another unit's case": other.case.pk,
        "another unit's line": other.line.pk,
        "another unit's follow-up": other.follow_up.pk,
        "a shared citizen": world.subjects["anna"]["shared"].citizen.pk,
        "a citizen whose ground has ended": world.subjects["anna"]["ended"].citizen.pk,
        "somebody of another unit": world.stranger.pk,
        "somebody of another organisation": world.people["rikke"].user.pk,
        "somebody of the unit who does no casework": world.people["mette"].user.pk,
        "another unit": world.elsewhere.pk,
        "a place that is closed": closed_place,
        "her own membership": world.people["anna"].membership.pk,
        "nothing": uuid4(),
        "no id": "1 OR 1=1",
    }


def fields(form: dict[str, Control]) -> Iterator[tuple[str, list[str]]]:
    """The fields that somebody chooses in, or that the page fills, and what they offer.

    A yes or no is no id; and a word where a file belongs is no file.
    """
    for name, control in form.items():
        if not control.typed and control.kind != "file" and name not in MADE and control.options != ["on"]:
            yield name, control.options


@pytest.mark.parametrize("url", [url for url in names() if url.startswith(("cases:", "referrals:"))])
def test_no_field_takes_a_foreign_id(world: World, url: str) -> None:
    who = writer(url)
    subject = world.subjects[who][ABOUT.get(url, "own")]
    path = address(url, subject.pk(OF[url]) if url in OF else None)
    browser = world.browsers[who]
    with as_before():
        page = ask(browser, "GET", path, {})
        form = form_of(page.content.decode()) if page.status_code == 200 else {}
        strange = foreign(world)
        before = stored()
        accepted = []
        for name, options in fields(form):
            values = {"another's": owner_token(world.people["bo"].user.pk)} if name == OWNER_FIELD else strange
            if name == "version":
                values = {"a later one": 99, "none": 0, "below": -1, "no number": "x", "too large": 10**19}
            for what, value in values.items():
                if str(value) in options:
                    continue
                filled = FILLED[url](world, who, subject) if url in FILLED else {}
                sent = filled | {name: [*filled[name], value] if isinstance(filled.get(name), list) else value}
                with as_before():
                    answer = ask(browser, "POST", path, sent)
                    if not 400 <= answer.status_code < 500 or stored() != before:
                        accepted.append(f"{name} takes {what}: {answer.status_code}")
    assert not accepted, "\n".join(accepted)
    assert form or page.status_code == 405 or url in _WITHOUT_A_FORM


#: Pages that ask for nothing.
_WITHOUT_A_FORM = {
    *(f"cases:{name}" for name in ("imports", "import_job", "import_map", "import_bad")),
    *(f"cases:{name}" for name in ("exports", "export_job", "export_file")),
    *(f"cases:{name}" for name in ("pack", "intake", "intakes")),
    *(f"cases:{name}" for name in ("board", "caseloads", "citizens", "contact_place", "search", "staff_lines")),
    *(f"cases:{name}" for name in ("call_told", "tips", "lookouts", "seen_thanks", "citizen_alike")),
    # Of Anna's own citizen: nobody to be one with, no lookout to ask for or to answer.
    *(f"cases:{name}" for name in ("citizen_apart", "citizen_merge", "citizen_unmerge", "lookout_ask", "lookout_seen")),
    "cases:citizen",
    "cases:citizen_print",
    "cases:bell",
    "cases:find",
    "cases:grounds_opened",
    "cases:find_duty",
    "cases:citizen_about",
    "cases:citizen_numbers",
    "cases:pending_matches",
    "cases:enquiries",
    "cases:death_withdraw",
    "cases:follow_ups",
    *(f"referrals:{name}" for name in ("attachment", "day_panel", "guarantees", "of_citizen", "queue", "units")),
    # Its forms are posted to addresses of their own (test_referral_ids.py).
    "referrals:referral",
    "referrals:guarantees",
    "referrals:payments",
    *(f"referrals:{name}" for name in ("declines", "declined")),
    "cases:notices",
    "cases:struck",
}


def test_every_choosing_field_is_known_to_be_asked(world: World) -> None:
    """The ids that proof.md names are among the fields that were tried."""
    found = set()
    for url in names():
        if url.startswith("cases:"):
            subject = world.subjects["anna"][ABOUT.get(url, "own")]
            with as_before():
                page = ask(world.browsers["anna"], "GET", address(url, subject.pk(OF[url]) if url in OF else None), {})
            form = form_of(page.content.decode()) if page.status_code == 200 else {}
            found |= {name for name, _ in fields(form)}
    assert {"who", "place", "other_place", "caseworker", "owner", "haunts", "version", OWNER_FIELD} <= found


def test_a_note_about_somebody_who_was_not_chosen_is_nobodys(world: World) -> None:
    own, other = world.subjects["anna"]["own"].citizen.pk, world.subjects["anna"]["other"].citizen.pk
    form = FILLED["cases:contact_new"](world, "anna", world.subjects["anna"]["own"])
    with as_before():
        sent = form | {f"note_{other}": "Fremmed note", f"outcome_{other}": "met"}
        assert ask(world.browsers["anna"], "POST", reverse("cases:contact_new"), sent).status_code == 302
        with as_owner():
            assert sql("SELECT citizen_id FROM cases_contactline WHERE at > '2026-11-24'") == [(own,)]
            assert sql("SELECT 1 FROM cases_contactline WHERE note = 'Fremmed note'") == []


def test_a_key_of_another_action_makes_nothing(world: World) -> None:
    subject = world.subjects["anna"]["own"]
    key = uuid4()
    with as_before():
        browser = world.browsers["anna"]
        first = FILLED["cases:contact_new"](world, "anna", subject) | {"key": key}
        assert ask(browser, "POST", reverse("cases:contact_new"), first).status_code == 302
        before = stored()
        for url in ("cases:line_add", "cases:risk_story_new", "cases:follow_up_new"):
            again = FILLED[url](world, "anna", subject) | {"key": key}
            answer = ask(browser, "POST", address(url, subject.pk(OF[url])), again)
            assert 400 <= answer.status_code < 500, url
        assert stored() == before


def test_a_colleagues_key_is_no_way_to_what_the_colleague_wrote(world: World) -> None:
    """The same key by another person is another contact."""
    key = uuid4()
    with as_before():
        for who in ("anna", "bo"):
            form = FILLED["cases:contact_new"](world, who, world.subjects[who]["own"]) | {"key": key}
            assert ask(world.browsers[who], "POST", reverse("cases:contact_new"), form).status_code == 302
        with as_owner():
            assert sql("SELECT count(*) FROM cases_contact WHERE saved_at > '2026-11-24'") == [(2,)]


@pytest.mark.parametrize("whose", ["other", "ended", "withdrawn", "masked"])
def test_a_foreign_id_in_an_address_narrows_or_shows_nothing(world: World, whose: str) -> None:
    other = world.subjects["anna"][whose]
    browser = world.browsers["anna"]
    for url in ("cases:citizens", "cases:follow_ups", "cases:contact_new", "cases:citizen"):
        path = address(url, world.subjects["anna"]["own"].citizen.pk)
        with as_before():
            plain = ask(browser, "GET", path, {}).content
            for parameter, pk in (
                ("after", other.citizen.pk),
                ("after", other.follow_up.pk),
                ("citizen", other.citizen.pk),
            ):
                with as_before():
                    answer = ask(browser, "GET", f"{path}?{parameter}={pk}", {})
                assert answer.status_code == 200
                if whose != "masked":
                    assert other.citizen.given_name.encode() not in answer.content
                assert len(answer.content) <= len(plain) + 200


def test_a_membership_of_somebody_else_is_no_place_to_work(world: World) -> None:
    for who in ("bo", "rikke"):
        sent = {"membership": world.people[who].membership.pk}
        with as_before():
            before = stored()
            assert ask(world.browsers["anna"], "POST", reverse("membership_switch"), sent).status_code == 404
            assert stored() == before


def test_a_form_of_bos_saves_nothing_in_annas_name(world: World) -> None:
    subject = world.subjects["anna"]["own"]
    # The public page knows no person: whoever sends it is nobody.
    for url in set(FILLED) - set(SIGNED_OUT):
        path = address(url, subject.pk(OF[url]) if url in OF else None)
        form = FILLED[url](world, "anna", subject) | {OWNER_FIELD: owner_token(world.people["bo"].user.pk)}
        with as_before():
            before = stored()
            assert ask(world.browsers["anna"], "POST", path, form).status_code == 403, url
            assert stored() == before
