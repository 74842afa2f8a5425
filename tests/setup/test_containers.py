"""What docker-compose.yml starts, as far as it can be started without containers."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

from tests.setup.conftest import url_of
from tests.setup.processes import end_within
from udsatte import embedded
from udsatte.embedded.places import ROOT


def _secrets(folder: Path) -> str:
    command = [sys.executable, "docker/make_secrets.py", str(folder)]
    return subprocess.run(command, cwd=ROOT, text=True, capture_output=True, check=True).stdout


def test_the_roles_of_the_server_are_those_that_the_code_knows() -> None:
    assert (ROOT / "docker" / "roles.sql").read_text() == embedded.roles_sql()


def test_secrets_are_made_once_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    _secrets(folder)
    first = {path.name: path.read_text() for path in folder.iterdir()}
    assert folder.stat().st_mode & 0o077 == 0
    assert first.pop("email_url") == ""  # the mail server is the administrator's to name
    assert len(set(first.values())) == len(first)

    (folder / "web_password").unlink()
    said = _secrets(folder)
    second = {path.name: path.read_text() for path in folder.iterdir()}
    assert "Made web_password." in said
    assert {name for name in first if first[name] != second[name]} == {"web_password"}


def test_every_secret_that_a_service_reads_is_made(tmp_path: Path) -> None:
    _secrets(tmp_path / "secrets")
    compose = (ROOT / "docker-compose.yml").read_text()
    assert {path.name for path in (tmp_path / "secrets").iterdir()} == set(
        re.findall(r"file: \./secrets/(\w+)", compose)
    )
    assert set(re.findall(r"/run/secrets/(\w+)", compose)) <= set(re.findall(r"file: \./secrets/(\w+)", compose))


def test_production_starts_from_secrets_in_files_and_says_that_it_is_healthy(used: str, tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    _secrets(folder)
    (folder / "database_url").write_text(url_of("web", used))
    (folder / "owner_database_url").write_text(url_of("owner", used))
    names = ("SECRET_KEY", "CPR_ENCRYPTION_KEYS", "CPR_INDEX_KEY", "DATABASE_URL", "OWNER_DATABASE_URL", "EMAIL_URL")
    set_already = {*names, "WORKER_DATABASE_URL", "BACKUP_DATABASE_URL", "UDSATTE_ROLE", "DEMO"}
    env = {name: value for name, value in os.environ.items() if name not in set_already}
    env |= {f"{name}_FILE": str(folder / name.lower()) for name in names}
    env |= {"DJANGO_SETTINGS_MODULE": "udsatte.settings.prod", "ALLOWED_HOSTS": "localhost"}
    env |= {"STATIC_ROOT": str(tmp_path / "static")}
    for command in (["migrate", "--verbosity", "0"], ["collectstatic", "--noinput", "--verbosity", "0"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=env, check=True)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        web = [sys.executable, "-m", "gunicorn", "udsatte.wsgi:application", "--bind", f"fd://{listener.fileno()}"]
        with subprocess.Popen(
            [*web, "--worker-class", "gthread", "--no-control-socket"],
            cwd=ROOT,
            env={name: value for name, value in env.items() if name != "OWNER_DATABASE_URL_FILE"},
            pass_fds=[listener.fileno()],
            stderr=subprocess.PIPE,
        ) as process:
            address = f"http://localhost:{listener.getsockname()[1]}"
            try:
                ask = [sys.executable, "docker/healthy.py", address]
                # It says no while the server starts, as a container's first checks may.
                assert any(subprocess.run(ask, cwd=ROOT, check=False).returncode == 0 for _attempt in range(12))
            finally:
                process.terminate()
                assert end_within({process.pid}, seconds=10)
