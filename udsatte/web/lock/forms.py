"""Choosing a PIN, and opening the screen with it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from udsatte.web.forms import HouseForm

_DIGITS = "01234567890"


def pin_field(label: Any, help_text: Any = "") -> forms.CharField:
    """Four to eight digits, never shown."""
    widget = forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "form-short"})
    return forms.CharField(label=label, help_text=help_text, min_length=4, max_length=8, widget=widget)


class PinForm(HouseForm):
    """The PIN, twice."""

    code = pin_field(_("PIN"), _("Four to eight digits. Not the one of your phone or your card."))
    password1 = pin_field(_("The same once more"))

    def clean_code(self) -> str:
        pin: str = self.cleaned_data["code"]
        if not (pin.isascii() and pin.isdigit()):
            raise ValidationError(_("Digits only."))
        if len(set(pin)) == 1 or pin in _DIGITS or pin in _DIGITS[::-1]:
            raise ValidationError(_("Anybody would try that one first. Choose another."))
        return pin

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "code" in data and "password1" in data and data["code"] != data["password1"]:
            self.add_error("password1", _("The two are not the same."))
        return data


class UnlockForm(HouseForm):
    """The PIN, of a screen that is locked."""

    code = pin_field(_("PIN"))


class ShareForm(forms.Form):
    """Whether several people use this computer: "on" or "off"."""

    shared = forms.ChoiceField(choices=[("on", ""), ("off", "")])
