"""署名 at the desk: on paper, or in the PDF on a thread of the program itself, where the key is opened."""

from datetime import date
from functools import partial

from PySide6.QtCore import QObject

from kobe_desk.core.progress import Report
from kobe_desk.core.text import _
from kobe_desk.modules.meetings import usecases
from kobe_desk.modules.meetings.controller.stage import Stage
from kobe_desk.modules.meetings.usecases import EditionRow, MeetingRow, MinutesToSign, SignRequest
from kobe_desk.modules.meetings.view.signing import SigningPart
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.personal import ask_first
from kobe_desk.ui.trusted_time import without_time


def sign_pdf(order: MinutesToSign, passphrase: str, report: Report) -> SignRequest:
    """One more signature in the PDF; what signs is imported now."""
    from kobe_desk.modules.meetings.exchange.signing import sign_minutes_pdf

    return sign_minutes_pdf(order, passphrase, report)


class SigningStage(Stage[SigningPart]):
    """Everything about adopted minutes."""

    def __init__(self, desk: Desk, page: QObject, part: SigningPart) -> None:
        super().__init__(desk, page, part)
        part.signers.paper_signed.connect(self._on_paper)
        part.signers.digital_requested.connect(self._in_pdf)
        part.editions.compare_requested.connect(self._compare)

    def show(self, row: MeetingRow) -> None:
        super().show(row)
        self.part.show_meeting(row)
        self.desk.ask(usecases.editions, row.id, then=self._show_editions)

    def _show_editions(self, rows: tuple[EditionRow, ...]) -> None:
        self.part.editions.show_editions(rows, draft=bool(self.row and not self.row.adopted))

    def _compare(self, before: int, after: int) -> None:
        self.desk.ask(usecases.compare, self.key, before, after, then=self.part.editions.show_differences)

    def _on_paper(self, name: str, day: date) -> None:
        self.do(usecases.sign_minutes, self.key, SignRequest(name, day))

    def _in_pdf(self, name: str, passphrase: str) -> None:
        then = partial(self._ask, passphrase)
        self.desk.ask(usecases.minutes_to_sign, self.key, name, then=then, refused=self.refused)

    def _ask(self, passphrase: str, order: MinutesToSign) -> None:
        sign = partial(self._sign, passphrase, order)
        ask_first(self.part, order.name, sign, personal=order.key.kind == "personal")

    def _sign(self, passphrase: str, order: MinutesToSign) -> None:
        self.desk.run(sign_pdf, order, passphrase, here=True, then=self._keep, refused=self.refused, text=_("Signing"))

    def _keep(self, signed: SignRequest) -> None:
        self.part.signers.passphrase.clear()
        self.part.signers.say(without_time() if signed.time_missing else "")
        self.do(usecases.sign_minutes, self.key, signed)
