"""Static files: those from packages, by name, the two that we use and not the package's 60; and their hashed names."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bootstrap_wrapper import get_bootstrap_css_dir
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.storage import FileSystemStorage

PREFIX = "vendor"
#: The hashed style sheet names its map, so the map must be there.
NAMES = ("bootstrap.min.css", "bootstrap.min.css.map")


class HashedFiles(ManifestStaticFilesStorage):
    """Hashed names, also where a script imports another one."""

    support_js_module_import_aggregation = True


class PackagedFinder(BaseFinder):
    """Finds vendor/bootstrap.min.css where the package `bootstrap-wrapper` has it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=get_bootstrap_css_dir())
        self.storage.prefix = PREFIX  # type: ignore[attr-defined]
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> str | list[str]:  # type: ignore[override]
        """Where the file lies; an empty list when it is none of ours."""
        folder, _, name = path.partition("/")
        if folder != PREFIX or name not in NAMES:
            return []
        found = str(Path(self.storage.path(name)))
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[tuple[str, FileSystemStorage]]:
        """Each file with the storage that holds it."""
        return [(name, self.storage) for name in NAMES]
