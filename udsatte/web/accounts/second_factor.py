"""Whether this session has passed a second factor. It stands in the session, so asking costs the database nothing."""

from typing import cast
from uuid import UUID

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from udsatte.accounts.models import User

_KEY = "second_factor"


def has_passed(request: HttpRequest) -> bool:
    """Whether the person who is signed in has shown something besides the password in this session."""
    return bool(request.session.get(_KEY) == str(request.user.pk))


def factors_of(user_id: UUID) -> set[str]:
    """What the person has set up beside the password: totp, webauthn. Recovery codes alone are none."""
    mine = Authenticator.objects.filter(user_id=user_id).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return set(mine.values_list("type", flat=True))


def passed(request: HttpRequest) -> None:
    """Note that the person has just shown it. The session gets a new number: it may do more from now on."""
    request.session.cycle_key()
    request.session[_KEY] = str(request.user.pk)


def provider_asked_for_two(request: HttpRequest, user: User) -> bool:
    """Whether this very sign-in came from the identity provider, which asked for two factors itself (OIDC_ACR)."""
    records = cast("list[dict[str, object]]", get_authentication_records(request, user))
    return bool(records and records[-1]["method"] == "identity" and records[-1].get("strong"))


class SecondStep(AuthenticateStage):
    """The library's stage, which would ask again what the identity provider asked a moment ago."""

    def _should_handle(self, request: HttpRequest) -> bool:
        return not provider_asked_for_two(request, self.login.user) and super()._should_handle(request)


def note_sign_in(request: HttpRequest, user: User) -> None:
    """At the end of a sign-in (the session's number is new already): keep it when a second factor was part of it."""
    records = cast("list[dict[str, object]]", get_authentication_records(request, user))
    if any(record["method"] == "mfa" for record in records) or provider_asked_for_two(request, user):
        request.session[_KEY] = str(user.pk)
