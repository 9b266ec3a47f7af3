"""What the user sees of a bug: that nothing was half written, and a report that can be read, copied and saved.

The report is an allow-list: type of the error, file and line inside the program, versions. Messages and values are
left out, because they can hold names.
"""

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import qVersion

from kobe_desk import __version__

if TYPE_CHECKING:
    from kobe_desk.ui.crash_dialog import CrashDialog

_PACKAGE = Path(__file__).resolve().parent.parent
_LONGEST = 40


def report_of(error: BaseException) -> str:
    """The report of a bug, free of personal data."""
    import platform

    lines = [
        f"Kobe Desk {__version__}",
        f"Python {platform.python_version()}, PySide6 {PySide6.__version__}, Qt {qVersion()}",
        f"{platform.system()} {platform.release()}, {platform.machine()}",
    ]
    cause: BaseException | None = error
    seen: set[int] = set()
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines += ["", _type_name(cause), *_places(cause)]
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\n".join(lines)


def _type_name(error: BaseException) -> str:
    kind = type(error)
    return kind.__name__ if kind.__module__ in ("builtins", "__main__") else f"{kind.__module__}.{kind.__name__}"


def _places(error: BaseException) -> list[str]:
    places = []
    for frame in traceback.extract_tb(error.__traceback__)[-_LONGEST:]:
        path = Path(frame.filename)
        if path.is_relative_to(_PACKAGE):
            places.append(f"  {path.relative_to(_PACKAGE.parent).as_posix()}:{frame.lineno} {frame.name}")
    return places or ["  (outside the program)"]


def install(log: Callable[[str], object] = lambda _report: None) -> None:
    """From now on a bug is logged (as its report) and shown, instead of ending the program."""
    showing: list[CrashDialog] = []

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        report = report_of(error.with_traceback(trace))
        log(report)
        if showing:  # one dialog is enough when the same bug comes back at once
            return
        from kobe_desk.ui.crash_dialog import CrashDialog

        dialog = CrashDialog(report)
        showing.append(dialog)
        dialog.exec()
        showing.remove(dialog)
        dialog.deleteLater()

    sys.excepthook = caught
