"""The dialog that shows the report of a bug. It is imported when there is one."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from kobe_desk.core.text import _
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.dialog import PlainDialog
from kobe_desk.ui.field import TextArea


class CrashDialog(PlainDialog):
    """Says that the last step was not carried out, and shows the report. Nothing is sent anywhere."""

    def __init__(self, report: str) -> None:
        super().__init__(
            QApplication.activeWindow(),
            "octagon-alert",
            "error",
            _("Something unexpected happened"),
            _(
                "The last step was not carried out. What was saved before is safe. "
                "This report holds no names; copy it if you ask for help. Nothing is sent by itself."
            ),
        )
        self.report = report
        self._text = TextArea(4, width=0)
        self._text.set_value(report)
        self._text.setReadOnly(True)
        self._text.setAccessibleName(_("Report"))
        self.content.add(self._text)
        copy, close = secondary(_("Copy the report"), "copy"), primary(_("Go on"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report))
        close.clicked.connect(self.accept)
        self.put(copy, close)
        close.setFocus()
