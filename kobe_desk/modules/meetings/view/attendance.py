"""受付: who came, by name or slip, with the papers that came in; or the counts alone where there is no list."""

from dataclasses import asdict

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.settings import SIZES
from kobe_desk.core.text import N_, _
from kobe_desk.modules.meetings.usecases import Attendance, EntryRow, MeetingRow, ReceptionRow
from kobe_desk.modules.meetings.view.door import DoorPart
from kobe_desk.modules.meetings.view.on_paper import OnPaperPart
from kobe_desk.modules.meetings.view.quorum import QuorumPanel, Standing, standing_of
from kobe_desk.ui.button import link, primary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import CheckBox, FormField, Need, NumberField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.text import Label, Paragraph
from kobe_desk.ui.theme import theme

WHAT = {
    "came": N_("came"),
    "online": N_("takes part online"),
    "left": N_("has left"),
    "writing": N_("vote in writing"),
    "electronic": N_("electronic vote"),
    "proxy": N_("proxy"),
}
_SHOWN = 8


class CountsPart(QWidget):
    """The counts, typed: for a meeting without a list of voters."""

    save_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        support = _("Of people who then came in person. They are taken off.")
        self.form = Form(
            {
                "total": FormField(_("All who have a vote"), NumberField(110)),
                "in_person": FormField(_("Came in person"), NumberField(110)),
                "in_writing": FormField(_("Voted in writing"), NumberField(110), Need.OPTIONAL),
                "by_proxy": FormField(_("Gave a proxy"), NumberField(110), Need.OPTIONAL),
                "void_writing": FormField(_("Void votes in writing"), NumberField(110), Need.OPTIONAL, support),
                "void_proxy": FormField(_("Void proxies"), NumberField(110), Need.OPTIONAL, support),
            }
        )
        self.save = primary(_("Save the counts"), "check")
        self.save.clicked.connect(self._save)
        hint = _("With a list of voters (stage “Notice”) people are received by name. Without one, write the counts.")
        self.hint = Notice("info", hint)
        self.setLayout(Column(self.hint, self.form, Row(self.save, STRETCH), gap="group"))

    def show_meeting(self, row: MeetingRow) -> None:
        self.form.fill(asdict(row.attendance))
        self.form.setEnabled(not row.adopted)
        self.save.setVisible(not row.adopted)
        self.hint.setVisible(not row.adopted)

    def _save(self) -> None:
        values = self.form.read()
        if values is None:
            return
        try:
            self.save_requested.emit(Attendance(**{name: value or 0 for name, value in values.items()}))
        except UserError as error:
            self.form.show_refusal(error)


class EntriesCard(Card):
    """What was done last, each with a way to take it back."""

    taken_back = Signal(object)

    def __init__(self) -> None:
        self._rows = Column(gap="tight")
        super().__init__(_("Received last"))
        self.body.addLayout(self._rows)

    def show_entries(self, entries: tuple[EntryRow, ...], *, frozen: bool) -> None:
        self._rows.empty()
        self.setVisible(bool(entries))
        for entry in entries[:_SHOWN]:
            back = link(_("Take back"), "undo-2", name=_("Take back: {name}").format(name=entry.name))
            back.clicked.connect(lambda _checked=False, entry=entry: self.taken_back.emit(entry))
            back.setVisible(not frozen)
            what = _(WHAT[entry.what])
            row = Row(Label(f"{entry.at:%H:%M}", ink="muted"), Label(entry.name, bold=True), Label(what), STRETCH, back)
            self._rows.add(row)
            if entry.note:
                self._rows.add(Paragraph(entry.note, ink="muted", narrow=True))


class AttendancePart(QWidget):
    """The quorum on top, always; below it the door, or the form of the counts."""

    def __init__(self) -> None:
        super().__init__()
        self._counts, self._meets = (True, True, True), True
        self.quorum, self.counts, self.door = QuorumPanel(), CountsPart(), DoorPart()
        self.large = CheckBox(_("Large type at the door"))
        self.large.edited.connect(lambda: self.wear(large=self.large.value()))
        self._usual = 0
        self.form, self.save = self.counts.form, self.counts.save
        self.entries, self.on_paper = EntriesCard(), OnPaperPart()
        self._void = Notice("warn")
        self._items = Paragraph(narrow=True)
        self._points = Card(_("Point by point"), self._items)
        for part in (self.door, self.large, self.entries, self._void, self._points, self.on_paper):
            part.hide()
        self.setLayout(
            Column(
                self.on_paper,
                self.quorum,
                self.large,
                self.door,
                self.entries,
                self._void,
                self.counts,
                self._points,
                STRETCH,
                gap="group",
            )
        )

    def show_meeting(self, row: MeetingRow) -> None:
        rules = row.rules
        self._meets = row.way == "hall"
        self.on_paper.setVisible(not self._meets)
        self.on_paper.show_meeting(row)
        self.quorum.setVisible(self._meets and row.quorum.total > 0)
        self._counts = (rules.writing_counts, rules.proxy_counts, rules.electronic_counts)
        self.quorum.show_standing(standing_of(row))
        self.counts.show_meeting(row)
        self.door.show_meeting(row)

    def show_reception(self, found: ReceptionRow, *, frozen: bool) -> None:
        self.counts.setVisible(self._meets and not found.listed)
        self.door.setVisible(self._meets and found.listed and not frozen)
        self.large.setVisible(self._meets and found.listed and not frozen)
        self.entries.show_entries(found.entries, frozen=frozen)
        if found.listed and self._meets:
            quorum = found.quorum
            self.quorum.show()
            self.quorum.show_standing(Standing(found.attendance, quorum.present, quorum.total, quorum.needed,
                                               quorum.reached, found.unit, found.article, self._counts))  # fmt: skip
        said = [each.said for each in found.void]
        self._void.setVisible(bool(said))
        more = [_("and {count} more").format(count=len(said) - _SHOWN)] if len(said) > _SHOWN else []
        self._void.ask("\n".join(said[:_SHOWN] + more))
        self._show_points(found)

    def wear(self, *, large: bool) -> None:
        """The whole window in the largest type while people come in; the size of before comes back afterwards."""
        if large and not self._usual:
            self._usual = theme.size
            theme.wear(theme.palette, SIZES[-1])
        elif not large and self._usual:
            theme.wear(theme.palette, self._usual)
            self._usual = 0
        self.large.set_value(large)

    def _show_points(self, found: ReceptionRow) -> None:
        """Only where the counts differ from point to point: people come and go."""
        counts = {each.quorum.present for each in found.items}
        self._points.setVisible(found.listed and len(counts) > 1)
        line = _("{label}: {addition} ({verdict})")
        stands, short = _("stands"), _("does not stand")
        self._items.say("\n".join(
            line.format(label=each.label or each.title, addition=each.quorum.addition,
                        verdict=stands if each.quorum.reached else short)
            for each in found.items))  # fmt: skip

    def show_refusal(self, error: UserError) -> bool:
        return self.door.show_refusal(error) if self.door.isVisible() else self.form.show_refusal(error)

    # Qt asks:

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.wear(large=False)
