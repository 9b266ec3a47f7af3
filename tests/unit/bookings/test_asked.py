"""What is said on the telephone, read as conditions for a free time."""

from datetime import date

import pytest

from kobe_desk.modules.bookings.usecases import Asked, understood

TODAY = date(2026, 11, 25)
BANDS = ("午前", "午後", "夜間")
ROOMS = ("大会議室 ", "会議室A ", "和室 茶道 畳", "調理室 調理 ガス台")
DECEMBER = {"first": date(2026, 12, 1), "last": date(2026, 12, 31)}


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("来月の火曜午前、30人、調理室", Asked(**DECEMBER, weekdays=(1,), bands=("午前",), people=30, place="調理室")),
        ("１２月　火・木曜　午後　１５名", Asked(**DECEMBER, weekdays=(1, 3), bands=("午後",), people=15)),
        ("来月の火曜か木曜の午前、20人、調理室",
         Asked(**DECEMBER, weekdays=(1, 3), bands=("午前",), people=20, place="調理室")),
        ("再来週の土日", Asked(date(2026, 12, 7), date(2026, 12, 13), (5, 6))),
        ("今週の夜間で会議室", Asked(TODAY, date(2026, 11, 29), bands=("夜間",), place="会議室")),
        ("12月3日 10時から12時半 和室",
         Asked(date(2026, 12, 3), date(2026, 12, 3), start=600, end=750, place="和室")),
        ("12月3日から10日 午後1時〜3時", Asked(date(2026, 12, 3), date(2026, 12, 10), start=780, end=900)),
        ("3月の平日", Asked(date(2027, 3, 1), date(2027, 3, 31), (0, 1, 2, 3, 4))),
        ("あさって 調理ができる部屋", Asked(date(2026, 11, 27), date(2026, 11, 27), place="調理")),
        ("来月 プール", Asked(**DECEMBER, rest="プール")),
        ("", Asked()),
    ],
)  # fmt: skip
def test_a_sentence_is_read(words: str, asked: Asked) -> None:
    assert understood(words, TODAY, BANDS, ROOMS) == asked


@pytest.mark.parametrize("words", ["2月30日", "99人99月99日", "24時から25時", "曜日", "()", "\u3000、、。", "午前午前"])
def test_nonsense_is_read_without_harm(words: str) -> None:
    assert understood(words, TODAY, BANDS, ROOMS).last in (None, TODAY)
