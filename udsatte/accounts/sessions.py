"""Sessions that know whose they are: `SESSION_ENGINE`.

The row's `expire_date` is the nearer of two limits, and loading a session asks for it in the one statement that it
takes anyway: SESSION_IDLE after the last use, and SESSION_ABSOLUTE after the sign-in. A use is written down when the
last one noted is SESSION_NOTED_EVERY old, so that reading costs no write.
"""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

if TYPE_CHECKING:
    from udsatte.accounts.models import Session

#: In the session: when the person signed in, as seconds since 1970, and with what (browser, system).
SIGNED_IN = "signed_in_at"
DEVICE = "device"


class SessionStore(DatabaseStore):
    """Django's sessions in the database, with the person, the device and the times in columns of their own."""

    _row: "Session | None" = None

    @classmethod
    def get_model_class(cls) -> "type[Session]":
        from udsatte.accounts.models import Session

        return Session

    def _get_session_from_db(self) -> "Session | None":
        self._row = super()._get_session_from_db()  # type: ignore[misc]
        return self._row

    def create_model_instance(self, data: dict[str, Any]) -> "Session":
        """The row as it is to be stored. A session that somebody signed in to carries the time of it from now on."""
        at = timezone.now()
        user_id = data.get(SESSION_KEY)
        signed_in_at = None
        if user_id is not None:
            signed_in_at = datetime.fromtimestamp(data.setdefault(SIGNED_IN, at.timestamp()), UTC)
        browser, system = data.get(DEVICE) or ("", "")
        self._row = self.get_model_class()(
            session_key=self._get_or_create_session_key(),  # type: ignore[attr-defined]
            session_data=self.encode(data),
            expire_date=ends(signed_in_at, at),
            user_id=user_id,
            browser=browser,
            system=system,
            signed_in_at=signed_in_at,
            last_used_at=at,
        )
        return self._row

    def note_use(self, at: datetime) -> None:
        """Move the idle limit on, unless that was done a moment ago. A session that has ended meanwhile stays ended."""
        row = self._row
        if row is None or row.user_id is None or at - row.last_used_at < settings.SESSION_NOTED_EVERY:
            return
        self.get_model_class().objects.filter(pk=row.pk).update(last_used_at=at, expire_date=ends(row.signed_in_at, at))


def ends(signed_in_at: datetime | None, at: datetime) -> datetime:
    """When a session that is used at `at` ends, if it is not used again."""
    if signed_in_at is None:
        return at + settings.SESSION_STRANGER
    return min(at + settings.SESSION_IDLE, signed_in_at + settings.SESSION_ABSOLUTE)
