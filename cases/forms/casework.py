"""Whose list, lines, next steps."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from udsatte.web.forms import DateField, HouseForm, KeyForm, VersionForm


class StrikeForm(HouseForm):
    reason = forms.CharField(label=_("Why it is struck"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class AdditionForm(KeyForm):
    text = forms.CharField(label=_("What you add"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}))


class FollowUpForm(KeyForm):
    what = forms.CharField(label=_("What"), max_length=200)
    why = forms.CharField(label=_("Why"), max_length=500, required=False)
    due_on = DateField(label=_("When"))
    owner = forms.ChoiceField(label=_("Who"), required=False)

    def __init__(self, *args: Any, colleagues: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", _("The whole team")), *colleagues]  # type: ignore[attr-defined]


class FollowUpChangeForm(VersionForm):
    """Another day, or somebody else."""

    due_on = DateField(label=_("When"))
    owner = forms.ChoiceField(label=_("Who"), required=False)
    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        required=False,
        help_text=_("Needed for another day. Whoever gets it reads it, too."),
    )

    def __init__(self, *args: Any, colleagues: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", _("The whole team")), *colleagues]  # type: ignore[attr-defined]
