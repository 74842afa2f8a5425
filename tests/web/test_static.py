"""Static files are found in their packages and get hashed names."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client, override_settings

MANIFEST = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "udsatte.web.packaged.HashedFiles"},
}


def test_bootstrap_is_found_and_nothing_else_of_its_package() -> None:
    assert finders.find("vendor/bootstrap.min.css")
    assert finders.find("vendor/bootstrap.css") is None


def test_the_hashed_style_sheet_imports_the_hashed_bootstrap(tmp_path: Path) -> None:
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=MANIFEST):
        call_command("collectstatic", interactive=False, verbosity=0)
    (sheet,) = tmp_path.glob("css/udsatte.*.css")
    (bootstrap,) = (path for path in tmp_path.glob("vendor/bootstrap.min.*.css"))
    assert f'url("../vendor/{bootstrap.name}") layer(vendor)' in sheet.read_text()


def test_a_hashed_script_imports_hashed_scripts_and_the_worker_keeps_them_all(tmp_path: Path, client: Client) -> None:
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=MANIFEST):
        call_command("collectstatic", interactive=False, verbosity=0)
        kept = client.get("/sw.js").content.decode()
    scripts = {path.name: path.read_text() for path in tmp_path.glob("js/offline/*.*.js")}
    imported = {name for text in scripts.values() for name in re.findall(r'from "\./([^"]+)"', text)}
    assert len(imported) > 4
    assert imported <= set(scripts)
    assert [name for name in imported if f"/static/js/offline/{name}" not in kept] == []


@pytest.mark.parametrize("name", ["css/udsatte.css", "js/udsatte.js"])
def test_what_is_ours_asks_nobody_else_for_anything(name: str) -> None:
    found = finders.find(name)
    assert isinstance(found, str)
    assert "//" not in Path(found).read_text().replace("http://www.w3.org", "")
