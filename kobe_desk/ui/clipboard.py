"""What is copied out of a guarded field leaves the clipboard after a minute and stays out of clipboard histories.

Only a bank account's number, passphrases and recovery codes are guarded: names and addresses are copied all day.
"""

from functools import partial

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

KEPT = 60_000
"""Milliseconds."""
_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
HINTS = {
    _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): b"1",
    _WINDOWS.format("CanIncludeInClipboardHistory"): bytes(4),
    _WINDOWS.format("CanUploadToCloudClipboard"): bytes(4),
    "x-kde-passwordManagerHint": b"secret",
    "application/x-nspasteboard-concealed-type": b"1",
}
"""How the systems are asked not to keep or send what is copied."""


class Guard(QObject):
    """Watches one field: whatever way something is copied or cut out of it."""

    def __init__(self, edit: QLineEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        QGuiApplication.clipboard().dataChanged.connect(self._look)

    def _look(self) -> None:
        text = QGuiApplication.clipboard().text()
        if not text or text != self._edit.selectedText() or hinted():
            return
        QGuiApplication.clipboard().setMimeData(_mime(text))
        QTimer.singleShot(KEPT, partial(_forget, text))


def copy(text: str, *, secret: bool = False) -> None:
    """Put a text into the clipboard; a secret one stays out of histories and leaves after a minute."""
    if not secret:
        QGuiApplication.clipboard().setText(text)
        return
    QGuiApplication.clipboard().setMimeData(_mime(text))
    QTimer.singleShot(KEPT, partial(_forget, text))


def hinted() -> bool:
    """Whether what lies in the clipboard is marked as a secret of ours."""
    return QGuiApplication.clipboard().mimeData().hasFormat("x-kde-passwordManagerHint")


def _mime(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    for kind, value in HINTS.items():
        data.setData(kind, value)
    return data


def _forget(text: str) -> None:
    """Clear the clipboard, unless something else was copied meanwhile."""
    if QGuiApplication.clipboard().text() == text:
        QGuiApplication.clipboard().clear()
