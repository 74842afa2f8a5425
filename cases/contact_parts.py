"""What a contact may hold besides the common five: somebody unknown, the staff, company, where one walked to.

Each part is asked for by itself, so that the common case stays one screen.
"""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.actions import Company, LineDraft, StaffDraft, UnknownDraft
from cases.choices import Medium, Outcome, StaffTopic
from cases.models.citizens import NOTE_LENGTH
from cases.models.facts import ALIAS_LENGTH
from udsatte.web.forms import HouseForm

UNKNOWN, STAFF, COMPANY, WALK = "unknown", "staff", "company", "walk"
PARTS: dict[str, tuple[str, ...]] = {
    UNKNOWN: ("unknown_called", "unknown_features", "unknown_note"),
    STAFF: ("staff_topic", "staff_note"),
    COMPANY: ("companions", "with_others"),
    WALK: ("accompanied_unit", "accompanied_to"),
}


def note_field(label: Any, **kwargs: Any) -> forms.CharField:
    """Room for a note of any length that its column holds."""
    return forms.CharField(
        label=label, max_length=NOTE_LENGTH, required=False, widget=forms.Textarea(attrs={"rows": 3}), **kwargs
    )


class PartsForm(HouseForm):
    """The fields of every part. `open_parts` are those that the page shows."""

    unknown_called = forms.CharField(
        label=_("What you call the person"),
        max_length=ALIAS_LENGTH,
        required=False,
        help_text=_("A nickname, or a word that your colleagues will know: the woman with the green rucksack."),
    )
    unknown_features = forms.CharField(
        label=_("How one knows the person again"),
        max_length=200,
        required=False,
        help_text=_("About how old, build, language, dog, tattoo."),
    )
    unknown_note = note_field(_("Note about the person"))
    staff_topic = forms.ChoiceField(
        label=_("What was it about?"), choices=StaffTopic, required=False, widget=forms.RadioSelect
    )
    staff_note = note_field(
        _("Note about the talk"), help_text=_("Nothing about a citizen: that stands on the citizen.")
    )
    companions = forms.MultipleChoiceField(
        label=_("Colleagues who were there"), required=False, widget=forms.CheckboxSelectMultiple
    )
    with_others = forms.CharField(
        label=_("Others who were there"),
        max_length=120,
        required=False,
        help_text=_("Such as: a nurse from Sundhedsrummet. No names."),
    )
    accompanied_unit = forms.ChoiceField(label=_("Accompanied to"), required=False)
    accompanied_to = forms.CharField(
        label=_("Or in words"), max_length=120, required=False, help_text=_("Such as: the dentist, or the bank.")
    )

    def offer_parts(self, colleagues: list[tuple[str, str]], efforts: list[tuple[str, str]]) -> None:
        """Whom and what the parts offer."""
        fields: dict[str, Any] = self.fields
        fields["companions"].choices = colleagues
        fields["accompanied_unit"].choices = [("", _("Choose")), *efforts]
        for names in PARTS.values():
            for name in names:
                fields[name].says_skippable = False

    def open_parts(self, asked: set[str]) -> set[str]:
        """The parts that were asked for, and those in which something stands or is wrong."""
        fields = ((part, self[name]) for part, names in PARTS.items() for name in names)
        return {part for part, field in fields if field.value() or field.errors} | (asked & PARTS.keys())

    def clean_parts(self, data: dict[str, Any]) -> None:
        """Who was walked with was met, in person; a note about the staff has a topic."""
        if data.get("staff_note") and not data.get("staff_topic"):
            self.add_error("staff_topic", _("Say what the talk with the staff was about."))
        if (data.get("unknown_features") or data.get("unknown_note")) and not data.get("unknown_called"):
            self.add_error("unknown_called", _("Say what you call the person."))
        if self._walked(data) and not self._somebody_met(data):
            self.add_error("accompanied_to", _("Somebody must have been met, to be walked with."))

    def _walked(self, data: dict[str, Any]) -> bool:
        return bool(data.get("accompanied_to") or data.get("accompanied_unit"))

    def _somebody_met(self, data: dict[str, Any]) -> bool:
        """Whether one of those chosen was met face to face."""
        if (data.get("medium") or Medium.IN_PERSON) != Medium.IN_PERSON:
            return False
        who = data.get("who") or []
        several = len(who) + bool(data.get("unknown_called")) > 1
        outcomes = [(several and data.get(f"outcome_{pk}")) or data.get("outcome") for pk in who]
        return Outcome.MET in [*outcomes, *([data.get("outcome")] if data.get("unknown_called") else [])]

    def walk(self, outcome: str) -> dict[str, Any]:
        """Where a citizen with this outcome was walked to, for the citizen's line."""
        data = self.cleaned_data
        if outcome != Outcome.MET:
            return {}
        unit = data["accompanied_unit"]
        return {"accompanied_to": data["accompanied_to"], "accompanied_unit_id": UUID(unit) if unit else None}

    def unknown(self, line: LineDraft) -> UnknownDraft | None:
        """Somebody whose name nobody knows, with what happened; `line` is as for anybody else, but for the note."""
        data = self.cleaned_data
        if not data["unknown_called"]:
            return None
        note = "\n".join(text for text in (data["unknown_note"], "" if data["who"] else data["note"]) if text)
        return UnknownDraft(data["unknown_called"], data["unknown_features"], replace(line, note=note))

    def staff(self) -> StaffDraft | None:
        """What was done with the staff of the place."""
        data = self.cleaned_data
        return StaffDraft(topic=data["staff_topic"], note=data["staff_note"]) if data["staff_topic"] else None

    def company(self) -> Company:
        """Who was there with the author."""
        data = self.cleaned_data
        return Company([UUID(pk) for pk in data["companions"]], data["with_others"])
