"""Definitions of programmes checked from the command line."""

import shutil
from pathlib import Path

import pytest
from support.command_line import Run

from kobe_desk.core import paths
from kobe_desk.modules.subsidies.rules import build, bundle, pack
from kobe_desk.modules.subsidies.rules.pack import Origin

SHIPPED = sorted(each.parent for each in paths.resources("programmes").glob("*/programme.toml"))


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_every_shipped_programme_passes(run: Run, folder: Path) -> None:
    said = run("programmes", "lint", folder, "--json")
    assert (said.code, said.json["usable"]) == (0, True)


def test_a_cycle_is_said_with_its_path(run: Run, tmp_path: Path) -> None:
    teaching = next(each for each in SHIPPED if each.name == "chiiki-katsudo-mihon")
    text = (teaching / "programme.toml").read_text(encoding="utf-8")
    file = tmp_path / "programme.toml"
    file.write_text(text.replace("rows.budget_out.exists", "has_food || rows.budget_out.exists", 1), encoding="utf-8")
    said = run("programmes", "lint", file)
    assert said.code == 1
    assert "has_food" in said.out


@pytest.mark.parametrize(
    "content", ["", "a = " + "[" * 5000, "a = " + "9" * 20_000, "\x00", 'schema = "x"\nunknown = 1']
)
def test_a_hostile_definition_is_one_plain_refusal(run: Run, tmp_path: Path, content: str) -> None:
    (tmp_path / "programme.toml").write_text(content)
    said = run("programmes", "lint", tmp_path / "programme.toml")
    assert said.code == 1
    assert "Traceback" not in said.out + said.err


def test_a_character_without_a_glyph_is_found_before_any_paper(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "programme"
    shutil.copytree(next(each for each in SHIPPED if each.name == "chiiki-katsudo-mihon"), folder)
    file = folder / "programme.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('label = "茶菓を出す人数"', 'label = "茶菓を出す人数\U0001f600"', 1), encoding="utf-8")
    assert "\U0001f600" in file.read_text(encoding="utf-8")
    said = run("programmes", "lint", folder, "--json")
    assert (said.code, said.json["usable"]) == (1, False)
    (problem,) = said.json["problems"]
    assert problem["at"].endswith(".label")
    assert "U+1F600" in problem["text"]


@pytest.mark.parametrize("sign", ["\u202e", "\\u0007"])
def test_a_sign_that_cannot_be_seen_is_found_in_a_definition(run: Run, tmp_path: Path, sign: str) -> None:
    text = (SHIPPED[0] / "programme.toml").read_text(encoding="utf-8")
    (tmp_path / "programme.toml").write_text(text.replace('title = "', f'title = "{sign}', 1), encoding="utf-8")
    said = run("programmes", "lint", tmp_path / "programme.toml", "--json")
    assert said.code == 1
    assert "U+" in next(each["text"] for each in said.json["problems"] if each["at"] == "programme.title")


def test_toml_that_cannot_be_read_is_said_with_its_place_and_without_english(run: Run, tmp_path: Path) -> None:
    (tmp_path / "programme.toml").write_text("a = 1\n= 2\n")
    said = run("programmes", "lint", tmp_path / "programme.toml")
    assert "2行1文字目" in said.out and "Invalid" not in said.out


def test_a_missing_definition_cannot_be_opened(run: Run, tmp_path: Path) -> None:
    assert run("programmes", "lint", tmp_path / "nothing.toml").code == 3


def test_a_programme_in_one_file_is_checked_with_its_origin_and_fingerprint(run: Run, tmp_path: Path) -> None:
    found = bundle.read(next(each for each in SHIPPED if each.name == "ken-vision-2025"))
    file = tmp_path / "a.kdprog"
    file.write_bytes(pack.packed(found, Origin(association="港の会")))
    said = run("programmes", "lint", file)
    assert said.code == 0
    assert pack.grouped(build.programme(found).sha256) in said.out
    assert "港の会" in said.out
    file.write_bytes(b"PK no zip")
    assert run("programmes", "lint", file).code == 1
