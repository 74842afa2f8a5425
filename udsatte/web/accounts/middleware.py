"""A session in use is noted as such; without a second factor nobody comes further than setting one up."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from udsatte.access.urls import declared
from udsatte.accounts.sessions import SessionStore
from udsatte.web.accounts.second_factor import factors_of, has_passed

#: What somebody who has only given the password needs: to set the second step up while there is none,
SET_UP = frozenset({"mfa_choose", "mfa_activate_totp", "mfa_add_webauthn"})
#: and to pass it.
PASS = frozenset({"mfa_reauthenticate", "mfa_reauthenticate_webauthn", "account_reauthenticate"})


class UseMiddleware:
    """Moves the session's idle limit on after the answer; most requests find that a moment ago did.

    What a page asks for by itself is no use: else an open page would keep a forgotten session alive.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        session = request.session
        match = request.resolver_match
        declaration = declared(match.func) if match else None
        if declaration is not None and declaration.unattended:
            return response
        if session.accessed and not session.modified and isinstance(session, SessionStore):
            session.note_use(request.at)  # type: ignore[attr-defined]
        return response


class SecondFactorMiddleware:
    """Sends a session that has shown only a password to the second step. Others pass without a statement."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """The set-up page, or, when the person has a second factor by now, the page that asks for it.

        Whoever has only the password sets up nothing beside a factor that is there: it would be a way around it.
        """
        if not settings.MFA_REQUIRED or not request.user.is_authenticated or has_passed(request):
            return None
        declaration = declared(view)
        name = request.resolver_match.view_name if request.resolver_match else ""
        if (declaration is not None and declaration.public) or name in PASS:
            return None
        factors = factors_of(request.user.pk)
        if not factors:
            return None if name in SET_UP else redirect("mfa_choose")
        asked = "mfa_reauthenticate_webauthn" if Authenticator.Type.WEBAUTHN in factors else "mfa_reauthenticate"
        target = request.get_full_path() if request.method == "GET" else reverse(settings.LOGIN_REDIRECT_URL)
        return redirect_to_login(target, login_url=reverse(asked))
