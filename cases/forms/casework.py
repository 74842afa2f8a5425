"""Whose list, closing and reopening, lines, next steps."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from udsatte.web.forms import DateField, HouseForm, KeyForm, VersionForm


class AssignForm(HouseForm):
    caseworker = forms.ChoiceField(label=_("Caseworker"))

    def __init__(self, *args: Any, colleagues: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["caseworker"].choices = [("", _("Choose somebody")), *colleagues]  # type: ignore[attr-defined]


class CloseForm(VersionForm):
    reason = forms.CharField(
        label=_("Why the case is closed"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("That somebody cannot be found is a reason to look, not to close."),
    )


class ReopenForm(VersionForm):
    caseworker = forms.ChoiceField(label=_("Caseworker"), required=False)

    def __init__(self, *args: Any, colleagues: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["caseworker"].choices = [("", _("Nobody yet")), *colleagues]  # type: ignore[attr-defined]


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
