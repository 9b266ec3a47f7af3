"""The life of a grant at the desk: steps noted in their order, costs allocated, what came back kept."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kobe_desk.core.change import Change
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies import usecases
from kobe_desk.modules.subsidies.controller.grant_events import ReportEvent
from kobe_desk.modules.subsidies.controller.later_order import Written
from kobe_desk.modules.subsidies.controller.showing import FileUnreadable
from kobe_desk.modules.subsidies.rules.later import PAPERS
from kobe_desk.modules.subsidies.usecases import RETURNED, EnclosureRow, GrantRow, StageRow
from kobe_desk.modules.subsidies.usecases.asking import REPORT
from kobe_desk.modules.subsidies.usecases.assets import register_allocated
from kobe_desk.modules.subsidies.view import EndsPart, GrantCosts, GrantPage, StagePart
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.side_list import Step, StepState

TABLES = {"grant_step", "allocation", "enclosure", "entry", "account_heading", "application_event", "event",
          "event_count", "event_staff", "voucher", "document", "event_photo"}  # fmt: skip
WITH_PAPERS = frozenset(each.stage for each in PAPERS)
"""Stages at which the association hands something in."""


class GrantController(QObject):
    """A child of its page. `papers_wanted` tells the stage (`Written`) whose papers are to be looked at."""

    papers_wanted = Signal(object)
    forms_wanted = Signal(str)
    """The stage whose papers may be written on the office's own forms."""
    enclosures_wanted = Signal(object)
    """The stage (`Written`) whose enclosures are to be seen."""
    list_wanted = Signal(object)
    """The stage (`Written`) whose papers are to be typed into a web form."""
    kept_paper_wanted = Signal(str, bytes)
    """The title of a paper that came back, and its PDF: it is to be looked at."""
    headings_wanted = Signal()
    """Where the accounts of the cash book go in this programme is to be seen."""
    jump_wanted = Signal(str, str)

    def __init__(self, desk: Desk, page: GrantPage, key: UUID) -> None:
        super().__init__(page)
        self._desk, self._page, self._key = desk, page, key
        self._row: GrantRow | None = None
        self._at: int | None = None
        page.step_chosen.connect(self.show)
        page.day_kept.connect(lambda day: self._do(usecases.keep_next_day, key, day))
        desk.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        self._desk.ask(usecases.grant, self._key, then=self._know, refused=self._page.show_refusal)

    def _on_changed(self, change: Change) -> None:
        if change.tables & TABLES:
            self.refresh()

    def _know(self, row: GrantRow) -> None:
        before, self._row = self._row, row
        self._page.show_grant(row)
        moved = before is None or [each.day for each in before.stages] != [each.day for each in row.stages]
        self.show(self._first() if moved and self._at != self._costs else self._at or 0)

    # what stands at the left

    @property
    def row(self) -> GrantRow:
        """The grant as it was asked last."""
        return self._known

    @property
    def _known(self) -> GrantRow:
        assert self._row is not None  # noqa: S101 - nothing is shown before it is known
        return self._row

    @property
    def _way(self) -> list[StageRow]:
        """The stages on the way to the end, in their order; those that end it early stand together."""
        return [each for each in self._known.stages if each.day is not None or not each.stage.ends_early]

    @property
    def _ends(self) -> list[StageRow]:
        return [each for each in self._known.stages if each.day is None and each.stage.ends_early]

    @property
    def _costs(self) -> int:
        """The place of the costs: after the stages and the other ends."""
        return len(self._way) + bool(self._ends) if self._row else -1

    def _first(self) -> int:
        """The stage that may come next, else the last one; where it ended early, that end."""
        ways = self._way
        done = sum(each.day is not None for each in ways)
        if self._known.now.ends_early and done:
            return done - 1
        return next((at for at, each in enumerate(ways) if each.may_come), max(0, len(ways) - 1))

    def show(self, at: int) -> None:
        """Show a stage, the other ends, or the costs."""
        self._at = at
        titles = [_step(each, now=place == at) for place, each in enumerate(self._way)]
        if self._ends:
            titles.append(_other(_("It ended otherwise"), now=at == len(titles)))
        titles.append(_other(_("Costs it pays"), now=at == len(titles)))
        self._page.show_steps(titles)
        if at == self._costs:
            self._show_costs()
        elif at < len(self._way):
            self._page.show_part(self._part(self._way[at]))
        else:
            self._page.show_part(EndsPart([self._part(each) for each in self._ends]))
        if self._page.isVisible():  # behind another page it would take the keyboard from there
            self._page.focus_first()

    def _part(self, row: StageRow) -> StagePart:
        done = [each for each in self._known.stages if each.day is not None]
        kept = [each for each in self._known.returned if each.attachment == f"{RETURNED}{row.stage.id}"]
        last = bool(done) and done[-1].key == row.key
        part = StagePart(row, kept, has_papers=row.stage.id in WITH_PAPERS, last=last, event=self._known.event)
        if row.stage.id == REPORT and row.may_come:
            ReportEvent(self._desk, part, self._known, self._page.show_refusal, self._jump)
        part.kept.connect(self._note)
        part.papers_wanted.connect(partial(self._keep_first, self.papers_wanted.emit))
        part.enclosures_wanted.connect(partial(self._keep_first, self.enclosures_wanted.emit))
        part.list_wanted.connect(partial(self._keep_first, self.list_wanted.emit))
        part.forms_wanted.connect(
            partial(self._keep_first, lambda written: self.forms_wanted.emit(written.row.stage.id))
        )
        part.back_wanted.connect(lambda step: self._do(usecases.take_step_back, self._key, step))
        part.returned.connect(self._keep_returned)
        part.kept_paper_wanted.connect(self._look_at)
        return part

    def _jump(self, event: UUID) -> None:
        self.jump_wanted.emit("members", f"event:{event}")

    def _show_costs(self) -> None:
        part = GrantCosts(self._known)
        part.allocated.connect(partial(self._do, usecases.allocate, self._key))
        part.taken_out.connect(partial(self._do, usecases.take_allocation_out))
        part.registered.connect(self._register)
        part.headings_wanted.connect(self.headings_wanted)
        self._page.show_part(part)

    # what the person does

    def _do(self, verb: Callable[..., Any], *args: object) -> None:
        self._desk.do(verb, *args, refused=self._page.show_refusal)

    def _register(self, allocation: UUID) -> None:
        self._desk.do(register_allocated, allocation, then=self._registered, refused=self._page.show_refusal)

    def _registered(self, _key: UUID) -> None:
        self._page.say(_("It is in the register of equipment. Write down place and keeper there."))

    def _note(self, stage: str, values: Mapping[str, Any], day: date | None) -> None:
        self._do(usecases.note_step, self._key, stage, values, day)

    def _keep_returned(self, stage: str, path: Path) -> None:
        try:
            data = path.read_bytes()
        except OSError:
            self._page.show_refusal(FileUnreadable())
            return
        self._do(usecases.keep_returned, self._key, stage, path.stem, path.name, data)

    def _look_at(self, row: EnclosureRow) -> None:
        show = partial(self.kept_paper_wanted.emit, row.title)
        self._desk.ask(usecases.enclosure_bytes, row.id, then=show, refused=self._page.show_refusal)

    def _keep_first(self, then: Callable[[Written], Any], stage: str, values: dict[str, Any]) -> None:
        """What is written is kept before another page is opened: its papers, forms and lists say what stands there."""
        row = next(each for each in self._known.stages if each.stage.id == stage and self._is_shown(each))
        if row.day is not None or values == dict(row.values):
            then(Written(self._known, row, values))
            return
        kept = partial(self._after_keeping, row, then)
        self._desk.do(usecases.note_step, self._key, stage, values, None, then=kept, refused=self._page.show_refusal)

    def _after_keeping(self, before: StageRow, then: Callable[[Written], Any], _step: UUID) -> None:
        def go_on(grant: GrantRow) -> None:
            row = next(each for each in grant.stages if each.occasion == before.occasion)
            then(Written(grant, row, dict(row.values)))

        self._desk.ask(usecases.grant, self._key, then=go_on, refused=self._page.show_refusal)

    def _is_shown(self, row: StageRow) -> bool:
        """A stage that comes twice is done once and asked once: the one in sight is meant."""
        at = self._at or 0
        return at >= len(self._way) or self._way[at].occasion == row.occasion


def _step(row: StageRow, *, now: bool) -> Step:
    state = StepState.DONE if row.day is not None else StepState.LATER
    return Step(row.stage.title, StepState.NOW if now else state, reached=True)


def _other(title: str, *, now: bool) -> Step:
    return Step(title, StepState.NOW if now else StepState.LATER, reached=True)
