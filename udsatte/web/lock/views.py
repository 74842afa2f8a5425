"""A computer that several people use: lock it quickly, open it with a PIN, or let somebody else sign in."""

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from udsatte.access.http import WorkRequest
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web.answers import form_page
from udsatte.web.lock.actions import begin_lock, choose_pin, try_pin
from udsatte.web.lock.forms import PinForm, ShareForm, UnlockForm
from udsatte.web.lock.middleware import LOCKED, SHARED, cleared

_KEPT_FOR = 400 * 24 * 60 * 60


@require_POST
@requires(Permission.ACCOUNT)
@cleared
def lock(request: WorkRequest) -> HttpResponse:
    """Lock this session; without a PIN to open it again, end it."""
    if not begin_lock(by=request.actor, at=request.at):
        logout(request)
        messages.info(request, _("You have no PIN yet, so you are signed out. Choose one on your page."))
        return redirect(settings.LOGIN_URL)
    request.session[LOCKED] = True
    request.session.cycle_key()
    return redirect("locked")


@requires(Permission.ACCOUNT)
@require_http_methods(["GET", "HEAD", "POST"])
def locked(request: WorkRequest) -> HttpResponse:
    """Whose it is, and the PIN; nothing else of anybody."""
    if not request.session.get(LOCKED):
        return redirect(settings.LOGIN_REDIRECT_URL)
    form = UnlockForm(request.POST or None)
    if form.is_bound and form.is_valid():
        right = try_pin(user_id=request.actor.user_id, pin=form.cleaned_data["code"])
        if right:
            del request.session[LOCKED]
            request.session.cycle_key()
            return redirect(settings.LOGIN_REDIRECT_URL)
        if right is None:
            logout(request)
            messages.warning(request, _("Too many wrong PINs. Sign in with everything."))
            return redirect(settings.LOGIN_URL)
        form.add_error("code", _("That is not the PIN."))
    return form_page(request, "account/locked.html", form)


@require_POST
@requires(Permission.ACCOUNT)
@cleared
def lock_leave(request: WorkRequest) -> HttpResponse:
    """Somebody else wants to sign in here: the one who locked is signed out."""
    logout(request)
    return redirect(settings.LOGIN_URL)


@requires(Permission.ACCOUNT)
@reauthentication_required(app="allauth.mfa")
@require_http_methods(["GET", "HEAD", "POST"])
def pin_choose(request: WorkRequest) -> HttpResponse:
    """Choose a PIN, or another one. The sign-in must be fresh: nobody chooses one for somebody who went for tea."""
    form = PinForm(request.POST or None)
    if form.is_bound and form.is_valid():
        choose_pin(pin=form.cleaned_data["code"], by=request.actor, at=request.at)
        messages.success(request, _("The PIN is saved."))
        return redirect("account")
    return form_page(request, "account/pin.html", form)


@require_POST
@requires(Permission.ACCOUNT)
def share_choose(request: WorkRequest) -> HttpResponse:
    """Say that several people use this computer, or that they do not."""
    form = ShareForm(request.POST)
    if not form.is_valid():
        raise Http404
    response = redirect("account")
    if form.cleaned_data["shared"] == "on":
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(SHARED, "yes", max_age=_KEPT_FOR, secure=secure, httponly=True, samesite="Lax")
        messages.success(request, _("This computer is shared: it locks after five minutes, and keeps nobody's list."))
    else:
        response.delete_cookie(SHARED)
        messages.success(request, _("This computer is yours alone."))
    return response
