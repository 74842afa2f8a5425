"""The four roles and the database, as SQL for psql."""

from __future__ import annotations

ROLES = {
    "udsatte_owner": "CREATEDB",  # migrates, seeds, disposes; CREATEDB is for the tests
    "udsatte_web": "",
    "udsatte_worker": "",
    "udsatte_backup": "BYPASSRLS",  # pg_dump must see every row
}


def roles_sql(database: str = "udsatte") -> str:
    """What a server's administrator runs once in psql: the roles and the database. Safe to repeat.

    Passwords come from psql's own environment (UDSATTE_WEB_PASSWORD and so on) and are never printed.
    Needs PostgreSQL 18 and the right to create roles that bypass row-level security.
    """
    lines = ["\\set ON_ERROR_STOP on"]
    for role, attributes in ROLES.items():
        create = f"CREATE ROLE {role} LOGIN {attributes}".rstrip()
        lines += [
            f"SELECT '{create}' WHERE to_regrole('{role}') IS NULL \\gexec",
            f"\\getenv password {role.upper()}_PASSWORD",
            "\\if :{?password}",
            f"  ALTER ROLE {role} PASSWORD :'password';",
            "  \\unset password",
            "\\endif",
        ]
    lines += [
        "GRANT udsatte_web, udsatte_worker TO udsatte_owner WITH INHERIT FALSE, SET TRUE;",
        # Work on somebody's behalf in the background is done on that person's rights (acting_as).
        "GRANT udsatte_web TO udsatte_worker WITH INHERIT FALSE, SET TRUE;",
        "GRANT pg_read_all_data TO udsatte_backup;",
        "ALTER ROLE udsatte_backup SET default_transaction_read_only = on;",
        # pg_stat_activity shows a role its other sessions' statements, and with them names and notes.
        "ALTER ROLE udsatte_web SET track_activities = off;",
        "ALTER ROLE udsatte_worker SET track_activities = off;",
        f"SELECT 'CREATE DATABASE {database} OWNER udsatte_owner TEMPLATE template0 ENCODING ''UTF8''"
        " LOCALE_PROVIDER builtin BUILTIN_LOCALE ''C.UTF-8'' LOCALE ''C'''"
        f" WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{database}') \\gexec",
        f"REVOKE ALL ON DATABASE {database} FROM PUBLIC;",
        f"GRANT CONNECT ON DATABASE {database} TO {', '.join(ROLES)};",
    ]
    return "\n".join(lines) + "\n"
