"""What the office wants with a stage: listed in its order, given by the desk where it can, told while it is missing."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from support.granted import REPORTED, Granted, granted_of
from support.papers import squeezed, text_of
from support.signing import drawn
from support.wanted import PASSBOOK, PHOTOS, want

from kobe_desk.core.records import Records
from kobe_desk.modules.subsidies.rules.wanted import Wanted
from kobe_desk.modules.subsidies.usecases import (
    EnclosuresMissing,
    enclose_by_hand,
    enclose_later,
    grant,
    later_enclosures,
    later_files,
    move_enclosed,
    note_step,
    take_out_later,
)
from kobe_desk.paper.render import page_count, page_text

REPORT = "report.1"


@pytest.fixture
def granted(together_records: tuple[Records, UUID], tmp_path: Path) -> Granted:
    return granted_of(*together_records, tmp_path)


def wanted(granted: Granted, stage: str = REPORT) -> dict[str, Wanted]:
    return {each.attachment.id: each for each in granted.records.ask(later_enclosures, granted.key, stage).wanted}


def put(granted: Granted, attachment: str, *names: str) -> None:
    files = tuple((name, f"{name}.pdf", drawn(name)) for name in names)
    granted.records.do(enclose_later, granted.key, REPORT, files, attachment)


def there(granted: Granted) -> list[str]:
    return [each.title for each in granted.records.ask(later_enclosures, granted.key, REPORT).papers]


def test_the_list_of_the_office_stands_in_its_order_and_the_desk_gives_what_it_makes(granted: Granted) -> None:
    found = wanted(granted)
    assert [each.attachment.label for each in found.values()] == [
        "収支決算書", "領収書等整理表", "領収書の写し", "写真", "成果物（チラシなど）",
    ]  # fmt: skip
    assert [name for name, each in found.items() if not each.missing] == ["report_accounts", "report_receipt_list"]
    assert wanted(granted, "changed.1") == {}


def test_what_is_put_there_is_called_as_the_office_calls_it_and_stands_before_the_rest(granted: Granted) -> None:
    put(granted, "", "会報")
    put(granted, "report_results", "IMG_1")
    put(granted, "report_photos", "IMG_2", "IMG_3")
    assert there(granted) == ["写真", "写真（2）", "成果物（チラシなど）", "会報"]
    second = granted.records.ask(later_enclosures, granted.key, REPORT).of("report_photos")[1]
    granted.records.do(move_enclosed, second.id, -3)
    assert there(granted)[:2] == ["写真（2）", "写真"], "among its own only"
    row = granted.records.ask(later_enclosures, granted.key, REPORT)
    assert [each.title for each in row.further] == ["会報"]
    assert [each.title for each in granted.records.ask(grant, granted.key).at("report").enclosed] == there(granted)


def test_the_papers_of_the_stage_are_listed_and_bound_in_the_order_of_the_office(granted: Granted) -> None:
    granted.records.do(want, granted.key, PHOTOS)
    put(granted, "", "会報")
    put(granted, "report_results", "IMG_1")
    put(granted, "work_photos", "IMG_2")
    papers = granted.papers("report", REPORTED)
    assert list(papers) == ["report", "accounts", "receipts", "enclosures"]
    bound = papers["enclosures"].data
    listed = squeezed(page_text(bound, 0))
    order = ["1活動の写真11", "2収支決算書別のPDF", "3領収書等整理表別のPDF", "4成果物（チラシなど）21", "5会報31"]
    places = [listed.find(each) for each in order]
    assert -1 not in places and places == sorted(places)
    assert page_count(bound) == 4 and "IMG_2" in page_text(bound, 1) and "IMG_1" in page_text(bound, 2)
    letter = squeezed(text_of(papers["report"].data, granted.folder))
    ticks = letter[letter.index("添付書類") :]
    names = ("活動の写真", "収支決算書", "領収書等整理表", "領収書の写し", "成果物", "会報")
    places = [ticks.find(each) for each in names]
    assert -1 not in places and places == sorted(places)


def test_papers_that_must_be_there_are_asked_for_before_anything_can_be_signed(granted: Granted) -> None:
    granted.records.do(want, granted.key, PHOTOS)
    with pytest.raises(EnclosuresMissing) as refused:
        granted.made("report", REPORTED)
    assert "活動の写真" in refused.value.message()
    granted.records.do(enclose_by_hand, granted.key, REPORT, "", "work_photos")
    occasion = granted.made("report", REPORTED)
    assert granted.state(occasion).papers
    (paper,) = granted.records.ask(later_enclosures, granted.key, REPORT).of("work_photos")
    assert paper.by_hand and paper.title == "活動の写真"
    granted.records.do(take_out_later, paper.id)
    assert not granted.state(occasion).papers, "without it, the papers have to be made again"
    with pytest.raises(EnclosuresMissing):
        granted.made("report", REPORTED)


def test_the_kept_passbook_goes_with_a_claim_by_itself_until_another_copy_is_put_there(granted: Granted) -> None:
    granted.records.do(want, granted.key, PASSBOOK)
    granted.records.do(note_step, granted.key, "report", REPORTED, date(2026, 12, 22))
    granted.records.do(note_step, granted.key, "settled", {"settled_amount": 80_000}, date(2026, 12, 23))
    row = granted.records.ask(grant, granted.key).at("claim")
    (paper,) = row.wanted
    assert paper.given.document and not paper.missing
    (file,) = granted.records.ask(later_files, granted.key, row.occasion)
    assert file.title == "口座が分かるもの（通帳）" and file.data.startswith(b"%PDF-")
    papers = granted.papers("claim", {})
    assert list(papers) == ["claim", "enclosures"]
    assert "口座が分かるもの（通帳）" in squeezed(text_of(papers["claim"].data, granted.folder))
    mine = (("通帳", "b.pdf", drawn("another bank")),)
    granted.records.do(enclose_later, granted.key, row.occasion, mine, "claim_account")
    (file,) = granted.records.ask(later_files, granted.key, row.occasion)
    assert file.data == mine[0][2]
