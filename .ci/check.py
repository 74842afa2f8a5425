"""What `make check` runs: each step with its time, two at once, and a step's output only if it fails.

`make check ARGS="types templates"` runs the named steps alone.
"""

import base64
import os
import secrets
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from udsatte import embedded  # noqa: E402

BIN = ROOT / ".venv" / "bin"
MANAGE = [str(BIN / "python"), "manage.py"]

# The longest first.
STATIC = {
    "types": [[BIN / "mypy"]],
    "templates": [
        [BIN / "djlint", "--check", "--quiet", "templates"],
        [BIN / "djlint", "--lint", "--quiet", "templates"],
    ],
    "imports": [[BIN / "lint-imports", "--no-cache"]],
    "translations": [[*MANAGE, "catalogue", "check"]],
    "format": [[BIN / "ruff", "format", "--check", "--quiet"]],
    "lint": [[BIN / "ruff", "check", "--quiet"]],
}
# Every migration, into the database that the tests copy, too.
TEMPLATE = [[BIN / "python", "-m", "tests.template_database"]]
# On a copy of it, in this order.
DATABASE = {
    "deploy": [[*MANAGE, "check", "--deploy", "--fail-level", "WARNING"]],
    "migrate": [[*MANAGE, "migrate", "--verbosity", "0"]],
    "migrations": [[*MANAGE, "makemigrations", "--check", "--dry-run"]],
    "protection": [[*MANAGE, "protect", "--check"]],
}


def main(names: list[str]) -> int:
    """The number of steps that failed."""
    began = time.monotonic()
    wanted = set(names or [*STATIC, *DATABASE])
    if unknown := wanted - set(STATIC) - set(DATABASE):
        print(f"No step is called {', '.join(sorted(unknown))}; there are {', '.join([*STATIC, *DATABASE])}.")
        return 1
    if "protection" in wanted:
        wanted.add("migrate")
    with ThreadPoolExecutor(max_workers=2) as pool:
        futures = [
            pool.submit(step, name, commands, dict(os.environ)) for name, commands in STATIC.items() if name in wanted
        ]
        if wanted & set(DATABASE):
            futures.append(pool.submit(with_database, {name: DATABASE[name] for name in DATABASE if name in wanted}))
        failed = sum(future.result() for future in futures)
    print(f"{f'{failed} failed' if failed else 'All good'} · {time.monotonic() - began:.1f} s")
    return failed


def step(name: str, commands: list[list[str | Path]], env: dict[str, str]) -> int:
    """Run the commands of one step and print its line; 1 if one fails."""
    began = time.monotonic()
    output, failed = "", 0
    for command in commands:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            env=env,
            text=True,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        if done.returncode != 0:
            output, failed = output + done.stdout, 1
    line = f"{'FAIL' if failed else 'ok  '} {name:<14}{time.monotonic() - began:6.1f} s"
    print("\n".join(filter(None, [line, output.strip()])), flush=True)
    return failed


def with_database(steps: dict[str, list[list[str | Path]]]) -> int:
    """Run the steps as owner on a database of their own, which is dropped afterwards."""
    import psycopg

    from tests import template_database

    env = dict(os.environ)
    embedded.start_into(env, "test")
    failed = step("template", TEMPLATE, env) if "migrate" in steps else 0
    owner, name = env["OWNER_DATABASE_URL"], f"check_{os.getpid()}"
    env["UDSATTE_ROLE"] = "owner"
    for variable in embedded.DATABASE_URLS:
        env[variable] = env[variable].replace("/udsatte?", f"/{name}?")
    with psycopg.connect(owner.replace("/udsatte?", "/postgres?"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template_database.ready(connection) or 'template1'}")
        try:
            return failed + sum(
                step(key, commands, production(env) if key == "deploy" else env) for key, commands in steps.items()
            )
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
            connection.close()
            embedded.release("test")


def production(env: dict[str, str]) -> dict[str, str]:
    """The environment with production settings and keys that are thrown away."""
    key = base64.b64encode(secrets.token_bytes(32)).decode()
    return env | {
        "DJANGO_SETTINGS_MODULE": "udsatte.settings.prod",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "CPR_ENCRYPTION_KEYS": f"1:{key}",
        "CPR_INDEX_KEY": key,
        "ALLOWED_HOSTS": "udsatte.example",
    }


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1:]) else 0)
