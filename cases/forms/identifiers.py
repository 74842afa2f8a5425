"""What identifies a citizen: which kind of number, the number, and who issued it; or why there is none."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases.choices import IdentifierEnd, IdentifierKind, NoNumber
from cases.issuers import MUNICIPALITIES, REGIONS
from cases.numbers import Number, read_number
from udsatte.access.decisions import Foreseen
from udsatte.web.forms import HouseForm

_NONE = "none-"
_KINDS = (
    *((kind.value, kind.label) for kind in IdentifierKind if kind != IdentifierKind.NONE),
    (IdentifierKind.NONE.label, [(f"{_NONE}{why.value}", why.label) for why in NoNumber]),
)


def _by_name(issuers: Mapping[str, str]) -> list[tuple[str, str]]:
    return list(issuers.items())


class NumberForm(HouseForm):
    """One number of any kind, or none. After `clean`, `identifier` or `none_because` holds what was said."""

    kind = forms.ChoiceField(
        label=_("Kind of number"),
        choices=_KINDS,
        required=False,
        initial=IdentifierKind.CPR,
        help_text=_("X-eCPR is a national replacement number, D-eCPR a regional one."),
    )
    number = forms.CharField(
        label=_("Number"),
        max_length=20,
        required=False,
        help_text=_("Ten signs, with or without a hyphen."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "class": "form-short"}),
    )
    issuer = forms.ChoiceField(
        label=_("Issued by"),
        choices=[("", "–"), (_("Regions"), _by_name(REGIONS)), (_("Municipalities"), _by_name(MUNICIPALITIES))],
        required=False,
        help_text=_("Only for a D-eCPR and a municipal replacement number."),
    )

    at: datetime

    def clean(self) -> dict[str, Any]:
        """The number by the rules of its kind. What is wrong stands beside its field."""
        data = super().clean() or {}
        kind, text = data.get("kind") or IdentifierKind.CPR.value, (data.get("number") or "").strip()
        if kind.startswith(_NONE):
            data["none_because"] = NoNumber(kind.removeprefix(_NONE))
            if text:
                self.add_error("kind", _("A number is written below: of which kind is it?"))
        elif text and not self.errors.keys() & {"kind", "number", "issuer"}:
            data["identifier"] = self._read(IdentifierKind(kind), text, data.get("issuer") or "")
        return data

    def _read(self, kind: IdentifierKind, text: str, issuer: str) -> Number | None:
        try:
            return read_number(kind, text, issuer=issuer, today=localdate(self.at))
        except Foreseen as reason:
            self.add_error("issuer" if reason.field == "issuer" else "number", str(reason.message))
        return None


class IdentifierForm(NumberForm):
    """A number that is put on a citizen, or that there is none."""

    reason = forms.CharField(
        label=_("Why you ask"),
        max_length=500,
        required=False,
        help_text=_("If another unit knows the citizen, its coordinator reads this."),
    )

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        for name in ("kind", "number", "issuer", "reason"):
            # Which of them somebody must write depends on the kind.
            self.fields[name].says_skippable = False  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Something is said, and with a number why: another unit may read that somebody asked."""
        data = super().clean()
        if not data.get("identifier") and not data.get("none_because") and not self.errors:
            self.add_error("number", _("Write the number."))
        if data.get("identifier") and not data.get("reason"):
            self.add_error("reason", _("Say why: it is logged, and another unit may read it."))
        return data


class IdentifierEndForm(HouseForm):
    """That a number holds no more, or was a mistake."""

    cause = forms.ChoiceField(label=_("What is wrong with it"), choices=IdentifierEnd, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
