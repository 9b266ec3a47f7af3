"""The bar above the list while several people are picked, and what is done with all of them at once."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import _, n_
from kobe_desk.ui.button import Button, link
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column, Panel
from kobe_desk.ui.text import Label

LABELS, EXPORT, CHANGE, ONLY = "labels", "export", "change", "only"


class PickedBar(QWidget):
    """Hidden while one row or none is picked."""

    wanted = Signal(str)
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.ways: dict[str, Button] = {}
        self.hide()

    def _fill(self) -> None:
        """Only once several are picked: the start need not wait for it."""
        self._count = Label("", bold=True)
        acts = (
            (CHANGE, _("Change for all"), "pencil"),
            (ONLY, _("Show only these"), "filter"),
            (LABELS, _("Labels"), "mail"),
            (EXPORT, _("Write to a file"), "file-spreadsheet"),
        )
        self.ways = {key: link(words, icon) for key, words, icon in acts}
        for key, way in self.ways.items():
            way.clicked.connect(lambda _checked=False, key=key: self.wanted.emit(key))
        self.drop = link(_("Leave it"), "x", name=_("Drop the selection"))
        self.drop.clicked.connect(self.dropped)
        outer = Column(gap=0, around=(14, 2, 14, 2))
        outer.addLayout(Flow(self._count, *self.ways.values(), self.drop, gap="item", lines="hair"))
        whole = Column(gap=0)
        whole.add(Panel(outer, box="picked"))
        self.setLayout(whole)

    def show_picked(self, count: int) -> None:
        """Say how many are picked."""
        if count > 1 and not self.ways:
            self._fill()
        if self.ways:
            self._say(count)
        self.setVisible(count > 1)

    def _say(self, count: int) -> None:
        self._count.setText(
            n_("{count} person is picked", "{count} people are picked", count).format(count=f"{count:,}")
        )
