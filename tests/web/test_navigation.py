"""The menu: what each role has in it, and on a phone what stands under More."""

from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse

from tests.personas import Persona

BAR = {
    "anna": "today, cases:citizens, cases:contact_new, referrals:queue, more",
    "clara": "today, cases:citizens, cases:contact_new, referrals:queue, more",
    "mette": "today, cases:citizens, referrals:queue, more",
    "rikke": "today, cases:citizens, referrals:queue, more",
    "frank": "today, referrals:queue, cases:seen_here, directory:entries",
    "viggo": "today, auditing:looks, directory:entries",
    "adam": "today, directory:entries, people:people",
}
REST = (
    "cases:follow_ups, cases:board, cases:caseloads, referrals:guarantees, cases:call_new,"
    " cases:visits, cases:lookouts, cases:tips,"
    " directory:entries,"
    " people:people, cases:pending_matches, cases:enquiries, cases:grounds_opened, cases:struck, cases:intakes,"
    " cases:staff_lines, cases:imports"
)

RESTS = {
    "clara": REST,
    "anna": (
        "cases:follow_ups, cases:board, referrals:guarantees, cases:call_new, cases:visits,"
        " cases:lookouts, cases:tips, directory:entries,"
        " cases:pending_matches, cases:staff_lines"
    ),
    "mette": "cases:caseloads, cases:lookouts, directory:entries, people:people",
    "rikke": "cases:seen_here, cases:lookouts, directory:entries",
}


class Menu(HTMLParser):
    """The links of the main menu: those that a phone shows in its bar, and those that it leaves to More."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.bar: list[str] = []
        self.rest: list[str] = []
        self.current: list[str] = []
        self._inside = self._is_rest = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "nav":
            self._inside = given.get("class") == "mainnav"
        elif self._inside and tag == "li":
            self._is_rest = given.get("class") == "nav-rest"
        elif self._inside and tag == "a":
            address = given["href"] or ""
            (self.rest if self._is_rest else self.bar).append(address)
            if given.get("aria-current"):
                self.current.append(address)

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "nav"


def addresses(names: str) -> list[str]:
    return [reverse(name) for name in names.split(", ")]


@pytest.mark.parametrize("name", BAR)
def test_a_phones_bar_has_five_places_at_the_most(
    name: str, signed_in: Callable[[Persona], Client], request: pytest.FixtureRequest
) -> None:
    client = signed_in(request.getfixturevalue(name))
    menu = Menu(client.get(reverse("today")).content.decode())
    assert menu.bar == addresses(BAR[name])
    assert menu.rest == (addresses(RESTS[name]) if name in RESTS else [])
    assert menu.current == [reverse("today")]


def test_more_leads_to_everything_that_the_bar_has_no_room_for(
    signed_in: Callable[[Persona], Client], clara: Persona
) -> None:
    client = signed_in(clara)
    page = client.get(reverse("more")).content.decode()
    main = page.partition("<main")[2]
    for address in addresses(f"{REST}, cases:notices, duty:roster, account"):
        assert f'href="{address}"' in main
        assert client.get(address).status_code == 200


def test_what_stands_under_more_marks_it(signed_in: Callable[[Persona], Client], clara: Persona) -> None:
    menu = Menu(signed_in(clara).get(reverse("cases:exports")).content.decode())
    assert menu.current == [reverse("cases:imports"), reverse("more")]


def test_more_says_nothing_of_what_the_role_does_not_have(
    signed_in: Callable[[Persona], Client], frank: Persona
) -> None:
    main = signed_in(frank).get(reverse("more")).content.decode().partition("<main")[2]
    assert [reverse(name) in main for name in ("duty:roster", "account", "cases:notices")] == [True, True, False]
