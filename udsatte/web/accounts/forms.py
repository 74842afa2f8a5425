"""allauth's forms in the house's style and words."""

import json
import struct
from typing import TYPE_CHECKING, Any

from allauth.account import forms as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from allauth.mfa.webauthn.internal.auth import extract_user_from_response
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from udsatte.accounts.models import User
from udsatte.web.forms import HouseForm

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

_NEW_PASSWORD = _("At least 12 characters. Three or four words that do not belong together are easy to remember.")


class _Worded(HouseForm):
    """Takes a library's form and gives its fields our words; placeholders go, because they vanish as one types."""

    words: "dict[str, tuple[_StrOrPromise, _StrOrPromise]]"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        for name, (label, help_text) in self.words.items():
            self.fields[name].label = label
            self.fields[name].help_text = help_text


class SignInForm(_Worded, account.LoginForm):
    words = {"login": (_("E-mail"), ""), "password": (_("Password"), "")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "autofocus": True}
        _limit(self.fields["password"])


class ConfirmForm(_Worded, account.ReauthenticateForm):
    words = {"password": (_("Password"), "")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _limit(self.fields["password"])


class ChangePasswordForm(_Worded, account.ChangePasswordForm):
    words = {
        "oldpassword": (_("Present password"), ""),
        "password1": (_("New password"), _NEW_PASSWORD),
        "password2": (_("New password once more"), ""),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _limit(field)


class ChoosePasswordForm(_Worded, account.ResetPasswordKeyForm):
    words = {
        "password1": (_("Your password"), _NEW_PASSWORD),
        "password2": (_("The same once more"), ""),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _limit(field)


class _Code(_Worded):
    words = {"code": (_("Code"), "")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "maxlength": 40}


class _CodeOnce(_Code):
    """A code that opened something opens nothing again for as long as the app's clock would still allow it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["autofocus"] = True

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        authenticator: Authenticator = self.authenticator  # type: ignore[attr-defined]
        if authenticator.type == Authenticator.Type.TOTP:
            lasts = 30 * (2 * settings.MFA_TOTP_TOLERANCE + 1)
            digits = "".join(filter(str.isdigit, code))
            if not cache.add(f"udsatte:code:{authenticator.pk}:{digits}", 1, timeout=lasts):
                raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(_CodeOnce, mfa.AuthenticateForm):
    words = {"code": (_("Code"), _("From the app on your phone, or one of your recovery codes."))}


class ConfirmCodeForm(_CodeOnce, mfa.ReauthenticateForm):
    words = CodeForm.words


#: What the library's parser of browsers' answers may raise for an answer that no browser would give.
_ODD = (
    AttributeError,
    AssertionError,
    IndexError,
    KeyError,
    NotImplementedError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
)
_LONGEST = 20_000


class CredentialField(forms.Field):
    """What a browser says with a passkey, in JSON. Whatever else is sent is simply not right."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> dict[str, Any] | None:
        if value in self.empty_values:
            return None
        try:
            found = json.loads(value[:_LONGEST])
        except (RecursionError, TypeError, ValueError) as error:
            raise get_adapter().validation_error("incorrect_passkey") from error
        if not isinstance(found, dict):
            raise get_adapter().validation_error("incorrect_passkey")
        return found


def whose_passkey(said: str) -> User | None:
    """Who the browser says it is; nothing is proved yet."""
    try:
        person: User = extract_user_from_response(CredentialField().clean(said))
    except (ValidationError, *_ODD):
        return None
    return person


class _Passkey(_Worded):
    """One of the library's forms with an answer of a browser in it. Whatever is wrong with one reads the same."""

    words = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = CredentialField()

    def full_clean(self) -> None:
        try:
            super().full_clean()
        except _ODD:
            self.add_error(None, get_adapter().validation_error("incorrect_passkey"))
        found = [
            one
            for where in ("credential", NON_FIELD_ERRORS)
            if where in self.errors
            for one in self.errors.pop(where).as_data()
        ]
        if found:
            too_many = [one for one in found if one.code == "too_many_login_attempts"]
            self.add_error(None, too_many or get_adapter().validation_error("incorrect_passkey"))


class AddPasskeyForm(_Passkey, webauthn.SignupWebAuthnForm):
    words = {"name": (_("What you call it"), _("So that you know it again among several."))}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _short(self.fields["name"])


class PasskeyForm(_Passkey, webauthn.AuthenticateWebAuthnForm):
    """The second step."""


class SignInWithPasskeyForm(_Passkey, webauthn.LoginWebAuthnForm):
    """The whole sign-in."""


class ConfirmPasskeyForm(_Passkey, webauthn.ReauthenticateWebAuthnForm):
    """Once more before something that matters."""


class RenamePasskeyForm(_Worded, webauthn.EditWebAuthnForm):
    words = {"name": (_("What you call it"), "")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _short(self.fields["name"])


class ActivateForm(_Code, totp.ActivateTOTPForm):
    words = {"code": (_("Code"), _("The six digits that the app shows now."))}


def _limit(field: forms.Field) -> None:
    """No password is longer than this: hashing a megabyte costs the server, and nobody remembers one."""
    field.validators = [*field.validators, MaxLengthValidator(500)]


def _short(field: forms.Field) -> None:
    """What a person calls something fits on a line of a phone."""
    field.validators = [*field.validators, MaxLengthValidator(60)]
    field.widget.attrs["maxlength"] = 60


class PlaceForm(forms.Form):
    """Which of one's own places to work in now."""

    membership = forms.UUIDField()


class DigestForm(forms.Form):
    """Whether one wants the morning e-mail: "on" or "off"."""

    wanted = forms.ChoiceField(choices=[("on", ""), ("off", "")])


class SessionForm(forms.Form):
    """Which of one's own browsers to sign out in, by what the page calls it."""

    session = forms.CharField(max_length=32)
