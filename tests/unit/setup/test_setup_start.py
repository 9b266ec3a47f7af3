"""`installer/start.py` refuses plainly, finds what is missing, and does nothing twice."""

import ast
import subprocess
import sys

import pytest
import start
from steps import ROOT, commands, environment, system
from steps.environment import Parts
from steps.say import CannotGoOn, true_time


def typed(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, ROOT / "installer/start.py", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8")


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 6, 15), (3, 10, 13)])
def test_an_older_python_is_refused_in_japanese_and_english(version):
    refused = start.refusal((*version, "final", 0))
    assert "Python 3.11 以上が必要です" in refused
    assert "needs Python 3.11 or newer. This is Python " + ".".join(map(str, version)) in refused


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 14, 1), (4, 0, 0)])
def test_a_new_enough_python_is_not_refused(version):
    assert start.refusal((*version, "final", 0)) == ""


def test_an_older_python_can_read_the_file_that_refuses_it():
    source = (ROOT / "installer/start.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 7))
    newer = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr)
    assert not [node for node in ast.walk(tree) if isinstance(node, newer)]
    assert all(node.returns is None for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_wrong_use_is_told_how_it_is_meant():
    answer = typed("tset")
    assert answer.returncode == 2
    assert "installer/start.py test [PYTEST…]" in answer.stdout


def test_help_is_no_fault():
    assert typed("--help").returncode == 0


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {}, True),
        ("linux", {"DISPLAY": ":0"}, False),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, False),
        ("linux", {"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, True),
        ("linux", {"DISPLAY": ":0", "QT_QPA_PLATFORM": "minimal:enable_fonts"}, True),
        ("linux", {"DISPLAY": ":0", "QT_QPA_PLATFORM": "xcb"}, False),
        ("win32", {}, False),
        ("darwin", {}, False),
        ("darwin", {"QT_QPA_PLATFORM": "offscreen"}, True),
    ],
)
def test_the_main_job_runs_headless_where_there_is_no_screen(platform, variables, expected):
    assert commands.without_screen(platform, variables) is expected


def test_a_library_that_cannot_be_loaded_is_missing():
    assert system.missing_libraries(["libno-such-thing.so.9"]) == ["libno-such-thing.so.9"]


def test_who_may_not_install_is_told_the_one_line_to_type(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(system, "missing_libraries", lambda _names: ["libxcb-cursor.so.0", "libEGL.so.1"])
    monkeypatch.setattr(system, "find_spec", lambda _name: None)
    monkeypatch.setattr("shutil.which", lambda _name: None)
    with pytest.raises(CannotGoOn) as told:
        system.provide("desk")
    venv = f"python3.{sys.version_info.minor}-venv"
    assert f"\n  sudo apt-get install -y {venv} libxcb-cursor0 libegl1\n" in str(told.value)


def test_every_library_and_program_names_the_package_that_brings_it():
    for libraries, programs in system.NEEDED_FOR.values():
        assert all(name.startswith("lib") and ".so." in name for name in libraries)
        assert all(package.islower() for package in [*libraries.values(), *programs.values()])


def test_the_environment_of_the_tests_serves_the_desk_too(monkeypatch):
    monkeypatch.setattr(environment, "PYTHON", ROOT / "pyproject.toml")
    stamp = {"set": "test", "parts": environment.fingerprint("test"), "place": str(ROOT)}
    assert environment.satisfies(stamp, "run")
    assert environment.satisfies(stamp, "test")


@pytest.mark.parametrize("changed", [{"set": "run"}, {"parts": "other"}, {"place": "elsewhere"}])
def test_a_smaller_stale_or_moved_environment_is_made_anew(monkeypatch, changed):
    monkeypatch.setattr(environment, "PYTHON", ROOT / "pyproject.toml")
    stamp = {"set": "test", "parts": environment.fingerprint("test"), "place": str(ROOT)}
    assert not environment.satisfies(stamp | changed, "test")


def test_an_environment_whose_python_is_gone_is_made_anew(monkeypatch, tmp_path):
    monkeypatch.setattr(environment, "PYTHON", tmp_path / "python")
    stamp = {"set": "test", "parts": environment.fingerprint("test"), "place": str(ROOT)}
    assert not environment.satisfies(stamp, "test")


def test_downloads_see_the_true_time_when_next_year_is_rehearsed():
    rehearsal = {
        "LD_PRELOAD": "/usr/lib/faketime/libfaketime.so.1",
        "FAKETIME": "+1 year",
        "FAKETIME_SHARED": "x",
        "HOME": "/h",
    }
    assert true_time(rehearsal) == {"HOME": "/h"}
    assert true_time({"LD_PRELOAD": "libother.so"}) == {"LD_PRELOAD": "libother.so"}


def test_a_person_sees_the_parts_being_counted(capsys):
    parts = Parts("run")
    parts.heard("Collecting alembic==1.20.1 (from -r requirements.txt (line 4))")
    parts.heard("  Downloading alembic-1.20.1-py3-none-any.whl")
    assert "1/" in capsys.readouterr().out


def test_ci_and_the_workflow_call_the_commands_of_the_readme():
    for file in (".ci/run", ".github/workflows/test.yml", "CONTRIBUTING.md", "README.md"):
        text = (ROOT / file).read_text(encoding="utf-8")
        assert "installer/start.py test" in text, file
    for file in (".ci/run", ".github/workflows/test.yml", "README.md"):
        assert "installer/start.py --headless" in (ROOT / file).read_text(encoding="utf-8"), file


def test_the_hooks_before_a_commit_fetch_nothing():
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert hooks.count("repo:") == hooks.count("repo: local") == 1
