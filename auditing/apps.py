from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditingConfig(AppConfig):
    name = "auditing"
    verbose_name = _("Auditing")

    #: What the web role and the worker may call; everything else is revoked (udsatte/access/grants.py).
    database_functions = (
        "audit_review(uuid, text, text)",
        "audit_reading(text, date, date, uuid, uuid, text)",
        "audit_of_citizen(uuid, timestamptz)",
    )
    #: What only the worker may call.
    worker_functions = (
        "audit_flag(timestamptz, timestamptz)",
        "audit_draw(date)",
    )
