"""What the receiving unit says of a referral: how it judges the target group, and what it decides."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.caseloads import Load, away_words, most_room_first
from cases.forms.handovers import RoomForm
from referrals.choices import Barrier, Basis, Decline, Need, Verdict
from referrals.models import Criterion
from udsatte.web.forms import Chip, HouseForm

#: A citizen who is made of the referral's own words.
NEW = "new"
_ICONS = {Verdict.YES: "check-lg", Verdict.NO: "x-lg", Verdict.UNKNOWN: "question-lg"}


class JudgementForm(HouseForm):
    """The criteria of the receiving unit: a verdict and a reason each. Not all need be answered, nor hold.

    criteria: `answered_on` a referral.
    """

    def __init__(self, *args: Any, criteria: Iterable[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        for number, one in enumerate(self.criteria):
            answer = one.answer or {}
            self.fields[f"verdict_{number}"] = forms.ChoiceField(
                label=f"{number + 1}. {one.name}",
                choices=[(v.value, Chip(v.label, icon=_ICONS[v])) for v in Verdict],
                widget=forms.RadioSelect,
                required=False,
                initial=answer.get("verdict"),
            )
            self.fields[f"reason_{number}"] = forms.CharField(
                label=_("Reason for %(criterion)s") % {"criterion": one.name},
                max_length=500,
                required=False,
                widget=forms.Textarea(attrs={"rows": 1}),
                initial=answer.get("reason", ""),
            )

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each criterion with its two fields, for the page."""
        return [
            {"criterion": one, "verdict": self[f"verdict_{number}"], "reason": self[f"reason_{number}"]}
            for number, one in enumerate(self.criteria)
        ]

    @property
    def counted(self) -> str:
        """ "3 ja · 0 nej · 1 ved ikke", of what was answered before; nothing when nothing was."""
        said = [field.initial for name, field in self.fields.items() if name.startswith("verdict_") and field.initial]
        return " · ".join(f"{said.count(v)} {v.label.lower()}" for v in Verdict) if said else ""

    def verdicts(self) -> dict[UUID, tuple[str, str]]:
        """What was answered, by criterion."""
        data = self.cleaned_data
        return {
            one.pk: (data[f"verdict_{number}"], data[f"reason_{number}"])
            for number, one in enumerate(self.criteria)
            if data[f"verdict_{number}"]
        }


class AcceptForm(RoomForm):
    """Who it is, and whose list they come onto. A unit that does no casework is asked neither."""

    citizen = forms.ChoiceField(label=_("Who is it?"), widget=forms.RadioSelect)
    caseworker = forms.ChoiceField(label=_("Who has room?"), widget=forms.RadioSelect)
    why = forms.CharField(
        label=_("What was decided, and why"),
        max_length=500,
        required=False,
        help_text=_("Of somebody from another municipality, or without a CPR number. It closes no door."),
    )

    def __init__(
        self, *args: Any, loads: Sequence[Load], citizens: Sequence[tuple[str, Any]], at: datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.loads = most_room_first(loads, at)
        #: Each colleague, and in words whether there is room, or who stands in.
        self.rooms = [
            (load, away_words(gone, at) if (gone := load.away(at)) else load.room_words) for load in self.loads
        ]
        fields: dict[str, Any] = self.fields
        if self.loads:
            fields["caseworker"].choices = [(str(load.user_id), load.name) for load in self.loads]
            fields["citizen"].choices = citizens
        else:
            del fields["caseworker"], fields["citizen"]

    @property
    def citizen_id(self) -> UUID | None:
        said = self.cleaned_data.get("citizen", NEW)
        return None if said == NEW else UUID(said)

    @property
    def caseworker_id(self) -> UUID | None:
        said = self.cleaned_data.get("caseworker")
        return UUID(said) if said else None


class WaitForm(HouseForm):
    """On the waiting list: how much they need it, and who has the citizen meanwhile."""

    need = forms.TypedChoiceField(label=_("Need"), choices=Need, coerce=int, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Why this need"), max_length=500)
    meanwhile_unit = forms.ChoiceField(
        label=_("Who has the citizen meanwhile"),
        help_text=_("Nobody waits alone: a team that has taken it up, and who there."),
    )
    meanwhile_name = forms.CharField(label=_("Who there has taken it up"), max_length=120)

    def __init__(self, *args: Any, units: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meanwhile_unit"].choices = [("", _("Choose")), *units]  # type: ignore[attr-defined]


class RedirectForm(HouseForm):
    """To a unit that is open for it."""

    to_unit = forms.ChoiceField(label=_("Send on to"))
    reason = forms.CharField(label=_("Why them"), max_length=500)
    basis = forms.ChoiceField(label=_("By which right"), choices=[("", _("Choose")), *Basis.choices])

    def __init__(self, *args: Any, units: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_unit"].choices = [("", _("Choose")), *units]  # type: ignore[attr-defined]


class DeclineForm(HouseForm):
    """No, to another unit: a code, what is in the way, and why."""

    because = forms.ChoiceField(label=_("Reason for no"), choices=Decline)
    barriers = forms.MultipleChoiceField(
        label=_("What is in the way"), choices=Barrier, required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(label=_("Why, in words"), max_length=500)

    def __init__(self, *args: Any, is_municipal: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_municipal and not self.is_bound:
            # It is no reason there (001). Whoever sends it nevertheless is told so beside the field.
            said = [(code.value, code.label) for code in Decline if code != Decline.MISSED]
            self.fields["because"].choices = said  # type: ignore[attr-defined]


class WithdrawForm(HouseForm):
    """It is taken back."""

    reason = forms.CharField(label=_("Why is it taken back?"), max_length=500)
