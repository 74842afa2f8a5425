"""When something was: now, earlier today, yesterday, or a chosen time."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.timezone import get_current_timezone, localdate
from django.utils.translation import gettext_lazy as _

from udsatte.web import days
from udsatte.web.forms import Chip, ClockField, DateField, KeyForm

NOW, EARLIER, YESTERDAY, CHOSEN = "now", "earlier", "yesterday", "chosen"


class MomentForm(KeyForm):
    """A form about something that has happened. `cleaned_data["happened_at"]` says when."""

    when = forms.ChoiceField(label=_("When?"), widget=forms.RadioSelect, initial=NOW, required=False)
    on = DateField(label=_("Day"), required=False)
    clock = ClockField(label=_("Time"), required=False)

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        fields: dict[str, Any] = self.fields
        fields["when"].choices = [
            (NOW, Chip(_("Now"), small=days.clock(at))),
            (EARLIER, _("Earlier today")),
            (YESTERDAY, _("Yesterday")),
            (CHOSEN, Chip(_("Choose a time"), icon="clock")),
        ]

    def clean(self) -> dict[str, Any]:
        """Work out the moment. What is missing or has not come yet stands beside its field."""
        data = super().clean() or {}
        data["happened_at"] = self._happened_at(data)
        return data

    def _happened_at(self, data: dict[str, Any]) -> datetime:
        when, today = data.get("when") or NOW, localdate(self.at)
        if when == NOW:
            return self.at
        day: date | None = {EARLIER: today, YESTERDAY: today - timedelta(days=1)}.get(when, data.get("on"))
        if day is None or day.year < 1900:
            if "on" not in self.errors:
                self.add_error("on", _("Say which day.") if day is None else _("Look at the year again."))
            return self.at
        clock = data.get("clock") or (time(12) if when != EARLIER else time.min)
        happened = datetime.combine(day, clock, tzinfo=get_current_timezone())
        if when == EARLIER and not data.get("clock"):
            happened = max(happened, self.at - timedelta(hours=1))
        if happened > self.at:
            if day == today and not data.get("clock"):
                return self.at
            self.add_error("clock" if day == today else "on", _("It cannot have happened yet."))
            return self.at
        return happened
