"""Taking a citizen in, and correcting what stands on one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases.actions import CitizenFacts
from cases.choices import Sex
from cases.forms.handovers import RoomForm
from cases.forms.identifiers import NumberForm
from cases.models import Citizen, Place
from udsatte.web.forms import DateField, HouseForm, KeyForm

#: No name, alias or number on a citizen is longer than what its column holds; a list has at most so many.
LIST_LENGTH = 10


class LinesField(forms.CharField):
    """A short list, one a line."""

    widget = forms.Textarea

    def __init__(self, *, each: int, **kwargs: Any) -> None:
        self.each = each
        super().__init__(**kwargs, widget=forms.Textarea(attrs={"rows": 2}), required=False)

    def clean(self, value: Any) -> list[str]:
        """The lines that say something. Raises ValidationError."""
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > LIST_LENGTH:
            raise forms.ValidationError(_("At most %(count)s lines.") % {"count": LIST_LENGTH})
        for line in lines:
            MaxLengthValidator(self.each)(line)
        return lines


class CitizenForm(HouseForm):
    """What stands on a citizen; numbers are put on and ended on a page of their own."""

    given_name = forms.CharField(label=_("Given names"), max_length=200)
    family_name = forms.CharField(label=_("Family name"), max_length=200, required=False)
    birth_on = DateField(label=_("Born on"), required=False)
    birth_year = forms.IntegerField(label=_("Born about (year)"), min_value=1900, max_value=2100, required=False)
    is_unknown = forms.BooleanField(
        label=_("Nobody knows the name yet"),
        required=False,
        help_text=_("Write what the citizen is called as the given name. Take the tick away when you know the name."),
    )
    features = forms.CharField(
        label=_("Features"),
        max_length=300,
        required=False,
        help_text=_("What one knows somebody by: build, clothes, a dog, a tattoo, what is spoken."),
    )
    sex = forms.ChoiceField(label=_("Sex as registered"), choices=Sex, required=False, initial=Sex.UNKNOWN)
    aliases = LinesField(label=_("Goes by"), each=100, help_text=_("One name a line."))
    phones = LinesField(label=_("Phone"), each=20, help_text=_("One number a line."))
    haunts = forms.MultipleChoiceField(
        label=_("Usually to be found at"), required=False, widget=forms.SelectMultiple(attrs={"size": 6})
    )
    is_protected = forms.BooleanField(
        label=_("Name and address protection"),
        required=False,
        help_text=_("Name and places are hidden from everybody outside your team's casework."),
    )
    risk_instruction = forms.CharField(
        label=_("Risk: what a colleague must do"),
        max_length=200,
        required=False,
        help_text=_("Such as: go two together. Everybody who may see the citizen reads it."),
    )
    risk_review_on = DateField(label=_("Risk: look at it again on"), required=False)

    def __init__(self, *args: Any, places: Sequence[Place], at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        self.fields["haunts"].choices = [(str(place.pk), place.name) for place in places]  # type: ignore[attr-defined]

    def clean_given_name(self) -> str:
        """A name that somebody can see, and so can choose in a list. Raises ValidationError."""
        name: str = self.cleaned_data["given_name"]
        if not any(sign.isprintable() and not sign.isspace() for sign in name):
            raise forms.ValidationError(_("The name is missing."))
        return name

    def clean_birth_on(self) -> Any:
        """A day that has been. Raises ValidationError."""
        born = self.cleaned_data["birth_on"]
        if born and born > localdate(self.at):
            raise forms.ValidationError(_("The birth date lies in the future."))
        if born and born.year < 1858:
            raise forms.ValidationError(_("Look at the year again."))
        return born

    def clean_birth_year(self) -> int | None:
        """A year that has been. Raises ValidationError."""
        year = self.cleaned_data["birth_year"]
        if year and year > localdate(self.at).year:
            raise forms.ValidationError(_("The year lies in the future."))
        return year

    def clean(self) -> dict[str, Any]:
        """Dates and numbers that contradict each other stand beside the field to correct."""
        data = super().clean() or {}
        if data.get("birth_on") and data.get("birth_year"):
            self.add_error("birth_year", _("Write the date or the year, not both."))
        if data.get("is_unknown"):
            if data.get("family_name"):
                self.add_error("family_name", _("With a family name the citizen is not unknown: take the tick away."))
            if data.get("birth_on"):
                self.add_error("birth_on", _("Write about which year instead, or take the tick away."))
        if data.get("risk_instruction") and not data.get("risk_review_on"):
            self.add_error("risk_review_on", _("Say when somebody looks at it again."))
        if data.get("risk_review_on") and not data.get("risk_instruction") and "risk_instruction" in data:
            self.add_error("risk_instruction", _("Say what a colleague must do."))
        return data

    def facts(self) -> CitizenFacts:
        """What was typed, for the action."""
        data = self.cleaned_data
        return CitizenFacts(
            given_name=data["given_name"],
            family_name=data["family_name"],
            birth_on=data["birth_on"],
            birth_year=data["birth_year"],
            sex=data["sex"] or Sex.UNKNOWN,
            is_unknown=data["is_unknown"],
            features=data["features"],
            is_protected=data["is_protected"],
            risk_instruction=data["risk_instruction"],
            risk_review_on=data["risk_review_on"],
            aliases=data["aliases"],
            phones=data["phones"],
            haunts=[UUID(place) for place in data["haunts"]],
        )

    @staticmethod
    def initial_of(citizen: Citizen) -> dict[str, Any]:
        """What stands now. The citizen comes from `for_detail`."""
        names = (
            "given_name",
            "family_name",
            "birth_on",
            "birth_year",
            "sex",
            "is_unknown",
            "features",
            "is_protected",
            "risk_instruction",
            "risk_review_on",
        )
        return {
            **{name: getattr(citizen, name) for name in names},
            "aliases": "\n".join(citizen.alias_texts),
            "phones": "\n".join(citizen.phone_numbers),
            "haunts": [str(place.pk) for place in citizen.haunt_places],
        }


class NewCitizenForm(RoomForm, NumberForm, CitizenForm):
    """A citizen whom the unit takes in, with a number or without."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    caseworker = forms.ChoiceField(label=_("Caseworker"), required=False)
    reason = forms.CharField(
        label=_("Why you ask"),
        max_length=500,
        required=False,
        help_text=_("With a number: if another unit knows the citizen, its coordinator reads this."),
    )

    #: As they are known in the street: a name first, a number when somebody has one.
    field_order = (
        "given_name",
        "family_name",
        "aliases",
        "birth_on",
        "birth_year",
        "sex",
        "phones",
        "is_unknown",
        "features",
        "caseworker",
        "room_reason",
        "kind",
        "number",
        "issuer",
        "reason",
    )

    def __init__(self, *args: Any, colleagues: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["caseworker"].choices = [("", _("Nobody yet")), *colleagues]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A look-up by a number needs a reason: it may tell another unit that somebody asked."""
        data = super().clean()
        number, born = data.get("identifier"), data.get("birth_on")
        if number and number.born_on and born and number.born_on != born:
            self.add_error("birth_on", _("The CPR number says another birth date."))
        if number and data.get("is_unknown"):
            self.add_error("is_unknown", _("Somebody with a number has a name: write it, or leave the number out."))
        if number and not data.get("reason"):
            self.add_error("reason", _("Say why: it is logged, and another unit may read it."))
        return data

    def facts(self) -> CitizenFacts:
        """A number fills in what it says by itself."""
        facts, number = super().facts(), self.cleaned_data.get("identifier")
        if number is None:
            return facts
        if number.born_on:
            facts = replace(facts, birth_on=number.born_on, birth_year=None)
        return replace(facts, sex=number.sex) if facts.sex == Sex.UNKNOWN else facts


class RiskStoryForm(KeyForm):
    text = forms.CharField(
        label=_("What happened"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Your team reads it, nobody else. It is signed when you save, and then only added to."),
    )
