"""二重の助成: lines of two applications that are one cost, or may be, and the ways out."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases.asking import Told, Twice
from kobe_desk.ui.button import Button, link, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import FormField, MoneyField, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.text import Paragraph


class TwiceCard(Card):
    """Which lines they are in one sentence; changed, said to be other costs with a reason, or shared."""

    change_wanted = Signal(int, str)
    """The place of an application, and its table of costs."""
    different_wanted = Signal(object, str)
    """The pairs of lines, and why they are other costs."""
    share_wanted = Signal(object, int)
    """The pairs of lines, and what the whole cost comes to."""

    def __init__(self, twice: Twice, titles: Sequence[str]) -> None:
        """`titles` names the applications that can be changed here."""
        self._twice = twice
        self.changes = [self._change(at, table, titles[at]) for at, table in _tables(twice)]
        self.why = Asked(_("They are other costs"), FormField(_("Why they are other costs"), TextField(width=380)),
                         name=_("{cost}: they are other costs").format(cost=twice.label))  # fmt: skip
        whole = FormField(
            _("What the whole cost comes to"), MoneyField(), unit=_("yen"),
            support=_("Each application asks for its own part; together they cannot ask for more."),
        )  # fmt: skip
        self.share = Asked(_("One cost that is shared"), whole,
                           name=_("{cost}: one cost that is shared").format(cost=twice.label))  # fmt: skip
        self.why.kept.connect(lambda reason: self.different_wanted.emit(twice.pairs, reason))
        self.share.kept.connect(lambda yen: self.share_wanted.emit(twice.pairs, yen))
        self.why.open.clicked.connect(self.share.close_it)
        self.share.open.clicked.connect(self.why.close_it)
        self.why.open.setVisible(twice.may_differ)
        ways = Flow(*self.changes, self.why.open, self.share.open)
        level = "error" if twice.is_error else "warn"
        self.notice = Notice(level, twice.said())
        super().__init__("", self.notice, ways, self.why, self.share)

    def _change(self, member: int, table: str, title: str) -> Button:
        name = _("{cost}: change it in {programme}").format(cost=self._twice.label, programme=title)
        found = link(_("Change it in {programme}").format(programme=title), "pencil", name=name)
        found.clicked.connect(lambda: self.change_wanted.emit(member, table))
        return found


class ToldCard(Card):
    """What was said of lines that look the same, each with the way to answer anew."""

    again_wanted = Signal(object)
    """The pairs of lines."""

    def __init__(self, told: Sequence[Told]) -> None:
        self.again: list[Button] = []
        super().__init__(_("Said of costs that look the same"), *map(self._told, told))

    def _told(self, told: Told) -> QWidget:
        words = told.said()
        again = link(_("Answer anew"), "undo-2", name=_("Answer anew: {what}").format(what=words))
        again.clicked.connect(lambda: self.again_wanted.emit(told.pairs))
        self.again.append(again)
        whole = QWidget()
        whole.setLayout(Column(Paragraph(words, narrow=True), Flow(again), gap="tight"))
        return whole


def _tables(twice: Twice) -> list[tuple[int, str]]:
    """Each application that is looked at here once, with its table of costs."""
    found = {each.member: each.table for each in reversed(twice.lines) if each.member >= 0}
    return sorted(found.items())


class Asked(QWidget):
    """A link that opens one question; its answer is kept with a button."""

    kept = Signal(object)

    def __init__(self, words: str, field: FormField, *, name: str) -> None:
        super().__init__()
        self.open = link(words, "check", name=name)
        self.field = field
        self.keep = secondary(_("Keep this answer"), "save", name=_("Keep: {answer}").format(answer=name))
        self.setLayout(Column(field, self.keep, gap="item"))
        self.hide()
        self.open.clicked.connect(self._show)
        self.keep.clicked.connect(self._keep)

    def _show(self) -> None:
        self.show()
        self.field.focus()

    def close_it(self) -> None:
        self.hide()

    def _keep(self) -> None:
        try:
            said = self.field.value()
        except UserError as error:
            self.field.refuse(error.message())
            self.field.focus()
            return
        self.kept.emit(said)
