"""採決: the counts of one motion, the papers beside them, and what it came to."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal

from kobe_desk.core.text import _
from kobe_desk.modules.meetings.table import result
from kobe_desk.modules.meetings.usecases import (
    METHOD_NAMES,
    BallotRequest,
    MeetingRow,
    MotionRow,
    PaperCount,
    Vote,
)
from kobe_desk.ui.button import primary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import CheckBox, Choice, FormField, Need, NumberField, Option, Select, TextField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.text import Paragraph

COUNTS = ("yes", "no", "abstain", "invalid")
COUNTED, BY_NAME = ("hands", "secret"), ("hands", "named", "secret")
"""How a vote can be counted: by name only where there is a list of those who may vote."""
TIE = {None: None, "yes": True, "no": False}


def tie_field() -> FormField:
    """What the chair of the meeting decided where the votes are level."""
    ties = Choice([Option("yes", _("The chair said yes")), Option("no", _("The chair said no"))], columns=2)
    return FormField(_("Only when the votes are tied"), ties, Need.OPTIONAL)


class VoteCard(Card):
    """Where there is a list of voters, only the hall is counted: the desk adds the papers."""

    vote_requested = Signal(object, object)
    method_chosen = Signal()
    ballot_requested = Signal(object, object)

    def __init__(self) -> None:
        self._motion: MotionRow | None = None
        self._papers: PaperCount | None = None
        self._listed = self._frozen = False
        ties = tie_field()
        self._methods = methods = Select([(each, _(METHOD_NAMES[each])) for each in COUNTED])
        casts = Select([("yes", _("for")), ("no", _("against")), ("abstain", _("abstains"))])
        optional, unsaid = Need.OPTIONAL, Need.UNSAID
        self.unanimous = CheckBox(_("Nobody objected"))
        self.form = Form(
            {
                "unanimous": FormField(_("No objection"), self.unanimous, unsaid),
                "method": FormField(_("How the votes were counted"), methods, unsaid),
                "yes": FormField(_("For the motion"), NumberField(110), optional),
                "no": FormField(_("Against the motion"), NumberField(110), optional),
                "abstain": FormField(_("Abstained"), NumberField(110), optional),
                "invalid": FormField(_("Invalid"), NumberField(110), optional),
                "excluded": FormField(
                    _("Left out because of an interest"), NumberField(110), optional, _("They do not count.")
                ),
                "chair_choice": FormField(_("The proxies given to the chair are"), casts, unsaid),
                "counters": FormField(_("Who counted"), TextField(width=300), optional, _("Put 、 between the names.")),
                "chair": ties,
            }
        )
        self._title = Paragraph(bold=True)
        self.warnings = Notice("warn")
        self._beside = Paragraph(narrow=True)
        self.outcome = Notice("info")
        self.count = primary(_("Save the vote"), "check")
        self.count.clicked.connect(self._count)
        self.unanimous.edited.connect(self._fit)
        methods.edited.connect(self._fit)
        super().__init__(
            _("The vote"), self._title, self.warnings, self.outcome, self._beside, self.form, Row(self.count, STRETCH)
        )
        for control in (methods, self.unanimous):
            control.edited.connect(self.method_chosen)
        for part in (self.warnings, self._beside, self.outcome):
            part.hide()

    def show_motion(self, meeting: MeetingRow, row: MotionRow) -> None:
        other = self._motion is None or self._motion.id != row.id
        self._motion = row
        if other:
            self._papers = None
            self.show_warnings(())
            self._beside.hide()
        self.heading.setText(_("The vote on No. {position}").format(position=row.position))
        self._title.say(row.title)
        self._frozen = meeting.adopted
        self.form.setEnabled(not meeting.adopted)
        self.count.setVisible(not meeting.adopted)
        self._fill(row)
        self._show_outcome(row)
        self._fit()

    def choose_method(self, method: str) -> None:
        """As if it were chosen in the list."""
        self._methods.set_value(method)
        self._methods.edited.emit()

    @property
    def by_name(self) -> bool:
        """Whether the votes are counted by name, on a card of their own."""
        return self._methods.value() == "named" and not self.unanimous.value()

    @property
    def chair_proxies(self) -> int:
        return self._papers.chair_proxies if self._papers else 0

    def show_papers(self, papers: PaperCount, *, listed: bool) -> None:
        """What came in on paper for this motion, added to the hall's count."""
        self._papers, self._listed = papers, listed
        self._methods.offer([(each, _(METHOD_NAMES[each])) for each in (BY_NAME if listed else COUNTED)])
        lines = []
        line = _("{kind}: {yes} for, {no} against, {abstain} abstain, {invalid} void.")
        for words, counts in ((_("In writing"), papers.writing), (_("Electronic"), papers.electronic)):
            if any(counts):
                yes, no, abstain, invalid = counts
                lines.append(line.format(kind=words, yes=yes, no=no, abstain=abstain, invalid=invalid))
        if papers.chair_proxies:
            lines.append(_("Proxies given to the chair: {count}.").format(count=papers.chair_proxies))
        if papers.held:
            lines.append(_("Proxies held in the hall: {count}. Count them in the hall.").format(count=papers.held))
        if papers.excluded:
            lines.append(_("Left out for an interest: {names}.").format(names="、".join(papers.excluded)))
        if lines and not self._frozen:
            lines.append(_("Please write the counts of the hall only. The desk adds the papers."))
        self._beside.say("\n".join(lines))
        self._beside.setVisible(listed and bool(lines))
        self._fit()
        if self._motion is not None:
            self._fill(self._motion)

    def show_warnings(self, said: tuple[str, ...]) -> None:
        self.warnings.ask("\n".join(said))
        self.warnings.setVisible(bool(said) and not (self._motion and self._motion.outcome))

    def show_tie(self) -> None:
        """Ask for the chair's decision."""
        self.outcome.mean("warn")
        self.outcome.ask(_("The votes are tied. Please choose what the chair of the meeting decided, and save again."))
        self.outcome.show()
        if not self.by_name:
            self.form.fields["chair"].show()
            self.form.fields["chair"].focus()

    def _fill(self, row: MotionRow) -> None:
        vote, voted = row.vote, row.outcome is not None or row.vote.counted > 0
        hall = row.ballot.hall if self._listed and row.ballot.hall else tuple(getattr(vote, each) for each in COUNTS)
        counts: dict[str, Any] = dict(zip(COUNTS, hall, strict=True)) if voted else dict.fromkeys(COUNTS)
        chair = {True: "yes", False: "no", None: None}[vote.chair_says_yes]
        method = row.method if row.method in BY_NAME else "hands"
        self.form.fill({**counts, "excluded": vote.excluded or None, "unanimous": vote.unanimous, "chair": chair,
                        "method": method, "chair_choice": row.ballot.chair_choice or "yes",
                        "counters": "、".join(row.ballot.counters)})  # fmt: skip

    def _fit(self) -> None:
        """Only what is asked for: no counts where nobody objected, the chair's word only where there is a tie."""
        fields, counted = self.form.fields, not self.unanimous.value()
        fields["method"].setVisible(counted)
        counted = counted and not self.by_name
        self.count.setVisible(not self._frozen and not self.by_name)
        for name in (*COUNTS, "counters"):
            fields[name].setVisible(counted)
        fields["counters"].setVisible(counted and self._listed)
        fields["excluded"].setVisible(counted and not self._listed)
        fields["chair_choice"].setVisible(bool(counted and self._papers and self._papers.chair_proxies))
        vote = self._motion.vote if self._motion else None
        level = bool(vote and vote.counted and vote.yes == vote.no)
        fields["chair"].setVisible(counted and (level or bool(vote and vote.chair_says_yes is not None)))

    def _show_outcome(self, row: MotionRow) -> None:
        outcome = row.outcome
        self.outcome.setVisible(outcome is not None)
        if outcome is None:
            return
        self.outcome.mean("ok" if row.carried else "error")
        words = _("{result}: {needed} votes were needed ({comparison}).") if outcome.comparison else "{result}"
        self.outcome.ask(words.format(result=result(row), needed=outcome.needed, comparison=outcome.comparison))

    def _count(self) -> None:
        values = self.form.read()
        if values is None or self._motion is None:
            return
        key: UUID = self._motion.id
        chair = TIE[values["chair"]]
        counts = {name: values[name] or 0 for name in COUNTS}
        if not self._listed:
            excluded = values["excluded"] or 0
            vote = Vote(**counts, excluded=excluded, unanimous=values["unanimous"], chair_says_yes=chair)
            self.vote_requested.emit(key, vote)
            return
        yes, no, abstain, invalid = counts.values()
        names = (values["counters"] or "").split("、")
        request = BallotRequest(values["method"], (yes, no, abstain, invalid), values["chair_choice"],
                                values["unanimous"], chair, tuple(each for each in names if each))  # fmt: skip
        self.ballot_requested.emit(key, request)
