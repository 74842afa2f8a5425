"""A CPR number as somebody types it."""

from datetime import datetime

from django import forms
from django.utils.timezone import localdate

from cases.cpr import CprNumber, NotACprNumber


def cpr_in(text: str, at: datetime) -> CprNumber | None:
    """The number, or None when nothing was typed. Raises ValidationError, for beside the field."""
    if not text.strip():
        return None
    try:
        return CprNumber.parse(text.strip(), today=localdate(at))
    except NotACprNumber as reason:
        raise forms.ValidationError(str(reason.message)) from reason
