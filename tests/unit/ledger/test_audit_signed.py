"""監査報告書 signed in the PDF at the year's end: by auditors with keys, in turn, and checked when it is opened."""

import subprocess
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.modules.association.exchange import NewKey, make_key, make_root
from kobe_desk.modules.association.usecases import keep_key, keep_root
from kobe_desk.modules.ledger import usecases as ledger
from kobe_desk.modules.ledger.exchange.auditing import check_audit, make_audit, sign_audit
from kobe_desk.modules.ledger.usecases import (
    AuditFiguresChanged,
    AuditKept,
    AuditMadeAgain,
    AuditorKeyMissing,
    AuditRow,
    AuditSignedAlready,
    CountRequest,
    EntryRequest,
    MonthsStillOpen,
    YearEndRequest,
)
from kobe_desk.paper.sign.key_files import WrongPassphrase

Keys = dict[str, UUID]
ASSOCIATION, FIRST, SECOND = "みなと台自治会", "佐藤　健", "鈴木　恵"
WORDS = "港の 見える 丘"


@pytest.fixture
def closed(records: Records, accounts: Keys, purses: Keys, may: None) -> Records:
    """令和8年度 with one entry, its months closed, two auditors named."""
    records.do(ledger.post_entry, EntryRequest(date(2026, 4, 10), accounts["会費"], 100_000, "会費"))
    records.do(ledger.save_year_end, 2026, YearEndRequest("山田　太郎", "髙橋　はる子", (FIRST, SECOND)))
    held = {each.purse: each.book for each in records.ask(ledger.month_facts, date(2027, 3, 1)).purses}
    records.do(ledger.close_month, date(2027, 3, 1), tuple(CountRequest(key, yen) for key, yen in held.items()))
    return records


@pytest.fixture
def with_keys(closed: Records, tmp_path: Path) -> Records:
    folder = tmp_path / "usb"
    folder.mkdir()
    root = make_root(folder, ASSOCIATION, WORDS, silent)
    closed.do(keep_root, root.certificate, root.fingerprint)
    for name in (FIRST, SECOND):
        request = NewKey(folder, WORDS, ASSOCIATION, "auditor", "監事", name, date(2028, 3, 31), WORDS)
        closed.do(keep_key, make_key(request, silent))
    return closed


def made(records: Records) -> AuditRow:
    order = records.ask(ledger.audit_order, 2026)
    records.do(ledger.keep_audit_paper, 2026, make_audit(order, ASSOCIATION, False, silent))
    return records.ask(ledger.audit_paper, 2026)


def sign(records: Records, row: AuditRow, name: str, words: str = WORDS) -> bool:
    signed = sign_audit(records.ask(ledger.audit_to_sign, row.id, name), words, silent)
    verb = ledger.keep_audit_signature
    return records.do(verb, row.id, name, signed.before_sha256, signed.pdf).result


def test_both_auditors_sign_and_another_reader_agrees(with_keys: Records, tmp_path: Path) -> None:
    row = made(with_keys)
    assert row.turn.name == FIRST
    assert sign(with_keys, row, FIRST) is False
    assert sign(with_keys, row, SECOND) is True
    after = with_keys.ask(ledger.audit_paper, 2026)
    assert after.turn is None
    assert with_keys.ask(ledger.settlement, 2026).said.audited == date(2027, 5, 20)
    assert not after.stale, "the day of the audit is no figure"
    found = check_audit(with_keys.ask(ledger.audit_kept, row.id), silent)
    assert found.unaltered and found.known
    assert [who for who, _day in found.signers] == [f"監事 {FIRST}", f"監事 {SECOND}"]
    paper = tmp_path / "audit.pdf"
    paper.write_bytes(found.pdf)
    told = subprocess.run(["pdfsig", paper], capture_output=True, text=True, check=False)  # noqa: S603, S607
    assert told.stdout.count("Signature is Valid") == 2


def test_the_signed_report_stays_with_the_closed_year(with_keys: Records) -> None:
    row = made(with_keys)
    sign(with_keys, row, FIRST)
    sign(with_keys, row, SECOND)
    with_keys.do(ledger.carry_over, 2026)
    after = with_keys.ask(ledger.audit_paper, 2026)
    assert (after.id, after.stale, after.turn) == (row.id, False, None)


def test_a_changed_report_is_told_when_it_is_opened(with_keys: Records) -> None:
    row = made(with_keys)
    sign(with_keys, row, FIRST)
    kept = with_keys.ask(ledger.audit_kept, row.id)
    at = len(kept.pdf) // 4
    changed = kept.pdf[:at] + bytes([kept.pdf[at] ^ 1]) + kept.pdf[at + 1 :]
    assert check_audit(kept, silent).unaltered
    assert not check_audit(AuditKept(changed, kept.roots), silent).unaltered


def test_other_figures_refuse_the_signature_and_a_new_report_replaces_the_old(with_keys: Records) -> None:
    row = made(with_keys)
    sign(with_keys, row, FIRST)
    with_keys.do(ledger.save_year_end, 2026, YearEndRequest("別の　会長", "髙橋　はる子", (FIRST, SECOND)))
    assert with_keys.ask(ledger.audit_paper, 2026).stale
    with pytest.raises(AuditFiguresChanged):
        sign(with_keys, row, SECOND)
    again = made(with_keys)
    assert (again.edition, again.turn.name, again.stale) == (2, FIRST, False)
    with pytest.raises(AuditMadeAgain):
        with_keys.ask(ledger.audit_to_sign, row.id, SECOND)
    old = check_audit(with_keys.ask(ledger.audit_kept, row.id), silent)
    assert old.unaltered and len(old.signers) == 1, "the replaced report stays as it was signed"


def test_nobody_signs_twice_or_with_the_wrong_words(with_keys: Records) -> None:
    row = made(with_keys)
    with pytest.raises(WrongPassphrase):
        sign(with_keys, row, FIRST, "ちがう ことば")
    sign(with_keys, row, FIRST)
    with pytest.raises(AuditSignedAlready):
        sign(with_keys, row, FIRST)


def test_an_audit_needs_closed_months_and_a_key(records: Records, accounts: Keys, purses: Keys, may: None) -> None:
    records.do(ledger.post_entry, EntryRequest(date(2026, 4, 10), accounts["会費"], 100_000, "会費"))
    with pytest.raises(MonthsStillOpen):
        records.ask(ledger.audit_order, 2026)


def test_without_a_key_the_report_is_signed_on_paper(closed: Records) -> None:
    with pytest.raises(AuditorKeyMissing):
        closed.ask(ledger.audit_order, 2026)
