"""行事の写真: taken in clean, ordered, described, printed on sheets, and small in the audit."""

from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image
from support.key import KEY
from support.papers import squeezed, text_of

from kobe_desk.core import database
from kobe_desk.core.picture import clean_picture, day_taken
from kobe_desk.core.records import Records
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
