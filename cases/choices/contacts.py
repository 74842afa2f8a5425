"""Where and how people meet, and what each outcome does to the clocks (domain.md, "Words and facts")."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FocusArea(TextChoices):
    """Where the target group gathers (000); a focus area belongs to a place."""

    VESTERBRO = "vesterbro", "Vesterbro"
    NORDVEST = "nordvest", "Nordvest"
    SYDHAVNEN = "sydhavnen", "Sydhavnen"
    SUNDHOLM = "sundholm", "Sundholm"


class PlaceKind(TextChoices):
    STREET = "street", _("Street or square")
    SHELTER = "shelter", _("Hostel")
    NIGHT_CAFE = "night_cafe", _("Night café")
    DROP_IN = "drop_in", _("Drop-in centre")
    CONSUMPTION_ROOM = "consumption_room", _("Drug consumption room")
    HOME = "home", _("Home")
    HOSPITAL = "hospital", _("Hospital")
    OFFICE = "office", _("Office")


class Medium(TextChoices):
    IN_PERSON = "in_person", _("In person")
    PHONE = "phone", _("By phone")
    MESSAGE = "message", _("By message")


class Initiative(TextChoices):
    """Who made the contact happen (003)."""

    OURS = "ours", _("Ours")
    CITIZEN = "citizen", _("The citizen's")
    TIP = "tip", _("A tip from others")


class Outcome(TextChoices):
    MET = "met", _("Met")
    NOT_MET = "not_met", _("Not met")
    REFUSED = "refused", _("Refused")
    MISSED = "missed", _("Appointment missed")


class Clock(TextChoices):
    MET = "met"
    SEEN = "seen"
    SPOKEN = "spoken"
    ATTEMPT = "attempt"


_REMOTE: dict[str, set[Clock]] = {
    Outcome.MET: {Clock.SPOKEN},
    Outcome.REFUSED: {Clock.SPOKEN},
    Outcome.NOT_MET: {Clock.ATTEMPT},
    Outcome.MISSED: {Clock.ATTEMPT},
}


#: Which clocks a line moves. The trigger clock_recompute holds the same table; a test compares the two.
MOVES: dict[str, dict[str, set[Clock]]] = {
    Medium.IN_PERSON: {
        Outcome.MET: {Clock.MET, Clock.SEEN},
        Outcome.REFUSED: {Clock.SEEN},
        Outcome.NOT_MET: {Clock.ATTEMPT},
        Outcome.MISSED: {Clock.ATTEMPT},
    },
    Medium.PHONE: _REMOTE,
    Medium.MESSAGE: _REMOTE,
}


class ServiceResponse(TextChoices):
    OFFERED = "offered", _("Offered")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Declined")


class AdditionKind(TextChoices):
    """What is said to a signed note later. Thanks and questions are a colleague's, never the author's own."""

    ADDITION = "addition", _("Addition")
    QUESTION = "question", _("Question")
    ANSWER = "answer", _("Answer")
    THANKS = "thanks", _("Thanks")


class StaffTopic(TextChoices):
    """What was done with the staff of a place, about no citizen (004)."""

    ADVICE = "advice", _("Advice")
    SUPERVISION = "supervision", _("Supervision")
    TEACHING = "teaching", _("Teaching")
    AGREEMENT = "agreement", _("Agreement on the cooperation")


class ContactSource(TextChoices):
    LOGGED = "logged", _("Logged")
    IMPORTED = "imported", _("Imported")
