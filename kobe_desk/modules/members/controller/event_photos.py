"""The photos of an event at the desk: read and cleaned by the child process, kept, printed."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kobe_desk.core.change import Change
from kobe_desk.core.picture import PictureTooLarge, PictureUnreadable, clean_picture, day_taken, read_original
from kobe_desk.core.progress import Report
from kobe_desk.core.text import _
from kobe_desk.modules.members.usecases.event_photos import (
    SIDE,
    SMALL,
    NewPhoto,
    PhotoRequest,
    PhotoSheet,
    add_photos,
    describe_photo,
    event_photos,
    move_photo,
    photo_sheet,
    remove_event_photo,
)
from kobe_desk.modules.members.view.events.photos import PhotosPart
from kobe_desk.ui.desk import Desk

Read = tuple[tuple[NewPhoto, ...], tuple[str, ...]]


def read_photos(paths: Sequence[Path], report: Report) -> Read:
    """Photos from files, clean, and the names of those that are none: a job of the child process."""
    found, refused = [], []
    for at, path in enumerate(paths):
        report(at, len(paths))
        try:
            data = read_original(path)
            large = clean_picture(data, SIDE)
            found.append(NewPhoto(large, clean_picture(large, SMALL), day_taken(data)))
        except (PictureTooLarge, PictureUnreadable):
            refused.append(path.name)
    return tuple(found), tuple(refused)


def make_sheet(sheet: PhotoSheet, report: Report) -> bytes:
    """行事の写真: a job of the child process."""
    from kobe_desk.paper.photos import photo_sheet_pdf

    report(0, 1)
    return photo_sheet_pdf(sheet)


class EventPhotosController(QObject):
    """A child of its part."""

    made = Signal(object)
    """Papers by name."""

    def __init__(self, desk: Desk, part: PhotosPart, key: UUID) -> None:
        super().__init__(part)
        self._desk, self._part, self._key = desk, part, key
        part.files_chosen.connect(self._read)
        part.save_requested.connect(self._describe)
        part.move_requested.connect(lambda photo, steps: desk.do(move_photo, photo, steps))
        part.remove_requested.connect(lambda photo: desk.do(remove_event_photo, photo))
        part.sheet_wanted.connect(self._ask_sheet)
        desk.changed.connect(self._on_changed)
        self._ask()

    def _ask(self) -> None:
        self._desk.ask(event_photos, self._key, then=self._part.show_photos)

    def _on_changed(self, change: Change) -> None:
        if "event_photo" in change.tables:
            self._ask()

    def _describe(self, photo: UUID, request: PhotoRequest) -> None:
        self._desk.do(describe_photo, photo, request, refused=self._part.show_refusal)

    def _read(self, paths: Sequence[Path]) -> None:
        refused = self._part.show_refusal
        self._desk.run(read_photos, tuple(paths), then=self._keep, refused=refused, text=_("Reading the photos"))

    def _keep(self, read: Read) -> None:
        photos, names = read
        self._part.show_taken(names)
        if photos:
            self._desk.do(add_photos, self._key, photos, refused=self._part.show_refusal)

    def _ask_sheet(self) -> None:
        self._desk.ask(photo_sheet, self._key, then=self._make)

    def _make(self, sheet: PhotoSheet) -> None:
        name = f"行事の写真 {sheet.title}"
        self._desk.run(make_sheet, sheet, then=lambda pdf: self.made.emit([(name, pdf)]), text=_("Making the papers"))
