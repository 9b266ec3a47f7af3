"""A paper that came back (届いた書類): a line in the step it belongs to, and a page to look at it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases import EnclosureRow
from kobe_desk.modules.subsidies.view.one_paper import OnePaperPage
from kobe_desk.ui.button import link
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column
from kobe_desk.ui.text import Paragraph


class KeptPaper(QWidget):
    """Its title, and a way to look at it."""

    wanted = Signal(object)
    """The paper (`EnclosureRow`) to be looked at."""

    def __init__(self, row: EnclosureRow) -> None:
        super().__init__()
        self.look = link(_("Look at it"), "file-text", name=_("Look at the paper that came back: {title}").format(
            title=row.title))  # fmt: skip
        self.look.clicked.connect(lambda: self.wanted.emit(row))
        words = Paragraph(_("Kept: {title}").format(title=row.title), ink="muted", narrow=True)
        self.setLayout(Column(words, Flow(self.look), gap="hair"))


class KeptPaperPage(OnePaperPage):
    """The paper as it came."""

    help_page = "subsidies-grant"

    def __init__(self, title: str, pdf: bytes) -> None:
        super().__init__(_("A paper that came back"), title, pdf, back=_("To the grant"))
