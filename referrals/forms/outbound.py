"""To another unit: in the sender's words, or about one of the own unit's citizens."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.models import Citizen
from referrals.actions import ReferralFacts
from referrals.choices import Kind, TellWay
from referrals.citizen_facts import CitizenFact
from referrals.forms.referrals import Choices, PersonForm
from referrals.models import Referral
from udsatte.web.forms import Chip, KeyForm


class ReferForm(PersonForm, KeyForm):
    """To another unit, in the own unit's name. draft: what was kept before; keeps: it is kept as one now."""

    to_unit = forms.ChoiceField(label=_("To whom?"))
    tell_way = forms.ChoiceField(
        label=_("Tell me"),
        choices=[(one.value, one.label) for one in (TellWay.HERE, TellWay.EMAIL)],
        widget=forms.RadioSelect,
        required=False,
        initial=TellWay.HERE,
        help_text=_("The e-mail says only that there is news: once a day, at once if it is acute."),
    )

    #: The order of the page.
    first: ClassVar[tuple[str, ...]] = (
        "to_unit",
        "given_name",
        "family_name",
        "headline",
        "happened",
        "wish",
        "whereabouts",
        "attachments",
        "is_acute",
        "tell_way",
    )
    more: ClassVar[tuple[str, ...]] = (
        "kind",
        "happens_on",
        "born_year",
        "sex",
        "cpr",
        "is_protected",
        "residence",
        "basis",
        "consent_on",
    )

    def __init__(
        self,
        *args: Any,
        units: Choices,
        at: datetime,
        draft: Referral | None = None,
        keeps: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.at, self.keeps = at, keeps
        fields: dict[str, Any] = self.fields
        fields["to_unit"].choices = [("", _("Choose")), *units]
        if draft is not None:
            self.initial = {**self.initial, **self.initial_of(draft)}
            if draft.cpr:
                fields["cpr"].help_text = _("A number is kept with the draft. Leave it empty to keep that one.")

    @classmethod
    def initial_of(cls, draft: Referral) -> dict[str, Any]:
        """What was typed before. The number is not shown again."""
        words = ("given_name", "family_name", "headline", "happened", "wish", "whereabouts", "residence")
        facts = (
            "born_year",
            "sex",
            "is_protected",
            "is_acute",
            "kind",
            "happens_on",
            "basis",
            "consent_on",
            "tell_way",
        )
        same = {name: getattr(draft, name) for name in (*words, *facts)}
        return {**same, "to_unit": str(draft.to_unit_id)}

    @property
    def to_unit_id(self) -> UUID:
        return UUID(self.cleaned_data["to_unit"])


class ReferCitizenForm(ReferForm):
    """The same about one of the own unit's citizens: which facts go along, and until when it is shared.

    A draft asks for no right yet.
    """

    along = forms.MultipleChoiceField(
        label=_("What goes along"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Copied as it stands today. The unit reads this and what you write here, nothing else of yours."),
    )
    days = forms.ChoiceField(
        label=_("Shared for how long?"),
        choices=[("30", _("30 days")), ("90", _("90 days")), ("180", _("180 days"))],
        widget=forms.RadioSelect,
        initial="90",
        help_text=_("When they take it up, the citizen's page opens to them until then, without your notes."),
    )

    first: ClassVar[tuple[str, ...]] = (
        "to_unit",
        "headline",
        "happened",
        "wish",
        "whereabouts",
        "along",
        "attachments",
        "basis",
        "consent_on",
        "days",
        "tell_way",
    )
    more: ClassVar[tuple[str, ...]] = ("kind", "happens_on", "is_acute")

    def __init__(self, *args: Any, facts: Sequence[CitizenFact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.code: one for one in facts}
        fields: dict[str, Any] = self.fields
        for name in ("given_name", "family_name", "born_year", "sex", "cpr", "is_protected", "residence"):
            del fields[name]
        fields["along"].choices = [(one.code, Chip(one.label, small=one.text[:40])) for one in facts]
        fields["along"].initial = [one.code for one in facts if one.usual]
        fields["basis"].required = not self.keeps

    def clean_cpr(self) -> None:
        """Asked of nobody here: the citizen has one or not."""

    def chosen(self) -> list[tuple[str, str]]:
        """What goes along, as (label, text)."""
        return [(self.known[code].label, self.known[code].text) for code in self.cleaned_data["along"]]

    def facts_of(self, citizen: Citizen, *, sender_name: str) -> ReferralFacts:
        """What was typed, of this citizen. No number goes along: the receiver gets the citizen, or nobody."""
        data = self.cleaned_data
        return ReferralFacts(
            given_name=citizen.given_name,
            family_name=citizen.family_name,
            born_on=citizen.birth_on,
            born_year=None if citizen.birth_on else citizen.birth_year,
            sex=citizen.sex,
            is_protected=citizen.is_protected,
            headline=data["headline"],
            happened=data["happened"],
            wish=data["wish"],
            whereabouts=data["whereabouts"],
            kind=data["kind"] or Kind.ORDINARY,
            happens_on=data["happens_on"],
            is_acute=data["is_acute"],
            basis=data["basis"],
            consent_on=data["consent_on"],
            tell_way=data["tell_way"] or TellWay.HERE,
            sender_name=sender_name,
            papers=data["attachments"],
        )
