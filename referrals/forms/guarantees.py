"""When a citizen said that they want treatment, and what became of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases.models import ContactLine
from referrals.choices import GuaranteeException
from udsatte.web import days
from udsatte.web.forms import DateField, HouseForm, KeyForm

#: Not in a contact that stands here.
ELSEWHERE = "elsewhere"
STARTED = "started"


class GuaranteeForm(KeyForm):
    """In which contact it was said; else on which day."""

    line = forms.ChoiceField(label=_("When was it said?"), widget=forms.RadioSelect)
    said_on = DateField(
        label=_("Day"), required=False, help_text=_("When it was said to somebody else in the municipality.")
    )

    def __init__(self, *args: Any, lines: Sequence[ContactLine], at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        told = [(str(line.pk), days.when(line.at, at)) for line in lines]
        fields: dict[str, Any] = self.fields
        fields["line"].choices = [*told, (ELSEWHERE, _("Another day, or to somebody else"))]
        fields["line"].initial = told[0][0] if told else ELSEWHERE

    def clean(self) -> dict[str, Any]:
        """Another day is named, and has been."""
        data = super().clean() or {}
        if data.get("line") == ELSEWHERE and "said_on" not in self.errors:
            day = data.get("said_on")
            if day is None or day > localdate(self.at):
                self.add_error("said_on", _("Say on which day the citizen said so."))
        return data

    @property
    def line_id(self) -> UUID | None:
        said = self.cleaned_data["line"]
        return None if said == ELSEWHERE else UUID(said)


class SettledForm(HouseForm):
    """Begun, or an exception with its reason."""

    how = forms.ChoiceField(
        label=_("What became of it?"),
        choices=[(STARTED, _("The treatment has begun")), *GuaranteeException.choices],
        widget=forms.RadioSelect,
    )
    started_on = DateField(label=_("Treatment began on"), required=False)
    reason = forms.CharField(label=_("Why"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        """A beginning has its day, an exception its reason."""
        data = super().clean() or {}
        how = data.get("how")
        if how == STARTED and not data.get("started_on") and "started_on" not in self.errors:
            self.add_error("started_on", _("Say on which day it began."))
        if how and how != STARTED and not data.get("reason"):
            self.add_error("reason", _("Say why."))
        return data
