"""What a roster holds and nobody may lose without a word: rows at the side, signs of one computer, wrong days."""

from collections.abc import Callable
from pathlib import Path

import openpyxl

from kobe_desk.core.records import Records
from kobe_desk.modules.members import usecases as members
from kobe_desk.modules.members.usecases import PeopleFilter
from kobe_desk.modules.members.usecases.importing import ImportReport

Take = Callable[..., ImportReport]


def everybody(records: Records) -> list[members.PersonRow]:
    return list(records.ask(members.people, PeopleFilter(), limit=1000).rows)


def told(report: ImportReport) -> list[tuple[int, str, str]]:
    return [(each.line, each.column, each.value) for each in report.problems]


def workbook(path: Path, rows: list[list[object]], *merged: str) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    for each in merged:
        book.active.merge_cells(each)
    book.save(path)
    return path.read_bytes()


def test_people_in_a_second_table_at_the_side_are_told_line_by_line(take: Take) -> None:
    report = take("班,氏名,電話,班,氏名,電話\n1,左 一,,2,右 一,078-333-1234\n1,左 二,,,,\n,,,2,右 三,\n")
    assert (report.imported, report.refused) == (2, 1)
    assert [each for each in told(report) if not each[1]] == [(2, "", "右 一 078-333-1234"), (4, "", "右 三")]


def test_a_cell_beyond_the_headings_is_told(take: Take) -> None:
    rows = "".join(f"人 {line},見本市{line}-1\n" for line in range(1, 230))
    report = take(f"氏名,住所\n{rows}末 尾,見本市999-1,2026年に転出\n")
    assert (231, "", "2026年に転出") in told(report)


def test_a_house_number_below_a_merged_heading_is_no_group(records: Records, take: Take, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["班", "氏名", "住所", "住所"],
        [1, "山田 太郎", "高羽町1丁目", "2-3"],
        [1, "佐藤 花", "高羽町1丁目", "2-4"],
        [2, "田中 実", "高羽町2丁目", "5-1"],
    ]
    assert take(workbook(tmp_path / "結合.xlsx", rows, "C1:D1")).problems == ()
    assert {(row.name, row.area, row.address) for row in everybody(records)} == {
        ("山田 太郎", "1班", "高羽町1丁目2-3"),
        ("佐藤 花", "1班", "高羽町1丁目2-4"),
        ("田中 実", "2班", "高羽町2丁目5-1"),
    }


def test_a_family_name_merged_over_its_people_is_everybodys(records: Records, take: Take, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["姓", "名", "住所"],
        ["中村", "一", "見本市1-1"],
        [None, "花", None],
        ["森", "実", "見本市2"],
    ]
    take(workbook(tmp_path / "姓.xlsx", rows, "A2:A3", "C2:C3"))
    assert {row.name for row in everybody(records)} == {"中村　一", "中村　花", "森　実"}


def test_a_ditto_before_a_given_name_means_the_family_above(records: Records, take: Take) -> None:
    report = take("氏名,住所\n中村 一,見本市1-1\n〃 花,〃\n同上　次郎,〃\n山田,見本市2-1\n〃 桜,〃\n")
    assert {row.name for row in everybody(records)} == {"中村 一", "中村 花", "中村 次郎", "山田"}
    assert [(each.line, each.value, each.severity) for each in report.problems] == [(6, "〃 桜", "error")]


def test_a_given_name_alone_is_told(records: Records, take: Take) -> None:
    report = take("姓,名,続柄\n中村,一,世帯主\n,花,妻\n")
    assert told(report) == [(3, "姓", "花")]
    assert {row.name for row in everybody(records)} == {"中村　一", "花"}


def test_a_sign_of_one_computer_only_is_kept_and_told(records: Records, take: Take) -> None:
    report = take("氏名,備考\n".encode("cp932") + b"\x8b\x67\xf0\x40\x91\xbe\x98\x59,\r\n")
    assert told(report) == [(2, "氏名", "吉〓太郎")]
    assert [row.name for row in everybody(records)] == ["吉\ue000太郎"]


def test_a_house_number_that_a_spreadsheet_made_a_day_is_told(take: Take) -> None:
    report = take(
        "氏名,住所,番地,部屋番号\n山田,見本町,1月2日,2-Mar\n佐藤,見本町,2026/1/2,\n田中,見本町1月2日坂,1-2,\n"
    )
    assert told(report) == [(2, "番地", "1月2日"), (2, "部屋番号", "2-Mar"), (3, "番地", "2026/1/2")]


def test_a_column_without_a_heading_is_named_by_its_letter(take: Take) -> None:
    rows = "".join(f"人 {line},見本町,1-{line}\n" for line in range(1, 5))
    report = take(f"氏名,住所,\n{rows}山田,見本町,1月2日\n")
    assert told(report) == [(6, "C列", "1月2日")]


def test_a_relation_of_somebody_beside_the_head_is_not_the_heads(records: Records, take: Take) -> None:
    take("世帯主氏名,世帯員1,続柄1,生年月日1,世帯員2,続柄2,住所1\n中村 一,花,妻,S22.1.1,次郎,子,見本町1-1\n")
    (row,) = everybody(records)
    assert (row.name, row.address) == ("中村 一", "見本町1-1")
    found = records.ask(members.person_request, row.id)
    assert (found.relation, found.birth) == ("", None)


def test_a_polite_heading_is_known(records: Records, take: Take) -> None:
    take("お名前,お電話番号,ご続柄\n中村 一,078-333-1234,本人\n")
    assert records.ask(members.person_request, everybody(records)[0].id).phone == "078-333-1234"


def test_a_group_above_the_headings_and_between_marks_heads_the_rows_below(records: Records, take: Take) -> None:
    take("■1班■,\n氏名,住所\n山田 太郎,見本市1-1\n■2班■,\n佐藤 次郎,見本市1-3\n")
    assert {(row.name, row.area) for row in everybody(records)} == {("山田 太郎", "1班"), ("佐藤 次郎", "2班")}


def test_a_title_or_a_note_behind_a_name_is_kept_and_told(records: Records, take: Take) -> None:
    report = take("氏名\n山田 太郎 様\n佐藤 花（故）\n田中（旧姓 森）実\n様子 桜\n")
    assert [each[0] for each in told(report)] == [2, 3]
    assert "佐藤 花（故）" in {row.name for row in everybody(records)}


def test_the_family_in_columns_of_its_own_is_told_line_by_line(take: Take) -> None:
    rows = "中村 一,花子・太郎,3,7,見本町1-1\n森 実,,1人,8,見本町1-2\n林 一,なし,1,9,見本町1-3\n"
    report = take(f"世帯主氏名,家族,家族数,家族番号,住所\n{rows}")
    assert told(report) == [(2, "家族", "花子・太郎")]
    report = take("氏名,家族1,家族2,住所\n中村 一,花子,太郎,見本町1-1\n")
    assert told(report) == [(2, "家族1", "花子"), (2, "家族2", "太郎")]


def test_several_names_in_the_cell_of_the_name_are_told(take: Take) -> None:
    assert told(take("氏名\n中村 一・花子\n森 実、桜\nマリア・ガルシア\n林 一\n")) == [
        (2, "氏名", "中村 一・花子"), (3, "氏名", "森 実、桜"),
    ]  # fmt: skip


def test_of_a_family_name_and_a_given_name_and_a_table_at_the_right_the_left_one_counts(
    records: Records, take: Take
) -> None:
    report = take("班,姓,名,電話,班,氏名,電話\n1,左,一,,2,右 一,078-333-1234\n1,左,二,,2,右 二,\n")
    assert {row.name for row in everybody(records)} == {"左　一", "左　二"}
    assert [each for each in told(report) if not each[1]] == [(2, "", "右 一 078-333-1234"), (3, "", "右 二")]
    take("姓,名,氏名,住所\n森,実,森 実,見本町1-1\n林,一,林 一,見本町1-2\n")
    assert {row.address for row in everybody(records) if row.name[0] in "森林"} == {"見本町1-1", "見本町1-2"}
