"""The dialogs: asked before what cannot be undone, and shown when something unexpected happened."""

from collections.abc import Iterator

from kobe_desk.core.text import _
from kobe_desk.pictures.guide import Guide
from kobe_desk.pictures.patience import still_after
from kobe_desk.pictures.scene import Scene
from kobe_desk.ui.crash import report_of
from kobe_desk.ui.crash_dialog import CrashDialog
from kobe_desk.ui.dialog import ConfirmDialog, PlainDialog
from kobe_desk.ui.personal import personal_warning


def dialogs(guide: Guide) -> Iterator[Scene]:
    """Each dialog over the open desk."""
    guide.opened.open_at("home")
    question, text = _("Remove the sample?"), _("The invented association is gone. Your own desks stay as they are.")
    verb = _("Remove the sample")
    yield from _shown("dialog", ConfirmDialog(guide.window, question, text, verb))
    yield from _shown("dialog-typed", ConfirmDialog(guide.window, question, text, verb, "みなと坂自治会"))
    yield from _shown("dialog-personal", personal_warning(guide.window, "髙橋 悦郎"))
    yield from _shown("dialog-crash", CrashDialog(report_of(ZeroDivisionError())))


def _shown(name: str, dialog: PlainDialog) -> Iterator[Scene]:
    still_after(dialog.show)
    yield Scene(name, dialog)
    still_after(dialog.reject)
    still_after(dialog.deleteLater)
