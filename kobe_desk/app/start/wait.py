"""A page with nothing to fill in, while a desk is being prepared."""

from PySide6.QtCore import Signal

from kobe_desk.app.start.frame import StartPage
from kobe_desk.core.text import _
from kobe_desk.ui.button import secondary


class WaitPage(StartPage):
    """One sentence, and the way back in case it does not work out."""

    left = Signal()

    def __init__(self, title: str, text: str, leave: str = "") -> None:
        super().__init__(title, text)
        self.fill()
        self.leave = secondary(leave or _("Leave it"))
        self.leave.clicked.connect(self.left)
        self.close_with(self.leave)
