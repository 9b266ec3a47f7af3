"""Grants on the way: the four applications of one bundle handed in on paper, decided, spent on, and their papers."""

from datetime import date
from uuid import UUID

from kobe_desk.core import clock
from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.modules.association.usecases import bank_account, offices, profile
from kobe_desk.modules.ledger.usecases import EntryRequest, accounts, post_entry
from kobe_desk.modules.members import usecases as members
from kobe_desk.modules.members.usecases import TermRequest, officers_on
from kobe_desk.modules.subsidies.exchange import LaterOrder, make_later_papers
from kobe_desk.modules.subsidies.usecases import (
    PaperRequest,
    bundles,
    grant,
    hand_in_on_paper,
    keep_papers,
    note_step,
    open_bundle,
    receipt_copies,
)

PDF = b"%PDF-1.4\n%%EOF"
DECISION = {"decision_no": "神地第12号", "decision_date": date(2026, 12, 10), "decided_amount": 80_000}


def decide(records: Records, key: UUID, **more: object) -> UUID:
    return records.do(note_step, key, "decided", {**DECISION, **more}, date(2026, 12, 12)).result


def spend(records: Records, yen: int, day: date = date(2026, 12, 20), text: str = "軍手と袋") -> UUID:
    account = next(each for each in records.ask(accounts) if each.name == "消耗品費")
    return records.do(post_entry, EntryRequest(day, account.id, yen, text, "みなと商店")).result


def hand_in(records: Records, *keys: UUID, day: date = date(2026, 11, 25)) -> None:
    """On paper, at the office's counter."""
    for key in keys:
        records.do(keep_papers, key, (PaperRequest("application", "交付申請書", PDF),))
    records.do(hand_in_on_paper, keys, day)


def decided_grant(records: Records) -> UUID:
    """The second application of the bundle, handed in and decided."""
    (line,) = records.ask(bundles)
    key = records.ask(open_bundle, line.id).keys[1]
    hand_in(records, key)
    decide(records, key)
    return key


def later(records: Records, key: UUID, stage: str, **values: object) -> dict[str, PaperRequest]:
    """The papers of a stage by name, with what is written there in place of what was kept."""
    row = records.ask(grant, key)
    copies = records.ask(receipt_copies, key) if stage == "report" else ()
    house = records.ask(profile)
    assert house is not None
    order = LaterOrder(row, row.at(stage), values or dict(row.at(stage).values), house,
                       records.ask(officers_on, date(2027, 4, 10)), records.ask(offices), date(2027, 4, 10),
                       copies=copies, bank=records.ask(bank_account))  # fmt: skip
    return {each.form: each for each in make_later_papers(order, silent)}


def another_secretary(records: Records) -> str:
    """The secretary gives the office to somebody who has none; returns the name."""
    officers = records.ask(officers_on, clock.today())
    secretary = next(each for each in officers if each.kind == "secretary")
    held = {each.person_id for each in officers}
    person = next(row for row in records.ask(members.people).rows if row.id not in held)
    term = next(each for each in records.ask(members.terms_on, clock.today()) if each.id == secretary.term_id)
    records.do(members.edit_term, term.id, TermRequest(person.id, term.office_id, term.start))
    return person.name
