"""What the directory says of an effort, as somebody types it. A form never saves."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from udsatte.accounts import hours
from udsatte.accounts.choices import District, Permanence, Sector, TargetGroup
from udsatte.accounts.location_numbers import validate_gln, validate_sor
from udsatte.accounts.models import DirectoryEntry, Organisation
from udsatte.web.directory.actions import EntryFacts
from udsatte.web.forms import DateField, HouseForm, KeyForm, NarrowForm

_NEW = "new"
_LATER = {"hours_note", "capacity", "permanence", "starts_on", "ends_on", "period_note", "ean", "gln", "sor", "source"}
_EVERY = ("", _("All"))


class HoursField(forms.CharField):
    """One weekday: 8-16, or 8.00-12.00, 13-16; empty when it is closed."""

    says_skippable = False

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=60, required=False, widget=forms.TextInput(attrs={"class": "form-short"}), **kwargs)

    def clean(self, value: Any) -> str:
        """As it is stored. Raises ValidationError."""
        try:
            return hours.parse(super().clean(value))
        except hours.NotHours as error:
            raise forms.ValidationError(_("Write it like this: 8.00-16.00")) from error


class EntryForm(HouseForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    purpose = forms.CharField(
        label=_("What it is for"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    target_group = forms.CharField(
        label=_("For whom"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    groups = forms.MultipleChoiceField(
        label=_("Found under"), choices=TargetGroup, required=False, widget=forms.CheckboxSelectMultiple
    )
    districts = forms.MultipleChoiceField(
        label=_("Districts"),
        choices=District,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None: no district is left out."),
    )
    phone = forms.CharField(
        label=_("Phone"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "class": "form-short"}),
    )
    mail = forms.EmailField(label=_("E-mail"), required=False)
    day_1 = HoursField(label=WEEKDAYS[0])
    day_2 = HoursField(label=WEEKDAYS[1])
    day_3 = HoursField(label=WEEKDAYS[2])
    day_4 = HoursField(label=WEEKDAYS[3])
    day_5 = HoursField(label=WEEKDAYS[4])
    day_6 = HoursField(label=WEEKDAYS[5])
    day_7 = HoursField(label=WEEKDAYS[6])
    hours_note = forms.CharField(label=_("Opening hours in words"), max_length=300, required=False)
    capacity = forms.IntegerField(
        label=_("Capacity"),
        min_value=0,
        max_value=100_000,
        required=False,
        help_text=_("Citizens at a time."),
        widget=forms.NumberInput(attrs={"class": "form-short"}),
    )
    permanence = forms.ChoiceField(
        label=_("Permanence"), choices=[("", _("Not known")), *Permanence.choices], required=False
    )
    starts_on = DateField(label=_("From"), required=False)
    ends_on = DateField(label=_("Last day"), required=False)
    period_note = forms.CharField(label=_("Period in words"), max_length=300, required=False)
    ean = forms.CharField(label=_("EAN number"), max_length=13, required=False, validators=[validate_gln])
    gln = forms.CharField(label=_("GLN number"), max_length=13, required=False, validators=[validate_gln])
    sor = forms.CharField(label=_("SOR number"), max_length=18, required=False, validators=[validate_sor])
    source = forms.CharField(label=_("Source"), max_length=200, required=False)

    @classmethod
    def initial_of(cls, entry: DirectoryEntry) -> dict[str, Any]:
        """The form as it stands stored."""
        said = {name: getattr(entry, name) for name in EntryFacts.__dataclass_fields__}
        days = {f"day_{number}": text for number, text in enumerate(said.pop("week_hours"), start=1)}
        return said | days | {"name": entry.unit.name, "phone": entry.unit.phone}

    def clean(self) -> dict[str, Any]:
        """A period that goes forwards. Raises ValidationError."""
        data = super().clean() or {}
        begins, ends = data.get("starts_on"), data.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", _("This lies before the beginning."))
        return data

    def fieldsets(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """Heading, hint and fields, for the page: what is alike stands in one row."""
        days = [f"day_{number}" for number in range(1, 8)]
        sets = (
            ("", "", [name for name in self.fields if name not in _LATER and name not in days]),
            (_("Opening hours"), _("Such as 8.00-16.00. All empty: not known."), [*days, "hours_note"]),
            (_("Size and period"), "", ["capacity", "permanence", "starts_on", "ends_on", "period_note"]),
            (_("Numbers and source"), "", ["ean", "gln", "sor", "source"]),
        )
        return [(str(heading), str(hint), [self[name] for name in names]) for heading, hint, names in sets]

    def facts(self) -> EntryFacts:
        """What was typed."""
        data = self.cleaned_data
        week = [data[f"day_{number}"] for number in range(1, 8)]
        said = {name: data[name] for name in EntryFacts.__dataclass_fields__ if name != "week_hours"}
        return EntryFacts(**said, week_hours=week if any(week) else [])


class NewEntryForm(EntryForm, KeyForm):
    """organisations: those whose entries the administrator keeps."""

    organisation = forms.ChoiceField(label=_("Organisation"))
    new_organisation = forms.CharField(label=_("Name of a new organisation"), max_length=200, required=False)
    sector = forms.ChoiceField(
        label=_("Sector of a new organisation"), choices=[("", "–"), *Sector.choices], required=False
    )

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(str(one.pk), one.name) for one in organisations]
        self.fields["organisation"].choices = [("", _("Choose")), *names, (_NEW, _("A new one"))]  # type: ignore[attr-defined]
        self.order_fields(["organisation", "new_organisation", "sector", *self.fields])

    @property
    def is_new(self) -> bool:
        return bool(self.cleaned_data["organisation"] == _NEW)

    def clean(self) -> dict[str, Any]:
        """A new organisation has a name and a sector. Raises ValidationError."""
        data = super().clean()
        if data.get("organisation") == _NEW:
            for name in ("new_organisation", "sector"):
                if not data.get(name):
                    self.add_error(name, _("Needed for a new organisation."))
        return data


class FilterForm(NarrowForm):
    """Which entries: choices only, so that they may stand in an address."""

    sector = forms.ChoiceField(label=_("Sector"), choices=[_EVERY, *Sector.choices], required=False)
    district = forms.ChoiceField(label=_("District"), choices=[_EVERY, *District.choices], required=False)
    group = forms.ChoiceField(label=_("For whom"), choices=[_EVERY, *TargetGroup.choices], required=False)
    over = forms.BooleanField(label=_("Also what has ended"), required=False)


class WordsForm(forms.Form):
    """Posted: what somebody searches for never stands in an address."""

    words = forms.CharField(label=_("Search"), max_length=100, required=False)
