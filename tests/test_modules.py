"""What holds for every module, those to come included."""

from importlib import import_module
from inspect import isfunction, signature
from pathlib import Path

import pytest
from support.verbs import load_all, ours

from kobe_desk.core.database import Base
from kobe_desk.core.permission import GRANTS, ROWS, Counter, NoUndo, declared
from kobe_desk.modules import MODULES

PACKAGE = Path(import_module("kobe_desk").__file__ or "").parent


def test_every_folder_of_the_modules_stands_in_the_list() -> None:
    folders = {path.name for path in (PACKAGE / "modules").iterdir() if (path / "__init__.py").exists()}
    assert folders == set(MODULES)


def test_permissions_are_named_after_their_module() -> None:
    assert [name for name, says in ours() if says.needs.split(".")[0] != name.split(".")[1]] == []


@pytest.mark.parametrize("module", MODULES)
def test_every_verb_and_question_declares_its_permission(module: str) -> None:
    usecases = import_module(f"kobe_desk.modules.{module}.usecases")
    verbs = {name: each for name, each in vars(usecases).items() if _is_verb(name, each)}
    assert verbs
    assert [name for name, each in verbs.items() if not hasattr(each, "declared")] == []


def test_an_undeclared_verb_cannot_be_run() -> None:
    def undeclared(session: object) -> None: ...

    with pytest.raises(TypeError):
        declared(undeclared)


def _is_verb(name: str, found: object) -> bool:
    return isfunction(found) and not name.startswith("_") and next(iter(signature(found).parameters), "") == "session"


def test_every_verb_has_a_label_and_says_how_it_is_undone() -> None:
    for name, says in ours():
        if says.undo is not None:
            assert says.label, name
            assert says.undo == ROWS or isinstance(says.undo, Counter | NoUndo), name


def test_what_cannot_be_undone_says_so_beforehand() -> None:
    assert all(says.undo.warning for _, says in ours() if isinstance(says.undo, NoUndo))


def test_every_permission_is_granted_to_somebody() -> None:
    from fnmatch import fnmatchcase

    grants = {grant for each in GRANTS.values() for grant in each}
    assert all(any(fnmatchcase(says.needs, grant) for grant in grants) for _, says in ours())


def test_every_reference_to_a_person_says_what_becomes_of_it() -> None:
    load_all()
    silent = []
    for table in Base.metadata.tables.values():
        for key in table.foreign_keys:
            says = key.parent.info
            if key.column.table.name == "person" and not ({"on_merge", "on_anonymise"} <= says.keys()):
                silent.append(f"{table.name}.{key.parent.name}")
    assert silent == []


@pytest.mark.parametrize("module", MODULES)
def test_a_module_has_the_files_of_its_roles(module: str) -> None:
    folder = PACKAGE / "modules" / module
    for role in ("model", "usecases"):
        assert (folder / f"{role}.py").exists() or (folder / role / "__init__.py").exists()
