from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from udsatte.accounts.models.people import User
from udsatte.accounts.querysets import SessionQuerySet
from udsatte.accounts.sessions import SessionStore


class Session(AbstractBaseSession):
    """A browser in which somebody is signed in, or in which a sign-in is under way (then nobody's yet).

    Its end (`expire_date`) is the nearer of the idle and the absolute limit. No address of a network is kept: what
    a person needs in order to know her own devices is the kind of browser, and when it was used.
    """

    web_grants = "SIUD"

    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    browser = models.CharField(max_length=20, blank=True)
    system = models.CharField(max_length=20, blank=True)
    signed_in_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(help_text="To within SESSION_NOTED_EVERY: not every request writes it down.")

    objects = SessionQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="session_of_somebody_has_a_beginning",
                condition=Q(user__isnull=True, signed_in_at__isnull=True)
                | Q(user__isnull=False, signed_in_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.handle

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        return SessionStore

    @property
    def handle(self) -> str:
        """What a page calls it: the key itself would open the session for whoever reads the page."""
        return salted_hmac("udsatte.accounts.sessions", self.session_key, algorithm="sha256").hexdigest()[:32]
