"""What somebody without a sign-in fills in: who needs help, and the code by which one asks afterwards."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.text import Truncator
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from referrals.actions.receipts import PublicFacts
from referrals.choices import Sender
from referrals.forms.attachments import PapersForm
from referrals.forms.texts import TextsForm
from referrals.models.referrals import TEXT_LENGTH
from referrals.models.thread import MESSAGE_LENGTH
from udsatte.web.forms import HouseForm, KeyForm

_HEADLINE = 150
_SENDERS = [
    (Sender.CITIZEN.value, _("It is about myself")),
    (Sender.RELATIVE.value, _("I am family or a friend")),
    (Sender.NGO.value, _("I am a volunteer, or met the person on my way")),
]


def _text(label: Any, hint: Any = "", rows: int = 3, *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=TEXT_LENGTH,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class PublicReferForm(TextsForm, PapersForm, KeyForm):
    """Whom it is about and what has happened, in words that anybody has. No CPR number: nobody is looked up."""

    unit = forms.ChoiceField(label=_("To whom?"), widget=forms.RadioSelect)
    sender = forms.ChoiceField(label=_("Who are you?"), choices=_SENDERS, widget=forms.RadioSelect)
    given_name = forms.CharField(
        label=_("What is the person called?"), help_text=_("A first name or a nickname is enough."), max_length=200
    )
    age = forms.IntegerField(
        label=_("About how old?"),
        min_value=0,
        max_value=120,
        required=False,
        widget=forms.NumberInput(attrs={"class": "form-short"}),
    )
    happened = _text(_("What has happened?"), _("In your own words. No CPR number."), rows=5, required=True)
    whereabouts = _text(_("Where can we find the person?"), _("Where, and at what time of the day."), rows=2)
    wish = _text(_("What do you wish would happen?"), rows=2)
    sender_name = forms.CharField(label=_("Your own name"), max_length=120, required=False)
    sender_phone = forms.CharField(
        label=_("May we ring you? Then write your number"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "class": "form-short"}),
    )

    sender_email = forms.EmailField(
        label=_("Your e-mail"),
        help_text=_("We write only that there is something new, with no names: you look with your code."),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    at: datetime
    order: ClassVar = (
        *("sender", "unit", "given_name", "age", "happened", "whereabouts", "wish", "sender_name", "sender_phone"),
        *("sender_email", "attachments"),
    )

    def __init__(self, *args: Any, units: Sequence[tuple[str, str]], at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        fields: dict[str, Any] = self.fields
        fields["attachments"].label = _("Papers or pictures")
        fields["unit"].choices = units
        if len(units) == 1:
            fields["unit"].widget = forms.HiddenInput()
            fields["unit"].initial = units[0][0]
        self.order_fields(["key", *self.order])

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields, in the order of the page."""
        return [self[name] for name in self.order]

    @property
    def unit_id(self) -> UUID:
        return UUID(self.cleaned_data["unit"])

    def facts(self) -> PublicFacts:
        """What was typed, for the action."""
        data = self.cleaned_data
        same = (
            "sender",
            "given_name",
            "happened",
            "whereabouts",
            "wish",
            "sender_name",
            "sender_phone",
            "sender_email",
        )
        age = data["age"]
        return PublicFacts(
            **{name: data[name] for name in same},
            born_year=None if age is None else localdate(self.at).year - age,
            headline=Truncator(" ".join(data["happened"].split())).chars(_HEADLINE),
            papers=tuple(data["attachments"]),
        )


class ReceiptForm(HouseForm):
    """The code of a receipt."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("16 letters and digits, as 7K3M-Q0ZD-4T9X-W2BC."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "spellcheck": "false", "autocomplete": "off"}),
    )


class ReceiptAnswerForm(TextsForm, KeyForm):
    """A word to the unit. The code goes along, in this form alone."""

    code = forms.CharField(max_length=60, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Write to us"),
        help_text=_("An answer, or something new that you have seen."),
        max_length=MESSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
