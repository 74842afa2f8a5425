"""Why somebody sees a citizen, and what a unit is told."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Basis(TextChoices):
    """Why a unit sees a citizen. The law's basis is another thing and stands elsewhere."""

    CASE = "case", _("Case")
    REFERRAL = "referral", _("Referral")
    TREATMENT = "treatment", _("Treatment")
    MEETING = "meeting", _("Meeting")
    CONSENT = "consent", _("Consent")
    CONTACT = "contact", _("Standing with the citizen")
    DUTY = "duty", _("On duty")
    LOOKOUT = "lookout", _("Asked to look out")
    GLASS = "glass", _("Broken glass")


#: Opened by one person for themselves, in the street; never more than shared, and never for long (walls.md).
STREET = (Basis.CONTACT, Basis.DUTY, Basis.GLASS)


class LookupWay(TextChoices):
    """Why somebody looks for a citizen whom they do not see."""

    CONTACT = "contact", _("Standing with the citizen")
    GLASS = "glass", _("Life in danger")
    KNOWN = "known", _("Is the citizen known?")
    DUTY = "duty", _("On duty")
    SEEN = "seen", _("Said that somebody is here")


#: How often one person may ask within 24 hours. lookup_daily in the database holds the same table; a test compares.
LOOKUPS_DAILY: dict[str, int] = {
    LookupWay.CONTACT: 10,
    LookupWay.GLASS: 5,
    LookupWay.KNOWN: 20,
    LookupWay.DUTY: 60,
    LookupWay.SEEN: 40,
}


class LookupOutcome(TextChoices):
    """What came of it; nothing yet, when the answer was never asked for."""

    OPENED = "opened", _("Opened")
    KNOWN = "known", _("Seen already")
    TOLD = "told", _("Told whom to call")
    NOBODY = "nobody", _("Nobody found")
    LIMITED = "limited", _("Asked too often")


class Scope(IntegerChoices):
    SHARED = 20, _("Shared")
    CASEWORK = 30, _("Casework")


class NoticeKind(TextChoices):
    """What a unit is told of. The words are a whole sentence: a notice has no other text."""

    DEATH = "death", _("A citizen has died.")
    DEATH_WITHDRAWN = "death_withdrawn", _("A death was recorded by mistake and is withdrawn.")
    CONTACT = "contact", _("Somebody outside the team is standing with a citizen.")
    GLASS = "glass", _("Somebody has broken the glass to see a citizen.")
    ENQUIRY = "enquiry", _("Another unit asks about a citizen.")
    ENQUIRY_ANSWERED = "enquiry_answered", _("An enquiry has been answered.")
    SIGHTING = "sighting", _("A partner has seen a citizen.")
    TIP = "tip", _("A partner has seen somebody. Who is it?")
    LOOKOUT = "lookout", _("Another unit asks you to look out for a citizen.")
    LOOKOUT_OVER = "lookout_over", _("A citizen whom you looked out for has been met, or is sought no more.")
    HANDED_OVER = "handed_over", _("You have a citizen on your list whom you did not have before.")
    QUESTION = "question", _("A colleague asks about a contact.")
    ANSWER = "answer", _("A question about a contact is answered.")
    THANKS = "thanks", _("A colleague thanks you for a contact.")
    SAFETY = "safety", _("A colleague went in, and has not said that they are out. Call now.")
    SAFETY_AGAIN = "safety_again", _("A colleague has still not said that they are out. Call, and go there.")
    REFERRAL = "referral", _("A referral has come.")
    REFERRAL_STEP = "referral_step", _("Something has become of a referral.")
    REFERRAL_WORD = "referral_word", _("Somebody has written to you about a referral.")
    REFERRAL_BACK = "referral_back", _("Nobody has looked at a referral in time.")
    REFERRAL_REVIEW = "referral_review", _("Somebody on the waiting list is to be looked at again.")
    DEADLINE = "deadline", _("A deadline of fourteen days runs out.")


#: `about_id` is the referral's.
REFERRED = (
    NoticeKind.REFERRAL,
    NoticeKind.REFERRAL_STEP,
    NoticeKind.REFERRAL_WORD,
    NoticeKind.REFERRAL_BACK,
    NoticeKind.REFERRAL_REVIEW,
)
#: Told without a citizen: of an answer, of somebody unknown, of a colleague, of a referral, of a deadline.
ABOUT_NOBODY = (
    NoticeKind.ENQUIRY_ANSWERED,
    NoticeKind.TIP,
    NoticeKind.SAFETY,
    NoticeKind.SAFETY_AGAIN,
    *REFERRED,
    NoticeKind.DEADLINE,
)
