"""`python -m tests.bench [--quick|--large]`: measure, show the table, write var/bench.json."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path

from udsatte import embedded
from udsatte.web import catalogue

ROOT = Path(__file__).resolve().parents[2]


def main(argv: list[str]) -> int:
    """0 when everything could be measured, be it over its promise or not."""
    parser = ArgumentParser(prog="make bench")
    parser.add_argument("--quick", action="store_true", help="fewer rows and runs: under a minute")
    parser.add_argument("--large", action="store_true", help="a million contacts instead of a hundred thousand")
    parser.add_argument("--rounds", type=int, help="how often each page is asked for")
    parser.add_argument("--pages", nargs="+", default=[], help="only these; import: the lists that are taken in")
    options = parser.parse_args(argv)
    _prepare()

    from tests.bench.run import run

    return run(options, embedded.var_folder() / "bench.json")


def _prepare() -> None:
    """This checkout's own cluster, whatever the environment names, and Django on it."""
    for name in embedded.DATABASE_URLS:
        os.environ.pop(name, None)
    os.environ.setdefault("REDIS_URL", "redis://localhost:6379/0")  # nothing measured uses it
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
    os.environ["UDSATTE_ROLE"] = "web"
    embedded.start_into(os.environ)
    catalogue.compiled(ROOT)

    import django

    django.setup()


if __name__ == "__main__":
    try:
        status = main(sys.argv[1:])
    finally:
        embedded.release()
    sys.exit(status)
