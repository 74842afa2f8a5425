"""The shared pieces of every page, rendered alone."""

import re
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template import Context, Template, engines
from django.test import RequestFactory

from udsatte.access.actor import Actor
from udsatte.accounts.choices import Role
from udsatte.web.forms import Chip, HouseForm
from udsatte.web.guard import OWNER_FIELD, owner_token
from udsatte.web.icons import icon
from udsatte.web.templatetags.udsatte import readable

NOW = datetime(2026, 11, 24, 8, 42, tzinfo=UTC)


def request_of(*, role: Role | None = Role.CASEWORKER, memberships: int = 1) -> HttpRequest:
    request: Any = RequestFactory().get("/")
    request.at, request.id, request.resolver_match = NOW, "ab12cd34ef56", None
    request.user, request._messages = AnonymousUser(), []
    request.actor = role and Actor(
        user_id=uuid4(),
        user_name="Anna Bodil Testsen",
        membership_id=uuid4(),
        unit_id=uuid4(),
        unit_name="Udsatteteamet",
        organisation_name="Københavns Kommune",
        role=role,
        ceiling=30,
        health=False,
        memberships=memberships,
    )
    return request


def rendered(source: str, request: HttpRequest | None = None, **context: object) -> str:
    template = engines["django"].from_string(source)
    return " ".join(template.render(context, request or request_of()).split())


class CitizenForm(HouseForm):
    name = forms.CharField(label="Navn", help_text="Som borgeren selv siger det.")
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    sex = forms.ChoiceField(
        label="Køn",
        choices=[("f", Chip("Kvinde", small="F", icon="person")), ("m", "Mand")],
        widget=forms.RadioSelect,
    )


CRISPY = "{% load crispy_forms_tags %}{% crispy form %}"


def test_a_field_says_what_is_wrong_beside_itself_and_keeps_what_was_typed() -> None:
    form = CitizenForm({"name": "", "note": "Hunden var med", "sex": "f"})
    html = rendered(CRISPY, form=form)
    control = re.search(r"<input[^>]*name=\"name\"[^>]*>", html)
    assert control is not None
    assert 'aria-invalid="true"' in control[0]
    assert 'aria-describedby="id_name_helptext id_name_error"' in control[0]
    assert 'id="id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert "Hunden var med" in html
    assert "(kan springes over)" in html


def test_the_summary_of_errors_links_to_each_field_and_names_it() -> None:
    form = CitizenForm({"name": ""})
    form.add_error(None, "Sagen er ændret imens.")
    html = rendered(CRISPY, form=form)
    assert 'role="alert"' in html
    assert '<a href="#id_name">Navn</a>' in html
    assert '<a href="#id_sex">Køn</a>' in html
    assert 'id="id_sex"' in html
    assert "Sagen er ændret imens." in html


def test_a_form_without_errors_has_no_summary_and_nothing_inline() -> None:
    html = rendered(CRISPY, form=CitizenForm())
    assert 'role="alert"' not in html
    assert not re.search(r"\s(style|on\w+)=", html)


def test_a_choice_is_chips_with_a_second_word_and_the_chosen_one_checked() -> None:
    form = CitizenForm(initial={"sex": "m"})
    html = rendered('{% include "components/step.html" with number=2 field=form.sex only %}', form=form)
    assert "<small>F</small>" in html
    assert re.search(r'value="m"\s+checked', html)
    assert not re.search(r'value="f"\s+checked', html)
    assert "<legend" in html


def test_what_a_citizen_is_called_is_never_markup() -> None:
    html = rendered(
        '{% include "components/attention.html" with kind="soon" word="Snart" name=name url="#" why=name only %}',
        name="<script>alert(1)</script>",
    )
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_form_carries_its_token_and_its_owner() -> None:
    request = request_of()
    html = rendered(
        '{% include "components/todo.html" with title="Ring" kind="soon" word="I dag" done_url="/x" only %}', request
    )
    assert 'name="csrfmiddlewaretoken"' in html
    assert f'name="{OWNER_FIELD}" value="{owner_token(request.actor.user_id, request.actor.unit_id)}"' in html  # type: ignore[attr-defined]


def test_a_moment_is_relative_with_the_exact_time_behind_it() -> None:
    html = rendered("{% moment at now %}", at=datetime(2026, 11, 23, 19, 15, tzinfo=UTC), now=NOW)
    assert html == ('<time datetime="2026-11-23T20:15+01:00" title="23.11.2026 kl. 20.15">i går kl. 20.15</time>')


@pytest.mark.parametrize("kind", ["danger", "soon", "seen", "info", "none"])
def test_a_status_is_a_shape_and_a_word_and_a_colour(kind: str) -> None:
    html = Template("{% status kind word %}").render(Context({"kind": kind, "word": "Ord"}))
    assert f"status-{kind}" in html
    assert "<svg" in html
    assert "Ord" in html


def test_each_kind_has_a_shape_of_its_own() -> None:
    shapes = {
        Template("{% shape kind %}").render(Context({"kind": k})).split("<path")[1]
        for k in ("danger", "soon", "seen", "info", "none")
    }
    assert len(shapes) == 5


@pytest.mark.parametrize("name", ["no-such-thing", "../secrets", "House"])
def test_an_icon_that_is_not_in_the_set_is_an_error(name: str) -> None:
    with pytest.raises(LookupError):
        icon(name)


def test_the_frame_shows_the_unit_and_only_what_the_role_has() -> None:
    page = '{% extends "base.html" %}{% block title %}I dag{% endblock %}'
    caseworker = rendered(page, request_of(role=Role.CASEWORKER))
    assert "<title>I dag · Udsatteteamet</title>" in caseworker
    assert "Log kontakt" in caseworker
    assert "Fejlførte" not in caseworker
    assert ">AT<" in caseworker
    assert "Skift" not in caseworker
    assert "Fejlførte" in rendered(page, request_of(role=Role.COORDINATOR))
    assert "Log kontakt" not in rendered(page, request_of(role=Role.REGION_PARTNER))
    assert "Skift" in rendered(page, request_of(memberships=2))


def test_an_error_page_without_a_person_has_a_number_and_a_way_home() -> None:
    html = rendered('{% include "errors/error.html" %}', request_of(role=None), title="Her er ikke noget til dig")
    assert "Nummer ab12cd34ef56" in html
    assert 'href="/"' in html
    assert "mainnav" not in html


def test_a_session_that_ended_gives_everything_back_to_be_sent_again() -> None:
    typed = [("_owner", "x:y"), ("outcome", "met"), ("note", "Hunden var med.\nVil gerne se værelset.")]
    html = rendered('{% include "errors/session_ended.html" %}', request_of(role=None), typed=typed)
    assert html.count('type="hidden"') == 4
    assert 'name="_owner" value="x:y"' in html
    assert re.search(r"<textarea[^>]*readonly[^>]*>Hunden var med.", html)


def test_of_what_was_posted_only_the_persons_own_words_are_shown() -> None:
    typed = [("_owner", "x:y"), ("version", "3"), ("outcome", "not_met"), ("given_names", "Anker Bo")]
    assert [(text.label, text.value) for text in readable(typed)] == [("Fornavne", "Anker Bo")]


def test_a_stale_form_can_be_sent_over_what_stands_now() -> None:
    rows = [("Kaldenavn", "Kaptajnen", "Kaptajn Klyde")]
    html = rendered(
        '{% include "errors/conflict.html" %}', rows=rows, typed=[("version", "3"), ("a", "b")], back="/x", version=4
    )
    assert "Kaptajnen" in html
    assert "Kaptajn Klyde" in html
    assert 'name="version" value="4"' in html
    assert 'name="version" value="3"' not in html
    assert "Gem det, jeg skrev" not in rendered('{% include "errors/conflict.html" %}', rows=rows, typed=[], back="/x")
