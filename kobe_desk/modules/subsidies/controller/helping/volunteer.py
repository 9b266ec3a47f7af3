"""A packet without a desk: its questions in turn, saved into the same file while they are answered."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.controller.steps import CHECK, Section, Way
from kobe_desk.modules.subsidies.exchange import helping
from kobe_desk.modules.subsidies.exchange.helping import OpenPacket
from kobe_desk.modules.subsidies.rules.definition import Table
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation
from kobe_desk.modules.subsidies.rules.packet import Packet, PacketCannotBeSaved
from kobe_desk.modules.subsidies.view import Offered, Questions, WhyBox
from kobe_desk.modules.subsidies.view.helping import AboutPart, GiveBackPart, PacketPage

WAIT = 1500
"""Milliseconds after the first letter that is not saved yet."""
ABOUT, END = "@about", CHECK
Run = Callable[..., object]
"""run(task, then, refused, owner): away from the screen's thread, one after the other."""


class PacketController(QObject):
    """A child of its page. `left` when the helper closes it; what was typed is saved by then."""

    left = Signal()

    def __init__(self, run: Run, page: PacketPage, opened: OpenPacket) -> None:
        super().__init__(page)
        self._run, self._page, self._opened = run, page, opened
        self._saver, self._number = helping.Saver(opened), 0
        self.packet = self._saved = opened.packet
        self._at = ABOUT
        self._wait = QTimer(self, singleShot=True, interval=WAIT)
        self._wait.timeout.connect(self._save_soon)
        page.next_requested.connect(self._go_on)
        page.back_one_requested.connect(lambda: self._go(self._way().before(self._at)))
        page.step_chosen.connect(lambda place: self._go(self._way().first_of(place)))
        page.later_requested.connect(self._leave)
        self.show(self.packet.page or ABOUT)

    @property
    def at(self) -> str:
        """The page in sight."""
        return self._at

    def show(self, at: str) -> None:
        """Show what it is about, a page of questions, or the end."""
        way = self._way()
        self._at = at if at in way.pages else ABOUT
        self._page.show_steps(way.steps(self._at))
        if self._at == ABOUT:
            part = AboutPart(self.packet.helper, self.packet.note, self.packet.context, self.packet.until)
            self._page.name_next()
            self._page.show_part(_("What you are asked to help with"), part, first=True)
        elif self._at == END:
            self._show_end()
        else:
            self._show_questions()

    def _show_questions(self) -> None:
        evaluation = self._evaluation()
        page = next(each for each in evaluation.pages if each.id == self._at)
        why = WhyBox(page.why, []) if page.why else None
        part = Questions(page, Offered(self.packet.programme.choice_lists), evaluation, why)
        part.show_answers(self.packet.answers, evaluation, {})
        part.put_texts({name: text for name, text in self.packet.texts.items() if name in part.fields})
        part.edited.connect(self._edited)
        self._page.name_next()
        self._page.show_part(page.title, part)

    def _show_end(self) -> None:
        part = GiveBackPart(
            [label for _page, label in self._blank()], self._opened.path.name, returned=self.packet.returned
        )
        if self.packet.returned:
            self._page.name_next(_("Close"), "x")
        else:
            self._page.name_next(_("Give it back"), "send")
        self._page.show_part(_("Give it back"), part)

    def _blank(self) -> list[tuple[str, str]]:
        """Page and label of what is still empty: questions, and tables without a row."""
        answers = self.packet.answers
        empty = []
        for page, item in self.packet.programme.items():
            given = answers.get(item.id)
            if not answers.keys(item.id) if isinstance(item, Table) else given.blank and not given.absent:
                empty.append((page.id, item.label))
        return empty

    def _way(self) -> Way:
        """Every step can be gone to; a page with something empty is not done yet."""
        pages = self.packet.programme.pages
        items = {item.id: (page.id, page.title) for page in pages for item in page.items}
        middle = [Section(page.title, (page.id,)) for page in pages]
        sections = (Section(_("What it is about"), (ABOUT,)), *middle, Section(_("Give it back"), (END,)))
        return Way(sections, items, missing={page for page, _label in self._blank()}, been=(END,))

    def _evaluation(self) -> Evaluation:
        return evaluate(self.packet.programme, self.packet.answers, clock.today())

    # what the person does

    def _edited(self) -> None:
        questions = self._page.questions
        if questions is None:
            return
        answers = questions.answers(self.packet.answers)
        others = {name: text for name, text in self.packet.texts.items() if name not in questions.fields}
        self._know(self.packet.with_answers(answers, self._at, {**others, **questions.unreadable()}), returned=False)
        questions.follow(answers, self._evaluation())
        if not self._wait.isActive():
            self._wait.start()

    def _know(self, now: Packet, *, returned: bool) -> None:
        self.packet = replace(now, returned=returned)

    def _go_on(self) -> None:
        if self._at == END:
            self._leave() if self.packet.returned else self._give_back()
        else:
            self._go(self._way().after(self._at))

    def _go(self, target: str) -> None:
        """Show another page. What cannot be read is said where it stands, and kept as it was typed."""
        questions = self._page.questions
        if questions is not None and not questions.only_gaps():
            questions.check(self._evaluation())
            return
        self.packet = self.packet.with_answers(self.packet.answers, target, self.packet.texts)
        self._save_soon()
        self.show(target)

    def _give_back(self) -> None:
        self._know(self.packet, returned=True)
        if self.flush():
            self.show(END)
        else:
            self._know(self.packet, returned=False)

    def _leave(self) -> None:
        if self.flush():
            self.left.emit()

    # saving

    def _save_soon(self) -> None:
        self._wait.stop()
        if self.packet != self._saved:
            self._run(self._task(), self._was_saved, self._refused, self)

    def _task(self) -> Callable[[], Packet]:
        """Save the packet as it is now, unless a later state was saved by then."""
        self._number += 1
        return partial(self._saver.save, self._number, self.packet)

    def _was_saved(self, now: Any) -> None:
        self._saved = now
        self._page.say("warn", "")

    def _refused(self, error: UserError) -> None:
        self._page.show_refusal(error)
        self._wait.start()  # the stick may come back

    def flush(self) -> bool:
        """Save now and wait for it: the window closes, or the file goes back. False when it cannot be saved."""
        self._wait.stop()
        try:
            self._was_saved(self._task()())
        except PacketCannotBeSaved as error:
            self._refused(error)
            return False
        return True
