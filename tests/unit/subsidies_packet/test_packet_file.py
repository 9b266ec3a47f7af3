"""The file of a packet: it opens with its six words only, and whatever is done to it is refused in plain words."""

import json
import os
import random
import signal
import struct
import subprocess
import sys
import time
import tracemalloc
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from support.helping import CHEAP, WORDS, Out, file_of, hand_out, opened

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.records import Records
from kobe_desk.core.vault import crypto, passphrase
from kobe_desk.modules.subsidies.exchange import helping
from kobe_desk.modules.subsidies.rules import packet
from kobe_desk.modules.subsidies.rules.packet import (
    NoSuchWord,
    NotAPacket,
    PacketDamaged,
    PacketNewer,
    PacketTooDear,
    PacketTooLarge,
    PacketUnreadable,
    PacketWrong,
    WrongWords,
    sealed,
)

KEY = bytes(32)
REFUSALS = (NotAPacket, PacketDamaged, PacketNewer, PacketTooDear, PacketTooLarge, PacketWrong, WrongWords)


@pytest.fixture(scope="module")
def whole(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The content of a packet of the sample association."""
    import shutil

    from support.applications import NOON, SECRETARY
    from support.key import KEY as DESK_KEY

    from kobe_desk.cli.demo.application import answer_questions
    from kobe_desk.core.database import Database

    folder = tmp_path_factory.mktemp("packet")
    records = Records(Database.open(Path(shutil.copy(sample_file, folder / "d.db")), DESK_KEY), SECRETARY)
    with clock.stopped_at(NOON):
        out = hand_out(records, answer_questions(records), folder)
    records.close()
    return packet.encoded(opened(out.path, out.secret))


def closed(content: bytes) -> bytes:
    head = sealed.new(uuid4(), packet.words.folded(WORDS), KEY, CHEAP)
    return sealed.file_of(head, KEY, content)


def read(data: bytes):
    found = sealed.closed_of(data)
    return packet.decoded(sealed.content_of(found, sealed.key_of(found, packet.words.folded(WORDS))))


def resealed(body: bytes) -> bytes:
    return body + bytes.fromhex(crypto.fingerprint(body))


def test_six_words_are_drawn_of_the_list(whole: bytes) -> None:
    drawn = packet.words.draw()
    assert len(drawn) == 6
    assert set(drawn) <= set(passphrase.words())
    assert packet.words.draw() != drawn


@pytest.mark.parametrize("change", [
    lambda words: words.replace(" ", ""),
    lambda words: words.replace(" ", "　"),
    lambda words: "".join(chr(ord(each) + 0x60) if "ぁ" <= each <= "ゖ" else each for each in words),
    lambda words: " ".join(f"{at}.{word}" for at, word in enumerate(words.split(), 1)),
    lambda words: f"  {words}\n",
])  # fmt: skip
def test_the_words_open_it_in_any_spacing_width_and_kana(whole: bytes, change) -> None:
    found = sealed.closed_of(closed(whole))
    assert sealed.key_of(found, packet.words.require(change(WORDS))) == KEY


def test_a_word_that_is_on_no_slip_is_named() -> None:
    with pytest.raises(NoSuchWord) as refused:
        packet.words.require("あいさつ あおぞら あかり あきばれ あさがお むむむむ")
    assert "むむむむ" in refused.value.message()


def test_other_words_do_not_open_it(whole: bytes) -> None:
    with pytest.raises(WrongWords):
        sealed.key_of(sealed.closed_of(closed(whole)), packet.words.folded("あいさつ あおぞら"))


def test_the_words_are_in_no_file(whole: bytes) -> None:
    data = closed(whole)
    for word in WORDS.split():
        assert word.encode() not in data
    assert packet.words.folded(WORDS).encode() not in data


def test_nothing_of_the_content_is_in_clear(whole: bytes) -> None:
    data = closed(whole)
    for words in ("手伝 太郎", "みなと坂", "content", "地域"):
        assert words.encode() not in data


def test_every_cut_is_refused(whole: bytes) -> None:
    data = closed(whole)
    for length in (*range(400), *range(400, len(data), 97)):
        with pytest.raises((NotAPacket, PacketDamaged)):
            read(data[:length])


def test_every_flipped_bit_is_refused_even_with_a_right_checksum(whole: bytes) -> None:
    data = closed(whole)
    chance = random.Random(7)
    places = [*range(420), *(chance.randrange(len(data)) for _ in range(400))]
    for place in places:
        other = bytearray(data)
        other[place] ^= 1 << chance.randrange(8)
        with pytest.raises(REFUSALS):
            read(bytes(other))
        if place < len(data) - 32:
            with pytest.raises(REFUSALS):
                read(resealed(bytes(other[:-32])))


def test_the_head_is_bound_to_the_content(whole: bytes) -> None:
    one, other = closed(whole), closed(whole)
    size = len(sealed.closed_of(one).head)
    with pytest.raises(PacketDamaged):
        read(resealed(one[:size] + other[len(sealed.closed_of(other).head) : -32]))


def test_a_newer_packet_says_so(whole: bytes) -> None:
    data = bytearray(closed(whole)[:-32])
    data[len(b"kobe-desk/packet\n") + 1] = 9
    with pytest.raises(PacketNewer):
        read(resealed(bytes(data)))


def forged(**changes: object) -> bytes:
    head = {"packet": str(uuid4()), "salt": "00" * 16, "argon2id": [64, 1, 1], "wrapped": "A" * 80, **changes}
    text = json.dumps(head, sort_keys=True, separators=(",", ":")).encode()
    return resealed(b"kobe-desk/packet\n" + struct.pack(">HI", 1, len(text)) + text + bytes(64))


@pytest.mark.parametrize("cost", [[1 << 20, 3, 4], [1 << 40, 1, 1], [262144, 1_000_000, 4], [64, 1, 99], [0, 0, 0],
                                  [-1, 1, 1]])  # fmt: skip
def test_a_packet_that_asks_for_much_memory_or_time_is_not_tried(cost: list[int]) -> None:
    tracemalloc.start()
    began = time.perf_counter()
    with pytest.raises(PacketTooDear):
        sealed.closed_of(forged(argon2id=cost))
    assert time.perf_counter() - began < 0.5
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("changes", [{"argon2id": "much"}, {"argon2id": [1.5, 1, 1]}, {"argon2id": [True, 1, 1]},
    {"argon2id": []}, {"packet": 7}, {"packet": "x"}, {"salt": ""}, {"salt": 3}, {"wrapped": "?"}, {"wrapped": "AAAA"},
    {"more": 1}])  # fmt: skip
def test_a_head_of_wrong_types_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(PacketDamaged):
        sealed.closed_of(forged(**changes))


def test_a_head_that_claims_four_gigabytes_is_refused() -> None:
    with pytest.raises(PacketDamaged):
        sealed.closed_of(resealed(b"kobe-desk/packet\n" + struct.pack(">HI", 1, 0xFFFFFFFF) + b"{}"))


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    huge = tmp_path / "x.kdpacket"
    with huge.open("wb") as file:
        file.truncate(8 << 30)
    with pytest.raises(PacketTooLarge):
        sealed.read(huge)


def test_what_is_not_there_or_another_file_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(PacketUnreadable):
        sealed.read(tmp_path / "gone.kdpacket")
    with pytest.raises(NotAPacket):
        sealed.closed_of(b"%PDF-1.7 ...")


def test_each_refusal_has_a_sentence_of_its_own() -> None:
    texts = [each.text for each in (*REFUSALS, PacketUnreadable, NoSuchWord)]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("content", [
    b"", b"null", b"[]", b"{}", b"\xff\xfe", b'{"packet": 1e400}', b'{"packet": NaN}', b"[" * 100_000,
    b'{"a":' * 50_000, b"[" * 900_000 + b"]" * 900_000, b'{"packet": ' + b"9" * 20_000 + b"}",
])  # fmt: skip
def test_what_is_no_packet_inside_is_refused(content: bytes) -> None:
    with pytest.raises(PacketWrong):
        read(closed(content))


def _deep(data: dict) -> None:
    data["context"] = [["a", "b"]] * 500


def _set(*path_and_value: object):
    *path, last, value = path_and_value

    def change(data: dict) -> None:
        for step in path:
            data = data[step]
        data[last] = value

    return change


@pytest.mark.parametrize("change", [
    _deep,
    _set("until", "x"), _set("until", "0001-01-01"), _set("made", 3), _set("helper", "あ" * 300),
    _set("helper", "a\nb"), _set("note", ["x"]), _set("note", "あ" * 1001), _set("application", None),
    _set("definition", {}), _set("definition", "page", []), _set("definition", "page", 0, "when", "true ||"),
    _set("definition", "amount", [{"id": "x"}]), _set("answers", "cells", [["bank", None, "x", False]]),
    _set("answers", "cells", [["content", None, 7, False]]), _set("answers", "cells", [["content", None, {}, False]]),
    _set("answers", "cells", [["content", None, "x"]]), _set("answers", "cells", [["content", None, "x", 1]]),
    _set("answers", "cells", [["content", str(uuid4()), "x", False]]),
    _set("answers", "cells", [["schedule.what", str(uuid4()), "x", False]]),
    _set("answers", "cells", [["content", None, "x", False]] * 5000),
    _set("answers", "rows", {"schedule": [str(uuid4())] * 2}), _set("answers", "rows", {"schedule": ["x"]}),
    _set("answers", "rows", {"schedule": [str(UUID(int=at)) for at in range(300)]}),
    _set("answers", "rows", {"nothing": []}), _set("base", "cells", []), _set("hashes", {}),
    _set("texts", {"nothing": "x"}), _set("page", 3),
])  # fmt: skip
def test_a_packet_with_something_wrong_in_it_is_refused(whole: bytes, change) -> None:
    data = json.loads(whole)
    change(data)
    with pytest.raises(PacketWrong):
        read(closed(packet.canonical(data).encode()))


def test_a_thousand_random_changes_of_its_content_raise_nothing_but_a_refusal(whole: bytes) -> None:
    chance = random.Random(11)
    for _round in range(300):
        other = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            other[chance.randrange(len(other))] = chance.choice(b'{}[]",:0 1ntfx\\')
        try:
            read(closed(bytes(other)))
        except UserError:
            continue


def test_the_desk_opens_what_comes_back_without_the_words(
    sample_records: Records, answered: UUID, tmp_path: Path
) -> None:
    out: Out = hand_out(sample_records, answered, tmp_path)
    found = helping.look_at_packet(out.path, lambda *_: None)
    assert found.id == out.packet.id
    assert helping.open_returned(found, out.secret, lambda *_: None).helper == "手伝 太郎"


def open_today(whole: bytes) -> packet.Packet:
    """The packet as one that was handed out today: the programs that open it below go by the true clock."""
    data = json.loads(whole)
    data["made"], data["until"] = (each.isoformat() for each in (clock.today(), clock.today() + timedelta(14)))
    return packet.decoded(packet.canonical(data).encode())


def test_a_packet_that_is_being_saved_when_the_power_goes_is_whole_all_the_same(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "包み.kdpacket"
    given = open_today(whole)
    path.write_bytes(file_of(given, KEY))
    source = (
        "import sys\nfrom pathlib import Path\nfrom kobe_desk.modules.subsidies.exchange import helping\n"
        "found = helping.open_packet(Path(sys.argv[1]), sys.argv[2])\nprint('ready', flush=True)\nat = 0\n"
        "while True:\n    at += 1\n"
        "    now = found.packet.answers.with_value('content', f'{at} ' + 'あ' * 900)\n"
        "    helping.save_packet(found, found.packet.with_answers(now, '', {}))\n"
    )
    for wait in (0.05, 0.11, 0.17, 0.23):
        child = subprocess.Popen([sys.executable, "-c", source, str(path), WORDS], stdout=subprocess.PIPE)
        assert child.stdout is not None
        assert child.stdout.readline().strip() == b"ready"
        time.sleep(wait)
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        child.stdout.close()
        now = helping.open_packet(path, WORDS).packet.answers.value("content")
        assert str(now).endswith("あ" * 900)


def test_an_older_state_never_comes_over_a_newer_one(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "包み.kdpacket"
    given = open_today(whole)
    path.write_bytes(file_of(given, KEY))
    saver = helping.Saver(helping.open_packet(path, WORDS))
    states = [given.with_answers(given.answers.with_value("content", f"{at}"), "", {}) for at in range(3)]
    for number in (1, 3, 2):
        saver.save(number, states[number - 1])
    assert helping.open_packet(path, WORDS).packet.answers.value("content") == "2"
