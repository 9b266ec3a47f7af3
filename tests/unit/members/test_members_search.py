"""Search as one types: the index answers what a plain look through all people would."""

import random
from datetime import date

import pytest

from kobe_desk.core import search_key
from kobe_desk.core.japanese import kana
from kobe_desk.core.records import Records
from kobe_desk.modules.members import usecases as members
from kobe_desk.modules.members.usecases import OTHER_ROW, HouseholdRequest, PeopleFilter, PersonRequest

SURNAMES = [
    ("髙橋", "タカハシ"), ("高橋", "タカハシ"), ("𠮷田", "ヨシダ"), ("森", "モリ"), ("辻󠄀本", "ツジモト"),
    ("渡邉", "ワタナベ"), ("渡辺", "ワタナベ"), ("長谷川", "ハセガワ"), ("山﨑", "ヤマサキ"), ("ｽﾐｽ", "スミス"),
    ("五百旗頭", "イオキベ"),
]  # fmt: skip
GIVEN = [
    ("一", "ハジメ"), ("花子", "ハナコ"), ("浩二", "コウジ"), ("マリア", "マリア"), ("神", "ジン"), ("美咲", "ミサキ"),
]  # fmt: skip
STREETS = ["神戸市灘区みなと坂１丁目", "神戸市中央区加納町６－５－", "西区学園東町2-", "東灘区ヶ丘"]
QUERIES = [
    "髙橋", "高橋", "吉田", "𠮷", "森", "も", "モ", "ﾓﾘ", "たかはし", "ﾀｶﾊｼ", "渡辺", "渡邊", "辻", "辻本", "山崎 花",
    "花 山崎", "スミス", "078", "0001", "078-000-0001", "０７８－０００", "0780000001", "学園", "加納町6-5",
    "加納町6-5-1", "6-5", "中央区 高橋 はな", "ない名前", "一", "a", "M", "001", "657", "657-00", "〒657", "神", "\"",
    "AND", "森 OR 辻", "*", "( )", "みなと坂1丁目", "み", "ー", "マリア", "-", "no.12", "x@example",
]  # fmt: skip


@pytest.fixture
def roster(records: Records) -> list[tuple[str, str, str, str, str, str]]:
    """Some 240 people in 80 households, and what a look through them sees."""
    luck, seen = random.Random(5), []
    for number in range(80):
        home = HouseholdRequest(
            postal_code=f"657-00{number % 7}1", address=f"{luck.choice(STREETS)}{number}", phone=f"078-000-{number:04}"
        )
        people = []
        for _ in range(3):
            (name, reading), (given, given_reading) = luck.choice(SURNAMES), luck.choice(GIVEN)
            mail = f"m{number}@example.jp" if number % 9 == 0 else ""
            person = PersonRequest(f"{name}　{given}", f"{reading} {given_reading}", mail=mail, number=f"No.{number}")
            people.append(person)
            seen.append((person.name, person.kana, home.address, home.phone, home.postal_code, mail, person.number))
        records.do(members.add_household, home, tuple(people))
    return seen


def scan(roster: list[tuple[str, ...]], words: str) -> list[str]:
    hits = [
        row
        for row in roster
        if search_key.found_in(words, row[0], row[1], row[2], row[5], row[6], numbers=(row[3], row[4]))
    ]
    return sorted(f"{row[0]} {row[2]}" for row in hits)


@pytest.mark.parametrize("state", ["", "present"])
def test_every_answer_equals_a_look_through_all_people(
    records: Records, roster: list[tuple[str, ...]], state: str
) -> None:
    for words in filter(search_key.match, QUERIES):
        page = records.ask(members.people, PeopleFilter(words, state=state), limit=1000)
        wanted = scan(roster, words)
        found = sorted(f"{row.name} {row.address}" for row in page.rows)
        assert (words, found, page.total) == (words, wanted, len(wanted))


@pytest.mark.parametrize("state", ["", "present"])
def test_each_page_stands_in_the_order_of_readings_and_knows_the_total(
    records: Records, roster: list[tuple[str, ...]], state: str
) -> None:
    which = PeopleFilter("神戸市", state=state)
    whole = records.ask(members.people, which, limit=1000).rows
    assert [kana.sort_key(row.kana) for row in whole] == sorted(kana.sort_key(row.kana) for row in whole)
    for offset, limit in ((0, 50), (50, 20), (len(whole), 50)):
        page = records.ask(members.people, which, offset, limit)
        assert (page.rows, page.total) == (whole[offset : offset + limit], len(whole))


def test_words_and_filters_combine(records: Records, roster: list[tuple[str, ...]]) -> None:
    heads = records.ask(members.people, PeopleFilter("神戸市", heads=True, state="present"), limit=1000)
    everyone = records.ask(members.people, PeopleFilter("神戸市"), limit=1000)
    assert heads.rows == tuple(row for row in everyone.rows if row.head)
    assert heads.total == len(heads.rows) < everyone.total
    assert records.ask(members.people, PeopleFilter("神戸市", state="former")).total == 0
    assert records.ask(members.people, PeopleFilter('"', state="present")).total == 0


def test_the_rows_of_the_gojuon_take_everybody_once(records: Records) -> None:
    for name, reading in [
        ("安藤", "アンドウ"),
        ("我妻", "ガツマ"),
        ("ばば", "ババ"),
        ("ヴァン", "ヴァン"),
        ("輪島", "ワジマ"),
        ("金", ""),
    ]:
        records.do(members.add_person, PersonRequest(name, reading))
    rows = {row: [each.name for each in records.ask(members.people, PeopleFilter(row=row)).rows] for row in kana.GOJUON}
    assert {row: found for row, found in rows.items() if found} == {
        "あ": ["安藤", "ヴァン"],
        "か": ["我妻"],
        "は": ["ばば"],
        "わ": ["輪島"],
    }
    assert [each.name for each in records.ask(members.people, PeopleFilter(row=OTHER_ROW)).rows] == ["金"]


def test_a_name_typed_with_its_marks_apart_is_found_and_kept_in_one_character(records: Records) -> None:
    records.do(members.add_person, PersonRequest("か\u3099んは\u309aち", "ｶﾞﾝﾊﾟﾁ"))
    row = records.ask(members.people, PeopleFilter("がん")).rows[0]
    assert row.name == "がんぱち"
    for words in ("か\u3099ん", "ガンパチ", "ｶﾞﾝ", "ぱち"):
        assert records.ask(members.people, PeopleFilter(words)).total == 1


def test_compatibility_kanji_stay_as_typed_and_are_found_by_their_common_form(records: Records) -> None:
    records.do(members.add_person, PersonRequest("\ufa19\ufa1b \ufa1e"))
    row = records.ask(members.people, PeopleFilter("神福 羽")).rows[0]
    assert row.name == "\ufa19\ufa1b \ufa1e"


def test_former_and_future_members_are_found_and_said_to_be_so(records: Records) -> None:
    records.do(members.add_person, PersonRequest("林 一", left=date(2020, 3, 31)))
    records.do(members.add_person, PersonRequest("林 二", joined=date(2099, 4, 1)))
    assert {row.name: row.state for row in records.ask(members.people, PeopleFilter("林")).rows} == {
        "林 一": "former",
        "林 二": "future",
    }
