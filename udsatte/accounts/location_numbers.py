"""Numbers by which an organisation is reached: EAN and GLN (GS1), SOR (standards.md 5b)."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def gs1_check_digit(digits: str) -> str:
    """The last digit that belongs to the first twelve of an EAN or GLN: weights 1 and 3 in turn, modulus 10."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return str(-total % 10)


def validate_gln(value: str) -> None:
    """Thirteen digits with the right check digit. Raises ValidationError."""
    if not re.fullmatch(r"[0-9]{13}", value) or gs1_check_digit(value[:12]) != value[12]:
        raise ValidationError(_("Thirteen digits, of which the last one is a check digit: one of them is wrong."))


def validate_sor(value: str) -> None:
    """Eleven digits or more. Raises ValidationError."""
    if not re.fullmatch(r"[0-9]{11,18}", value):
        raise ValidationError(_("A SOR number has eleven digits or more."))
