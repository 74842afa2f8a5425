"""Narrowing the log, saying what came of a look, and from when on a citizen's looks are listed."""

import re
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from auditing.actions import Narrowed
from auditing.choices import REFERENCE, Outcome, Rule
from udsatte.access.choices import AccessKind
from udsatte.web.forms import DateField, HouseForm, NarrowForm

PERIOD = timedelta(days=30)
_HEXADECIMAL = re.compile(r"[0-9a-f]+")


class LooksForm(NarrowForm):
    """What the log is narrowed to. Only ids and dates: it stands in the address."""

    #: What is folded away until it is used.
    RARER = ("unit", "kind", "rule", "reason", "citizen")

    first = DateField(label=_("From"))
    last = DateField(label=_("To"))
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    person = forms.ChoiceField(label=_("Employee"), required=False)
    kind = forms.ChoiceField(label=_("What was done"), required=False)
    rule = forms.ChoiceField(label=_("A rule points at it"), required=False)
    reason = forms.ChoiceField(
        label=_("Reason"),
        required=False,
        choices=[("", _("All")), ("yes", _("With a written reason")), ("no", _("Without"))],
    )
    citizen = forms.CharField(
        label=_("Citizen's reference"),
        required=False,
        max_length=36,
        help_text=_("The first eight signs, as they stand on the list and on the citizen's own print."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "form-short"}),
    )

    def __init__(
        self, data: Any, *, at: datetime, units: list[tuple[str, str]], people: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        today = localdate(at)
        given = {name: data.get(name, "") for name in self.base_fields}
        given["first"] = given["first"] or (today - PERIOD).isoformat()
        given["last"] = given["last"] or today.isoformat()
        super().__init__(given, **kwargs)
        everybody = [("", _("All"))]
        for name, choices in (
            ("unit", units),
            ("person", people),
            ("kind", AccessKind.choices),
            ("rule", Rule.choices),
        ):
            self.fields[name].choices = [*everybody, *choices]  # type: ignore[attr-defined]

    def rarer(self) -> list[forms.BoundField]:
        """Their fields."""
        return [self[name] for name in self.RARER]

    def uses_rarer(self) -> bool:
        """Whether one of them is filled in, rightly or not."""
        return any(field.value() for field in self.rarer())

    def clean_citizen(self) -> str:
        """The first signs of a citizen's number, or nothing. Raises ValidationError."""
        text: str = self.cleaned_data["citizen"].strip().lower().replace("-", "")[:REFERENCE]
        if text and not _HEXADECIMAL.fullmatch(text):
            raise forms.ValidationError(_("A reference is made of 0–9 and a–f."))
        return text

    def clean(self) -> dict[str, Any]:
        """A period that goes forwards. Raises ValidationError."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("first") and data.get("last") and data["first"] > data["last"]:
            self.add_error("last", _("The period ends before it begins."))
        return data

    def narrowed(self) -> Narrowed:
        """For the auditor's own log."""
        data = self.cleaned_data
        return Narrowed(
            first=data["first"],
            last=data["last"],
            user_id=UUID(data["person"]) if data["person"] else None,
            unit_id=UUID(data["unit"]) if data["unit"] else None,
            citizen=data["citizen"],
        )


class ReviewForm(HouseForm):
    """What came of a look."""

    outcome = forms.ChoiceField(label=_("What you found"), choices=Outcome, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("In a few words"),
        required=False,
        max_length=2_000,
        help_text=_("Whom you asked, and what the answer was. Nothing about the citizen."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class CitizenLooksForm(HouseForm):
    """From when on."""

    since = forms.ChoiceField(
        label=_("How far back"),
        choices=[("year", _("The last year")), ("all", _("As far as the log goes"))],
        initial="year",
        widget=forms.RadioSelect,
    )
