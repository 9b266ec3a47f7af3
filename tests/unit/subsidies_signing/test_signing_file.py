"""The file of a packet for signing: whatever is done to it is refused in plain words, and quickly."""

import hashlib
import json
import os
import random
import struct
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from support.helping import CHEAP, WORDS
from support.signing import half_signed, keys, packet, painted_over, signed
from support.signing_packet import sealed_file

from kobe_desk.core.errors import UserError
from kobe_desk.core.progress import silent
from kobe_desk.core.vault import crypto
from kobe_desk.modules.subsidies.exchange import circulating
from kobe_desk.modules.subsidies.rules import packet as seals
from kobe_desk.modules.subsidies.rules import signing
from kobe_desk.modules.subsidies.rules.packet import (
    PacketDamaged,
    PacketTooLarge,
    PacketUnreadable,
    PacketWrong,
    sealed,
)
from kobe_desk.modules.subsidies.rules.signing import (
    Asked,
    NotASigningPacket,
    PaperAltered,
    Place,
    SentPaper,
    SignatureBroken,
)
from kobe_desk.modules.subsidies.usecases import PlaceRow
from kobe_desk.modules.subsidies.usecases.circulating import JudgingOrder, KeptPaper
from kobe_desk.ui.workshop import Child

KEY = bytes(32)
PDF = b"%PDF-1.7\nnothing\n%%EOF\n"
PLACES = (
    Place("chair", "会長", 1, 1, (20.0, 30.5, 74.0, 22.0)),
    Place("treasurer", "会計", 2, 1, (20.0, 60.0, 74.0, 22.0)),
)


def made(**changes: object) -> signing.SigningPacket:
    paper = SentPaper(uuid4(), "交付申請書", "見本の助成", "0" * 64, "1" * 64, PLACES, PDF)
    facts: dict[str, object] = {
        "id": uuid4(), "association": "みなと坂自治会", "asker": "書記", "note": "金曜まで\nお願いします",
        "made": date(2026, 11, 25), "until": date(2026, 12, 20), "roots": ("-----BEGIN CERTIFICATE-----",),
        "asked": (Asked("treasurer", "会計", "髙橋 はる子", 2),), "papers": (paper,), **changes,
    }  # fmt: skip
    return signing.SigningPacket(**facts)  # type: ignore[arg-type]


def manifest(change: Callable[[dict], object]) -> bytes:
    """The content with its manifest changed."""
    content = signing.encoded(made())
    (size,) = struct.unpack(">I", content[:4])
    data = json.loads(content[4 : 4 + size])
    change(data)
    text = json.dumps(data).encode()
    return struct.pack(">I", len(text)) + text + content[4 + size :]


def put(name: str, value: object) -> Callable[[dict], object]:
    return lambda data: data.__setitem__(name, value)


def put_paper(name: str, value: object) -> Callable[[dict], object]:
    return lambda data: data["papers"][0].__setitem__(name, value)


def test_it_comes_back_as_it_was_written() -> None:
    given = made()
    assert signing.decoded(signing.encoded(given)) == given


@pytest.mark.parametrize("change", [
    put("papers", []), put("papers", [{}] * 101), put("papers", "x"), put("asked", []), put("roots", []),
    put("roots", ["x" * 9000]), put("roots", ["証明書"]), put("until", "9999-01-01"), put("until", 3),
    put("packet", "../../etc/passwd"), put("association", "a\nb"), put("asker", "x" * 201), put("note", "x" * 1001),
    put("asked", [["../x", "会計", "", 2]]), put("asked", [["treasurer", "会計", "", 0]]),
    put("asked", [["auditor", "監事", "", 3]]), put("asked", [["treasurer", "会計", "", 2]] * 2),
    put("declined", ["chair", "会長", "", "わけ", "2026-11-26"]),
    put("declined", ["treasurer", "会計", "", " ", "2026-11-26"]),
    put("declined", 7), put_paper("size", -1), put_paper("size", 1 << 60), put_paper("size", 3),
    put_paper("size", True),
    put_paper("first", "zz" * 32), put_paper("first", "00"), put_paper("places", []), put_paper("id", "1"),
    put_paper("places", [["chair", "会長", 1, 1, [1, 1, 1, 1e400]]]),
    put_paper("places", [["chair", "会長", 1, 10**9, [1, 1, 1, 1]]]),
    put_paper("title", "交付申請書\0"), lambda data: data["papers"].append(data["papers"][0]),
    lambda data: data.pop("roots"),
])  # fmt: skip
def test_what_a_packet_never_holds_is_refused(change: Callable[[dict], object]) -> None:
    with pytest.raises(PacketWrong):
        signing.decoded(manifest(change))


@pytest.mark.parametrize("content", [
    b"", b"\0", b"\xff\xff\xff\xff", struct.pack(">I", 10) + b"{}", struct.pack(">I", 100_000) + b"[" * 100_000,
    struct.pack(">I", 2) + b"{}", struct.pack(">I", 3) + b"NaN", struct.pack(">I", 4) + b"\xff\xfe\xfd\xfc",
    struct.pack(">I", 600_000) + b" " * 600_000,
])  # fmt: skip
def test_content_that_is_none_is_refused_at_once(content: bytes) -> None:
    start = time.process_time()
    with pytest.raises(PacketWrong):
        signing.decoded(content)
    assert time.process_time() - start < 2


def test_every_cut_and_every_flipped_bit_is_refused(tmp_path: Path) -> None:
    data, chance = sealed_file(uuid4(), KEY, signing.encoded(made())), random.Random(3)
    for length in range(0, len(data), 41):
        with pytest.raises((NotASigningPacket, PacketDamaged)):
            sealed.closed_of(data[:length], signing.KIND)
    for _turn in range(300):
        other = bytearray(data[:-32])
        other[chance.randrange(len(other))] ^= 1 << chance.randrange(8)
        again = bytes(other) + bytes.fromhex(crypto.fingerprint(bytes(other)))
        with pytest.raises(UserError):
            found = sealed.closed_of(again, signing.KIND)
            sealed.content_of(found, sealed.key_of(found, seals.words.folded(WORDS)))


def test_one_kind_of_packet_is_not_taken_for_the_other() -> None:
    head = sealed.new(uuid4(), seals.words.folded(WORDS), KEY, CHEAP)
    with pytest.raises(NotASigningPacket):
        sealed.closed_of(sealed.file_of(head, KEY, b"{}"), signing.KIND)
    ours = sealed_file(uuid4(), KEY, signing.encoded(made()))
    with pytest.raises(seals.NotAPacket):
        sealed.closed_of(ours)
    body = ours[len(signing.KIND.magic) : -32]
    forged = sealed.HELP.magic + body
    found = sealed.closed_of(forged + bytes.fromhex(crypto.fingerprint(forged)))
    with pytest.raises(seals.WrongWords):
        sealed.key_of(found, seals.words.folded(WORDS))


def test_a_zip_or_a_far_too_large_file_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "x.kdsign"
    path.write_bytes(b"PK\3\4" + bytes(1000))
    with pytest.raises(NotASigningPacket):
        circulating.look_at_signing(path, silent)
    with path.open("wb") as file:
        file.truncate(signing.KIND.most_bytes + 1)
    with pytest.raises(PacketTooLarge):
        circulating.look_at_signing(path, silent)
    with pytest.raises(PacketUnreadable):
        circulating.look_at_signing(tmp_path / "none.kdsign", silent)


def test_a_packet_under_another_id_than_it_says_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.kdsign"
    path.write_bytes(sealed_file(uuid4(), KEY, signing.encoded(made())))
    with pytest.raises(PacketWrong):
        circulating.open_signing(path, WORDS, silent)


@pytest.mark.parametrize("data", [PDF, b"", b"%PDF-1.7\n" + b"%%EOF" * 400_000, os.urandom(100_000)])
def test_papers_that_are_none_are_refused_at_once(data: bytes) -> None:
    given = made()
    start = time.process_time()
    with pytest.raises(PaperAltered) as refused:
        circulating.look_at_papers(replace(given, papers=(replace(given.papers[0], data=data),)), silent)
    assert "交付申請書" in refused.value.message()
    assert time.process_time() - start < 5


def test_a_root_that_is_no_certificate_is_refused_in_words() -> None:
    prepared = packet()
    first = hashlib.sha256(prepared.pdf).hexdigest()
    paper = replace(made().papers[0], data=prepared.pdf, first_sha256=first)
    with pytest.raises(UserError):
        circulating.look_at_papers(made(papers=(paper,)), silent)


def test_a_child_with_limits_looks_and_judges_just_the_same(tmp_path: Path) -> None:
    before, after = half_signed().pdf, signed()
    first = hashlib.sha256(packet().pdf).hexdigest()
    places = (Place("chair", "会長", 1, 1, (110.0, 40.0, 74.0, 22.0)),
              Place("treasurer", "会計", 1, 1, (110.0, 70.0, 74.0, 22.0)))  # fmt: skip
    paper = SentPaper(uuid4(), "交付申請書", "見本の助成", first, hashlib.sha256(before).hexdigest(), places, after)
    back = made(papers=(paper,), roots=(keys().pem.decode(),))
    rows = tuple(PlaceRow(**asdict(each)) for each in places)
    kept = KeptPaper(paper.id, paper.title, paper.sha256, first, rows, ("chair",), before)
    order = JudgingOrder(back.id, "見本の助成", back.asked, (kept,), back.roots, (), None)
    path = tmp_path / "x.kdsign"
    path.write_bytes(sealed_file(back.id, KEY, signing.encoded(back)))
    closed = Child(circulating.look_at_signing, (path,)).wait(silent)
    opened = Child(circulating.open_sent, (closed, KEY)).wait(silent)
    judged = Child(circulating.judge, (order, opened)).wait(silent)
    assert judged == circulating.judge(order, back, silent)
    assert [(each.office, each.name, each.papers) for each in judged.signers] == [("会計", "髙橋 はる子", 1)]
    assert judged.papers[0].data == after
    over = replace(opened, papers=(replace(opened.papers[0], data=painted_over(after)),))
    with pytest.raises(SignatureBroken):
        Child(circulating.judge, (order, over)).wait(silent)
