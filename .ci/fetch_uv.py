"""Put uv into .boot/: with pip, or (Debian ships Python without it) its wheel straight from PyPI."""

import hashlib
import io
import json
import platform
import shutil
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path
from urllib.parse import urljoin

BOOT = Path(".boot")
INDEX = "https://pypi.org/pypi/uv/json"


def main() -> None:
    """Leave a program .boot/bin/uv that runs, or end with a sentence."""
    shutil.rmtree(BOOT, ignore_errors=True)
    if not with_pip():
        shutil.rmtree(BOOT, ignore_errors=True)
        from_pypi()
    if subprocess.run([BOOT / "bin" / "uv", "--version"], capture_output=True, check=False).returncode != 0:
        sys.exit("uv could not be fetched: install it (https://docs.astral.sh/uv/) and try again.")


def with_pip() -> bool:
    """A virtual environment of its own: uv refuses to live in the one that it manages."""
    pip = [BOOT / "bin" / "python", "-m", "pip", "install", "--quiet", "uv"]
    return all(
        subprocess.run(command, capture_output=True, check=False).returncode == 0
        for command in ([sys.executable, "-m", "venv", BOOT], pip)
    )


def from_pypi() -> None:
    """The newest wheel for this machine, checked against PyPI's SHA-256."""
    system = {"Linux": "manylinux", "Darwin": "macosx"}.get(platform.system(), "")
    machine = platform.machine()
    with urllib.request.urlopen(INDEX, timeout=30) as answer:
        files = json.load(answer)["urls"]
    fitting = [file for file in files if system in file["filename"] and machine in file["filename"]]
    if not system or not fitting:
        sys.exit(f"There is no uv for {platform.system()} on {machine}: install it and try again.")
    with urllib.request.urlopen(urljoin(INDEX, fitting[0]["url"]), timeout=300) as answer:
        wheel = answer.read()
    if hashlib.sha256(wheel).hexdigest() != fitting[0]["digests"]["sha256"]:
        sys.exit("The wheel of uv is not the one that PyPI promises.")
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        inside = next(name for name in archive.namelist() if name.endswith("/scripts/uv"))
        program = BOOT / "bin" / "uv"
        program.parent.mkdir(parents=True)
        program.write_bytes(archive.read(inside))
        program.chmod(0o755)


if __name__ == "__main__":
    main()
