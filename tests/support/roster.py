"""A small association for the tests of the roster's screens. All names in it are invented."""

from kobe_desk.core.records import Records
from kobe_desk.modules.members.usecases import (
    AreaRequest,
    HouseholdRequest,
    PersonRequest,
    add_area,
    add_household,
)

HEAD = ("班", "お名前", "ふりがな", "生年月日", "〒", "住所", "TEL")
ROWS = (
    ("1", "髙橋　悦郎", "たかはし　えつろう", "S23.4.1", "650-0001", "見本市見本区みなと坂2丁目5-2", "078-000-0117"),
    ("1", "山﨑　春江", "やまさき　はるえ", "S30.12.3", "650-0001", "見本市見本区みなと坂2丁目6-1", "078-000-0129"),
    ("2", "", "", "", "650-0001", "見本市見本区みなと坂2丁目7-3", ""),
    ("2", "𠮷田　義一", "よしだ　ぎいち", "1948/4/31", "650-0001", "見本市見本区みなと坂2丁目8-1", ""),
    ("2", "辻󠄀　ハル", "つじ　はる", "T15.1.5", "650-0001", "見本市見本区みなと坂2丁目6-8", "78-000-0131"),
)
"""A file of five rows: two who are known, one new, two that cannot be taken in."""


def fill(records: Records) -> None:
    """Two blocks, three households, one of them of three people."""
    blocks = [records.do(add_area, AreaRequest(name)).result for name in ("1班", "2班", "3班")]
    place = "見本市見本区みなと坂2丁目"
    homes = (
        (blocks[0], f"{place}5-2", (("髙橋　悦郎", "タカハシ　エツロウ"), ("高橋　スエ", "タカハシ　スエ"))),
        (blocks[1], f"{place}6-8", (("辻󠄀　ハル", "ツジ　ハル"),)),
        (blocks[1], f"{place}9-6", (("𠮷田　義一", "ヨシダ　ギイチ"),)),
    )
    for block, address, names in homes:
        asked = tuple(PersonRequest(name, kana, phone="078-000-0117") for name, kana in names)
        records.do(add_household, HouseholdRequest(block, address=address), asked)
