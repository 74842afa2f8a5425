"""Whose list a citizen goes to, and what whoever takes over must know."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cases.caseloads import Load, most_room_first
from udsatte.web.addresses import id_in
from udsatte.web.forms import Chip, HouseForm

#: The team's, until somebody has room.
NOBODY = "nobody"


class _Unasked(forms.HiddenInput):
    """Not on the page yet."""

    def render(self, *args: Any, **kwargs: Any) -> SafeString:
        return SafeString("")


class RoomForm(HouseForm):
    """A form that puts a citizen on a list. Why it is one more is asked when the list is full."""

    room_reason = forms.CharField(
        label=_("Why one more than there is room for"), max_length=500, required=False, widget=_Unasked
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and self.data.get(self.add_prefix("room_reason")):
            self._show_room_reason()

    def add_error(self, field: str | None, error: Any) -> None:
        """The answer that asks for it brings the field."""
        if field == "room_reason":
            self._show_room_reason()
        super().add_error(field, error)

    def _show_room_reason(self) -> None:
        field: Any = self.fields["room_reason"]
        field.widget = forms.TextInput(attrs={"maxlength": field.max_length})
        field.says_skippable = False


class HandoverForm(HouseForm):
    """loads: the colleagues, with room. whose: on whose list the citizen stands, None for nobody's."""

    seen = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)
    back = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    caseworker = forms.ChoiceField(label=_("Caseworker"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("To whoever takes over"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What works, what is promised, what to mind. Only the team reads it."),
    )
    both_named = forms.BooleanField(
        label=_("Name both to the citizen for four weeks"),
        required=False,
        initial=True,
        help_text=_("Both names and telephones stand on the citizen's page."),
    )
    room_reason = forms.CharField(
        label=_("If the list is full: why one more"),
        max_length=500,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        loads: Sequence[Load],
        whose: UUID | None,
        may_take_off: bool,
        at: datetime,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        ways = [
            (str(load.user_id), Chip(load.name, small=load.said(at)))
            for load in most_room_first(loads, at)
            if load.user_id != whose
        ]
        if whose and may_take_off:
            ways.append((NOBODY, Chip(_("Nobody yet"), icon="people")))
        # Somebody who is on that list meanwhile must be told so, not that the choice does not exist.
        here = [(str(load.user_id), load.name) for load in loads if load.user_id == whose] if self.is_bound else []
        self.fields["caseworker"].choices = [*ways, *here]  # type: ignore[attr-defined]
        if whose is None:
            self.fields["note"].label = _("A word to whoever gets the citizen")
            del self.fields["both_named"]

    def chosen(self) -> UUID | None:
        """The colleague; None for nobody."""
        return id_in(self.cleaned_data["caseworker"])

    def shown(self) -> UUID | None:
        """The assignment that the page showed."""
        return id_in(self.cleaned_data["seen"])
