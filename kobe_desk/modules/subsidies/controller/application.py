"""One application at the desk: asked page by page, kept while it is typed, saved at every step."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from kobe_desk.core import clock
from kobe_desk.core.change import Change
from kobe_desk.core.drafts import Draft
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies import usecases
from kobe_desk.modules.subsidies.controller.checking import cards_of, points_of
from kobe_desk.modules.subsidies.controller.drafts import as_text, from_text
from kobe_desk.modules.subsidies.controller.showing import enclosures_part, questions_part, traces_of
from kobe_desk.modules.subsidies.controller.steps import CHECK, ENCLOSURES, Way, application_way
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.change import changed_names
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation
from kobe_desk.modules.subsidies.usecases import DRAFT, OpenedRow
from kobe_desk.modules.subsidies.view import ApplicationPage, CheckPart, EnclosuresPart, heading
from kobe_desk.ui.desk import Desk

WAIT = 1500
"""Milliseconds after the first letter that is not kept yet."""
TABLES = {"application", "answer", "enclosure"}


Then = Callable[[], object]


class ApplicationController(QObject):
    """A child of its page. `papers_wanted` when the answers are to become papers, `drafts_wanted` to look only."""

    papers_wanted = Signal()
    drafts_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, desk: Desk, page: ApplicationPage, key: UUID) -> None:
        super().__init__(page)
        self._desk, self._page, self.key = desk, page, key
        self._opened: OpenedRow | None = None
        self._seen = self._answers = Answers()
        self._at = ""
        self._been: set[str] = set()
        self._returning = self._busy = False
        self._wait = QTimer(self, singleShot=True, interval=WAIT)
        self._wait.timeout.connect(self.keep_now)

    def start(self) -> None:
        """Open the application where one stopped; its papers at once, if there are any."""
        self._desk.ask(usecases.open_application, self.key, then=self._begin)

    @property
    def at(self) -> str:
        """The page in sight."""
        return self._at

    @property
    def answers(self) -> Answers:
        """The answers as they stand, typed ones included."""
        return self._answers

    # opening and coming back

    def _begin(self, opened: OpenedRow) -> None:
        page = self._page
        self._know(opened)
        page.next_requested.connect(self._go_on)
        page.skip_requested.connect(lambda: self._go(self._target()))
        page.back_one_requested.connect(lambda: self._go(self._way().before(self._at)))
        page.later_requested.connect(self._leave)
        page.step_chosen.connect(lambda place: self._go(self._way().first_of(place)))
        page.left.connect(self._keep_typed)
        page.pane.print_wanted.connect(self._look_at_amount)
        self._desk.changed.connect(self._on_changed)
        self._desk.draft(DRAFT, str(self.key), then=self._resume)

    def _know(self, opened: OpenedRow) -> None:
        self._opened = opened
        self._seen = self._answers = opened.application.answers

    def _resume(self, draft: Draft | None) -> None:
        """Go on at the page where one stopped, with what was being typed."""
        row = self._row()
        if row.papers:
            self.show(CHECK)
            self.papers_wanted.emit()
            return
        if draft is None:
            self.show(row.page)
            return
        typed = from_text(draft.text, row.programme, self._seen)
        self._answers = typed.answers
        self.show(typed.page)
        questions = self._page.questions
        if questions is not None:
            questions.put_texts(typed.texts)
            if typed.texts or changed_names(self._seen, self._answers):
                self._page.say("info", _("What you were writing last time is here again."))

    def _known(self) -> OpenedRow:
        assert self._opened is not None  # noqa: S101 - nothing is shown before it is opened
        return self._opened

    def _row(self) -> usecases.ApplicationRow:
        return self._known().application

    def _evaluate(self) -> Evaluation:
        return evaluate(self._row().programme, self._answers, clock.today(), self._known().attached)

    def _way(self, evaluation: Evaluation | None = None) -> Way:
        been = (self._row().page, *self._been)
        return application_way(evaluation or self._evaluate(), self._answers, self._known().changes, been)

    # what is shown

    def show(self, at: str, item: str = "") -> None:
        """Show a page of questions, what goes with them, or the answers to check."""
        evaluation = self._evaluate()
        way = self._way(evaluation)
        self._at = at if at in way.pages else way.pages[0]
        self._been.add(self._at)
        self._page.show_steps(way.steps(self._at))
        compare = self._known().has_before and self._at in (way.pages[0], CHECK)
        self._page.show_tools(compare=compare, copying=self._at == CHECK)
        if self._at == CHECK:
            self._show_check(evaluation, way)
        elif self._at == ENCLOSURES:
            self._show_enclosures(evaluation)
        else:
            self._show_questions(evaluation, way)
        self._name_next()
        if self._page.questions is not None and item:
            self._page.questions.focus_at(item)
        else:
            self._page.focus_first()

    def _name_next(self) -> None:
        if self._at == CHECK:
            self._page.name_next(_("Make papers from the answers"), "file-text")
        elif self._returning:
            self._page.name_next(_("Back to checking"))
        else:
            self._page.name_next()

    def _show_questions(self, evaluation: Evaluation, way: Way) -> None:
        row = self._row()
        page = next(each for each in evaluation.pages if each.id == self._at)
        part = questions_part(self._known(), page, self._answers, evaluation)
        part.edited.connect(self._edited)
        part.today_wanted.connect(partial(self._settle, usecases.take_source))
        part.keep_wanted.connect(partial(self._settle, usecases.keep_answer))
        part.refill_wanted.connect(partial(self._settle, usecases.refill_rows))
        part.trace.print_wanted.connect(self._look_at_amount)
        year = _("Application for {year}").format(year=FiscalYear(row.fiscal_year).label)
        self._page.show_part(row.programme.title, year, page.title, part, first=way.place(self._at) == 0)
        self._page.show_traces(traces_of(row.programme, page, evaluation))

    def _show_enclosures(self, evaluation: Evaluation) -> None:
        part = enclosures_part(self._known(), evaluation, self._do)
        part.resolution_wanted.connect(self._to_resolution)
        title = _("Which papers go with the application?")
        self._page.show_part(self._row().programme.title, _("Papers to enclose"), title, part)
        self._page.show_traces(())

    def _show_check(self, evaluation: Evaluation, way: Way) -> None:
        self._returning = False
        points = points_of(self._known(), self._answers, evaluation, way)
        part = CheckPart(points, cards_of(self._known(), self._answers, evaluation), self.change)
        self._page.show_part(_("Check the answers"), self._row().programme.title, heading(len(points)), part)
        self._page.show_traces(())

    # what the person does

    def change(self, page: str, item: str) -> None:
        """Change one answer and come back to the check page."""
        self._returning = True
        self.show(page, item)

    def _edited(self) -> None:
        """Something was typed: what follows from it is shown at once, and it is kept soon."""
        questions = self._page.questions
        if questions is None:
            return
        self._answers = questions.answers(self._answers)
        evaluation = self._evaluate()
        questions.follow(self._answers, evaluation)
        self._page.show_traces(traces_of(self._row().programme, questions.page, evaluation))
        if not self._wait.isActive():
            self._wait.start()

    def keep_now(self) -> None:
        """Keep what is being typed as a draft."""
        self._wait.stop()
        questions = self._page.questions
        texts = questions.unreadable() if questions else {}
        text = as_text(self._at, self._seen, self._answers, texts)
        self._desk.keep(Draft(DRAFT, str(self.key), text))

    def _keep_typed(self) -> None:
        if self._wait.isActive():
            self.keep_now()

    def _target(self) -> str:
        return CHECK if self._returning else self._way().after(self._at)

    def _look_at_amount(self) -> None:
        """The sheet with the calculation (算定表), as a draft to be printed."""
        self._save(self._at, self.drafts_wanted.emit)

    def _go_on(self) -> None:
        if self._busy:
            return
        if self._at == CHECK:
            self.papers_wanted.emit()
            return
        questions = self._page.questions
        if questions is not None and not questions.check(self._evaluate()):
            self._page.refuse_to_go_on(questions.only_gaps())
            return
        self._go(self._target())

    def _go(self, target: str) -> None:
        """Save, and show another page. What cannot be read is not left behind: it is said where it stands."""
        questions = self._page.questions
        if self._busy:
            return
        if questions is not None and not questions.only_gaps():
            questions.check(self._evaluate())
            self._page.show_steps(self._way().steps(self._at))
            return
        self._save(target, lambda: self.show(target))

    def _leave(self) -> None:
        questions = self._page.questions
        if questions is not None and not questions.only_gaps():
            self.keep_now()
            self.leave_wanted.emit()
        else:
            self._save(self._at, self.leave_wanted.emit)

    def _save(self, page: str, then: Then) -> None:
        """Write down what was answered and where to go on."""
        self._wait.stop()
        if not changed_names(self._seen, self._answers):
            self._desk.keep(Draft(DRAFT, str(self.key), as_text(page, self._seen, self._answers, {})))
            then()
            return
        self._busy = True
        self._desk.do(
            usecases.save_answers, self.key, self._answers, page, self._seen,
            then=lambda _answers: self._reopen(then), refused=self._refused,
        )  # fmt: skip

    def _settle(self, verb: Callable[..., Any], name: str) -> None:
        """Take today's value, or keep the answer: what else was typed on the page is saved before."""
        self._save(self._at, lambda: self._do(verb, self.key, name, item=name))

    def _do(self, verb: Callable[..., Any], *args: object, item: str = "") -> None:
        self._busy = True
        again = partial(self._reopen, lambda: self.show(self._at, item))
        self._desk.do(verb, *args, then=lambda _result: again(), refused=self._refused)

    def _reopen(self, then: Then) -> None:
        def know(opened: OpenedRow) -> None:
            self._busy = False
            self._know(opened)
            then()

        self._desk.ask(usecases.open_application, self.key, then=know)

    def _refused(self, error: UserError) -> None:
        self._busy = False
        part = self._page.part
        if isinstance(part, EnclosuresPart):
            part.show_refusal(error)
        elif isinstance(error, usecases.AnswersChanged):
            self._reopen(partial(self._show_refused, error))
        else:
            self._page.show_refusal(error)

    def _show_refused(self, error: UserError) -> None:
        self.show(self._at)
        self._page.show_refusal(error)

    def _to_resolution(self) -> None:
        name = next(iter(self._known().resolutions), "")
        self._go(self._way().page_of(name))

    def _on_changed(self, change: Change) -> None:
        """Somebody else, or 元に戻す, changed the application: show it anew unless something is being typed."""
        if self._busy or not change.tables & TABLES or changed_names(self._seen, self._answers):
            return
        self._reopen(lambda: self.show(self._at))
