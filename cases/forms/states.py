"""The form that moves a case: only the states that it may come to, and of each only what it asks for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.actions import AftercarePlan
from cases.choices import CLOSED_AT_ONCE, WAITING_STATUSES, CaseStatus, ClosedCause
from cases.forms.handovers import RoomForm
from cases.models import Case
from cases.states import ICONS
from udsatte.web.forms import Chip, DateField, VersionForm

#: What each field is for. The style sheet shows it for the same states, where it can.
NEEDED_IN: dict[str, frozenset[str]] = {
    "look_again_on": frozenset(WAITING_STATUSES),
    "medicine_on": frozenset({CaseStatus.AFTERCARE}),
    "social_on": frozenset({CaseStatus.AFTERCARE}),
    "closed_cause": frozenset({CaseStatus.CLOSED}),
}
_WAYS: dict[str, Any] = {
    CaseStatus.ACTIVE: _("Active"),
    CaseStatus.RESTING: _("Let it rest"),
    CaseStatus.SEARCHING: _("Seek the citizen"),
    CaseStatus.AFTERCARE: _("Begin aftercare"),
    CaseStatus.CLOSED: _("Close"),
}


class CaseStateForm(RoomForm, VersionForm):
    """To which state, and why. A field of another state than the chosen one is left out of account."""

    status = forms.ChoiceField(label=_("To which state?"), widget=forms.RadioSelect)
    look_again_on = DateField(
        label=_("Look at it again on"), help_text=_("It becomes a follow-up. Nothing happens by itself.")
    )
    medicine_on = DateField(label=_("Aftercare: look after the medicine on"))
    social_on = DateField(label=_("Aftercare: look after roof, money and people on"))
    closed_cause = forms.ChoiceField(label=_("Why it is closed"))
    caseworker = forms.ChoiceField(label=_("Caseworker"), required=False)
    reason = forms.CharField(
        label=_("Why"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("That somebody cannot be found is a reason to look, not to close."),
    )

    field_order = (
        "status",
        "look_again_on",
        "medicine_on",
        "social_on",
        "closed_cause",
        "caseworker",
        "room_reason",
        "reason",
    )

    def __init__(
        self, *args: Any, case: Case, ways: Sequence[str], colleagues: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["status"].choices = [(way, Chip(_label(way, case), icon=ICONS[way])) for way in ways]
        if len(ways) == 1:
            self.initial["status"] = ways[0]
        for name, states in NEEDED_IN.items():
            if not states & set(ways):
                del fields[name]
        if "closed_cause" in fields:
            fields["closed_cause"].choices = [("", _("Choose")), *_causes(case)]
            if case.status != CaseStatus.AFTERCARE:
                fields["closed_cause"].help_text = _("Without aftercare first, only when nobody is left to look after.")
        if case.is_open:
            del fields["caseworker"], fields["room_reason"]
        else:
            fields["caseworker"].choices = [("", _("Nobody yet")), *colleagues]

    def clean(self) -> dict[str, Any]:
        """What the chosen state does not ask for need not be there."""
        data = super().clean() or {}
        for name, states in NEEDED_IN.items():
            if data.get("status") not in states:
                missing = self.errors.as_data().get(name, [])
                if missing and all(error.code == "required" for error in missing):
                    del self.errors[name]
        return data

    def plan(self) -> AftercarePlan | None:
        """When the aftercare is looked after, for the action."""
        data = self.cleaned_data
        if data["status"] != CaseStatus.AFTERCARE:
            return None
        return AftercarePlan(medicine_on=data["medicine_on"], social_on=data["social_on"])


def _label(way: str, case: Case) -> Any:
    if way == case.status:
        return _("Still resting") if way == CaseStatus.RESTING else _("Still sought")
    return _("Reopen") if case.status == CaseStatus.CLOSED else _WAYS[way]


def _causes(case: Case) -> list[tuple[str, Any]]:
    """The causes that may be chosen: from aftercare all of today's, else only those that need none."""
    return [
        (cause.value, cause.label)
        for cause in ClosedCause
        if cause in CLOSED_AT_ONCE or (case.status == CaseStatus.AFTERCARE and cause != ClosedCause.EARLIER)
    ]
