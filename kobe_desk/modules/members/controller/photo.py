"""The photo of a person at the desk: the file is read and cleaned by the child process, then kept."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core.change import Change
from kobe_desk.core.picture import read_picture
from kobe_desk.core.progress import Report
from kobe_desk.core.text import _
from kobe_desk.modules.members.usecases.photos import SIDE, keep_photo, photo_of, remove_photo
from kobe_desk.modules.members.view.photo import PhotoCard
from kobe_desk.ui.desk import Desk


def clean_photo(path: Path, report: Report) -> bytes:
    """A photo from a file, small and without what the camera adds: a job of the child process."""
    report(0, 1)
    return read_picture(path, SIDE)


class PhotoController(QObject):
    """A child of its card."""

    def __init__(self, desk: Desk, card: PhotoCard, key: UUID) -> None:
        super().__init__(card)
        self._desk, self._card, self._key = desk, card, key
        card.file_chosen.connect(self._take)
        card.remove_requested.connect(self._remove)
        desk.changed.connect(self._on_changed)
        self._ask()

    def _ask(self) -> None:
        self._desk.ask(photo_of, self._key, then=self._card.show_photo)

    def _on_changed(self, change: Change) -> None:
        if "person_photo" in change.tables:
            self._ask()

    def _take(self, path: Path) -> None:
        refused = self._card.show_refusal
        self._desk.run(clean_photo, path, then=self._keep, refused=refused, text=_("Reading the file"))

    def _keep(self, picture: bytes) -> None:
        self._desk.do(keep_photo, self._key, picture, refused=self._card.show_refusal)

    def _remove(self) -> None:
        self._desk.do(remove_photo, self._key)
