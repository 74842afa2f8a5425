"""A form knows whose it is: what one person typed is never saved in another's name."""

from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest

OWNER_FIELD = "_owner"
_signer = Signer(salt="udsatte.web.guard")

#: Hidden fields that a form gets anew when it is shown again.
RENEWED = frozenset({"csrfmiddlewaretoken"})

#: Never shown again, whatever form they were typed in.
SECRET = frozenset({"password", "oldpassword", "password1", "password2", "code"})


def owner_token(user_id: UUID) -> str:
    """What a form carries to say whose it is."""
    return _signer.sign(str(user_id))


def owner_of(request: HttpRequest) -> str | None:
    """The person whose form was posted, or None when the form says nothing that we signed."""
    try:
        return _signer.unsign(request.POST.get(OWNER_FIELD, ""))
    except BadSignature:
        return None


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Everything that was posted, in order, to be shown again."""
    return [(name, value) for name, values in request.POST.lists() if name not in RENEWED | SECRET for value in values]
