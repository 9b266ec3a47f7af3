"""One stage of a grant: what the association writes, what the office answered, its papers, and when it was done."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import _, n_
from kobe_desk.modules.subsidies.usecases import EnclosureRow, StageRow, TiedEvent
from kobe_desk.modules.subsidies.usecases.asking import (
    AS_OF,
    DUE,
    REPORT,
    SPENT,
    TAKEN,
    Greatest,
)  # fmt: skip
from kobe_desk.modules.subsidies.view.grant.advance import above, reckoning
from kobe_desk.modules.subsidies.view.grant.change import comes_to
from kobe_desk.modules.subsidies.view.grant.fields import field_of, to_come, value_of, words_of
from kobe_desk.modules.subsidies.view.grant.kept import KeptPaper
from kobe_desk.modules.subsidies.view.grant.wanted import told_missing
from kobe_desk.ui.button import Button, link, primary, secondary
from kobe_desk.ui.card import Card, Facts
from kobe_desk.ui.field import Choice, DateField, FormField, Need, Option
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import Column, Item
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.text import Paragraph
from kobe_desk.ui.ties import EventCard

DAY, ADVANCE = "@day", "advance_amount"


class StagePart(Card):
    """A stage that is done shows what was noted; one that may come is a form; one that lies ahead says so."""

    kept = Signal(str, object, object)
    """The stage, what was written, and the day it was done or None."""
    papers_wanted = Signal(str, object)
    forms_wanted = Signal(str, object)
    """The stage, and what is written: its papers may be written on the office's own forms."""
    enclosures_wanted = Signal(str, object)
    """The stage, and what is written: what goes with its papers is to be seen."""
    list_wanted = Signal(str, object)
    """The stage, and what is written: it is to be copied into the web form of the office."""
    back_wanted = Signal(object)
    event_chosen = Signal(object, object)
    """An event (or None), and what is written at the moment."""
    event_settled = Signal(object, bool)
    """What is written at the moment, and whether what the event says now is taken."""
    returned = Signal(str, object)
    """The stage, and the PDF that came back (a path)."""
    kept_paper_wanted = Signal(object)
    """A paper that came back (`EnclosureRow`) is to be looked at."""

    def __init__(self, row: StageRow, kept: Sequence[EnclosureRow], *, has_papers: bool, last: bool,
                 event: TiedEvent | None = None) -> None:  # fmt: skip
        self._row, self.stage, self._event = row, row.stage.id, event
        self._form: Form | None = None
        self.done, self.back, self.papers = self._buttons(row.stage.title)
        name = _("Use the office's forms for {stage}").format(stage=row.stage.title)
        self.forms = link(_("Use the office's forms"), "file-text", name=name)
        self.forms.clicked.connect(lambda: self.forms_wanted.emit(self.stage, self.values()))
        name = _("List to copy from for {stage}").format(stage=row.stage.title)
        self.list_all = link(_("List to copy from"), "copy", name=name)
        self.list_all.clicked.connect(lambda: self.list_wanted.emit(self.stage, self.values()))
        self.enclosures = self._enclosures(row)
        parts: list[Item] = []
        if row.day is not None:
            parts = self._done(row, has_papers=has_papers, last=last)
        elif row.may_come:
            parts = self._asked(row, has_papers=has_papers)
        else:
            parts = [Paragraph(_("It can be written once the steps before it are done."), ink="muted")]
        self.kept_papers = [KeptPaper(each) for each in kept]
        for each in self.kept_papers:
            each.wanted.connect(lambda row: self.kept_paper_wanted.emit(row))
        parts += self.kept_papers
        super().__init__(row.stage.title, *parts, box="next" if row.may_come else "card")

    def _done(self, row: StageRow, *, has_papers: bool, last: bool) -> list[Item]:
        known = [(row.fields[name].words(), words_of(row.fields[name], value))
                 for name, value in row.values.items() if name in row.fields]  # fmt: skip
        facts = Facts([(_("Done on"), era.wareki(row.day) if row.day else ""), *known], width=170)
        buttons = [self._keep_paper()]
        buttons += [self.papers, self.list_all] if has_papers else []
        buttons += [self.back] if last else []
        titles = _(", ").join(each.title for each in row.enclosed)
        enclosed = (
            [Paragraph(_("Enclosed: {titles}").format(titles=titles), ink="muted", narrow=True)] if titles else []
        )
        ended = [Paragraph(_after_end(row))] if last and row.stage.ends_early else []
        return [facts, *enclosed, *ended, Flow(*buttons)]

    def _asked(self, row: StageRow, *, has_papers: bool) -> list[Item]:
        most = {ADVANCE: reckoning(row.most)} if row.most else {}
        fields = {name: field_of(each, self.stage, most.get(name, "")) for name, each in row.fields.items()}
        if not row.stage.final:
            support = _("Where the office's notice says a day for what comes next.")
            fields[DUE] = FormField(_("Next day to keep"), DateField(), Need.OPTIONAL, support=support)
        fields[DAY] = FormField(
            _("Day it was handed in or arrived"), DateField(), Need.OPTIONAL, support=_("Leave it empty while writing.")
        )
        self._form = Form(fields)
        above: list[Item] = [self._event_card()] if row.stage.id == REPORT else []
        self._form.fill(
            {
                name: value_of(row.fields.get(name), each)
                for name, each in row.values.items()
                if name not in (TAKEN, SPENT)
            }
        )
        if row.most:
            self._watch_advance(self._form, row.most)
        if AS_OF in fields:
            self.early = _watch(self._form, AS_OF, to_come)
        self._watch_asked(self._form)
        made = comes_to(row)
        keep = secondary(_("Keep what is written"), "save")
        keep.clicked.connect(lambda: self._keep(done=False))
        mine = (self.enclosures, self.papers, self.forms, self.list_all) if has_papers else ()
        buttons = [keep, *mine, self._keep_paper(), self.done]
        missing = [Paragraph(words, ink="muted", narrow=True) for _meaning, words in told_missing(row.wanted)]
        return [*above, self._form, *made, *missing, Flow(*buttons)]

    def _watch_asked(self, form: Form) -> None:
        """Show only what is asked after what is chosen so far."""
        bound = {name: each for name, each in self._row.fields.items() if each.where is not None}

        def ask() -> None:
            typed = form.typed()
            for name, each in bound.items():
                form.fields[name].ask(each.asked(typed))

        if bound:
            form.edited.connect(ask)
            ask()

    def _watch_advance(self, form: Form, most: Greatest) -> None:
        """Propose the greatest advance while nothing is written yet, and warn above it: the office decides."""
        if self._row.key is None:
            form.fill({ADVANCE: most.yen})
        self.over = _watch(form, ADVANCE, partial(above, most))

    def _event_card(self) -> EventCard:
        """The event a report takes its day, place and numbers from, and what changed there since."""
        card = self.event_card = EventCard(_("Day, place and numbers are taken from it, where nothing is written yet."))
        self.changed = Notice("warn")
        card.body.addWidget(self.changed)
        card.chosen.connect(lambda event: self.event_chosen.emit(event, self.values()))
        event = self._event
        changed = event.changed(self._row.values) if event else {}
        self.changed.setVisible(bool(changed))
        names = _(", ").join(_(self._row.fields[name].label) for name in changed if name in self._row.fields)
        self.changed.ask(
            _("To be checked: the event says otherwise now ({names}).").format(names=names),
            (_("Take what the event says"), lambda: self.event_settled.emit(self.values(), True)),
            (_("Leave the report as it is"), lambda: self.event_settled.emit(self.values(), False)),
        )
        return card

    def _buttons(self, title: str) -> tuple[Button, Button, Button]:
        """Done, taken back, and the papers: which of them stand on the card is for the stage to say."""
        done = primary(_("This step is done"), "check", name=_("{stage} is done").format(stage=title))
        done.clicked.connect(lambda: self._keep(done=True))
        back = link(_("Take this step back"), "undo-2")
        back.clicked.connect(lambda: self.back_wanted.emit(self._row.key))
        name = _("Look at the papers of {stage}").format(stage=title)
        papers = secondary(_("Look at the papers"), "file-text", name=name)
        papers.clicked.connect(lambda: self.papers_wanted.emit(self._row.stage.id, self.values()))
        return done, back, papers

    def _enclosures(self, row: StageRow) -> Button:
        words, count = _("Papers to enclose"), len(row.enclosed)
        if count:
            words = n_("{n} paper to enclose", "{n} papers to enclose", count).format(n=count)
        name = _("{words} with {stage}").format(words=words, stage=row.stage.title)
        button = secondary(words, "paperclip", name=name)
        button.clicked.connect(lambda: self.enclosures_wanted.emit(self.stage, self.values()))
        return button

    @property
    def form(self) -> Form:
        """What is asked, of a stage that may come."""
        assert self._form is not None  # noqa: S101 - asked only of a stage that may come
        return self._form

    def _keep_paper(self) -> Button:
        name = _("Keep a paper that came back for {stage}").format(stage=self._row.stage.title)
        self.keep_paper = link(_("Keep a paper that came back"), "file-up", name=name)
        self.keep_paper.clicked.connect(self._choose)
        return self.keep_paper

    def values(self) -> dict[str, Any]:
        """What can be read of the form right now, days in ISO; of a stage that is done what was noted."""
        if self._form is None:
            return dict(self._row.values)
        typed = {name: each for name, each in self._asked_of(self._form.typed()).items()
                 if name != DAY and each not in (None, "")}  # fmt: skip
        taken = {name: self._row.values[name] for name in (TAKEN, SPENT) if name in self._row.values}
        return taken | {name: each.isoformat() if isinstance(each, date) else each for name, each in typed.items()}

    def _asked_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Without what is no longer asked: a day of giving up, once it is a suspension."""
        fields = self._row.fields
        return {name: each for name, each in values.items() if name not in fields or fields[name].asked(values)}

    def show_refusal(self, error: UserError) -> bool:
        return self._form is not None and self._form.show_refusal(error)

    def _keep(self, *, done: bool) -> None:
        form = self._form
        if form is None:
            return
        if not done:
            self.kept.emit(self._row.stage.id, self.values(), None)
            return
        read = form.read()
        if read is not None:
            day = read.pop(DAY) or clock.today()
            self.kept.emit(self._row.stage.id, self._asked_of(read), day)

    def _choose(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self.window(), _("Choose a PDF"), str(Path.home()), "PDF (*.pdf)")
        if name:
            self.returned.emit(self._row.stage.id, Path(name))

    def focus_first(self) -> None:
        if self._form is not None:
            self._form.focus_first()


def _after_end(row: StageRow) -> str:
    """How a grant goes on that was noted as ended."""
    if row.stage.next:
        return _(
            "If the office did not approve it, or the suspension is over, write that in the next step at the left, and "
            "the grant goes on. If it was noted by mistake, take this step back."
        )
    return _(
        "If it was noted by mistake, take this step back: the grant goes on as before, and what was written stays."
    )


def _watch(form: Form, name: str, words_for: Callable[[Any], str]) -> Notice:
    """Below a field, what there is to be said of its value: at once, and whenever something is typed."""
    notice = Notice("warn")
    form.body.insertWidget(form.body.indexOf(form.fields[name]) + 1, notice)

    def judge() -> None:
        words = words_for(form.typed().get(name))
        notice.ask(words)
        notice.setVisible(bool(words))

    form.edited.connect(judge)
    judge()
    return notice


class EndsPart(QWidget):
    """The ways a grant may end before its end: which one, then what is asked for it."""

    def __init__(self, parts: Sequence[StagePart]) -> None:
        super().__init__()
        self._parts = {each.stage: each for each in parts}
        self.choice = Choice([Option(each.stage, each.heading.text()) for each in parts])
        self.choice.setAccessibleName(_("How it ended"))
        self.choice.edited.connect(self._show)
        words = Paragraph(_("Choose this only when the grant does not go on."), ink="muted")
        self.setLayout(Column(words, self.choice, *parts, gap="group"))
        self.choice.set_value(parts[0].stage)
        self._show()

    @property
    def chosen(self) -> StagePart:
        return self._parts[self.choice.value()]

    def _show(self) -> None:
        for key, part in self._parts.items():
            part.setVisible(key == self.choice.value())

    def show_refusal(self, error: UserError) -> bool:
        return self.chosen.show_refusal(error)

    def focus_first(self) -> None:
        self.choice.setFocus()
