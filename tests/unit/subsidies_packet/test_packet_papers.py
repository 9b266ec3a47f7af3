"""The slip with its six words, and the list of hours."""

from datetime import date
from uuid import UUID, uuid4

import pypdfium2
import pytest
from support.helping import request_for

from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.core.vault.crypto import Cost
from kobe_desk.modules.subsidies.exchange import helping
from kobe_desk.modules.subsidies.papers.hours import hours_pdf
from kobe_desk.modules.subsidies.rules import packet
from kobe_desk.modules.subsidies.usecases.helping import WorkRow, packet_for


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_the_slip_holds_the_words_that_open_the_file_and_the_file_does_not(
    sample_records: Records, answered: UUID, tmp_path
) -> None:
    given = sample_records.ask(packet_for, request_for(answered))
    path = tmp_path / "手伝太郎さんへ.kdpacket"
    out = helping.write_packet(given, path, Cost(64, 1, 1), silent)
    text = text_of(out.slip)
    words = [each for each in text.split() if each in packet.words.passphrase.words()]
    assert len(words) == 6
    opened = helping.open_packet(path, " ".join((words[0], words[1], words[2], words[3], words[4], words[5])))
    assert opened.packet.helper == "手伝 太郎"
    for fact in ("手伝 太郎", "手伝太郎さんへ.kdpacket", "令和8年12月20日まで", "みなと坂自治会"):
        assert fact in text
    assert not [word for word in words if word.encode() in path.read_bytes()]
    assert len(pypdfium2.PdfDocument(out.slip)) == 1


def test_the_list_adds_hours_and_yen_and_leaves_out_what_was_taken_back() -> None:
    def row(minutes: int, amount: int, *, cancelled: bool = False) -> WorkRow:
        day = date(2026, 11, 3)
        return WorkRow(
            uuid4(), uuid4(), "見本", "手伝 太郎", day, minutes, 1200, amount, "計画書の下書き", 7, cancelled
        )

    text = text_of(hours_pdf("見本の助成", [row(150, 3000), row(45, 900), row(600, 99_999, cancelled=True)], "自治会"))
    assert "3時間15分" in text
    assert "3,900" in text
    assert "99,999" not in text


@pytest.mark.parametrize(("minutes", "words"), [(30, "30分"), (60, "1時間"), (150, "2時間30分")])
def test_time_is_said_as_on_paper(minutes: int, words: str) -> None:
    from kobe_desk.modules.subsidies.papers.hours import spoken_time

    assert spoken_time(minutes) == words
