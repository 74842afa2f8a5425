"""Who is away, and how many citizens somebody has room for."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from udsatte.web.forms import DateField, HouseForm, KeyForm


class LeaveForm(KeyForm):
    """colleagues: (id, name) of those who do casework here."""

    who = forms.ChoiceField(label=_("Who is away"))
    starts_on = DateField(label=_("First day away"))
    ends_on = DateField(label=_("Back at work on"), help_text=_("The first day at work again."))
    deputy = forms.ChoiceField(
        label=_("Who stands in"),
        help_text=_("Has the list and the reminders meanwhile; for a coordinator also what only a coordinator may do."),
    )

    def __init__(self, *args: Any, colleagues: Sequence[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("who", "deputy"):
            self.fields[name].choices = [("", _("Choose somebody")), *colleagues]  # type: ignore[attr-defined]
        self.fields["starts_on"].initial = today


class CapacityForm(HouseForm):
    capacity = forms.IntegerField(
        label=_("How many citizens there is room for"),
        min_value=0,
        max_value=60,
        required=False,
        widget=forms.NumberInput(attrs={"class": "form-short"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["capacity"].help_text = _("Empty: as everybody, %(count)s.") % {"count": settings.CASELOAD_CAPACITY}
