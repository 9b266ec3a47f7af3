"""What the operating system must have, found by trying it, and how it gets there."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path

from steps.say import CannotGoOn, detail, follow, step, true_time

# Found one by one on a bare Debian 12: the library that Qt's loader asks for, and the package that brings it.
DRAWING = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfreetype.so.6": "libfreetype6",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
SCREEN = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libcups.so.2": "libcups2",
}
# Programs and files that the tests use as independent readers and real things; Apache Preflight judges PDF/A.
PROGRAMS = {
    "git": "git",
    "pdftotext": "poppler-utils",
    "xvfb-run": "xvfb",
    "xauth": "xauth",
    "dbus-run-session": "dbus",
    "gnome-keyring-daemon": "gnome-keyring",
    "strace": "strace",
    "faketime": "faketime",
    "softhsm2-util": "softhsm2",
    "java": "default-jre-headless",
    "/usr/share/java/preflight.jar": "libpdfbox2-java",
    "/usr/share/java/commons-io.jar": "libcommons-io-java",
    "/usr/share/java/javax.activation.jar": "libactivation-java",
    "/usr/share/java/jaxb-api.jar": "libjaxb-api-java",
}
NEEDED_FOR = {"headless": (DRAWING, {}), "desk": (DRAWING | SCREEN, {}), "test": (DRAWING | SCREEN, PROGRAMS)}

TRY_LIBRARIES = """
import ctypes, sys
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        print(name)
"""
TRY_QT = """
from PySide6.QtCore import QCoreApplication
from PySide6.QtNetwork import QLocalServer
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication
QApplication(["probe", "-platform", "offscreen"])
"""


def provide(purpose: str) -> None:
    """Install what the system lacks for `desk`, `headless` or `test`, or say the one line that does."""
    if not sys.platform.startswith("linux"):
        return
    packages = lacking(purpose)
    if packages:
        _install(packages)
        if still := lacking(purpose):
            raise CannotGoOn(_please(still))


def lacking(purpose: str) -> list[str]:
    """The Debian packages whose content is not there, each found missing by using it."""
    libraries, programs = NEEDED_FOR[purpose]
    packages = [] if shutil.which("uv") or find_spec("ensurepip") else [_venv_package()]
    packages += [libraries[name] for name in missing_libraries(libraries)]
    return packages + [package for program, package in programs.items() if not _is_there(program)]


def _is_there(program: str) -> bool:
    """A program on the path, or a file at its place."""
    return Path(program).exists() if program.startswith("/") else bool(shutil.which(program))


def check_qt(python: str) -> None:
    """Qt must draw in the finished environment; its own words are shown where it cannot."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    tried = subprocess.run([python, "-c", TRY_QT], env=environment, capture_output=True, text=True, errors="replace")
    if tried.returncode:
        words = "\n".join(tried.stderr.strip().splitlines()[-3:])
        raise CannotGoOn(f"Qt がこのパソコンで動きません。/ Qt does not start on this computer.\n{words}")


def missing_libraries(names: Iterable[str]) -> list[str]:
    """Tried in a child, so that a library that crashes on loading does not take the set-up along."""
    tried = subprocess.run([sys.executable, "-c", TRY_LIBRARIES, *names], capture_output=True, text=True)
    return tried.stdout.split()


def _venv_package() -> str:
    """Debian keeps `venv` apart, one package for each Python."""
    return f"python3.{sys.version_info.minor}-venv"


def _install(packages: Sequence[str]) -> None:
    leave = _leave_to_install()
    if leave is None or not shutil.which("apt-get"):
        raise CannotGoOn(_please(packages))
    step("足りないものをシステムに入れています", "Installing what the system lacks")
    detail(" ".join(packages))
    environment = true_time(os.environ) | {"DEBIAN_FRONTEND": "noninteractive"}
    follow([*leave, "apt-get", "-q", "update"], environment, _apt_said)
    if follow([*leave, "apt-get", "-q", "install", "-y", "--no-install-recommends", *packages], environment, _apt_said):
        raise CannotGoOn(_please(packages))


def _apt_said(line: str) -> None:
    """Of all that apt-get says, what shows that it moves and what went wrong."""
    if line.startswith(("Setting up ", "E: ", "W: ")):
        detail(line)


def _leave_to_install() -> list[str] | None:
    """Root may install; a build machine may through sudo; anyone else is asked to type the line."""
    if os.geteuid() == 0:
        return []
    if os.environ.get("CI") and shutil.which("sudo"):
        return ["sudo", "-n"]
    return None


def _please(packages: Sequence[str]) -> str:
    line = f"sudo apt-get install -y {' '.join(packages)}"
    return (
        "このパソコンには、次のものが足りません。下の1行を打ってから、もう一度お試しください。\n"
        "This computer lacks something. Please type this one line (Debian, Ubuntu), then try again:\n\n"
        f"  {line}\n"
    )
