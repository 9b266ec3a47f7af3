"""Keeps a window out of screen pictures, recordings and Windows' Recall while it shows a recovery code.

Windows only: other systems have no such thing, or ask the person each time.
"""

import ctypes
import sys
from contextlib import suppress

from PySide6.QtWidgets import QWidget

_SEEN, _UNSEEN = 0x00, 0x11  # WDA_NONE, WDA_EXCLUDEFROMCAPTURE


def keep_out_of_pictures(window: QWidget, *, out: bool) -> None:
    """Whatever goes wrong, the code is shown: it is shown only once."""
    if sys.platform == "win32":
        with suppress(OSError, AttributeError):
            ctypes.windll.user32.SetWindowDisplayAffinity(int(window.winId()), _UNSEEN if out else _SEEN)
