"""The fee of a booking: taken, given back, or counted for another booking of the same group."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.bookings.usecases import BookingDetail, BookingRow, FeeLine, PaymentRow
from kobe_desk.modules.bookings.view.wording import told
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card, Facts
from kobe_desk.ui.field import FormField, Need, Select, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form

CARRIED = "carried"


class FeeCard(Card):
    """Only what can be done with the money now is offered."""

    take_wanted = Signal()
    back_wanted = Signal(str)
    """The reason."""
    carry_wanted = Signal(object)
    """The key of the booking for which it counts."""

    def __init__(self) -> None:
        self.facts = Facts(width=200)
        self.take = secondary(_("Take the fee and give a receipt"), "receipt")
        self.back_form = Form({"why": FormField(_("Why it is given back"), TextField(width=320), Need.OPTIONAL)})
        self.give_back = secondary(_("Give the fee back"), "rotate-ccw")
        self.owing = Select(width=320)
        self.carry_form = Form(
            {
                "target": FormField(
                    *(_("Or let it count for another booking"), self.owing, Need.UNSAID),
                    _("No money moves. These bookings of the group are still to be paid."),
                )
            }
        )
        self.carry = secondary(_("Let it count for this booking"), "arrow-right")
        buttons = [QWidget(), QWidget(), QWidget()]
        for holder, button in zip(buttons, (self.take, self.give_back, self.carry), strict=True):
            holder.setLayout(Flow(button, gap=10))
        super().__init__(*(_("Fee"), self.facts, buttons[0], self.back_form, buttons[1], self.carry_form, buttons[2]))
        self.take.clicked.connect(self.take_wanted)
        self.give_back.clicked.connect(lambda: self.back_wanted.emit(self.back_form.typed().get("why", "")))
        self.carry.clicked.connect(lambda: self.carry_wanted.emit(self.owing.value()))
        self.show_owing(())

    def show_fee(self, detail: BookingDetail) -> None:
        """The fee and what was paid of it."""
        row = detail.row
        standing = row.state in ("confirmed", "provisional")
        self.facts.show_facts(_fee_facts(detail))
        self.take.setVisible(standing and row.paid < row.fee)
        for each in (self.give_back, self.back_form):
            each.setVisible(row.paid > 0)
        back = _("Give {yen} back, which is too much") if standing and row.paid > row.fee else _("Give the fee back")
        self.give_back.say(back.format(yen=_yen(row.paid - row.fee)))

    def show_owing(self, rows: Sequence[BookingRow]) -> None:
        """For which bookings the money of a cancelled one can count."""
        self.owing.offer([(row.id, told(row.start, row.end, row.room)) for row in rows])
        self.carry_form.fields["target"].refuse("")
        for each in (self.carry_form, self.carry):
            each.setVisible(bool(rows))

    def show_carry_refusal(self, error: UserError) -> None:
        """At the booking that was chosen."""
        self.carry_form.fields["target"].refuse(error.message())


def _fee_facts(detail: BookingDetail) -> Sequence[tuple[str, str]]:
    lines = [(each.text, _yen(each.amount)) for each in _told(detail.fee_lines)]
    paid = [(_paid_how(each), _yen(each.amount)) for each in detail.payments if each.returned is None]
    return [*lines, (_("Fee"), _yen(detail.row.fee)), *paid]


def _paid_how(payment: PaymentRow) -> str:
    if payment.kind == CARRIED:
        return _("Counted for another booking") if payment.amount < 0 else _("Taken over from another booking")
    return _("Receipt {number}").format(number=payment.receipt or "—")


def _told(lines: Sequence[FeeLine]) -> Sequence[FeeLine]:
    return lines if len(lines) > 1 else ()


def _yen(amount: int) -> str:
    return _("{amount} yen").format(amount=f"△{-amount:,}" if amount < 0 else f"{amount:,}")
