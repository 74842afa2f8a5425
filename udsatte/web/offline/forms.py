"""What a device sends: one sealed entry."""

import base64
import binascii
from datetime import datetime
from typing import Any

from django import forms

from udsatte.web.forms import HouseForm
from udsatte.web.offline.keys import Sealed

#: Of one contact, sealed: thirty citizens with a long note each would be less.
LONGEST = 1_000_000


class Base64Field(forms.CharField):
    """Bytes, as text."""

    def clean(self, value: Any) -> bytes:
        try:
            return base64.b64decode(super().clean(value), validate=True)
        except (binascii.Error, ValueError) as error:
            raise forms.ValidationError("base64") from error


class MomentField(forms.CharField):
    """A moment with its zone, as a script writes it; None when it is no such thing."""

    def clean(self, value: Any) -> datetime | None:
        try:
            moment = datetime.fromisoformat(super().clean(value))
        except ValueError:
            return None
        return moment if moment.tzinfo else None


class SealedForm(HouseForm):
    """A sealed entry, and what the device's clock says now."""

    key = forms.UUIDField()
    ephemeral = Base64Field(max_length=200)
    nonce = Base64Field(max_length=40)
    content = Base64Field(max_length=LONGEST)
    sent_at = MomentField(max_length=40, required=False)

    def sealed(self) -> Sealed:
        """The entry, of a form that is valid."""
        data = self.cleaned_data
        return Sealed(data["key"], data["ephemeral"], data["nonce"], data["content"])
