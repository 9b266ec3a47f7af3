"""A bundle at the desk: each question asked once, its answer kept in every application where it stands."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal

from kobe_desk.core.change import Change
from kobe_desk.core.drafts import Draft
from kobe_desk.core.text import _, n_
from kobe_desk.modules.subsidies import usecases
from kobe_desk.modules.subsidies.controller.bundle import showing
from kobe_desk.modules.subsidies.controller.bundle.enclosing import Enclosing
from kobe_desk.modules.subsidies.controller.bundle.state import COSTS, BundleState, as_draft, from_draft
from kobe_desk.modules.subsidies.controller.drafts import as_text
from kobe_desk.modules.subsidies.controller.showing import traces_of
from kobe_desk.modules.subsidies.controller.steps import CHECK, ENCLOSURES, Way
from kobe_desk.modules.subsidies.controller.walking import Then, Walking
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation
from kobe_desk.modules.subsidies.rules.together import AskedPage
from kobe_desk.modules.subsidies.usecases import BUNDLE_DRAFT, DRAFT, BundleRow
from kobe_desk.modules.subsidies.view import BundlePage, CheckPart, CostsPart, heading
from kobe_desk.ui.desk import Desk

TABLES = {"bundle", "bundle_member", "application", "answer", "enclosure", "cost_answer"}


class BundleController(Walking):
    """A child of its page. `papers_wanted` when the answers are to become papers."""

    papers_wanted = Signal(object)
    calculation_wanted = Signal(object, int)
    """The applications, and which of them is in sight: the way to its amount is to be printed."""

    def __init__(self, desk: Desk, page: BundlePage, key: UUID) -> None:
        super().__init__(desk, page, key)
        self._known: BundleState | None = None
        self._enclosing = Enclosing(desk, lambda: self.state, self._do, self._put)

    def start(self) -> None:
        """Open the bundle where one stopped; its papers at once, if there are any."""
        self._desk.ask(usecases.open_bundle, self.key, then=self._begin)

    @property
    def state(self) -> BundleState:
        """The answers as they stand, typed ones included."""
        assert self._known is not None  # noqa: S101 - nothing is shown before it is opened
        return self._known

    # opening and coming back

    def _begin(self, row: BundleRow) -> None:
        self._known = BundleState(row)
        self._follow_page(TABLES)
        self._page.pane.print_wanted.connect(self._look_at_amounts)
        self._desk.draft(BUNDLE_DRAFT, str(self.key), then=self._resume)

    def _resume(self, draft: Draft | None) -> None:
        """Go on at the page where one stopped, with what was being typed."""
        row = self.state.row
        if all(each.application.papers for each in row.opened):
            self.show(CHECK)
            self.papers_wanted.emit(row.keys)
            return
        if draft is None:
            self.show(row.page)
            return
        self._known, at, texts = from_draft(draft.text, self.state)
        self.show(at)
        self._say_back(texts)

    def _way(self) -> Way:
        return self.state.way((self.state.row.page, *self._been))

    def _is_changed(self) -> bool:
        return self.state.unsaved

    def _evaluation(self) -> Evaluation:
        asked = self._asked()
        return self.state.evaluations[asked.member if asked is not None else 0]

    def _asked(self) -> AskedPage | None:
        return self.state.page(self._at)

    # what is shown

    def _show_page(self) -> None:
        shown = {CHECK: self._show_check, ENCLOSURES: self._show_enclosures, COSTS: self._show_costs}
        self._show_tools()
        shown.get(self._at, self._show_questions)()

    def _show_tools(self) -> None:
        opened = self.state.row.opened
        compare = any(each.has_before for each in opened) and self._at in (self._way().pages[0], CHECK)
        helping = any(each.application.programme.delegate_allow for each in opened)
        newer = next((each.newer for each in opened if each.newer), "")
        self._page.show_tools(compare=compare, copying=self._at == CHECK, newer=newer, helping=helping)

    def _title(self) -> str:
        return _("Apply for several together")

    def _subtitle(self) -> str:
        count = len(self.state.row.opened)
        return n_("{n} programme", "{n} programmes", count).format(n=count)

    def _show_questions(self) -> None:
        asked = self._asked()
        if asked is None:
            return
        part = showing.questions_part(self.state, asked)
        part.questions.edited.connect(self._edited)
        part.questions.today_wanted.connect(partial(self._settle, usecases.take_source_together))
        part.questions.keep_wanted.connect(partial(self._settle, usecases.keep_answer_together))
        part.questions.refill_wanted.connect(partial(self._settle, usecases.refill_together))
        part.questions.past_wanted.connect(partial(self._settle, usecases.take_rows_before_together))
        part.questions.compare_wanted.connect(self._compare)
        part.questions.trace.print_wanted.connect(self._look_at_amounts)
        part.part_wanted.connect(partial(self._part, asked))
        self._enclosing.at_rows(part.questions, asked.member)
        first = self._way().place(self._at) == 0
        self._page.show_part(self._title(), self._subtitle(), asked.page.title, part, first=first)
        self._show_traces(asked)

    def _show_traces(self, asked: AskedPage) -> None:
        programme = self.state.opened(asked.member).application.programme
        self._page.show_traces(traces_of(programme, asked.page, self.state.evaluations[asked.member]))

    def _show_costs(self) -> None:
        part = CostsPart(self.state.costs, [each.application.programme.title for each in self.state.row.opened])
        part.different_wanted.connect(partial(self._do, usecases.tell_costs_apart))
        part.share_wanted.connect(partial(self._do, usecases.share_cost))
        part.again_wanted.connect(partial(self._do, usecases.take_cost_answer_back))
        part.change_wanted.connect(self._to_table)
        part.out_wanted.connect(self._take_out)
        self._page.show_part(self._title(), self._subtitle(), _("Who pays for what?"), part)
        self._page.show_traces(())

    def _show_enclosures(self) -> None:
        part = self._enclosing.part()
        part.resolution_wanted.connect(self._to_resolution)
        title = _("Which papers go with the applications?")
        self._page.show_part(self._title(), self._subtitle(), title, part)
        self._page.show_traces(())

    def _show_check(self) -> None:
        self._returning = False
        points = showing.points(self.state)
        part = CheckPart(points, showing.cards(self.state), self.change)
        self._page.show_part(self._title(), self._subtitle(), heading(len(points)), part)
        self._page.show_traces(())

    # what the person does

    def change(self, page: str, item: str) -> None:
        """Change one answer and come back to the check page."""
        self._returning = page not in (COSTS, ENCLOSURES)
        self.show(page, item)

    def _edited(self) -> None:
        """Something was typed: what follows from it is shown at once, in every programme, and it is kept soon."""
        questions, asked = self._page.questions, self._asked()
        if questions is None or asked is None:
            return
        member = asked.member
        self._known = self.state.with_answers(member, questions.answers(self.state.answers[member]))
        questions.follow(self.state.answers[member], self.state.evaluations[member])
        self._show_traces(asked)
        self._keep_soon()

    def _draft(self, page: str, texts: dict[str, str]) -> Draft:
        return Draft(BUNDLE_DRAFT, str(self.key), as_draft(self.state, self._asked(), page, texts))

    def _want_papers(self) -> None:
        self.papers_wanted.emit(self.state.row.keys)

    def _look_at_amounts(self) -> None:
        """The sheets with the calculations (算定表), that of the programme in sight first."""
        asked = self._asked()
        member = asked.member if asked is not None else 0
        self.save_before(lambda: self.calculation_wanted.emit(self.state.row.keys, member))

    def go_on_anew(self) -> None:
        """An application rests on another version: show it from where one can go on."""
        self._reopen(lambda: self.show(self._at))

    def _write(self, page: str, then: Then) -> None:
        state, member = self.state, self._member()
        written = state.answers

        def saved(_none: None) -> None:
            self._known = self.state.saved(written)
            self._reopen(then)

        self._desk.do(
            usecases.save_together, self.key, state.key(member), written[member], page, state.seen[member],
            then=saved, refused=self._refused,
        )  # fmt: skip

    def _member(self) -> int:
        """The application in which something is typed: that of the page in sight, if any."""
        asked, state = self._asked(), self.state
        here = asked.member if asked is not None else 0
        typed = (each for each in range(len(state.answers)) if state.changed(each))
        return here if state.changed(here) else next(typed, here)

    def _settle(self, verb: Callable[..., Any], name: str) -> None:
        """Take today's value, or keep the answer: what else was typed on the page is saved before."""
        asked = self._asked()
        if asked is not None:
            where = self.state.key(asked.member)
            self._save(self._at, lambda: self._do(verb, self.key, where, name, item=name))

    def _part(self, asked: AskedPage, apart: bool) -> None:
        """Answer this page for each programme by itself, or once for all again."""
        names, where = showing.shared_names(self.state, asked), self.state.key(asked.member)
        self._save(self._at, lambda: self._do(usecases.answer_apart, self.key, where, names, apart))

    def _read(self, then: Callable[[Any], object]) -> None:
        self._desk.ask(usecases.bundle_still, self.key, then=partial(self._was_read, then))

    def _was_read(self, then: Callable[[Any], object], row: BundleRow | None) -> None:
        """A bundle that is none any more is left; what was being typed waits with its application."""
        state, member = self.state, self._member()
        handed = False
        if row is None or state.key(member) not in row.keys:
            handed = self._hand_typed_on(state, member)
        if row is None:
            self._wait.stop()
            self.leave_wanted.emit()
            return
        then(row)
        if handed:
            words = _("“{programme}” goes on by itself. What you were writing waits there.")
            self._page.say("info", words.format(programme=state.opened(member).application.programme.title))

    def _hand_typed_on(self, state: BundleState, member: int) -> bool:
        """Keep what is being typed for the page of the application by itself. False when there is nothing."""
        texts = self._being_typed(self._at)
        if not state.changed(member) and not texts:
            return False
        asked = self._asked()
        page = asked.page.id if asked is not None else ""
        text = as_text(page, state.seen[member], state.answers[member], texts)
        self._desk.keep(Draft(DRAFT, str(state.key(member)), text))
        return True

    def _take(self, row: Any) -> str:
        before, asked = self.state, self._asked()
        self._known, lost = before.read_again(row, self._member())
        if asked is not None:
            self._at = self.state.same_page(before.key(asked.member), asked) or self._at
        return lost

    def _on_changed(self, change: Change) -> None:
        """Whether it is still a bundle is looked at even while something is typed."""
        if not self._busy and self._is_typing() and change.tables & {"bundle_member"}:
            self._reopen(partial(self.show, self._at))
        else:
            super()._on_changed(change)

    def _to_resolution(self) -> None:
        name = next((each for opened in self.state.row.opened for each in opened.resolutions), "")
        self._go(self.state.member_way(0).page_of(name))

    def _to_table(self, member: int, table: str) -> None:
        self._returning = False
        self.show(self.state.member_way(member).page_of(table), table)

    def _take_out(self, member: int) -> None:
        """One programme goes on by itself; where only one is left, both do. Both wait under 申請のつづき."""
        self._busy = True
        self._desk.do(usecases.take_out_of_bundle, self.key, self.state.key(member),
                      then=lambda _none: self.leave_wanted.emit(), refused=self._refused)  # fmt: skip
