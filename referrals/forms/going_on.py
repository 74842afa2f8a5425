"""A word to the other side, a first meeting, and how it goes on."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.timezone import get_current_timezone, localdate
from django.utils.translation import gettext_lazy as _

from referrals.choices import TRANSITIONS, MeetingOutcome, Status
from referrals.forms.texts import TextsForm
from referrals.models.thread import MESSAGE_LENGTH
from udsatte.web.forms import ClockField, DateField, HouseForm, KeyForm


class MessageForm(TextsForm, KeyForm):
    """A question or an answer."""

    text = forms.CharField(
        label=_("Ask or answer"), max_length=MESSAGE_LENGTH, widget=forms.Textarea(attrs={"rows": 2})
    )


class MeetingForm(KeyForm):
    """When and where, and who walks along."""

    on = DateField(label=_("Day"))
    clock = ClockField(label=_("Time"))
    place = forms.CharField(label=_("Where?"), max_length=200)
    company = forms.CharField(label=_("Who walks along?"), max_length=120, required=False)

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at

    def clean_on(self) -> Any:
        """Today or later, within a year. Raises ValidationError."""
        day = self.cleaned_data["on"]
        today = localdate(self.at)
        if day < today or (day - today).days > 366:
            raise forms.ValidationError(_("Choose today or a day in the coming year."))
        return day

    @property
    def meets_at(self) -> datetime:
        """The moment."""
        data = self.cleaned_data
        return datetime.combine(data["on"], data["clock"], tzinfo=get_current_timezone())


class OutcomeForm(HouseForm):
    """What came of it."""

    _SAID: ClassVar = (MeetingOutcome.ATTENDED, MeetingOutcome.MISSED, MeetingOutcome.CALLED_OFF)

    outcome = forms.ChoiceField(
        label=_("What came of it?"), choices=[(one.value, one.label) for one in _SAID], widget=forms.RadioSelect
    )
    said = forms.CharField(label=_("What happened?"), max_length=500, required=False)
    walked = forms.BooleanField(
        label=_("Write among the contacts that we walked together"),
        required=False,
        help_text=_("When you walked along yourself, and the citizen came."),
    )

    def __init__(self, *args: Any, may_walk: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_walk:
            del self.fields["walked"]

    def clean(self) -> dict[str, Any]:
        """Nobody walked with somebody who did not come."""
        data = super().clean() or {}
        if data.get("walked") and data.get("outcome") and data["outcome"] != MeetingOutcome.ATTENDED:
            self.add_error("walked", _("Only when the citizen came."))
        return data


class GoOnForm(HouseForm):
    """Begun, completed, or ended with a reason: as far as there is a way from where it stands."""

    _WAYS: ClassVar = (Status.STARTED, Status.COMPLETED, Status.ENDED)

    to = forms.ChoiceField(label=_("How does it go on?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("In words"),
        max_length=500,
        required=False,
        help_text=_("Needed when it ends. Not turning up ends nothing."),
    )

    def __init__(self, *args: Any, status: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways: Any = self.fields["to"]
        ways.choices = [(one.value, one.label) for one in self._WAYS if one in TRANSITIONS[status] and one != status]

    def clean(self) -> dict[str, Any]:
        """Whoever ends it says why."""
        data = super().clean() or {}
        if data.get("to") == Status.ENDED and not data.get("reason"):
            self.add_error("reason", _("Say why."))
        return data
