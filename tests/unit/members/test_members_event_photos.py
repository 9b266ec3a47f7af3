"""行事の写真: taken in clean, ordered, described, printed on sheets, and small in the audit."""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from PIL import Image
from support.applications import SECRETARY
from support.key import KEY
from support.papers import squeezed, text_of

from kobe_desk.core import audit, database
from kobe_desk.core.packing import unpacked
from kobe_desk.core.picture import clean_picture, day_taken
from kobe_desk.core.records import NoLongerKnown, Records
from kobe_desk.modules.members import usecases as members
from kobe_desk.modules.members.usecases.event_photos import (
    MOST,
    NewPhoto,
    PhotoRequest,
    PhotosTooLarge,
    TooManyPhotos,
    add_photos,
    describe_photo,
    event_photos,
    move_photo,
    photo_sheet,
    remove_event_photo,
)
from kobe_desk.paper.photos import photo_sheet_pdf

FESTIVAL = members.EventRequest("夏祭り", "festival", datetime(2026, 8, 2, 16), datetime(2026, 8, 2, 20), "校庭")


def photograph(width: int = 640, height: int = 480, colour: str = "orange") -> bytes:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2026:08:01 18:30:00"
    exif[0x010F] = "SECRETCAMERA"
    buffer = BytesIO()
    Image.new("RGB", (width, height), colour).save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


def new(colour: str = "orange") -> NewPhoto:
    made = photograph(colour=colour)
    return NewPhoto(clean_picture(made, 1600), clean_picture(made, 320), day_taken(made))


@pytest.fixture
def event(records: Records) -> UUID:
    return records.do(members.add_event, FESTIVAL).result


def test_photos_are_kept_clean_with_the_day_their_camera_wrote(records: Records, event: UUID) -> None:
    records.do(add_photos, event, (new(), NewPhoto(b"\xff\xd8x", b"\xff\xd8y")))
    one, other = records.ask(event_photos, event)
    assert (one.request.taken, other.request.taken) == (date(2026, 8, 1), date(2026, 8, 2))
    assert b"SECRET" not in one.small
    with Image.open(BytesIO(one.small)) as opened:
        assert max(opened.size) == 320
    assert day_taken(b"no picture") is None


def test_photos_are_ordered_described_and_taken_out_with_undo(records: Records, event: UUID) -> None:
    first, second, third = records.do(add_photos, event, (new(), new("teal"), new("navy"))).result
    records.do(move_photo, third, -2)
    assert [each.id for each in records.ask(event_photos, event)] == [third, first, second]
    records.do(move_photo, third, 9)
    assert [each.id for each in records.ask(event_photos, event)] == [first, second, third]
    said = PhotoRequest("　みこし ", date(2026, 8, 2), "agreed", "全員に口頭で")
    records.do(describe_photo, second, said)
    assert records.ask(event_photos, event)[1].request.caption == "みこし"
    records.do(remove_event_photo, second)
    assert len(records.ask(event_photos, event)) == 2
    records.undo()
    assert records.ask(event_photos, event)[1].request.consent_note == "全員に口頭で"
    records.do(members.remove_event, event)
    records.undo()
    assert len(records.ask(event_photos, event)) == 3


def test_too_many_or_too_large_photos_are_refused_before_any_is_kept(records: Records, event: UUID) -> None:
    records.do(add_photos, event, (NewPhoto(b"1", b"1"),))
    with pytest.raises(TooManyPhotos):
        records.do(add_photos, event, (NewPhoto(b"1", b"1"),) * MOST)
    with pytest.raises(PhotosTooLarge):
        records.do(add_photos, event, (NewPhoto(bytes(11 * 1024 * 1024), b""),) * 2)
    assert len(records.ask(event_photos, event)) == 1


def test_the_audit_carries_no_picture(records: Records, desk_file: Path, event: UUID) -> None:
    records.do(add_photos, event, (NewPhoto(bytes(range(256)) * 2000, b"small"),))
    records.close()
    connection = database.connect(desk_file, KEY)
    (largest,) = connection.execute("SELECT max(length(payload)) FROM audit_payload").fetchone()
    connection.close()
    assert largest < 4_000


def test_six_photos_fill_a_sheet_with_caption_and_day_and_what_stays_inside_is_left_out(
    records: Records, event: UUID, tmp_path: Path
) -> None:
    keys = records.do(add_photos, event, tuple(new() for _ in range(8))).result
    records.do(describe_photo, keys[0], PhotoRequest("みこし", date(2026, 8, 2), "agreed"))
    records.do(describe_photo, keys[7], PhotoRequest("泣いた子", None, "inside"))
    sheet = records.ask(photo_sheet, event)
    assert (len(sheet.photos), sheet.left_out) == (7, 1)
    pdf = photo_sheet_pdf(sheet)
    assert pdf.count(b"/Type /Page\n") == 2 or pdf.count(b"/Type /Page ") == 2
    text = squeezed(text_of(pdf, tmp_path))
    for words in ("行事の写真夏祭り", "1みこし", "令和8年8月2日", "校庭"):
        assert words in text
    assert "泣いた子" not in text


def test_an_event_without_photos_says_so_on_its_sheet(records: Records, event: UUID, tmp_path: Path) -> None:
    assert "写真はありません" in squeezed(text_of(photo_sheet_pdf(records.ask(photo_sheet, event)), tmp_path))


CANARY = b"CANARYINTHEPICTURE" * 5


PAGE, RESERVED = 4096, 80


def raw_pages(file: Path) -> bytes:
    """The file of a desk page by page as its key shows it, free pages among them."""
    raw, plain = file.read_bytes(), bytearray()
    for at in range(0, len(raw), PAGE):
        page = raw[at : at + PAGE]
        body, iv = page[16 if at == 0 else 0 : PAGE - RESERVED], page[PAGE - RESERVED : PAGE - RESERVED + 16]
        decryptor = Cipher(algorithms.AES(KEY), modes.CBC(iv)).decryptor()
        plain += decryptor.update(body) + decryptor.finalize()
    return bytes(plain)


def everything_in(file: Path, records: Records) -> bytes:
    """Besides the pages, what the audit holds, unpacked; the file is not being written."""
    told = bytearray(raw_pages(file))
    with records.database.reading() as session:
        for payload in session.scalars(sa.select(audit.AUDIT_PAYLOAD.c.payload)):
            told += json.dumps(unpacked(payload), default=str, ensure_ascii=False).encode()
    return bytes(told)


@pytest.fixture
def closing(desk_file: Path) -> Iterator[Callable[[], Records]]:
    """Open the desk anew, closing it first where it is open."""
    now: list[Records] = []

    def anew() -> Records:
        while now:
            now.pop().close()
        now.append(Records(database.Database.open(desk_file, KEY), SECRETARY))
        return now[0]

    yield anew
    now.pop().close()


def test_a_photo_taken_out_is_nowhere_in_the_file_once_the_desk_was_closed(
    desk_file: Path, closing: Callable[[], Records]
) -> None:
    open_desk = closing()
    key = open_desk.do(members.add_event, FESTIVAL).result
    out, kept = open_desk.do(add_photos, key, (NewPhoto(CANARY, CANARY + b"small"), new())).result
    open_desk.do(describe_photo, out, PhotoRequest("鳴子さんのみこし", consent="agreed", consent_note="母に電話で"))
    open_desk = closing()
    assert CANARY in everything_in(desk_file, open_desk)
    open_desk.do(remove_event_photo, out)
    open_desk.undo()
    assert len(open_desk.ask(event_photos, key)) == 2
    open_desk.redo()
    open_desk = closing()
    assert [each.id for each in open_desk.ask(event_photos, key)] == [kept]
    taken = next(line for line in open_desk.history(row=out) if line.usecase.endswith("remove_event_photo"))
    assert taken.erased
    with pytest.raises(NoLongerKnown):
        open_desk.undo_at(taken.sequence)
    held = everything_in(desk_file, open_desk)
    assert CANARY not in held and "鳴子さん".encode() not in held and "母に電話で".encode() not in held
