"""Papers of later stages: signed in turn, void when what they say changes, declined with a reason, packed, verified."""

import subprocess
import sys
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from support.granted import CHANGED, REPORTED, Granted, granted_of
from support.signing_packet import key_of, send

from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.modules.ledger.usecases import EntryRequest, accounts, post_entry
from kobe_desk.modules.subsidies import exchange
from kobe_desk.modules.subsidies.exchange import circulating
from kobe_desk.modules.subsidies.usecases import (
    NotSignedYet,
    NotTheirTurn,
    ReasonMissing,
    allocate,
    application,
    decline_papers,
    declined_papers,
    grant,
    later_package_order,
    note_step,
    paper_bytes,
    record_later_package,
    signing_state,
    submissions,
    take_step_back,
)
from kobe_desk.modules.subsidies.usecases.circulating import sent_for_signing
from kobe_desk.paper.verify.door import verify
from kobe_desk.paper.verify.pdf import verify_pdf


@pytest.fixture
def granted(together_records: tuple[Records, UUID], tmp_path: Path) -> Granted:
    return granted_of(*together_records, tmp_path)


def test_the_report_is_signed_by_chair_and_treasurer_and_other_readers_agree(granted: Granted) -> None:
    occasion = granted.made("report", REPORTED)
    row = granted.state(occasion)
    assert [(each.role, each.waiting) for each in row.signers] == [("chair", 2), ("treasurer", 1)]
    granted.sign(occasion, "chair", "treasurer")
    accounts_paper = next(each for each in granted.state(occasion).papers if each.form == "accounts")
    signed = granted.folder / "accounts.pdf"
    signed.write_bytes(granted.records.ask(paper_bytes, accounts_paper.id))
    root = granted.folder / "root.pem"
    root.write_bytes(granted.keys.root_pem)
    assert [each.field for each in verify_pdf(signed.read_bytes(), [granted.keys.root_pem]).signatures] == [
        "sig_chair__01", "sig_treasurer__02"]  # fmt: skip
    told = subprocess.run(["pdfsig", signed], capture_output=True, text=True, check=False)  # noqa: S603, S607
    assert told.stdout.count("Signature is Valid") == 2
    pyhanko = Path(sys.executable).parent / "pyhanko"
    command = [pyhanko, "sign", "validate", "--validation-time", "claimed", "--trust", root, signed]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert checked.returncode == 0, checked.stderr
    assert checked.stdout.count(":INTACT:TRUSTED") == 2


def test_a_claim_that_went_out_stays_when_the_office_pays_another_advance(granted: Granted) -> None:
    occasion = granted.made("advance", {"advance_amount": 40_000})
    granted.records.do(note_step, granted.key, "advance", {"advance_amount": 30_000}, None)
    assert granted.state(occasion).papers == (), "it did not go out, and asks for another figure now"
    occasion = granted.made("advance", {"advance_amount": 40_000})
    granted.sign(occasion, "chair")
    granted.records.do(record_later_package, granted.key, occasion, "claim.zip", "0" * 64)
    granted.records.do(note_step, granted.key, "advance", {"advance_amount": 50_000}, date(2027, 1, 30))
    assert [each.form for each in granted.state(occasion).papers] == ["advance"]


def test_a_report_is_signed_by_the_treasurer_on_another_computer(granted: Granted) -> None:
    occasion = granted.made("report", REPORTED)
    granted.sign(occasion, "chair")
    out = send(granted.records, granted.key, granted.folder, "treasurer", stage=occasion)
    assert [each.title for each in out.packet.papers] == [
        each.title for each in granted.state(occasion).papers if each.form == "accounts"
    ]
    assert len(granted.records.ask(sent_for_signing, (granted.key,), occasion)) == 1
    assert granted.records.ask(sent_for_signing, (granted.key,), "") == ()
    circulating.sign_in_packet(
        out.open(), key_of(granted.records, "treasurer"), granted.keys.passphrases["treasurer"], silent
    )
    out.take_in()
    assert granted.state(occasion).turn is None
    assert granted.records.ask(sent_for_signing, (granted.key,), occasion) == ()
    order = granted.records.ask(later_package_order, granted.key, occasion)
    packed = exchange.pack_papers(order, granted.folder, granted.keys.passphrases["chair"], silent)
    assert verify(packed.package, [granted.keys.root_pem]).signer_known


def test_signed_papers_of_a_stage_are_packed_and_the_application_keeps_its_own(granted: Granted) -> None:
    before = granted.records.ask(application, granted.key)
    occasion = granted.made("report", REPORTED)
    with pytest.raises(NotSignedYet):
        granted.records.ask(later_package_order, granted.key, occasion)
    granted.sign(occasion, "chair", "treasurer")
    order = granted.records.ask(later_package_order, granted.key, occasion)
    packed = exchange.pack_papers(order, granted.folder, granted.keys.passphrases["chair"], silent)
    granted.records.do(record_later_package, granted.key, occasion, packed.package.name, packed.sha256)
    verdict = verify(packed.package, [granted.keys.root_pem])
    assert verdict.unaltered and verdict.signer_known
    assert granted.records.ask(application, granted.key) == before
    assert [each.file_name for each in granted.state(occasion).submissions] == [packed.package.name]
    assert packed.package.name not in [each.file_name for each in granted.records.ask(submissions, granted.key)]


def test_what_is_written_otherwise_after_signing_makes_the_papers_void_and_keeps_them(granted: Granted) -> None:
    occasion = granted.made("changed", CHANGED)
    granted.sign(occasion, "chair")
    (signed,) = granted.state(occasion).papers
    granted.records.do(note_step, granted.key, "changed", {**CHANGED, "decision_no": "神地第15号"}, None)
    assert granted.state(occasion).papers == (signed,), "the office's answer is not what the paper says"
    granted.records.do(note_step, granted.key, "changed", {**CHANGED, "change_why": "雨のため。"}, None)
    assert granted.state(occasion).papers == ()
    old = verify_pdf(granted.records.ask(paper_bytes, signed.id), [granted.keys.root_pem])
    assert old.unaltered and [each.field for each in old.signatures] == ["sig_chair__01"]
    assert granted.made("changed", {**CHANGED, "change_why": "雨のため。"}) == occasion
    assert [each.edition for each in granted.state(occasion).papers] == [2]


def test_a_second_change_has_papers_of_its_own(granted: Granted) -> None:
    first = granted.made("changed", CHANGED)
    granted.sign(first, "chair")
    granted.records.do(note_step, granted.key, "changed", CHANGED, date(2026, 12, 20))
    second = granted.made("changed", {**CHANGED, "change": "人数をふやす。"})
    assert (first, second) == ("changed.1", "changed.2")
    assert granted.state(first).turn is None
    assert granted.state(second).turn.role == "chair"


def test_a_cost_allocated_after_signing_makes_the_report_void(granted: Granted) -> None:
    occasion = granted.made("report", REPORTED)
    granted.sign(occasion, "chair")
    account = next(each for each in granted.records.ask(accounts) if each.name == "消耗品費")
    entry = granted.records.do(post_entry, EntryRequest(date(2026, 12, 20), account.id, 9_000, "袋", "商店")).result
    granted.records.do(allocate, granted.key, entry, 9_000, "supplies")
    assert granted.state(occasion).papers == ()


def test_a_step_taken_back_makes_void_what_rests_on_it(granted: Granted) -> None:
    occasion = granted.made("report", REPORTED)
    decided = next(each for each in granted.records.ask(grant, granted.key).stages if each.day)
    granted.records.do(take_step_back, granted.key, decided.key)
    assert granted.state(occasion).papers == ()


def test_a_signer_declines_with_a_reason_and_the_papers_go_back(granted: Granted) -> None:
    occasion = granted.made("report", REPORTED)
    granted.sign(occasion, "chair")
    row = granted.state(occasion)
    with pytest.raises(ReasonMissing):
        granted.records.do(decline_papers, row.to_sign_by("treasurer"), "treasurer", "佐藤", "　")
    granted.records.do(decline_papers, row.to_sign_by("treasurer"), "treasurer", "佐藤", "人数がちがう。")
    row = granted.state(occasion)
    assert row.papers == ()
    assert [(each.office, each.reason) for each in row.declined] == [("会計", "人数がちがう。")]
    assert [each.stage for each in granted.records.ask(declined_papers)] == [occasion]
    granted.made("report", {**REPORTED, "people": 210})
    assert granted.state(occasion).declined == ()
    assert granted.records.ask(declined_papers) == ()
    granted.sign(occasion, "chair", "treasurer")
    assert granted.state(occasion).turn is None


def test_who_is_not_asked_yet_cannot_decline(granted: Granted) -> None:
    occasion = granted.made("report", REPORTED)
    paper = next(each for each in granted.state(occasion).papers if each.form == "accounts")
    with pytest.raises(NotTheirTurn):
        granted.records.do(decline_papers, (paper.id,), "treasurer", "佐藤", "まだ見ていない。")


def test_an_application_that_was_declined_is_answered_again(
    sample_records: Records, answered: UUID, passphrases: dict[str, str]
) -> None:
    exchange.prepare_application(sample_records, answered)
    row = sample_records.ask(signing_state, answered)
    sample_records.do(decline_papers, row.to_sign_by("chair"), "chair", row.turn.name, "金額をもう一度見たい。")
    after = sample_records.ask(signing_state, answered)
    assert (after.papers, after.applications[0].state) == ((), "answering")
    assert after.declined[0].reason == "金額をもう一度見たい。"
    exchange.prepare_application(sample_records, answered)
    exchange.sign_application(sample_records, answered, passphrases)
    assert sample_records.ask(signing_state, answered).declined == ()
