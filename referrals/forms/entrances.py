"""What a unit says of its own way in."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from referrals.actions import EntranceFacts, Question
from referrals.choices import Room
from referrals.models import Criterion, Entrance
from udsatte.web.forms import HouseForm

MOST_QUESTIONS = 10


class EntranceForm(HouseForm):
    """Whether it takes referrals, from whom, and whether it has room."""

    is_open = forms.BooleanField(label=_("Takes referrals"), required=False)
    closed_because = forms.CharField(
        label=_("Why not"), max_length=200, required=False, help_text=_("Whoever would refer reads it.")
    )
    is_public = forms.BooleanField(
        label=_("Stands on the public page"),
        required=False,
        help_text=_("Citizens, relatives and volunteers can write to it without signing in."),
    )
    room = forms.ChoiceField(label=_("Room"), choices=Room, widget=forms.RadioSelect)
    room_note = forms.CharField(label=_("Room, in words"), max_length=200, required=False)
    look_within_hours = forms.IntegerField(
        label=_("Looked at within (hours)"),
        min_value=1,
        max_value=744,
        help_text=_("What nobody has looked at by then comes back to the sender and to you."),
    )

    questions = forms.CharField(
        label=_("Your own questions about the target group"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One on each line, with a hint after a colon. None: the four of the Udsatteenhed are asked."),
    )

    def clean_questions(self) -> list[Question]:
        """Line by line. Raises ValidationError."""
        asked = []
        for line in filter(None, map(str.strip, self.cleaned_data["questions"].splitlines())):
            name, _colon, hint = (part.strip() for part in line.partition(":"))
            if not name or len(name) > 120 or len(hint) > 200:
                raise forms.ValidationError(
                    _("A question has at most 120 letters, and its hint 200: »%(line)s«."), params={"line": line[:60]}
                )
            asked.append(Question(name, hint))
        if len(asked) > MOST_QUESTIONS:
            raise forms.ValidationError(_("Ask ten questions at most: nobody answers more."))
        if len({one.name for one in asked}) < len(asked):
            raise forms.ValidationError(_("The same question stands there twice."))
        return asked

    def clean(self) -> dict[str, Any]:
        """Closed says why; open says nothing of it."""
        data = super().clean() or {}
        if not data.get("is_open") and not data.get("closed_because"):
            self.add_error("closed_because", _("Say why, so that nobody waits in vain."))
        if data.get("is_open"):
            data["closed_because"] = ""
        return data

    def facts(self) -> EntranceFacts:
        """What was typed, for the action."""
        return EntranceFacts(**self.cleaned_data)

    @staticmethod
    def initial_of(entrance: Entrance | None, own: Iterable[Criterion]) -> dict[str, Any]:
        """What stands now. own: the unit's own questions."""
        if entrance is None:
            return {"is_open": True, "room": Room.ROOM, "look_within_hours": 72}
        names = ("is_open", "closed_because", "is_public", "room", "room_note", "look_within_hours")
        lines = (f"{one.name}: {one.hint}" if one.hint else one.name for one in own)
        return {name: getattr(entrance, name) for name in names} | {"questions": "\n".join(lines)}
