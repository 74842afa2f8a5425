"""What the own unit was told by telephone, by mail or at a meeting, and by whom."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.moments import MomentForm
from referrals.choices import PRIVATE, Door, Sender
from referrals.forms.referrals import Choices, PersonForm


class WrittenDownForm(PersonForm, MomentForm):
    """What the own unit was told: by telephone, by mail, at a meeting."""

    door = forms.ChoiceField(
        label=_("How?"),
        choices=[(door.value, door.label) for door in (Door.PHONE, Door.MAIL, Door.MEETING)],
        widget=forms.RadioSelect,
        initial=Door.PHONE,
    )
    sender = forms.ChoiceField(
        label=_("Who asks?"), choices=Sender, widget=forms.RadioSelect, initial=Sender.PROFESSIONAL
    )
    from_unit = forms.ChoiceField(label=_("Which unit"), required=False)
    sender_name = forms.CharField(label=_("Name of who asks"), max_length=120, required=False)
    sender_phone = forms.CharField(label=_("Telephone of who asks"), max_length=30, required=False)
    give_code = forms.BooleanField(
        label=_("Give them a receipt code"),
        required=False,
        help_text=_("By it they see that it is read and dealt with, never how, and answer what you ask."),
    )
    sender_email = forms.EmailField(
        label=_("Their e-mail"),
        max_length=254,
        required=False,
        help_text=_("They are told only that there is something new, with no names: they look with the code."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    #: What a call needs, and what can be added.
    first: ClassVar[tuple[str, ...]] = (
        "sender",
        "from_unit",
        "sender_name",
        "sender_phone",
        "given_name",
        "family_name",
        "headline",
        "happened",
        "is_acute",
        "give_code",
        "sender_email",
    )
    more: ClassVar[tuple[str, ...]] = (
        *("door", "when", "on", "clock", "kind", "happens_on", "wish", "whereabouts", "born_year", "sex", "cpr"),
        *("is_protected", "residence", "basis", "consent_on", "attachments"),
    )

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["from_unit"].choices = [("", _("Choose")), *units]
        fields["headline"].label = _("What is it about, in one line?")

    def clean(self) -> dict[str, Any]:
        """A unit is named; who is private has no unit, and is told no outcome."""
        data = super().clean()
        sender = data.get("sender")
        if sender == Sender.UNIT and not data.get("from_unit") and "from_unit" not in self.errors:
            self.add_error("from_unit", _("Say which unit, or choose another sender."))
        if sender == Sender.UNIT and data.get("give_code"):
            self.add_error("give_code", _("A unit follows it here, and needs no code."))
        if data.get("sender_email") and not data.get("give_code"):
            self.add_error("give_code", _("With an e-mail goes a code: that is how they look."))
        if sender in PRIVATE and data.get("basis"):
            self.add_error("basis", _("Who asks privately is never told an outcome: leave it out."))
        return data

    @property
    def from_unit_id(self) -> UUID | None:
        """Which unit asks, if it is one."""
        data = self.cleaned_data
        return UUID(data["from_unit"]) if data["sender"] == Sender.UNIT else None
