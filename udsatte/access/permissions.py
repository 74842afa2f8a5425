"""What each role may do at all. Which citizens they may do it with is the ground's business (walls.md).

The tables here are printed into docs/security.md by `manage.py protect --document`, and a test compares.
"""

from django.db.models import TextChoices

from udsatte.accounts.choices import Role

#: How much of a citizen a scope opens. Existence is a function, never a row (walls.md).
SHARED = 20
CASEWORK = 30
#: Rows between two units that lead to no citizen: a unit's own referrals, sent and received (docs/adr/0016).
OWN = 10

#: The most a role may ever see, whatever the ground says. Effective right = min(ceiling, the ground's scope).
CEILING: dict[str, int] = {
    Role.CASEWORKER: CASEWORK,
    Role.COORDINATOR: CASEWORK,
    Role.SOCIAL_WORKER: CASEWORK,
    Role.NURSE: CASEWORK,
    Role.DOCTOR: CASEWORK,
    Role.MANAGER: SHARED,
    Role.REGION_PARTNER: SHARED,
    Role.REFERRER: OWN,
    Role.AUDITOR: 0,
    Role.ADMINISTRATOR: 0,
}


class Permission(TextChoices):
    """One thing that a page or an action asks for. The value is stable: it stands in tests and documents."""

    ACCOUNT = "account", "Sign in, change own password, switch membership"
    TODAY = "today", "Open I dag"
    CITIZEN_READ = "citizen.read", "Open a citizen and the unit's list"
    CITIZEN_WRITE = "citizen.write", "Make and change a citizen"
    CITIZEN_REVEAL = "citizen.reveal", "Reveal a CPR number (logged)"
    CITIZEN_FIND = "citizen.find", "Ask for a citizen whom one does not see: standing with them, known, on duty"
    CITIZEN_GLASS = "citizen.glass", "Break the glass: life is in danger"
    GROUND_OPENED = "ground.opened", "Read who else has opened the unit's citizens, and end it"
    ENQUIRY = "enquiry", "Answer a unit that asked about a citizen of this one"
    CONTACT_LOG = "contact.log", "Log a contact, add to a note"
    CONTACT_STRIKE = "contact.strike", "Strike a line on the wrong citizen"
    CONTACT_STRUCK = "contact.struck", "Read the page of struck lines"
    CONTACT_INTAKE = "contact.intake", "Decide what becomes of contacts that were written without a net"
    CALL = "call", "Write down who has rung, and read what the unit was told of people"
    TIP = "tip", "Say who it is that the unit was told of, or set it aside"
    VISIT = "visit", "Say where one goes in, and when one will be out"
    SEEN_HERE = "seen.here", "Tell that somebody is here, and get no answer"
    REFERRAL = "referral", "Write a referral, read what the own unit has sent and received"
    DECLINES = "declines", "Read how often referrals were declined, by whom and why"
    TRIAGE = "triage", "Decide what becomes of a referral to the own unit"
    FOLLOWUP = "followup", "Read and finish follow-ups"
    FOLLOWUP_UNIT = "followup.unit", "Be reminded of the follow-ups that nobody in the unit owns"
    NOTICES = "notices", "Read and mark what the unit was told"
    CASE_ASSIGN = "case.assign", "Change who a citizen's caseworker is"
    CASE_CLOSE = "case.close", "Move a case from state to state: rest, search, aftercare, close, reopen"
    CASELOAD_READ = "caseload.read", "See how many citizens each colleague has, and who is away"
    CASELOAD_PLAN = "caseload.plan", "Say who is away, who stands in, and how many citizens somebody has room for"
    CASELOAD_IMPORT = "caseload.import", "Import a caseload"
    CASELOAD_EXPORT = "caseload.export", "Take the unit's citizens and contacts out as a file (logged)"
    CITIZEN_LOOKS = "citizen.looks", "Make the citizen's list of who has looked"
    AUDIT = "audit", "Read the access log, review the month's sample"
    PEOPLE_READ = "people.read", "See who is in the own unit"
    PEOPLE = "people", "Invite people, change and end their places"
    DIRECTORY = "directory", "Read the directory"
    DIRECTORY_KEEP = "directory.keep", "Keep the directory"
    DUTY = "duty", "See who answers now and tonight"
    DUTY_PLAN = "duty.plan", "Plan who answers"


_EVERYBODY = frozenset({Permission.ACCOUNT, Permission.TODAY, Permission.DUTY, Permission.DIRECTORY})
#: Whoever may ever be shown a citizen may also ask for one; the database asks for the same ceiling (ADR 12).
_SHARED = _EVERYBODY | {
    Permission.CITIZEN_READ,
    Permission.CITIZEN_FIND,
    Permission.CITIZEN_GLASS,
    Permission.NOTICES,
    Permission.REFERRAL,
}
_FIELD = _SHARED | {
    Permission.CITIZEN_WRITE,
    Permission.CITIZEN_REVEAL,
    Permission.CONTACT_LOG,
    Permission.CONTACT_STRIKE,
    Permission.CALL,
    Permission.VISIT,
    Permission.FOLLOWUP,
    Permission.CASE_ASSIGN,
    Permission.CASE_CLOSE,
    Permission.CASELOAD_READ,
}

MAY: dict[str, frozenset[Permission]] = {
    Role.CASEWORKER: _FIELD,
    Role.COORDINATOR: _FIELD
    | {
        Permission.TRIAGE,
        Permission.DECLINES,
        Permission.CONTACT_STRUCK,
        Permission.CONTACT_INTAKE,
        Permission.FOLLOWUP_UNIT,
        Permission.GROUND_OPENED,
        Permission.ENQUIRY,
        Permission.CASELOAD_PLAN,
        Permission.TIP,
        Permission.CASELOAD_IMPORT,
        Permission.CASELOAD_EXPORT,
        Permission.DUTY_PLAN,
        Permission.CITIZEN_LOOKS,
        Permission.PEOPLE_READ,
    },
    Role.SOCIAL_WORKER: _FIELD | {Permission.TRIAGE},
    Role.NURSE: _FIELD | {Permission.TRIAGE},
    Role.DOCTOR: _FIELD | {Permission.TRIAGE},
    Role.MANAGER: _SHARED
    | {
        Permission.CASELOAD_READ,
        Permission.CASELOAD_PLAN,
        Permission.DECLINES,
        Permission.DUTY_PLAN,
        Permission.PEOPLE_READ,
    },
    Role.REGION_PARTNER: _SHARED | {Permission.SEEN_HERE, Permission.TRIAGE},
    Role.REFERRER: _EVERYBODY | {Permission.SEEN_HERE, Permission.REFERRAL},
    Role.AUDITOR: _EVERYBODY | {Permission.AUDIT},
    Role.ADMINISTRATOR: _EVERYBODY
    | {
        Permission.PEOPLE_READ,
        Permission.PEOPLE,
        Permission.DIRECTORY_KEEP,
        Permission.DUTY_PLAN,
    },
}


def roles_with(permission: Permission) -> list[str]:
    """The roles that have it, for a query."""
    return [role for role, may in MAY.items() if permission in may]
