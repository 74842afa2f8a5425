"""Saying that two citizens are one."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from udsatte.web.forms import HouseForm


class MergeForm(HouseForm):
    into = forms.ChoiceField(
        label=_("Whom lists show"),
        widget=forms.RadioSelect,
        help_text=_("The other stays as it is, and its page is reached from this one's."),
    )
    reason = forms.CharField(
        label=_("How you know that they are one"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, names: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ids = [pk for pk, _name in names]
        self.fields["into"].choices = [(str(pk), name) for pk, name in names]  # type: ignore[attr-defined]

    def sides(self) -> tuple[UUID, UUID]:
        """Who is merged, and into whom."""
        into = UUID(self.cleaned_data["into"])
        return next(pk for pk in self.ids if pk != into), into
