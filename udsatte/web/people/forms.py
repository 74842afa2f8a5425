"""A person and a place as an administrator types them. A form never saves."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from udsatte.accounts.choices import Role
from udsatte.accounts.models import Membership, Unit
from udsatte.web.days import COPENHAGEN, day_of
from udsatte.web.forms import DateField, HouseForm, KeyForm
from udsatte.web.people.actions import Invited, Place

_DAY = timedelta(days=1)


class PlaceForm(HouseForm):
    """units: those that the administrator looks after, with their organisation."""

    unit = forms.ChoiceField(label=_("Unit"))
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("Choose")), *Role.choices])
    is_trained = forms.BooleanField(
        label=_("Health professional"),
        required=False,
        help_text=_("For a region partner. A doctor and a nurse always are."),
    )
    ends_on = DateField(label=_("Last day"), required=False)

    def __init__(self, *args: Any, units: Sequence[Unit], at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        names = [(str(unit.pk), f"{unit.organisation.name}: {unit.name}") for unit in units]
        self.fields["unit"].choices = [("", _("Choose")), *names]  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, place: Membership) -> dict[str, Any]:
        """The form as it stands stored."""
        return {
            "unit": str(place.unit_id),
            "role": place.role,
            "is_trained": place.role == Role.REGION_PARTNER and place.health_professional,
            "ends_on": day_of(place.ends_at) - _DAY if place.ends_at else None,
        }

    def clean_ends_on(self) -> Any:
        """A day to come. Raises ValidationError."""
        last = self.cleaned_data["ends_on"]
        if last and last < day_of(self.at):
            raise forms.ValidationError(_("This lies in the past."))
        if last and (last - day_of(self.at)).days > 20_000:
            raise forms.ValidationError(_("Look at the date again."))
        return last

    def place(self) -> Place:
        """What was typed; a place ends at the midnight after its last day."""
        data = self.cleaned_data
        last = data["ends_on"]
        return Place(
            unit_id=UUID(data["unit"]),
            role=data["role"],
            is_trained=data["is_trained"],
            ends_at=datetime.combine(last + _DAY, time(), COPENHAGEN) if last else None,
        )


class InviteForm(PlaceForm, KeyForm):
    email = forms.EmailField(label=_("E-mail"), max_length=254, help_text=_("With which the person signs in."))
    full_name = forms.CharField(
        label=_("Name"), max_length=120, required=False, help_text=_("Not needed for somebody who is here already.")
    )
    title = forms.CharField(
        label=_("Title"), max_length=80, required=False, help_text=_("What the person is, in their own words.")
    )
    phone = forms.CharField(
        label=_("Phone"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "class": "form-short"}),
    )

    field_order = ("email", "full_name", "title", "phone", "unit", "role", "is_trained", "ends_on")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()

    def who(self) -> Invited:
        """What was typed."""
        data = self.cleaned_data
        return Invited(data["email"], data["full_name"], data["title"], data["phone"])


class StartOverForm(KeyForm):
    second_step = forms.BooleanField(
        label=_("The phone is lost, too"),
        required=False,
        help_text=_("Then the second step is also set up anew."),
    )


class LettersForm(forms.Form):
    """Part of a name or an e-mail; posted, never in an address."""

    letters = forms.CharField(label=_("Name or e-mail"), max_length=50, required=False)
