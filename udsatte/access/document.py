"""The tables of docs/security.md, made from the code so that the page cannot drift from it."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from udsatte.access.grants import is_event, models
from udsatte.access.permissions import CASEWORK, CEILING, MAY, OWN, SHARED, Permission
from udsatte.access.protection import Protection
from udsatte.access.scopes import tables
from udsatte.accounts.choices import Role

_SCOPES = ("existence", "shared", "masked", "casework", "health", "nobody")
_BEGIN = "<!-- made by `manage.py protect --document`: begin -->"
_END = "<!-- end -->"


def _path() -> Path:
    return Path(settings.BASE_DIR) / "docs" / "security.md"


def _tables() -> Iterator[str]:
    words = {0: "none", OWN: "the own unit's referrals (10)", SHARED: "shared (20)", CASEWORK: "casework (30)"}
    yield "### Roles and ceilings\n"
    yield "| role | the most it may see | may |"
    yield "|---|---|---|"
    for role in Role:
        may = ", ".join(f"`{p.value}`" for p in Permission if p in MAY[role])
        yield f"| `{role.value}` | {words[CEILING[role]]} | {may} |"
    yield "\n### Permissions\n"
    yield "| permission | meaning |"
    yield "|---|---|"
    for permission in Permission:
        yield f"| `{permission.value}` | {permission.label} |"
    yield "\n### Protected tables\n"
    yield "| table | leads to the citizen by | level | only the unit that wrote it | health |"
    yield "|---|---|---|---|---|"
    for model in sorted(models(), key=lambda m: m._meta.db_table):
        if hasattr(model, "protection") and not is_event(model):
            p = model.protection
            leads = f"`{p.citizen}`" if p.citizen else "the units alone" if p.told else "the unit alone"
            yield f"| `{model._meta.db_table}` | {leads} | {p.level} | {_only(p)} | {'yes' if p.health else 'no'} |"
    yield "\n### Fields, and the scope that shows them\n"
    yield "*Existence* tells the initials made of the fields so marked, and whom to call: a function, never a row."
    yield "Casework is the own unit's. A reader of a narrower scope is told nothing of a wider one's fields.\n"
    yield "| table | existence | shared | shared, masked when protected | casework | health | nobody |"
    yield "|---|---|---|---|---|---|---|"
    for app, scopes in tables():
        for name, fields in sorted(scopes.items()):
            cells = (getattr(fields, scope).replace(" ", ", ") or "–" for scope in _SCOPES)
            yield f"| `{app}_{name.lower()}` | {' | '.join(cells)} |"


def _only(p: Protection) -> str:
    """What of the rows is the unit's alone that wrote them."""
    if p.user:
        return "its person alone"
    if p.told:
        return "writes; the unit that is told reads too"
    return "reads and writes" if p.unit_reads else "writes" if p.unit else "no"


def _rendered(text: str) -> str:
    head, rest = text.split(_BEGIN, 1)
    tail = rest.split(_END, 1)[1]
    return f"{head}{_BEGIN}\n{chr(10).join(_tables())}\n{_END}{tail}"


def write_document() -> None:
    """Put today's tables into docs/security.md."""
    path = _path()
    path.write_text(_rendered(path.read_text(encoding="utf-8")), encoding="utf-8")


def document_is_current() -> bool:
    """Whether the page says what the code says."""
    text = _path().read_text(encoding="utf-8")
    return _rendered(text) == text
