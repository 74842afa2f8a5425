"""How each address is asked: with which id, and with what in the form that it takes."""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import reverse

from tests.database import as_owner
from tests.proof.browser import Browser
from tests.proof.world import CPR, RECEIPT, Subject, World

Form = dict[str, Any]

#: In which relation (world.RELATIONS, referred.AS) the form at this address can be filled in; else in "own".
ABOUT = {
    "cases:ground_close": "stood",
    "referrals:consent_end": "closed",
    "referrals:referral_withdraw": "closed",
    "referrals:draft": "ended",
    "referrals:draft_throw_away": "ended",
}

#: Whose id stands in the address.
OF = {
    "cases:citizen": "citizen",
    "cases:citizen_change": "citizen",
    "cases:citizen_print": "citizen",
    "cases:citizen_reveal": "citizen",
    "cases:citizen_about": "citizen",
    "cases:citizen_alike": "citizen",
    "cases:citizen_apart": "citizen",
    "cases:citizen_merge": "citizen",
    "cases:citizen_unmerge": "citizen",
    "cases:citizen_particulars": "citizen",
    "cases:citizen_background": "citizen",
    "cases:relative_new": "citizen",
    "cases:relative_end": "relative",
    "cases:citizen_died": "citizen",
    "cases:death_withdraw": "citizen",
    "cases:citizen_numbers": "citizen",
    "cases:identifier_new": "citizen",
    "cases:identifier_reveal": "identifier",
    "cases:identifier_end": "identifier",
    "cases:enquiry_answer": "enquiry",
    "cases:enquiry_end": "shared_enquiry",
    "cases:pending_take": "pending",
    "cases:risk_story_new": "citizen",
    "cases:follow_up_new": "citizen",
    "cases:follow_up_done": "follow_up",
    "cases:follow_up_change": "follow_up",
    "cases:import_job": "import_job",
    "cases:import_map": "import_job",
    "cases:import_run": "import_job",
    "cases:import_stop": "import_job",
    "cases:import_bad": "import_job",
    "cases:export_job": "export_job",
    "cases:export_file": "export_job",
    "cases:intake_file": "intake",
    "cases:intake_aside": "intake",
    "cases:case_assign": "case",
    "cases:notice_seen": "notice",
    "cases:leave_stop": "leave",
    "cases:capacity_change": "membership",
    "cases:duty_open": "citizen",
    "cases:ground_close": "ground",
    "cases:case_state": "case",
    "cases:line_add": "line",
    "cases:line_strike": "line",
    "cases:sighting_new": "citizen",
    "cases:sighting_strike": "sighting",
    "cases:tip_settle": "tip",
    "cases:staff_line_strike": "staff_line",
    "cases:draft_drop": "line",
    "cases:lookout_ask": "case",
    "cases:lookout_withdraw": "lookout",
    "cases:lookout_seen": "lookout",
    "cases:visit_out": "visit",
    "cases:visit_longer": "visit",
    "auditing:sample_review": "sample",
    "auditing:citizen_looks": "citizen",
    "referrals:referral": "referral",
    "referrals:draft": "referral",
    "referrals:draft_throw_away": "referral",
    "referrals:attachment": "paper",
    "referrals:referral_about": "citizen",
    "referrals:of_citizen": "citizen",
    "referrals:guarantee_new": "citizen",
    "referrals:guarantee_settle": "guarantee",
    "referrals:payment_new": "citizen",
    "referrals:payment_settle": "payment",
    "referrals:referral_say": "referral",
    "referrals:consent_end": "referral",
    "referrals:referral_withdraw": "referral",
    "referrals:referral_judge": "referral",
    "referrals:referral_accept": "referral",
    "referrals:referral_wait": "referral",
    "referrals:referral_redirect": "referral",
    "referrals:referral_decline": "referral",
    "referrals:meeting_new": "begun",
    "referrals:referral_go_on": "begun",
    "referrals:meeting_settle": "meeting",
    "people:place": "membership",
    "people:place_change": "membership",
    "people:place_end": "membership",
    "people:start_over": "membership",
    "people:shut_out": "membership",
    "directory:entry": "unit",
    "directory:entry_change": "unit",
    "duty:shift_new": "unit",
    "duty:shift_change": "shift",
    "duty:shift_cancel": "shift",
}
#: An address with words of its own in it.
WORDS: dict[str, dict[str, Any]] = {
    "account_reset_password_from_key": {"uidb36": "1", "key": "2-3"},
    "mfa_edit_webauthn": {"pk": 1},
    "mfa_remove_webauthn": {"pk": 1},
}

SHIFT = {"name": "Socialvagten", "phone": "00 00 00 90", "on": "2026-11-30", "begins": "16:00", "ends": "22:00"}

HOURS = {"room_note": "Fra mandag", "look_within_hours": 48}

#: Somebody in the same unit who does casework.
COLLEAGUE = {"bo": "anna", "niels": "dorthe", "dorthe": "niels", "sofie": "niels"}


def standing(subject: Subject) -> UUID | str:
    """Where the citizen stands, as the page says it."""
    with as_owner():
        return subject.case.assignments.filter(ends_on=None).values_list("pk", flat=True).first() or ""


#: A form as somebody would fill it in; what is not here takes an empty one.
FILLED: dict[str, Callable[[World, str, Subject], Form]] = {
    "today": lambda world, who, subject: {},
    "cases:search": lambda world, who, subject: {"q": "tes"},
    "cases:citizen_new": lambda world, who, subject: {"key": uuid4(), "given_name": "Ny"},
    "cases:contact_new": lambda world, who, subject: {
        "key": uuid4(),
        "who": [subject.citizen.pk],
        "outcome": "met",
        "place": world.places[0].pk,
        "when": "now",
    },
    "cases:sighting_new": lambda world, who, subject: {"key": uuid4(), "told": "colleague", "when": "now"},
    "cases:call_new": lambda world, who, subject: {
        "key": uuid4(),
        "told": "colleague",
        "who": subject.citizen.pk,
        "what": "seen",
        "when": "now",
    },
    "cases:visits": lambda world, who, subject: {"key": uuid4(), "until": "60", "whereabouts": "Istedgade, 2. sal"},
    "cases:visit_longer": lambda world, who, subject: {"until": "30"},
    "cases:lookout_ask": lambda world, who, subject: {
        "key": uuid4(),
        "to_unit": world.elsewhere.pk,
        "words": "Grøn jakke.",
        "days": "7",
    },
    "cases:tip_settle": lambda world, who, subject: {"reason": "Det er ikke en af vores."},
    "cases:seen_here": lambda world, who, subject: {
        "key": uuid4(),
        "person": "En mand med en hvid hund",
        "whereabouts": "I porten",
        "when": "now",
    },
    "cases:sighting_strike": lambda world, who, subject: {"reason": "Det var en anden."},
    "cases:find_contact": lambda world, who, subject: {"cpr": CPR, "why": "help"},
    "cases:find_known": lambda world, who, subject: {"cpr": CPR, "why": "here"},
    "cases:find_glass": lambda world, who, subject: {"cpr": CPR, "danger": "Ligger livløs i porten."},
    "cases:find_duty": lambda world, who, subject: {"name": "Te"},
    "cases:ground_close": lambda world, who, subject: {},
    "cases:duty_open": lambda world, who, subject: {},
    "auditing:sample_review": lambda world, who, subject: {"outcome": "asked", "note": "Har spurgt lederen."},
    "auditing:citizen_looks": lambda world, who, subject: {"since": "year"},
    "cases:imports": lambda world, who, subject: {
        "key": uuid4(),
        "kind": "citizens",
        "file": SimpleUploadedFile("borgere.csv", b"Navn;CPR\r\nBruno Testelmer;2509479989\r\n"),
    },
    "cases:exports": lambda world, who, subject: {"key": uuid4(), "kind": "citizens", "format": "csv"},
    "cases:citizen_change": lambda world, who, subject: {"version": 1, "given_name": "Ny"},
    "cases:citizen_particulars": lambda world, who, subject: {
        "version": 1,
        "language": "polsk",
        "interpreter": "yes",
        "digital_post_exempt": "unknown",
    },
    "cases:citizen_background": lambda world, who, subject: {
        "version": 1,
        "own_doctor": "none",
        "children": "none",
        "pregnant": "no",
        "residence": "not_asked",
    },
    "cases:relative_new": lambda world, who, subject: {
        "key": uuid4(),
        "name": "Mor Testsen",
        "relation": "mor",
        "may_be_told": "nothing",
    },
    "cases:citizen_died": lambda world, who, subject: {
        "key": uuid4(),
        "died_on": "2026-11-03",
        "source": "hospital",
    },
    "cases:identifier_new": lambda world, who, subject: {
        "kind": "d_ecpr",
        "number": "120655-0VK9",
        "issuer": "1084",
        "reason": "Står på kortet",
    },
    "cases:identifier_end": lambda world, who, subject: {"cause": "mistake", "reason": "En andens kort"},
    "cases:enquiry_answer": lambda world, who, subject: {"answer": "shared", "said": "Borgeren har sagt ja."},
    "cases:enquiry_end": lambda world, who, subject: {"reason": "Borgeren har sagt nej."},
    "cases:pending_take": lambda world, who, subject: {},
    "cases:risk_story_new": lambda world, who, subject: {"key": uuid4(), "text": "Slog ud efter en kollega."},
    "cases:follow_up_new": lambda world, who, subject: {"key": uuid4(), "what": "Ring", "due_on": "2026-12-01"},
    "cases:case_assign": lambda world, who, subject: {
        "caseworker": world.people[COLLEAGUE.get(who, "bo")].user.pk,
        "seen": standing(subject),
        "note": "Ring om formiddagen.",
    },
    "cases:follow_up_change": lambda world, who, subject: {"version": 1, "due_on": "2026-11-30", "reason": "Indlagt"},
    "cases:case_state": lambda world, who, subject: {
        "version": subject.case.version,
        "status": "resting" if subject.case.is_open else "active",
        "look_again_on": "2026-12-08",
        "reason": "Indlagt",
    },
    "cases:leave_new": lambda world, who, subject: {
        "key": uuid4(),
        "who": world.people["clara" if who == "clara" else "anna"].user.pk,
        "deputy": world.people["bo"].user.pk,
        "starts_on": "2027-02-01",
        "ends_on": "2027-02-08",
    },
    "cases:leave_stop": lambda world, who, subject: {},
    "cases:leave_back": lambda world, who, subject: {},
    "cases:capacity_change": lambda world, who, subject: {"capacity": 12},
    "cases:line_add": lambda world, who, subject: {"key": uuid4(), "text": "Hunden var med."},
    "cases:intake_aside": lambda world, who, subject: {"reason": "Står der allerede"},
    "cases:line_strike": lambda world, who, subject: {"reason": "Forkert borger"},
    "cases:staff_line_strike": lambda world, who, subject: {"reason": "Forkert sted"},
    "cases:contact_draft": lambda world, who, subject: {"key": uuid4(), "note": "Sad på bænken."},
    "cases:contact_who": lambda world, who, subject: {"letters": "te"},
    "cases:call_who": lambda world, who, subject: {"letters": "te"},
    "referrals:entrance_change": lambda world, who, subject: {"version": 1, "is_open": "on", "room": "little", **HOURS},
    "referrals:write_down_new": lambda world, who, subject: {
        "key": uuid4(),
        "sender": "unit",
        "from_unit": world.elsewhere.pk,
        "given_name": "Petra",
        "headline": "Sover i opgange",
        "door": "phone",
        "when": "now",
    },
    "referrals:referral_new": lambda world, who, subject: {
        "key": uuid4(),
        "to_unit": world.elsewhere.pk,
        "given_name": "Petra",
        "headline": "Sover i opgange",
    },
    "referrals:draft": lambda world, who, subject: {
        "version": 1,
        "key": uuid4(),
        "to_unit": world.elsewhere.pk,
        "given_name": "Petra",
        "headline": "Sover i opgange",
    },
    "referrals:draft_throw_away": lambda world, who, subject: {},
    "referrals:referral_about": lambda world, who, subject: {
        "key": uuid4(),
        "to_unit": world.elsewhere.pk,
        "headline": "Sover i opgange",
        "along": ["name"],
        "basis": "rsl_11a",
        "days": "30",
    },
    "referrals:guarantee_new": lambda world, who, subject: {
        "key": uuid4(),
        "line": "elsewhere",
        "said_on": "2026-11-20",
    },
    "referrals:guarantee_settle": lambda world, who, subject: {"how": "started", "started_on": "2026-11-24"},
    "referrals:payment_new": lambda world, who, subject: {
        "key": uuid4(),
        "payer_name": "Roskilde Kommune",
        "what_for": "Ti ugers døgnbehandling",
        "starts_on": "2026-12-01",
        "last_on": "2027-02-08",
        "amount": "12.500",
        "per": "month",
        "asked_on": "2026-11-20",
    },
    "referrals:payment_settle": lambda world, who, subject: {"answer": "refused", "reason": "Hører til Køge"},
    "referrals:referral_say": lambda world, who, subject: {"key": uuid4(), "text": "Er såret set af en læge?"},
    "referrals:meeting_new": lambda world, who, subject: {
        "key": uuid4(),
        "on": "2026-11-30",
        "clock": "10:00",
        "place": "Halmtorvet",
    },
    "referrals:meeting_settle": lambda world, who, subject: {"outcome": "missed", "said": "Døren var låst"},
    "referrals:referral_go_on": lambda world, who, subject: {"to": "ended", "reason": "Er flyttet"},
    "referrals:consent_end": lambda world, who, subject: {"reason": "Vil ikke mere"},
    "referrals:referral_withdraw": lambda world, who, subject: {"reason": "Er flyttet"},
    "referrals:referral_judge": lambda world, who, subject: {"j-verdict_0": "yes", "j-reason_0": "Gaden"},
    "referrals:referral_accept": lambda world, who, subject: {
        "a-citizen": "new",
        "a-caseworker": world.people[COLLEAGUE.get(who, "bo")].user.pk,
    },
    "referrals:referral_wait": lambda world, who, subject: {
        "w-need": "2",
        "w-reason": "Sårene bliver værre",
        "w-meanwhile_unit": world.elsewhere.pk,
        "w-meanwhile_name": "Fremmede Testsen",
    },
    "referrals:referral_redirect": lambda world, who, subject: {
        "r-to_unit": world.elsewhere.pk,
        "r-reason": "Har brug for substitution",
        "r-basis": "dbl_6",
    },
    "referrals:referral_decline": lambda world, who, subject: {
        "d-because": "not_ours",
        "d-barriers": ["transport"],
        "d-reason": "Hører til i regionen",
    },
    "people:invite": lambda world, who, subject: {
        "key": uuid4(),
        "email": "ny@example.org",
        "full_name": "Ny Testsen",
        "unit": subject.unit.pk,
        "role": "caseworker",
    },
    "people:start_over": lambda world, who, subject: {"key": uuid4()},
    "people:place_change": lambda world, who, subject: {"unit": subject.unit.pk, "role": "auditor"},
    "directory:entry_new": lambda world, who, subject: {
        "key": uuid4(),
        "name": "Natcaféen",
        "organisation": subject.unit.organisation_id,
    },
    "directory:entry_change": lambda world, who, subject: {"name": "Andet navn", "version": 1},
    "duty:shift_new": lambda world, who, subject: {"key": uuid4(), **SHIFT},
    "duty:shift_change": lambda world, who, subject: {"version": 1, **SHIFT},
    "share_choose": lambda world, who, subject: {"shared": "on"},
    "pin_choose": lambda world, who, subject: {"code": "5927", "password1": "5927"},
    "public_referral": lambda world, who, subject: {
        "key": uuid4(),
        "unit": world.people["clara"].unit.pk,
        "sender": "relative",
        "given_name": "Kaj",
        "happened": "Sover i opgangen.",
    },
    "receipt": lambda world, who, subject: {"code": RECEIPT},
    "receipt_answer": lambda world, who, subject: {"code": RECEIPT, "key": uuid4(), "text": "Nej."},
    "digest_choose": lambda world, who, subject: {"wanted": "off"},
}


def address(url: str, pk: UUID | None) -> str:
    """The path, with an id in it where the address names one."""
    return reverse(url, kwargs={"pk": pk} if url in OF else WORDS.get(url))


def ask(browser: Browser, way: str, path: str, form: Form) -> HttpResponse:
    """Ask as a browser, as htmx, or with a form."""
    if way == "POST":
        return browser.post(path, form)
    return browser.get(path, headers={"HX-Request": "true"} if way == "htmx" else {})


_PASSING = re.compile(
    r'nonce="[^"]*"|(?<=name="csrfmiddlewaretoken" value=")[^"]*|(?<=Nummer )[0-9a-f]{12}|(?<=Number )[0-9a-f]{12}'
)


def lasting(answer: HttpResponse) -> tuple[int, str, list[tuple[str, str]]]:
    """What an answer says, without what is new in every answer: nonce, token and number of the request."""
    passing = {"X-Request-Id", "Content-Security-Policy", "Set-Cookie"}
    headers = sorted((name, value) for name, value in answer.headers.items() if name not in passing)
    return answer.status_code, _PASSING.sub("", answer.content.decode()), headers
