"""What the tests of this folder read: the house's table of rooms, and the imports of the product."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PRODUCT = REPOSITORY / "src" / "entourage"
ARCHITECTURE = REPOSITORY / "docs" / "architecture.md"
TABLE_ROW = re.compile(r"^\| `(?P<room>\w+)` \|(?P<may>[^|]*)\|", re.MULTILINE)


def allowed_arrows() -> dict[str, set[str]]:
    """Room to the rooms that it may import, as the table of ``docs/architecture.md`` says."""
    text = ARCHITECTURE.read_text("utf-8")
    return {row["room"]: set(re.findall(r"`(\w+)`", row["may"])) for row in TABLE_ROW.finditer(text)}


def rooms() -> set[str]:
    """The rooms that there are: folders and modules right under the product, and the root itself."""
    folders = {path.parent.name for path in PRODUCT.glob("*/__init__.py")}
    modules = {path.stem for path in PRODUCT.glob("*.py") if path.stem != "__init__"}
    return folders | modules | {"entourage"}


def room_of(path: Path) -> str:
    """The room that a file of the product stands in."""
    inside = path.relative_to(PRODUCT)
    if len(inside.parts) > 1:
        return inside.parts[0]
    return "entourage" if inside.stem == "__init__" else inside.stem


def arrows() -> Iterator[tuple[str, str, str]]:
    """Every import of one room by another: (importing room, imported room, where)."""
    for path in sorted(PRODUCT.rglob("*.py")):
        source = room_of(path)
        for node, target in imports_of(path):
            if target != source:
                yield source, target, f"{path.relative_to(REPOSITORY)}:{node.lineno}"


def imports_of(path: Path) -> Iterator[tuple[ast.AST, str]]:
    """The rooms that a file imports, wherever in it the import stands."""
    known = rooms()
    for node in ast.walk(ast.parse(path.read_text("utf-8"), str(path))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            module = absolute_module(node, path)
            names = [f"{module}.{alias.name}" for alias in node.names]
        for name in names:
            parts = name.split(".")
            # ``from entourage import __version__`` names no room: the root's own constants are free to all.
            if parts[0] == "entourage" and len(parts) > 1 and parts[1] in known:
                yield node, parts[1]


def absolute_module(node: ast.ImportFrom, path: Path) -> str:
    """The module that a ``from`` import names, with leading dots resolved."""
    if not node.level:
        return node.module or ""
    package = ["entourage", *path.relative_to(PRODUCT).parent.parts]
    base = package[: len(package) - node.level + 1]
    return ".".join([*base, node.module] if node.module else base)
