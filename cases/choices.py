"""The words of casework, and what each outcome does to the clocks (domain.md, "Words and facts")."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

from udsatte.accounts.choices import District as District  # the kernel's directory speaks of districts, too


class Sex(TextChoices):
    """Sex as registered (CPR), never the citizen's own word for themselves."""

    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    UNKNOWN = "unknown", _("Not known")


class ListKind(TextChoices):
    """What a list holds that is taken in or given out."""

    CITIZENS = "citizens", _("Citizens")
    CONTACTS = "contacts", _("Contacts")


class ImportState(TextChoices):
    """How far a list on its way in has come."""

    READ = "read", _("Say what the columns are")
    MAPPED = "mapped", _("Being tried")
    TRIED = "tried", _("Ready")
    RUNNING = "running", _("Being taken in")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")


#: From a state, to which, by a person. The work itself leads from MAPPED to TRIED and from RUNNING to DONE.
IMPORT_TRANSITIONS: dict[str, frozenset[str]] = {
    ImportState.READ: frozenset({ImportState.MAPPED, ImportState.STOPPED}),
    ImportState.MAPPED: frozenset({ImportState.STOPPED}),
    ImportState.TRIED: frozenset({ImportState.RUNNING, ImportState.STOPPED}),
    ImportState.RUNNING: frozenset({ImportState.STOPPED}),
    ImportState.DONE: frozenset(),
    ImportState.STOPPED: frozenset(),
}


class ExportState(TextChoices):
    """How far a list on its way out has come."""

    RUNNING = "running", _("Being made")
    DONE = "done", _("Ready")
    STOPPED = "stopped", _("Stopped")


class WhyStopped(TextChoices):
    """Why work in the background came to no end."""

    ASKED = "asked", _("You stopped it.")
    RIGHTS = "rights", _("The person who asked may not do this any more.")
    TIME = "time", _("Nobody carried it out in time.")


class ExportFormat(TextChoices):
    XLSX = "xlsx", _("Workbook (XLSX)")
    CSV = "csv", _("Text (CSV)")


class RowOutcome(TextChoices):
    """What came of a row of a list, or would come of it."""

    MADE = "made", _("taken in")
    SAME = "same", _("unchanged")
    DIFFERENT = "different", _("differs, left as it is")
    WAITING = "waiting", _("awaits match")
    BAD = "bad", _("bad row")


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
    CPR = "cpr", _("CPR number")


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


#: How often one person may ask within 24 hours. lookup_daily in the database holds the same table; a test compares.
LOOKUPS_DAILY: dict[str, int] = {
    LookupWay.CONTACT: 10,
    LookupWay.GLASS: 5,
    LookupWay.KNOWN: 20,
    LookupWay.DUTY: 60,
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


class CaseStatus(TextChoices):
    """Where a case stands. A person moves it, with a reason; silence never does (001)."""

    ACTIVE = "active", _("Active")
    RESTING = "resting", _("Resting")
    SEARCHING = "searching", _("Sought")
    AFTERCARE = "aftercare", _("Aftercare")
    CLOSED = "closed", _("Closed")


#: The unit works with the citizen: on lists, open for contacts, about somebody's caseload.
OPEN_STATUSES: tuple[str, ...] = tuple(status for status in CaseStatus.values if status != CaseStatus.CLOSED)
#: States that somebody looks at again on a day: so that waiting never becomes forgetting.
WAITING_STATUSES = frozenset({CaseStatus.RESTING, CaseStatus.SEARCHING})

#: From a status, to which. Waiting can be prolonged. Who is sought is found before anything ends.
#: The trigger case_step holds the same table; a test compares the two.
CASE_TRANSITIONS: dict[str, frozenset[str]] = {
    CaseStatus.ACTIVE: frozenset(
        {CaseStatus.RESTING, CaseStatus.SEARCHING, CaseStatus.AFTERCARE, CaseStatus.CLOSED},
    ),
    CaseStatus.RESTING: frozenset(
        {CaseStatus.ACTIVE, CaseStatus.RESTING, CaseStatus.SEARCHING, CaseStatus.AFTERCARE, CaseStatus.CLOSED},
    ),
    CaseStatus.SEARCHING: frozenset({CaseStatus.ACTIVE, CaseStatus.RESTING, CaseStatus.SEARCHING, CaseStatus.CLOSED}),
    CaseStatus.AFTERCARE: frozenset({CaseStatus.ACTIVE, CaseStatus.SEARCHING, CaseStatus.CLOSED}),
    CaseStatus.CLOSED: frozenset({CaseStatus.ACTIVE}),
}


class DeathSource(TextChoices):
    """From whom we know that somebody has died."""

    HOSPITAL = "hospital", _("The hospital")
    POLICE = "police", _("The police")
    CPR = "cpr", _("The CPR register")
    RELATIVE = "relative", _("A relative")
    COLLEAGUE = "colleague", _("A colleague")
    OTHER = "other", _("Somebody else")


class NoticeKind(TextChoices):
    """What a unit is told of. The words are a whole sentence: a notice has no other text."""

    DEATH = "death", _("A citizen has died.")
    DEATH_WITHDRAWN = "death_withdrawn", _("A death was recorded by mistake and is withdrawn.")
    CONTACT = "contact", _("Somebody outside the team is standing with a citizen.")
    GLASS = "glass", _("Somebody has broken the glass to see a citizen.")
    ENQUIRY = "enquiry", _("Another unit asks about a citizen.")
    ENQUIRY_ANSWERED = "enquiry_answered", _("An enquiry has been answered.")


class ClosedCause(TextChoices):
    """Why a case is closed, to be counted. That somebody does not turn up is none of them."""

    MANAGES = "manages", _("Manages without us")
    HANDED_OVER = "handed_over", _("Others have taken over")
    MOVED = "moved", _("Moved, and received there")
    WISH = "wish", _("The citizen's own wish")
    DEAD = "dead", _("Dead")
    MISTAKE = "mistake", _("Opened by mistake")
    EARLIER = "earlier", _("Closed before causes were written down")


#: Nobody is left to look after: the only causes that need no aftercare first.
CLOSED_AT_ONCE = frozenset({ClosedCause.DEAD, ClosedCause.MISTAKE})


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


class ContactSource(TextChoices):
    LOGGED = "logged", _("Logged")
    IMPORTED = "imported", _("Imported")
