"""Opkald, what a partner tells, and who it is."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.actions import Question, Rang, Seen
from cases.choices import Caller, ToldBy
from cases.cpr import CprNumber
from cases.forms.cpr import cpr_in
from cases.forms.moments import MomentForm
from cases.forms.sightings import ICONS, SightingForm
from cases.models import Citizen
from cases.models.calls import SAID_LENGTH
from udsatte.web.forms import Chip, DateField, HouseForm

SEEN, WORD, INQUIRY = "seen", "word", "inquiry"


class CallForm(SightingForm):
    """Who rings, about whom, and what they saw. Four taps; everything with text can wait."""

    who = forms.ChoiceField(label=_("About whom?"), required=False, widget=forms.RadioSelect)
    what = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[
            (SEEN, Chip(_("They have seen the citizen"), icon="eye")),
            (WORD, Chip(_("Something else"), icon="chat")),
            (INQUIRY, Chip(_("Somebody new"), icon="person-plus")),
        ],
        initial=SEEN,
        widget=forms.RadioSelect,
    )
    person = forms.CharField(
        label=_("Who is it about, in words"),
        max_length=200,
        required=False,
        help_text=_("Of somebody new: name, age, how to know them. The coordinator reads it."),
    )
    callback = forms.CharField(
        label=_("Number to call back"),
        max_length=20,
        required=False,
        help_text=_("Left empty, it is the one that stands in the directory."),
    )
    said = forms.CharField(
        label=_("What they said"), max_length=SAID_LENGTH, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, citizens: Sequence[Citizen], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["told"].label = _("Who rings?")
        fields["who"].choices = [(str(citizen.pk), citizen.short_name) for citizen in citizens]
        self.numbers = {str(unit.pk): unit.phone for unit in kwargs["units"]}
        fields["told"].choices = [
            (value, Chip(label, small=self.numbers.get(value, ""), icon=label.icon))
            for value, label in fields["told"].choices
        ]
        fields["told_unit"].choices = [
            (value, f"{label}, {self.numbers[value]}" if self.numbers.get(value) else label)
            for value, label in fields["told_unit"].choices
        ]

    def kinds(self) -> list[tuple[str, Any]]:
        """The citizen rings, too."""
        words = {Caller.CITIZEN: _("The citizen rings")}
        return [(kind.value, Chip(words.get(kind, kind.label), icon=ICONS[kind])) for kind in Caller]

    def clean(self) -> dict[str, Any]:
        """About one of the unit's, or about somebody new in words."""
        data = super().clean()
        if data.get("what") == INQUIRY:
            if not data.get("person"):
                self.add_error("person", _("Write who it is about."))
        elif not data.get("who"):
            self.add_error("who", _("Choose who it is about."))
        return data

    @property
    def citizen_id(self) -> UUID:
        """About whom."""
        return UUID(self.cleaned_data["who"])

    def rang(self) -> Rang:
        """Who rang, with the directory's number when the caller gave none."""
        data = self.cleaned_data
        caller, unit = self.teller()
        return Rang(
            caller=caller,
            caller_unit_id=unit,
            caller_name=data["told_name"],
            callback=data["callback"] or self.numbers.get(str(unit), ""),
            said=data["said"],
            happened_at=self.at if data["what"] != SEEN else data["happened_at"],
        )

    def saw(self) -> Seen | None:
        """What they saw; nothing when it was about something else, or the citizen's own call."""
        told = self.teller()[0]
        return self.seen() if self.cleaned_data["what"] == SEEN and told in ToldBy.values else None


class SeenHereForm(MomentForm):
    """What a partner tells. A number, or the whole name and the birth date, brings it to the right ones at once."""

    person = forms.CharField(
        label=_("Who is here?"),
        max_length=200,
        help_text=_("The name, or what you call the person, and how to know them."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    whereabouts = forms.CharField(label=_("Where?"), max_length=120)
    cpr = forms.CharField(
        label=_("CPR number"),
        max_length=20,
        required=False,
        help_text=_("If you have it. It is not kept."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "form-short"}),
    )
    name = forms.CharField(
        label=_("Or the whole name"),
        max_length=400,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    birth_on = DateField(label=_("Born on"), required=False)
    said = forms.CharField(
        label=_("What you saw"), max_length=SAID_LENGTH, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    field_order = ("key", "person", "whereabouts", "when", "on", "clock", "said", "cpr", "name", "birth_on")

    def clean_cpr(self) -> CprNumber | None:
        """The number, or None. Raises ValidationError beside the field."""
        return cpr_in(self.cleaned_data["cpr"], self.at)

    def clean(self) -> dict[str, Any]:
        """Within two months: older news is for the telephone."""
        data = super().clean()
        if (self.at - data["happened_at"]).days >= 60:
            self.add_error("on", _("At most two months ago."))
        return data

    def question(self) -> Question | None:
        """Whom it can be tied to: by a number, or by name and birth date; else nobody."""
        data = self.cleaned_data
        if data["cpr"]:
            return Question(cpr=data["cpr"])
        if data["name"] and data["birth_on"]:
            return Question(name=data["name"], born_on=data["birth_on"])
        return None


class SettleForm(HouseForm):
    """Who it is, or why it is set aside."""

    citizen = forms.ChoiceField(label=_("It is"), required=False)
    reason = forms.CharField(
        label=_("Or why it is set aside"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, team: Sequence[Citizen], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["citizen"].choices = [("", _("Choose")), *((str(citizen.pk), citizen.name) for citizen in team)]

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        data = super().clean() or {}
        if not data.get("citizen") and not data.get("reason") and not self.errors:
            self.add_error("citizen", _("Choose who it is, or write why it is set aside."))
        return data

    @property
    def citizen_id(self) -> UUID | None:
        """Who it is; None when it is set aside."""
        return UUID(self.cleaned_data["citizen"]) if self.cleaned_data["citizen"] else None
