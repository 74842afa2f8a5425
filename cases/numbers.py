"""Replacement numbers: X-eCPR, D-eCPR and the municipalities' own (standards.md 1); CPR numbers are in cpr.py.

Only a CPR number says when somebody was born: a replacement number made without a known birth date holds the day on
which it was made. Its date must be a day that there was, and no more is read from it.

Sources: X-eCPR DDMMYYCAAG with C 1 (1900-1999) or 7 (2000-2099), odd G male and even female (nspop.dk); D-eCPR likewise
with C 0, 5 or 6 (dk-core's pattern), unique with its issuer only; the municipal number is a date whose day begins six
higher, so that nobody takes it for a CPR number (CPR-kontoret, "erstatningspersonnummer i eksterne systemer").
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.choices import ISSUED, IdentifierKind, Sex
from cases.cpr import SEPARATORS, CprNumber
from cases.identifiers import digest
from cases.issuers import ISSUERS
from udsatte.access.decisions import Foreseen

_ANY_CENTURY: Sequence[int] = (1900, 2000)
#: What the seventh sign of each kind may be, and the centuries that it can mean.
_CENTURIES: Mapping[str, Mapping[str, Sequence[int]]] = {
    IdentifierKind.X_ECPR: {"1": (1900,), "7": (2000,)},
    IdentifierKind.D_ECPR: {"0": (1900,), "5": _ANY_CENTURY, "6": (2000,)},
}
_WITH_LETTERS = re.compile(r"\d{7}[A-Z]{2}\d")
_MUNICIPAL = re.compile(r"[6-9]\d{9}")
#: What is added to the day of a municipal number.
_SIXTY = 60


class NotAReplacementNumber(Foreseen):
    """The text cannot be a number of this kind; the message says why."""

    field = "number"


class NoIssuer(Foreseen):
    """Who issued it is missing: without that the number is not unique."""

    field = "issuer"


@dataclass(frozen=True, slots=True, repr=False)
class ReplacementNumber:
    """Ten signs that stand for a citizen in one register. Its repr says nothing, as a CPR number's does not."""

    kind: IdentifierKind
    signs: str
    issuer: str = ""

    born_on = None
    looks_mistyped = False

    @classmethod
    def parse(cls, kind: IdentifierKind, text: str, *, issuer: str = "", today: date) -> "ReplacementNumber":
        """Read a number as people write it: 070392-1VJ4. Raises NotAReplacementNumber; NoIssuer."""
        signs = "".join(sign for sign in text if sign not in SEPARATORS)
        signs = signs.upper() if signs.isascii() else ""
        centuries = _ANY_CENTURY
        if kind == IdentifierKind.MUNICIPAL:
            if not _MUNICIPAL.fullmatch(signs):
                raise NotAReplacementNumber(
                    _("Ten digits, and the day begins six higher: 670947-1234 for somebody born on the 7th.")
                )
            day = int(signs[:2]) - _SIXTY
        else:
            centuries = cls._centuries(kind, signs)
            day = int(signs[:2])
        _check_day(day, int(signs[2:4]), int(signs[4:6]), centuries, today)
        if kind in ISSUED and issuer not in ISSUERS:
            raise NoIssuer(_("Say who issued it: another issuer may have given the same number to somebody else."))
        return cls(kind, signs, issuer if kind in ISSUED else "")

    @staticmethod
    def _centuries(kind: IdentifierKind, signs: str) -> Sequence[int]:
        if not _WITH_LETTERS.fullmatch(signs):
            raise NotAReplacementNumber(_EXAMPLES[kind])
        centuries = _CENTURIES[kind].get(signs[6])
        if centuries is None:
            raise NotAReplacementNumber(_SEVENTH[kind])
        return centuries

    @property
    def sex(self) -> str:
        """As the number says it: an odd last digit is male. A municipal number says nothing."""
        if self.kind == IdentifierKind.MUNICIPAL:
            return Sex.UNKNOWN
        return Sex.MALE if int(self.signs[-1]) % 2 else Sex.FEMALE

    def __str__(self) -> str:
        return hyphened(self.signs)


#: Something that identifies a citizen.
Number = CprNumber | ReplacementNumber


def read_number(kind: IdentifierKind, text: str, *, issuer: str = "", today: date) -> Number:
    """A number of any kind, as people write it. Raises NotACprNumber; NotAReplacementNumber; NoIssuer."""
    if kind == IdentifierKind.CPR:
        return CprNumber.parse(text, today=today)
    return ReplacementNumber.parse(kind, text, issuer=issuer, today=today)


def digest_of(number: Number) -> bytes:
    """By what the number is found: kind, issuer and signs, under the key."""
    return digest(number.kind, number.signs, issuer=number.issuer)


def hyphened(signs: str) -> str:
    """Ten signs as they are written on paper."""
    return f"{signs[:6]}-{signs[6:]}"


_EXAMPLES: Mapping[str, Promise] = {
    IdentifierKind.X_ECPR: _("An X-eCPR has seven digits, two letters and a digit, such as 070392-1VJ4."),
    IdentifierKind.D_ECPR: _("A D-eCPR has seven digits, two letters and a digit, such as 120655-0VK9."),
}
_SEVENTH: Mapping[str, Promise] = {
    IdentifierKind.X_ECPR: _("The seventh sign of an X-eCPR is 1 or 7. Is it a D-eCPR?"),
    IdentifierKind.D_ECPR: _("The seventh sign of a D-eCPR is 0, 5 or 6. Is it an X-eCPR?"),
}


def _check_day(day: int, month: int, year: int, centuries: Sequence[int], today: date) -> None:
    """Raise NotAReplacementNumber unless there was such a day in one of the centuries."""
    days = [found for century in centuries if (found := _day(century + year, month, day))]
    if not days:
        raise NotAReplacementNumber(_("The first six digits are not a date."))
    if min(days) > today:
        raise NotAReplacementNumber(_("The date of the number lies in the future."))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
