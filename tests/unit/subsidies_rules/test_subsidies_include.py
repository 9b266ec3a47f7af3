"""Shared pages and papers: a definition is whole before anything is done with it, and nothing else can be pulled in."""

from pathlib import Path
from typing import Any

import pytest

from kobe_desk.core import paths
from kobe_desk.modules.subsidies.rules import build, bundle, include, library
from kobe_desk.modules.subsidies.rules.problem import DefinitionRefused


def refused(data: dict[str, Any]) -> str:
    with pytest.raises(DefinitionRefused) as found:
        include.whole(data)
    return found.value.message()


def test_a_list_takes_all_the_entries_or_those_that_are_named() -> None:
    shared = bundle.plain(paths.resources("programmes", "common", "group.toml").read_bytes(), "group")
    own = {"id": "own"}
    found = include.whole({"page": [own, {"include": "common/group.toml"}]})
    assert found["page"] == [own, *shared["page"]]
    named = include.whole({"page": [{"include": "common/group.toml", "only": ["past", "who"]}, own]})
    assert [each["id"] for each in named["page"]] == ["past", "who", "own"]


def test_a_table_takes_the_words_of_several_files_and_keeps_its_own() -> None:
    found = include.whole(
        {
            "share": {"include": ["common/group.toml", "common/money.toml"], "org_name": "mine.org"},
            "reuse": {"include": "common/group.toml", "carry": ["mine"]},
        }
    )
    assert (found["share"]["org_name"], found["share"]["grant"]) == ("mine.org", "common.grant")
    assert found["reuse"]["carry"][0] == "org_name" and found["reuse"]["carry"][-1] == "mine"
    assert "include" not in found["share"] | found["reuse"]


def test_a_definition_without_an_include_is_left_as_it_is(small: dict[str, Any]) -> None:
    assert include.whole(small) == small


@pytest.mark.parametrize(
    "name",
    [
        "../settings.toml", "/etc/passwd", "common/../words.toml", "common/sub/x.toml", "words.toml", "common/group",
        "common/group.toml\n", "COMMON/group.toml", "common\\group.toml", "common/" + "a" * 41 + ".toml", "", 3, None,
    ],
)  # fmt: skip
def test_only_a_shared_file_can_be_included(name: object) -> None:
    assert "common/" in refused({"page": [{"include": name}]})


def test_what_is_not_there_is_refused_in_a_sentence() -> None:
    refused({"page": [{"include": "common/nothing.toml"}]})
    refused({"amount": [{"include": "common/group.toml"}]})
    refused({"share": {"include": "common/life-decision.toml"}})
    refused({"page": [{"include": "common/group.toml", "only": ["nobody"]}]})
    refused({"page": [{"include": "common/group.toml", "only": [["who"]]}]})
    refused({"page": [{"include": "common/group.toml", "id": "other"}]})


def test_a_shared_file_that_includes_is_refused_so_that_there_is_no_circle(monkeypatch: pytest.MonkeyPatch) -> None:
    circle = {"page": [{"include": "common/circle.toml"}]}
    monkeypatch.setattr(include, "_file", lambda _name: circle)
    assert refused(circle)


def test_many_includes_do_not_make_an_endless_definition() -> None:
    refused({"page": [{"include": "common/group.toml"}] * 5000})
    many = include.whole({"share": {"include": ["common/group.toml"] * 100_000}})
    assert len(many["share"]) < 100


def test_what_an_application_carries_needs_no_other_file() -> None:
    found = bundle.read(paths.resources("programmes", "chiiki-kadai-npo"))
    made = library.load(found)
    assert '"include"' not in made.canonical
    assert library.of_canonical(made.canonical).sha256 == made.sha256
    assert build.canonical(found.definition["share"]).count("common.") > 30


def test_a_lone_file_can_share_too(tmp_path: Path) -> None:
    source = paths.resources("programmes", "boukomi-unei-2023", "programme.toml").read_bytes()
    (tmp_path / "x.toml").write_bytes(source)
    assert library.load(bundle.read(tmp_path / "x.toml")).page_of("org_name")
