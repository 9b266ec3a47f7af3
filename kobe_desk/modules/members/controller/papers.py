"""The other papers: their rows from the desk, made into PDFs by the child process."""

import json
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kobe_desk.core import clock
from kobe_desk.core.drafts import Draft
from kobe_desk.core.progress import Report
from kobe_desk.core.text import _
from kobe_desk.modules.association.usecases import profile
from kobe_desk.modules.members import usecases
from kobe_desk.modules.members.usecases import Distribution, PeopleFilter, ProvisionRequest
from kobe_desk.modules.members.usecases.face_cards import face_cards
from kobe_desk.modules.members.view.papers import (
    ATTENDANCE,
    BIRTHDAYS,
    CARDS,
    CIRCULATION,
    DISTRIBUTION,
    ENVELOPES,
    LABELS,
    LEADERS,
    MEASURE,
    OFFICERS,
    POSTCARDS,
    ROTA,
    SENIORS,
    SURVEY,
    PapersPage,
)
from kobe_desk.ui.desk import Desk

Answers = dict[str, Any]
MOVED = "members.labels"
"""The page under which it is kept how far the labels of each sheet are moved; the record is the person's slot."""


def make(kind: str, rows: Any, answers: Answers, association: tuple[str, bool], report: Report) -> bytes:
    """One paper: a job of the child process, which alone needs paper."""
    report(0, 1)
    return _MAKERS[kind](rows, answers, association)


def _circulation(rows: Any, answers: Answers, _association: tuple[str, bool]) -> bytes:
    from kobe_desk.modules.members.papers import circulation_pdf

    return circulation_pdf(rows, answers["day"], answers["back"])


def _attendance(rows: Any, answers: Answers, _association: tuple[str, bool]) -> bytes:
    from kobe_desk.modules.members.papers import attendance_pdf

    return attendance_pdf(rows, answers["title"], answers["day"])


def _distribution(rows: Any, _answers: Answers, _association: tuple[str, bool]) -> bytes:
    from kobe_desk.modules.members.papers import distribution_pdf

    return distribution_pdf(rows)


def _labels(rows: Any, answers: Answers, association: tuple[str, bool]) -> bytes:
    from kobe_desk.modules.members.papers import Start, labels_pdf
    from kobe_desk.modules.members.papers.labels import sheet_named

    start = Start(answers["place"], (answers["right"] or 0) / 10, (answers["down"] or 0) / 10)
    return labels_pdf(rows, sheet_named(answers["sheet"]), start, sample=association[1])


def _measure(_rows: Any, answers: Answers, _association: tuple[str, bool]) -> bytes:
    from kobe_desk.modules.members.papers import calibration_pdf
    from kobe_desk.modules.members.papers.labels import sheet_named

    return calibration_pdf(sheet_named(answers["sheet"]))


def _postcards(rows: Any, _answers: Answers, association: tuple[str, bool]) -> bytes:
    from kobe_desk.modules.members.papers import postcards_pdf

    return postcards_pdf(rows, association[1])


def _envelopes(rows: Any, _answers: Answers, association: tuple[str, bool]) -> bytes:
    from kobe_desk.modules.members.papers import envelopes_pdf

    return envelopes_pdf(rows, *association)


def _survey(_rows: Any, answers: Answers, association: tuple[str, bool]) -> bytes:
    from kobe_desk.modules.members.papers import Survey, survey_pdf

    name, sample = association
    return survey_pdf(Survey(name, answers["purpose"], answers["contact"], answers["back"], sample))


def _officers(rows: Any, answers: Answers, association: tuple[str, bool]) -> bytes:
    from kobe_desk.modules.members.papers import officers_pdf

    return officers_pdf(rows, association[0], answers["day"], association[1])


def _leaders(rows: Any, answers: Answers, association: tuple[str, bool]) -> bytes:
    from kobe_desk.modules.members.papers import leaders_pdf

    return leaders_pdf(rows, association[0], answers["day"], association[1])


def _rota(rows: Any, _answers: Answers, association: tuple[str, bool]) -> bytes:
    from kobe_desk.modules.members.papers import rota_pdf

    return rota_pdf(rows, *association)


def _seniors(rows: Any, answers: Answers, association: tuple[str, bool]) -> bytes:
    from kobe_desk.modules.members.papers import seniors_pdf

    said = answers.get("chosen", "")
    return seniors_pdf(rows, association[0], answers["day"], answers["age"], association[1], said)


def _cards(rows: Any, _answers: Answers, _association: tuple[str, bool]) -> bytes:
    from kobe_desk.modules.members.papers import face_cards_pdf

    return face_cards_pdf(rows)


def _birthdays(rows: Any, answers: Answers, association: tuple[str, bool]) -> bytes:
    from kobe_desk.modules.members.papers import birthdays_pdf

    said = answers.get("chosen", "")
    return birthdays_pdf(rows, association[0], answers["day"], answers["month"], association[1], said)


_MAKERS: dict[str, Callable[[Any, Answers, tuple[str, bool]], bytes]] = {
    ATTENDANCE: _attendance,
    BIRTHDAYS: _birthdays,
    CARDS: _cards,
    CIRCULATION: _circulation,
    DISTRIBUTION: _distribution,
    ENVELOPES: _envelopes,
    LABELS: _labels,
    LEADERS: _leaders,
    MEASURE: _measure,
    POSTCARDS: _postcards,
    OFFICERS: _officers,
    ROTA: _rota,
    SENIORS: _seniors,
    SURVEY: _survey,
}
NAMES = {
    ATTENDANCE: "出席簿",
    BIRTHDAYS: "誕生日名簿",
    CARDS: "名簿カード",
    CIRCULATION: "回覧順",
    DISTRIBUTION: "配布用名簿",
    ENVELOPES: "封筒",
    LABELS: "宛名ラベル",
    LEADERS: "班長名簿",
    MEASURE: "ラベルの位置の確認",
    POSTCARDS: "はがき",
    OFFICERS: "役員名簿",
    ROTA: "班長の輪番表",
    SENIORS: "敬老対象者名簿",
    SURVEY: "世帯調査票",
}


class PapersController(QObject):
    """A child of its page."""

    made = Signal(object)
    """Papers by name, to be looked at and printed."""

    def __init__(self, desk: Desk, page: PapersPage, which: PeopleFilter | None = None, words: str = "") -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._which, self._words = which, words
        if words:
            page.show_which(words)
        self._association = ("", False)
        page.paper_requested.connect(self._ask)
        page.agreed_wanted.connect(self._look)
        self._moved: dict[str, tuple[int, int]] = {}
        desk.draft(MOVED, desk.who.slot, self._know_moved)
        desk.ask(profile, then=self._know)
        desk.ask(usecases.areas, then=page.show_areas)

    def _know_moved(self, kept: Draft | None) -> None:
        said: dict[str, list[int]] = json.loads(kept.text) if kept is not None else {}
        self._moved = {sheet: (right, down) for sheet, (right, down) in said.items()}
        self._page.show_moved(self._moved)

    def _keep_moved(self, answers: Answers) -> None:
        """How far the labels of a sheet are moved is kept for the next time, as the columns of the list are."""
        moved = (answers["right"] or 0, answers["down"] or 0)
        if moved != self._moved.get(answers["sheet"], (0, 0)):
            self._moved[answers["sheet"]] = moved
            self._desk.keep(Draft(MOVED, self._desk.who.slot, json.dumps(self._moved)))

    def _know(self, found: Any) -> None:
        if found is not None:
            self._association = (found.name, found.sample)

    def _ask(self, kind: str, answers: Answers) -> None:
        """What the paper needs; a roster for members is recorded in the same transaction that makes its rows."""
        which = self._which if answers.get("whom") else None
        answers = {**answers, "chosen": self._words if which is not None else ""}
        if kind == LABELS:
            self._keep_moved(answers)
        then, refused = partial(self._make, kind, answers), self._page.show_refusal
        if kind == DISTRIBUTION:
            given = ProvisionRequest(answers["recipient"], answers["purpose"], answers["return_by"])
            hand_out = usecases.hand_out_roster
            self._desk.do(hand_out, answers["day"], answers["area"], given, then=then, refused=refused)
        elif kind in (MEASURE, SURVEY):
            self._make(kind, answers, ())
        else:
            query, args = _question(kind, answers, which)
            self._desk.ask(query, *args, then=then, refused=refused)

    def _look(self, day: date, area: UUID | None) -> None:
        then = self._show_agreed
        self._desk.ask(usecases.preview_distribution, day, area, then=then, refused=self._page.show_refusal)

    def _show_agreed(self, found: Distribution) -> None:
        self._page.show_agreed(len(found.homes), found.total)

    def _make(self, kind: str, answers: Answers, rows: Any) -> None:
        self._desk.run(
            *(make, kind, rows, answers, self._association),
            then=lambda pdf: self.made.emit([(NAMES[kind], pdf)]),
            refused=self._page.show_refusal,
            text=_("Making the papers"),
        )


def _question(kind: str, answers: Answers, which: PeopleFilter | None) -> tuple[Callable[..., Any], tuple[Any, ...]]:
    day = answers.get("day")
    if kind in (CIRCULATION, ATTENDANCE):
        return usecases.roster_on, (day, answers["area"], which, answers["chosen"])
    if kind == CARDS:
        return face_cards, (day, answers["area"], which, answers["chosen"], bool(answers["photos"]))
    if kind == SENIORS:
        return usecases.seniors, (day, answers["age"], which)
    if kind == BIRTHDAYS:
        return usecases.birthdays, (day, answers["month"], which)
    of_a_day: dict[str, Callable[..., Any]] = {
        OFFICERS: usecases.officers_on,
        LEADERS: usecases.leader_list,
        ROTA: usecases.turns_on,
    }
    if kind in of_a_day:
        return of_a_day[kind], (day,)
    return usecases.labels, (clock.today(), answers["area"], which)
