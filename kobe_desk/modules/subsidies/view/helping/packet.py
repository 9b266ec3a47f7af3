"""What a helper sees: the questions that were given, what was told besides, and nothing else."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.view.questions import Questions
from kobe_desk.ui.card import Card, Facts
from kobe_desk.ui.layout import STRETCH, Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.text import Paragraph
from kobe_desk.ui.wizard import WizardPage


class PacketPage(WizardPage):
    """A wizard over one packet: what it is about, the questions, giving it back."""

    help_page = "helper"
    left = Signal()
    """The page goes out of sight: what is typed is to be saved now."""

    def __init__(self, title: str, association: str) -> None:
        note = _("Saved in the packet as you write")
        super().__init__(title, _("Helping {association}").format(association=association), note=note)
        self.part: QWidget | None = None
        self.notice = Notice("warn")
        self.notice.hide()
        self.body.insertWidget(0, self.notice)
        self.later.say(_("Close and go on later"), "pause")

    @property
    def questions(self) -> Questions | None:
        """The questions in sight, if it is questions."""
        return self.part if isinstance(self.part, Questions) else None

    def show_part(self, heading: str, part: QWidget, *, first: bool = False) -> None:
        self.part = part
        self.ask(heading, part, first=first)
        self.focus_first()

    def say(self, meaning: str, text: str) -> None:
        """A sentence above the part; an empty one takes it away."""
        self.notice.mean(meaning)
        self.notice.ask(text)
        self.notice.setVisible(bool(text))

    def show_refusal(self, error: UserError) -> None:
        self.say("error", error.message())

    # Qt asks:

    def focus_first(self) -> None:
        if self.questions is not None:
            self.questions.focus_first()
        else:
            self.next.setFocus()


class AboutPart(QWidget):
    """What the secretary wrote, what was told besides, and until when it can be opened."""

    def __init__(self, helper: str, note: str, context: Sequence[tuple[str, str]], until: date) -> None:
        super().__init__()
        words = _("{name}, thank you for helping. Answer what you can. Nobody else’s answers are in this file.")
        last = _("You can open it until {day}.").format(day=era.wareki(until))
        parts: list[QWidget] = [Notice("info", words.format(name=helper)), Paragraph(last)]
        if note:
            parts.append(Card(_("From the secretary"), Paragraph(note)))
        if context:
            parts.append(Card(_("What it is about"), Facts(list(context), width=150)))
        self.setLayout(Column(*parts, STRETCH, gap="group"))


class GiveBackPart(QWidget):
    """How far one is, and how the file goes back."""

    def __init__(self, blank: Sequence[str], file_name: str, *, returned: bool) -> None:
        super().__init__()
        if returned:
            words = _("Thank you. Give the file “{name}” back to the secretary. You can close this window.")
            parts: list[QWidget] = [Notice("ok", words.format(name=file_name))]
        else:
            words = _("Press “Give it back”. Then hand the file “{name}” to the secretary, or send it.")
            parts = [Paragraph(words.format(name=file_name))]
        if blank:
            left = _("Still empty: {questions}. You may leave them empty.")
            parts.append(Paragraph(left.format(questions=_(", ").join(blank)), ink="muted"))
        self.setLayout(Column(*parts, STRETCH, gap="group"))
