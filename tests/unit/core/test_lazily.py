"""What is imported late is there all the same: names of packages, tables under undo, verbs of the audit."""

import subprocess
import sys
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import pytest

PACKAGES = (
    "kobe_desk.modules.association.model",
    "kobe_desk.modules.association.usecases",
    "kobe_desk.modules.members.model",
    "kobe_desk.modules.members.usecases",
    "kobe_desk.modules.members.usecases.importing",
    "kobe_desk.ui.field",
)


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_has_every_name_it_promises(package: str) -> None:
    module = import_module(package)
    found = {name: getattr(module, name) for name in module.__all__}
    assert all(getattr(each, "__name__", name).rpartition(".")[2] == name for name, each in found.items())


@pytest.mark.parametrize("package", PACKAGES)
def test_no_part_of_a_package_hides_a_name_it_promises(package: str) -> None:
    module = import_module(package)
    for part in iter_modules(module.__path__):
        import_module(f"{package}.{part.name}")
    assert [name for name in module.__all__ if isinstance(getattr(module, name), ModuleType)] == []


def test_a_name_that_nobody_offers_is_refused() -> None:
    with pytest.raises(AttributeError, match="nothing_of_this_name"):
        _ = import_module(PACKAGES[-1]).nothing_of_this_name


def in_a_new_process(script: str) -> str:
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip()


GUARDED = """
import sqlalchemy as sa
from kobe_desk.core.database import Base, Database, WriteByTheWindow
engine = sa.create_engine("sqlite://")
Database(None, engine)
assert "application" not in Base.metadata.tables
with engine.connect() as connection:
    for table in ("application", "draft", "sqlite_sequence"):
        try:
            connection.exec_driver_sql(f"DELETE FROM {table}")
        except Exception as error:
            print(type(error).__name__)
"""


def test_a_table_of_a_module_not_imported_yet_is_guarded_too() -> None:
    assert in_a_new_process(GUARDED).split() == ["WriteByTheWindow", "OperationalError", "OperationalError"]


VERBS = """
from kobe_desk.core.permission import REGISTRY, verb_named
assert not REGISTRY
names = ("modules.ledger.usecases.accounts.open_books", "modules.gone.usecases.do_it", "core.vault.key_added", "")
print([verb_named(name) is not None for name in names])
"""


def test_the_verb_of_an_audit_line_is_found_before_its_module_was_used() -> None:
    assert in_a_new_process(VERBS) == "[True, False, False, False]"
