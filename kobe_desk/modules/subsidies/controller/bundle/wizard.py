"""A bundle at the desk: each question asked once, its answer kept in every application where it stands."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from kobe_desk.core.change import Change
from kobe_desk.core.drafts import Draft
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _, n_
from kobe_desk.modules.subsidies import usecases
from kobe_desk.modules.subsidies.controller.bundle import showing
from kobe_desk.modules.subsidies.controller.bundle.state import COSTS, BundleState, as_draft, from_draft
from kobe_desk.modules.subsidies.controller.showing import traces_of
from kobe_desk.modules.subsidies.controller.steps import CHECK, ENCLOSURES, Way
from kobe_desk.modules.subsidies.rules.together import AskedPage
from kobe_desk.modules.subsidies.usecases import BUNDLE_DRAFT, BundleRow
from kobe_desk.modules.subsidies.view import BundlePage, CheckPart, CostsPart, EnclosuresPart, heading
from kobe_desk.ui.desk import Desk

WAIT = 1500
"""Milliseconds after the first letter that is not kept yet."""
TABLES = {"bundle", "bundle_member", "application", "answer", "enclosure"}
Then = Callable[[], object]


class BundleController(QObject):
    """A child of its page. `papers_wanted` when the answers are to become papers."""

    papers_wanted = Signal(object)
    leave_wanted = Signal()

    def __init__(self, desk: Desk, page: BundlePage, key: UUID) -> None:
        super().__init__(page)
        self._desk, self._page, self.key = desk, page, key
        self._known: BundleState | None = None
        self._at = ""
        self._been: set[str] = set()
        self._returning = self._busy = False
        self._wait = QTimer(self, singleShot=True, interval=WAIT)
        self._wait.timeout.connect(self.keep_now)

    def start(self) -> None:
        """Open the bundle where one stopped; its papers at once, if there are any."""
        self._desk.ask(usecases.open_bundle, self.key, then=self._begin)

    @property
    def at(self) -> str:
        """The page in sight."""
        return self._at

    @property
    def state(self) -> BundleState:
        """The answers as they stand, typed ones included."""
        assert self._known is not None  # noqa: S101 - nothing is shown before it is opened
        return self._known

    # opening and coming back

    def _begin(self, row: BundleRow) -> None:
        page = self._page
        self._known = BundleState(row)
        page.next_requested.connect(self._go_on)
        page.skip_requested.connect(lambda: self._go(self._target()))
        page.back_one_requested.connect(lambda: self._go(self._way().before(self._at)))
        page.later_requested.connect(self._leave)
        page.step_chosen.connect(lambda place: self._go(self._way().first_of(place)))
        page.left.connect(self._keep_typed)
        self._desk.changed.connect(self._on_changed)
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
        questions = self._page.questions
        if questions is not None:
            questions.put_texts(texts)
            if texts or self.state.unsaved:
                self._page.say("info", _("What you were writing last time is here again."))

    def _way(self) -> Way:
        return self.state.way((self.state.row.page, *self._been))

    def _asked(self) -> AskedPage | None:
        return self.state.page(self._at)

    # what is shown

    def show(self, at: str, item: str = "") -> None:
        """Show a page of questions, the costs, what goes with them, or the answers to check."""
        way = self._way()
        self._at = at if at in way.pages else way.pages[0]
        self._been.add(self._at)
        self._page.show_steps(way.steps(self._at))
        shown = {CHECK: self._show_check, ENCLOSURES: self._show_enclosures, COSTS: self._show_costs}
        shown.get(self._at, self._show_questions)()
        self._name_next()
        questions = self._page.questions
        if questions is not None and item:
            questions.focus_at(item)
        else:
            self._page.focus_first()

    def _title(self) -> str:
        return _("Apply for several together")

    def _subtitle(self) -> str:
        count = len(self.state.row.opened)
        return n_("{n} programme", "{n} programmes", count).format(n=count)

    def _name_next(self) -> None:
        if self._at == CHECK:
            self._page.name_next(_("Make papers from the answers"), "file-text")
        elif self._returning:
            self._page.name_next(_("Back to checking"))
        else:
            self._page.name_next()

    def _show_questions(self) -> None:
        asked = self._asked()
        if asked is None:
            return
        part = showing.questions_part(self.state, asked)
        part.questions.edited.connect(self._edited)
        part.questions.today_wanted.connect(partial(self._settle, usecases.take_source_together))
        part.questions.keep_wanted.connect(partial(self._settle, usecases.keep_answer_together))
        part.questions.refill_wanted.connect(partial(self._settle, usecases.refill_together))
        part.part_wanted.connect(partial(self._part, asked))
        first = self._way().place(self._at) == 0
        self._page.show_part(self._title(), self._subtitle(), asked.page.title, part, first=first)
        self._show_traces(asked)

    def _show_traces(self, asked: AskedPage) -> None:
        programme = self.state.opened(asked.member).application.programme
        self._page.show_traces(traces_of(programme, asked.page, self.state.evaluations[asked.member]))

    def _show_costs(self) -> None:
        part = CostsPart(self.state.costs, [each.application.programme.title for each in self.state.row.opened])
        part.different_wanted.connect(lambda mark: self._do(usecases.tell_costs_apart, self.key, mark))
        part.change_wanted.connect(self._to_table)
        part.out_wanted.connect(self._take_out)
        self._page.show_part(self._title(), self._subtitle(), _("Who pays for what?"), part)
        self._page.show_traces(())

    def _show_enclosures(self) -> None:
        part = showing.enclosures_part(self.state, self._do)
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
        if not self._wait.isActive():
            self._wait.start()

    def keep_now(self) -> None:
        """Keep what is being typed as a draft."""
        self._wait.stop()
        questions = self._page.questions
        texts = questions.unreadable() if questions else {}
        self._desk.keep(Draft(BUNDLE_DRAFT, str(self.key), as_draft(self.state, self._asked(), self._at, texts)))

    def _keep_typed(self) -> None:
        if self._wait.isActive():
            self.keep_now()

    def _target(self) -> str:
        return CHECK if self._returning else self._way().after(self._at)

    def _go_on(self) -> None:
        questions, asked = self._page.questions, self._asked()
        if self._busy:
            return
        if self._at == CHECK:
            self.papers_wanted.emit(self.state.row.keys)
        elif questions is not None and asked is not None and not questions.check(self.state.evaluations[asked.member]):
            self._page.refuse_to_go_on(questions.only_gaps())
        else:
            self._go(self._target())

    def _go(self, target: str) -> None:
        """Save, and show another page. What cannot be read is not left behind: it is said where it stands."""
        questions, asked = self._page.questions, self._asked()
        if self._busy:
            return
        if questions is not None and asked is not None and not questions.only_gaps():
            questions.check(self.state.evaluations[asked.member])
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
        asked, state = self._asked(), self.state
        if asked is None or not state.changed(asked.member):
            self._desk.keep(Draft(BUNDLE_DRAFT, str(self.key), as_draft(state, asked, page, {})))
            then()
            return
        self._busy = True
        member = asked.member
        self._desk.do(
            usecases.save_together, self.key, state.key(member), state.answers[member], page, state.seen[member],
            then=lambda _none: self._reopen(then), refused=self._refused,
        )  # fmt: skip

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

    def _do(self, verb: Callable[..., Any], *args: object, item: str = "") -> None:
        self._busy = True
        again = partial(self._reopen, lambda: self.show(self._at, item))
        self._desk.do(verb, *args, then=lambda _result: again(), refused=self._refused)

    def _reopen(self, then: Then) -> None:
        def know(row: BundleRow) -> None:
            self._busy = False
            self._known = BundleState(row)
            then()

        self._desk.ask(usecases.open_bundle, self.key, then=know)

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

    def _on_changed(self, change: Change) -> None:
        """Somebody else, or 元に戻す, changed the bundle: show it anew unless something is being typed."""
        if self._busy or not change.tables & TABLES or self.state.unsaved:
            return
        self._desk.ask(usecases.bundles, then=self._look_again)

    def _look_again(self, lines: tuple[usecases.BundleLine, ...]) -> None:
        """A bundle that is none any more is left."""
        if any(each.id == self.key for each in lines):
            self._reopen(lambda: self.show(self._at))
        else:
            self.leave_wanted.emit()
