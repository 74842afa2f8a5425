"""How a few bytes are kept that the database itself must not be able to read: the keys lie outside it.

purpose: a fixed word for each use. What was sealed for one is opened for no other.
"""

import base64
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE_BYTES = 12
_ADDRESS_PURPOSE = b"udsatte:address:v1"


def sealed(content: bytes, purpose: bytes) -> bytes:
    """Encrypt under the newest key of CPR_ENCRYPTION_KEYS: version byte, 12 bytes of nonce, AES-256-GCM."""
    version = max(int(key) for key in settings.CPR_ENCRYPTION_KEYS)
    nonce = os.urandom(_NONCE_BYTES)
    return bytes([version]) + nonce + _key(version).encrypt(nonce, content, purpose)


def unsealed(content: bytes | memoryview, purpose: bytes) -> bytes:
    """What was sealed. Raises cryptography's InvalidTag when a byte was changed, KeyError when the key is gone."""
    content = bytes(content)
    nonce = content[1 : 1 + _NONCE_BYTES]
    return _key(content[0]).decrypt(nonce, content[1 + _NONCE_BYTES :], purpose)


def seal_address(email: str) -> bytes:
    """Encrypt the e-mail address of somebody who has no sign-in."""
    return sealed(email.encode(), _ADDRESS_PURPOSE)


def unseal_address(content: bytes | memoryview) -> str:
    """The address. Raises as `unsealed` does."""
    return unsealed(content, _ADDRESS_PURPOSE).decode()


def _key(version: int) -> AESGCM:
    return AESGCM(base64.b64decode(settings.CPR_ENCRYPTION_KEYS[str(version)]))
