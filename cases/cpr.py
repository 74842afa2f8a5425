"""CPR numbers: rules, century table and the modulus-11 warning (standards.md 1, from CPR-kontoret)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from cases.choices import IdentifierKind, Sex
from udsatte.access.decisions import Foreseen

#: What people write between the signs of a number.
SEPARATORS = " -‐‑–\u00a0"
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


class NotACprNumber(Foreseen):
    """The text cannot be a CPR number; the message says why."""

    field = "cpr"


@dataclass(frozen=True, slots=True, repr=False)
class CprNumber:
    """Ten digits DDMMYYSSSS with a possible birth date. That it fails modulus 11 is a warning, never an error.

    Its repr says nothing: a trace or a log must not hold the number.
    """

    kind: ClassVar = IdentifierKind.CPR
    issuer: ClassVar = ""

    digits: str
    born_on: date

    @classmethod
    def parse(cls, text: str, *, today: date) -> "CprNumber":
        """Read a number as people write it: 250947-9989, 250947 9989 or 2509479989. Raises NotACprNumber."""
        digits = "".join(character for character in text if character not in SEPARATORS)
        if len(digits) != 10 or not (digits.isascii() and digits.isdigit()):
            raise NotACprNumber(_("A CPR number has ten digits, such as 250947-9989."))
        born_on = _born_on(digits)
        if born_on is None:
            raise NotACprNumber(_("The first six digits are not a date."))
        if born_on > today:
            raise NotACprNumber(_("The birth date lies in the future."))
        return cls(digits, born_on)

    @property
    def signs(self) -> str:
        """What is kept: the digits."""
        return self.digits

    @property
    def sex(self) -> str:
        """Sex as registered: an odd last digit is male, an even one female."""
        return Sex.MALE if int(self.digits[-1]) % 2 else Sex.FEMALE

    @property
    def fails_modulus_11(self) -> bool:
        total = sum(int(digit) * weight for digit, weight in zip(self.digits, _WEIGHTS, strict=True))
        return total % 11 != 0

    @property
    def looks_mistyped(self) -> bool:
        """Fails modulus 11. Since 2007 such numbers are valid, so far to people born on 1 January: none there."""
        return self.fails_modulus_11 and not self.digits.startswith("0101")

    def __str__(self) -> str:
        return f"{self.digits[:6]}-{self.digits[6:]}"


def _born_on(digits: str) -> date | None:
    day, month, year, seventh = int(digits[:2]), int(digits[2:4]), int(digits[4:6]), int(digits[6])
    try:
        return date(_century(seventh, year) + year, month, day)
    except ValueError:
        return None


def _century(seventh: int, year: int) -> int:
    """The century that the seventh digit and the two-digit year mean together."""
    if seventh <= 3:
        return 1900
    if seventh in (4, 9):
        return 2000 if year <= 36 else 1900
    return 2000 if year <= 57 else 1800
