"""議題: the points of the agenda in their order, with their numbering, and the words of the chosen one."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.meetings.table import AGENDA_COLUMNS
from kobe_desk.modules.meetings.usecases import (
    ITEM_NAMES,
    MATTER_NAMES,
    ItemRequest,
    ItemRow,
    MeetingRow,
    MotionRequest,
)
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import FormField, Need, NumberField, Select, TextArea, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Paragraph


class AgendaPart(QWidget):
    """The list first; below it the form of one point, new or chosen."""

    item_added = Signal(object)
    item_changed = Signal(object, object)
    item_removed = Signal(object)
    order_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._row: MeetingRow | None = None
        self._chosen: ItemRow | None = None
        self._model: TableModel[ItemRow] = TableModel(AGENDA_COLUMNS)
        self.table = Table(self._model, _("Points of the agenda"))
        self.table.row_chosen.connect(self._choose)
        self._none = Paragraph(_("Nothing is on the agenda yet. Please write the first point below."), ink="muted")
        self.add = secondary(_("Add a point"), "plus")
        self.up = secondary(_("Earlier"), "arrow-up")
        self.down = secondary(_("Later"), "arrow-down")
        self.remove = secondary(_("Take it off"), "trash-2")
        self.add.clicked.connect(lambda: self._choose(None))
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.remove.clicked.connect(self._remove)
        self._tools = QWidget()
        self._tools.setLayout(Flow(self.add, self.up, self.down, self.remove))
        self._kind = Select([(kind, _(words)) for kind, words in ITEM_NAMES.items()])
        self._matter = Select([(matter, _(words)) for matter, words in MATTER_NAMES.items()])
        self._under = Select([(None, _("Nothing: it stands by itself"))])
        self._kind.edited.connect(self._fit)
        optional = Need.OPTIONAL
        self.form = Form(
            {
                "kind": FormField(_("Kind of point"), self._kind),
                "matter": FormField(_("Kind of matter"), self._matter, Need.UNSAID,
                                    _("It decides the majority that is needed.")),
                "title": FormField(_("Title"), TextField(width=420)),
                "proposal": FormField(_("What is proposed"), TextArea(3, width=460), optional),
                "presenter": FormField(_("Who presents it"), TextField(width=260), optional),
                "planned": FormField(_("Time for it"), NumberField(84, most=600), optional, unit=_("minutes")),
                "parent_id": FormField(_("Stands under"), self._under, Need.UNSAID),
            }
        )  # fmt: skip
        self.save = primary(_("Put it on the agenda"), "save")
        self.save.clicked.connect(self._save)
        self._card = Card(_("A new point"), self.form, Row(self.save, STRETCH))
        self.table.shown_whole_in = self._card
        self.setLayout(Column(Card(_("Agenda"), self._none, self.table, self._tools), self._card, gap="group"))

    def show_meeting(self, row: MeetingRow) -> None:
        self._row = row
        self._model.show(row.items)
        self.table.setVisible(bool(row.items))
        self._none.setVisible(not row.items)
        self._tools.setVisible(bool(row.items) and not row.adopted)
        self._card.setVisible(not row.adopted or bool(row.items))
        kept = self._chosen.id if self._chosen else None
        self._choose(next((each for each in row.items if each.id == kept), None), quiet=True)
        self.form.setEnabled(not row.adopted)
        self.save.setVisible(not row.adopted)

    def show_refusal(self, error: UserError) -> bool:
        return self.form.show_refusal(error)

    def chosen_after(self, _key: UUID) -> None:
        """A point was added: the form is ready for the next one."""
        self._choose(None)

    def _choose(self, row: ItemRow | None, *, quiet: bool = False) -> None:
        self._chosen = row
        for button in (self.up, self.down, self.remove):
            button.setEnabled(row is not None)
        self._offer_parents(row)
        self.form.fields["kind"].setVisible(row is None)
        if row is None:
            self.table.clearSelection()
            self._card.heading.setText(_("A new point"))
            self.save.say(_("Put it on the agenda"))
            empty = {"kind": "motion", "matter": "ordinary", "title": "", "proposal": "", "presenter": "",
                     "planned": None, "parent_id": None}  # fmt: skip
            self.form.fill(empty if not quiet or not self.form.typed()["title"] else {})
            self._fit()
            if not quiet and self.isVisible():
                self.form.fields["title"].focus()
            return
        self.table.choose(row.id)
        self._card.heading.setText(row.label or _(ITEM_NAMES[row.kind]))
        self.save.say(_("Save this point"))
        motion = self._row.motion(row.id) if self._row else None
        self.form.fill({"kind": row.kind, "matter": motion.matter if motion else "ordinary", "title": row.title,
                        "proposal": row.proposal, "presenter": row.presenter, "planned": row.planned or None,
                        "parent_id": row.parent_id})  # fmt: skip
        self._fit()

    def _offer_parents(self, row: ItemRow | None) -> None:
        items = self._row.items if self._row else ()
        tops = [each for each in items if each.depth == 0 and each is not row]
        own = row is not None and any(each.parent_id == row.id for each in items)
        self._under.offer([(None, _("Nothing: it stands by itself")), *((each.id, _short(each)) for each in tops)])
        self.form.fields["parent_id"].setVisible(bool(tops) and not own)

    def _fit(self) -> None:
        """Only a motion has a matter with its majority."""
        self.form.fields["matter"].setVisible(self._kind.value() == "motion")

    def _move(self, by: int) -> None:
        if self._row is None or self._chosen is None:
            return
        beside = [each.id for each in self._row.items if each.parent_id == self._chosen.parent_id]
        place = beside.index(self._chosen.id) + by
        if 0 <= place < len(beside):
            order = [each.id for each in self._row.items]
            here, there = order.index(self._chosen.id), order.index(beside[place])
            order[here], order[there] = order[there], order[here]
            self.order_requested.emit(tuple(order))

    def _remove(self) -> None:
        if self._chosen is not None:
            self.item_removed.emit(self._chosen.id)

    def _save(self) -> None:
        values = self.form.read()
        if values is None:
            return
        kind, matter = values.pop("kind"), values.pop("matter")
        values = {**values, "proposal": values["proposal"] or "", "presenter": values["presenter"] or "",
                  "planned": values["planned"] or 0}  # fmt: skip
        motion = self._row.motion(self._chosen.id) if self._row and self._chosen else None
        discussion = motion.discussion if motion else ""
        request = (
            MotionRequest(**values, matter=matter, discussion=discussion)
            if kind == "motion"
            else ItemRequest(**values, kind=kind)
        )
        if self._chosen is None:
            self.form.fill({"title": ""})
            self.item_added.emit(request)
        else:
            self.item_changed.emit(self._chosen.id, request)


def _short(row: ItemRow) -> str:
    return row.heading if len(row.heading) < 22 else f"{row.heading[:21]}…"
