"""Pages without a sign-in: write to a unit, and ask by a code. Nothing that a reader types stands in an address."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.identifiers import digest
from referrals.actions.receipts import Sent, Told, TooOften, answer_by_receipt, look_by_receipt, refer_publicly
from referrals.forms.attachments import length_of
from referrals.forms.public import PublicReferForm, ReceiptAnswerForm, ReceiptForm
from referrals.receipt_codes import code_of, digest_of_code
from referrals.units import PublicDoor, public_door
from udsatte.access.http import WorkRequest
from udsatte.access.urls import public
from udsatte.web.addresses import id_in
from udsatte.web.answers import done, form_page

_TOO_MANY = 429


def _network(request: WorkRequest) -> bytes:
    """Where it came from, as the limits count it: a digest under a key, never the address."""
    return digest("network", get_adapter().network_of(request))


def _warn_of_a_number(request: WorkRequest) -> None:
    messages.warning(request, _("There was a CPR number in what you wrote. We have hidden it."))


@public
@require_http_methods(["GET", "HEAD", "POST"])
def public_referral(request: WorkRequest) -> HttpResponse:
    """Tell a unit about somebody, or about oneself. The answer to the form is the receipt."""
    key = id_in(request.POST.get("key", "")) if request.method == "POST" else None
    code = code_of(key) if key else ""
    network = _network(request)
    door = public_door(digest=digest_of_code(code), network=network, at=request.at)
    if not door.units:
        return render(request, "referrals/public_closed.html")
    if door.is_sent:
        return _receipt(request, code)
    units = [(str(one.pk), one.name) for one in door.units]
    at: dict[str, Any] = {"units": units, "at": request.at, "length": length_of(request)}
    if request.method != "POST":
        return _form(request, PublicReferForm(**at), door)
    if door.is_tired or all(one.is_full for one in door.units):
        return _form(request, PublicReferForm(request.POST, **at), door, is_full=True)
    form = PublicReferForm(request.POST, request.FILES, **at)

    def send() -> Sent:
        return refer_publicly(
            facts=form.facts(), unit_id=form.unit_id, key=form.cleaned_data["key"], network=network, at=request.at
        )

    sent = done(form, send)
    if sent is None or sent.result is Sent.CLOSED:
        return _form(request, form, door)
    if sent.result in (Sent.TIRED, Sent.FULL):
        return _form(request, form, door, is_full=True)
    if form.has_masked:
        _warn_of_a_number(request)
    return _receipt(request, "" if sent.result is Sent.SAME else code)


def _form(request: WorkRequest, form: PublicReferForm, door: PublicDoor, *, is_full: bool = False) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "units": door.units, "is_full": is_full}
    status = _TOO_MANY if is_full else 422 if form.is_bound else 200
    return render(request, "referrals/public_referral.html", context, status=status)


def _receipt(request: WorkRequest, code: str) -> HttpResponse:
    """No code: the same words came before, and were given theirs then."""
    return render(request, "referrals/public_sent.html", {"code": code})


@public
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: WorkRequest) -> HttpResponse:
    """Ask by the code what became of it."""
    form = ReceiptForm(request.POST or None)
    if not (form.is_bound and form.is_valid()):
        return form_page(request, "referrals/receipt.html", form)
    code = form.cleaned_data["code"]
    try:
        told = look_by_receipt(code=code, network=_network(request), at=request.at)
    except TooOften:
        return _wait(request, form)
    return _told(request, told, ReceiptAnswerForm(initial={"code": code})) if told else _wrong_code(request, form)


@public
@require_POST
def receipt_answer(request: WorkRequest) -> HttpResponse:
    """Write to the unit by the code."""
    form = ReceiptAnswerForm(request.POST)
    network, code = _network(request), form["code"].value() or ""
    try:
        if form.is_valid():
            data = form.cleaned_data
            told = answer_by_receipt(**_of(data), network=network, at=request.at)
        else:
            told = look_by_receipt(code=code, network=network, at=request.at)
    except TooOften:
        return _wait(request, ReceiptForm({"code": code}))
    if told is None:
        return _wrong_code(request, ReceiptForm({"code": code}))
    if not form.is_valid():
        return _told(request, told, form, status=422)
    if told.is_often:
        form.add_error("text", _("You have written many times today. Ring them instead."))
        return _told(request, told, form, status=_TOO_MANY)
    if form.has_masked:
        _warn_of_a_number(request)
    messages.success(request, _("It is sent."))
    return _told(request, told, ReceiptAnswerForm(initial={"code": code}))


def _of(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in ("code", "key", "text")}


def _told(request: WorkRequest, told: Told, form: ReceiptAnswerForm, *, status: int = 200) -> HttpResponse:
    return render(request, "referrals/receipt_told.html", {"told": told, "form": form}, status=status)


def _wrong_code(request: WorkRequest, form: ReceiptForm) -> HttpResponse:
    if form.is_valid():
        form.add_error("code", _("That is no code of ours. Look at it once more, letter by letter."))
    return form_page(request, "referrals/receipt.html", form)


def _wait(request: WorkRequest, form: ReceiptForm) -> HttpResponse:
    """The same for every code, right or wrong."""
    return render(request, "referrals/receipt.html", {"form": form, "must_wait": True}, status=_TOO_MANY)
