"""What the set-up takes from elsewhere is pinned, has its licence named, and comes from no address written here."""

import re
import subprocess
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from steps import ROOT
from steps.environment import REQUIREMENTS

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SETS = {
    "run": PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["setup"],
    "test": PROJECT["project"]["dependencies"]
    + PROJECT["dependency-groups"]["setup"]
    + PROJECT["dependency-groups"]["dev"],
}
# Put together from pieces, so that this file does not hold what it forbids.
HOSTS = ["py" + "pi.o" + "rg", "python" + "hosted", "npm" + "js.o" + "rg", "deb.deb" + "ian", "--index" + "-url http"]
MACHINE_PATHS = ["/wo" + "rk/main", "/wo" + "rk/shared", "/fa" + "rm/"]


def pinned(wanted: str) -> list[tuple[Requirement, list[str]]]:
    """Each requirement of a set, with its hashes."""
    text = REQUIREMENTS[wanted].read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [
        (Requirement(line.split("--hash=")[0]), re.findall(r"--hash=sha256:([0-9a-f]{64})", line)) for line in lines
    ]


@pytest.mark.parametrize("wanted", REQUIREMENTS)
def test_every_part_is_pinned_to_one_version_and_its_hashes(wanted):
    parts = pinned(wanted)
    loose = [part.name for part, hashes in parts if not re.fullmatch(r"==[\w.]+", str(part.specifier)) or not hashes]
    assert len(parts) > 40
    assert loose == []


@pytest.mark.parametrize("wanted", REQUIREMENTS)
def test_every_dependency_of_the_project_is_pinned_within_what_it_allows(wanted):
    versions = {(canonicalize_name(part.name), next(iter(part.specifier)).version) for part, _hashes in pinned(wanted)}
    for asked in map(Requirement, SETS[wanted]):
        found = [version for name, version in versions if name == canonicalize_name(asked.name)]
        assert any(asked.specifier.contains(version) for version in found), f"run installer/lock.py for {asked}"


def test_the_test_set_holds_the_run_set():
    run, test = ({str(part) for part, _hashes in pinned(wanted)} for wanted in ("run", "test"))
    assert run <= test


def test_the_build_back_end_is_among_the_parts():
    versions = {part.name: str(part.specifier) for part, _hashes in pinned("run")}
    assert [f"hatchling{versions['hatchling']}"] == PROJECT["build-system"]["requires"]


def test_requirements_hold_no_address():
    for file in REQUIREMENTS.values():
        assert "://" not in file.read_text(encoding="utf-8")


def test_no_committed_file_names_a_registry_or_a_path_of_a_machine():
    forbidden = "|".join(re.escape(each) for each in HOSTS + MACHINE_PATHS)
    found = subprocess.run(["git", "grep", "-n", "-I", "-E", forbidden], cwd=ROOT, capture_output=True, text=True)
    assert found.returncode == 1, found.stdout + found.stderr


def test_every_part_stands_in_third_party_with_its_licence():
    table = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")
    named = dict(re.findall(r"^\| ([a-z0-9-]+) \| ([^|]+?) \|", table, re.MULTILINE))
    assert {part.name for part, _hashes in pinned("run")} <= set(named)
    assert all(named.values())


def test_every_font_is_under_a_licence_that_lies_beside_it():
    families = {file.name.split("-")[0] for file in (ROOT / "resources/fonts").glob("*.ttf")}
    licences = {file.stem.removeprefix("OFL-") for file in (ROOT / "resources/fonts").glob("OFL-*.txt")}
    assert {family.replace("UDP", "UD") for family in families} == licences
