"""訂正 or 変更（いつから）: asked before a dated fact is written otherwise. Neither is chosen beforehand."""

from collections.abc import Callable, Sequence
from datetime import date

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.modules.members.table import DATED
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import Choice, DateField, FormField, Option
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.text import Paragraph

CORRECTION, CHANGE = "correction", "change"


class SinceMissing(UserError):
    text = N_("Please choose whether it was wrong from the beginning, or has changed.")


class SinceCard(Card):
    """Hidden until it is needed; then the answer is read with the form."""

    def __init__(self) -> None:
        self._what = Paragraph(ink="muted")
        self._kind = Choice(
            [
                Option(CORRECTION, _("Correction"), _("It was wrong from the beginning.")),
                Option(CHANGE, _("Change"), _("It was right until now, and is otherwise from a day on.")),
            ]
        )
        self._kind.edited.connect(self._show_day)
        self.form = Form(
            {
                "since": FormField(_("Correction or change"), self._kind),
                "day": FormField(_("From which day"), DateField()),
            }
        )
        super().__init__(_("Correction or change?"), self._what, self.form, box="next")
        self.hide()

    @property
    def asked(self) -> bool:
        return not self.isHidden()

    def ask(self, fields: Sequence[str]) -> None:
        """Ask for these facts."""
        names = "、".join(dict.fromkeys(_(DATED[name]) for name in fields))
        self.ask_about(_("You wrote otherwise: {names}.").format(names=names))

    def ask_about(self, text: str) -> None:
        """Ask, after a sentence that says of what."""
        self._what.say(text)
        self.show()
        self._show_day()
        self.form.focus_first()

    def settled(self, fields: Sequence[str]) -> tuple[bool, date | None]:
        """Whether it can be written, and from which day: about these facts, which are dated, one is asked before."""
        if not fields:
            return True, None
        if not self.asked:
            self.ask(fields)
            return False, None
        return self.answer()

    def answer(self) -> tuple[bool, date | None]:
        """Whether it was answered, and from which day it holds (None: from the beginning)."""
        kind = self._kind.value()
        if kind == CORRECTION:
            return True, None
        if kind is None:
            self.form.show_refusal(SinceMissing("since"))
            return False, None
        values = self.form.read()
        return values is not None, values["day"] if values else None

    def _show_day(self) -> None:
        self.form.fields["day"].setVisible(self._kind.value() == CHANGE)


class ActSinceCard(SinceCard):
    """Asked for what a button wished for: done once it is answered and written down, or left."""

    def __init__(self) -> None:
        super().__init__()
        self._act: Callable[[date | None], object] | None = None
        self.write = secondary(_("Write it down"), "save")
        self.leave = secondary(_("Leave it"))
        self.write.clicked.connect(self._write)
        self.leave.clicked.connect(self.hide)
        self.body.addLayout(Flow(self.write, self.leave))

    def ask_for(self, text: str, act: Callable[[date | None], object]) -> None:
        """Ask about an act that a sentence tells; neither answer is chosen beforehand."""
        self._act = act
        self.form.fill({"since": None, "day": None})
        self.ask_about(text)

    def _write(self) -> None:
        known, since = self.answer()
        if known and self._act is not None:
            self.hide()
            self._act(since)
