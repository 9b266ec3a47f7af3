"""制度の編集: one part of the programme at a time, with the problems at their fields."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _, n_
from kobe_desk.modules.subsidies.usecases.programmes import EditRow, Group, Step, Told, Tried
from kobe_desk.modules.subsidies.view.examples import sentences
from kobe_desk.modules.subsidies.view.programmes.place import PartForms
from kobe_desk.ui.button import Button, link, primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import FormField, Need, Select
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import STRETCH, Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.text import Paragraph


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where the keyboard goes after a step, as soon as the programme is another than before."""

    verb: str
    where: str
    before: str

    def is_in(self, group: Group) -> bool:
        return self.where == group.at or any(each.at == self.where for each in group.entries)


class EditPage(Page):
    """What was typed in other parts stays while one looks at this one; one press saves all of it."""

    help_page = "subsidies-programme"
    edited = Signal()
    save_wanted = Signal(object)
    """Every changed value by its place."""
    undo_wanted = Signal()
    step_wanted = Signal(object)
    """Something put in, taken out or moved (a Step)."""
    difference_wanted = Signal()
    figures_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__(_("Edit the programme"), back=_("To subsidies"))
        self.typed: dict[str, Any] = {}
        self.forms: PartForms | None = None
        self._row: EditRow | None = None
        self._faults: Sequence[Told] = ()
        self._unfolded: set[str] = set()
        self._wanted: Wanted | None = None
        self.sums: tuple[str, ...] = ()
        self.state = Notice("info")
        self.ways: list[Button] = []
        self._ways, self._sums = Column(gap="hair"), Column(gap="item")
        self.part = FormField(_("Which part"), Select((), 320), Need.UNSAID)
        self.part.edited.connect(self._turn)
        self.difference = link(_("What changed"), "list")
        self.difference.clicked.connect(self.difference_wanted)
        self.figures = link(_("To the figures"), "clipboard-check")
        self.figures.clicked.connect(self.figures_wanted)
        tools = QWidget()
        tools.setLayout(Flow(self.difference, self.figures))
        self._holder = Column()
        self.add(
            Column(self.state, self._ways, self._sums, tools, self.part, self._holder, gap="item", around=(0, 14, 0, 0))
        )
        self.forget = secondary(_("Throw away what was typed"))
        self.forget.clicked.connect(self.undo_wanted)
        self.save = primary(_("Save"), "check")
        self.save.clicked.connect(self._save)
        self.set_footer(self.forget, STRETCH, self.save)

    def show_programme(self, row: EditRow, typed: Mapping[str, Any]) -> None:
        """Show a programme, with what was typed before and not saved yet."""
        self._row, self.typed = row, dict(typed)
        version = _("{year}, version {version}").format(year=row.year, version=row.programme.version)
        self.header.say(row.programme.title, version)
        control = self.part.control
        if isinstance(control, Select):
            control.offer([(each.id, _(each.title).format(name=each.name)) for each in row.parts])
        self.show_tried(Tried(row.faults, row.examples))
        self._show_part()
        self._return()

    def show_proven(self, row: EditRow) -> None:
        """The papers of the examples were looked at; what is being typed stays as it is."""
        self._row = row
        if not self.typed:
            self.show_tried(Tried(row.faults, row.examples))

    def show_tried(self, found: Tried) -> None:
        """Say what has to be mended, and which worked examples give something else now."""
        self.show_faults(found.faults)
        self._sums.empty()
        self.sums = ()
        if self._row is None:
            return
        for each in found.examples:
            words = sentences(each, self._row.programme)
            self.sums += words
            lines = [Paragraph(line, narrow=True) for line in words]
            self._sums.add(Card(_("Worked example: {title}").format(title=each.title), *lines))

    def stand_at(self, step: Step, where: str) -> None:
        """A step was made: once the programme is shown anew, the keyboard is where its entry stands."""
        self._wanted = Wanted(step.verb, where, self._wanted.before if self._wanted else "")
        self._return()

    def _return(self) -> None:
        wanted, row = self._wanted, self._row
        if wanted is None or row is None or not wanted.where or row.fingerprint == wanted.before:
            return
        self._wanted = None
        if wanted.verb == "add" and wanted.where.count("/") == 1 and wanted.where.startswith("page/"):
            self.lead_to(wanted.where, "")
            return
        listed = (part for part, groups in row.groups.items() if any(wanted.is_in(each) for each in groups))
        self.lead_to(next(listed, self.part.control.value()), f"{wanted.where}/label")
        if self.forms is not None and (wanted.verb != "add" or f"{wanted.where}/label" not in self.forms.fields):
            self.forms.focus_step(wanted.verb, wanted.where)

    def show_faults(self, faults: Sequence[Told]) -> None:
        """Say what has to be mended, with a way to each place, and how things stand otherwise."""
        self._faults = faults
        self._ways.empty()
        self.ways = []
        for each in faults:
            way = link(each.problem.sentence(), "arrow-down")
            way.setVisible(bool(each.at))
            way.clicked.connect(self._leading(each))
            self.ways.append(way)
            self._ways.add(way)
        meaning, words = self._standing()
        self.state.mean(meaning)
        self.state.ask(words)
        self.forget.setEnabled(bool(self.typed))
        if self.forms is not None:
            self.forms.show_faults(faults)

    def _standing(self) -> tuple[str, str]:
        row = self._row
        if self._faults:
            words = n_("{n} place has to be mended before anybody can apply.",
                       "{n} places have to be mended before anybody can apply.", len(self._faults))  # fmt: skip
            rest = [each.problem.message() for each in self._faults if not each.at]
            return "warn", "\n".join([words.format(n=len(self._faults)), *rest])
        if self.typed:
            return "info", _("What was typed is kept as a draft. Press “Save” to put it into the programme.")
        if row is not None and row.left:
            return "info", _("Some figures have to be confirmed before anybody can apply, see “To the figures”.")
        return "ok", _("The programme is in order.")

    def _leading(self, told: Told) -> Callable[[], None]:
        return lambda: self.lead_to(told.part, told.at)

    def lead_to(self, part: str, at: str) -> None:
        """Show a part and give the keyboard to a place of it."""
        if self.forms is None or self.forms.part.id != part:
            self.part.control.set_value(part)
            self._turn()
        if self.forms is not None:
            self.forms.focus_at(at)

    def _turn(self) -> None:
        self._show_part()

    def _show_part(self) -> None:
        if self._row is None:
            return
        wanted = self.part.control.value()
        part = next((each for each in self._row.parts if each.id == wanted), self._row.parts[0])
        self._holder.empty()
        self.forms = PartForms(part, self.typed, self._row, self._unfolded)
        self.forms.step_wanted.connect(self._step)
        self.forms.unfolded.connect(self._unfolded.add)
        self.forms.edited.connect(self._edited)
        self.forms.show_faults(self._faults)
        self._holder.add(self.forms)

    def _step(self, step: Step) -> None:
        if self._row is not None:
            self._wanted = Wanted(step.verb, "", self._row.fingerprint)
            self.step_wanted.emit(step)

    def _edited(self) -> None:
        if self.forms is not None:
            kept = {at: value for at, value in self.typed.items() if at not in self.forms.places}
            self.typed = {**kept, **self.forms.changed()}
            self.forget.setEnabled(bool(self.typed))
            self.edited.emit()

    def _save(self) -> None:
        if self.forms is not None and self.forms.is_whole():
            self.save_wanted.emit(dict(self.typed))

    def show_refusal(self, error: UserError) -> None:
        """Say a refusal at its place, else above."""
        part = next((x.id for x in self._row.parts for y in x.places if y.at == error.field), "") if self._row else ""
        if part:
            self.lead_to(part, error.field or "")
            if self.forms is not None and error.field in self.forms.fields:
                self.forms.fields[error.field].refuse(_said(error))
        self.state.mean("warn")
        self.state.ask(_said(error))

    # Qt asks:

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.left.emit()

    def focus_first(self) -> None:
        self.part.focus()


def _said(error: UserError) -> str:
    """The first problem of a definition in one sentence; any other refusal as it is."""
    problems = getattr(error, "problems", ())
    return problems[0].sentence() if problems else error.message()
