"""Rosters nobody here wrote: totals, notes, merged cells, errors of the spreadsheet, two facts in one cell."""

import csv
import io
import random
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from kobe_desk.core.records import Records
from kobe_desk.core.sheets.reading import read_sheet
from kobe_desk.modules.members import usecases as members
from kobe_desk.modules.members.exchange.fields import words_expected
from kobe_desk.modules.members.exchange.guess import guess
from kobe_desk.modules.members.exchange.mapping import Mapping
from kobe_desk.modules.members.exchange.roster_rows import rows_of
from kobe_desk.modules.members.exchange.words import words_of
from kobe_desk.modules.members.usecases import PeopleFilter, people, person_request
from kobe_desk.modules.members.usecases.importing import (
    Headings,
    ImportReport,
    import_roster,
    remembered_mappings,
)

Take = Callable[..., ImportReport]


def everybody(records: Records) -> list[members.PersonRow]:
    return list(records.ask(members.people, PeopleFilter(), limit=1000).rows)


def tree(records: Records) -> list[tuple[str, str]]:
    return [(row.name, row.parent) for row in records.ask(members.areas)]


def names(records: Records) -> list[str]:
    return [row.name for row in everybody(records)]


def person(records: Records, name: str) -> members.PersonRequest:
    return records.ask(members.person_request, next(row.id for row in everybody(records) if row.name == name))


def told(report: ImportReport) -> list[tuple[int, str, str]]:
    return [(each.line, each.column, each.severity) for each in report.problems]


def workbook(path: Path, rows: list[list[object]], change: Callable[[openpyxl.Workbook], None] | None = None) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    book.save(path)
    return path.read_bytes()


def test_totals_notes_and_empty_flats_are_nobody(records: Records, take: Take) -> None:
    report = take("班,氏名,住所\n1,山田 太郎,見本市1-1\n計,120世帯,\n合計,2名,\n,空室,\n,以上,\n,※ 役員,\n,***,\n")
    assert (report.rows, report.imported, report.refused) == (7, 1, 6)
    assert names(records) == ["山田 太郎"]


def test_a_line_that_heads_a_group_gives_the_group_to_those_below(records: Records, take: Take) -> None:
    report = take("氏名,住所\n【1班】,\n山田 太郎,見本市1-1\n2班,\n佐藤 次郎,見本市1-3\n")
    assert (report.imported, report.refused) == (2, 2)
    assert [(row.name, row.area) for row in everybody(records)] == [("佐藤 次郎", "2班"), ("山田 太郎", "1班")]


def test_a_name_keeps_no_line_break_and_no_sign_of_direction(records: Records, take: Take) -> None:
    report = take('氏名,住所,備考\n"山\u202e田\n太郎","見本市\n1-1","一行目\n二行目"\n辻\U000e0100 𠮷,,\n')
    assert told(report) == [(2, "氏名", "warning"), (2, "住所", "warning")]
    assert "山[U+202E]田⏎太郎" in {each.value for each in report.problems}
    assert set(names(records)) == {"山田 太郎", "辻\U000e0100 𠮷"}
    assert person(records, "山田 太郎").notes == "一行目\n二行目"


def test_a_zero_byte_or_a_broken_character_spoils_its_row_only(records: Records, take: Take) -> None:
    assert take("氏名,電話\n山\x00田,\n佐藤,\n").imported == 2
    report = take("氏名,電話番号\n田中 花子,\n".encode() + b"\xe3\x81\xff,\n" + "鈴木 三郎,\n".encode())
    assert (report.imported, told(report)) == (2, [(3, "", "error")])


def test_a_reading_in_the_cell_of_the_name_is_the_reading(records: Records, take: Take) -> None:
    take("氏名（フリガナ）,続柄\n山田太郎（ヤマダタロウ）,本人\n山田花子(ﾔﾏﾀﾞﾊﾅｺ),妻\n")
    assert [(row.name, row.kana) for row in everybody(records)] == [
        ("山田太郎", "ヤマダタロウ"),
        ("山田花子", "ヤマダハナコ"),
    ]


def test_a_telephone_and_a_mobile_phone_in_one_cell_are_both_kept(records: Records, take: Take) -> None:
    report = take('氏名,電話\n山田,"078-333-1234\n090-1111-2222"\n田中,078-333-1235/078-333-1236\n')
    assert (person(records, "山田").phone, person(records, "山田").mobile) == ("078-333-1234", "090-1111-2222")
    assert person(records, "田中").phone == "078-333-1235/078-333-1236"
    assert told(report) == [(2, "電話", "warning"), (4, "電話", "warning")]


def test_an_address_in_several_columns_is_one_address(records: Records, take: Take) -> None:
    take("姓,名,都道府県,市区町村,町名,番地,建物\n山田,太郎,見本県,見本市見本区,みなと坂,1-1,201\n")
    (row,) = everybody(records)
    assert row.address.startswith("見本県見本市見本区みなと坂1-1")


def test_two_lines_of_headings_are_read_as_one(records: Records, take: Take) -> None:
    take("氏名,,住所,,電話,\n姓,名,町名,番地,自宅,携帯\n山田,太郎,みなと坂,1-1,078-333-1234,090-1111-2222\n")
    found = person(records, "山田　太郎")
    assert (found.phone, found.mobile) == ("078-333-1234", "090-1111-2222")


def test_a_number_below_the_heading_of_the_household_is_the_households(records: Records, take: Take) -> None:
    rows = "1,7,山田 太郎,やまだ たろう,078-333-1234,\n1,7,山田 花子,やまだ はなこ,,090-1111-2222\n2,8,佐藤 次郎,,,\n"
    take("会員名簿,,,,,\n世帯,,氏名,,連絡先,\n班,番号,漢字,ふりがな,自宅,携帯\n" + rows)
    taro, hanako, sato = (person(records, name) for name in ("山田 太郎", "山田 花子", "佐藤 次郎"))
    assert taro.household_id == hanako.household_id != sato.household_id
    assert (taro.number, hanako.number, hanako.kana) == ("", "", "ヤマダ ハナコ")


def test_of_block_and_group_side_by_side_the_group_is_the_households_and_stands_in_the_block(
    records: Records, take: Take
) -> None:
    take("ブロック,班,氏名,住所\n東,1,山田 太郎,見本市1-1\n〃,2,佐藤 次郎,見本市1-2\n西,3,田中 花子,見本市1-3\n")
    assert {(row.name, row.area) for row in everybody(records)} == {
        ("山田 太郎", "1班"), ("佐藤 次郎", "2班"), ("田中 花子", "3班"),
    }  # fmt: skip
    assert tree(records) == [("東", ""), ("1班", "東"), ("2班", "東"), ("西", ""), ("3班", "西")]
    take("氏名,ブロック\n鈴木 三郎,北ブロック\n")
    assert next(row.area for row in everybody(records) if row.name == "鈴木 三郎") == "北ブロック"


TWICE = (
    "地区,組,戸番,氏名,電話\n1,1,1,山田 太郎,078-333-0001\n1,2,1,佐藤 次郎,078-333-0002\n2,1,1,田中 花子,\n"
    "2,第2組,1,鈴木 三郎,\n,3,1,森 桃子,\n"
)


def test_groups_of_one_name_in_two_blocks_stay_apart(records: Records, take: Take) -> None:
    assert take(TWICE).households == 5
    assert tree(records) == [
        ("1地区", ""), ("1組", "1地区"), ("2組", "1地区"), ("2地区", ""), ("1組", "2地区"),
        ("第2組", "2地区"), ("3組", ""),
    ]  # fmt: skip
    report = take(TWICE)
    assert (report.imported, report.changed, report.unchanged) == (0, 0, 5)
    records.undo()
    assert tree(records) == []


def test_a_file_without_the_block_changes_nothing_and_asks_which_is_meant(records: Records, take: Take) -> None:
    take(TWICE)
    report = take("組,戸番,氏名\n2,1,鈴木 三郎\n1,1,田中 花子\n3,1,森 桃子\n1,9,林 梅子\n")
    assert (report.imported, report.changed, report.unchanged) == (1, 0, 3)
    assert [(each.line, each.value) for each in report.problems] == [(5, "1組")]
    assert "1組" in report.problems[0].reason
    assert next(row.area for row in everybody(records) if row.name == "林 梅子") == ""


def test_another_block_moves_the_household(records: Records, take: Take) -> None:
    take(TWICE)
    report = take("地区,組,戸番,氏名,電話\n2,1,2,山田 太郎,078-333-0001\n3,1,1,佐藤 次郎,078-333-0002\n")
    assert report.changed == 2
    assert tree(records)[-2:] == [("3地区", ""), ("1組", "3地区")]
    cards = {row.name: records.ask(members.person_card, row.id).household for row in everybody(records)}
    assert {name: card.area for name, card in cards.items() if card} == {
        "山田 太郎": "2地区　1組", "佐藤 次郎": "3地区　1組", "田中 花子": "2地区　1組", "鈴木 三郎": "2地区　第2組",
        "森 桃子": "3組",
    }  # fmt: skip


def test_an_error_of_the_spreadsheet_is_told_and_left_empty(records: Records, take: Take, tmp_path: Path) -> None:
    def spoil(book: openpyxl.Workbook) -> None:
        for place, shown in (("B2", "#N/A"), ("C3", "#REF!"), ("A4", "#NAME?")):
            book.active[place].value, book.active[place].data_type = shown, "e"  # type: ignore[index, union-attr]

    rows = [["氏名", "電話", "生年月日"], ["山田 太郎"], ["田中 花子"], [None, "078-333-1234"]]
    report = take(workbook(tmp_path / "x.xlsx", rows, spoil))
    assert (report.rows, report.imported) == (3, 2)
    assert (2, "電話", "warning") in told(report)
    assert (3, "生年月日", "warning") in told(report)
    assert (4, "氏名", "error") in told(report)
    assert {each.value for each in report.problems} >= {"#N/A", "#REF!", "#NAME?"}


def test_an_error_written_in_a_csv_file_is_the_same(records: Records, take: Take) -> None:
    assert told(take("氏名,電話\n山田,#N/A\n")) == [(2, "電話", "warning")]
    assert person(records, "山田").phone == ""


def test_a_cell_merged_downwards_holds_for_the_lines_it_covers(records: Records, take: Take, tmp_path: Path) -> None:
    def merge(book: openpyxl.Workbook) -> None:
        book.active.merge_cells("A2:A4")  # type: ignore[union-attr]
        book.active.merge_cells("C2:C3")  # type: ignore[union-attr]

    rows = [["班", "氏名", "住所"], ["1班", "山田", "見本市1-1"], [None, "花子"], [None, "佐藤", "見本市1-2"]]
    take(workbook(tmp_path / "x.xlsx", rows, merge))
    assert {(row.name, row.area, row.address) for row in everybody(records)} == {
        ("山田", "1班", "見本市1-1"),
        ("花子", "1班", "見本市1-1"),
        ("佐藤", "1班", "見本市1-2"),
    }


def test_the_day_of_an_eras_change_is_kept_by_its_own_name(records: Records, take: Take) -> None:
    report = take("氏名,生年月日\n山田,大正15年12月25日\n佐藤,昭和元年12月25日\n田中,平成31年5月1日\n")
    assert told(report) == [(2, "生年月日", "warning"), (4, "生年月日", "error")]
    assert "昭和元年12月25日" in report.problems[0].reason
    assert person(records, "山田").birth == person(records, "佐藤").birth


def test_a_stroke_or_nashi_where_a_fact_should_stand_says_nothing(records: Records, take: Take) -> None:
    assert take("氏名,電話,生年月日,〒\n山田 太郎,なし,-,－\n").problems == ()
    assert (person(records, "山田 太郎").phone, person(records, "山田 太郎").birth) == ("", None)


def test_a_second_table_beside_the_first_is_not_mixed_into_it(records: Records, take: Take) -> None:
    take("氏名,電話,,氏名,電話\n山田,078-333-1234,,田中,078-333-1235\n佐藤,,,鈴木,\n伊藤,,,加藤,\n")
    assert (person(records, "山田").phone, person(records, "山田").mobile) == ("078-333-1234", "")


SAME = "氏名,住所,電話,生年月日\n"


@pytest.mark.parametrize(
    ("rows", "facts"),
    [
        ("髙橋 一,見本市1-1,,\n高橋　一,見本市1丁目1,,\n", "住所"),
        ("山田 太郎,見本市1-1,078-333-1234,\n山田太郎,見本市9-9,0783331234,\n", "電話"),
        ("山田 太郎,見本市1-1,078-333-1234,S23.4.1\n山田太郎,見本市1-1,0783331234,\n", "住所・電話"),
        ("山田 太郎,見本市1-1,,S23.4.1\n山田太郎,見本市9-9,,1948/4/1\n", "生年月日"),
        ("山田 太郎,,,\n山田太郎,,,\n", "まったく同じ"),
    ],
)
def test_a_possible_duplicate_is_told_with_the_facts_that_agree(take: Take, rows: str, facts: str) -> None:
    (problem,) = take(SAME + rows).problems
    assert problem.line == 3
    assert facts in problem.reason


@pytest.mark.parametrize(
    "rows",
    [
        "山田 太郎,見本市1-1,078-333-1234,\n山田 太郎,見本市9-9,078-333-9999,\n",
        "佐藤,,,\n佐藤,ABC,,\n佐藤,DEF,,\n",
        "山田 太郎,見本市1-1,078-333-1234,S23.4.1\n山田 太郎,見本市1-1,078-333-1234,S50.4.1\n",
    ],
)
def test_a_name_alone_is_no_duplicate_nor_are_two_of_other_birth_dates(take: Take, rows: str) -> None:
    assert take(SAME + rows).problems == ()


def test_the_family_below_its_head_is_known_again(records: Records, take: Take) -> None:
    text = (
        "世帯番号,氏名,続柄,住所\n1,山田太郎,世帯主,見本市1-1\n1,山田花子,妻,\n1,山田一郎,子,\n2,田中次郎,,見本市1-2\n"
    )
    assert take(text).imported == 4
    again = take(text)
    assert (again.imported, again.changed, again.unchanged) == (0, 0, 4)


def test_of_two_alike_the_one_that_says_the_same_is_meant(records: Records, take: Take) -> None:
    text = SAME + "田中 花子,見本市1-1,,S23.4.1\n田中 花子,見本市2-2,,S23.4.1\n"
    assert take(text).imported == 2
    again = take(text)
    assert (again.imported, again.changed) == (0, 0)


def test_a_household_has_one_address_and_the_other_is_told(records: Records, take: Take) -> None:
    report = take("世帯番号,氏名,住所\n1,山田太郎,見本市1-1\n1,山田花子,見本市9-9\n")
    assert told(report) == [(3, "住所", "warning")]
    assert {row.address for row in everybody(records)} == {"見本市1-1"}


CHOICES = {
    "氏名": ("山田 太郎", "山田　花子", "髙橋 一郎", "高橋一郎", "田中次郎"),
    "会員番号": ("", "1", "2", "3", "4"),
    "続柄": ("", "世帯主", "妻", "子"),
    "生年月日": ("", "S23.4.1", "1950/3/3", "4/1", "23.4.1"),
    "班": ("", "1", "2", "〃"),
    "世帯番号": ("", "1", "2", "3"),
    "住所": ("", "見本市1-1", "見本市１－１", "見本市2-2", "みなと坂", "〃"),
    "電話": ("", "078-333-1234", "783331234"),
    "備考": ("", "メモ", "一行\n二行"),
}


@pytest.mark.parametrize("seed", range(25))
def test_whatever_was_taken_in_changes_nothing_the_second_time(records: Records, take: Take, seed: int) -> None:
    chance = random.Random(seed)
    columns = ["氏名", *(name for name in list(CHOICES)[1:] if chance.random() < 0.6)]
    text = io.StringIO()
    csv.writer(text).writerows(
        [columns, *([chance.choice(CHOICES[name]) for name in columns] for _ in range(chance.randint(1, 8)))]
    )
    first, second = take(text.getvalue()), take(text.getvalue())
    assert first.rows == first.imported + first.changed + first.unchanged + first.refused
    assert (second.imported, second.changed, second.unchanged) == (0, 0, first.imported)


def _big_workbook(path: Path, *, two_lines: bool) -> Path:
    """5,000 people below a title line and merged headings, as Excel lists are."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["みなと坂自治会　会員名簿（令和8年度）"])
    sheet.merge_cells("A1:I1")
    sheet.append(["班", "氏名", None, "フリガナ", None, "性別", "住所", None, "電話"])
    merged = ["B2:C2", "D2:E2", "G2:H2"]
    if two_lines:
        sheet.append([None, "姓", "名", "セイ", "メイ", None, "町名", "番地", None])
        merged += ["A2:A3", "F2:F3", "I2:I3"]
    for each in merged:
        sheet.merge_cells(each)
    for number in range(5_000):
        place = f"{number}番地"
        sheet.append([number % 20 + 1, "佐藤", f"花子{number}", "サトウ", "ハナコ", "女", "見本市見本区みなと坂", place,
                      f"078-{number // 100:03}-{number:04}"])  # fmt: skip
    book.save(path)
    return path


@pytest.mark.parametrize("two_lines", [False, True])
def test_five_thousand_rows_below_a_title_and_merged_headings_come_in_whole(
    records: Records, tmp_path: Path, two_lines: bool
) -> None:
    sheet = read_sheet(_big_workbook(tmp_path / "名簿.xlsx", two_lines=two_lines), words=words_expected())
    fields = tuple(each.field for each in guess(sheet.header, [row.cells for row in sheet.first(200)]))
    report = records.do(import_roster, rows_of(sheet, Mapping(fields))).result
    assert (report.imported, report.refused, report.problems) == (5_000, 0, ())
    (row,) = records.ask(people, PeopleFilter(words="花子4321")).rows
    assert (row.name, row.kana, row.area) == ("佐藤　花子4321", "サトウ ハナコ", "2班")
    assert row.address.endswith("4321番地")


def test_words_for_sex_and_relation_are_read_as_somebody_says(records: Records, tmp_path: Path) -> None:
    file = tmp_path / "名簿.csv"
    text = "氏名,性別,続柄,住所\n浜　一,オス,あるじ,山手1-1\n浜　花,女児,長女,山手1-1\n森　二,男,本人,山手2-2\n"
    file.write_text(text, encoding="utf-8")
    sheet = read_sheet(file, words=words_expected())
    mapping = Mapping(tuple(each.field for each in guess(sheet.header, [row.cells for row in sheet.first(200)])))
    words = {(row.field, row.word): (row.meaning, row.known) for row in words_of(sheet, mapping)}
    assert words["sex", "オス"] == ("", False)
    assert words["sex", "男"] == ("male", True)
    assert words["relation", "本人"] == ("世帯主", True)
    assert words["relation", "あるじ"] == ("=", True)
    mapping = mapping.read_as("sex", "オス", "male").read_as("sex", "女児", "female")
    mapping = mapping.read_as("relation", "あるじ", "世帯主").read_as("relation", "本人", "=")
    headings = Headings(sheet.header, tuple(mapping.fields), mapping.words, "S")
    report = records.do(import_roster, rows_of(sheet, mapping), headings).result
    assert report.problems == ()
    found = {row.name: (records.ask(person_request, row.id).sex, row.head) for row in records.ask(people).rows}
    assert found["浜　一"] == ("male", True)
    assert found["浜　花"] == ("female", False)
    assert records.ask(remembered_mappings) == (headings,)
