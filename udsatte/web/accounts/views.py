"""One's own account, and what allauth's views need beside their templates."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.base.views import ReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic.edit import FormView

from udsatte.access.http import WorkRequest
from udsatte.access.middleware import MEMBERSHIP_KEY
from udsatte.access.permissions import Permission
from udsatte.access.urls import public, requires
from udsatte.accounts import actions
from udsatte.accounts.models import Identity, Membership, Session
from udsatte.accounts.querysets import MembershipQuerySet
from udsatte.web.accounts import second_factor
from udsatte.web.accounts.actions import choose_digest
from udsatte.web.accounts.forms import DigestForm, PlaceForm, SessionForm
from udsatte.web.models import DigestChoice, Pin


@requires(Permission.ACCOUNT)
def account(request: WorkRequest) -> HttpResponse:
    """Who I am here, where I work, how I sign in, and where I am signed in."""
    devices = list(Authenticator.objects.filter(user_id=request.user.pk).order_by("created_at", "pk"))
    of_type = {one.type: one for one in devices}
    keys = [one for one in devices if one.type == Authenticator.Type.WEBAUTHN]
    factors = len(devices) - (Authenticator.Type.RECOVERY_CODES in of_type)
    return render(
        request,
        "account/account.html",
        {
            "me": request.user,
            "places": _places(request),
            "identity": Identity.objects.of_user(request.user.pk, settings.OIDC_ISSUER).first()
            if settings.OIDC_ISSUER
            else None,
            "has_password": request.user.has_usable_password(),
            "sessions": Session.objects.of_user(request.user.pk, request.at),
            "this_session": request.session.session_key,
            "reminded": request.actor.may(Permission.FOLLOWUP),
            "pin": Pin.objects.is_chosen_by(request.user.pk),
            "digest": DigestChoice.objects.wanted_by(request.user.pk),
            "app": of_type.get(Authenticator.Type.TOTP),
            "recovery_codes": of_type.get(Authenticator.Type.RECOVERY_CODES),
            "passkeys": keys,
            "removable": factors > 1 or not settings.MFA_REQUIRED,
        },
    )


@require_POST
@requires(Permission.ACCOUNT)
def digest_choose(request: WorkRequest) -> HttpResponse:
    """Have the morning e-mail, or do without it; the bell stays either way."""
    form = DigestForm(request.POST)
    if not form.is_valid():
        raise Http404
    wanted = form.cleaned_data["wanted"] == "on"
    choose_digest(by_mail=wanted, by=request.actor, at=request.at)
    messages.success(
        request,
        _("You get an e-mail on the mornings when something is due.")
        if wanted
        else _("You get no e-mail. The bell stays."),
    )
    return redirect("account")


@require_POST
@requires(Permission.ACCOUNT)
def membership_switch(request: HttpRequest) -> HttpResponse:
    """Work in another of one's own places from now on; 404 for anybody else's, and for one that has ended."""
    form = PlaceForm(request.POST)
    if not form.is_valid():
        raise Http404
    place = get_object_or_404(_places(request), pk=form.cleaned_data["membership"])
    request.session[MEMBERSHIP_KEY] = str(place.pk)
    messages.success(request, _("You now work in %(unit)s.") % {"unit": place.unit.name})
    return redirect(settings.LOGIN_REDIRECT_URL)


@require_POST
@requires(Permission.ACCOUNT)
def session_end(request: WorkRequest) -> HttpResponse:
    """Sign out in another of one's own browsers; 404 for anybody else's, and for one that has ended."""
    form = SessionForm(request.POST)
    if not form.is_valid():
        raise Http404
    mine = Session.objects.of_user(request.user.pk, request.at)
    found = next((one for one in mine if one.handle == form.cleaned_data["session"]), None)
    if found is None or found.pk == request.session.session_key:
        raise Http404
    actions.end_session(user_id=request.user.pk, session_key=found.pk)
    messages.success(request, _("That browser is signed out."))
    return redirect("account")


@require_POST
@requires(Permission.ACCOUNT)
def sessions_end_others(request: WorkRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    actions.end_other_sessions(user_id=request.user.pk, but=request.session.session_key or "")
    messages.success(request, _("You are signed in only here now."))
    return redirect("account")


def _places(request: HttpRequest) -> MembershipQuerySet:
    actor, at = request.actor, request.at  # type: ignore[attr-defined]
    return Membership.objects.of_user(actor.user_id).open_at(at).for_account()


@public
def password_forgotten(request: HttpRequest) -> HttpResponse:
    """Whom to ask. The page is the same for everybody: it tells nobody who has an account."""
    return render(request, "account/password_forgotten.html")


@requires(Permission.ACCOUNT)
def second_factor_index(request: HttpRequest) -> HttpResponse:
    """allauth's own overview; ours stands on the account's page."""
    return redirect("account")


@requires(Permission.ACCOUNT)
def second_factor_choose(request: WorkRequest) -> HttpResponse:
    """The first second factor: a passkey, or codes from an app."""
    if second_factor.factors_of(request.user.pk):
        return redirect("account")
    return render(request, "mfa/choose.html")


class ActivateView(ActivateTOTPView):
    """Set the second step up. Whoever typed a right code has passed it for this session."""

    def form_valid(self, form: forms.Form) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        second_factor.passed(self.request)
        return response


@method_decorator(reauthentication_required(app="allauth.mfa"), name="dispatch")
class MoveView(ActivateView):
    """Another phone: the new app's first right code takes the old one's place, so nobody is without one in between."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.TOTP).exists():
            return redirect("mfa_activate_totp")
        return FormView.dispatch(self, request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"moving": True}

    @transaction.atomic
    def form_valid(self, form: forms.Form) -> HttpResponse:
        Authenticator.objects.filter(user_id=self.request.user.pk, type=Authenticator.Type.TOTP).delete()
        return super().form_valid(form)


class DeactivateView(DeactivateTOTPView):
    """Do without the app, for those who have a passkey, and in the demo."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        others = second_factor.factors_of(self.request.user.pk) - {Authenticator.Type.TOTP}
        return super().get_context_data(**kwargs) | {"others": others}


class ConfirmCodeView(ReauthenticateView):
    """A code once more before something that matters, and for a session that is older than the second step."""

    def form_valid(self, form: forms.Form) -> HttpResponse:
        second_factor.passed(self.request)
        response: HttpResponse = super().form_valid(form)
        return response
