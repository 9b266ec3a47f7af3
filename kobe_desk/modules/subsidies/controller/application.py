"""One application at the desk: asked page by page, kept while it is typed, saved at every step."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal

from kobe_desk.core import clock
from kobe_desk.core.drafts import Draft
from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies import usecases
from kobe_desk.modules.subsidies.controller.attaching import Attaching
from kobe_desk.modules.subsidies.controller.checking import cards_of, clashed, points_of
from kobe_desk.modules.subsidies.controller.drafts import as_text, from_text
from kobe_desk.modules.subsidies.controller.showing import enclosures_part, questions_part, traces_of
from kobe_desk.modules.subsidies.controller.steps import CHECK, ENCLOSURES, Way, application_way
from kobe_desk.modules.subsidies.controller.walking import Then, Walking
from kobe_desk.modules.subsidies.exchange import ReadFile
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.attached import parted
from kobe_desk.modules.subsidies.rules.change import changed_names, merged
from kobe_desk.modules.subsidies.rules.costs import cost_share
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation
from kobe_desk.modules.subsidies.rules.twice import Told, Twice
from kobe_desk.modules.subsidies.usecases import DRAFT, OpenedRow
from kobe_desk.modules.subsidies.view import ApplicationPage, CheckPart, ToldCard, TwiceCard, heading
from kobe_desk.ui.desk import Desk

TABLES = {"application", "answer", "enclosure", "cost_answer"}


class ApplicationController(Walking):
    """A child of its page. `papers_wanted` when the answers are to become papers, `drafts_wanted` to look only."""

    papers_wanted = Signal()
    drafts_wanted = Signal()
    newer_wanted = Signal()
    """What is typed is saved: the newer version of the programme is to be looked at."""
    trial_wanted = Signal(object, object)
    """The programme and the answers as they stand, typed ones included."""

    def __init__(self, desk: Desk, page: ApplicationPage, key: UUID) -> None:
        super().__init__(desk, page, key)
        self._opened: OpenedRow | None = None
        self._seen = self._answers = Answers()

    def start(self) -> None:
        """Open the application where one stopped; its papers at once, if there are any."""
        self._desk.ask(usecases.open_application, self.key, then=self._begin)

    @property
    def answers(self) -> Answers:
        """The answers as they stand, typed ones included."""
        return self._answers

    # opening and coming back

    def _begin(self, opened: OpenedRow) -> None:
        self._opened = opened
        self._seen = self._answers = opened.application.answers
        self._follow_page(TABLES)
        self._page.pane.print_wanted.connect(self._look_at_amount)
        self._page.newer_wanted.connect(self._look_at_newer)
        self._page.pane.offers_trial = True
        self._page.pane.trial_wanted.connect(self._want_trial)
        self._desk.draft(DRAFT, str(self.key), then=self._resume)

    def _read(self, then: Callable[[Any], object]) -> None:
        self._desk.ask(usecases.open_application, self.key, then=then)

    def _take(self, row: Any) -> str:
        seen, mine, newest = self._seen, self._answers, row.application.answers
        self._opened, self._seen = row, newest
        self._answers, clashes = merged(seen, mine, newest)
        return clashed(row.application.programme, mine, clashes)

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
        self._say_back(typed.texts)

    def _known(self) -> OpenedRow:
        assert self._opened is not None  # noqa: S101 - nothing is shown before it is opened
        return self._opened

    def _row(self) -> usecases.ApplicationRow:
        return self._known().application

    def _is_changed(self) -> bool:
        return bool(changed_names(self._seen, self._answers))

    def _evaluation(self) -> Evaluation:
        return evaluate(self._row().programme, self._answers, clock.today(), self._known().attached)

    def _way(self) -> Way:
        been = (self._row().page, *self._been)
        return application_way(self._row().programme, self._evaluation(), self._answers, self._known().changes, been)

    # what is shown

    def _show_page(self) -> None:
        evaluation, way = self._evaluation(), self._way()
        compare = self._known().has_before and self._at in (way.pages[0], CHECK)
        helping = bool(self._row().programme.delegate_allow)
        newer = self._known().newer
        self._page.show_tools(compare=compare, copying=self._at == CHECK, newer=newer, helping=helping)
        if self._at == CHECK:
            self._show_check(evaluation, way)
        elif self._at == ENCLOSURES:
            self._show_enclosures(evaluation)
        else:
            self._show_questions(evaluation, way)

    def _show_questions(self, evaluation: Evaluation, way: Way) -> None:
        row = self._row()
        page = next(each for each in evaluation.pages if each.id == self._at)
        part = questions_part(self._known(), page, self._answers, evaluation)
        part.edited.connect(self._edited)
        part.take_out_wanted.connect(self._take_out)
        part.document_chosen.connect(self._enclose_document)
        Attaching(self._desk, part, self._enclose, self._do, self._known().enclosures, (self.key,))
        part.today_wanted.connect(partial(self._settle, usecases.take_source))
        part.keep_wanted.connect(partial(self._settle, usecases.keep_answer))
        part.refill_wanted.connect(partial(self._settle, usecases.refill_rows))
        part.past_wanted.connect(partial(self._settle, usecases.take_rows_before))
        part.compare_wanted.connect(self._compare)
        part.trace.print_wanted.connect(self._look_at_amount)
        part.trace.offers_trial = True
        part.trace.trial_wanted.connect(self._want_trial)
        year = _("Application for {year}").format(year=FiscalYear(row.fiscal_year).label)
        self._page.show_part(row.programme.title, year, page.title, part, first=way.place(self._at) == 0)
        self._page.show_traces(traces_of(row.programme, page, evaluation))

    def _show_enclosures(self, evaluation: Evaluation) -> None:
        part = enclosures_part(self._known(), evaluation, self._do)
        part.resolution_wanted.connect(self._to_resolution)
        Attaching(self._desk, part, self._enclose, self._do, self._known().enclosures, (self.key,))
        title = _("Which papers go with the application?")
        self._page.show_part(self._row().programme.title, _("Papers to enclose"), title, part)
        self._page.show_traces(())

    def _enclose(self, paper: str, file: ReadFile) -> None:
        attachment, row = parted(paper)
        self._put(row, usecases.enclose, self.key, attachment, file.title, file.file_name, file.data, row)

    def _enclose_document(self, paper: str, document: UUID) -> None:
        attachment, row = parted(paper)
        self._put(row, usecases.enclose_document, self.key, attachment, document, row)

    def _take_out(self, enclosure: UUID) -> None:
        row = next((each.row for each in self._known().enclosures if each.id == enclosure), None)
        self._put(row, usecases.take_out, enclosure)

    def _show_check(self, evaluation: Evaluation, way: Way) -> None:
        self._returning = False
        known, title = self._known(), self._row().programme.title
        points = points_of(known, self._answers, evaluation, way)
        costs = cost_share([(self._row().programme, evaluation)], known.beside)
        twice = [self._twice(each, title, way) for each in costs.twice]
        part = CheckPart(points, cards_of(known, self._answers, evaluation), self.change, twice, self._told(costs.told))
        self._page.show_part(_("Check the answers"), title, heading(len(points) + len(twice)), part)
        self._page.show_traces(())

    def _twice(self, twice: Twice, title: str, way: Way) -> TwiceCard:
        card = TwiceCard(twice, [title])
        card.change_wanted.connect(lambda _member, table: self.change(way.page_of(table), table))
        card.different_wanted.connect(partial(self._do, usecases.tell_costs_apart))
        card.share_wanted.connect(partial(self._do, usecases.share_cost))
        return card

    def _told(self, told: Sequence[Told]) -> ToldCard | None:
        card = ToldCard(told) if told else None
        if card is not None:
            card.again_wanted.connect(partial(self._do, usecases.take_cost_answer_back))
        return card

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
        evaluation = self._evaluation()
        questions.follow(self._answers, evaluation)
        self._page.show_traces(traces_of(self._row().programme, questions.page, evaluation))
        self._keep_soon()

    def _draft(self, page: str, texts: dict[str, str]) -> Draft:
        return Draft(DRAFT, str(self.key), as_text(page, self._seen, self._answers, texts))

    def _want_papers(self) -> None:
        self.papers_wanted.emit()

    def _look_at_amount(self) -> None:
        """The sheet with the calculation (算定表), as a draft to be printed."""
        self._save(self._at, self.drafts_wanted.emit)

    def _look_at_newer(self) -> None:
        self._save(self._at, self.newer_wanted.emit)

    def go_on_anew(self) -> None:
        """The application rests on another version: show it from where one can go on."""
        self._reopen(self._show_anew)

    def _show_anew(self) -> None:
        pages = {each.id for each in self._row().programme.pages}
        self.show(self._at if self._at in pages else self._row().page)

    def _want_trial(self) -> None:
        self.trial_wanted.emit(self._row().programme, self._answers)

    def _write(self, page: str, then: Then) -> None:
        written = self._answers

        def saved(_answers: Answers) -> None:
            self._seen = written
            self._reopen(then)

        self._desk.do(
            usecases.save_answers, self.key, written, page, self._seen, then=saved, refused=self._refused,
        )  # fmt: skip

    def _settle(self, verb: Callable[..., Any], name: str) -> None:
        """Take today's value, or keep the answer: what else was typed on the page is saved before."""
        self._save(self._at, lambda: self._do(verb, self.key, name, item=name))

    def _to_resolution(self) -> None:
        name = next(iter(self._known().resolutions), "")
        self._go(self._way().page_of(name))
