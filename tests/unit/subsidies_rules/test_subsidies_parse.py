"""Answers as people type them."""

from datetime import date

import pytest

from kobe_desk.core.errors import UserError
from kobe_desk.modules.subsidies.rules import parse
from kobe_desk.modules.subsidies.rules.definition import Choices, Field, Kind, Option
from kobe_desk.modules.subsidies.rules.parse import account, address
from kobe_desk.modules.subsidies.rules.values import Address, Period, Value

LISTS = {"costs": Choices("costs", (Option("food", "食糧費", "", {}), Option("travel", "旅費", "", {})))}


def field(kind: Kind, **more: object) -> Field:
    return Field("it", kind, "それ", choices="costs", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Kind.TEXT, " 髙橋 ", "髙橋"),
        (Kind.YEN, "¥1,000", 1000),
        (Kind.YEN, "１，５００円", 1500),
        (Kind.YEN, "▲200", -200),
        (Kind.INTEGER, "７４８人", 748),
        (Kind.INTEGER, "1,200 世帯", 1200),
        (Kind.DATE, "S23.4.1", date(1948, 4, 1)),
        (Kind.DATE, "令和８年４月１日", date(2026, 4, 1)),
        (Kind.PERIOD, "R8.7.1〜R9.1.31", Period(date(2026, 7, 1), date(2027, 1, 31))),
        (Kind.PERIOD, "2026/7/1から2027/1/31まで", Period(date(2026, 7, 1), date(2027, 1, 31))),
        (Kind.CHOICE, "旅費", "travel"),
        (Kind.CHOICE, "food", "food"),
        (Kind.MULTI, "旅費、食糧費", ("travel", "food")),
        (Kind.YESNO, "はい", True),
        (Kind.YESNO, "ナシ", None),
        (Kind.YESNO, "なし", False),
        (Kind.KANA, "たなか　たろう", "タナカ タロウ"),
        (Kind.PHONE, "０７８－３３３－１２３４", "078-333-1234"),
        (Kind.ADDRESS, "〒６５０－０００１ 神戸市中央区加納町1", Address("650-0001", "神戸市中央区加納町1")),
        (Kind.ADDRESS, "神戸市中央区加納町1", Address("", "神戸市中央区加納町1")),
        (Kind.TEXT, "", None),
    ],
)
def test_what_is_typed_becomes_a_value(kind: Kind, text: str, value: Value | None) -> None:
    if text == "ナシ":
        with pytest.raises(UserError):
            parse.parse(field(kind), text, LISTS)
        return
    assert parse.parse(field(kind), text, LISTS) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.YEN, "千円くらい"), (Kind.YEN, "1.5"), (Kind.INTEGER, "1.5"), (Kind.INTEGER, "多数"),
        (Kind.DATE, "1948-04-31"),
        (Kind.DATE, "4/1"), (Kind.DATE, "23.4.1"), (Kind.PERIOD, "R8.7.1"), (Kind.PERIOD, "R9.1.31〜R8.7.1"),
        (Kind.CHOICE, "車代"), (Kind.KANA, "田中"), (Kind.PHONE, "知らない"), (Kind.ADDRESS, "〒650-0001"),
        (Kind.PERSON, "山田"), (Kind.BANK, "銀行"), (Kind.FILE, "a.pdf"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_at_the_field_with_a_remedy(kind: Kind, text: str) -> None:
    with pytest.raises(UserError) as refused:
        parse.parse(field(kind), text, LISTS)
    assert refused.value.field == "it"
    assert len(refused.value.message()) > 10


def test_bounds_are_kept() -> None:
    for text, bounds in (("0", {"min": 1}), ("-200", {"min": 1}), ("11", {"max": 10})):
        with pytest.raises(UserError):
            parse.parse(field(Kind.YEN, **bounds), text, LISTS)
    with pytest.raises(parse.TextTooLong) as refused:
        parse.parse(field(Kind.TEXT, max=3), "四つの字", LISTS)
    assert refused.value.values == {"length": 4, "most": 3}


def test_a_bank_account_is_put_together_from_its_places() -> None:
    parts = {"bank": "見本銀行", "branch": "みなと", "kind": "普通", "number": "１２３４５６"}
    parts |= {"holder": "みなと台自治会", "holder_kana": "みなとだいじちかい"}
    made = account("bank", parts)
    assert (made.number, made.holder_kana) == ("0123456", "ﾐﾅﾄﾀﾞｲｼﾞﾁｶｲ")
    with pytest.raises(UserError):
        account("bank", {**parts, "number": "いち"})


def test_an_address_needs_more_than_its_code() -> None:
    with pytest.raises(parse.AddressMissing):
        address("it", "650-0001", " ")
    with pytest.raises(UserError):
        address("it", "六五〇", "神戸市")
