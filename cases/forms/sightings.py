"""Who has seen the citizen, where and when: chips first, words last."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.actions import Seen
from cases.choices import ToldBy
from cases.forms.moments import MomentForm
from cases.models import Place
from udsatte.accounts.models import Unit
from udsatte.web.forms import Chip

#: So many units stand as chips of their own; the others are chosen from the directory.
TELLERS = 4
ICONS = {
    "unit": "house",
    "sociolance": "truck",
    "relative": "people",
    "citizen": "person",
    "colleague": "person-badge",
    "other": "pencil",
}


class SightingForm(MomentForm):
    """Who saw the citizen, where and when. The units that tell most often are chips."""

    told = forms.ChoiceField(label=_("Who has seen the citizen?"), widget=forms.RadioSelect)
    told_unit = forms.ChoiceField(label=_("Which one"), required=False)
    told_name = forms.CharField(
        label=_("Name"), max_length=120, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    place = forms.ChoiceField(label=_("Where?"), required=False)
    whereabouts = forms.CharField(label=_("Or in words"), max_length=120, required=False)
    field_order = ("key", "told", "told_unit", "told_name", "place", "whereabouts", "when", "on", "clock")

    def __init__(
        self, *args: Any, units: Sequence[Unit], tellers: Sequence[UUID], places: Sequence[Place], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        names = {unit.pk: unit.name for unit in units}
        often = [pk for pk in tellers if pk in names][:TELLERS]
        fields["told"].choices = [
            *((str(pk), Chip(names[pk], icon=ICONS[ToldBy.UNIT])) for pk in often),
            *self.kinds(),
        ]
        fields["told_unit"].choices = [("", _("Choose")), *((str(pk), name) for pk, name in names.items())]
        fields["place"].choices = [("", _("Not said")), *((str(p.pk), f"{p.name}, {p.area}") for p in places)]

    def kinds(self) -> list[tuple[str, Any]]:
        """The other chips."""
        return [(kind.value, Chip(kind.label, icon=ICONS[kind])) for kind in ToldBy]

    def clean(self) -> dict[str, Any]:
        """A unit is one of the directory's or has a name; somebody else has a name."""
        data = super().clean()
        told = data.get("told")
        if told == ToldBy.UNIT and not data.get("told_unit") and not data.get("told_name"):
            self.add_error("told_unit", _("Choose which one, or write its name."))
        if told == ToldBy.OTHER and not data.get("told_name"):
            self.add_error("told_name", _("Say who."))
        return data

    def teller(self) -> tuple[str, UUID | None]:
        """Which kind it is, and which unit of the directory, when it is one."""
        told, unit = self.cleaned_data["told"], self.cleaned_data["told_unit"]
        if told not in dict(self.kinds()):
            return ToldBy.UNIT.value, UUID(told)
        return told, UUID(unit) if told == ToldBy.UNIT and unit else None

    def seen(self) -> Seen:
        """What was told."""
        data = self.cleaned_data
        told, unit = self.teller()
        return Seen(
            told_kind=told,
            told_unit_id=unit,
            told_name=data["told_name"],
            place_id=UUID(data["place"]) if data["place"] else None,
            whereabouts=data["whereabouts"],
            happened_at=data["happened_at"],
        )
