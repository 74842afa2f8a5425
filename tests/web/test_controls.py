"""A control drawn in Python is the one that Django's template draws."""

import re
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from udsatte.web.controls import ControlRenderer

HOSTILE = "<b>&\"'"


def drawn_by(renderer: DjangoTemplates, widget: forms.Widget, value: Any) -> str:
    html = widget.render("felt", value, {"id": "id_felt", "required": True, "disabled": False, "x": HOSTILE}, renderer)
    return re.sub(r">\s+<", "><", html.strip())


@pytest.mark.parametrize(
    ("widget", "value"),
    [
        (forms.TextInput(), None),
        (forms.TextInput({"class": "form-short"}), HOSTILE),
        (forms.NumberInput(), 0),
        (forms.EmailInput(), ""),
        (forms.HiddenInput(), "abc"),
        (forms.PasswordInput(), "secret"),
        (forms.DateInput(), "2026-11-24"),
        (forms.TimeInput(), "10:42"),
        (forms.CheckboxInput(), True),
        (forms.CheckboxInput(), False),
        (forms.Textarea(), None),
        (forms.Textarea({"rows": 3}), f"\nOne line\n{HOSTILE}"),
        (forms.Select(choices=[("", "Choose"), (1, HOSTILE), (HOSTILE, "Two")]), "1"),
        (forms.Select(choices=[("", "Choose"), ("Group & co", [("a", "A"), ("b", "B")])]), "b"),
        (forms.SelectMultiple(choices=[("a", "A"), ("b", "B")]), ["a", "b"]),
        (forms.RadioSelect(choices=[("a", "A")]), "a"),
    ],
)
def test_a_control_is_the_one_that_djangos_template_draws(widget: forms.Widget, value: Any) -> None:
    assert drawn_by(ControlRenderer(), widget, value) == drawn_by(DjangoTemplates(), widget, value)
