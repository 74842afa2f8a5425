"""The project's own Python, parsed once for the tests of this folder."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KERNEL = ("udsatte/accounts", "udsatte/access", "udsatte/web")
APPS = tuple(
    name
    for name in ("cases", "auditing", "referrals", "substitution", "coordination", "reporting")
    if (ROOT / name).is_dir()
)


@dataclass(frozen=True)
class Module:
    """One file: where it lies below the project, its text and its tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def parts(self) -> tuple[str, ...]:
        return Path(self.path).with_suffix("").parts

    def is_kind(self, *kinds: str) -> bool:
        """Whether the file, or a package that it lies in, has one of these names."""
        return bool(set(self.parts) & set(kinds))

    def at(self, node: ast.AST) -> str:
        return f"{self.path}:{getattr(node, 'lineno', 0)}"


@cache
def modules() -> tuple[Module, ...]:
    """Everything that runs in production, without migrations."""
    files = [ROOT / "manage.py"]
    for folder in ("udsatte", *APPS):
        files += sorted((ROOT / folder).rglob("*.py"))
    return tuple(
        Module(str(file.relative_to(ROOT)), text := file.read_text(encoding="utf-8"), ast.parse(text))
        for file in files
        if "migrations" not in file.parts
    )


def calls(module: Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(module.tree) if isinstance(node, ast.Call))


def chain(node: ast.AST) -> list[str]:
    """The names of a.b(…).c(…), outermost last; a call's arguments are passed over."""
    if isinstance(node, ast.Call):
        return chain(node.func)
    if isinstance(node, ast.Attribute):
        return [*chain(node.value), node.attr]
    if isinstance(node, ast.Subscript):
        return chain(node.value)
    return [node.id] if isinstance(node, ast.Name) else []
