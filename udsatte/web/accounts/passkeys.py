"""Passkeys: the library's pages, with what it leaves out.

A passkey is made discoverable and always with the device's own check of the person (fingerprint, face, PIN): it is two
factors in one, so it opens the house alone, and after a password as the second step.
"""

import json
from typing import Any

from allauth.core.internal import ratelimit
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _

from udsatte.web.accounts import second_factor
from udsatte.web.accounts.devices import known_device
from udsatte.web.accounts.forms import whose_passkey


def options_of(context: dict[str, Any], name: str) -> str:
    """What the script gives to the browser, as text for an attribute."""
    return json.dumps(context["js_data"][name])


class AddPasskeyView(AddWebAuthnView):
    """Make a passkey. Whoever made one has passed the second step for this session."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        # The library asks for one that is only a second step; ours is both.
        question = json.dumps(auth.begin_registration(self.request.user, passwordless=True))
        return found | {"form": kwargs.get("form", found["form"]), "options": question}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        second_factor.passed(self.request)
        return response


class SecondStepView(AuthenticateView):
    """The second step of a sign-in: with a passkey, when the person has one, or with a code."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        question = found["js_data"]["request_options"]
        if question["publicKey"].get("allowCredentials"):
            found["options"] = json.dumps(question)
        return found


class SignInWithPasskeyView(LoginWebAuthnView):
    """Sign in with a passkey alone. Only for those with a password of their own: whoever comes in by the identity
    provider, or has to choose a new password, does so first.

    Nobody can guess one, so what is counted is noise: wrong attempts by network, and a browser where the person has
    signed in before for itself, as for passwords. A right one takes its own count back.
    """

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not ratelimit.consume(request, app="allauth.account", action="passkey_asked", limit_get=True):
            return ratelimit.respond_429(request)
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person = whose_passkey(request.POST.get("credential", ""))
        device = known_device(request, person.email) if person else None
        if device is None:
            counted = ratelimit.consume(request, app="allauth.account", action="passkey_failed")
        else:
            counted = ratelimit.consume(request, app="allauth.account", action="login_failed_known", key=device)
        if counted is None:
            return ratelimit.respond_429(request)
        form = self.get_form()
        if not form.is_valid():
            return self.form_invalid(form)
        counted.rollback()
        if not form.cleaned_data["credential"].user.has_usable_password():
            messages.info(request, _("Here your passkey is the second step alone. Sign in the other way first."))
            return HttpResponseRedirect(reverse("account_login"))
        return self.form_valid(form)

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        messages.error(self.request, str(get_adapter().error_messages["incorrect_passkey"]))
        return HttpResponseRedirect(reverse("account_login"))


class ConfirmPasskeyView(ReauthenticateWebAuthnView):
    """A passkey once more before something that matters, and for a session that is older than it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        return found | {"options": options_of(found, "request_options")}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        second_factor.passed(self.request)
        response: HttpResponse = super().form_valid(form)
        return response

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        messages.error(self.request, str(get_adapter().error_messages["incorrect_passkey"]))
        return HttpResponseRedirect(self.passthrough_next_url(reverse("mfa_reauthenticate_webauthn")))


class RenamePasskeyView(EditWebAuthnView):
    """What the person calls it."""

    success_url = reverse_lazy("account")


class RemovePasskeyView(RemoveWebAuthnView):
    """Take a passkey away; the last factor stays, also when two pages ask at once."""

    success_url = reverse_lazy("account")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stays = not get_adapter().can_delete_authenticator(self.object)
        return super().get_context_data(**kwargs) | {"stays": stays}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        if not get_adapter().can_delete_authenticator(self.object):
            return self.render_to_response(self.get_context_data(form=form))
        response: HttpResponse = super().form_valid(form)
        return response
