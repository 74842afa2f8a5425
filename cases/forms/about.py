"""What stands on a citizen beside the name: for every unit, for the own unit, and about relatives."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases.actions import BackgroundFacts, Particulars, RelativeFacts
from cases.choices import Children, Known, MayBeTold, OwnDoctor, ResidenceBasis
from udsatte.web.forms import DateField, HouseForm, KeyForm, VersionForm


class ParticularsForm(VersionForm):
    """What everybody who sees the citizen needs to speak with them and to write to them."""

    language = forms.CharField(label=_("Language"), max_length=60, required=False)
    interpreter = forms.ChoiceField(label=_("Needs an interpreter"), choices=Known, widget=forms.RadioSelect)
    digital_post_exempt = forms.ChoiceField(
        label=_("Exempt from Digital Post"),
        choices=Known,
        widget=forms.RadioSelect,
        help_text=_("Most citizens here have no e-Boks: write on paper, or say it."),
    )
    home_municipality = forms.CharField(label=_("Municipality of residence"), max_length=60, required=False)
    acting_municipality = forms.CharField(
        label=_("Acting municipality"),
        max_length=60,
        required=False,
        help_text=_("Which municipality decides and pays, when it is another."),
    )
    is_anonymous = forms.BooleanField(
        label=_("Wishes to be anonymous"),
        required=False,
        help_text=_("Is never looked up and never matched, and has no CPR number here."),
    )

    def facts(self) -> Particulars:
        """What was typed, for the action."""
        return Particulars(**{name: self.cleaned_data[name] for name in Particulars.__slots__})


class BackgroundForm(HouseForm):
    """What the own team alone reads."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    own_doctor = forms.ChoiceField(label=_("Own doctor"), choices=OwnDoctor, widget=forms.RadioSelect)
    doctor = forms.CharField(label=_("Clinic, name and phone"), max_length=200, required=False)
    children = forms.ChoiceField(label=_("Children"), choices=Children, widget=forms.RadioSelect)
    children_text = forms.CharField(label=_("How many, and their ages"), max_length=200, required=False)
    pregnant = forms.ChoiceField(label=_("Pregnant"), choices=Known, widget=forms.RadioSelect)
    due_on = DateField(label=_("Due on"), required=False)
    nationality = forms.CharField(label=_("Nationality"), max_length=60, required=False)
    residence = forms.ChoiceField(
        label=_("Basis of residence"),
        choices=ResidenceBasis,
        help_text=_("Ask only when you have a reason. It stands in no list and no export."),
    )
    residence_reason = forms.CharField(label=_("Why you had to know"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """What hangs together stands together; each error beside the field that can correct it."""
        data = super().clean() or {}
        if data.get("own_doctor") == OwnDoctor.NAMED and not data.get("doctor"):
            self.add_error("doctor", _("Say who the doctor is."))
        if data.get("doctor") and data.get("own_doctor") not in (None, OwnDoctor.NAMED):
            self.add_error("own_doctor", _("A doctor is written below."))
        if data.get("children_text") and data.get("children") in (Children.UNKNOWN, Children.NONE):
            self.add_error("children", _("Children are written below."))
        if data.get("due_on") and data.get("pregnant") not in (None, Known.YES):
            self.add_error("pregnant", _("A day is written below."))
        if data.get("due_on") and not 2000 <= data["due_on"].year <= 2100:
            self.add_error("due_on", _("Look at the year again."))
        asked = data.get("residence") not in (None, ResidenceBasis.NOT_ASKED)
        if asked and not data.get("residence_reason"):
            self.add_error("residence_reason", _("Say why you had to know."))
        if data.get("residence_reason") and data.get("residence") == ResidenceBasis.NOT_ASKED:
            self.add_error("residence", _("A reason is written below: what was the answer?"))
        return data

    def facts(self) -> BackgroundFacts:
        """What was typed, for the action."""
        return BackgroundFacts(**{name: self.cleaned_data[name] for name in BackgroundFacts.__slots__})


class RelativeForm(KeyForm):
    """Somebody close to the citizen."""

    name = forms.CharField(label=_("Name"), max_length=120)
    relation = forms.CharField(label=_("Relation"), max_length=60, help_text=_("Such as mother, son or friend."))
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)
    may_be_told = forms.ChoiceField(
        label=_("May be told"), choices=MayBeTold, widget=forms.RadioSelect, initial=MayBeTold.NOTHING
    )
    agreed = forms.CharField(
        label=_("What was agreed"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    consent_on = DateField(
        label=_("The citizen agreed on"), required=False, help_text=_("Without the citizen's word nothing is told.")
    )

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at

    def clean(self) -> dict[str, Any]:
        """Nothing is told without a day on which the citizen agreed."""
        data = super().clean() or {}
        told, agreed_on = data.get("may_be_told"), data.get("consent_on")
        if told and told != MayBeTold.NOTHING and not agreed_on and "consent_on" not in self.errors:
            self.add_error("consent_on", _("Say when the citizen agreed."))
        if agreed_on and agreed_on > localdate(self.at):
            self.add_error("consent_on", _("It cannot have happened yet."))
        if agreed_on and agreed_on.year < 1900:
            self.add_error("consent_on", _("Look at the year again."))
        if told == MayBeTold.AGREED and not data.get("agreed"):
            self.add_error("agreed", _("Say what was agreed."))
        return data

    def facts(self) -> RelativeFacts:
        """What was typed, for the action."""
        return RelativeFacts(**{name: self.cleaned_data[name] for name in RelativeFacts.__slots__})
