"""A phone that makes passkeys and uses them, as a browser would say it (WebAuthn, ES256, no attestation)."""

import json
from hashlib import sha256
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.test import Client
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

#: Passkeys want https, or this host.
HOST = "localhost"


def browser(**more: Any) -> Client:
    return Client(SERVER_NAME=HOST, **more)


class Phone:
    """One authenticator with one passkey in it. `verifies`: it checks who holds it."""

    def __init__(self, *, origin: str = f"http://{HOST}", verifies: bool = True) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = uuid4().bytes
        self.origin = origin
        self.verifies = verifies
        self.user = ""

    def make(self, question: str, **changed: Any) -> str:
        """What the browser answers when it is asked to make one."""
        asked = json.loads(question)["publicKey"]
        self.user = asked["user"]["id"]
        public = ES256.from_cryptography_key(self.key.public_key())
        credential = AttestedCredentialData.create(Aaguid.NONE, self.id, public)
        data = AuthenticatorData.create(
            self._rp(asked["rp"]["id"]), self._flags() | AuthenticatorData.FLAG.AT, 1, credential
        )
        answer = {
            "attestationObject": websafe_encode(bytes(AttestationObject.create("none", data, {}))),
            "clientDataJSON": websafe_encode(self._client("webauthn.create", asked["challenge"])),
            "transports": ["internal"],
        }
        return self._said(answer | changed)

    def use(self, question: str, **changed: Any) -> str:
        """What it answers when it is asked to show one."""
        asked = json.loads(question)["publicKey"]
        client = self._client("webauthn.get", asked["challenge"])
        data = AuthenticatorData.create(self._rp(asked["rpId"]), self._flags(), 2)
        signature = self.key.sign(bytes(data) + sha256(client).digest(), ec.ECDSA(SHA256()))
        answer = {
            "authenticatorData": websafe_encode(bytes(data)),
            "clientDataJSON": websafe_encode(client),
            "signature": websafe_encode(signature),
            "userHandle": self.user,
        }
        return self._said(answer | changed)

    def _flags(self) -> AuthenticatorData.FLAG:
        flags = AuthenticatorData.FLAG
        return flags.UP | flags.UV if self.verifies else flags.UP

    def _rp(self, name: str) -> bytes:
        return sha256(name.encode()).digest()

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _said(self, answer: dict[str, Any]) -> str:
        name = websafe_encode(self.id)
        more = {"id": name, "rawId": name, "type": "public-key", "clientExtensionResults": {"credProps": {"rk": True}}}
        return json.dumps(more | {"response": answer})


def sign_in_question(client: Client) -> str:
    """What the sign-in page's script fetches."""
    answer = client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
    return json.dumps(answer.json()["request_options"])


def add(client: Client, phone: Phone, name: str = "Min telefon") -> Any:
    """Make a passkey on the page for it."""
    question = client.get(reverse("mfa_add_webauthn")).context["options"]
    return client.post(reverse("mfa_add_webauthn"), {"name": name, "credential": phone.make(question)})


def sign_in_with(client: Client, phone: Phone, **more: Any) -> Any:
    """The whole sign-in by passkey."""
    form = {"credential": phone.use(sign_in_question(client))} | more
    return client.post(reverse("mfa_login_webauthn"), form)
