"""That a citizen has died, and that it was a mistake."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases.choices import DeathSource
from udsatte.web.forms import DateField, HouseForm, KeyForm


class DeathForm(KeyForm):
    died_on = DateField(label=_("Died on"))
    is_about = forms.BooleanField(label=_("The day is approximate"), required=False)
    source = forms.ChoiceField(label=_("Who says so"), choices=DeathSource, widget=forms.RadioSelect)
    source_text = forms.CharField(
        label=_("Name and place"),
        max_length=200,
        required=False,
        help_text=_("Such as the ward, or who called. Everybody who may see the citizen reads it."),
    )

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at

    def clean_died_on(self) -> Any:
        """A day that has been. Raises ValidationError."""
        died = self.cleaned_data["died_on"]
        if died > localdate(self.at):
            raise forms.ValidationError(_("It cannot have happened yet."))
        if died.year < 1900:
            raise forms.ValidationError(_("Look at the year again."))
        return died

    def clean(self) -> dict[str, Any]:
        """Somebody else has a name."""
        data = super().clean() or {}
        if data.get("source") == DeathSource.OTHER and not data.get("source_text"):
            self.add_error("source_text", _("Say who."))
        return data


class ReasonForm(HouseForm):
    reason = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
