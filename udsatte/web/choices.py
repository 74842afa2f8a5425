"""What a message is, and what became of it."""

from django.db.models import TextChoices


class MessageKind(TextChoices):
    """What a message says: `templates/mail/<kind>.txt`."""

    DIGEST = "digest", "Today's follow-ups"
    INVITATION = "invitation", "The link with which somebody chooses a password"
    SAFETY = "safety", "A colleague has not said that they are out"
    SAFETY_AGAIN = "safety_again", "The same, some time later"
    REFERRAL_NEWS = "referral_news", "News of referrals that the person has sent"
    RECEIPT_NEWS = "receipt_news", "News for somebody who asks by a receipt code"


class MessageChannel(TextChoices):
    """How it reaches the person."""

    EMAIL = "email", "E-mail"


class MessageState(TextChoices):
    """Where it stands. All but the first are final."""

    WAITING = "waiting", "Waiting"
    SENT = "sent", "Sent"
    EXPIRED = "expired", "Too late to be of use"
    WITHDRAWN = "withdrawn", "Nothing left to say"
    SHUT_OUT = "shut_out", "The person has left"
    GIVEN_UP = "given_up", "Refused by the mail server, or tried too often"
