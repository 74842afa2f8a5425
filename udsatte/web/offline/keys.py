"""What a device may hold: a public key for each person. What it seals with it, only the server opens again (ADR 14).

The private half is derived from SECRET_KEY whenever it is needed, so there is no table of keys for anybody to read.
Keep the old one in SECRET_KEY_FALLBACKS when you change it: else what still waits on a device is lost.
"""

import base64
import os
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils.crypto import salted_hmac

#: The order of the group P-256: a private key is a number below it.
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_CURVE = ec.SECP256R1()
_signer = Signer(salt="udsatte.web.offline")


class NotReadable(Exception):
    """It was not sealed for this person, or a byte of it was changed."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a device sends: an ephemeral public key, a nonce and the ciphertext. The key of the entry is bound to it."""

    key: UUID
    ephemeral: bytes
    nonce: bytes
    content: bytes


@dataclass(frozen=True, slots=True)
class Issue:
    """That a pack was given to this person in this unit at this moment; signed, so that no device can make it up."""

    user_id: UUID
    unit_id: UUID
    at: datetime

    def signed(self) -> str:
        return _signer.sign(f"{self.user_id}@{self.unit_id}@{self.at.isoformat()}")


def issue(signed: str) -> Issue | None:
    """What we signed, or None."""
    try:
        user, unit, at = _signer.unsign(signed).split("@")
    except BadSignature:
        return None
    return Issue(UUID(user), UUID(unit), datetime.fromisoformat(at))


def owner(user_id: UUID) -> str:
    """What a device calls a person: it tells the person's own queue from another's, and names nobody."""
    return salted_hmac("udsatte.web.offline.owner", str(user_id), algorithm="sha256").hexdigest()[:32]


def public_key(user_id: UUID) -> str:
    """For the device, as base64: 65 bytes, uncompressed."""
    return base64.b64encode(_point(_private(settings.SECRET_KEY, user_id).public_key())).decode()


def seal(content: bytes, *, key: UUID, user_id: UUID) -> Sealed:
    """As a device does it (static/js/offline/seal.js)."""
    mine = ec.generate_private_key(_CURVE)
    content_key = _content_key(mine.exchange(ec.ECDH(), _private(settings.SECRET_KEY, user_id).public_key()))
    nonce = os.urandom(12)
    return Sealed(
        key, _point(mine.public_key()), nonce, AESGCM(content_key).encrypt(nonce, content, _bound(key, user_id))
    )


def unseal(sealed: Sealed, *, user_id: UUID) -> bytes:
    """What the person's device wrote. Raises NotReadable."""
    try:
        ephemeral = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, sealed.ephemeral)
    except ValueError as error:
        raise NotReadable from error
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        agreed = _private(secret, user_id).exchange(ec.ECDH(), ephemeral)
        try:
            return AESGCM(_content_key(agreed)).decrypt(sealed.nonce, sealed.content, _bound(sealed.key, user_id))
        except (InvalidTag, ValueError):
            continue
    raise NotReadable


def _content_key(agreed: bytes) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=b"udsatte.offline.v1").derive(agreed)


def _bound(key: UUID, user_id: UUID) -> bytes:
    return f"{key}@{owner(user_id)}".encode()


def _point(public: ec.EllipticCurvePublicKey) -> bytes:
    return public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _private(secret: str, user_id: UUID) -> ec.EllipticCurvePrivateKey:
    wide = HKDF(SHA256(), length=48, salt=None, info=b"udsatte.offline.key.v1:" + user_id.bytes).derive(secret.encode())
    return ec.derive_private_key(int.from_bytes(wide) % (_ORDER - 1) + 1, _CURVE)
