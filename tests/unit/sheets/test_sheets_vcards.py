"""Contacts of phones: every version is read, none of a stranger's tricks gets far, and what is written is read back."""

import random
import time
from datetime import date

import pytest

from kobe_desk.core.errors import UserError
from kobe_desk.core.sheets.contact import Contact
from kobe_desk.core.sheets.reading import read_sheet
from kobe_desk.core.sheets.sheet import EmptySheet, Limits, TooManyRows
from kobe_desk.core.sheets.vcard_file import HEADER
from kobe_desk.core.sheets.vcard_writing import vcards

OLD = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\n"
    "N;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=EE=E0=8B=B4;=88=EA=98Y=\r\n\r\n"
    "TEL;CELL:090-0000-0001\r\nTEL;HOME:078-000-0001\r\nEND:VCARD\r\n"
)
PHONE = """BEGIN:VCARD
VERSION:3.0
N:山﨑;春江;;;
FN:春江 山﨑
X-PHONETIC-LAST-NAME:ヤマサキ
X-PHONETIC-FIRST-NAME:ハルエ
item1.TEL;type=CELL;type=VOICE;type=pref:090-0000-0002
TEL;TYPE=FAX:078-000-9999
ADR;TYPE=HOME:;みなと荘 101;1丁目2-3;見本市見本区;見本県;650-0001;日本
BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29
NOTE:電話は\\n午前に\\, 手短に
PHOTO;ENCODING=b;TYPE=JPEG:AAAA
 BBBB
END:VCARD
"""
NEW = """BEGIN:VCARD
VERSION:4.0
N;SORT-AS="ヨシダ,ミノル":𠮷田;実;;;
FN:𠮷田 実
TEL;VALUE=uri;TYPE="cell,voice":tel:+81-90-0000-0003
BDAY:19481231
EMAIL:minoru@example.jp
GENDER:M;男
END:VCARD
"""


def table(data: bytes) -> list[dict[str, str]]:
    sheet = read_sheet(data, "連絡先.vcf")
    assert sheet.header == HEADER
    return [dict(zip(HEADER, row.cells, strict=True)) for row in sheet.rows()]


def test_each_version_is_read() -> None:
    (old,) = table(OLD.encode("ascii"))
    assert (old["氏名"][:3], old["携帯電話"], old["電話番号"]) == ("髙橋　", "090-0000-0001", "078-000-0001")
    phone, new = table((PHONE + NEW).encode())
    assert phone == {
        "氏名": "山﨑　春江",
        "フリガナ": "ヤマサキ ハルエ",
        "電話番号": "",
        "携帯電話": "090-0000-0002",
        "メール": "",
        "郵便番号": "650-0001",
        "住所": "見本県見本市見本区1丁目2-3",
        "建物名": "みなと荘 101",
        "生年月日": "2/29",
        "備考": "電話は 午前に, 手短に",
        "性別": "",
    }
    assert (new["氏名"], new["フリガナ"], new["携帯電話"]) == ("𠮷田　実", "ヨシダ ミノル", "+81-90-0000-0003")
    assert new["性別"] == "男"
    assert (new["生年月日"], new["メール"]) == ("1948-12-31", "minoru@example.jp")


@pytest.mark.parametrize(
    ("said", "read"), [("GENDER:F", "女"), ("X-GENDER:Male", "男"), ("GENDER:O;x", "その他"), ("GENDER:U", "")]
)
def test_what_a_contact_says_of_sex_is_kept_as_the_roster_s_word(said: str, read: str) -> None:
    (row,) = table(f"BEGIN:VCARD\nFN:山﨑 春江\n{said}\nEND:VCARD\n".encode())
    assert row["性別"] == read


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp932"])
def test_a_contact_is_read_in_whatever_letters_it_is_written(encoding: str) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nN:中村;一;;;\nFN:中村 一\nTEL:078-333-1234\nEND:VCARD\n".encode(encoding)
    (row,) = table(card)
    assert (row["氏名"], row["電話番号"]) == ("中村　一", "078-333-1234")


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
def test_what_is_written_is_read_back(version: str) -> None:
    mine = Contact(
        "0197f0a0-0000-7000-8000-000000000000", "髙橋　一郎", "タカハシ イチロウ", "078-000-0001", "090-0000-0001",
        "a@example.jp", "650-0001", "見本区みなと坂1丁目1番1号; 大きな建物, 長い名の" + "館" * 40, "みなと荘\\101",
        date(1948, 4, 1), "みなと台自治会",
    )  # fmt: skip
    data = vcards([mine], version)
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    (row,) = table(data)
    assert (row["氏名"], row["フリガナ"], row["電話番号"], row["携帯電話"]) == (
        "髙橋　一郎",
        "タカハシ イチロウ",
        "078-000-0001",
        "090-0000-0001",
    )
    assert (row["住所"], row["建物名"], row["生年月日"]) == (mine.address, mine.building, "1948-04-01")


def test_a_strangers_file_is_done_within_a_moment() -> None:
    photograph = "PHOTO;ENCODING=b:" + "A" * 10_000_000
    hidden = "FN:\u202e林\u200b 一\u202c"
    folded = "NOTE:x\r\n" + " y\r\n" * 100_000
    endless = "NOTE;ENCODING=QUOTED-PRINTABLE:" + "=\r\n" * 100_000
    card = f"BEGIN:VCARD\r\n{photograph}\r\n{hidden}\r\n{folded}{endless}\r\nFN:別の名\r\nEND:VCARD\r\n"
    begun = time.monotonic()
    (row,) = table(card.encode())
    assert time.monotonic() - begun < 5
    assert row["氏名"] == "林 一"
    with pytest.raises(EmptySheet):
        read_sheet(b"BEGIN:VCARD\r\nFN:x\r\n", "x.vcf")
    with pytest.raises(TooManyRows):
        read_sheet(PHONE.encode() * 3, "x.vcf", limits=Limits(rows=2))


def test_any_damage_gives_rows_or_a_refusal() -> None:
    dice = random.Random(7)
    whole = (OLD + PHONE + NEW).encode()
    for _ in range(300):
        data = bytearray(whole)
        for _change in range(dice.randrange(1, 12)):
            data[dice.randrange(16, len(data))] = dice.randrange(256)
        try:
            assert all(len(row.cells) == len(HEADER) for row in read_sheet(bytes(data), "x.vcf").rows())
        except UserError:
            continue


def test_an_older_phone_is_given_its_own_characters_and_none_becomes_a_question_mark() -> None:
    data = vcards([Contact("0", "髙橋　一郎", "タカハシ イチロウ"), Contact("1", "𠮷田　実", "ヨシダ ミノル")], "2.1")
    assert data.isascii() and b"?" not in data
    assert b"SOUND;X-IRMC-N;CHARSET=SHIFT_JIS" in data and b"FN;CHARSET=UTF-8" in data
    assert [row["氏名"] for row in table(data)] == ["髙橋　一郎", "𠮷田　実"]
    assert [row["フリガナ"] for row in table(data)] == ["タカハシ イチロウ", "ヨシダ ミノル"]
