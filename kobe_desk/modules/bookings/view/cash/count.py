"""The cash box counted: by notes and coins, or as one sum; a difference is told at once, and asks why."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _, n_
from kobe_desk.modules.bookings.usecases import PIECES
from kobe_desk.ui.field import FormField, MoneyField, Need, NumberField, TextField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.text import Label
from kobe_desk.ui.theme import follow, theme

ACROSS, ACROSS_OF_LONG_WORDS, ACROSS_IN_LARGE_TYPE = 5, 3, 2


class PiecesField(QWidget):
    """How many there are of each note and coin; its value is their sum, None while nothing is written."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields = {yen: NumberField(52, least=0, most=9999) for yen in PIECES}
        self._labels = {yen: Label(yen_words(yen)) for yen in PIECES}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for field in self.fields.values():
            field.edited.connect(self.edited)
        follow(self, self._arrange)

    def value(self) -> int | None:
        counts = self.counts()
        return sum(yen * count for yen, count in counts.items()) if counts else None

    def counts(self) -> dict[int, int]:
        """How many there are of each; only what is written. Raises UserError."""
        found = {yen: field.value() for yen, field in self.fields.items()}
        return {yen: count for yen, count in found.items() if count is not None}

    def set_value(self, _value: Any) -> None:
        """A sum cannot be told apart into pieces: whatever comes from outside empties them."""
        for field in self.fields.values():
            field.set_value(None)

    def parts(self) -> tuple[tuple[str, QWidget], ...]:
        return tuple((yen_words(yen), field) for yen, field in self.fields.items())

    def _arrange(self) -> None:
        widest = max(each.sizeHint().width() for each in self._labels.values())
        across = ACROSS_OF_LONG_WORDS if widest > theme.width(80) else ACROSS
        if theme.large:
            across = ACROSS_IN_LARGE_TYPE
        self._grid.setHorizontalSpacing(theme.space(8))
        self._grid.setVerticalSpacing(theme.space("tight"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for at, yen in enumerate(PIECES):
            row, column = divmod(at, across)
            self._grid.addWidget(self._labels[yen], row, 2 * column, right)
            self._grid.addWidget(self.fields[yen], row, 2 * column + 1)


class CountForm(QWidget):
    """What is in the cash box, beside what should be there."""

    def __init__(self) -> None:
        super().__init__()
        self._expected = 0
        self.pieces = PiecesField()
        self.form = Form(
            {
                "pieces": FormField(_("Notes and coins"), self.pieces, Need.OPTIONAL,
                                    _("How many of each, without the change. The sum is put in below.")),
                "counted": FormField(_("Counted cash"), MoneyField(), unit=_("yen")),
                "note": FormField(_("Why it differs"), TextField(width=420), Need.OPTIONAL,
                                  _("Needed only where the cash differs.")),
            }
        )  # fmt: skip
        self.difference = Notice("info")
        self.pieces.edited.connect(self._sum_up)
        self.form.edited.connect(self._compare)
        self.setLayout(Column(self.form, self.difference, gap="item"))

    def expect(self, yen: int) -> None:
        """What should be there; what was counted stays."""
        self._expected = yen
        self._compare()

    def clear(self) -> None:
        self.form.fill(dict.fromkeys(self.form.fields))
        self._compare()

    def read(self) -> tuple[int, str, dict[int, int]] | None:
        """Yen, note, notes and coins; None when something is missing, which is said at its field."""
        values = self.form.read()
        return None if values is None else (values["counted"], values["note"] or "", self.pieces.counts())

    def show_refusal(self, error: UserError) -> bool:
        return self.form.show_refusal(error)

    def _sum_up(self) -> None:
        try:
            total = self.pieces.value()
        except UserError:
            return  # a number that cannot be read yet
        if total is not None:
            self.form.fields["counted"].set_value(total)
            self._compare()

    def _compare(self) -> None:
        should = _("There should be {yen}.").format(yen=yen_words(self._expected))
        counted = self.form.typed().get("counted")
        if counted is None:
            self._say("info", should)
            return
        more = counted - self._expected
        if more == 0:
            self._say("ok", _("{should} Nothing is missing.").format(should=should))
            return
        words = _("{should} {yen} too little.") if more < 0 else _("{should} {yen} too much.")
        self._say("warn", words.format(should=should, yen=yen_words(abs(more))))

    def _say(self, meaning: str, words: str) -> None:
        self.difference.mean(meaning)
        self.difference.ask(words)


def yen_words(amount: int) -> str:
    return _("{amount} yen").format(amount=f"△{-amount:,}" if amount < 0 else f"{amount:,}")


def pieces_words(yen: int, count: int) -> str:
    """How many there are of a note or coin, and what they come to."""
    words = n_("{count} piece, {yen}", "{count} pieces, {yen}", count)
    return words.format(count=count, yen=yen_words(yen * count))
