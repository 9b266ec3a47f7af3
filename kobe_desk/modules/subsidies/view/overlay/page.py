"""Laying the boxes (枠を置く): the page of the form at the left, what stands in the chosen box at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases import Box, OwnFormRow
from kobe_desk.modules.subsidies.view.one_paper import OnePaperPage
from kobe_desk.modules.subsidies.view.overlay.canvas import CanvasDesk, PageCanvas, Rect, place_words
from kobe_desk.modules.subsidies.view.overlay.forms import form_words, problem_lines
from kobe_desk.modules.subsidies.view.overlay.style import Answer, NarrowSelect, StylePart
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.field import FormField, Need
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page, SidePane
from kobe_desk.ui.text import Label, Paragraph

_PAUSE = 400
"""Milliseconds after the last key before a moved box is kept: one step to undo, not twenty."""
_NEW: Rect = (20.0, 20.0, 60.0, 8.0)
_NEW_SIGNATURE: Rect = (20.0, 230.0, 74.0, 22.0)
_NEW_SEAL: Rect = (170.0, 60.0, 20.0, 20.0)


class LayoutPage(Page):
    """Draw a box with the mouse, or add it with the button and move it with the arrow keys."""

    help_page = "subsidies-overlay"
    boxes_changed = Signal(object)
    trial_wanted = Signal(bool)
    """Whether with made-up words."""
    use_wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__(_("Lay the boxes"), back=_("To the forms"), scrolls=False)
        self._boxes: tuple[Box, ...] = ()
        self._answers: dict[tuple[str, str], Answer] = {}
        self._row: OwnFormRow | None = None
        self._pdf = b""
        self.page, self.at = 1, -1
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._keep)
        self._build_main()
        self._build_pane()

    def _build_main(self) -> None:
        self.canvas = PageCanvas()
        self.canvas.drawn.connect(self._add)
        self.canvas.chosen.connect(self.choose)
        self.canvas.changed.connect(self._change)
        self.canvas.removal_wanted.connect(self._remove)
        self.before = secondary(_("Page before"), "chevron-left")
        self.after = secondary(_("Next page"), "chevron-right", after=True)
        self.count = Label(ink="muted")
        self.before.clicked.connect(lambda: self._turn(self.page - 1))
        self.after.clicked.connect(lambda: self._turn(self.page + 1))
        self._scroll = CanvasDesk(self.canvas)
        self._turning = Flow(self.before, self.after, self.count, lines="tight")
        self.body.addLayout(self._turning)
        self.body.addWidget(self._scroll, 1)

    def _build_pane(self) -> None:
        self.paper = Paragraph("", "lead", bold=True, narrow=True)
        self.what = NarrowSelect()
        self.add_box = secondary(_("Add a box"), "plus")
        self.add_box.clicked.connect(self._add_new)
        self.which = NarrowSelect()
        self.which.edited.connect(lambda: self.choose(self.which.value()))
        self._place = Column(gap=0)
        self.style_part = StylePart()
        self.style_part.edited.connect(lambda box: self._change(self.at, box, at_once=True))
        self.remove = secondary(_("Take this box out"), "trash")
        self.remove.clicked.connect(self._remove)
        self.real = secondary(_("Try it with the answers"), "eye")
        self.real.clicked.connect(lambda: self._try(example=False))
        self.example = secondary(_("Try it with made-up words"), "eye")
        self.example.clicked.connect(lambda: self._try(example=True))
        self.use = primary(_("Use this form"), "check")
        self.use.clicked.connect(self._use)
        self.notice = Notice("info")
        hint = Paragraph(
            _("Choose what to write, then draw a box on the page. Arrow keys move the chosen box by 1 mm, Shift and "
              "arrow keys size it, Ctrl moves it finely."), ink="muted", narrow=True,
        )  # fmt: skip
        what = FormField(_("What stands in the box"), self.what, Need.UNSAID)
        which = FormField(_("The box"), self.which, Need.UNSAID)
        tries = Column(self.use, self.real, self.example, gap="tight")
        box = Column(which, self._place, self.style_part, self.remove, gap="item")
        self.set_side(SidePane(self.paper, hint, what, self.add_box, box, tries, self.notice), 380)

    # what is shown

    def show_form(self, row: OwnFormRow, pdf: bytes, answers: Sequence[Answer]) -> None:
        """The form as it is kept."""
        self._row, self._pdf = row, pdf
        self._answers = {(each.kind, each.name): each for each in answers}
        self.what.offer([((each.kind, each.name), each.label) for each in answers])
        self.header.say(_("Lay the boxes"))
        self.paper.say(form_words(row))  # beside the title it would not stand in large type
        if not self._timer.isActive():
            self._boxes = row.boxes
        self.at = min(self.at, len(self._boxes) - 1)
        self._show()

    def offer_conditions(self, conditions: Sequence[tuple[str, str, str]]) -> None:
        """What can decide whether a box is written: expression, question, answer."""
        words = _("If “{question}” is “{answer}”")
        self.style_part.conditions = [
            (text, words.format(question=question, answer=answer)) for text, question, answer in conditions
        ]

    def say(self, meaning: str, text: str) -> None:
        self.notice.mean(meaning)
        self.notice.ask(text)
        self.notice.setVisible(bool(text))

    def show_refusal(self, error: UserError) -> None:
        self.say("warn", error.message())

    def choose(self, at: int) -> None:
        """Make this box the chosen one, and show its page."""
        self.at = at
        if 0 <= at < len(self._boxes):
            self.page = self._boxes[at].page
        self._show()

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The boxes as they are now."""
        return self._boxes

    def _label(self, box: Box) -> str:
        found = self._answers.get((box.kind, box.field))
        return found.label if found else box.field

    def _show(self) -> None:
        row = self._row
        if row is None:
            return
        count = len(row.sizes)
        self.page = min(max(self.page, 1), count)
        self.canvas.show_page(self._pdf, self.page, row.sizes[self.page - 1])
        labels = [self._label(each) for each in self._boxes]
        self.canvas.show_boxes(self._boxes, labels, self.at)
        for button in (self.before, self.after, self.count):
            button.setVisible(count > 1)
        self.before.setEnabled(self.page > 1)
        self.after.setEnabled(self.page < count)
        self.count.setText(_("Page {page} of {count}").format(page=self.page, count=count))
        self.which.offer([(-1, _("(none)")), *((at, f"{at + 1}　{label}") for at, label in enumerate(labels))])
        self.which.set_value(self.at)
        self._show_box()
        self._show_state(row)

    def _show_box(self) -> None:
        box = self._boxes[self.at] if 0 <= self.at < len(self._boxes) else None
        self._place.empty()
        if box is not None:
            self._place.add(Paragraph(place_words(box), ink="muted", narrow=True))
        self.remove.setVisible(box is not None)
        self.style_part.show_box(box, self._answers.get((box.kind, box.field)) if box else None)

    def _show_state(self, row: OwnFormRow) -> None:
        self.use.setVisible(not row.in_use)
        lines = problem_lines(row)
        if row.in_use:
            lines.insert(0, _("This form is used for the papers."))
        self.say("warn" if row.faults else "ok" if row.in_use else "info", "\n".join(lines))

    # what is done

    def _add(self, rect: Rect) -> None:
        answer = self._answers.get(self.what.value() or ("", ""))
        if answer is None:
            return
        self._boxes = (*self._boxes, answer.box(self.page, rect))
        self.at = len(self._boxes) - 1
        self._show()
        self._keep()
        self.canvas.setFocus()

    def _add_new(self) -> None:
        kind = (self.what.value() or ("text", ""))[0]
        self._add({"signature": _NEW_SIGNATURE, "seal": _NEW_SEAL}.get(kind, self._free_place()))

    def _free_place(self) -> Rect:
        """Below what was laid last on this page."""
        mine = [each for each in self._boxes if each.page == self.page and each.kind == "text"]
        height = self._row.sizes[self.page - 1][1] if self._row else 0.0
        last = mine[-1].rect if mine else None
        if last is None or last[1] + 2 * last[3] + 2 > height:
            return _NEW
        return (last[0], round(last[1] + last[3] + 2, 1), last[2], last[3])

    def _change(self, at: int, box: Box, at_once: bool = False) -> None:
        self._boxes = (*self._boxes[:at], box, *self._boxes[at + 1 :])
        self._show()
        if at_once:
            self._keep()
        else:
            self._timer.start()

    def _remove(self) -> None:
        if 0 <= self.at < len(self._boxes):
            self._boxes = (*self._boxes[: self.at], *self._boxes[self.at + 1 :])
            self.at = min(self.at, len(self._boxes) - 1)
            self._show()
            self._keep()

    def _keep(self) -> None:
        self._timer.stop()
        if self._row is not None and self._boxes != self._row.boxes:
            self.boxes_changed.emit(self._boxes)

    def _try(self, *, example: bool) -> None:
        self._keep()
        self.trial_wanted.emit(example)

    def _use(self) -> None:
        self._keep()
        self.use_wanted.emit(True)

    def _turn(self, page: int) -> None:
        self.page, self.at = page, -1
        self._show()

    # Qt asks:

    def focus_first(self) -> None:
        self.what.setFocus()


class FormTrialPage(OnePaperPage):
    """The paper as it will be."""

    help_page = "subsidies-overlay"

    def __init__(self, title: str, pdf: bytes) -> None:
        super().__init__(_("Tried on the form"), title, pdf, back=_("To the boxes"))
