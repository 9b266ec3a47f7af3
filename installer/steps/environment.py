"""The environment `.venv` in the project's root, made from hash-pinned requirements."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from steps import ROOT, system
from steps.say import CannotGoOn, call, detail, follow, step, true_time

HOME = ROOT / ".venv"
STAMP = HOME / "kobe-desk.json"
REQUIREMENTS = {"run": ROOT / "installer/requirements.txt", "test": ROOT / "installer/requirements-test.txt"}
PROGRAMS = HOME / ("Scripts" if sys.platform == "win32" else "bin")
PYTHON = PROGRAMS / ("python.exe" if sys.platform == "win32" else "python")
PIP_INSTALL = [str(PYTHON), "-m", "pip", "install", "--no-input", "--progress-bar", "off", "--no-warn-script-location"]
LANGUAGES = ("ja", "en")


def prepare(wanted: str) -> None:
    """Bring `.venv` up to date for `run` or `test`; does nothing, and asks no network, where it already is."""
    stamp = _read_stamp()
    if not satisfies(stamp, wanted):
        _make(stamp)
        _fill(wanted)
        system.check_qt(str(PYTHON))
        stamp = {"set": wanted, "parts": fingerprint(wanted), "place": str(ROOT)}
        _write_stamp(stamp)
    if stamp.get("texts") != texts_fingerprint() or not all(_mo_file(each).exists() for each in LANGUAGES):
        _compile_texts()
        _write_stamp(stamp | {"texts": texts_fingerprint()})


def surroundings() -> dict[str, str]:
    """The environment variables of everything that runs in `.venv`."""
    path = os.pathsep.join([str(PROGRAMS), os.environ.get("PATH", os.defpath)])
    return os.environ | {"VIRTUAL_ENV": str(HOME), "PATH": path}


def fingerprint(wanted: str) -> str:
    return _digest(REQUIREMENTS[wanted], ROOT / "pyproject.toml")


def texts_fingerprint() -> str:
    return _digest(*(ROOT / f"translations/{language}.po" for language in LANGUAGES))


def _digest(*files: Path) -> str:
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def _mo_file(language: str) -> Path:
    return ROOT / "translations" / language / "LC_MESSAGES" / "kobe_desk.mo"


def satisfies(stamp: dict[str, str], wanted: str) -> bool:
    """The test set holds everything of the run set."""
    has = stamp.get("set", "")
    return (
        has in ("test", wanted)
        and stamp.get("parts") == fingerprint(has)
        and stamp.get("place") == str(ROOT)
        and PYTHON.exists()
    )


def _read_stamp() -> dict[str, str]:
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _write_stamp(stamp: dict[str, str]) -> None:
    STAMP.write_text(json.dumps(stamp), encoding="utf-8")


def _make(stamp: dict[str, str]) -> None:
    """An environment that was moved, or whose Python is gone or too old, is made anew."""
    if stamp.get("place", str(ROOT)) == str(ROOT) and _python_works():
        return
    step("専用の環境 .venv を作っています", "Making the environment .venv")
    if HOME.exists():
        shutil.rmtree(HOME)
    python = getattr(sys, "_base_executable", sys.executable)  # never an environment made of an environment
    if uv := shutil.which("uv"):
        if call([uv, "venv", "-q", "-p", python, str(HOME)], _uv_environment()) == 0:
            return
        detail("uv では作れませんでした。Python だけで続けます。/ uv could not; going on with Python alone.")
    if call([python, "-m", "venv", "--clear", str(HOME)]):
        raise CannotGoOn(f".venv を作れませんでした。/ The environment could not be made: {HOME}")


def _python_works() -> bool:
    return PYTHON.exists() and _runs("-c", "import sys; sys.exit(sys.version_info < (3, 11))")


def _runs(*arguments: str) -> bool:
    try:
        return subprocess.run([PYTHON, *arguments], capture_output=True).returncode == 0
    except OSError:
        return False


def _fill(wanted: str) -> None:
    step("部品を入れています(初回は数分かかります)", "Installing the parts (a few minutes the first time)")
    if not (_parts_by_uv(wanted) or _parts_by_pip(wanted)):
        raise CannotGoOn(
            "部品を入れられませんでした。インターネットにつながっているか、パソコンの時計が合っているかを確かめて、"
            "もう一度お試しください。\n"
            "The parts could not be installed. Please check the internet connection and the clock, then try again."
        )
    if not _itself():
        raise CannotGoOn(f"Kobe Desk を .venv に入れられませんでした。/ Kobe Desk could not be put into {HOME}.")


def _parts_by_uv(wanted: str) -> bool:
    uv = shutil.which("uv")
    if not uv:
        return False
    command = [uv, "pip", "install", "-q", "-p", str(PYTHON), "--require-hashes", "-r", str(REQUIREMENTS[wanted])]
    done = call(command, _uv_environment()) == 0
    if not done:
        detail("uv では入れられませんでした。pip で続けます。/ uv could not; going on with pip.")
    return done


def _parts_by_pip(wanted: str) -> bool:
    """pip as it came with Python; an environment that uv made gets it first."""
    if not _runs("-m", "pip", "--version") and call([str(PYTHON), "-m", "ensurepip"]):
        return False
    parts = Parts(wanted)
    done = follow([*PIP_INSTALL, "--require-hashes", "-r", str(REQUIREMENTS[wanted])], _pip_environment(), parts.heard)
    if done != 0:
        detail(parts.last_words())
    return done == 0


def _itself() -> bool:
    """The project itself, editable and without the network: its build back-end is one of the parts."""
    if uv := shutil.which("uv"):
        command = [uv, "pip", "install", "-q", "-p", str(PYTHON), "--no-build-isolation", "--no-deps", "--offline"]
        if call([*command, "-e", str(ROOT)], _uv_environment()) == 0:
            return True
    command = [*PIP_INSTALL, "--no-build-isolation", "--no-deps", "--no-index", "-q", "-e", str(ROOT)]
    return call(command, _pip_environment()) == 0


def _uv_environment() -> dict[str, str]:
    """uv takes the Python that runs this, never fetches another, and trusts whom the system trusts."""
    return true_time(os.environ) | {"UV_PYTHON_DOWNLOADS": "never", "UV_SYSTEM_CERTS": "true"}


def _pip_environment() -> dict[str, str]:
    return true_time(os.environ) | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONUTF8": "1"}


class Parts:
    """Counts what pip fetches, so that a person sees it move."""

    def __init__(self, wanted: str) -> None:
        lines = REQUIREMENTS[wanted].read_text(encoding="utf-8").splitlines()
        self._all = sum("==" in line for line in lines)
        self._done, self._said = 0, [""]

    def heard(self, line: str) -> None:
        self._said = [*self._said[-8:], line]
        if line.startswith(("Collecting ", "Requirement already satisfied: ")):
            self._done += 1
            if line.startswith("Collecting "):
                detail(f"{self._done}/{self._all}  {line.split()[1].split('=')[0]}")
        elif line.startswith("Installing collected packages"):
            detail("組み込んでいます / unpacking")

    def last_words(self) -> str:
        return "\n  ".join(self._said)


def _compile_texts() -> None:
    step("日本語と英語の文を用意しています", "Preparing the Japanese and English texts")
    if call([str(PYTHON), str(ROOT / "installer/texts.py"), "compile"], surroundings()):
        raise CannotGoOn("文を用意できませんでした。/ The texts could not be prepared.")
