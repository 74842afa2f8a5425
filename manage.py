#!/usr/bin/env python
"""Django's commands, with PostgreSQL and Valkey started first where the environment names none.

Without Django: `run` (the whole thing), `services start|stop|status|reset`, `roles` (SQL for a real server).
"""

import os
import sys

# These need neither database nor broker.
WITHOUT_SERVICES = {
    "",
    "catalogue",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "help",
    "makemessages",
    "version",
}
# These change the schema, or data of more than one person's view; everything else runs as the web role.
AS_OWNER = {
    "createcachetable",
    "dbshell",
    "demo",
    "flush",
    "harden",
    "inspectdb",
    "makemigrations",
    "migrate",
    "optimizemigration",
    "pghistory",
    "pgtrigger",
    "place_create",
    "protect",
    "restore",
    "seed",
    "showmigrations",
    "sqlmigrate",
    "squashmigrations",
    "unit_create",
    "user_disable",
    "user_invite",
    "verify_log",
}
URL_OF_ROLE = {
    "web": "DATABASE_URL",
    "worker": "WORKER_DATABASE_URL",
    "owner": "OWNER_DATABASE_URL",
    "backup": "BACKUP_DATABASE_URL",
}


def role_of(command: str) -> str:
    """The role of the database that a command runs as, unless UDSATTE_ROLE says otherwise."""
    if command == "backup":
        return "backup"
    return "owner" if command in AS_OWNER else "web"


def main(argv: list[str]) -> None:
    """Run one command; the exit status is the command's."""
    # The first word that is no option; a bare `--version` or `--help` is none of ours.
    command = argv[1] if len(argv) > 1 and not argv[1].startswith("-") else ""
    if command == "roles":
        from udsatte.embedded import roles_sql

        print(roles_sql(*argv[2:3]), end="")
        return
    if command == "services":
        services(argv[2] if len(argv) > 2 else "status")
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "udsatte.settings.dev")
    if command == "run":
        from udsatte.supervisor import supervise

        sys.exit(supervise(with_parent="--with-parent" in argv))
    role = os.environ.setdefault("UDSATTE_ROLE", role_of(command))
    with_services = command not in WITHOUT_SERVICES and not {"--help", "-h"} & set(argv)
    if not os.environ["DJANGO_SETTINGS_MODULE"].endswith(".prod"):
        from udsatte import embedded

        embedded.start_into(services=with_services)
    url = URL_OF_ROLE[role]
    if with_services and not (os.environ.get(url) or os.environ.get(f"{url}_FILE")):
        sys.exit(f"{url} is not set: `{command}` runs as udsatte_{role} (README.md, Configuration).")

    from django.core.management import execute_from_command_line

    execute_from_command_line(argv)


def services(verb: str) -> None:
    """Start, stop or look at this checkout's own PostgreSQL and Valkey."""
    from udsatte import embedded

    if verb == "start":
        for name, value in embedded.start().items():
            print(f"{name}={value}")
    elif verb == "stop":
        for flavour in ("dev", "test"):
            for name in embedded.stop(flavour):
                print(f"Stopped {name} ({flavour}).")
    elif verb == "status":
        for flavour in ("dev", "test"):
            for name, answers in embedded.status(flavour).items():
                print(f"{name} ({flavour}): {'runs' if answers else 'stopped'}")
    elif verb == "reset":
        if embedded.in_use() or embedded.in_use("test"):
            sys.exit("Somebody still uses the servers (make run, make test or a shell): end that first.")
        embedded.reset()
    else:
        sys.exit("manage.py services start|stop|status|reset")


if __name__ == "__main__":
    from udsatte.embedded import EmbeddedError

    try:
        main(sys.argv)
    except EmbeddedError as error:
        sys.exit(str(error))
