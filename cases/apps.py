from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = _("Cases")

    #: Which scope shows which field (udsatte/access/scopes.py).
    scopes = "cases.scopes.SCOPES"

    #: What the worker alone may call.
    worker_functions = ("visit_alarms(timestamptz, interval, interval)", "intake_forget(timestamptz)")

    #: What the web role and the worker may call; everything else is revoked (udsatte/access/grants.py).
    database_functions = (
        "citizen_begin()",
        "citizens_begin(int)",
        "planner_look()",
        "sighting_strike(uuid, text)",
        "lookout_begin(uuid, uuid, text, timestamptz)",
        "lookout_withdraw(uuid)",
        "lookouts_here()",
        "lookout_seen(uuid, timestamptz, text, text)",
        "seen_here(bytea, text, date, text, timestamptz, text, text)",
        "citizen_register(text, text, bytea, bytea, text, text, int, uuid)",
        "identifier_none(uuid, text)",
        "identifier_end(uuid, text, text)",
        "enquiry_answer(uuid, text, text)",
        "enquiry_end(uuid, text)",
        "enquiry_take(uuid)",
        "ground_open(uuid, text, int, boolean, text)",
        "ground_end(uuid)",
        "notice_see(uuid)",
        "citizen_died(uuid, date, boolean, text, text)",
        "death_withdraw(uuid, text)",
        "lookup_begin(text, bytea, text, date, text)",
        "ground_stand(uuid, bytea, text, date)",
        "glass_break(uuid, bytea, text, date)",
        "citizen_known(uuid, bytea, text, date)",
        "duty_until()",
        "duty_find(uuid, bytea, text)",
        "ground_duty(uuid)",
        "ground_close(uuid, text)",
        "grounds_opened(uuid, uuid, int)",
        "glass_on(uuid)",
        "intake_waiting(uuid, uuid, int)",
        "intake_settle(uuid, uuid, text)",
        "citizen_search(text, bytea[], int)",
        "citizen_merge(uuid, uuid, text)",
        "merge_undo(uuid, text)",
        "citizen_union(uuid)",
        "citizen_merges(uuid)",
        "citizen_doubles(uuid[])",
        "attempts_since(uuid[], timestamptz[])",
        "citizen_others(uuid)",
        "handover_tell(uuid)",
        "unit_said(uuid)",
        "unit_doubles(uuid[])",
        "unit_named(uuid[])",
        "alike_dismiss(uuid, uuid)",
        "alike_ask_again(uuid, uuid)",
        "citizen_apart(uuid)",
        "citizen_alike(uuid)",
    )
