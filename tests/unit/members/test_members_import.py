"""Rosters as people keep them: read, understood, reported row by row, and never taken in twice."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kobe_desk.core.names import unwritable
from kobe_desk.core.records import Records
from kobe_desk.core.sheets.reading import read_sheet
from kobe_desk.modules.members import usecases as members
from kobe_desk.modules.members.exchange import ahead
from kobe_desk.modules.members.exchange.ahead import rows_ahead
from kobe_desk.modules.members.exchange.fields import Field, known_headings, words_expected
from kobe_desk.modules.members.exchange.guess import BY_CONTENT, BY_HEADING, BY_LAST_TIME, COUNTS_LINES, guess
from kobe_desk.modules.members.exchange.mapping import Mapping
from kobe_desk.modules.members.exchange.roster_rows import rows_of
from kobe_desk.modules.members.usecases import PeopleFilter, PersonRequest
from kobe_desk.modules.members.usecases.importing import (
    Headings,
    ImportReport,
    check_roster,
    import_roster,
    remembered_mappings,
)

Take = Callable[..., ImportReport]
FULL = """会員番号,班,戸番,氏名,フリガナ,続柄,生年月日,性別,郵便番号,住所,電話,入会日
1,1,1,髙橋　一郎,タカハシ イチロウ,世帯主,S23.4.1,男,657-0001,神戸市灘区みなと坂1-1,078-333-1234,H12.4.1
2,1,1,髙橋　花子,ﾀｶﾊｼ ﾊﾅｺ,妻,昭和25年3月3日,女,657-0001,神戸市灘区みなと坂1-1,,H12.4.1
3,1,2,𠮷田　実,よしだ みのる,世帯主,1960/12/24,男,657-0001,神戸市灘区みなと坂1-2,078-333-5678,2010-04-01
4,2,1,フェルナンデス　マリア,フェルナンデス マリア,世帯主,R1.5.1,女,657-0001,神戸市灘区みなと坂2-1,090-1234-5678,
"""


def everybody(records: Records, **which: object) -> list[members.PersonRow]:
    return list(records.ask(members.people, PeopleFilter(**which), limit=1000).rows)


def names(records: Records, **which: object) -> list[str]:
    return [row.name for row in everybody(records, **which)]


def figures(report: ImportReport) -> tuple[int, int, int, int]:
    return report.rows, report.imported, report.changed, report.unchanged


def severities(report: ImportReport) -> list[tuple[int, str, str]]:
    return [(each.line, each.column, each.severity) for each in report.problems]


def homes(records: Records) -> list[list[str]]:
    found: dict[object, list[str]] = {}
    for row in everybody(records):
        found.setdefault(row.household_id or row.id, []).append(row.name)
    return sorted(sorted(people) for people in found.values())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_roster_is_taken_in_with_its_households_and_one_undo_takes_it_back(
    records: Records, take: Take, encoding: str
) -> None:
    report = take(FULL, encoding)
    assert figures(report) == (4, 4, 0, 0)
    assert report.households == 3
    assert report.problems == ()
    assert names(records) == ["髙橋　一郎", "髙橋　花子", "フェルナンデス　マリア", "𠮷田　実"]
    head = everybody(records, words="一郎")[0]
    card = records.ask(members.household_card, head.household_id)
    assert [(each.name, each.head, each.relation) for each in card.people] == [
        ("髙橋　一郎", True, "世帯主"),
        ("髙橋　花子", False, "妻"),
    ]
    person = records.ask(members.person_request, head.id)
    assert (person.birth, person.joined, person.sex) == (date(1948, 4, 1), date(2000, 4, 1), "male")
    assert [area.name for area in records.ask(members.areas)] == ["1班", "2班"]
    records.undo()
    assert everybody(records) == []
    assert records.ask(members.areas) == ()
    records.redo()
    assert names(records, words="高橋 みなと坂1-1") == ["髙橋　一郎", "髙橋　花子"]


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_old_encodings_and_separators_are_read(records: Records, take: Take, encoding: str, separator: str) -> None:
    text = "氏名,ふりがな,住所\n山崎　恵子,やまざき けいこ,神戸市灘区1-1\n渡辺　健,わたなべ けん,神戸市灘区1-2\n"
    assert take(text.replace(",", separator), encoding).imported == 2
    assert names(records) == ["山崎　恵子", "渡辺　健"]


def test_characters_of_windows_come_through_and_are_found_by_their_common_forms(records: Records, take: Take) -> None:
    lines = [b"\x8e\x81\x96\xbc,\x94\xf5\x8d\x6c"]  # 氏名,備考
    lines += [each + "田,①Ⅲ㈱".encode("cp932") for each in (b"\xfb\xfc", b"\xee\xe0")]  # 髙 in both its places
    assert take(b"\r\n".join(lines)).imported == 2
    assert names(records, words="高田") == ["髙田", "髙田"]
    assert unwritable("𠮷田　髙") == ("𠮷",)


def test_importing_again_changes_nothing_and_keeps_the_first_day(records: Records, take: Take) -> None:
    take(FULL)
    line = len(records.history())
    again = take(FULL)
    assert figures(again) == (4, 0, 0, 4)
    assert again.problems == ()
    other = take(FULL.replace("H12.4.1", "R2.4.1"))
    assert figures(other) == (4, 0, 0, 4)
    assert {each.severity for each in other.problems} == {"warning"}
    key = everybody(records, words="一郎")[0].id
    assert records.ask(members.person_request, key).joined == date(2000, 4, 1)
    assert len(records.history()) == line


def test_what_the_file_says_anew_is_changed_and_what_it_leaves_empty_stays(records: Records, take: Take) -> None:
    take(FULL)
    report = take(FULL.replace("078-333-1234", "078-333-9999").replace("S23.4.1", "").replace("よしだ", ""))
    assert figures(report) == (4, 0, 2, 2)
    key = everybody(records, words="一郎")[0].id
    person = records.ask(members.person_request, key)
    assert (person.phone, person.birth) == ("078-333-9999", date(1948, 4, 1))
    assert names(records, words="333-9999") == ["髙橋　一郎"]
    records.undo()
    assert names(records, words="333-9999") == []
    assert names(records, words="333-1234") == ["髙橋　一郎"]


def test_rare_kanji_are_not_replaced_by_a_careless_list(records: Records, take: Take) -> None:
    take(FULL)
    report = take(FULL.replace("髙", "高"))
    assert figures(report) == (4, 0, 0, 4)
    assert [each.value for each in report.problems] == ["高橋　一郎", "高橋　花子"]
    assert names(records, words="高橋") == ["髙橋　一郎", "髙橋　花子"]


def test_a_household_that_moved_as_a_whole_moves_and_one_who_moved_alone_moves_alone(
    records: Records, take: Take
) -> None:
    take(FULL)
    whole = FULL.replace("みなと坂1-1", "山手9-9")
    assert figures(take(whole)) == (4, 0, 2, 2)
    assert homes(records) == [["フェルナンデス　マリア"], ["髙橋　一郎", "髙橋　花子"], ["𠮷田　実"]]
    assert names(records, words="山手9-9") == ["髙橋　一郎", "髙橋　花子"]
    alone = whole.replace("女,657-0001,神戸市灘区山手9-9", "女,657-0001,神戸市灘区浜町3-3", 1)
    assert figures(take(alone)) == (4, 0, 1, 3)
    assert names(records, words="浜町") == ["髙橋　花子"]
    assert names(records, words="山手") == ["髙橋　一郎"]
    assert figures(take(alone)) == (4, 0, 0, 4)
    records.undo()
    assert names(records, words="山手") == ["髙橋　一郎", "髙橋　花子"]


def test_nothing_is_written_before_consent(records: Records, take: Take) -> None:
    tried = take(FULL + "5,1,3,山本　誠,,,1948-04-31,男,,,,\n", tried=True)
    assert figures(tried) == (5, 4, 0, 0)
    assert tried.households == 3
    assert everybody(records) == []
    assert records.history() == ()


def test_a_row_that_cannot_be_is_named_and_the_others_are_taken_in(records: Records, take: Take) -> None:
    good = "".join(f"{number},山田　{number}郎,S30.1.{number % 28 + 1}\n" for number in range(1, 300))
    bad = '300,山田　太郎,1948-04-31\n301,,S30.1.1\n302,"山田,S30.1.1\n'
    bad += "303,山田　三郎,昭和99年1月1日\n304,山田　四郎,H1.2.29\n"
    report = take(f"会員番号,氏名,生年月日\n{good}{bad}", "cp932")
    assert figures(report) == (304, 299, 0, 0)
    assert severities(report) == [
        (301, "生年月日", "error"),
        (302, "氏名", "error"),
        (303, "", "error"),
        (304, "生年月日", "error"),
        (305, "生年月日", "error"),
    ]
    assert report.problems[0].value == "1948-04-31"
    assert "30" in report.problems[0].reason


def test_blank_lines_titles_and_spaces_around_headings_are_passed_over(records: Records, take: Take) -> None:
    text = ",,,\n令和8年度　会員名簿,,,\n\n 氏 名 ,【フリガナ】, 電話番号(自宅) ,\n,,,\n"
    text += "林　一,ハヤシ ハジメ,078-333-1234,\n\n"
    report = take(text)
    assert figures(report) == (1, 1, 0, 0)
    row = everybody(records)[0]
    assert (row.name, row.kana, row.phone) == ("林　一", "ハヤシ ハジメ", "078-333-1234")


def test_a_cell_may_hold_commas_and_line_breaks(records: Records, take: Take) -> None:
    report = take('氏名,備考,住所\n"林　一","朝は留守,\n夜に","灘区1-1"\n森　二,,灘区1-2\n')
    assert figures(report) == (2, 2, 0, 0)
    assert names(records, words="森") == ["森　二"]
    assert names(records, words="灘区1-1") == ["林　一"]


@pytest.mark.parametrize(
    ("written", "birth", "part", "severity"),
    [
        ("1948/4/1", date(1948, 4, 1), "", ""),
        ("S23.4.1", date(1948, 4, 1), "", ""),
        ("昭和23年4月1日", date(1948, 4, 1), "", ""),
        ("Ｓ２３．４．１", date(1948, 4, 1), "", ""),
        ("23.4.1", None, "", "warning"),
        ("4/1", None, "--04-01", "warning"),
        ("2/29", None, "--02-29", "warning"),
        ("昭和23年", None, "1948", "warning"),
        ("昭和23年4月", None, "1948-04", "warning"),
        ("不明", None, "", "warning"),
        ("2019-05-01", date(2019, 5, 1), "", ""),
        ("平成元年1月8日", date(1989, 1, 8), "", ""),
    ],
)
def test_every_writing_of_a_birth_date_has_its_outcome(
    records: Records, take: Take, written: str, birth: date | None, part: str, severity: str
) -> None:
    report = take(f"氏名,生年月日\n林　一,{written}\n")
    person = records.ask(members.person_request, everybody(records)[0].id)
    assert (person.birth, person.birth_part) == (birth, part)
    assert [each.severity for each in report.problems] == ([severity] if severity else [])


@pytest.mark.parametrize(
    "written", ["1948-04-31", "S65.1.1", "令和99年1月1日", "13/45", "2999-01-01", "平成32年5月1日"]
)
def test_a_day_no_calendar_has_refuses_its_row(records: Records, take: Take, written: str) -> None:
    report = take(f"氏名,生年月日\n林　一,{written}\n森　二,S23.4.1\n")
    assert names(records) == ["森　二"]
    assert severities(report) == [(2, "生年月日", "error")]


def test_the_era_chosen_for_a_file_decides_bare_years(records: Records, take: Take) -> None:
    take("氏名,生年月日\n林　一,23.4.1\n", era="S")
    assert everybody(records)[0].birth == date(1948, 4, 1)


def test_doubtful_numbers_are_kept_or_left_empty_and_said(records: Records, take: Take) -> None:
    text = "氏名,郵便番号,電話,メール,性別,フリガナ\n林　一,99,12345,no mail,?,林\n"
    text += "森　二,〒６５７０００１,０７８３３３１２３４,ａ@example.jp,男性,もり じ\n"
    report = take(text)
    assert {(each.line, each.severity) for each in report.problems} == {(2, "warning")}
    assert {each.column for each in report.problems} == {"郵便番号", "電話", "メール", "性別", "フリガナ"}
    second = records.ask(members.person_request, everybody(records, words="森")[0].id)
    assert (second.phone, second.mail, second.sex, second.kana) == ("078-333-1234", "a@example.jp", "male", "モリ ジ")


def test_people_are_never_made_a_family_by_their_surname(records: Records, take: Take) -> None:
    take("氏名,住所\n佐藤　一,\n佐藤　二,灘区1-1\n佐藤　三,灘区2-2\n田中　四,灘区2-2\n")
    assert homes(records) == [["佐藤　一"], ["佐藤　三", "田中　四"], ["佐藤　二"]]
    assert names(records, unplaced=True) == ["佐藤　一", "佐藤　三", "佐藤　二", "田中　四"]


def test_a_place_name_without_a_number_is_no_address_to_share(records: Records, take: Take) -> None:
    take("氏名,住所\n佐藤　一,灘区みなと坂\n森　二,灘区みなと坂\n")
    assert homes(records) == [["佐藤　一"], ["森　二"]]


def test_two_heads_at_one_address_are_two_households(records: Records, take: Take) -> None:
    text = "氏名,続柄,住所\n林　一,世帯主,灘区1-1\n林　二,妻,灘区1-1\n林　三,世帯主,灘区1-1\n林　四,長女,灘区1-1\n"
    take(text)
    assert homes(records) == [["林　一", "林　二"], ["林　三", "林　四"]]
    assert figures(take(text)) == (4, 0, 0, 4)


def test_a_family_below_its_head_needs_no_address_of_its_own(records: Records, take: Take) -> None:
    take("班,戸番,氏名,続柄,住所\n3,1,林　一,世帯主,灘区1-1\n,,林　二,妻,\n3,2,森　三,世帯主,灘区1-2\n,,森　四,子,〃\n")
    assert homes(records) == [["林　一", "林　二"], ["森　三", "森　四"]]


def test_the_head_named_in_each_row_makes_the_household(records: Records, take: Take) -> None:
    take("氏名,世帯主,住所\n林　一,林　一,灘区1-1\n森　二,林　一,灘区１丁目１番\n林　三,林　三,灘区1-1\n")
    assert homes(records) == [["林　一", "森　二"], ["林　三"]]
    assert {row.name for row in everybody(records) if row.head} == {"林　一", "林　三"}


@pytest.mark.parametrize("mark", ["○", "◎", "世帯主", "本人", "1"])
def test_a_mark_in_the_column_of_the_head_names_the_head_and_is_nobodys_name(
    records: Records, take: Take, mark: str
) -> None:
    first = f"氏名,世帯主,班,住所\n山田花子,,1班,灘区1-1\n山田太郎,{mark},1班,灘区1-1\n"
    take(f"{first}鈴木一,{mark},1班,灘区1-2\n林,{mark},1班,\n")
    assert homes(records) == [["山田太郎", "山田花子"], ["林"], ["鈴木一"]]
    assert [row.name for row in everybody(records) if row.head] == ["山田太郎", "林", "鈴木一"]


def test_a_group_is_one_however_it_is_written_and_people_in_it_are_known_again(records: Records, take: Take) -> None:
    text = "氏名,班\n山田,3班\n鈴木,第3班\n佐藤,３\n林,第三班\n森,A組\n辻,Ａ組\n"
    assert figures(take(text)) == (6, 6, 0, 0)
    assert figures(take(text)) == (6, 0, 0, 6)
    assert [area.name for area in records.ask(members.areas)] == ["3班", "A組"]


def test_headings_repeated_on_each_page_are_nobody(records: Records, take: Take) -> None:
    report = take("No.,氏名,電話\n1,山田,078-333-1234\nNo.,氏名,電話\n2,鈴木,\n")
    assert figures(report) == (3, 2, 0, 0)
    assert severities(report) == [(3, "氏名", "error")]


def test_the_group_and_house_in_one_column_are_split(records: Records, take: Take) -> None:
    take("班,氏名\n1-12,林　一\n3−4,森　二\n3-5,辻　三\n")
    assert [(row.name, row.area, row.house_number) for row in everybody(records)] == [
        ("林　一", "1班", "12"),
        ("森　二", "3班", "4"),
        ("辻　三", "3班", "5"),
    ]


def test_somebody_who_comes_twice_is_taken_in_and_pointed_at(records: Records, take: Take) -> None:
    report = take("会員番号,氏名,生年月日\n7,林　一,S23.4.1\n8,林 一,S23.4.1\n7,森　二,S24.4.1\n")
    assert figures(report) == (3, 3, 0, 0)
    assert [(each.line, each.severity) for each in report.problems] == [(3, "warning"), (4, "warning")]
    assert records.ask(members.person_request, everybody(records, words="森")[0].id).number == ""


def test_two_of_one_name_and_another_birth_date_are_two_people(records: Records, take: Take) -> None:
    first = "氏名,生年月日,住所\n林　一,S23.4.1,灘区1-1\n"
    take(first)
    report = take(first + "林　一,H3.4.1,灘区1-1\n")
    assert figures(report) == (2, 1, 0, 1)
    assert [each.severity for each in report.problems] == ["warning"]
    assert len(everybody(records)) == 2


def test_a_number_that_belongs_to_somebody_else_is_not_taken_over(records: Records, take: Take) -> None:
    take("会員番号,氏名,生年月日\n1,林　一,S23.4.1\n")
    report = take("会員番号,氏名,生年月日\n1,森　二,S50.1.1\n")
    assert figures(report) == (1, 1, 0, 0)
    assert "林　一" in report.problems[0].reason
    assert sorted(records.ask(members.person_request, row.id).number for row in everybody(records)) == ["", "1"]


def test_people_with_nothing_but_a_name_are_known_again(records: Records, take: Take) -> None:
    text = "氏名\n林　一\n林　一\n森　二\n"
    assert figures(take(text)) == (3, 3, 0, 0)
    assert figures(take(text)) == (3, 0, 0, 3)


def test_who_was_written_down_by_hand_is_known_in_a_file(records: Records, take: Take) -> None:
    records.do(members.add_person, PersonRequest("髙橋 一郎", birth=date(1948, 4, 1)))
    assert take(FULL).imported == 3


HEADINGS = {
    "氏名": Field.NAME, "お名前": Field.NAME, "名前": Field.NAME, "ふりがな": Field.KANA, "ﾌﾘｶﾞﾅ": Field.KANA,
    "読み": Field.KANA, "氏名（カナ）": Field.KANA, "〒": Field.POSTAL, "郵便番号": Field.POSTAL,
    "ご住所": Field.ADDRESS, "TEL": Field.PHONE, "電話番号": Field.PHONE, "携帯電話": Field.MOBILE, "組": Field.AREA,
    "ブロック": Field.AREA, "戸番": Field.HOUSE, "続柄": Field.RELATION, "生年月日": Field.BIRTH, "性別": Field.SEX,
    "E-mail": Field.MAIL, "備　考": Field.NOTES, "入会日": Field.JOINED, "会員番号": Field.NUMBER,
    "マンション名": Field.BUILDING, "部屋番号": Field.ROOM, "緊急連絡先": Field.IGNORED, "会費": Field.IGNORED,
}  # fmt: skip


@pytest.mark.parametrize(("heading", "field"), HEADINGS.items())
def test_headings_of_real_rosters_are_known(heading: str, field: Field) -> None:
    others = tuple(word for word in ("氏名", "住所") if known_headings()[word] is not field)
    found, *_others = guess((heading, *others), [["x"] * 3] * 3)
    assert found.field is field
    assert (found.reason == BY_HEADING) == bool(field)


def test_columns_are_guessed_together(tmp_path: Path) -> None:
    def fields(*header: str) -> list[Field]:
        return [each.field for each in guess(header, [["林"] * len(header)])]

    assert fields("世帯主", "住所") == [Field.NAME, Field.ADDRESS]
    assert fields("世帯主", "氏名") == [Field.HEAD_NAME, Field.NAME]
    assert fields("姓", "名", "セイ", "メイ") == [Field.FAMILY, Field.GIVEN, Field.FAMILY_KANA, Field.GIVEN_KANA]
    assert fields("氏名", "番地") == [Field.NAME, Field.ADDRESS]
    assert fields("住所", "番地") == [Field.ADDRESS, Field.ADDRESS_REST]
    assert fields("氏名", "名前") == [Field.NAME, Field.IGNORED]


def test_a_column_that_only_counts_the_lines_is_no_key() -> None:
    counting, other = guess(("No.", "氏名"), [["1", "林"], ["2", "森"], ["3", "辻"]])
    assert (counting.field, counting.reason, other.field) == (Field.IGNORED, COUNTS_LINES, Field.NAME)
    assert guess(("No.", "氏名"), [["107", "林"], ["23", "森"]])[0].field is Field.NUMBER


def test_a_file_without_headings_is_understood_by_its_content(records: Records, take: Take) -> None:
    people = zip(range(1, 6), "一二三四五", "イニミヨゴ", strict=True)
    line = "{n},林　{c}子,ハヤシ {k}コ,〒657-0001,神戸市灘区みなと坂1-{n},078-333-12{n}0,S3{n}.4.1\n"
    text = "".join(line.format(n=n, c=c, k=k) for n, c, k in people)
    report = take(text)
    assert figures(report) == (5, 5, 0, 0)
    row = everybody(records, words="林　三子")[0]
    assert (row.kana, row.phone, row.birth) == ("ハヤシ ミコ", "078-333-1230", date(1958, 4, 1))


def test_columns_are_read_as_last_time(records: Records, tmp_path: Path) -> None:
    guesses = guess(("連絡", "氏名"), [["078-333-1234", "林"]], {"連絡": "mobile"})
    assert (guesses[0].field, guesses[0].reason) == (Field.MOBILE, BY_LAST_TIME)
    assert guess(("", "", ""), [["a@example.jp", "林", "男"]] * 4)[0].reason == BY_CONTENT
    records.do(import_roster, iter(()), Headings(("連絡", "氏名"), ("mobile", "name")))
    assert records.ask(remembered_mappings) == (Headings(("連絡", "氏名"), ("mobile", "name")),)


def test_a_reader_ahead_gives_the_same_as_one_in_place(
    records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "名簿.csv"
    lines = "".join(f"{n},林　{n},{'1948-04-31' if n % 7 == 0 else 'S23.4.1'},灘区{n % 40}-{n}\n" for n in range(2500))
    file.write_text(f"会員番号,氏名,生年月日,住所\n{lines}", encoding="cp932")
    sheet = read_sheet(file, words=words_expected())
    mapping = Mapping(tuple(each.field for each in guess(sheet.header, [row.cells for row in sheet.first()])))
    here = records.ask(check_roster, rows_of(sheet, mapping))
    monkeypatch.setattr(ahead, "WORTH_A_CHILD", 0)
    seen: list[tuple[int, int]] = []
    there = records.do(import_roster, rows_ahead(sheet, mapping, lambda *step: seen.append(step))).result
    assert there == here
    assert seen
    assert everybody(records, words="林 灘区3-3")[0].name == "林　3"


def test_the_index_after_an_import_is_the_one_of_rows_written_singly(records: Records, take: Take) -> None:
    take(FULL)
    for row in everybody(records):
        request = records.ask(members.person_request, row.id)
        records.do(members.edit_person, row.id, request)
    for words in ("高橋", "はなこ", "078-333", "みなと坂1-1", "657", "2"):
        before = names(records, words=words)
        records.do(members.add_person, PersonRequest("別　人"))
        assert names(records, words=words) == before


def test_what_a_file_says_anew_holds_from_the_day_that_was_asked_for_it(
    records: Records, tmp_path: Path, take: Take
) -> None:
    """変更（いつから）for the whole file: the roster of the day before keeps the old address; one undo is enough."""
    take(FULL)
    file = tmp_path / "新.csv"
    file.write_text(FULL.replace("みなと坂2-1", "山手9-9").replace("タカハシ イチロウ", "タカハシ カズオ"), "utf-8")
    sheet = read_sheet(file, words=words_expected())
    fields = tuple(each.field for each in guess(sheet.header, [row.cells for row in sheet.first(200)]))
    report = records.do(import_roster, list(rows_of(sheet, Mapping(fields))), None, date(2026, 4, 1)).result
    assert figures(report) == (4, 0, 2, 2)
    on = [
        {row.name: row.address[-5:] for row in everybody(records, on=day)}
        for day in (date(2026, 3, 31), date(2026, 4, 1))
    ]
    assert [each["フェルナンデス　マリア"] for each in on] == ["と坂2-1", "山手9-9"]
    assert names(records, words="カズオ") == names(records, words="いちろう") == ["髙橋　一郎"]
    earlier = list(rows_of(sheet, Mapping(fields)))
    earlier = [row._replace(address="浜1-1") if "マリア" in row.name else row for row in earlier]
    late = records.do(import_roster, earlier, None, date(2025, 4, 1)).result
    assert [each.value for each in late.problems] == ["フェルナンデス　マリア"]
    assert {row.name: row.address[-5:] for row in everybody(records)}["フェルナンデス　マリア"] == "山手9-9"
    records.undo()
    assert {row.address[-5:] for row in everybody(records, on=date(2026, 4, 1)) if "マリア" in row.name} == {"と坂2-1"}
