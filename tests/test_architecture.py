"""Who may know whom: inward, or to the left. The guard is tested too."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kobe_desk.modules import MODULES

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "kobe_desk"
QT = ("PySide6", "shiboken6")
INNER = ("model", "rules", "usecases")
ROLES = {  # what each role of a module may import: places, then roles of its own module, then Qt
    "model": (("core",), ("model", "rules"), False),
    "rules": (("core",), ("rules",), False),
    "usecases": (("core",), INNER, False),
    "exchange": (("core", "paper"), (*INNER, "exchange", "papers"), False),
    "papers": (("core", "paper"), (*INNER, "papers"), False),
    "table": (("core", "ui"), ("usecases", "table"), True),
    "view": (("core", "ui"), ("table", "usecases", "view"), True),
    "controller": (("core", "paper", "ui"), (*INNER, "exchange", "papers", "view", "controller"), True),
    "module": (("core", "ui"), ("view", "controller", "module"), True),
}
PAPERS = (*INNER, "exchange", "papers")
LEFT = {"rules": ("rules",), "model": INNER, "usecases": INNER, "exchange": PAPERS, "papers": PAPERS}
"""Which roles of the modules to its left a role may know (a controller asks through its own use-cases and these)."""
LEFT["controller"] = INNER


def imports(source: str) -> Iterator[str]:
    """Every module a source imports, also inside functions and strings of `importlib`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)


def broken_rules(path: str, source: str) -> list[str]:
    """The imports of the file at `path` (below the package) that the house does not allow."""
    return [f"{path} -> {name}" for name in imports(source) if not allowed(Path(path), name)]


COMPOSITION = ("app", "cli", "sample", "pictures", "__main__.py")
LAYERS = {
    "core": ("core", "paper"),
    "paper": ("core", "paper"),
    "ui": ("core", "paper", "ui", "__version__"),
    "modules": ("core", "modules"),
    "migrations": ("core",),
}


def allowed(path: Path, name: str) -> bool:
    place = path.parts[0]
    if name.startswith(QT):
        return place in ("ui", "app", "pictures") or (place == "modules" and _role_of(path)[2])
    if not name.startswith("kobe_desk.") or place in COMPOSITION:
        return True
    target = name.split(".")[1:]
    if target[0] in ("app", "cli", "sample", "pictures"):
        return False
    if place == "modules" and len(path.parts) > 2:
        return _module_may(path, target)
    return target[0] in LAYERS[place] or (place == "core" and name == "kobe_desk.modules.MODULES")


def _role_of(path: Path) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    role = path.parts[2].removesuffix(".py") if len(path.parts) > 2 else ""
    return ROLES.get(role, ((), (), False))


def _module_may(path: Path, target: list[str]) -> bool:
    mine, role = path.parts[1], path.parts[2].removesuffix(".py")
    places, own, _ = _role_of(path)
    if target[0] != "modules":
        return target[0] in places
    theirs, their_role = target[1], target[2] if len(target) > 2 else ""
    if theirs == mine:
        return their_role in own
    return MODULES.index(theirs) < MODULES.index(mine) and their_role in LEFT.get(role, ())


def sources() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if "_data" not in path.parts:
            yield path.relative_to(PACKAGE).as_posix(), path.read_text(encoding="utf-8")


def test_everybody_knows_only_inward_or_to_the_left() -> None:
    assert [broken for path, source in sources() for broken in broken_rules(path, source)] == []


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("core/clock.py", "from PySide6.QtCore import QDate"),
        ("core/clock.py", "from kobe_desk.modules.members import model"),
        ("paper/page.py", "import PySide6.QtGui"),
        ("paper/page.py", "from kobe_desk.ui import theme"),
        ("ui/window.py", "from kobe_desk.modules.members import usecases"),
        ("modules/members/model.py", "from kobe_desk.modules.subsidies import model"),
        ("modules/members/usecases.py", "from PySide6.QtCore import QObject"),
        ("modules/members/usecases/add.py", "from kobe_desk.paper import page"),
        ("modules/members/view/roster.py", "from kobe_desk.modules.members import model"),
        ("modules/members/view/roster.py", "from kobe_desk.modules.members.controller import RosterController"),
        ("modules/subsidies/rules/amount.py", "from kobe_desk.modules.subsidies import model"),
        ("modules/meetings/papers.py", "from kobe_desk.modules.subsidies import usecases"),
        ("ui/window.py", "from kobe_desk import app\nfrom kobe_desk.app import main"),
        ("modules/members/usecases.py", "def late():\n    from kobe_desk.ui import desk"),
    ],
)
def test_the_guard_bites(path: str, line: str) -> None:
    assert broken_rules(path, line)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("modules/subsidies/usecases.py", "from kobe_desk.modules.members.model import Person"),
        ("modules/members/papers.py", "from kobe_desk.paper import page"),
        ("modules/members/controller.py", "from kobe_desk.modules.members.view import RosterPage"),
        ("app/start_up.py", "from kobe_desk.modules.members import module"),
    ],
)
def test_the_guard_lets_the_house_rules_through(path: str, line: str) -> None:
    assert broken_rules(path, line) == []


def test_only_the_clock_asks_the_system_for_the_time() -> None:
    asks = re.compile(r"\b(?:date\.today|datetime\.(?:now|utcnow|today)|time\.(?:time|localtime|strftime))\(")
    found = [path for path, source in sources() if path not in ("core/clock.py", "core/ids.py") and asks.search(source)]
    assert found == []


def test_no_text_is_looked_up_in_a_formatted_string() -> None:
    looks_up = {"_", "N_", "n_"}
    found = []
    for path, source in sources():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in looks_up:
                found += [f"{path}:{node.lineno}" for each in node.args if isinstance(each, ast.JoinedStr | ast.BinOp)]
    assert found == []


def test_nobody_hears_of_changes_after_he_is_gone() -> None:
    """Qt forgets a method with its object; a lambda or a partial would go on asking for a page that is closed."""
    hears = re.compile(r"desk\.changed\.connect\(\s*(?:lambda|partial)\b")
    found = [path for path, source in sources() if hears.search(source)]
    assert found == []
