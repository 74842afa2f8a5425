"""A form knows whose it is, and in which unit: nothing is saved in another's name, or in another place of work."""

from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest

OWNER_FIELD = "_owner"
_signer = Signer(salt="udsatte.web.guard")

#: Hidden fields that a form gets anew when it is shown again.
RENEWED = frozenset({"csrfmiddlewaretoken"})

#: Never shown again, whatever form they were typed in.
SECRET = frozenset({"password", "oldpassword", "password1", "password2", "code"})


def owner_token(user_id: UUID, unit_id: UUID | None = None) -> str:
    """What a form carries to say whose it is, and where that person was at work."""
    return _signer.sign(f"{user_id}@{unit_id or ''}")


def owner_of(request: HttpRequest) -> str | None:
    """The person whose form was posted, or None when the form says nothing that we signed."""
    return _said(request)[0]


def place_of(request: HttpRequest) -> str | None:
    """The unit in which the form was opened, or None when it says none."""
    return _said(request)[1]


def _said(request: HttpRequest) -> tuple[str | None, str | None]:
    try:
        user, _, unit = _signer.unsign(request.POST.get(OWNER_FIELD, "")).partition("@")
    except BadSignature:
        return None, None
    return user, unit or None


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Everything that was posted, in order, to be shown again."""
    return [(name, value) for name, values in request.POST.lists() if name not in RENEWED | SECRET for value in values]
