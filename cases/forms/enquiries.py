"""What a coordinator answers to a unit that asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.choices import EnquiryAnswer
from udsatte.web.forms import Chip, HouseForm


class EnquiryAnswerForm(HouseForm):
    answer = forms.ChoiceField(
        label=_("Your answer"),
        widget=forms.RadioSelect,
        choices=[
            (EnquiryAnswer.SHARED, Chip(_("Share"), icon="people")),
            (EnquiryAnswer.CONTACT, Chip(_("They may call us"), icon="telephone")),
            (EnquiryAnswer.REFUSED, Chip(_("Do not share"), icon="slash-circle")),
        ],
    )
    said = forms.CharField(
        label=_("In words"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever asked reads it. When you share: what the citizen agreed to, or which law lets you."),
    )

    def clean(self) -> dict[str, Any]:
        """Nobody is shared without a why."""
        data = super().clean() or {}
        if (
            data.get("answer") == EnquiryAnswer.SHARED
            and not data.get("said", "").strip()
            and "said" not in self.errors
        ):
            self.add_error("said", _("Say why you may share."))
        return data
