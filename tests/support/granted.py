"""A grant that was decided, with the keys of those who sign, to make papers of its later stages."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from kobe_desk.cli.demo.keys import Secrets, make_keys
from kobe_desk.core import clock
from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.modules.association.usecases import Profile, bank_account, offices, profile
from kobe_desk.modules.members.usecases import officers_on
from kobe_desk.modules.subsidies import exchange
from kobe_desk.modules.subsidies.usecases import (
    PaperRequest,
    SigningRow,
    grant,
    hand_in_on_paper,
    keep_later_papers,
    keep_papers,
    keep_signatures,
    later_files,
    later_forms_in_use,
    later_signing,
    later_signing_order,
    note_step,
    open_bundle,
)

REPORTED: dict[str, object] = {
    "done": "清掃を9回した。", "effect": "ごみが減った。", "people": 212,
    "done_from": "2026-12-12", "done_to": "2027-03-20",
}  # fmt: skip
CHANGED: dict[str, object] = {"change": "清掃の日を3月に移す。", "change_why": "雪のため。"}


@dataclass
class Granted:
    """A grant that was decided, and the keys of chair and treasurer."""

    records: Records
    key: UUID
    keys: Secrets
    folder: Path

    def order(self, stage: str, values: dict[str, object]) -> exchange.LaterOrder:
        """What the papers of a stage are made of, the office's forms included."""
        row = self.records.ask(grant, self.key)
        at = row.at(stage)
        return exchange.LaterOrder(row, at, values, self.records.ask(profile) or Profile(""),
                                   self.records.ask(officers_on, clock.today()), self.records.ask(offices),
                                   clock.today(), enclosed=self.records.ask(later_files, self.key, at.occasion),
                                   overlaid=self.records.ask(later_forms_in_use, self.key, stage),
                                   bank=self.records.ask(bank_account))  # fmt: skip

    def papers(self, stage: str, values: dict[str, object]) -> dict[str, PaperRequest]:
        """The papers of a stage by name, made and not kept."""
        return {each.form: each for each in exchange.make_later_papers(self.order(stage, values), silent)}

    def made(self, stage: str, values: dict[str, object]) -> str:
        """The papers of a stage written and kept; returns its occasion."""
        self.records.do(note_step, self.key, stage, values, None)
        row = self.records.ask(grant, self.key)
        occasion = next(each.occasion for each in row.stages if each.stage.id == stage and each.may_come)
        papers = exchange.make_later_papers(self.order(stage, values), silent)
        self.records.do(keep_later_papers, self.key, occasion, papers)
        return occasion

    def sign(self, occasion: str, *roles: str) -> None:
        for role in roles:
            order = self.records.ask(later_signing_order, self.key, occasion, role)
            self.records.do(keep_signatures, role, exchange.sign_papers(order, self.keys.passphrases[role], silent))

    def state(self, occasion: str) -> SigningRow:
        return self.records.ask(later_signing, self.key, occasion)


def granted_of(records: Records, bundle: UUID, folder: Path) -> Granted:
    """The second application of a bundle, handed in on paper and decided."""
    keys = records.ask(open_bundle, bundle).keys
    for each in keys:
        records.do(keep_papers, each, (PaperRequest("application", "交付申請書", b"%PDF-1.4\n%%EOF"),))
    records.do(hand_in_on_paper, keys, date(2026, 11, 25))
    decision = {"decision_no": "神地第12号", "decision_date": date(2026, 12, 10), "decided_amount": 80_000}
    records.do(note_step, keys[1], "decided", decision, date(2026, 12, 12))
    return Granted(records, keys[1], make_keys(records, folder / "usb"), folder)
