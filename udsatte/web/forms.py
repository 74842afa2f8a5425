"""What every form of the house has in common. crispy draws it; a form never saves."""

from typing import Any
from uuid import uuid4

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


class KeyForm(HouseForm):
    """A form that makes something: its key, made by the page, keeps a double tap from making two."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class VersionForm(HouseForm):
    """A form that knows which version of the row it was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class NarrowForm(HouseForm):
    """What a list is narrowed to. Everything can be skipped, and no label says so."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.says_skippable = False  # type: ignore[attr-defined]


class DateField(forms.DateField):
    """A day, as the browser's own calendar gives it, or typed the Danish way."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-short"}),
            **kwargs,
        )


class ClockField(forms.TimeField):
    """A time of the day, as the browser gives it, or typed the Danish way."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
            widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "form-short"}),
            **kwargs,
        )
