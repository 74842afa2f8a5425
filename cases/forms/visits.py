"""På vej ind, ude kl.: where, with whom, out when, and who is told."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cases.models import Place
from udsatte.web import days
from udsatte.web.forms import Chip, HouseForm, KeyForm

_MINUTES = (30, 60, 120)


def _until(at: datetime) -> list[tuple[str, Any]]:
    return [
        (
            str(minutes),
            Chip(
                days.clock(at + timedelta(minutes=minutes)),
                small=ngettext("in %(count)s minute", "in %(count)s minutes", minutes) % {"count": minutes},
            ),
        )
        for minutes in _MINUTES
    ]


class VisitForm(KeyForm):
    """One tap says when; the rest is there already or can wait."""

    until = forms.ChoiceField(label=_("Out at"), widget=forms.RadioSelect, initial=str(_MINUTES[1]))
    place = forms.ChoiceField(label=_("Where?"), required=False)
    whereabouts = forms.CharField(
        label=_("Or in words"),
        max_length=120,
        required=False,
        help_text=_("Street, floor, door. Not the citizen's name: the whole unit reads it."),
    )
    company = forms.CharField(label=_("With whom"), max_length=120, required=False)
    watcher = forms.ChoiceField(label=_("Who is told first, if you do not say that you are out"), required=False)

    def __init__(
        self,
        *args: Any,
        places: Sequence[Place],
        colleagues: list[tuple[str, str]],
        at: datetime,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        fields: dict[str, Any] = self.fields
        fields["until"].choices = _until(at)
        fields["place"].choices = [("", _("Choose")), *((str(p.pk), f"{p.name}, {p.area}") for p in places)]
        fields["watcher"].choices = [("", _("The whole unit, and who is on duty")), *colleagues]

    def clean(self) -> dict[str, Any]:
        """Somewhere."""
        data = super().clean() or {}
        if not data.get("place") and not data.get("whereabouts") and "whereabouts" not in self.errors:
            self.add_error("whereabouts", _("Say where."))
        return data

    @property
    def due_at(self) -> datetime:
        """When they will be out."""
        return self.at + timedelta(minutes=int(self.cleaned_data["until"]))

    def facts(self) -> dict[str, Any]:
        """The rest, as the action takes it."""
        data = self.cleaned_data
        return {
            "place_id": UUID(data["place"]) if data["place"] else None,
            "whereabouts": data["whereabouts"],
            "company": data["company"],
            "watcher_id": UUID(data["watcher"]) if data["watcher"] else None,
        }


class LongerForm(HouseForm):
    """Until when somebody stays."""

    until = forms.ChoiceField(label=_("Out at"), widget=forms.RadioSelect, initial=str(_MINUTES[0]))

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        self.fields["until"].choices = _until(at)  # type: ignore[attr-defined]

    @property
    def due_at(self) -> datetime:
        """When they will be out."""
        return self.at + timedelta(minutes=int(self.cleaned_data["until"]))
