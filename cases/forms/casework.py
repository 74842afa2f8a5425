"""Whose list, lines, next steps."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.choices import AdditionKind
from udsatte.web.forms import Chip, DateField, HouseForm, KeyForm, VersionForm


class StrikeForm(HouseForm):
    reason = forms.CharField(label=_("Why it is struck"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class AdditionForm(KeyForm):
    """kinds: what may be said to this note; one alone is not asked for."""

    kind = forms.ChoiceField(label=_("What it is"), required=False, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What you write"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, kinds: Sequence[AdditionKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.only = kinds[0]
        self.fields["text"].says_skippable = False  # type: ignore[attr-defined]
        if len(kinds) == 1:
            del self.fields["kind"]
            return
        icons = {AdditionKind.QUESTION: "question-lg", AdditionKind.THANKS: "heart"}
        self.fields["text"].help_text = _("Thanks need no words.")
        chips = [(kind.value, Chip(kind.label, icon=icons.get(kind, "pencil"))) for kind in kinds]
        self.fields["kind"].choices = chips  # type: ignore[attr-defined]
        self.initial.setdefault("kind", self.only.value)

    def said(self) -> AdditionKind:
        return AdditionKind(self.cleaned_data.get("kind") or self.only)


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
