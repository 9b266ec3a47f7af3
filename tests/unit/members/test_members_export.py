"""Rosters that leave as files: typed, neutralised, recorded, and read back as they were."""

from datetime import date
from pathlib import Path

import pytest

from kobe_desk.core.records import Records
from kobe_desk.core.sheets.reading import read_sheet
from kobe_desk.core.sheets.writing import CannotBeWritten
from kobe_desk.modules.members import usecases as members
from kobe_desk.modules.members.exchange.export import SUBSTITUTE, Form, lost_in_cp932, write_export
from kobe_desk.modules.members.exchange.fields import words_expected
from kobe_desk.modules.members.exchange.guess import guess
from kobe_desk.modules.members.exchange.mapping import Mapping
from kobe_desk.modules.members.exchange.roster_rows import rows_of
from kobe_desk.modules.members.usecases import (
    EXPORT_FIELDS,
    AreaRequest,
    HouseholdRequest,
    PeopleFilter,
    PersonRequest,
    ProvisionRequest,
)
from kobe_desk.modules.members.usecases.importing import ImportReport, check_roster

GIVEN = ProvisionRequest("会計 乙川", "名札を作る")


@pytest.fixture
def roster(records: Records) -> None:
    area = records.do(members.add_area, AreaRequest("3班")).result
    people = (
        PersonRequest(
            "髙橋　一郎", "タカハシ イチロウ", birth=date(1948, 4, 1), sex="male", phone="078-000-0001", number="007"
        ),
        PersonRequest("髙橋　花子", "タカハシ ハナコ", relation="妻", notes='=HYPERLINK("x")', mail="-a@example.jp"),
    )
    home = HouseholdRequest(area, "1", "065-0001", "見本市1-1", "@荘101", joined=date(2000, 4, 1))
    records.do(members.add_household, home, people)
    second = HouseholdRequest(area, "2", "065-0001", "見本市2-2", phone="078-000-0009")
    records.do(members.add_household, second, (PersonRequest("𠮷田　実", "ヨシダ ミノル"),))


def again(records: Records, file: Path) -> ImportReport:
    sheet = read_sheet(file, words=words_expected())
    fields = tuple(each.field for each in guess(sheet.header, [row.cells for row in sheet.first()]))
    report: ImportReport = records.ask(check_roster, rows_of(sheet, Mapping(fields)))
    return report


@pytest.mark.parametrize("form", [Form.XLSX, Form.CSV])
def test_a_file_written_and_read_again_changes_nothing(
    records: Records, roster: None, tmp_path: Path, form: Form
) -> None:
    """Cases 6 and 17: leading zeros, signs of formulas, first days; nobody is new and nothing is otherwise."""
    export = records.do(members.export_roster, PeopleFilter(), EXPORT_FIELDS, form, GIVEN, "在籍者").result
    file = write_export(export, tmp_path / f"名簿.{form}", form)
    report = again(records, file)
    assert (report.imported, report.changed, report.unchanged, report.refused) == (0, 0, 3, 0)


def test_blocks_with_groups_of_one_name_are_read_again_as_they_are(records: Records, tmp_path: Path) -> None:
    for block, name in (("東ブロック", "佐藤　一"), ("西ブロック", "鈴木　二")):
        parent = records.do(members.add_area, AreaRequest(block)).result
        inner = records.do(members.add_area, AreaRequest("1班", parent)).result
        records.do(members.add_household, HouseholdRequest(inner, "1"), (PersonRequest(name),))
    export = records.do(members.export_roster, PeopleFilter(), EXPORT_FIELDS, Form.CSV, GIVEN, "在籍者").result
    assert export.fields[:3] == ("number", "district", "area")
    assert [row[1:3] for row in export.rows] == [("東ブロック", "1班"), ("西ブロック", "1班")]
    report = again(records, write_export(export, tmp_path / "名簿.csv", Form.CSV))
    assert (report.imported, report.changed, report.unchanged, report.problems) == (0, 0, 2, ())


def test_a_cell_that_a_spreadsheet_would_run_is_disarmed(records: Records, roster: None, tmp_path: Path) -> None:
    file = write_export(records.ask(members.preview_export, PeopleFilter()), tmp_path / "x.csv", Form.CSV)
    raw = file.read_bytes().decode("utf-8-sig")
    assert raw.startswith("会員番号,班,戸番,氏名")
    assert "'=HYPERLINK" in raw and "'@荘" in raw and "'-a@" in raw
    assert "078-000-0001" in raw and "065-0001" in raw and "007" in raw


def test_names_the_old_encoding_lacks_are_listed_and_never_become_question_marks(
    records: Records, roster: None, tmp_path: Path
) -> None:
    """Case 15."""
    export = records.ask(members.preview_export, PeopleFilter())
    assert [(row.name, row.column, row.characters) for row in lost_in_cp932(export)] == [("𠮷田　実", "氏名", "𠮷")]
    file = tmp_path / "x.csv"
    with pytest.raises(CannotBeWritten):
        write_export(export, file, Form.CSV_CP932)
    assert not file.exists()
    write_export(export, file, Form.CSV_CP932, substitute=SUBSTITUTE)
    assert "〓田　実" in file.read_bytes().decode("cp932") and b"?" not in file.read_bytes()


def test_what_leaves_is_recorded_with_its_purpose(records: Records, roster: None) -> None:
    which = PeopleFilter(heads=True)
    export = records.do(members.export_roster, which, ("name", "phone"), "xlsx", GIVEN, "世帯主").result
    assert export.rows == (("髙橋　一郎", "078-000-0001"), ("𠮷田　実", "078-000-0009"))
    (row,) = records.ask(members.provisions)
    assert (row.label, row.chosen, row.fields, row.people) == (export.number, "世帯主", ("name", "phone"), 2)
    with pytest.raises(members.PurposeMissing):
        records.do(members.export_roster, which, ("name",), "csv", ProvisionRequest("会計", ""), "世帯主")


@pytest.mark.parametrize("form", [Form.VCARD_2, Form.VCARD_3, Form.VCARD_4])
def test_contacts_go_to_a_phone_and_come_back(records: Records, roster: None, tmp_path: Path, form: Form) -> None:
    export = records.ask(members.preview_export, PeopleFilter())
    file = write_export(export, tmp_path / "連絡先.vcf", form, organisation="みなと台自治会")
    report = again(records, file)
    assert (report.rows, report.imported, report.refused) == (3, 0, 0)


def test_who_was_anonymised_is_not_exported(records: Records, roster: None) -> None:
    key = records.ask(members.people, PeopleFilter("𠮷田")).rows[0].id
    records.do(members.move_out, members.MoveOutRequest((key,), date(2020, 1, 1)))
    records.do(members.anonymise, (key,))
    assert len(records.ask(members.preview_export, PeopleFilter()).rows) == 2
