from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from udsatte import embedded


@pytest.fixture
def checkout(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A `var` of its own that every user of the machine can reach; its servers end with the test."""
    folder = Path(tempfile.mkdtemp(prefix="udsatte-test-"))
    folder.chmod(0o755)
    monkeypatch.setenv("UDSATTE_VAR", str(folder / "var"))
    yield folder / "var"
    embedded.reset()
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def used_data() -> Iterator[Path]:
    """PostgreSQL's folder of a checkout that has run before."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        folder = Path(tempfile.mkdtemp(prefix="udsatte-test-"))
        folder.chmod(0o755)
        monkeypatch.setenv("UDSATTE_VAR", str(folder))
        embedded.start("test")
        embedded.release("test")
        data = folder / "test" / "postgres"
    yield data
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("UDSATTE_VAR", str(folder))
        embedded.reset()


@pytest.fixture
def used_checkout(checkout: Path, used_data: Path) -> Path:
    """A checkout that has run before, stopped."""
    (checkout / "test").mkdir(parents=True)
    subprocess.run(["cp", "-a", used_data, checkout / "test"], check=True)
    return checkout
