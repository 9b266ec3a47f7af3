"""Papers travel to be signed: sent, signed or declined on another computer, judged when they come back, kept once."""

import hashlib
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from support.applications import NOON, SECRETARY
from support.helping import WORDS
from support.key import KEY
from support.signing import PASSPHRASE, packet, painted_over
from support.signing_packet import Travelling, key_of, send, sign_here

from kobe_desk.cli.demo.application import answer_questions
from kobe_desk.cli.demo.keys import make_keys
from kobe_desk.core import clock
from kobe_desk.core.database import Database
from kobe_desk.core.errors import UserError
from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.modules.association.exchange import NewRevocation, make_revocation
from kobe_desk.modules.association.usecases import key_for, revoke_key
from kobe_desk.modules.association.usecases.signing import root_of
from kobe_desk.modules.members.model import Person
from kobe_desk.modules.subsidies.exchange import circulating, prepare_application
from kobe_desk.modules.subsidies.rules import signing
from kobe_desk.modules.subsidies.rules.packet import PacketExpired, PacketWrong, WrongWords
from kobe_desk.modules.subsidies.rules.signing import (
    DeclinedAlready,
    KeyOfAnotherHouse,
    KeyOfAnotherOffice,
    NobodyLeft,
    NobodySigned,
    PaperAltered,
    SignatureBroken,
    SignedApart,
    SignedHereAlready,
)
from kobe_desk.modules.subsidies.usecases import (
    ReasonMissing,
    SignedAlready,
    application,
    paper_bytes,
    signing_state,
)
from kobe_desk.modules.subsidies.usecases.circulating import (
    NobodyAsked,
    NothingToSign,
    OthersBefore,
    PapersMadeAnew,
    SendRequest,
    SigningLate,
    SigningOver,
    SigningUnknown,
    SigningWithdrawn,
    keep_returned,
    packet_to_sign,
    sent_for_signing,
    withdraw_signing,
)
from kobe_desk.paper.sign.authority import OfficerRequest, create_root, issue_officer
from kobe_desk.paper.verify.pdf import verify_pdf


@dataclass(frozen=True)
class Made:
    """A desk file with the papers of an application, and what opens the keys of chair and treasurer."""

    unsigned: Path
    chaired: Path
    key: UUID
    passphrases: dict[str, str]


@pytest.fixture(scope="module")
def made(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Made once: the papers before anybody has signed, and with the chair's signature."""
    folder = tmp_path_factory.mktemp("signing")
    unsigned = Path(shutil.copy(sample_file, folder / "unsigned.db"))
    with clock.stopped_at(NOON):
        records = Records(Database.open(unsigned, KEY), SECRETARY)
        words = dict(make_keys(records, folder / "usb").passphrases)
        key = answer_questions(records)
        prepare_application(records, key)
        records.close()
        chaired = Path(shutil.copy(unsigned, folder / "chaired.db"))
        records = Records(Database.open(chaired, KEY), SECRETARY)
        sign_here(records, key, "chair", words["chair"])
        records.close()
    return Made(unsigned, chaired, key, words)


@pytest.fixture
def passphrases(made: Made) -> dict[str, str]:
    return made.passphrases


def opened(file: Path, folder: Path) -> Iterator[Records]:
    records = Records(Database.open(Path(shutil.copy(file, folder / "desk.db")), KEY), SECRETARY)
    with clock.stopped_at(NOON):
        yield records
    records.close()


@pytest.fixture
def unsigned(made: Made, tmp_path: Path) -> Iterator[Records]:
    """The papers are made and nobody has signed."""
    yield from opened(made.unsigned, tmp_path)


@pytest.fixture
def chaired(made: Made, tmp_path: Path) -> Iterator[Records]:
    """The chair has signed."""
    yield from opened(made.chaired, tmp_path)


@pytest.fixture
def out(made: Made, chaired: Records, tmp_path: Path) -> Travelling:
    """The treasurer is asked."""
    return send(chaired, made.key, tmp_path, "treasurer", note="金曜までにお願いします。")


def sign_there(out: Travelling, role: str, passphrases: dict[str, str]):
    return circulating.sign_in_packet(out.open(), key_of(out.records, role), passphrases[role], silent)


def strangers(out: Travelling, folder: Path) -> tuple[bytes, bytes]:
    """A key of the same office and name under a root that somebody else made, and that root."""
    turn = out.packet.asked[0]
    (folder / "other").mkdir()
    root = create_root(folder / "other", out.packet.association, PASSPHRASE)
    request = OfficerRequest(out.packet.association, turn.office, turn.name, clock.today() + timedelta(200))
    return issue_officer(root, request, PASSPHRASE).p12, root.pem


def test_the_treasurer_signs_elsewhere_and_both_signatures_are_good(
    out: Travelling, passphrases: dict[str, str]
) -> None:
    now = sign_there(out, "treasurer", passphrases)
    assert now.turn is None
    out.take_in()
    state = out.records.ask(signing_state, out.key)
    assert state.turn is None
    assert out.records.ask(application, out.key).state == "signed"
    signed = [paper for paper in state.papers if paper.places]
    assert any(len(paper.places) == 2 for paper in signed)
    for each in signed:
        verdict = verify_pdf(out.records.ask(paper_bytes, each.id), [out.packet.roots[0].encode()])
        assert verdict.unaltered
        offices = [(sign.office, sign.known) for sign in verdict.signatures]
        assert offices == [("会長", True), ("会計", True)][: len(each.places)]


def test_two_signers_sign_in_turn_in_one_packet(
    made: Made, unsigned: Records, passphrases: dict[str, str], tmp_path: Path
) -> None:
    out = send(unsigned, made.key, tmp_path, "chair", "treasurer")
    assert out.open().turn.role == "chair"
    with pytest.raises(KeyOfAnotherOffice):
        sign_there(out, "treasurer", passphrases)
    assert sign_there(out, "chair", passphrases).turn.role == "treasurer"
    sign_there(out, "treasurer", passphrases)
    judged = out.judged()
    counted = {role: sum(any(place.role == role for place in each.places) for each in out.packet.papers)
               for role in ("chair", "treasurer")}  # fmt: skip
    assert {each.role: each.papers for each in judged.signers} == counted
    assert counted["chair"] > counted["treasurer"] > 0
    out.take_in()
    assert unsigned.ask(signing_state, made.key).turn is None


def test_a_packet_for_two_that_comes_back_after_one_stays_out_for_the_other(
    made: Made, unsigned: Records, passphrases: dict[str, str], tmp_path: Path
) -> None:
    out = send(unsigned, made.key, tmp_path, "chair", "treasurer")
    sign_there(out, "chair", passphrases)
    out.take_in()
    assert unsigned.ask(signing_state, made.key).turn.role == "treasurer"
    with pytest.raises(SignedHereAlready):
        out.judged()
    sign_there(out, "treasurer", passphrases)
    out.take_in()
    with pytest.raises(SigningOver):
        out.judged()


def test_only_the_papers_to_sign_travel_and_no_roster(out: Travelling) -> None:
    with out.records.database.reading() as session:
        names = set(session.scalars(sa.select(Person.name)))
    told = signing.encoded(replace(out.packet, papers=())).decode("utf-8", "replace")
    asked = {each.name for each in out.packet.asked} | {out.packet.asker}
    assert not [name for name in names - asked if name in told]
    waiting = [each for each in out.records.ask(application, out.key).papers if each.waiting]
    assert {each.id for each in out.packet.papers} == {each.id for each in waiting}


def test_nothing_of_the_papers_can_be_read_without_the_words(out: Travelling) -> None:
    data = out.path.read_bytes()
    for words in (b"%PDF", b"treasurer", "金曜".encode(), b"BEGIN CERTIFICATE"):
        assert words not in data
    with pytest.raises(WrongWords):
        circulating.open_signing(out.path, "あさり あひる あやめ あられ あわび あんず", silent)


def test_whoever_is_asked_must_be_next(made: Made, unsigned: Records) -> None:
    def ask(*roles: str) -> object:
        return unsigned.ask(packet_to_sign, SendRequest((made.key,), "", roles, "", NOON.date() + timedelta(9)))

    with pytest.raises(OthersBefore) as refused:
        ask("treasurer")
    assert "会長" in refused.value.message()
    with pytest.raises(NobodyAsked):
        ask()
    with pytest.raises(NothingToSign):
        ask("auditor")


def test_a_key_of_another_association_signs_nothing(out: Travelling, tmp_path: Path) -> None:
    stranger, _pem = strangers(out, tmp_path)
    before = out.path.read_bytes()
    with pytest.raises(KeyOfAnotherHouse):
        circulating.sign_in_packet(out.open(), stranger, PASSPHRASE, silent)
    assert out.path.read_bytes() == before


def test_who_has_signed_cannot_sign_again_there(out: Travelling, passphrases: dict[str, str]) -> None:
    sign_there(out, "treasurer", passphrases)
    with pytest.raises(NobodyLeft):
        sign_there(out, "treasurer", passphrases)


def test_a_decline_comes_back_with_its_reason_and_the_papers_are_void(out: Travelling) -> None:
    with pytest.raises(ReasonMissing):
        circulating.decline_in_packet(out.open(), "  ", silent)
    circulating.decline_in_packet(out.open(), "金額がちがいます。", silent)
    with pytest.raises(DeclinedAlready):
        circulating.decline_in_packet(out.open(), "もう一度", silent)
    out.take_in()
    (told,) = out.records.ask(signing_state, out.key).declined
    assert (told.office, told.reason) == ("会計", "金額がちがいます。")
    assert told.name == out.packet.asked[0].name
    assert out.records.ask(application, out.key).papers == ()
    with pytest.raises(SigningOver):
        out.judged()


def test_an_unsigned_packet_is_not_taken_in(out: Travelling) -> None:
    with pytest.raises(NobodySigned):
        out.judged()


def test_a_packet_is_taken_in_once(out: Travelling, passphrases: dict[str, str]) -> None:
    sign_there(out, "treasurer", passphrases)
    judged = out.judged()
    out.records.do(keep_returned, judged, False)
    with pytest.raises(SigningOver) as refused:
        out.records.do(keep_returned, judged, False)
    assert "11月25日" in refused.value.message() or "November" in refused.value.message()


def test_a_packet_of_another_desk_is_unknown(
    out: Travelling, passphrases: dict[str, str], sample_file: Path, tmp_path: Path
) -> None:
    other = Records(Database.open(Path(shutil.copy(sample_file, tmp_path / "other.db")), KEY), SECRETARY)
    with pytest.raises(SigningUnknown):
        Travelling(other, out.key, out.packet, out.path, out.secret).judged()
    other.close()


def test_what_was_signed_here_meanwhile_is_not_joined(out: Travelling, passphrases: dict[str, str]) -> None:
    sign_there(out, "treasurer", passphrases)
    sign_here(out.records, out.key, "treasurer", passphrases["treasurer"])
    with pytest.raises(SignedAlready):
        out.judged()


def test_two_copies_that_grew_apart_are_not_joined(
    made: Made, unsigned: Records, passphrases: dict[str, str], tmp_path: Path
) -> None:
    out = send(unsigned, made.key, tmp_path, "chair", "treasurer")
    sign_there(out, "chair", passphrases)
    sign_there(out, "treasurer", passphrases)
    sign_here(unsigned, made.key, "chair", passphrases["chair"])
    with pytest.raises(SignedApart):
        out.judged()


def test_papers_made_anew_take_no_old_signatures(out: Travelling, passphrases: dict[str, str]) -> None:
    sign_there(out, "treasurer", passphrases)
    prepare_application(out.records, out.key)
    with pytest.raises(PapersMadeAnew):
        out.judged()


def test_a_withdrawn_packet_is_not_taken_in(out: Travelling, passphrases: dict[str, str]) -> None:
    sign_there(out, "treasurer", passphrases)
    assert [each.id for each in out.records.ask(sent_for_signing, (out.key,), "")] == [out.packet.id]
    out.records.do(withdraw_signing, out.packet.id)
    assert out.records.ask(sent_for_signing, (out.key,), "") == ()
    with pytest.raises(SigningWithdrawn):
        out.judged()


def test_after_its_day_it_is_neither_opened_nor_taken_in_unasked(out: Travelling, passphrases: dict[str, str]) -> None:
    sign_there(out, "treasurer", passphrases)
    with clock.stopped_at(NOON + timedelta(days=40)):
        with pytest.raises(PacketExpired):
            out.open()
        judged = out.judged()
        with pytest.raises(SigningLate):
            out.records.do(keep_returned, judged, False)
        out.records.do(keep_returned, judged, True)
    assert out.records.ask(signing_state, out.key).turn is None


@pytest.mark.parametrize("signed", [False, True])
def test_a_paper_that_was_painted_over_is_found_on_both_sides(
    out: Travelling, passphrases: dict[str, str], signed: bool
) -> None:
    if signed:
        sign_there(out, "treasurer", passphrases)
    found = circulating.open_signing(out.path, WORDS, silent).packet
    first = found.papers[0]
    out.write(replace(found, papers=(replace(first, data=painted_over(first.data)), *found.papers[1:])))
    for act in (out.open, out.judged):
        with pytest.raises((SignatureBroken, PaperAltered)) as refused:
            act()
        assert first.title in refused.value.message()


def test_another_paper_in_its_place_is_refused_even_if_the_packet_vouches_for_it(out: Travelling) -> None:
    other = packet().pdf
    first, *rest = out.packet.papers
    forged = replace(first, data=other, first_sha256=hashlib.sha256(other).hexdigest())
    out.write(replace(out.packet, papers=(forged, *rest)))
    with pytest.raises(PaperAltered):
        out.judged()
    out.write(replace(out.packet, papers=(forged,)))
    if rest:
        with pytest.raises(PacketWrong):
            out.judged()


def test_a_signature_under_another_root_is_refused_though_the_packet_brings_that_root(
    out: Travelling, tmp_path: Path
) -> None:
    stranger, pem = strangers(out, tmp_path)
    out.write(replace(out.packet, roots=(*out.packet.roots, pem.decode())))
    circulating.sign_in_packet(out.open(), stranger, PASSPHRASE, silent)
    with pytest.raises(SignatureBroken):
        out.judged()


def test_a_revoked_key_is_refused_when_it_comes_back(
    sample_records: Records, answered: UUID, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(secrets, "token_urlsafe", lambda _length: "みなと ふね")
    words = dict(make_keys(sample_records, tmp_path / "usb").passphrases)
    prepare_application(sample_records, answered)
    out = send(sample_records, answered, tmp_path, "chair")
    sign_there(out, "chair", words)
    key = sample_records.ask(key_for, "chair")
    root = sample_records.ask(root_of, key.id)
    gone = NewRevocation(tmp_path / "usb", "みなと ふね", root.fingerprint, key.certificate, root.crl, clock.today(),
                         key_lost=True)  # fmt: skip
    sample_records.do(revoke_key, key.id, make_revocation(gone, silent), clock.today())
    with pytest.raises(SignatureBroken):
        out.judged()


@pytest.mark.parametrize("act", ["open", "judged"])
def test_every_refusal_says_something_in_plain_words(out: Travelling, act: str) -> None:
    out.path.write_bytes(b"kobe-desk/packet\n" + bytes(4000))
    with pytest.raises(UserError) as refused:
        getattr(out, act)()
    assert ".kdsign" in refused.value.message()
