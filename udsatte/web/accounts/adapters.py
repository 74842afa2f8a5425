"""Where allauth asks us."""

import base64
import time
from functools import cache
from ipaddress import ip_address, ip_network
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context, ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from udsatte.accounts import actions
from udsatte.accounts.models import User
from udsatte.accounts.sessions import DEVICE, SIGNED_IN
from udsatte.web.accounts.devices import kind_of_browser, known_device, remember_device
from udsatte.web.accounts.second_factor import note_sign_in


class AccountAdapter(DefaultAccountAdapter):
    """People are invited; nobody signs up, and no e-mail is sent."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The e-mail and the password do not fit together."),
        "too_many_login_attempts": _("Too many wrong attempts from here. Wait five minutes, and try again."),
        "rate_limited": _("Too many wrong attempts from here. Wait five minutes, and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def set_password(self, user: User, password: str) -> None:
        """One's own, or the one that an invitation's link is for."""
        write = actions.change_password if self.request.user == user else actions.choose_password
        write(user=user, password=password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        request.session[SIGNED_IN] = request.at.timestamp()  # type: ignore[attr-defined]
        request.session[DEVICE] = kind_of_browser(request)
        note_sign_in(request, user)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        remember_device(request, response, user.email)
        return response

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt; a browser that this person has used before has a count of its own.

        Raises ValidationError when there were too many wrong ones.
        """
        device = known_device(request, credentials["email"])
        if device is None:
            super().pre_authenticate(request, **credentials)
        elif not ratelimit.consume(request, action="login_failed_known", key=device):
            raise self.validation_error("too_many_login_attempts")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """One e-mail from one network, so that an attacker elsewhere never locks the person out."""
        return f"{self.network_of(request)}:{credentials['email'].lower()}"

    def network_of(self, request: HttpRequest) -> str:
        """The address that the request came from, or the /64 that one IPv6 customer has all for themselves."""
        parsed = ip_address(self.get_client_ip(request))
        return str(ip_network((parsed, 64 if parsed.version == 6 else 32), strict=False).network_address)

    def get_login_stages(self) -> list[str]:
        ours = {"allauth.mfa.stages.AuthenticateStage": "udsatte.web.accounts.second_factor.SecondStep"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """In our words."""
        words = {
            "reauthenticate": gettext("Your password"),
            "mfa_reauthenticate": gettext("A code from the app, or a recovery code"),
            "mfa_reauthenticate:webauthn": gettext("Passkey"),
        }
        return [one | {"description": words[one["id"]]} for one in super().get_reauthentication_methods(user)]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within fifteen minutes of the sign-in itself: the password was given just now."""
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        records = get_authentication_records(self.request, self.request.user)
        newest = max((record["at"] for record in records), default=0)
        return bool(time.time() - newest >= app_settings.REAUTHENTICATION_TIMEOUT)


class MFAAdapter(DefaultMFAAdapter):
    """The second step: passkeys, an authenticator app, and recovery codes for the day the phone is gone."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("That code is not right. Take the newest one from the app."),
        "incorrect_passkey": _("The passkey did not fit. Try again, or use a code instead."),
        "cannot_delete_authenticator": _("The second step is compulsory here. You can move it to another phone."),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Never the last one, where it is compulsory. The rows are locked: two pages at once do not remove both."""
        if not settings.MFA_REQUIRED:
            return True
        mine = Authenticator.objects.select_for_update().filter(user_id=authenticator.user_id).order_by("pk")
        return any(one.pk != authenticator.pk and one.type != Authenticator.Type.RECOVERY_CODES for one in mine)

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002 — the library's name
        """Where it is made, which is what the person will know it by."""
        browser, system = kind_of_browser(context.request)
        if not (browser and system):
            return browser or system or gettext("Passkey")
        return gettext("%(browser)s on %(system)s") % {"browser": browser, "system": system}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Under this name the phone lists its passkeys."""
        return super().get_public_key_credential_rp_entity() | {"name": settings.MFA_TOTP_ISSUER}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        return super().get_public_key_credential_user_entity(user) | {"display_name": user.full_name}

    def encrypt(self, text: str) -> str:
        """Whoever reads the database or a backup of it cannot make anybody's codes."""
        return _box(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Raises InvalidToken when SECRET_KEY was changed without keeping the old one in SECRET_KEY_FALLBACKS."""
        return _box(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS).decrypt(encrypted_text.encode()).decode()


@cache
def _box(*keys: str) -> MultiFernet:
    return MultiFernet(
        [
            Fernet(
                base64.urlsafe_b64encode(HKDF(SHA256(), length=32, salt=None, info=b"udsatte.mfa").derive(key.encode()))
            )
            for key in keys
        ]
    )
