"""How an identifier is kept: sealed with one key, found with another, both outside the database."""

import base64
import hashlib
import hmac

from django.conf import settings

from udsatte.web.sealing import sealed as _sealed
from udsatte.web.sealing import unsealed as _unsealed

#: A fixed purpose, not the table's name: the history table holds the same bytes.
_PURPOSE = b"udsatte:identifier:v1"


def digest(kind: str, number: str, *, issuer: str = "") -> bytes:
    """HMAC-SHA-256 of an identifier under CPR_INDEX_KEY, 32 bytes. Who has that key could guess every CPR number.

    issuer: of a number that is unique with its issuer only; another issuer's is another number.
    """
    text = f"{kind}:{issuer}:{number}" if issuer else f"{kind}:{number}"
    return hmac.digest(base64.b64decode(settings.CPR_INDEX_KEY), text.encode(), hashlib.sha256)


def row_digest(text: str) -> bytes:
    """What a row of a list is about, under the same key: nobody finds it by trying all numbers."""
    return digest("row", text)


_LIST_PURPOSE = b"udsatte:list:v1"


def seal_list(content: bytes) -> bytes:
    """Encrypt a file or a row of one, for the days that it is kept."""
    return _sealed(content, _LIST_PURPOSE)


def unseal_list(sealed: bytes | memoryview) -> bytes:
    """The file or the row. Raises as `unseal` does."""
    return _unsealed(sealed, _LIST_PURPOSE)


_PAPER_PURPOSE = b"udsatte:paper:v1"


def seal_paper(content: bytes) -> bytes:
    """Encrypt a paper or a picture that came with a referral, as long as that is kept."""
    return _sealed(content, _PAPER_PURPOSE)


def unseal_paper(sealed: bytes | memoryview) -> bytes:
    """The paper. Raises as `unseal` does."""
    return _unsealed(sealed, _PAPER_PURPOSE)


def seal(number: str) -> bytes:
    """Encrypt under the newest key of CPR_ENCRYPTION_KEYS: version byte, 12 bytes of nonce, AES-256-GCM."""
    return _sealed(number.encode(), _PURPOSE)


def unseal(sealed: bytes | memoryview) -> str:
    """The identifier. Raises cryptography's InvalidTag when a byte was changed, KeyError when the key is gone."""
    return _unsealed(sealed, _PURPOSE).decode()
