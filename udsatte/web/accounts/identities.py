"""Signing in by the identity provider, and binding one's account to it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urljoin

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.db import ProgrammingError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from udsatte.access.http import WorkRequest
from udsatte.access.permissions import Permission
from udsatte.access.urls import declare, public, requires
from udsatte.accounts import actions
from udsatte.web.accounts.devices import known_device, remember_device
from udsatte.web.accounts.provider import Question, Refused, Somebody, ask

logger = logging.getLogger(__name__)

COOKIE = "known_provider"
#: In the session: what was asked and not answered yet, by state.
_ASKED = "identity_asked"
_ASKED_FOR = 10 * 60
_AT_ONCE = 5

REASONS = {
    "denied": gettext_lazy("You stopped, or you may not use this there."),
    "unreachable": gettext_lazy("It does not answer just now. Try again in a moment."),
    "forged": gettext_lazy("Its answer does not fit what we asked, so we do not use it. Try again."),
    "late": gettext_lazy("Its answer is too old, or its clock is wrong. Try again."),
    "acr": gettext_lazy("You signed in there with one step. Two are needed: use your code or card there, too."),
    "state": gettext_lazy("That answer has been used, or it took too long. Begin again."),
    "unset": gettext_lazy("It is not set up here yet. Those who run the system know how."),
    "unknown": gettext_lazy("You are known there, but none of your groups gives you a place here."),
    "nameless": gettext_lazy(
        "It did not tell us both your name and your e-mail, so we cannot make an account for you."
    ),
    "taken": gettext_lazy(
        "There is an account here with your e-mail already. Sign in as you usually do, and connect it on My page."
    ),
    "other": gettext_lazy("Somebody else's account here is connected with that sign-in."),
    "another": gettext_lazy("Your account is connected with another sign-in there. Disconnect that one first."),
}


def label() -> str:
    """What people call the provider."""
    return settings.OIDC_LABEL or _("your organisation")


def _configured() -> None:
    if not settings.OIDC_ISSUER:
        raise Http404


@public
@require_GET
def identity_start(request: HttpRequest) -> HttpResponseBase:
    """To the provider, and back to the page that was asked for."""
    _configured()
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    wanted = request.GET.get("next", "")
    return _send(request, {"next": wanted if get_adapter().is_safe_url(wanted) else ""})


@reauthentication_required(app="allauth.mfa")
def _bind(request: WorkRequest) -> HttpResponseBase:
    _configured()
    return _send(request, {"user": str(request.user.pk)})


#: To the provider, to bind the account of the person who is signed in.
identity_bind = require_POST(declare(_bind, Permission.ACCOUNT))


@require_POST
@requires(Permission.ACCOUNT)
def identity_unbind(request: WorkRequest) -> HttpResponse:
    """No longer, for those who have a password of their own."""
    _configured()
    if actions.unlink_identity(issuer=settings.OIDC_ISSUER):
        messages.success(
            request, _("Your account is not connected with %(provider)s any more.") % {"provider": label()}
        )
    else:
        messages.info(request, _("It is your only way in, so it stays."))
    return redirect("account")


@public
@require_GET
def identity_answer(request: HttpRequest) -> HttpResponseBase:
    """The browser comes back. Each question is answered once, in the session that asked."""
    _configured()
    try:
        question, said = _asked(request)
        if request.GET.get("error"):
            raise Refused("denied")
        somebody = ask(question, code=request.GET.get("code", ""), redirect_uri=_here())
        if "user" in said:
            return _bound(request, said["user"], somebody)
        return _in(request, said["next"], somebody)
    except Refused as refused:
        return _refused(request, refused.reason)


def _in(request: HttpRequest, wanted: str, somebody: Somebody) -> HttpResponseBase:
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    with _set_up():
        outcome, user = actions.enter_with_identity(
            issuer=settings.OIDC_ISSUER,
            subject=somebody.subject,
            email=somebody.email,
            name=somebody.name,
            groups=somebody.groups,
            at=request.at,  # type: ignore[attr-defined]
        )
    if outcome == "closed":
        return redirect("account_inactive")
    if user is None:
        raise Refused(outcome)
    record_authentication(request, user, "identity", strong=somebody.strong)
    response: HttpResponse = perform_login(request, Login(user=user, redirect_url=wanted or None))
    remember_device(request, response, settings.OIDC_ISSUER, cookie=COOKIE)
    return response


def _bound(request: HttpRequest, user_id: str, somebody: Somebody) -> HttpResponseBase:
    actor = request.actor  # type: ignore[attr-defined]
    if actor is None or str(actor.user_id) != user_id:
        raise Refused("state")
    with _set_up():
        outcome = actions.link_identity(user_id=actor.user_id, issuer=settings.OIDC_ISSUER, subject=somebody.subject)
    if outcome != "in":
        raise Refused(outcome)
    messages.success(request, _("Your account is connected with %(provider)s.") % {"provider": label()})
    return redirect("account")


def _send(request: HttpRequest, said: dict[str, str]) -> HttpResponseBase:
    device = known_device(request, settings.OIDC_ISSUER, cookie=COOKIE)
    action = "provider_asked" if device is None else "provider_asked_known"
    if not ratelimit.consume(request, app="allauth.account", action=action, key=device, limit_get=True):
        return ratelimit.respond_429(request)
    question = Question.new()
    try:
        address = question.address(_here())
    except Refused as refused:
        return _refused(request, refused.reason)
    at = request.at.timestamp()  # type: ignore[attr-defined]
    waiting = sorted(request.session.get(_ASKED, {}).items(), key=lambda one: one[1]["at"])[-(_AT_ONCE - 1) :]
    asked = {"nonce": question.nonce, "verifier": question.verifier, "at": at, **said}
    request.session[_ASKED] = dict([*waiting, (question.state, asked)])
    return redirect(address)


def _asked(request: HttpRequest) -> tuple[Question, dict[str, Any]]:
    """What this session asked under the state that came back; it is used up from now on. Raises Refused."""
    state = request.GET.get("state", "")
    waiting = request.session.get(_ASKED, {})
    known = next((one for one in waiting if constant_time_compare(one, state)), None)
    if known is None:
        raise Refused("state")
    said = waiting.pop(known)
    request.session[_ASKED] = waiting
    if request.at.timestamp() - said["at"] > _ASKED_FOR:  # type: ignore[attr-defined]
        raise Refused("state")
    return Question(known, said["nonce"], said["verifier"]), said


@contextmanager
def _set_up() -> Iterator[None]:
    """The database believes no provider that the owner has not told it of."""
    try:
        yield
    except ProgrammingError as error:
        if getattr(error.__cause__, "sqlstate", None) != "42501":
            raise
        logger.error("The identity provider is not set up: run `manage.py oidc_groups` as the owner")
        raise Refused("unset") from error


def _here() -> str:
    """The address that is registered with the provider: never what the request says of itself."""
    return urljoin(settings.PUBLIC_URL, reverse("identity_answer"))


def _refused(request: HttpRequest, reason: str) -> HttpResponse:
    context = {"provider": label(), "reason": REASONS[reason]}
    return render(request, "account/identity_refused.html", context, status=403)
