"""At the papers: send them away to be signed, take them in again, and what is out now."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kobe_desk.core import clock
from kobe_desk.core.japanese import era
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases.circulating import AwayRow
from kobe_desk.modules.subsidies.view.circulating.asking import SUFFIX
from kobe_desk.ui.button import link
from kobe_desk.ui.layout import Column
from kobe_desk.ui.notice import Notice


class AwayPart(QWidget):
    """Two ways beside signing here; `out` has a notice for each packet that is out, and stands where the page wants."""

    send_wanted = Signal()
    packet_returned = Signal(object)
    """The file that came back (a path)."""
    withdrawal_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.send = link(_("Sign on another computer"), "send")
        self.take_in = link(_("Take in a signed packet"), "file-down")
        self.send.clicked.connect(self.send_wanted)
        self.take_in.clicked.connect(self._choose)
        self.out = QWidget()
        self._out = Column(gap="item")
        self.out.setLayout(self._out)
        self.out.hide()
        self.setLayout(Column(self.send, self.take_in, gap="item"))

    def show_out(self, rows: Sequence[AwayRow]) -> None:
        """The packets that are out; where there are several, each withdrawal is named after its file."""
        self._out.empty()
        self.out.setVisible(bool(rows))
        for row in rows:
            withdraw = _("Withdraw") if len(rows) == 1 else _("Withdraw {file}").format(file=row.file_name)
            self._out.add(Notice("warn" if row.late else "info", away_words(row), (withdraw, self._withdrawal(row))))

    def _withdrawal(self, row: AwayRow) -> Callable[[], object]:
        return lambda: self.withdrawal_wanted.emit(row.id)

    def _choose(self) -> None:
        path = choose_packet(self, _("Choose the packet that came back"))
        if path is not None:
            self.packet_returned.emit(path)


def choose_packet(part: QWidget, title: str) -> Path | None:
    """A packet for signing, chosen in a window."""
    words = _("Packet for signing (*{suffix})").format(suffix=SUFFIX)
    name, _kind = QFileDialog.getOpenFileName(part.window(), title, str(Path.home()), words)
    return Path(name) if name else None


def away_words(row: AwayRow) -> str:
    """Who has the packet, since when, and until when it can be opened."""
    who = _(", ").join(f"{each.office} {each.name}".strip() for each in row.asked)
    words = (
        _("Sent to {who} on {day} for signing. It could be opened until {until}.")
        if row.late
        else _("Sent to {who} on {day} for signing. It can be opened until {until}.")
    )
    day = era.wareki(row.made.astimezone(clock.JST).date())
    return words.format(who=who, day=day, until=era.wareki(row.until))
