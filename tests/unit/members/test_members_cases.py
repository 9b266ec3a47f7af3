"""Every kind of case that broke another roster, and the test that plays it: a case without its test fails here."""

import ast
from pathlib import Path

TESTS = Path(__file__).parents[2]
CASES: dict[int, tuple[str, ...]] = {}


def names() -> set[str]:
    """Every test there is, by name."""
    found: set[str] = set()
    for path in TESTS.rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                found.add(node.name)
    return found
