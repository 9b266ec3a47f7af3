"""選挙: who stands for an office, the votes of each, and the terms written into the roster after a look."""

import re
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal

from kobe_desk.core.text import _
from kobe_desk.modules.meetings.usecases import Candidate, ElectionRequest, MeetingRow, MotionRow
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import CheckBox, DateField, FormField, Need, NumberField, Select, TextArea, TextField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.text import Paragraph

_VOTES = re.compile(r"^(.*?)[\s　:：]*([0-9０-９]+)\s*票?$")


class ElectionCard(Card):
    """One candidate a line; after a count the votes stand behind the name."""

    election_requested = Signal(object, object)
    confirmed = Signal(object)

    def __init__(self) -> None:
        self._motion: MotionRow | None = None
        self._office = Select([(None, _("not in the roster"))])
        optional, unsaid = Need.OPTIONAL, Need.UNSAID
        self.acclaim = CheckBox(_("Elected without objection"))
        self.form = Form(
            {
                "office_id": FormField(_("Office"), self._office, unsaid),
                "seats": FormField(_("How many are elected"), NumberField(84, least=1, most=99)),
                "candidates": FormField(
                    _("Who stands"), TextArea(4, width=420), support=_("One name a line, with the votes behind it.")
                ),
                "acclaim": FormField(_("No objection"), self.acclaim, unsaid),
                "ballots": FormField(_("Ballots cast"), NumberField(110), optional),
                "invalid": FormField(_("Invalid"), NumberField(110), optional),
                "counters": FormField(_("Who counted"), TextField(width=300), optional, _("Put 、 between the names.")),
                "drawn": FormField(_("Drawn by lot among those level"), TextField(width=300), optional,
                                   _("Put 、 between the names.")),
                "start": FormField(_("Term from"), DateField(), optional),
                "end": FormField(_("Term until"), DateField(), optional),
            }
        )  # fmt: skip
        self._title = Paragraph(bold=True)
        self.outcome = Notice("info")
        self.count = primary(_("Save the election"), "check")
        self.confirm = secondary(_("Write the terms into the roster"), "user-check")
        super().__init__(
            _("The election"), self._title, self.outcome, self.form, Row(self.count, self.confirm, STRETCH)
        )
        self.acclaim.edited.connect(self._fit)
        self.count.clicked.connect(self._count)
        self.confirm.clicked.connect(self._confirm)

    def know_offices(self, offices: tuple[tuple[UUID, str], ...]) -> None:
        self._office.offer([(None, _("not in the roster")), *offices])

    def show_motion(self, meeting: MeetingRow, row: MotionRow) -> None:
        self._motion = row
        ballot = row.ballot
        start, end = ballot.term or (None, None)
        lines = [f"{each.name} {each.votes}" if each.votes else each.name for each in ballot.candidates]
        self.heading.setText(_("Election, No. {position}").format(position=row.position))
        self.form.fill({"office_id": ballot.office_id, "seats": ballot.seats or 1, "candidates": "\n".join(lines),
                        "acclaim": row.method == "acclaim", "ballots": None, "invalid": row.vote.invalid or None,
                        "counters": "、".join(ballot.counters), "start": start, "end": end})  # fmt: skip
        self._title.say(row.title)
        self.form.setEnabled(not meeting.adopted)
        self.count.setVisible(not meeting.adopted)
        self.confirm.setVisible(bool(row.carried and ballot.office_id and not ballot.confirmed))
        self._show_outcome(row)
        self._fit()

    def _show_outcome(self, row: MotionRow) -> None:
        ballot = row.ballot
        self.outcome.setVisible(bool(ballot.candidates))
        names = "、".join(each.name for each in ballot.candidates if each.elected)
        if row.carried is None:
            self.outcome.mean("warn")
            self.outcome.ask(_("Some are level at the last place. Please write whom the lot chose, and save again."))
        elif not row.carried:
            self.outcome.mean("error")
            self.outcome.ask(_("Nobody was elected."))
        else:
            self.outcome.mean("ok")
            words = _("Elected: {names}. It stands in the roster.") if ballot.confirmed else _("Elected: {names}.")
            self.outcome.ask(words.format(names=names))

    def _fit(self) -> None:
        for name in ("ballots", "invalid", "counters"):
            self.form.fields[name].setVisible(not self.acclaim.value())
        motion = self._motion
        level = bool(motion and motion.carried is None and motion.ballot.candidates)
        self.form.fields["drawn"].setVisible(level)

    def _confirm(self) -> None:
        if self._motion is not None:
            self.confirmed.emit(self._motion.id)

    def _count(self) -> None:
        values = self.form.read()
        if values is None or self._motion is None:
            return
        candidates = tuple(_candidate(each) for each in values["candidates"].splitlines() if each.strip())
        self.election_requested.emit(self._motion.id, _request(values, candidates))


def _request(values: dict[str, Any], candidates: tuple[Candidate, ...]) -> ElectionRequest:
    drawn = _names(values["drawn"])
    start: date | None = values["start"]
    return ElectionRequest(
        seats=values["seats"],
        candidates=candidates,
        office_id=values["office_id"],
        start=start,
        end=values["end"],
        acclaim=values["acclaim"],
        drawn=tuple(at for at, each in enumerate(candidates) if each.name in drawn),
        ballots=values["ballots"] or 0,
        invalid=values["invalid"] or 0,
        counters=_names(values["counters"]),
    )


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(each.strip() for each in (text or "").split("、") if each.strip())


def _candidate(line: str) -> Candidate:
    found = _VOTES.match(line.strip())
    return Candidate(found[1].strip(), int(found[2])) if found else Candidate(line.strip())
