"""No process of the application starts on a database role that could see everybody, or on tables of another time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.database import as_owner, sql

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = {
    "web": [sys.executable, "-c", "import udsatte.wsgi"],
    "worker": [sys.executable, "-m", "celery", "-A", "udsatte.celery:app", "worker", "--pool", "solo"],
}
URLS = {"web": "DATABASE_URL", "worker": "WORKER_DATABASE_URL"}


@pytest.mark.parametrize("role", COMMANDS)
def test_a_process_signed_in_as_the_owner_refuses_to_start(db: None, role: str) -> None:
    name = connection.settings_dict["NAME"]
    owners = os.environ["OWNER_DATABASE_URL"].replace("/udsatte?", f"/{name}?")
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "udsatte.settings.dev", "UDSATTE_ROLE": role, URLS[role]: owners}
    done = subprocess.run(COMMANDS[role], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode != 0
    assert "bypasses row-level security" in done.stderr


def test_a_database_of_before_the_migrations_began_anew_is_told_so_and_left_alone(db: None) -> None:
    with as_owner():
        sql("INSERT INTO django_migrations (app, name, applied) VALUES ('accounts', '0001_initial', now())")
        with pytest.raises(CommandError, match="make reset"):
            call_command("migrate", verbosity=0)
