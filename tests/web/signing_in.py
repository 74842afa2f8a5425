"""Signing in by hand: passwords, codes and the forms between them."""

import base64
import hashlib
import hmac
import struct
import time
from datetime import timedelta
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from tests.database import as_owner
from tests.personas import Persona
from udsatte.accounts.models import User

PASSWORD = "kaffe-regn-havn-42"
SECRET = base64.b32encode(b"only for the tests!!").decode()
HALF_A_MINUTE = timedelta(seconds=30)


def give_password(who: Persona, password: str = PASSWORD) -> None:
    with as_owner():
        user = User.objects.get(pk=who.user.pk)
        user.set_password(password)
        user.save(update_fields=["password"])


def give_app(who: Persona) -> None:
    """An authenticator app with a known secret."""
    data = {"secret": get_adapter().encrypt(SECRET)}
    Authenticator.objects.create(user_id=who.user.pk, type=Authenticator.Type.TOTP, data=data)


def code(secret: str = SECRET) -> str:
    """What the app shows now: RFC 6238 with SHA-1, six digits, thirty seconds."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def sign_in(client: Client, who: Persona | str, password: str = PASSWORD, *, ip: str = "192.0.2.1") -> Any:
    """Post the sign-in form."""
    email = who if isinstance(who, str) else who.user.email
    form = {"login": email, "password": password}
    return client.post(reverse("account_login"), form, REMOTE_ADDR=ip)


def is_in(client: Client) -> bool:
    """Whether this browser reaches the account's page."""
    return client.get(reverse("account")).status_code == 200
