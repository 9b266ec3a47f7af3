"""書面による決議: the answers as they come in, whether all agree, and the decision without a meeting."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.meetings.usecases import AnswerRequest, FoundVoter, MeetingRow, PaperResolutionRow
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card, Facts
from kobe_desk.ui.field import CheckBox, FormField, Need, SearchField, Select
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.text import Label, Paragraph

_SHOWN = 4


class AnswerCard(Card):
    """What stands on one voter's paper."""

    answered = Signal(object)

    def __init__(self) -> None:
        self._voter: FoundVoter | None = None
        self._row: MeetingRow | None = None
        self._holder = Column()
        self.form = Form({})
        self.save = primary(_("Write down this answer"), "file-check")
        super().__init__(_("Answer"), box="next")
        self.body.addLayout(self._holder)
        self.body.add(Row(self.save, STRETCH))
        self.save.clicked.connect(self._save)
        self.hide()

    def begin(self, found: FoundVoter, row: MeetingRow) -> None:
        self._voter, self._row = found, row
        self.heading.setText(_("Answer of {name}").format(name=found.voter.name))
        marks = [("yes", _("for")), ("no", _("against")), ("abstain", _("abstains"))]
        title = _("No. {position} {title}")
        fields = {
            str(each.id): FormField(
                title.format(position=each.position, title=each.title), Select(marks, 160), Need.UNSAID
            )
            for each in row.motions
        }
        fields["objects"] = FormField(
            _("Deciding on paper"), CheckBox(_("Does not agree to deciding on paper")), Need.UNSAID
        )
        self.form = Form(fields)
        self._holder.empty()
        self._holder.add(self.form)
        self.show()
        self.form.focus_first()

    def _save(self) -> None:
        values = self.form.read()
        if values is None or self._voter is None or self._row is None:
            return
        choices = tuple((each.id, values[str(each.id)]) for each in self._row.motions)
        self.answered.emit(AnswerRequest(self._voter.voter.id, bool(values["objects"]), choices))


class OnPaperPart(QWidget):
    """Takes the place of the reception where nobody meets."""

    searched = Signal(str)
    decide_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._row: MeetingRow | None = None
        self._voters: tuple[FoundVoter, ...] = ()
        self.state = Notice("info")
        self._allowed = Notice("warn", _("The bylaws as written down here do not provide for deciding on paper."))
        self._facts = Facts(width=180)
        self._standing = Card(_("How the answers stand"), self._facts)
        self.search = SearchField(_("Kana of the name, or number of the slip"), 300)
        self.search.searched.connect(self.searched)
        self._found = Column(gap="item")
        self.answer = AnswerCard()
        self.decide = secondary(_("Decide on paper"), "gavel")
        self.decide.clicked.connect(self.decide_requested)
        tools = QWidget()
        tools.setLayout(Flow(self.search))
        column = Column(self.state, self._allowed, tools, gap="group")
        column.addLayout(self._found)
        column.add(self.answer, self._standing, Row(self.decide, STRETCH))
        self.setLayout(column)

    def show_meeting(self, row: MeetingRow) -> None:
        self._row = row
        for part in (self.search, self.decide):
            part.setVisible(not row.adopted)

    def show_state(self, found: PaperResolutionRow) -> None:
        """Whether it is valid, in a sentence; who is against, who is silent; the votes so far."""
        verdict = found.verdict
        self.state.mean("ok" if verdict.valid else "error" if verdict.stopped else "info")
        self.state.ask(found.why)
        self._allowed.setVisible(not found.allowed)
        counts = dict(found.counts)
        line = _("{yes} for, {no} against, {abstain} abstain")
        facts = [(_("Object"), "、".join(found.objecting) or _("nobody"))]
        more = "…" if verdict.silent > len(found.silent) else ""
        facts.append((_("Not answered yet"), ("、".join(found.silent) or _("nobody")) + more))
        for each in self._row.motions if self._row else ():
            yes, no, abstain, _invalid = counts.get(each.id, (0, 0, 0, 0))
            facts.append((each.number, line.format(yes=yes, no=no, abstain=abstain)))
        self._facts.show_facts(facts)

    def show_found(self, found: tuple[FoundVoter, ...]) -> None:
        self._voters = found
        self._found.empty()
        self.answer.hide()
        for each in found[:_SHOWN]:
            take = secondary(_("Write down the answer"), "pen-line",
                             name=_("Write down the answer of {name}").format(name=each.voter.name))  # fmt: skip
            take.clicked.connect(lambda _checked=False, each=each: self._begin(each))
            self._found.add(
                Row(Label(each.voter.name, bold=True), Label(each.voter.number, ink="muted"), take, STRETCH)
            )
        if not found and self.search.text():
            self._found.add(Paragraph(_("Nobody on the list of voters is read like that."), ink="muted"))

    def begin_first(self) -> None:
        """The paper of the first one found."""
        self._begin(self._voters[0])

    def ready(self) -> None:
        """For the next paper."""
        self.search.set_text("")
        self.show_found(())
        self.search.edit.setFocus()

    def show_refusal(self, error: UserError) -> bool:
        self.state.mean("warn")
        self.state.ask(error.message())
        return True

    def _begin(self, found: FoundVoter) -> None:
        if self._row is not None:
            self.answer.begin(found, self._row)
