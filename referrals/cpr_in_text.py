"""A CPR number in a free text: the birth date stays, what makes it a key does not."""

import re
from datetime import date

from cases.cpr import SEPARATORS, CprNumber, NotACprNumber

#: What texts from phones and word processors have besides what is typed into a field for a number.
_BETWEEN = re.escape(f"{SEPARATORS}—−./_\t\u2009\u200b\u202f\u00ad")
#: Ten digits, not within a longer row of them and with no + before: that is a telephone number abroad.
#: A birth date in parts (25.09.47) only with a hyphen after it: 24.11.26 1430 is a day and an hour.
_TEN_DIGITS = re.compile(
    rf"(?<![0-9+])(?:([0-9]{{6}})[{_BETWEEN}]{{0,3}}|([0-9]{{2}}([./-])[0-9]{{2}}\3[0-9]{{2}})[-‐‑–])([0-9]{{4}})(?![0-9])"
)
_MASK = "-••••"


def masked(text: str) -> tuple[str, bool]:
    """The text with each CPR number as 250947-••••, and whether there was one.

    What begins with a possible birth date counts, whether modulus 11 holds or not: 241126 1430, a day and an hour, is
    masked, too, for one too many harms less than one too few. A Danish telephone number never is: it has eight digits,
    and its country's 45 is the day of no month. The birth date stays because the receiver needs it.
    """
    found = False

    def mask(match: re.Match[str]) -> str:
        nonlocal found
        born = match[1] or match[2]
        if not _is_possible("".join(sign for sign in born if sign.isdigit()) + match[4]):
            return match[0]
        found = True
        return f"{born}{_MASK}"

    return _TEN_DIGITS.sub(mask, text), found


def _is_possible(digits: str) -> bool:
    try:
        CprNumber.parse(digits, today=date.max)
    except NotACprNumber:
        return False
    return True
