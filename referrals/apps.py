from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferralsConfig(AppConfig):
    name = "referrals"
    verbose_name = _("Referrals")

    #: Which scope shows which field (udsatte/access/scopes.py).
    scopes = "referrals.scopes.SCOPES"

    #: What only the worker may call.
    worker_functions = (
        "referrals_come_back(timestamptz)",
        "referrals_of_the_dead(text, timestamptz)",
        "referrals_due(timestamptz)",
        "word_failed(uuid, timestamptz)",
    )

    #: What the web role and the worker may call; everything else is revoked (udsatte/access/grants.py).
    database_functions = (
        "referral_see(uuid)",
        "referral_chain(uuid)",
        "referral_chain_has(uuid, uuid)",
        "referral_tie(uuid, uuid)",
        "referral_withdraw(uuid, text)",
        "referral_throw_away(uuid)",
        "referral_read(uuid)",
        "referral_missed(uuid, text)",
        "referral_take(uuid)",
        "consent_withdraw(uuid, text, text)",
        "entrance_write(uuid, int, jsonb)",
        "public_door(bytea, bytea, timestamptz)",
        "public_refer(bytea, bytea, bytea, uuid, jsonb, jsonb, bytea[], bytea, timestamptz)",
        "receipt_give(uuid, bytea, bytea)",
        "receipt_look(bytea, bytea, timestamptz)",
        "receipt_answer(bytea, uuid, text, bytea, timestamptz)",
    )
