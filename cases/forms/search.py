"""The field at the top of every page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from udsatte.web.forms import HouseForm

SHORTEST = 2


class SearchForm(HouseForm):
    """A name, an alias, a number. Posted, so that it never stands in an address."""

    q = forms.CharField(
        label=_("Search for a citizen"), max_length=100, error_messages={"required": _("Write two letters or more.")}
    )

    def clean_q(self) -> str:
        """Something to look for. Raises ValidationError."""
        text: str = self.cleaned_data["q"]
        if sum(sign.isalnum() for sign in text) < SHORTEST:
            raise forms.ValidationError(_("Write two letters or more."))
        return text
