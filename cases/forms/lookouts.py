"""Asking others to look out, and saying where somebody was seen."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cases.choices import LOOKS_AT_MOST
from cases.forms.moments import MomentForm
from cases.models.calls import SAID_LENGTH
from udsatte.web.forms import KeyForm


class LookoutForm(KeyForm):
    """Which unit, what to look for, and for how long."""

    to_unit = forms.ChoiceField(label=_("Which unit"))
    words = forms.CharField(
        label=_("What to look for, and what to say"),
        max_length=300,
        help_text=_("The unit reads it together with name, age and what to mind. Nothing of health."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    days = forms.ChoiceField(label=_("For how long?"), widget=forms.RadioSelect, initial="7")

    def __init__(self, *args: Any, units: list[tuple[str, str]], at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        fields: dict[str, Any] = self.fields
        fields["to_unit"].choices = [("", _("Choose")), *units]
        fields["days"].choices = [
            (str(count), ngettext("%(count)s day", "%(count)s days", count) % {"count": count})
            for count in (3, 7, LOOKS_AT_MOST.days)
        ]

    @property
    def to_unit_id(self) -> UUID:
        """Who is asked."""
        return UUID(self.cleaned_data["to_unit"])

    @property
    def expires_at(self) -> datetime:
        """Until when."""
        return self.at + timedelta(days=int(self.cleaned_data["days"]))


class LookoutSeenForm(MomentForm):
    """Where and when the citizen was seen."""

    whereabouts = forms.CharField(label=_("Where?"), max_length=120)
    said = forms.CharField(
        label=_("What you saw"), max_length=SAID_LENGTH, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    field_order = ("key", "whereabouts", "when", "on", "clock", "said")
