"""What every form of the house has in common. crispy draws it; a form never saves."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms


class Chip(str):
    """A choice's label with a small second word and an icon: Chip("Kaj K.", small="12 dage")."""

    small: str
    icon: str

    def __new__(cls, label: object, *, small: object = "", icon: str = "") -> "Chip":
        chip = super().__new__(cls, label)
        chip.small = str(small)
        chip.icon = icon
        return chip


def house_helper() -> FormHelper:
    """Fields and the summary of errors; the page brings <form>, {% form_guard %} and the buttons."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.include_media = False
    return helper


class HouseForm(forms.Form):
    """An ordinary form: `{% crispy form %}` inside `<form class="form-stack" method="post" novalidate>`.

    `novalidate`, because the browser's own words are neither Danish everywhere nor beside the field.
    """

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.helper = house_helper()
