"""A backup holds everything, goes only into an empty database, and what does not come back as it was is named."""

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tests.database import as_owner
from tests.setup.conftest import ROW, owner_of, url_of
from udsatte.backup.inventory import Inventory
from udsatte.embedded.places import ROOT


def _manage(command: str, file: Path, name: str) -> subprocess.CompletedProcess[str]:
    urls = {f"{role.upper()}_DATABASE_URL": url_of(role, name) for role in ("backup", "owner")}
    env = {key: value for key, value in os.environ.items() if key != "UDSATTE_ROLE"}
    return subprocess.run(
        [sys.executable, "manage.py", command, str(file)],
        cwd=ROOT,
        env=env | urls | {"DJANGO_SETTINGS_MODULE": "udsatte.settings.dev"},
        text=True,
        capture_output=True,
        check=False,
    )


@pytest.fixture(scope="module")
def file(used: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it."""
    file = tmp_path_factory.mktemp("backup") / "udsatte.dump"
    done = _manage("backup", file, used)
    assert done.returncode == 0, done.stderr
    return file


def test_only_whoever_took_it_can_read_it(file: Path) -> None:
    for path in (file, file.with_name("udsatte.dump.json")):
        assert path.stat().st_mode & 0o077 == 0


def test_a_backup_is_never_overwritten(file: Path, used: str) -> None:
    before = file.read_bytes()
    done = _manage("backup", file, used)
    assert done.returncode != 0
    assert "exists already" in done.stderr
    assert file.read_bytes() == before


def test_everything_comes_back_and_the_walls_with_it(file: Path, empty: str) -> None:
    done = _manage("restore", file, empty)
    assert done.returncode == 0, done.stderr
    with psycopg.connect(url_of("owner", empty)) as owner:
        assert owner.execute("SELECT name FROM accounts_organisation").fetchall() == [("Æbeltoft 'Kommune'",)]
    with psycopg.connect(url_of("web", empty)) as web, pytest.raises(psycopg.errors.InsufficientPrivilege):
        web.execute("INSERT INTO cases_ground DEFAULT VALUES")


def test_a_database_that_is_not_empty_is_left_as_it_is(file: Path, empty: str) -> None:
    with owner_of(empty) as owner:
        owner.execute("CREATE TABLE somebodys (text text)")
        owner.execute("INSERT INTO somebodys VALUES ('here')")
    done = _manage("restore", file, empty)
    assert done.returncode != 0
    assert "not empty" in done.stderr
    with owner_of(empty) as owner:
        assert owner.execute("SELECT * FROM somebodys").fetchall() == [("here",)]
        assert owner.execute("SELECT to_regclass('cases_citizen')").fetchone() == (None,)


def test_a_file_that_was_changed_is_refused_before_anything_is_done(file: Path, empty: str, tmp_path: Path) -> None:
    changed = tmp_path / "changed.dump"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    changed.write_bytes(content)
    changed.with_name("changed.dump.json").write_text(file.with_name("udsatte.dump.json").read_text())
    done = _manage("restore", changed, empty)
    assert done.returncode != 0
    assert "broken or was changed" in done.stderr
    with owner_of(empty) as owner:
        assert owner.execute("SELECT to_regclass('cases_citizen')").fetchone() == (None,)


def test_a_backup_without_its_inventory_is_refused(file: Path, empty: str, tmp_path: Path) -> None:
    alone = tmp_path / "alone.dump"
    alone.write_bytes(file.read_bytes())
    done = _manage("restore", alone, empty)
    assert done.returncode != 0
    assert "belong together" in done.stderr


def test_a_server_without_the_roles_is_told_what_to_run(file: Path, empty: str, tmp_path: Path) -> None:
    other = tmp_path / "other.dump"
    other.write_bytes(file.read_bytes())
    manifest = json.loads(file.with_name("udsatte.dump.json").read_text())
    manifest["kept"]["role"]["udsatte_other"] = "f t f f t f f"
    other.with_name("other.dump.json").write_text(json.dumps(manifest))
    done = _manage("restore", other, empty)
    assert done.returncode != 0
    assert "udsatte_other" in done.stderr
    assert "manage.py roles" in done.stderr


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE accounts_organisation SET name = name || '!'", "table accounts_organisation: 1 rows as in"),
        ("DELETE FROM accounts_organisation", "table accounts_organisation: 1 rows in the backup, 0 here"),
        ("DROP POLICY ground ON cases_citizen", "policy cases_citizen.ground: missing"),
        ("CREATE POLICY open ON cases_citizen USING (true)", "policy cases_citizen.open: new"),
        ("ALTER TABLE cases_citizen DISABLE ROW LEVEL SECURITY", "table cases_citizen: another"),
        (
            "ALTER TABLE cases_contactline DISABLE TRIGGER clock_insert",
            "trigger cases_contactline.clock_insert: another",
        ),
        ("GRANT DELETE ON cases_citizen TO udsatte_web", "table cases_citizen: another"),
        ("GRANT UPDATE (ends_at) ON cases_ground TO udsatte_web", "column cases_ground.ends_at: another"),
        ("ALTER FUNCTION clock_recompute(uuid[]) SECURITY INVOKER", "function clock_recompute(uuid[]): another"),
        ("ALTER TABLE cases_case DROP CONSTRAINT case_ground_same", "constraint cases_case.case_ground_same: missing"),
        ("SELECT nextval('access_accessentry_id_seq')", "sequence access_accessentry_id_seq"),
    ],
)
def test_the_comparison_names_what_is_not_as_it_was(db: None, statement: str, found: str) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(ROW)
        before = Inventory.taken(cursor)
        cursor.execute(statement)
        after = Inventory.taken(cursor)
    assert any(line.startswith(found) for line in before.differences(after))
    assert before.differences(Inventory.read(json.loads(json.dumps(before.as_data())))) == []
