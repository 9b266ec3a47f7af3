"""An X server for each process that plays stories: two windows on one screen would fight over the keyboard."""

import os
import shutil
import subprocess

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Before Qt begins: a process of several that share the stories leaves the screen they were started on."""
    if os.environ.get("QT_QPA_PLATFORM") != "xcb" or "PYTEST_XDIST_WORKER" not in os.environ:
        return
    program = shutil.which("Xvfb")
    if program is None:
        return
    server = subprocess.Popen(
        [program, "-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    config.add_cleanup(server.terminate)
    assert server.stdout is not None
    number = server.stdout.readline().strip()
    if not number:
        raise pytest.UsageError("Xvfb gave no screen")
    os.environ["DISPLAY"] = f":{number}"
    os.environ.pop("XAUTHORITY", None)
