"""What the project asks for, and what uv.lock holds."""

import re
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def _asked(texts: list[str]) -> set[tuple[str, str, str]]:
    """(name, extras, versions) of each requirement, as in `django-allauth[mfa]>=65.13`."""
    found = [re.fullmatch(r"([\w.-]+)(?:\[([\w,-]+)\])?(.*)", text) for text in texts]
    return {(m[1], ",".join(sorted((m[2] or "").split(","))), m[3]) for m in found if m}


def _locked(packages: list[dict[str, Any]]) -> set[tuple[str, str, str]]:
    return {(p["name"], ",".join(sorted(p.get("extras", []))), p.get("specifier", "")) for p in packages}


def test_the_lock_file_holds_exactly_what_the_project_asks_for() -> None:
    """`uv sync --frozen` does not compare the two: what the lock alone holds is gone when it is next renewed."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text())
    packages = tomllib.loads((ROOT / "uv.lock").read_text())["package"]
    (project,) = (package for package in packages if package["source"] == {"virtual": "."})

    assert _asked(asked["project"]["dependencies"]) == _locked(project["metadata"]["requires-dist"])
    for group, texts in asked["dependency-groups"].items():
        assert _asked(texts) == _locked(project["metadata"]["requires-dev"][group])
