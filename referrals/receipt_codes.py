"""The code by which somebody without a sign-in asks what became of a referral. It is shown once and never stored."""

from uuid import UUID

from cases.identifiers import digest

#: Crockford's: no I, L, O and U, so nothing looks or sounds like its neighbour.
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOK_ALIKES = str.maketrans("OIL", "011")
#: 80 bits: nobody tries them all.
_LENGTH = 16
_GROUP = 4
#: What stands between the groups when somebody types, pastes or is told a code.
_BETWEEN = " \t\r\n\u00a0-‐‑–—−._"


def code_of(key: UUID, *, given_by: UUID | None = None) -> str:
    """The code of the form with this key, as 7K3M-Q0ZD-4T9X-W2BC: the same one however often it is sent.

    Under CPR_INDEX_KEY: who has a key of a form and not that one cannot make its code. given_by: the colleague whose
    form it is; its key is remembered, so the public page, which answers a key with a code, must make another of it.
    """
    bits = int.from_bytes(digest("receipt code", str(key), issuer=given_by.hex if given_by else "")[: _LENGTH * 5 // 8])
    signs = "".join(_SIGNS[bits >> shift & 31] for shift in range(5 * (_LENGTH - 1), -1, -5))
    return "-".join(signs[start : start + _GROUP] for start in range(0, _LENGTH, _GROUP))


def digest_of_code(text: str) -> bytes | None:
    """What the database finds a code by, 32 bytes; None when the text cannot be one.

    Read as people write it: small letters, other groups or none, O for 0, I and L for 1.
    """
    signs = "".join(sign for sign in text if sign not in _BETWEEN)
    if len(signs) != _LENGTH or not signs.isascii():
        return None
    signs = signs.upper().translate(_LOOK_ALIKES)
    return digest("receipt", signs) if set(signs) <= set(_SIGNS) else None
