"""Answers put together from parts: a period, an address, a bank account."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kobe_desk.core.japanese import era, postal
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases.asking import (
    Address,
    BankAccount,
    EndsBeforeItStarts,
    Field,
    Period,
    account,
    address,
)
from kobe_desk.ui.field import CheckBox, DateField, PostalField, Select, TextField
from kobe_desk.ui.field.date import DayIncomplete
from kobe_desk.ui.layout import STRETCH, Column, FoldingRow, Row
from kobe_desk.ui.text import Label
from kobe_desk.ui.theme import follow, theme

ACCOUNT_KINDS = ("普通", "当座")
_CODE_LENGTH = 8


class PeriodField(QWidget):
    """A first day and a last day."""

    edited = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._field = field
        self.first, self.last = DateField(), DateField()
        self.setLayout(Column(_after(self.first, _("from ")), _after(self.last, _("until ")), gap="item"))
        for each in (self.first, self.last):
            each.edited.connect(self.edited)

    def value(self) -> Period | None:
        first, last = self.first.value(), self.last.value()
        if first is None and last is None:
            return None
        if first is None or last is None:
            raise DayIncomplete
        if last < first:
            raise EndsBeforeItStarts(self._field.id, start=era.wareki(first), end=era.wareki(last))
        return Period(first, last)

    def set_value(self, value: Any) -> None:
        self.first.set_value(value.start if value else None)
        self.last.set_value(value.end if value else None)

    def parts(self) -> tuple[tuple[str, QWidget], ...]:
        named = ((_("First day"), self.first), (_("Last day"), self.last))
        return tuple((f"{word} {part}", widget) for word, days in named for part, widget in days.parts())


def _after(days: DateField, word: str) -> QWidget:
    row = QWidget()
    caption = Label(word.strip())
    follow(caption, lambda: caption.setFixedWidth(theme.width(58)))
    row.setLayout(Row(caption, days, STRETCH, gap="tight"))
    return row


class AddressField(QWidget):
    """A postal code, which fills in the town, and the rest of the address."""

    edited = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._field = field
        self.code, self.text = PostalField(), TextField(500)
        self.setLayout(Column(Row(Label("〒"), self.code, STRETCH, gap="tight"), self.text, gap="item"))
        self.code.edited.connect(self._code_typed)
        self.text.edited.connect(self.edited)

    def value(self) -> Address | None:
        if not self.code.text().strip() and not self.text.text().strip():
            return None
        return address(self._field.id, self.code.text(), self.text.text())

    def set_value(self, value: Any) -> None:
        self.code.set_value(value.postal_code if value else "")
        self.text.set_value(value.text if value else "")

    def parts(self) -> tuple[tuple[str, QWidget], ...]:
        return ((_("Postal code"), self.code), (_("Address"), self.text))

    def _code_typed(self) -> None:
        """The town of a whole code, where no address stands yet."""
        code = postal.read_postal_code(self.code.text()).value
        places = postal.places_of(code) if len(code) == _CODE_LENGTH else ()
        if len(places) == 1 and not self.text.text().strip():
            self.text.setText(places[0].address)
        self.edited.emit()


class BankField(QWidget):
    """A bank account in its six parts; the number of a masked question is shown as dots until somebody wants it."""

    edited = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._field = field
        self.bank, self.branch = TextField(220), TextField(180)
        self.kind = Select([(each, each) for each in ACCOUNT_KINDS], 110)
        self.number, self.holder, self.holder_kana = TextField(150), TextField(420), TextField(420)
        self.shown = CheckBox(_("Show the account number"))
        self.shown.edited.connect(self._mask)
        self.shown.setVisible(field.masked)
        lines = (
            FoldingRow(_named(_("Bank"), self.bank), _named(_("Branch"), self.branch), STRETCH, gap="group"),
            FoldingRow(_named(_("Kind"), self.kind), _named(_("Number"), self.number), STRETCH, gap="group"),
            self.shown,
            _named(_("Holder"), self.holder),
            _named(_("Holder in kana"), self.holder_kana),
        )
        self.setLayout(Column(*lines, gap="item"))
        for _word, part in self._named():
            part.edited.connect(self.edited)
        self._mask()

    def _named(self) -> tuple[tuple[str, Any], ...]:
        return (
            (_("Bank"), self.bank),
            (_("Branch"), self.branch),
            (_("Kind"), self.kind),
            (_("Number"), self.number),
            (_("Holder"), self.holder),
            (_("Holder in kana"), self.holder_kana),
        )

    def value(self) -> BankAccount | None:
        typed = {
            "bank": self.bank.text(), "branch": self.branch.text(), "kind": self.kind.value() or ACCOUNT_KINDS[0],
            "number": self.number.text(), "holder": self.holder.text(), "holder_kana": self.holder_kana.text(),
        }  # fmt: skip
        if not any(each.strip() for name, each in typed.items() if name != "kind"):
            return None
        return account(self._field.id, typed)

    def set_value(self, value: Any) -> None:
        for name in ("bank", "branch", "number", "holder", "holder_kana"):
            getattr(self, name).set_value(getattr(value, name) if value else "")
        self.kind.set_value(value.kind if value else ACCOUNT_KINDS[0])

    def parts(self) -> tuple[tuple[str, QWidget], ...]:
        return self._named()

    def _mask(self) -> None:
        hidden = self._field.masked and not self.shown.value()
        self.number.setEchoMode(QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal)


def _named(word: str, control: QWidget) -> QWidget:
    part = QWidget()
    caption = Label(word)
    caption.setBuddy(control)
    part.setLayout(Column(caption, control, gap="tight"))
    return part
