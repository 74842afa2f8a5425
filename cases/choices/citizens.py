"""What is known of a citizen."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Sex(TextChoices):
    """Sex as registered (CPR), never the citizen's own word for themselves."""

    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    UNKNOWN = "unknown", _("Not known")


class Known(TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class OwnDoctor(TextChoices):
    NAMED = "named", _("Has one")
    NONE = "none", _("Has none")
    UNKNOWN = "unknown", _("Not known")


class Children(TextChoices):
    WITH = "with", _("With the citizen")
    ELSEWHERE = "elsewhere", _("Elsewhere")
    BOTH = "both", _("Some with the citizen")
    NONE = "none", _("None")
    UNKNOWN = "unknown", _("Not known")


class ResidenceBasis(TextChoices):
    """On what somebody is in the country. Nobody is asked without a reason."""

    NOT_ASKED = "not_asked", _("Not asked")
    DANISH = "danish", _("Danish citizen")
    NORDIC = "nordic", _("Nordic citizen")
    EU = "eu", _("EU or EEA citizen")
    PERMIT = "permit", _("Residence permit")
    ASYLUM = "asylum", _("Asylum being decided")
    NONE = "none", _("None")
    UNCLEAR = "unclear", _("Asked, and unclear")


class MayBeTold(TextChoices):
    """What the citizen agreed that a relative may be told."""

    NOTHING = "nothing", _("Nothing")
    KNOWN = "known", _("That we know the citizen")
    WELL = "well", _("That the citizen is well")
    AGREED = "agreed", _("What was agreed")


class IdentifierKind(TextChoices):
    """What identifies a citizen (standards.md 1). A citizen may have several at once."""

    CPR = "cpr", _("CPR number")
    X_ECPR = "x_ecpr", "X-eCPR"
    D_ECPR = "d_ecpr", "D-eCPR"
    MUNICIPAL = "municipal", _("Municipal replacement number")
    NONE = "none", _("No number")


#: Unique with whoever issued it only: two issuers may have given the same signs to two people.
ISSUED = (IdentifierKind.D_ECPR, IdentifierKind.MUNICIPAL)


class NoNumber(TextChoices):
    """Why a citizen has no number here. It says nothing of the right to stay."""

    ABROAD = "abroad", _("Has no Danish number")
    WITHHELD = "withheld", _("Does not want to say it")
    UNKNOWN = "unknown", _("Nobody knows it yet")


class IdentifierEnd(TextChoices):
    """Why a number ended. One that held still leads to the citizen; a mistake leads to nobody."""

    REPLACED = "replaced", _("It was the citizen's, and holds no more")
    MISTAKE = "mistake", _("It is not the citizen's")


class EnquiryAnswer(TextChoices):
    """What the coordinator of the unit with the case answers to whoever asked."""

    SHARED = "shared", _("Shared")
    CONTACT = "contact", _("Call")
    REFUSED = "refused", _("Not shared")


class DeathSource(TextChoices):
    """From whom we know that somebody has died."""

    HOSPITAL = "hospital", _("The hospital")
    POLICE = "police", _("The police")
    CPR = "cpr", _("The CPR register")
    RELATIVE = "relative", _("A relative")
    COLLEAGUE = "colleague", _("A colleague")
    OTHER = "other", _("Somebody else")
