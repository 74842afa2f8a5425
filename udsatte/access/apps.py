from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    name = "udsatte.access"
    label = "access"
    verbose_name = _("Access")

    #: What the web role and the worker may call; everything else is revoked (grants.py).
    database_functions = (
        "access_enter(uuid, uuid, timestamptz)",
        "access_note(text, text, uuid[], text)",
    )
    #: What only the worker may call.
    worker_functions = ("access_seal(bigint)",)
