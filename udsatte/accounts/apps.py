from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "udsatte.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    #: What the web role and the worker may call; everything else is revoked (udsatte/access/grants.py).
    database_functions = (
        "duty_add(uuid, uuid, text, text, timestamptz, timestamptz)",
        "duty_change(uuid, integer, uuid, text, text, timestamptz, timestamptz)",
        "duty_cancel(uuid)",
        "identity_enter(text, bytea)",
        "identity_link(text, bytea)",
        "identity_unlink(text)",
        "directory_add(uuid, text, text, text, text, jsonb)",
        "directory_write(uuid, integer, text, text, jsonb)",
        "member_invite(uuid, text, text, text, text, text, boolean, timestamptz)",
        "member_change(uuid, uuid, text, boolean, timestamptz)",
        "member_end(uuid)",
        "user_shut_out(uuid, boolean)",
        "user_start_over(uuid, boolean)",
        "leave_add(uuid, uuid, date, date)",
        "leave_stop(uuid)",
        "member_capacity(uuid, integer)",
        "password_change(text)",
        "password_choose(uuid, text)",
    )
