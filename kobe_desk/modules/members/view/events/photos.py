"""The photos of an event: taken in by choice or by dropping them, put in order, described, printed."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import N_, _, n_
from kobe_desk.modules.members.usecases.event_photos import INSIDE, MOST, PhotoRequest, PhotoRow
from kobe_desk.modules.members.view.photo import Face
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import DateField, FormField, Need, Select, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.table import Column as Of
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Paragraph

KINDS = (".jpg", ".jpeg", ".png")
CONSENT = {
    "": N_("Not asked yet"),
    "agreed": N_("They agreed that it is shown"),
    "nobody": N_("No face can be made out"),
    INSIDE: N_("It stays in the association"),
}
COLUMNS: tuple[Of[PhotoRow], ...] = (
    Of(N_("Caption"), lambda row: row.request.caption or _("no caption yet"), width=220, stretch=True, bold=True),
    Of(N_("Taken on"), lambda row: era.short(row.request.taken) if row.request.taken else "", width=110),
    Of(N_("Consent to show it"), lambda row: _(CONSENT[row.request.consent]), width=200, secondary=True,
       meaning=lambda row: "" if row.request.consent else "warn"),
)  # fmt: skip
SEEN = 190
"""Height of the chosen photo, in pixels at 12 pt."""


class PhotosPart(QWidget):
    """The list with the chosen photo beside it, and what is written to it below."""

    files_chosen = Signal(object)
    """Paths of photographs."""
    save_requested = Signal(object, object)
    """The key of a photo, and a `PhotoRequest`."""
    move_requested = Signal(object, int)
    remove_requested = Signal(object)
    sheet_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.warning = Notice("warn")
        self.warning.hide()
        self.choose = primary(_("Choose photos"), "file-up")
        self.sheet = secondary(_("Print the photos"), "printer", name=_("Print the photos of the event"))
        hint = _("You can also drop them here. They are made small; place and camera are taken out. {most} at most.")
        head = QWidget()
        head.setLayout(Flow(self.choose, self.sheet))
        self.taking = Card(_("Photos of the event"), Paragraph(hint.format(most=MOST), ink="muted"), head)
        self.model: TableModel[PhotoRow] = TableModel(COLUMNS)
        self.table = Table(self.model, _("Photos of the event"))
        self.picture = Face(SEEN)
        self.before = secondary(_("Put earlier"), "chevron-left", name=_("Put this photo earlier"))
        self.after = secondary(_("Put later"), "chevron-right", name=_("Put this photo later"))
        self.remove = secondary(_("Take this photo out"), "trash-2")
        self.form = Form(
            {
                "caption": FormField(_("Caption"), TextField(380), Need.OPTIONAL, _("Such as: the drums set out.")),
                "taken": FormField(_("Taken on"), DateField(), Need.OPTIONAL),
                "consent": FormField(
                    _("Consent to show it"), Select([(key, _(words)) for key, words in CONSENT.items()]), Need.UNSAID
                ),
                "consent_note": FormField(
                    _("Who was asked, and when"), TextField(380), Need.OPTIONAL, _("Such as: the parents, on that day.")
                ),
            }
        )
        self.save = secondary(_("Save this photo's words"), "save")
        beside = Row(gap="group")
        beside.addWidget(self.table, 1)
        beside.addLayout(Column(self.picture, STRETCH, gap=0))
        self.written = Card(_("Photos in their order"))
        self.written.body.addLayout(beside)
        self.written.body.addLayout(Flow(self.before, self.after, self.remove))
        self.written.body.addWidget(self.form)
        self.written.body.addLayout(Flow(self.save))
        self.setLayout(Column(self.warning, self.taking, self.written, STRETCH, gap="group"))
        self._connect()
        self.show_photos(())

    def _connect(self) -> None:
        self.table.setMinimumHeight(SEEN)
        self.choose.clicked.connect(self._choose)
        self.sheet.clicked.connect(self.sheet_wanted)
        self.table.row_chosen.connect(self._show_row)
        self.before.clicked.connect(lambda: self._move(-1))
        self.after.clicked.connect(lambda: self._move(1))
        self.remove.clicked.connect(self._remove)
        self.save.clicked.connect(self._save)

    def show_photos(self, rows: Sequence[PhotoRow]) -> None:
        self.model.show(rows)
        self.written.setVisible(bool(rows))
        self.sheet.setVisible(bool(rows))
        if rows and self.table.row is None:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_row(self.table.row)

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self._warn(error.message())

    def show_taken(self, names: Sequence[str]) -> None:
        """After photos were read: which files could not be."""
        self.warning.hide()
        if names:
            words = n_("{count} file could not be read as a photo: {names}",
                       "{count} files could not be read as photos: {names}", len(names))  # fmt: skip
            self._warn(words.format(count=len(names), names=_(", ").join(names)))

    def _warn(self, words: str) -> None:
        self.warning.ask(words)
        self.warning.show()

    def _show_row(self, row: PhotoRow | None) -> None:
        self.picture.show_photo(row.small if row else b"")
        if row is not None:
            said = row.request
            self.picture.setAccessibleName(_("Photo: {caption}").format(caption=said.caption or _("no caption yet")))
            self.form.fill({name: getattr(said, name) for name in PhotoRequest.__dataclass_fields__})

    def _choose(self) -> None:
        kinds = "JPEG, PNG (*.jpg *.jpeg *.png)"
        names, _kind = QFileDialog.getOpenFileNames(self.window(), _("Choose photos"), str(Path.home()), kinds)
        if names:
            self.files_chosen.emit([Path(name) for name in names])

    def _save(self) -> None:
        values, row = self.form.read(), self.table.row
        if values is not None and row is not None:
            words = {name: values[name] or "" for name in ("caption", "consent", "consent_note")}
            self.save_requested.emit(row.id, PhotoRequest(taken=values["taken"], **words))

    def _move(self, steps: int) -> None:
        if self.table.row is not None:
            self.move_requested.emit(self.table.row.id, steps)

    def _remove(self) -> None:
        if self.table.row is not None:
            self.remove_requested.emit(self.table.row.id)

    # Qt asks:

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _photographs(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        found = _photographs(event)
        if found:
            event.acceptProposedAction()
            self.files_chosen.emit(found)


def _photographs(event: QDropEvent) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in KINDS]
