"""One form, by whichever door: who asks, of whom, what for."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases.choices import Sex
from cases.cpr import CprNumber
from cases.forms.cpr import cpr_in
from referrals.actions import ReferralFacts
from referrals.choices import Basis, Kind, TellWay
from referrals.forms.attachments import PapersForm
from referrals.forms.texts import TextsForm
from referrals.kinds import WITH_A_DAY, wrong_day
from referrals.models.referrals import TEXT_LENGTH
from udsatte.web.forms import DateField

Choices = Sequence[tuple[str, str]]


def _text(label: Any, hint: Any = "", rows: int = 3, *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=TEXT_LENGTH,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class PersonForm(TextsForm, PapersForm):
    """Whom it is about and what for, in the sender's words."""

    given_name = forms.CharField(label=_("Given names, or what they are called"), max_length=200)
    family_name = forms.CharField(label=_("Family name"), max_length=200, required=False)
    born_year = forms.IntegerField(label=_("Born about (year)"), min_value=1900, max_value=2100, required=False)
    sex = forms.ChoiceField(label=_("Sex as registered"), choices=Sex, required=False, initial=Sex.UNKNOWN)
    cpr = forms.CharField(
        label=_("CPR number"),
        max_length=20,
        required=False,
        help_text=_("Only the unit that takes the citizen up uses it. Nobody is shown the whole of it here."),
    )
    is_protected = forms.BooleanField(label=_("Name and address protection"), required=False)
    residence = forms.CharField(
        label=_("Municipality of residence"),
        max_length=120,
        required=False,
        help_text=_("Or that there is none, or no lawful residence. It closes no door."),
    )
    headline = forms.CharField(
        label=_("In one line"),
        max_length=150,
        help_text=_("Such as: sleeps in stairwells by Istedgade, an open wound. No number of a person."),
    )
    happened = _text(_("What has happened?"))
    wish = _text(_("What do you ask for?"), rows=2)
    whereabouts = _text(
        _("How to find the citizen"), _("Where and when, what they want to be called, by whom."), rows=2
    )
    is_acute = forms.BooleanField(
        label=_("Acute"), required=False, help_text=_("Stands first in the queue. In danger of life: ring 112.")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind, required=False, initial=Kind.ORDINARY)
    happens_on = DateField(
        label=_("On which day?"),
        required=False,
        help_text=_(
            "Of an admission under § 110, a planned discharge or a release it has to be said. Of who is on the way out"
            " of treatment: when they did not come, or stop."
        ),
    )
    basis = forms.ChoiceField(label=_("By which right"), choices=[("", _("Not said")), *Basis.choices], required=False)
    consent_on = DateField(label=_("Consent given on"), required=False)

    at: datetime
    #: As a draft, which need not be whole yet.
    keeps = False
    first: ClassVar[tuple[str, ...]]
    more: ClassVar[tuple[str, ...]]

    @property
    def at_once(self) -> list[forms.BoundField]:
        """What is asked of everybody."""
        return [self[name] for name in self.first]

    @property
    def rest(self) -> list[forms.BoundField]:
        """What can be added."""
        return [self[name] for name in self.more]

    @property
    def more_is_open(self) -> bool:
        """Whether something there is wrong, so that it has to be seen."""
        return any(name in self.errors for name in self.more)

    def clean_cpr(self) -> CprNumber | None:
        """The number, read. Raises ValidationError."""
        return cpr_in(self.cleaned_data["cpr"], self.at)

    def clean_born_year(self) -> int | None:
        """A year that has been. Raises ValidationError."""
        year: int | None = self.cleaned_data["born_year"]
        if year and year > localdate(self.at).year:
            raise forms.ValidationError(_("The year lies in the future."))
        return year

    def clean(self) -> dict[str, Any]:
        """A consent has its day; a day without one means nothing."""
        data = super().clean() or {}
        given = data.get("consent_on")
        if data.get("basis") == Basis.CONSENT and not given and "consent_on" not in self.errors:
            self.add_error("consent_on", _("Say on which day the citizen said yes."))
        if given and given > localdate(self.at):
            self.add_error("consent_on", _("It cannot have happened yet."))
        if given and data.get("basis") != Basis.CONSENT:
            data["consent_on"] = None
        kind = data.get("kind") or Kind.ORDINARY
        if "happens_on" not in self.errors:
            if wrong := wrong_day(kind, data.get("happens_on"), self.at, needed=not self.keeps):
                self.add_error("happens_on", wrong)
            if kind not in WITH_A_DAY:
                data["happens_on"] = None
        return data

    def facts(self, *, sender_name: str = "", sender_phone: str = "") -> ReferralFacts:
        """What was typed, for the action."""
        data = self.cleaned_data
        same = ("given_name", "family_name", "headline", "happened", "wish", "whereabouts", "residence")
        return ReferralFacts(
            **{name: data[name] for name in same},
            number=data["cpr"],
            born_year=None if data["cpr"] else data["born_year"],
            sex=data["sex"] or (data["cpr"].sex if data["cpr"] else Sex.UNKNOWN),
            is_protected=data["is_protected"],
            is_acute=data["is_acute"],
            kind=data["kind"] or Kind.ORDINARY,
            happens_on=data["happens_on"],
            basis=data["basis"],
            consent_on=data["consent_on"],
            tell_way=data.get("tell_way") or TellWay.HERE,
            sender_name=sender_name,
            sender_phone=sender_phone,
            papers=data["attachments"],
        )
