"""The papers of the centre: what is typed is extracted, a joined room is one block, a closed day says why."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from support.centre import House, at, request
from support.papers import fonts_of, squeezed, text_of

from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.modules.bookings import usecases as bookings
from kobe_desk.modules.bookings.papers import (
    Issued,
    cash_pdf,
    door_pdf,
    keys_pdf,
    letters_pdf,
    month_pdf,
    permit_pdf,
    report_pdf,
    request_pdf,
    week_pdf,
)
from kobe_desk.modules.bookings.usecases import ClosureRequest, Fate
from kobe_desk.modules.bookings.usecases.lanes import Blocks, Place, lanes_of, nearest_free
from kobe_desk.paper.receipt import Receipt, receipts_pdf
from kobe_desk.paper.render import page_count

DAY = date(2026, 4, 2)
MANAGER = "みなと台ふれあいのまちづくり協議会\n会長　髙橋　誠一"


@pytest.fixture
def booked(records: Records, house: House):
    """The chorus in room A on Thursday morning, the tea circle in the whole hall on Friday afternoon."""
    facts = {"purpose": "合唱の練習", "adults": 15, "responsible": "𠮷田　健", "phone": "078-000-0112"}
    first = records.do(bookings.book_room, request(house, at(4, 2), at(4, 2, 12), **facts)).result
    hall = {"room": house.hall, "group": house.tea, "provisional": True}
    records.do(bookings.book_room, request(house, at(4, 3, 13), at(4, 3, 16), **hall))
    return first


def words_of(pdf: bytes, folder: Path) -> str:
    assert all(font.embedded and font.to_unicode for font in fonts_of(pdf, folder))
    return squeezed(text_of(pdf, folder))


def test_the_week_shows_who_has_what_and_why_a_day_is_closed(records: Records, booked, tmp_path: Path) -> None:
    week = records.ask(bookings.bookings_week, date(2026, 3, 30))
    words = words_of(week_pdf(week, made=DAY), tmp_path)
    for each in ("週間予約表", "コーラスみなと", "仮茶道あじさい会", "休館（月曜休館）", "みなと台地域福祉センター"):
        assert each in words
    assert words.count("茶道あじさい会") == 1  # the joined hall is one block


def test_the_month_is_one_sheet_with_every_day(records: Records, booked, tmp_path: Path) -> None:
    pdf = month_pdf(records.ask(bookings.bookings_week, date(2026, 4, 1), 30), made=DAY)
    assert page_count(pdf) == 1
    words = words_of(pdf, tmp_path)
    assert "昭和の日" in words
    assert "30木" in words


def test_the_doors_say_who_is_inside_also_at_both_halves_of_the_joined_hall(
    records: Records, booked, tmp_path: Path
) -> None:
    week = records.ask(bookings.bookings_week, date(2026, 3, 30))
    one = door_pdf(week, date(2026, 4, 2), made=DAY)
    assert page_count(one) == 1
    for each in ("令和8年4月2日（木）", "会議室A", "コーラスみなと", "午前9:00〜12:00", "空き"):
        assert each in words_of(one, tmp_path)
    both = door_pdf(week, date(2026, 4, 3), made=DAY)
    assert (page_count(both), words_of(both, tmp_path).count("茶道あじさい会")) == (2, 2)
    assert "この日のご利用はありません" in words_of(door_pdf(week, date(2026, 4, 4), made=DAY), tmp_path)
    assert "休館（月曜休館）" in words_of(door_pdf(week, date(2026, 3, 30), made=DAY), tmp_path)


def test_a_centre_with_many_rooms_goes_on_over_sheets(records: Records, house: House, tmp_path: Path) -> None:
    for number in range(20):
        records.do(bookings.add_room, bookings.RoomRequest(f"小部屋{number + 1}"))
    pdf = week_pdf(records.ask(bookings.bookings_week, date(2026, 3, 30)), made=DAY)
    assert page_count(pdf) == 3
    assert "小部屋20" in words_of(pdf, tmp_path)


def test_a_permit_says_number_conditions_and_fee(records: Records, booked, tmp_path: Path) -> None:
    records.do(bookings.give_permit, booked)
    detail, centre = records.ask(bookings.booking, booked), records.ask(bookings.centre)
    words = words_of(permit_pdf([detail], Issued(centre, MANAGER, DAY)), tmp_path)
    for each in ("第R8-0001号", "利用許可書", "コーラスみなと", "9:00〜12:00", "会長髙橋誠一", "078-000-0112"):
        assert each in words


def test_an_application_is_filled_from_the_booking(records: Records, house: House, booked, tmp_path: Path) -> None:
    detail, centre = records.ask(bookings.booking, booked), records.ask(bookings.centre)
    group = records.ask(bookings.group, house.chorus)
    words = words_of(request_pdf([detail], group, centre, manager="協議会", day=DAY), tmp_path)
    for each in ("利用申込書", "大人15名", "合唱の練習", "𠮷田健", "令和8年4月2日（木）"):
        assert each in words


def test_letters_go_to_each_group_that_a_closure_touches(records: Records, booked, tmp_path: Path) -> None:
    closing = ClosureRequest(at(4, 2, 0), at(4, 4, 0), "設備の点検")
    rows = records.ask(bookings.bookings_in_closure, closing)
    key = records.do(bookings.close_centre, closing, {row.id: Fate() for row in rows}).result
    letters, centre = records.ask(bookings.closure_letters, key), records.ask(bookings.centre)
    pdf = letters_pdf(letters, centre, manager=MANAGER, day=DAY)
    assert page_count(pdf) == 2
    words = words_of(pdf, tmp_path)
    assert "設備の点検" in words
    assert "茶道あじさい会" in words


def test_the_report_and_the_book_of_keys_stand_empty_and_full(records: Records, booked, tmp_path: Path) -> None:
    empty = report_pdf(records.ask(bookings.use_report, date(2025, 1, 1), date(2025, 1, 31)), made=DAY)
    assert "この期間の利用はありません" in words_of(empty, tmp_path)
    records.do(bookings.hand_out_key, booked, "1番")
    centre = records.ask(bookings.centre)
    keys = keys_pdf(records.ask(bookings.key_ledger, date(2026, 4, 1), date(2026, 4, 30)), centre, DAY, made=DAY)
    assert "未返却" in words_of(keys, tmp_path)


def test_a_receipt_keeps_its_stub_and_a_cancelled_one_its_page(tmp_path: Path) -> None:
    facts = ("R8-0277", DAY, "フェルナンデス・デ・ソウザ　マリア", 1800, "令和8年度 会費", ("みなと台自治会",))
    words = words_of(receipts_pdf([Receipt(*facts), Receipt(*facts, cancelled=True)]), tmp_path)
    assert words.count("R8-0277") == 4  # stub and receipt, twice
    assert words.count("収入印紙不要") == 2
    assert "取消" in words


def test_the_nearest_free_place_is_the_same_time_in_the_next_room(records: Records, booked) -> None:
    week = records.ask(bookings.bookings_week, date(2026, 3, 30))
    lanes = lanes_of(week.rooms)
    assert [lane.name for lane in lanes] == ["会議室A", "会議室B", "和室", "調理室"]
    near = nearest_free(week, lanes, Place(DAY, "午前", 0))
    assert near[0] == Place(DAY, "午前", 1)
    friday = next(day for day in week.days if day.day == date(2026, 4, 3))
    (block,) = Blocks(week, lanes).on(friday.day, friday.bands[1])
    assert (block.first, block.count, block.maybe) == (0, 2, True)


def test_the_sheet_of_a_day_shows_what_was_counted_and_why_it_differs(
    records: Records, house: House, tmp_path: Path
) -> None:
    records.do(bookings.save_rule, bookings.Fee(since=date(2026, 1, 1), kind="use", amount=1200))
    with clock.stopped_at(datetime(2026, 4, 2, 9, tzinfo=UTC)):
        booked = records.do(bookings.book_room, request(house, at(4, 2), at(4, 2, 12))).result
        records.do(bookings.take_fee, booked)
        empty = words_of(cash_pdf(records.ask(bookings.cash_sheet, DAY), records.ask(bookings.centre)), tmp_path)
        with pytest.raises(bookings.PiecesDisagree):
            records.do(bookings.close_day, DAY, 1150, "𠮷田さんに渡し違い", {1000: 1, 100: 2})
        records.do(bookings.close_day, DAY, 1150, "𠮷田さんに渡し違い", {1000: 1, 100: 1, 50: 1, 10: 0})
    sheet = records.ask(bookings.cash_sheet, DAY)
    assert sheet.closing.pieces == ((1000, 1), (100, 1), (50, 1))
    words = words_of(cash_pdf(sheet, records.ask(bookings.centre), made=DAY), tmp_path)
    for each in (
        "日計表",
        "令和8年4月2日",
        "コーラスみなと",
        "過不足△50",
        "𠮷田さんに渡し違い",
        "計1,150",
        "50150",
        "が締めました",
    ):
        assert each in words
    assert "が締めました" not in empty
