"""制度を取り込む: where a file comes from, its fingerprint and what it changes, before anything is written."""

from datetime import date

from PySide6.QtCore import Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases.programmes import DifferenceRow, Received
from kobe_desk.modules.subsidies.view.programmes.changes import cards, count_words
from kobe_desk.modules.subsidies.view.programmes.give import SUFFIX
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card, Facts
from kobe_desk.ui.field import FormField, Need
from kobe_desk.ui.field.place import PlaceField
from kobe_desk.ui.layout import STRETCH, Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page


class TakePage(Page):
    """First the file is chosen and looked at; only then it can be taken in."""

    help_page = "subsidies-programme"
    look_wanted = Signal(object)
    take_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Take in a programme"), back=_("To subsidies"))
        self.notice = Notice("info")
        self.file = FormField(_("File of a programme"), PlaceField(files=f"*{SUFFIX}"), Need.UNSAID)
        self.file.edited.connect(self._look)
        self.look = secondary(_("Look at the file"), "search")
        self.look.clicked.connect(self._look)
        self.facts = Facts(width=150)
        self.about = Card(_("The programme"), self.facts)
        self._changes = Column(gap="item")
        self.add(
            Column(self.notice, Card(_("The file"), self.file, self.look), self.about, self._changes, gap="item",
                   around=(0, 14, 0, 0)),
            STRETCH,
        )  # fmt: skip
        self.leave = secondary(_("Leave it"))
        self.leave.clicked.connect(self.back_requested)
        self.take = primary(_("Take it in"), "check")
        self.take.clicked.connect(self.take_wanted)
        self.set_footer(self.leave, STRETCH, self.take)
        self.forget()

    def forget(self) -> None:
        """Nothing has been looked at."""
        self.about.hide()
        self._changes.empty()
        self.take.setEnabled(False)
        self.say("info", _("Nothing is written before you have seen what the file holds and pressed “Take it in”."))

    def show_received(self, received: Received) -> None:
        """Say where the file comes from, and its fingerprint to compare with the sender's."""
        origin, nobody = received.origin, _("The file does not say")
        programme = received.programme
        self.facts.show_facts(
            [
                (_("Name"), programme.title),
                (_("Funder"), programme.funder),
                (_("Version"), programme.version),
                (_("Association"), origin.association or nobody),
                (_("Person"), origin.person or nobody),
                (_("Written on"), _day(origin.written) or nobody),
                (_("Fingerprint"), received.fingerprint),
            ]
        )
        self.about.show()

    def show_difference(self, row: DifferenceRow) -> None:
        """Say what it would change; it can be taken in now."""
        words = _(
            "Anybody can write a name in a file: compare the fingerprint with the sender's, for example by telephone."
        )
        self.say("info", "\n".join((words, count_words(row))))
        self._changes.empty()
        self._changes.add(*cards(row.changes))
        self.take.setEnabled(True)
        self.take.setFocus()

    def show_refusal(self, error: UserError) -> None:
        self.take.setEnabled(False)
        self._changes.empty()
        self.say("warn", error.message())

    def say(self, meaning: str, text: str) -> None:
        self.notice.mean(meaning)
        self.notice.ask(text)

    def _look(self) -> None:
        path = self.file.control.value()
        if path is not None and path.suffix.lower() == SUFFIX and path.is_file():
            self.look_wanted.emit(path)
        elif self.sender() is self.look:
            self.say("warn", _("Please choose a file that ends in {suffix}.").format(suffix=SUFFIX))

    # Qt asks:

    def focus_first(self) -> None:
        self.file.focus()


def _day(written: date | None) -> str:
    return era.wareki(written) if written else ""
