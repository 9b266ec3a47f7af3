"""Postal codes, phone numbers, addresses and bank accounts: any width in, one form kept, every doubt said."""

import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobe_desk.core.japanese import address, bank, phone, postal


def test_a_postal_code_leads_to_its_place_with_its_reading() -> None:
    (place,) = postal.places_of("651-0087")
    assert place.address == "兵庫県神戸市中央区御幸通"
    assert (place.city_kana, place.town_kana) == ("コウベシチュウオウク", "ゴコウドオリ")


def test_a_postal_code_of_two_prefectures_offers_both() -> None:
    assert {place.prefecture for place in postal.places_of("4980000")} == {"三重県", "愛知県"}


def test_the_city_hall_has_a_code_for_itself() -> None:
    assert [(place.office, place.town) for place in postal.places_of("650-8570")] == [("神戸市役所", "加納町6丁目5-1")]


@pytest.mark.parametrize("code", ["", "000-0000", "9999999", "../65", "65"])
def test_a_code_nobody_has_leads_nowhere(code: str) -> None:
    assert postal.places_of(code) == ()


def test_looking_up_takes_milliseconds_even_the_first_time() -> None:
    def seconds(code: str) -> float:
        start = time.perf_counter()
        postal.places_of(code)
        return time.perf_counter() - start

    assert min(seconds(code) for code in ("1000001", "5300001", "6000001", "8100001", "9800001")) < 0.02
    assert seconds("6510087") + seconds("6510088") < 0.1


@pytest.mark.parametrize(
    "written", ["650-0001", "6500001", "〒650-0001", "〒６５０ー０００１", " 650 0001 ", "〒 ６５０−０００１"]
)
def test_a_postal_code_is_read_in_any_width(written: str) -> None:
    assert postal.read_postal_code(written).value == "650-0001"
    assert postal.read_postal_code(written).doubt is None


def test_a_postal_code_that_lost_its_zero_is_repaired_and_asked() -> None:
    read = postal.read_postal_code("600001", "postal")
    assert read.value == "060-0001" and isinstance(read.doubt, postal.PostalZeroAdded)
    assert read.doubt.field == "postal"


def test_what_is_no_postal_code_is_left_empty_and_an_unknown_one_is_kept() -> None:
    read = postal.read_postal_code("65-00")
    assert read.value == "" and isinstance(read.doubt, postal.NotAPostalCode)
    read = postal.read_postal_code("999-9999")
    assert read.value == "999-9999" and isinstance(read.doubt, postal.UnknownPostalCode)
    assert postal.read_postal_code(" ") == postal.read_postal_code("")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("０７８－３３３－１２３４", "078-333-1234"),
        ("(078)333-1234", "078-333-1234"),
        ("078ー333−1234", "078-333-1234"),
        ("0783331234", "078-333-1234"),
        ("+81-78-333-1234", "078-333-1234"),
        ("+81 (0)90-1234-5678", "090-1234-5678"),
        ("09012345678", "090-1234-5678"),
        ("078-000-0000", "078-000-0000"),
        ("0120-123-456", "0120-123-456"),
        ("0797123456", "0797-12-3456"),
        ("TEL：078-333-1234", "078-333-1234"),
        ("", ""),
    ],
)
def test_a_phone_number_is_grouped_by_its_area_code(written: str, kept: str) -> None:
    assert phone.read_phone(written) == phone.Written(kept)


@pytest.mark.parametrize(("written", "kept"), [("780000000", "078-000-0000"), ("9012345678", "090-1234-5678")])
def test_a_phone_number_that_lost_its_zero_is_repaired_and_asked(written: str, kept: str) -> None:
    read = phone.read_phone(written)
    assert read.value == kept and isinstance(read.doubt, phone.PhoneZeroAdded)


@pytest.mark.parametrize(
    "written", ["なし", "110", "090-1234-567", "078-333-1234 内線12", "078-333-1234／090-1111-2222", "0000000000"]
)
def test_what_is_not_one_phone_number_stays_as_typed_with_a_doubt(written: str) -> None:
    read = phone.read_phone(written)
    assert read.value == written and isinstance(read.doubt, phone.NotAPhoneNumber)


def test_a_number_without_area_code_is_kept_and_said() -> None:
    assert isinstance(phone.read_phone("333-1234").doubt, phone.AreaCodeMissing)


@given(st.text(max_size=16))
def test_no_phone_number_is_ever_lost(text: str) -> None:
    assert bool(phone.read_phone(text).value) == bool(text.strip()) or "TEL" in text.upper()


def test_one_house_written_in_five_ways_has_one_key() -> None:
    ways = [
        "兵庫県神戸市灘区一丁目２番地の３",
        "神戸市灘区1-2-3",
        "神戸市灘区１丁目２番３号",
        "神戸市 灘区１ー２ー３",
        "神戸市灘区1の2の3",
    ]
    assert len({address.same_house_key(way) for way in ways}) == 1
    assert address.same_house_key("神戸市灘区1-2-3") != address.same_house_key("神戸市灘区1-23")


def test_account_fields_are_kept_as_banks_take_them() -> None:
    assert bank.read_account_number("１２３４５") == "0012345"
    assert bank.read_holder("みゆきどおりじちかい") == "ﾐﾕｷﾄﾞｵﾘｼﾞﾁｶｲ"


@pytest.mark.parametrize(
    ("read", "text", "refusal"),
    [
        (bank.read_account_number, "12345678", bank.NotAnAccountNumber),
        (bank.read_account_number, "0", bank.NotAnAccountNumber),
        (bank.read_holder, "御幸通自治会", bank.NotAHolder),
        (bank.read_holder, "", bank.HolderMissing),
        (bank.read_holder, "ふれあいのまちづくりきょうぎかいじむきょくちょうみゆきどおり", bank.HolderTooLong),
    ],
)
def test_wrong_account_fields_are_refused_at_their_field(read, text, refusal) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(refusal) as said:
        read(text, "account")
    assert said.value.field == "account"


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    code = """
import sys
from kobe_desk.core import names, search_key
from kobe_desk.core.japanese import address, age, bank, day_text, era, fiscal_year, holidays, kana, money, phone, postal
from kobe_desk.core.sheets import reading, writing
heavy = ("openpyxl", "python_calamine", "phonenumbers", "jpholiday", "PySide6", "sqlalchemy")
print([name for name in heavy if name in sys.modules])
"""
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
