"""The link with which somebody chooses a password: valid three days, and once."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse

from udsatte.accounts.models import User


class InvitationToken(PasswordResetTokenGenerator):
    """A token that ends with the first password, the first sign-in, a new e-mail, or when the person is shut out.

    It lasts settings.PASSWORD_RESET_TIMEOUT seconds.
    """

    key_salt = "udsatte.accounts.invitations"

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.is_active}"


def invitation_link(user: User) -> str:
    """The whole address, to be handed over in person or by a safe way: whoever has it may choose the password."""
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user.pk.hex, "key": InvitationToken().make_token(user)},
    )
    return f"{settings.PUBLIC_URL.rstrip('/')}{path}"


def invitation_ends_at(made_at: datetime) -> datetime:
    """When a link made at `made_at` stops working."""
    return datetime.fromtimestamp(made_at.timestamp() + settings.PASSWORD_RESET_TIMEOUT, made_at.tzinfo)
