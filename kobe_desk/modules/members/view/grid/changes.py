"""What would be written into the list: line by line, with what is refused and why, before anything is written."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _, n_
from kobe_desk.modules.members.usecases.grid.cells import CellChange
from kobe_desk.modules.members.usecases.grid.words import column_key, own_words
from kobe_desk.modules.members.usecases.own.fields import FieldRow
from kobe_desk.modules.members.view.grid.columns import cell_words, own_columns, titles
from kobe_desk.modules.members.view.since import SinceCard
from kobe_desk.ui.button import link, primary, secondary
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.table import Column, Table, TableModel
from kobe_desk.ui.text import Paragraph

ADDRESS = ("address", "building", "postal_code")


class CellChangesPage(Page):
    """A list of cells, 訂正 or 変更 where one of them is dated, and one button that writes all."""

    help_page = "members-grid"
    write_requested = Signal(object)
    """The day the dated ones hold from; None: from the beginning."""
    moving_wanted = Signal(object)
    """Somebody of this household moves alone: its key is the person's."""

    def __init__(self, changes: Sequence[CellChange], own: Sequence[FieldRow] = ()) -> None:
        super().__init__(_("Look over what would be written"), back=_("To the roster"))
        self._titles = titles(own_columns(own))
        self._kinds = {column_key(row.id): row.kind for row in own}
        self._dated = [each for each in changes if each.changes and each.dated]
        pasted = any(each.edit.line for each in changes)
        self.since = SinceCard()
        self.whole = Notice("info", icon="house")
        self.whole.hide()
        self.model: TableModel[CellChange] = TableModel(self._columns(pasted=pasted), key=lambda row: row.edit)
        self.table = Table(self.model, _("Cells that would be written"))
        self.table.setMinimumHeight(220)
        self._line = Paragraph(narrow=True)
        self.table.shown_whole_in = self._line
        self.table.row_chosen.connect(self._say)
        self._counts = Paragraph()
        self.warning = Notice("warn")
        self.warning.hide()
        self.add(self.warning, self._counts, self.since, self.whole)
        self.body.addWidget(self.table, 1)
        self.add(self._line)
        self._foot(changes)
        self._show(changes)

    def show_refusal(self, error: UserError) -> None:
        if not self.since.form.show_refusal(error):
            self.warning.ask(error.message())
            self.warning.show()
        self.to_top()

    def _foot(self, changes: Sequence[CellChange]) -> None:
        self.leave = secondary(_("Leave it"))
        self.leave.clicked.connect(self.back_requested)
        self.alone = link(_("Only this person moves"), "arrow-right")
        self.alone.clicked.connect(lambda: self.moving_wanted.emit(changes[0].edit.person))
        address = len(changes) == 1 and changes[0].edit.field in ADDRESS and bool(changes[0].mates)
        self.alone.setVisible(address)
        self.write = primary(_("Write it down"), "save")
        self.write.clicked.connect(self._write)
        self.set_footer(self.leave, STRETCH, self.alone, self.write)

    def _show(self, changes: Sequence[CellChange]) -> None:
        told = [each for each in changes if each.reason or each.before != each.after]
        refused = [each for each in changes if each.reason]
        good = len(told) - len(refused)
        self.model.show(sorted(told, key=lambda each: not each.reason))
        self.write.setEnabled(bool(good))
        same = len(changes) - len(told)
        parts = (
            (good, n_("{count} cell changes.", "{count} cells change.", good)),
            (len(refused), n_("{count} cell is not written.", "{count} cells are not written.", len(refused))),
            (same, n_("{count} is the same as before.", "{count} are the same as before.", same)),
        )
        said = [words.format(count=f"{count:,}") for count, words in parts if count]
        self._counts.say(" ".join(said) or _("Nothing changes."))
        if self._dated:
            self.since.ask([_FACTS.get(each.edit.field, each.edit.field) for each in self._dated])
        self._tell_whole(changes)
        if told:
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _tell_whole(self, changes: Sequence[CellChange]) -> None:
        """An address and a 班 are the household's."""
        mates = tuple(dict.fromkeys(name for each in changes if each.changes for name in each.mates))
        if not mates:
            return
        if len(mates) <= _NAMED:
            names = "、".join(mates)
            self.whole.ask(_("This belongs to the household: it changes for {names} as well.").format(names=names))
        else:
            words = _("This belongs to the households: it changes for {count} others in them as well.")
            self.whole.ask(words.format(count=len(mates)))
        self.whole.show()

    def _columns(self, *, pasted: bool) -> tuple[Column[CellChange], ...]:
        line = Column[CellChange](N_("Line"), lambda row: _("line {line}").format(line=row.edit.line), width=84,
                                  secondary=True)  # fmt: skip
        return (
            *((line,) if pasted else ()),
            Column(N_("Full name"), lambda row: row.name, width=150, stretch=True, bold=True),
            Column(N_("Item"), lambda row: self._titles[row.edit.field], width=130),
            Column(N_("Before"), lambda row: self._words(row.edit.field, row.before), width=180, stretch=True,
                   secondary=True),
            Column(N_("From then on"), lambda row: self._words(row.edit.field, row.after), width=180, stretch=True),
            Column(N_("Notice"), _notice, width=170,
                   meaning=lambda row: "error" if row.reason else "warn" if row.doubt else "",
                   icon=lambda row: "octagon-alert" if row.reason else "triangle-alert" if row.doubt else ""),
        )  # fmt: skip

    def _words(self, field: str, value: object) -> str:
        """A value as the list shows it."""
        kind = self._kinds.get(field)
        return own_words(kind, str(value or "")) if kind else cell_words(field, value)

    def _say(self, row: CellChange | None) -> None:
        """The whole of the line the keyboard is on: nothing of it is cut here."""
        if row is None:
            self._line.say("")
            return
        words = _("{name}, {item}: {before} → {after}").format(
            name=row.name or _("(nobody)"),
            item=self._titles[row.edit.field],
            before=self._words(row.edit.field, row.before) or _("(empty)"),
            after=self._words(row.edit.field, row.after) or _("(empty)"),
        )
        self._line.say("　".join(filter(None, (words, row.reason or row.doubt))))

    def _write(self) -> None:
        known, since = self.since.answer() if self._dated else (True, None)
        if known:
            self.write_requested.emit(since)

    # Qt asks:

    def focus_first(self) -> None:
        if self._dated:
            self.since.form.focus_first()
        else:
            self.table.setFocus()


_NAMED = 4
"""So many names fit into a sentence."""
_FACTS = {"area": "area_id"}
"""Fields whose dated fact has another name."""


def _notice(row: CellChange) -> str:
    if row.reason:
        return _("not written")
    if row.doubt:
        return _("check")
    return _("whole household") if row.mates else ""
