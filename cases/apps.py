from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = _("Cases")

    #: What the web role and the worker may call; everything else is revoked (udsatte/access/grants.py).
    database_functions = (
        "citizen_begin()",
        "citizen_register(text, bytea, bytea, text, int, uuid)",
        "ground_open(uuid, text, int, boolean, text)",
        "ground_end(uuid)",
        "notice_see(uuid)",
        "citizen_died(uuid, date, boolean, text, text)",
        "death_withdraw(uuid, text)",
    )
