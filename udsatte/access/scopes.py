"""Which scope shows which field: each app has one table, and everything else reads it (walls.md, "the scope table").

The policies of the database decide about rows. A row of the shared scope has fields that are not for every reader of
it: what may be told of each stands in the table, which docs/security.md prints.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.apps import apps
from django.utils.module_loading import import_string


class Shown(StrEnum):
    """The least that somebody needs to be told a field."""

    SHARED = "shared"
    #: As shared; of a citizen with name and address protection casework alone.
    MASKED = "shared, masked when protected"
    CASEWORK = "casework"
    HEALTH = "health"
    #: On no page and in no file: for the database's own functions.
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one model, by name; a field stands once. existence: of which the initial letter may be told."""

    shared: str = ""
    masked: str = ""
    casework: str = ""
    health: str = ""
    nobody: str = ""
    existence: str = ""

    def shown(self) -> Iterator[tuple[str, Shown]]:
        """Each field with its scope."""
        for shown in Shown:
            yield from ((name, shown) for name in getattr(self, shown.name.lower()).split())


Scopes = Mapping[str, Fields]


def tables() -> Iterator[tuple[str, Scopes]]:
    """The table of each app that has one, as its configuration names it."""
    for app in apps.get_app_configs():
        path = getattr(app, "scopes", None)
        if path:
            yield app.label, import_string(path)
