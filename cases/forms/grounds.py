"""The forms of Find en borger: whom somebody asks for, and why. Used at night, in the rain: few fields, big chips."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.actions import Question
from cases.choices import LookupWay
from cases.cpr import CprNumber
from cases.forms.cpr import cpr_in
from udsatte.web.forms import Chip, DateField, HouseForm

OTHER = "other"


class _Either:
    """A field that another one can stand for: it is not to be skipped, and the form says which is missing."""

    def validate(self, value: Any) -> None:
        """Empty is for the form's own clean."""


class _EitherText(_Either, forms.CharField):
    pass


class _EitherDate(_Either, DateField):
    pass


class FindForm(HouseForm):
    """A CPR number, or the whole name and the birth date; and why."""

    cpr = _EitherText(
        label=_("CPR number"),
        max_length=20,
        help_text=_("Or the whole name and the birth date, below."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "form-short"}),
    )
    name = _EitherText(
        label=_("Whole name"),
        max_length=400,
        help_text=_("As it stands in the register, with every middle name."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    birth_on = _EitherDate(label=_("Born on"))

    def __init__(self, *args: Any, at: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at

    def clean_cpr(self) -> CprNumber | None:
        """The number, or None. Raises ValidationError beside the field."""
        return cpr_in(self.cleaned_data["cpr"], self.at)

    def clean(self) -> dict[str, Any]:
        """One whole way of saying who it is. What is missing stands beside its field."""
        data = super().clean() or {}
        if data.get("cpr") or "cpr" in self.errors:
            return data
        name, born = data.get("name"), data.get("birth_on")
        if not name and not born:
            self.add_error("cpr", _("Write the CPR number, or the whole name and the birth date."))
        elif not name and "name" not in self.errors:
            self.add_error("name", _("The name is missing."))
        elif not born and "birth_on" not in self.errors:
            self.add_error("birth_on", _("The birth date is missing."))
        return data

    def question(self) -> Question:
        """Whom somebody asks for; a CPR number says it all."""
        data = self.cleaned_data
        if data["cpr"]:
            return Question(cpr=data["cpr"])
        return Question(name=data["name"], born_on=data["birth_on"])

    def reason(self) -> str:
        """Why, in words."""
        raise NotImplementedError


class _WhyForm(FindForm):
    """One tap says why, or a few words do."""

    why = forms.ChoiceField(label=_("Why?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In words"), max_length=400, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    WHY: tuple[tuple[str, Any], ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].choices = [*self.WHY, (OTHER, Chip(_("Something else"), icon="pencil"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Something else is said in words."""
        data = super().clean()
        if data.get("why") == OTHER and not data.get("words"):
            self.add_error("words", _("Say why."))
        return data

    def reason(self) -> str:
        said = dict(self.WHY).get(self.cleaned_data["why"], "")
        return ". ".join(str(part) for part in (said, self.cleaned_data["words"]) if part)


class StandForm(_WhyForm):
    """Why somebody who stands with the citizen must know more."""

    WHY = (
        ("help", _("Asks for help now")),
        ("roof", _("Has nowhere to sleep")),
        ("ill", _("Is ill or hurt")),
        ("affected", _("Is affected, and cannot tell")),
    )


class KnownForm(_WhyForm):
    """Why somebody wants to know whom to call."""

    WHY = (
        ("here", _("The citizen is here")),
        ("call", _("Somebody called about the citizen")),
        ("together", _("We are to work together")),
    )


class GlassForm(FindForm):
    """Breaking the glass takes words of one's own."""

    danger = forms.CharField(
        label=_("What is the danger?"),
        max_length=500,
        help_text=_("The coordinator reads it at once, and the citizen can have it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def reason(self) -> str:
        words: str = self.cleaned_data["danger"]
        return words


class DutyForm(FindForm):
    """First letters will do on duty; the shift is the reason."""

    birth_on = None  # type: ignore[assignment]
    field_order = ("name", "cpr")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("First letters")
        self.fields["name"].help_text = _("Of a name, or of what the citizen is called.")
        self.fields["cpr"].help_text = _("Somebody with name and address protection is found by the number alone.")

    def clean(self) -> dict[str, Any]:
        """Two letters, or a number."""
        data = self.cleaned_data
        if not data.get("cpr") and "cpr" not in self.errors and len(data.get("name", "").strip()) < 2:
            self.add_error("name", _("Write two letters or more."))
        return data

    def question(self) -> Question:
        return Question(cpr=self.cleaned_data["cpr"], name=self.cleaned_data["name"])

    def reason(self) -> str:
        return str(LookupWay.DUTY.label)


class CloseGroundForm(HouseForm):
    """Why a coordinator ends what somebody else opened."""

    reason = forms.CharField(label=_("Why it is ended"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
