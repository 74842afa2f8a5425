"""A shift as somebody types it: a day, two hours, and who. A form never saves."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from udsatte.accounts.models import DutyShift, Membership
from udsatte.web.days import COPENHAGEN, day_of, local
from udsatte.web.duty.actions import Shift
from udsatte.web.forms import ClockField, DateField, HouseForm, KeyForm

#: Nobody plans farther ahead: a year typed wrong.
_FARTHEST = 400


class ShiftForm(HouseForm):
    """colleagues: memberships of those who can answer, with person and unit."""

    who = forms.ChoiceField(label=_("Who"), required=False)
    name = forms.CharField(
        label=_("Name of a post outside"),
        max_length=120,
        required=False,
        help_text=_("When it is none of you: the name by which it is called."),
    )
    phone = forms.CharField(
        label=_("Phone"),
        max_length=20,
        required=False,
        help_text=_("Empty: the colleague's own number."),
        widget=forms.TextInput(attrs={"type": "tel", "class": "form-short"}),
    )
    on = DateField(label=_("Day"))
    begins = ClockField(label=_("From"), initial=time(16))
    ends = ClockField(label=_("To"), initial=time(22), help_text=_("Earlier than “from”: the next morning."))

    def __init__(self, *args: Any, colleagues: Sequence[Membership], at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        self.phones = {str(one.user_id): one.user.phone for one in colleagues}
        names = {str(one.user_id): f"{one.user.full_name}, {one.unit.name}" for one in colleagues}
        self.fields["who"].choices = [("", _("A post outside")), *names.items()]  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, shift: DutyShift) -> dict[str, Any]:
        """The form as it stands stored."""
        begins, ends = local(shift.starts_at), local(shift.ends_at)
        return {
            "who": str(shift.user_id or ""),
            "name": shift.name,
            "phone": shift.phone,
            "on": begins.date(),
            "begins": begins.time(),
            "ends": ends.time(),
        }

    def clean(self) -> dict[str, Any]:
        """Somebody who can be called, at a time to come. Raises ValidationError."""
        data = super().clean() or {}
        if not data.get("who") and not data.get("name"):
            self.add_error("who", _("Choose a colleague, or write the name of a post outside."))
        if data.get("who") and data.get("name"):
            self.add_error("name", _("Either a colleague or a post outside."))
        data["phone"] = data.get("phone") or self.phones.get(data.get("who", ""), "")
        if not data["phone"]:
            self.add_error("phone", _("Write where somebody answers."))
        if {"on", "begins", "ends"} <= data.keys():
            if (data["on"] - day_of(self.at)).days > _FARTHEST:
                self.add_error("on", _("Look at the date again."))
            elif self.shifts()[0].ends_at <= self.at:
                self.add_error("on", _("This lies in the past."))
        return data

    def shifts(self) -> list[Shift]:
        """What was typed, once for each day in a row."""
        data = self.cleaned_data
        return [self._on(data["on"] + timedelta(days=number)) for number in range(data.get("days") or 1)]

    def _on(self, day: Any) -> Shift:
        data = self.cleaned_data
        ends_on = day + timedelta(days=data["ends"] <= data["begins"])
        return Shift(
            user_id=UUID(data["who"]) if data.get("who") else None,
            name=data.get("name", ""),
            phone=data.get("phone", ""),
            starts_at=datetime.combine(day, data["begins"], COPENHAGEN),
            ends_at=datetime.combine(ends_on, data["ends"], COPENHAGEN),
        )


class NewShiftForm(ShiftForm, KeyForm):
    days = forms.IntegerField(
        label=_("So many days in a row"),
        min_value=1,
        max_value=31,
        initial=1,
        required=False,
        widget=forms.NumberInput(attrs={"class": "form-short"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = day_of(self.at)
