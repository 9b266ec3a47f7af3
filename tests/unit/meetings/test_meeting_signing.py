"""Minutes signed in the PDF, one after another, each signature leaving those before it valid."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from support.archive import HERE, broken_rules, preflight
from support.meetings import REQUEST, filled, planned, settled

from kobe_desk.cli.demo.keys import make_keys
from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.modules.association.usecases import NoSigningKey, offices, signing_root
from kobe_desk.modules.meetings import usecases as meetings
from kobe_desk.modules.meetings.exchange.signing import sign_minutes_pdf
from kobe_desk.modules.meetings.usecases import BallotRequest, SignRequest
from kobe_desk.modules.members import usecases as members
from kobe_desk.modules.members.usecases import PeopleFilter, TermRequest
from kobe_desk.paper.render import page_count
from kobe_desk.paper.verify.pdf import verify_pdf


@pytest.fixture
def adopted(records: Records) -> UUID:
    """Adopted minutes whose chair and first signatory are officers with a key; the second signatory has none."""
    settled(records, 4)
    chair, treasurer = records.ask(members.people, PeopleFilter()).rows[:2]
    kinds = {each.kind: each.id for each in records.ask(offices)}
    for person, kind in ((chair, "chair"), (treasurer, "treasurer")):
        records.do(members.assign_office, TermRequest(person.id, kinds[kind], date(2020, 4, 1)))
    request = replace(REQUEST, chair=chair.name, signatories=(treasurer.name, "𠮷田 はる"))
    key, motion = planned(records, "清掃", request=request)
    filled(records, key, came=4)
    records.do(meetings.record_ballot, motion, BallotRequest(unanimous=True))
    records.do(meetings.adopt_minutes, key, date(2026, 5, 20))
    return key


def test_every_signature_stays_valid_and_one_without_a_key_signs_on_paper(
    records: Records, adopted: UUID, tmp_path: Path
) -> None:
    keys = make_keys(records, tmp_path / "usb")
    places = records.ask(meetings.meeting, adopted).signatures
    chair, treasurer, pen = (each.name for each in places)
    for name, role in ((chair, "chair"), (treasurer, "treasurer")):
        order = records.ask(meetings.minutes_to_sign, adopted, name)
        assert order.digital == (chair, treasurer)
        records.do(meetings.sign_minutes, adopted, sign_minutes_pdf(order, keys.passphrases[role], silent))
    with pytest.raises(NoSigningKey):
        records.ask(meetings.minutes_to_sign, adopted, pen)
    assert records.do(meetings.sign_minutes, adopted, SignRequest(pen, date(2026, 5, 22))).result
    pdf = records.ask(meetings.signed_pdf, adopted)
    root = records.ask(signing_root)
    assert pdf is not None and root is not None
    verdict = verify_pdf(pdf, roots=(root.certificate.encode(),))
    assert verdict.unaltered
    assert len(verdict.signatures) == 2
    assert page_count(pdf) >= 1
    first = pdf[: pdf.index(b"%%EOF") + len(b"%%EOF\n")]
    assert broken_rules(first) == []  # the minutes before anybody signed are PDF/A
    if HERE:
        assert "is a valid PDF/A-1b file" in preflight(first, tmp_path)
    assert [each.digital for each in records.ask(meetings.meeting, adopted).signatures] == [True, True, False]


def test_nothing_is_signed_with_a_wrong_passphrase(records: Records, adopted: UUID, tmp_path: Path) -> None:
    make_keys(records, tmp_path / "usb")
    name = records.ask(meetings.meeting, adopted).chair
    with pytest.raises(Exception, match="WrongPassphrase"):
        sign_minutes_pdf(records.ask(meetings.minutes_to_sign, adopted, name), "違う", silent)
    assert records.ask(meetings.signed_pdf, adopted) is None
