"""The words of a referral, and from which state it may go to which."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Door(TextChoices):
    """By which way it came in."""

    PHONE = "phone", _("By telephone")
    MAIL = "mail", _("By mail")
    MEETING = "meeting", _("At a meeting")
    SIGNED_IN = "signed_in", _("Signed in")
    PUBLIC = "public", _("The public page")


class Sender(TextChoices):
    """Who asks. PROFESSIONAL: somebody whose unit has no place here."""

    UNIT = "unit", _("A unit")
    PROFESSIONAL = "professional", _("A professional")
    CITIZEN = "citizen", _("The citizen themself")
    RELATIVE = "relative", _("A relative")
    NGO = "ngo", _("A volunteer or an association")


#: Who is told only that it was received, seen and dealt with: that somebody is known here is confidential.
PRIVATE = frozenset({Sender.CITIZEN, Sender.RELATIVE, Sender.NGO})


class Kind(TextChoices):
    """What it is about (003; kriminalforsorgens udslusning; serviceloven § 110)."""

    ORDINARY = "ordinary", _("Ordinary")
    LEAVING_TREATMENT = "leaving", _("On the way out of treatment")
    SHELTER = "shelter", _("Admission under § 110")
    DISCHARGE = "discharge", _("Planned discharge")
    RELEASE = "release", _("Release from custody")
    CONCERN = "concern", _("Concern")


class Basis(TextChoices):
    """By which right a unit tells another one of a citizen. Nothing said: the sender is told no outcome."""

    CONSENT = "consent", _("Consent")
    SUL_41 = "sul_41", _("Sundhedsloven § 41 (treatment)")
    SUL_43 = "sul_43", _("Sundhedsloven § 43 (other purposes)")
    DBL_6 = "dbl_6", _("Databeskyttelsesloven §§ 6-8 (forvaltningsloven § 28)")
    RSL_11A = "rsl_11a", _("Retssikkerhedsloven § 11 a")
    RSL_11C = "rsl_11c", _("Retssikkerhedsloven § 11 c")
    RPL_115 = "rpl_115", _("Retsplejeloven § 115 (PSP, KSP), never for investigation")


class Status(TextChoices):
    """What the receiving unit has made of it."""

    OPEN = "open", _("To be decided")
    WAITING = "waiting", _("On the waiting list")
    ACCEPTED = "accepted", _("Taken up")
    STARTED = "started", _("Begun")
    COMPLETED = "completed", _("Completed")
    ENDED = "ended", _("Ended")
    REDIRECTED = "redirected", _("Sent on")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


#: From a state, to which, by a person. WAITING to itself: looked at again. ACCEPTED: the first meeting was missed.
TRANSITIONS: dict[str, frozenset[str]] = {
    Status.OPEN: frozenset({Status.ACCEPTED, Status.WAITING, Status.REDIRECTED, Status.DECLINED, Status.WITHDRAWN}),
    Status.WAITING: frozenset({Status.WAITING, Status.ACCEPTED, Status.REDIRECTED, Status.DECLINED, Status.WITHDRAWN}),
    Status.ACCEPTED: frozenset({Status.ACCEPTED, Status.STARTED, Status.ENDED}),
    Status.STARTED: frozenset({Status.COMPLETED, Status.ENDED}),
    Status.COMPLETED: frozenset(),
    Status.ENDED: frozenset(),
    Status.REDIRECTED: frozenset(),
    Status.DECLINED: frozenset(),
    Status.WITHDRAWN: frozenset(),
}
#: Somebody is to decide it, or to look at it again.
UNDECIDED = frozenset({Status.OPEN, Status.WAITING})
#: Taken up, and not over.
GOING_ON = frozenset({Status.ACCEPTED, Status.STARTED})


class Decline(TextChoices):
    """Why a unit says no (001: the reasons that ordinary offers give). MISSED is refused inside the municipality."""

    DRUGS = "drugs", _("Because of drug or alcohol use")
    MENTAL_ILLNESS = "mental", _("Because of mental illness")
    MISSED = "missed", _("Did not turn up")
    NOT_OURS = "not_ours", _("Outside our target group")
    NO_ROOM = "no_room", _("No room")
    REFUSED = "refused", _("The citizen does not want it")
    OTHER = "other", _("Something else")


class Barrier(TextChoices):
    """What keeps the citizen from coming (001)."""

    GANG = "gang", _("Conflict or gang at the place")
    TRANSPORT = "transport", _("Transport")
    HOURS = "hours", _("Opening hours")


class Need(IntegerChoices):
    """In which order those who wait are taken."""

    FIRST = 1, _("First")
    SOON = 2, _("Soon")
    CAN_WAIT = 3, _("Can wait")


class Verdict(TextChoices):
    """Whether a criterion holds, by a professional's judgement."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Do not know")


class Room(TextChoices):
    """Whether a unit has room for the next one, as it says itself."""

    ROOM = "room", _("Has room")
    LITTLE = "little", _("Little room")
    FULL = "full", _("Is full")


class MessageState(TextChoices):
    """How far a word on its way has come: what a transport may move."""

    DRAFT = "draft", _("Draft")
    QUEUED = "queued", _("Waits to be sent")
    SENT = "sent", _("Sent")
    ACKNOWLEDGED = "acknowledged", _("Read")
    FAILED = "failed", _("Did not arrive")


class Transport(TextChoices):
    """The way that a word goes."""

    HERE = "here", _("Here in the system")
    RECEIPT = "receipt", _("The receipt's page")
    EMAIL = "email", _("E-mail")


class TellWay(TextChoices):
    """By which way the sender is told that something has changed, as they chose. By e-mail: only that there is news."""

    HERE = "here", _("In the app")
    EMAIL = "email", _("Also by e-mail")
    CODE = "code", _("By the receipt code")
    CODE_EMAIL = "code_email", _("By the receipt code, and by e-mail that there is news")
    PHONE = "phone", _("By telephone")


#: Who asks with a code, and reads there what was said.
BY_CODE = frozenset({TellWay.CODE, TellWay.CODE_EMAIL})


class Change(TextChoices):
    """What has changed of a referral."""

    SEEN = "seen", _("Seen")
    STEP = "step", _("Something has become of it")
    WORD = "word", _("A word was written")
    BACK = "back", _("Nobody has looked at it in time")


class MeetingOutcome(TextChoices):
    """What came of the first meeting."""

    PLANNED = "planned", _("Planned")
    ATTENDED = "attended", _("Came")
    MISSED = "missed", _("Did not come")
    CALLED_OFF = "called_off", _("Called off")


class Try(TextChoices):
    """What somebody without a sign-in has done on the public page."""

    SEND = "send", _("Sent")
    LOOK = "look", _("Asked with a code that is none")


class GuaranteeException(TextChoices):
    """Why the fourteen days do not hold (serviceloven § 101 stk. 5), or are no longer asked for."""

    CHOSE = "chose", _("The citizen chose another place")
    TOOK_BACK = "took_back", _("The citizen no longer wants it")
    DIED = "died", _("The citizen has died")


class PaymentPer(TextChoices):
    """What an amount of a payment commitment is for."""

    IN_ALL = "in_all", _("In all")
    MONTH = "month", _("A month")
    DAY = "day", _("A day")


class PaymentAnswer(TextChoices):
    """What a payer says. None as long as nobody has answered."""

    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Not granted")
