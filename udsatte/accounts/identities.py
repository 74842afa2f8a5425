"""What the web process tells the database about somebody at an identity provider, so that nobody else can say it."""

import json
from hashlib import sha256

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import connection


def seal_of(issuer: str) -> bytes:
    """The key of the proofs, made from SECRET_KEY: the owner stores it (`oidc_groups`), the web process computes it."""
    info = f"udsatte.identities {issuer}".encode()
    return HKDF(SHA256(), length=32, salt=None, info=info).derive(settings.SECRET_KEY.encode())


def tell(function: str, *, issuer: str, subject: str, **said: object) -> tuple[str, ...]:
    """Call `identity_enter` or `identity_link` with these words and the proof that they are ours; its one row."""
    words = json.dumps({"for": function, "issuer": issuer, "subject": subject, **said})
    key = seal_of(issuer)
    proof = sha256(key + sha256(key + words.encode()).digest()).digest()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM identity_{function}(%s, %s)", [words, proof])  # noqa: S608 — a word of ours
        row: tuple[str, ...] = cursor.fetchone()
    return row
