"""Who is asked to pay what for a citizen, and what they answer."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from referrals.actions import PaymentAsked
from referrals.choices import PaymentAnswer, PaymentPer
from referrals.forms.texts import TextsForm
from referrals.models import PaymentCommitment
from referrals.models.payments import AT_MOST
from udsatte.web.forms import DateField, KeyForm

#: "12.500", "12500", "12.500,50", and "12500.50" of somebody's calculator. One dot before three digits parts thousands.
_KRONER = re.compile(r"(?P<whole>\d{1,3}(\.\d{3})+|\d+)(,(?P<cents>\d{1,2}))?|(?P<other>\d+\.\d{1,2})", re.ASCII)
_YEARS = timedelta(days=5 * 366)


class KronerField(forms.CharField):
    """An amount as one writes it in Danish; its value is a Decimal."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "form-short"})
        super().__init__(max_length=20, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        """Raises ValidationError."""
        text = super().clean(value).lower().removesuffix("kr.").removesuffix("kr").replace(" ", "").replace(" ", "")
        if not text and not self.required:
            return None
        found = _KRONER.fullmatch(text)
        if found is None:
            raise forms.ValidationError(_("Write an amount in kroner, such as 12.500 or 12.500,50."))
        cents = found["cents"] or "0"
        amount = Decimal(found["other"] or f"{found['whole'].replace('.', '')}.{cents}")
        if not 0 < amount <= AT_MOST:
            raise forms.ValidationError(_("The amount lies between 0 and 10 million kroner."))
        return amount


class PaymentForm(TextsForm, KeyForm):
    """Payer, what for, from when until when, how much."""

    payer = forms.ChoiceField(label=_("Who is to pay?"), required=False)
    payer_name = forms.CharField(
        label=_("Or in words"), max_length=120, required=False, help_text=_("Such as another municipality.")
    )
    what_for = forms.CharField(
        label=_("What for?"), max_length=200, help_text=_("Such as: ten weeks of residential treatment.")
    )
    starts_on = DateField(label=_("From"))
    last_on = DateField(label=_("To and with"))
    amount = KronerField(label=_("Amount in kroner"))
    per = forms.ChoiceField(label=_("Per"), choices=PaymentPer, widget=forms.RadioSelect, initial=PaymentPer.IN_ALL)
    asked_on = DateField(label=_("Asked on"))
    referral = forms.ChoiceField(label=_("Belongs to the referral"), required=False)

    def __init__(
        self,
        *args: Any,
        payers: Sequence[tuple[str, str]],
        referrals: Sequence[tuple[str, str]],
        at: datetime,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        fields: dict[str, Any] = self.fields
        fields["payer"].choices = [("", _("Choose")), *payers]
        fields["asked_on"].initial = localdate(at)
        fields["referral"].choices = [("", _("None")), *referrals]
        if not referrals:
            del fields["referral"]

    def clean_asked_on(self) -> date:
        """A day that has been. Raises ValidationError."""
        day: date = self.cleaned_data["asked_on"]
        if day > localdate(self.at):
            raise forms.ValidationError(_("It cannot have happened yet."))
        return day

    def clean(self) -> dict[str, Any]:
        """One payer, and a period that is some days long."""
        data = super().clean() or {}
        if "payer" not in self.errors and bool(data.get("payer")) == bool(data.get("payer_name")):
            self.add_error("payer", _("Choose who is to pay, or write it: one of the two."))
        first, last = data.get("starts_on"), data.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", _("The last day lies before the first."))
        elif first and last and last - first > _YEARS:
            self.add_error("last_on", _("Choose at most five years."))
        elif last == date.max:  # the period ends with the day after
            self.add_error("last_on", _("Choose an earlier day."))
        return data

    def asked(self) -> PaymentAsked:
        """What was typed, for the action."""
        data = self.cleaned_data
        return PaymentAsked(
            payer_id=UUID(data["payer"]) if data["payer"] else None,
            payer_name=data["payer_name"],
            what_for=data["what_for"],
            starts_on=data["starts_on"],
            ends_on=data["last_on"] + timedelta(days=1),
            amount=data["amount"],
            per=data["per"],
            asked_on=data["asked_on"],
            referral_id=UUID(data["referral"]) if data.get("referral") else None,
        )


class PaymentAnswerForm(TextsForm):
    """Granted, the whole or less and from when; or refused, and why."""

    answer = forms.ChoiceField(label=_("What do they say?"), choices=PaymentAnswer, widget=forms.RadioSelect)
    granted_amount = KronerField(label=_("Granted, in kroner"), required=False)
    granted_from_on = DateField(label=_("Granted from"), required=False)
    reason = forms.CharField(label=_("Why"), max_length=500, required=False, help_text=_("Needed when they say no."))

    def __init__(self, *args: Any, payment: PaymentCommitment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.payment = payment
        self.fields["granted_amount"].initial = f"{payment.amount:.2f}".replace(".", ",")
        self.fields["granted_from_on"].initial = payment.period.lower

    @property
    def is_granted(self) -> bool:
        return bool(self.cleaned_data["answer"] == PaymentAnswer.GRANTED)

    def clean(self) -> dict[str, Any]:
        """A yes has its amount and its day, a no its reason."""
        data = super().clean() or {}
        if data.get("answer") == PaymentAnswer.REFUSED and not data.get("reason"):
            self.add_error("reason", _("Say why."))
        if data.get("answer") == PaymentAnswer.GRANTED:
            if not data.get("granted_amount") and "granted_amount" not in self.errors:
                self.add_error("granted_amount", _("Say how much."))
            if not data.get("granted_from_on") and "granted_from_on" not in self.errors:
                self.add_error("granted_from_on", _("Say from when."))
        return data
