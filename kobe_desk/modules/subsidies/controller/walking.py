"""What asking page by page has in common, for one application and for several together."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from kobe_desk.core.change import Change
from kobe_desk.core.drafts import Draft
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies import usecases
from kobe_desk.modules.subsidies.controller.steps import CHECK, Way
from kobe_desk.modules.subsidies.rules.attached import at_line
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation
from kobe_desk.modules.subsidies.view import ApplicationPage, EnclosuresPart
from kobe_desk.ui.desk import Desk

WAIT = 1500
"""Milliseconds after the first letter that is not kept yet."""
Then = Callable[[], object]


class Walking(QObject):
    """Pages shown in turn; what is typed is kept soon and saved at every step. A child of its page."""

    leave_wanted = Signal()
    compare_wanted = Signal(str)
    """What is typed is saved: a table is to be looked at beside the application before and the desk."""

    def __init__(self, desk: Desk, page: ApplicationPage, key: UUID) -> None:
        super().__init__(page)
        self._desk, self._page, self.key = desk, page, key
        self._at = ""
        self._been: set[str] = set()
        self._tables: set[str] = set()
        self._returning = self._busy = False
        self._wait = QTimer(self, singleShot=True, interval=WAIT)
        self._wait.timeout.connect(self.keep_now)

    @property
    def at(self) -> str:
        """The page in sight."""
        return self._at

    def _follow_page(self, tables: set[str]) -> None:
        """Do what the page asks for from now on; show it anew when others change one of these tables."""
        page = self._page
        page.next_requested.connect(self._go_on)
        page.skip_requested.connect(lambda: self._go(self._target()))
        page.back_one_requested.connect(lambda: self._go(self._way().before(self._at)))
        page.later_requested.connect(self._leave)
        page.step_chosen.connect(lambda place: self._go(self._way().first_of(place)))
        page.left.connect(self._keep_typed)
        self._tables = tables
        self._desk.changed.connect(self._on_changed)

    def _say_back(self, texts: dict[str, str]) -> None:
        """Put what could not be read yet where it was typed, and say that the writing is here again."""
        questions = self._page.questions
        if questions is not None:
            questions.put_texts(texts)
            if texts or self._is_changed():
                self._page.say("info", _("What you were writing last time is here again."))

    # what each kind does in its own way (a QObject cannot be an ABC as well)

    def _way(self) -> Way:
        raise NotImplementedError

    def _evaluation(self) -> Evaluation:
        """Of the questions in sight, as they are answered now."""
        raise NotImplementedError

    def _is_changed(self) -> bool:
        """Whether something is typed that is not saved."""
        raise NotImplementedError

    def _draft(self, page: str, texts: dict[str, str]) -> Draft:
        raise NotImplementedError

    def _write(self, page: str, then: Then) -> None:
        """Save what was answered, and where to go on."""
        raise NotImplementedError

    def _read(self, then: Callable[[Any], object]) -> None:
        """Ask the desk for what is asked and answered here."""
        raise NotImplementedError

    def _take(self, row: Any) -> str:
        """Know what was read, with what is typed here and not saved on top of it.

        Returns in words what was typed where somebody else saved another answer meanwhile; empty for nothing.
        """
        raise NotImplementedError

    def _show_page(self) -> None:
        raise NotImplementedError

    def _want_papers(self) -> None:
        raise NotImplementedError

    # what is shown

    def show(self, at: str, item: str = "") -> None:
        """Show a page of questions, what goes with them, or the answers to check."""
        way, typing = self._way(), self._being_typed(at, item)
        self._at = at if at in way.pages else way.pages[0]
        self._been.add(self._at)
        self._page.show_steps(way.steps(self._at))
        self._show_page()
        self._name_next()
        questions = self._page.questions
        if questions is not None and typing:
            questions.put_texts(typing)
        if questions is not None and item:
            questions.focus_at(item)
        else:
            self._page.focus_first()

    def _being_typed(self, at: str, settled: str = "") -> dict[str, str]:
        """What stands on the page and cannot be read yet, if that page is shown again; not what was just settled."""
        questions = self._page.questions
        if questions is None or at != self._at:
            return {}
        return {name: text for name, text in questions.being_typed().items() if name != settled}

    def _name_next(self) -> None:
        if self._at == CHECK:
            self._page.name_next(_("Make papers from the answers"), "file-text")
        elif self._returning:
            self._page.name_next(_("Back to checking"))
        else:
            self._page.name_next()

    def check_again(self) -> None:
        """Show the last check, with what the sources of the answers say by now."""
        self._reopen(partial(self.show, CHECK))

    # what the person does

    def save_before(self, then: Then) -> None:
        """Save what was typed, then do something else with the application: it sees what stands in the desk."""
        questions = self._page.questions
        if questions is None or questions.only_gaps():
            self._save(self._at, then)
        else:
            questions.check(self._evaluation())

    def _compare(self, table: str) -> None:
        self.save_before(partial(self.compare_wanted.emit, table))

    def keep_now(self) -> None:
        """Keep what is being typed as a draft."""
        self._wait.stop()
        self._desk.keep(self._draft(self._at, self._being_typed(self._at)))

    def _keep_soon(self) -> None:
        if not self._wait.isActive():
            self._wait.start()

    def _keep_typed(self) -> None:
        if self._wait.isActive():
            self.keep_now()

    def _target(self) -> str:
        return CHECK if self._returning else self._way().after(self._at)

    def _go_on(self) -> None:
        questions = self._page.questions
        if self._busy:
            return
        if self._at == CHECK:
            self._want_papers()
        elif questions is not None and not questions.check(self._evaluation()):
            self._page.refuse_to_go_on(questions.only_gaps())
        else:
            self._go(self._target())

    def _go(self, target: str) -> None:
        """Save, and show another page. What cannot be read is not left behind: it is said where it stands."""
        questions = self._page.questions
        if self._busy:
            return
        if questions is not None and not questions.only_gaps():
            questions.check(self._evaluation())
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
        if self._is_changed():
            self._busy = True
            self._write(page, then)
        else:
            self._desk.keep(self._draft(page, {}))
            then()

    def _do(self, verb: Callable[..., Any], *args: object, item: str = "") -> None:
        self._busy = True
        again = partial(self._reopen, lambda: self.show(self._at, item))
        self._desk.do(verb, *args, then=lambda _result: again(), refused=self._refused)

    def _put(self, row: UUID | None, verb: Callable[..., Any], *args: object) -> None:
        """Put a paper there; a line that was just typed is saved before, and chosen again after."""
        if row is None:
            self._do(verb, *args)
        else:
            self._save(self._at, lambda: self._do(verb, *args, item=self._item_of(row)))

    def _item_of(self, row: UUID) -> str:
        """A line as the page of questions calls it; empty where it is in no table of that page."""
        questions = self._page.questions
        tables = questions.tables if questions is not None else {}
        return next((at_line(name, row) for name, each in tables.items() if row in each.answers.keys(name)), "")

    def _refused(self, error: UserError) -> None:
        self._busy = False
        part = self._page.part
        if isinstance(part, EnclosuresPart):
            part.show_refusal(error)
        elif isinstance(error, usecases.AnswersChanged):
            self._changed_elsewhere(error)
        else:
            self._page.show_refusal(error)

    # reading again

    def _reopen(self, then: Then) -> None:
        """Read it again. What was typed meanwhile stays typed."""

        def know(row: Any) -> None:
            self._busy = False
            lost = self._take(row)
            then()
            if lost:
                self._page.show_refusal(usecases.AnswersClash(lost=lost))

        self._read(know)

    def _changed_elsewhere(self, error: UserError) -> None:
        """What was typed here stays typed; where both changed the same answer, what is lost is said."""

        def merge() -> None:
            self.show(self._at)
            self._page.show_refusal(error)
            if self._is_changed():
                self._keep_soon()

        self._reopen(merge)

    def _on_changed(self, change: Change) -> None:
        """Somebody else, or 元に戻す, changed it: show it anew unless something is being typed."""
        if not self._busy and change.tables & self._tables and not self._is_typing():
            self._look_again()

    def _look_again(self) -> None:
        def know(row: Any) -> None:
            if not self._busy and not self._is_typing():  # else saving finds out
                self._take(row)
                self.show(self._at)

        self._read(know)

    def _is_typing(self) -> bool:
        return self._is_changed() or bool(self._being_typed(self._at))
