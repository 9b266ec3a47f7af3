"""The photo on the page of a person; most people have none, and nothing is drawn in its place."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.text import Paragraph
from kobe_desk.ui.theme import follow, theme

SMALL, LARGE = 84, 132
"""Heights in pixels at 12 pt: beside the household, and where it is chosen."""


class Face(QLabel):
    """The photo itself; hidden where there is none."""

    def __init__(self, height: int) -> None:
        super().__init__()
        self._height, self._whole = height, QPixmap()
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.hide()
        follow(self, self._draw)

    def show_photo(self, photo: bytes) -> None:
        self._whole = QPixmap()
        self._whole.loadFromData(photo)
        self.setVisible(not self._whole.isNull())
        self._draw()

    def _draw(self) -> None:
        if not self._whole.isNull():
            ratio = self.devicePixelRatioF()
            height = round(theme.width(self._height) * ratio)
            smooth = Qt.TransformationMode.SmoothTransformation
            scaled = self._whole.scaled(height, height, Qt.AspectRatioMode.KeepAspectRatio, smooth)
            scaled.setDevicePixelRatio(ratio)
            self.setPixmap(scaled)


class PhotoCard(Card):
    """The photo, and the buttons that take another one in or this one out. `above` shows it at the top of the page."""

    file_chosen = Signal(object)
    remove_requested = Signal()
    card_wanted = Signal()
    """A card of the person on paper."""

    def __init__(self) -> None:
        self.picture, self.above = Face(LARGE), Face(SMALL)
        self.warning = Notice("warn")
        self.warning.hide()
        self.choose = secondary(_("Choose a photo"), "file-up")
        self.remove = secondary(_("Take the photo out"), "trash-2")
        hint = Paragraph(
            _(
                "Only if the person agrees. Place and camera are taken out. It is printed on a card alone, on wish, "
                "and if the person agreed to that under Consents."
            ),
            ink="muted",
        )
        acts = QWidget()
        self.card = secondary(_("Print a card"), "printer")
        acts.setLayout(Flow(self.choose, self.remove, self.card))
        row = Row(gap="group")
        row.addLayout(Column(self.picture, STRETCH, gap=0))
        row.addLayout(Column(hint, acts, STRETCH), 1)
        super().__init__(_("Photo"), self.warning)
        self.body.addLayout(row)
        self.choose.clicked.connect(self._choose)
        self.remove.clicked.connect(self.remove_requested)
        self.card.clicked.connect(self.card_wanted)
        self.show_photo(b"")

    def name(self, person: str) -> None:
        """Whose photo it is, for the ear."""
        for face in (self.picture, self.above):
            face.setAccessibleName(_("Photo of {name}").format(name=person))

    def show_photo(self, photo: bytes) -> None:
        """The photo; empty bytes for none."""
        self.warning.hide()
        for face in (self.picture, self.above):
            face.show_photo(photo)
        self.remove.setVisible(bool(photo))
        self.choose.say(_("Choose another photo") if photo else _("Choose a photo"), "file-up")

    def show_refusal(self, error: UserError) -> None:
        self.warning.ask(error.message())
        self.warning.show()

    def _choose(self) -> None:
        kinds = "JPEG, PNG (*.jpg *.jpeg *.png)"
        name, _kind = QFileDialog.getOpenFileName(self.window(), _("Choose the file"), str(Path.home()), kinds)
        if name:
            self.file_chosen.emit(Path(name))
