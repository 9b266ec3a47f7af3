"""前の申請・帳面・今度の申請: a card for each question, those that differ first; each is settled by itself."""

from PySide6.QtCore import Signal, SignalInstance

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _, n_
from kobe_desk.modules.subsidies.usecases import ComparedRow, ThreeWay
from kobe_desk.modules.subsidies.view.question import words_of
from kobe_desk.ui.button import Button, secondary
from kobe_desk.ui.card import Card, EmptyState, Facts, Section
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.text import Paragraph


class ComparePage(Page):
    """Nothing is confirmed for all at once: every question has its own buttons."""

    help_page = "subsidies-compare"
    before_wanted = Signal(str)
    today_wanted = Signal(str)
    keep_wanted = Signal(str)

    def __init__(self, back: str = "") -> None:
        super().__init__(_("Compare with the application before"), back=back or _("To the application"))
        self.notice = Notice("info")
        self.buttons: dict[tuple[str, str], Button] = {}
        self._open, self._rest = Column(gap="item"), Column(gap="item")
        self.open = Section(_("To be looked at"), self._open)
        self.rest = Section(_("Looked at"), self._rest)
        self.add(Column(self.notice, self.open, self.rest, gap="group", around=(0, 14, 0, 0)))

    def show_compared(self, row: ComparedRow) -> None:
        """Those nobody has looked at first, the different ones before the others."""
        count = len(row.programmes)
        title = row.title or n_("{n} programme", "{n} programmes", count).format(n=count)
        self.header.say(_("Compare with the application before"), title)
        self.buttons = {}
        self._open.empty()
        self._rest.empty()
        left = sorted((each for each in row.rows if not each.settled), key=lambda each: each.same)
        words = n_("{n} question is left to look at. Before: {before}",
                   "{n} questions are left to look at. Before: {before}", len(left))  # fmt: skip
        self.notice.mean("info" if left else "ok")
        self.notice.ask(words.format(n=len(left), before=_(", ").join(row.before) or _("(none)")))
        for each in left:
            self._open.add(self._card(each, row))
        if not left:
            self._open.add(EmptyState(_("Everything was looked at"), _("Go back to the application.")))
        for each in row.rows:
            if each.settled:
                self._rest.add(self._card(each, row))
        self.rest.setVisible(any(each.settled for each in row.rows))

    def show_refusal(self, error: UserError) -> None:
        self.notice.mean("warn")
        self.notice.ask(error.message())

    def _card(self, each: ThreeWay, row: ComparedRow) -> Card:
        field = each.field
        known = (
            (_("The application before"), each.before),
            (_("The desk today"), each.today),
            (_("This application"), each.now),
        )
        facts = [(name, words_of(field, answer, each.lists)) for name, answer in known if answer is not None]
        chip = Chip(_("The same"), "ok") if each.same else Chip(_("They differ"), "warn")
        if each.settled:
            chip = Chip(_("Looked at"), "ok")
        whose = [Paragraph(_for_whom(each, row), ink="muted", narrow=True)] if row.programmes else []
        return Card(field.label, *whose, Facts(facts, width=130), Flow(chip, *self._ways(each)))

    def _ways(self, each: ThreeWay) -> list[Button]:
        """What the answer can become; what it is already has no button."""
        key, label, found = each.key, each.field.label, []
        wishes = (
            ("before", each.before, _("Take the one before"), "history", self.before_wanted),
            ("today", each.today, _("Take the desk's"), "link", self.today_wanted),
        )
        for name, answer, words, icon, wish in wishes:
            if answer is not None and answer.value != each.now.value:
                found.append(self._way((key, name), words, icon, wish, label))
        if not each.settled and not each.now.blank:
            found.append(self._way((key, "keep"), _("It is right as it is"), "check", self.keep_wanted, label))
        return found

    def _way(self, key: tuple[str, str], words: str, icon: str, wish: SignalInstance, label: str) -> Button:
        button = secondary(words, icon, name=_("{label}: {words}").format(label=label, words=words))
        button.clicked.connect(lambda: wish.emit(key[0]))
        self.buttons[key] = button
        return button

    # Qt asks:

    def focus_first(self) -> None:
        next(iter(self.buttons.values()), self.header.back).setFocus()


def _for_whom(each: ThreeWay, row: ComparedRow) -> str:
    """Which programmes an answer counts for."""
    if len(each.programmes) == len(row.programmes):
        return _("Answered once, for all {n} programmes.").format(n=len(row.programmes))
    return _("For: {programmes}").format(programmes=_(", ").join(each.programmes))
