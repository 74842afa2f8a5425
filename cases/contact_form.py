"""The form of Log kontakt: chips first, text last. A module of its own: it is the page that decides everything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.functional import cached_property
from django.utils.timezone import get_current_timezone, localdate
from django.utils.translation import gettext_lazy as _

from cases.actions import LineDraft, NextStep, UnknownDraft
from cases.choices import Initiative, Medium, Outcome, ServiceResponse
from cases.contact_parts import PartsForm, note_field
from cases.models import Citizen, Place, Service
from udsatte.web import days
from udsatte.web.forms import Chip, ClockField, DateField

NOW, EARLIER, YESTERDAY, CHOSEN = "now", "earlier", "yesterday", "chosen"
OTHER = "other"
#: Citizens that stand unfolded.
SHOWN = 6
_OUTCOME_ICONS = {
    Outcome.MET: "person-check",
    Outcome.NOT_MET: "person-slash",
    Outcome.REFUSED: "hand-thumbs-down",
    Outcome.MISSED: "calendar-x",
}


@dataclass(frozen=True, slots=True)
class Choices:
    """What the page offers, in the order it offers it. here: the place that was chosen before anybody."""

    citizens: Sequence[Citizen]
    usual_places: Sequence[Place]
    places: Sequence[Place]
    services: Sequence[Service]
    colleagues: Sequence[tuple[str, str]] = ()
    efforts: Sequence[tuple[str, str]] = ()
    here: Place | None = None


def _since(citizen: Citizen, at: datetime) -> Any:
    """The chip's second word: how long since met."""
    if citizen.died_on:
        return _("dead")
    return days.days_since(citizen.clock.met_at, at) if citizen.clock.met_at else _("never met")


class ContactForm(PartsForm):
    """Who, how it went, where, when, what, next step, note. Only *who* must be chosen, or that it was the staff."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    who = forms.MultipleChoiceField(
        label=_("Who?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    outcome = forms.ChoiceField(
        label=_("How did it go?"),
        choices=[(value, Chip(value.label, icon=_OUTCOME_ICONS[value])) for value in Outcome],
        initial=Outcome.MET,
        widget=forms.RadioSelect,
    )
    place = forms.ChoiceField(label=_("Where?"), required=False, widget=forms.RadioSelect)
    other_place = forms.ChoiceField(label=_("Which place"), required=False)
    whereabouts = forms.CharField(label=_("Or in words"), max_length=120, required=False)
    when = forms.ChoiceField(label=_("When?"), widget=forms.RadioSelect, initial=NOW, required=False)
    on = DateField(label=_("Day"), required=False)
    clock = ClockField(label=_("Time"), required=False)
    medium = forms.ChoiceField(
        label=_("How"), choices=Medium, initial=Medium.IN_PERSON, widget=forms.RadioSelect, required=False
    )
    initiative = forms.ChoiceField(
        label=_("Whose initiative"),
        choices=Initiative,
        initial=Initiative.OURS,
        widget=forms.RadioSelect,
        required=False,
    )
    services = forms.MultipleChoiceField(
        label=_("What did you do?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    offered = forms.MultipleChoiceField(label=_("Offered"), required=False, widget=forms.CheckboxSelectMultiple)
    declined = forms.MultipleChoiceField(label=_("Declined"), required=False, widget=forms.CheckboxSelectMultiple)
    next_step = forms.ChoiceField(label=_("Next step?"), widget=forms.RadioSelect, initial="", required=False)
    next_on = DateField(label=_("Day"), required=False)
    next_what = forms.CharField(label=_("What"), max_length=200, required=False)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=0, max_value=1440, required=False)
    note = note_field(_("Note"))

    #: The fields of which several can be chosen.
    SEVERAL = ("who", "services", "offered", "declined", "companions")

    def __init__(self, *args: Any, choices: Choices, at: datetime, **kwargs: Any) -> None:
        initial = {"on": localdate(at), **(kwargs.pop("initial", None) or {})}
        if choices.here:
            initial.setdefault("place", str(choices.here.pk))
        elif choices.usual_places:
            initial.setdefault("place", str(choices.usual_places[0].pk))
        super().__init__(*args, initial=initial, **kwargs)
        self.at = at
        self.citizens = {str(citizen.pk): citizen for citizen in choices.citizens}
        self._offer(choices)
        self.offer_parts(list(choices.colleagues), list(choices.efforts))
        outcomes = [("", str(_("As chosen below"))), *((value, str(label)) for value, label in Outcome.choices)]
        for pk, citizen in self.citizens.items():
            self.fields[f"note_{pk}"] = note_field(_("Note about %(name)s") % {"name": citizen.short_name})
            self.fields[f"outcome_{pk}"] = forms.ChoiceField(
                label=_("How it went with %(name)s") % {"name": citizen.short_name},
                choices=outcomes,
                required=False,
            )

    def _offer(self, choices: Choices) -> None:
        """Fill the choices in; each is offered in the order that this worker needs it."""
        fields: dict[str, Any] = self.fields
        fields["who"].choices = [
            (
                str(c.pk),
                Chip(
                    c.short_name,
                    small=_since(c, self.at),
                ),
            )
            for c in choices.citizens
        ]
        last = choices.usual_places[:1]
        fields["place"].choices = [
            *((str(p.pk), Chip(p.name, small=_("last") if p in last else "")) for p in choices.usual_places),
            (OTHER, Chip(_("Another place"), icon="geo-alt")),
        ]
        fields["other_place"].choices = [
            ("", _("Choose")),
            *((str(p.pk), f"{p.name}, {p.area}") for p in choices.places),
        ]
        for name in ("services", "offered", "declined"):
            fields[name].choices = [(s.code, s.name) for s in choices.services]
        fields["when"].choices = [
            (NOW, Chip(_("Now"), small=days.clock(self.at))),
            (EARLIER, _("Earlier today")),
            (YESTERDAY, _("Yesterday")),
            (CHOSEN, Chip(_("Choose a time"), icon="clock")),
        ]
        today = localdate(self.at)
        fields["next_step"].choices = [
            ("", _("None")),
            ("1", _("Tomorrow")),
            ("3", Chip(_("In 3 days"), small=days.weekday_day(today + timedelta(days=3)))),
            ("7", _("In a week")),
            (CHOSEN, Chip(_("Choose a day"), icon="calendar-event")),
        ]

    @property
    def about_first(self) -> list[dict[str, Any]]:
        """Those whom a phone shows at once."""
        return self.about[:SHOWN]

    @property
    def about_rest(self) -> list[dict[str, Any]]:
        """The others, folded."""
        return self.about[SHOWN:]

    @property
    def rest_chosen(self) -> bool:
        """Whether one of the folded ones is chosen, so that the fold must be open."""
        return any(one["chip"].data["selected"] for one in self.about_rest)

    @cached_property
    def about(self) -> list[dict[str, Any]]:
        """Each citizen's chip with the fields that stand beside it when several are chosen."""
        chips = {str(option.data["value"]): option for option in self["who"]}
        return [
            {
                "chip": chips[pk],
                "note": self[f"note_{pk}"],
                "outcome": self[f"outcome_{pk}"],
                "name": citizen.short_name,
            }
            for pk, citizen in self.citizens.items()
        ]

    @property
    def place_now(self) -> str:
        """The place that is chosen before anybody opens the step."""
        chosen = self["place"].value()
        return next((str(label) for value, label in self.fields["place"].choices if value == chosen), "")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Work out where, when and what next. Each error stands beside the field that can correct it."""
        data = super().clean() or {}
        data["place_id"] = self._place(data)
        data["happened_at"] = self._happened_at(data)
        data["due_on"] = self._due_on(data)
        self.clean_parts(data)
        nobody = not any(data.get(name) for name in ("who", "staff_topic", "unknown_called"))
        if nobody and not self.errors.keys() & {"who", "staff_topic", "unknown_called"}:
            self.add_error("who", _("Choose who it was."))
        if len(data.get("who", [])) + bool(data.get("unknown_called")) > 1 and data.get("note"):
            self.add_error(
                "note",
                _("With several citizens, write under each name: a note about two reveals each to the other."),
            )
        said = [*data.get("services", []), *data.get("offered", []), *data.get("declined", [])]
        if len(said) != len(set(said)):
            self.add_error("offered", _("The same service stands twice."))
        return data

    def _place(self, data: dict[str, Any]) -> UUID | None:
        """Where it was; a call or a message was nowhere, whatever chip stood chosen."""
        if (data.get("medium") or Medium.IN_PERSON) != Medium.IN_PERSON:
            return None
        chosen = data.get("other_place") if data.get("place") == OTHER else data.get("place")
        return UUID(chosen) if chosen else None

    def _happened_at(self, data: dict[str, Any]) -> datetime:
        when = data.get("when") or NOW
        if when == NOW:
            return self.at
        day = {EARLIER: localdate(self.at), YESTERDAY: localdate(self.at) - timedelta(days=1)}.get(when, data.get("on"))
        if day is None:
            if "on" not in self.errors:
                self.add_error("on", _("Say which day."))
            return self.at
        if day.year < 1900:
            self.add_error("on", _("Look at the year again."))
            return self.at
        clock = data.get("clock") or (time(12) if when != EARLIER else time.min)
        # Earlier today without a time: an hour ago.
        happened = datetime.combine(day, clock, tzinfo=get_current_timezone())
        if when == EARLIER and not data.get("clock"):
            happened = max(happened, self.at - timedelta(hours=1))
        if happened > self.at:
            self.add_error("clock" if day == localdate(self.at) else "on", _("It cannot have happened yet."))
            return self.at
        return happened

    def _due_on(self, data: dict[str, Any]) -> Any:
        step = data.get("next_step")
        today = localdate(self.at)
        if not step:
            return None
        if step != CHOSEN:
            return today + timedelta(days=int(step))
        due = data.get("next_on")
        if due is None:
            if "next_on" not in self.errors:
                self.add_error("next_on", _("Say which day."))
        elif due < today:
            self.add_error("next_on", _("The day has been."))
        elif due.year > today.year + 5:
            self.add_error("next_on", _("Look at the year again."))
        return due

    def lines(self) -> list[LineDraft]:
        """One draft for each citizen; a single citizen's note is the one at the bottom."""
        data = self.cleaned_data
        single = len(data["who"]) == 1 and not data["unknown_called"]
        return [
            self._line(
                UUID(pk),
                outcome=(not single and data[f"outcome_{pk}"]) or data["outcome"],
                note=data["note"] if single else data[f"note_{pk}"],
            )
            for pk in data["who"]
        ]

    def somebody(self) -> UnknownDraft | None:
        """Somebody whose name nobody knows, met with the others or alone."""
        return self.unknown(self._line(UUID(int=0), outcome=self.cleaned_data["outcome"], note=""))

    def _line(self, citizen_id: UUID, *, outcome: str, note: str) -> LineDraft:
        data = self.cleaned_data
        services = {
            **dict.fromkeys(data["services"], ServiceResponse.ACCEPTED),
            **dict.fromkeys(data["offered"], ServiceResponse.OFFERED),
            **dict.fromkeys(data["declined"], ServiceResponse.REFUSED),
        }
        return LineDraft(
            citizen_id=citizen_id,
            outcome=outcome,
            note=note,
            minutes=data["minutes"],
            services=services,
            **self.walk(outcome),
        )

    def next(self) -> NextStep | None:
        """The follow-up that was asked for."""
        due_on = self.cleaned_data["due_on"]
        return NextStep(due_on=due_on, what=self.cleaned_data["next_what"]) if due_on else None
