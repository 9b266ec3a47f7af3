"""April: the officers change. New keys sign, the old ones are revoked with their day, old papers stay verifiable."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from support.signing import drawn, stamp

from kobe_desk.core import clock
from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.modules.association.exchange import NewKey, NewRevocation, make_key, make_revocation, make_root
from kobe_desk.modules.association.usecases import (
    KeyOfAnotherRoot,
    KeyRow,
    RevokedAlready,
    RevokedLater,
    keep_key,
    keep_root,
    key_file,
    key_for,
    revoke_key,
    root_of,
    signing_keys,
    signing_roots,
)
from kobe_desk.paper.sign.certificates import load_revocations
from kobe_desk.paper.sign.packet import SignaturePlace, prepare
from kobe_desk.paper.sign.pdf import sign
from kobe_desk.paper.sign.signer import load_signer
from kobe_desk.paper.verify.pdf import verify_pdf
from kobe_desk.paper.verify.verdict import FileVerdict

ASSOCIATION, WORDS = "みなと台自治会", "港の 見える 丘"
BEFORE = datetime(2027, 3, 10, 3, 0, tzinfo=UTC)
AFTER = datetime(2027, 4, 5, 3, 0, tzinfo=UTC)
CHANGE = date(2027, 4, 1)


def new_key(records: Records, folder: Path, name: str, ends: date) -> KeyRow:
    request = NewKey(folder, WORDS, ASSOCIATION, "chair", "会長", name, ends, WORDS)
    key = records.do(keep_key, make_key(request, silent)).result
    return next(each for each in records.ask(signing_keys) if each.id == key)


def signed_by(records: Records, key: KeyRow) -> bytes:
    packet = prepare(drawn("paper"), [SignaturePlace("sig_chair__01", 1, 110, 40, 74, 22)])
    return sign(packet, "sig_chair__01", load_signer(records.ask(key_file, key.id), WORDS), stamp()).packet.pdf


def checked(records: Records, pdf: bytes) -> FileVerdict:
    roots = records.ask(signing_roots)
    return verify_pdf(pdf, [each.certificate.encode() for each in roots], [each.crl.encode() for each in roots])


def revoke(records: Records, folder: Path, key: KeyRow, day: date, *, lost: bool = False) -> None:
    root = records.ask(root_of, key.id)
    asked = NewRevocation(folder, WORDS, root.fingerprint, key.certificate, root.crl, day, lost)
    records.do(revoke_key, key.id, make_revocation(asked, silent), day)


@pytest.fixture
def stick(records: Records, tmp_path: Path) -> Path:
    """The association's root on a stick, its certificate in the desk, made in March."""
    with clock.stopped_at(BEFORE):
        root = make_root(tmp_path, ASSOCIATION, WORDS, silent)
        records.do(keep_root, root.certificate, root.fingerprint)
    return tmp_path


def test_the_new_chair_signs_and_what_the_old_one_signed_stays_valid(records: Records, stick: Path) -> None:
    with clock.stopped_at(BEFORE):
        old = new_key(records, stick, "山田　太郎", date(2027, 3, 31))
        paper = signed_by(records, old)
    with clock.stopped_at(AFTER):
        new = new_key(records, stick, "佐藤　花子", date(2028, 3, 31))
        revoke(records, stick, old, CHANGE)
        assert records.ask(key_for, "chair").id == new.id
        assert next(each for each in records.ask(signing_keys) if each.id == old.id).revoked == CHANGE
        told = checked(records, paper)
        assert told.unaltered and told.signer_known
        late = signed_by(records, old)
        assert not checked(records, late).signer_known, "the old key still opens, but nobody is to believe it"
        assert checked(records, signed_by(records, new)).signer_known
        (entry,) = load_revocations(records.ask(root_of, old.id).crl.encode())
        assert entry.revocation_date_utc == datetime(2027, 3, 31, 15, 0, tzinfo=UTC), "midnight in Kobe"


def test_after_a_lost_key_its_earlier_papers_are_not_believed_either(records: Records, stick: Path) -> None:
    with clock.stopped_at(BEFORE):
        old = new_key(records, stick, "山田　太郎", date(2027, 3, 31))
        paper = signed_by(records, old)
    with clock.stopped_at(AFTER):
        revoke(records, stick, old, CHANGE, lost=True)
        assert not checked(records, paper).signer_known


def test_a_second_officer_joins_the_list_of_the_first(records: Records, stick: Path) -> None:
    with clock.stopped_at(BEFORE):
        keys = [new_key(records, stick, name, date(2027, 3, 31)) for name in ("山田　太郎", "鈴木　次郎")]
    with clock.stopped_at(AFTER):
        for each in keys:
            revoke(records, stick, each, CHANGE)
        assert len(load_revocations(records.ask(root_of, keys[0].id).crl.encode())) == 2
        with pytest.raises(RevokedAlready):
            revoke(records, stick, keys[0], CHANGE)


def test_a_key_is_not_revoked_ahead_or_by_another_certificate(records: Records, stick: Path, tmp_path: Path) -> None:
    with clock.stopped_at(BEFORE):
        key = new_key(records, stick, "山田　太郎", date(2027, 3, 31))
        with pytest.raises(RevokedLater):
            revoke(records, stick, key, CHANGE)
        other = tmp_path / "other"
        other.mkdir()
        make_root(other, ASSOCIATION, WORDS, silent)
        with pytest.raises(KeyOfAnotherRoot):
            revoke(records, other, key, date(2027, 3, 10))
        assert records.ask(signing_keys)[0].revoked is None
