"""The other papers of the roster: for members, for collecting, for passing on, labels, ages, one person's own sheet."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from support.papers import squeezed, text_of

from kobe_desk.core.records import Records
from kobe_desk.modules.association import usecases as association
from kobe_desk.modules.association.usecases import Profile
from kobe_desk.modules.members import papers
from kobe_desk.modules.members import usecases as members
from kobe_desk.modules.members.papers import SHEETS, Start
from kobe_desk.modules.members.usecases import (
    AreaRequest,
    ConsentRequest,
    HouseholdRequest,
    PersonRequest,
    ProvisionRequest,
    RoundRequest,
    TermRequest,
)
from kobe_desk.paper.render import page_count

DAY = date(2026, 4, 1)
NAMES = (
    "髙橋　一郎",
    "𠮷田　実",
    "辻󠄀本　花子",
    "フェルナンデス・デ・ソウザ　マリア",
    "社会福祉法人みなと台福祉会 みなと台ケアハウス",
)


@pytest.fixture
def area(records: Records) -> UUID:
    """Five households of 3班 in the order of NAMES."""
    records.do(association.save_profile, Profile("みなと台自治会"))
    key: UUID = records.do(members.add_area, AreaRequest("3班")).result
    for number, name in enumerate(NAMES, 1):
        home = HouseholdRequest(key, str(number), "650-0000", f"神戸市中央区みなと台3丁目{number}番", "ハイツ101")
        person = PersonRequest(name, birth=date(1936, 2, 29) if number == 1 else None, phone="078-000-0001")
        records.do(members.add_household, home, (person,))
    return key


def said(pdf: bytes, folder: Path) -> str:
    return squeezed(text_of(pdf, folder))


def test_the_roster_for_members_says_its_day_its_filter_and_who_it_is_for(
    records: Records, area: UUID, tmp_path: Path
) -> None:
    first = records.ask(members.people, members.PeopleFilter("髙橋")).rows[0].id
    yes = ConsentRequest((first,), "distribution", {"name": True, "phone": True}, DAY, "同意書")
    records.do(members.record_consent, yes)
    roster = records.do(members.hand_out_roster, DAY, area, ProvisionRequest("班長 髙橋", "班内の連絡")).result
    text = said(papers.distribution_pdf(roster), tmp_path)
    for words in (
        "基準日令和8年4月1日",
        "本人の同意がある項目だけ",
        "掲載1世帯／5世帯",
        f"配布番号{roster.number}",
        "受領者班長髙橋",
        "髙橋一郎",
        "078-000-0001",
    ):
        assert words in text
    assert "みなと台3丁目" not in text
    assert "𠮷田" not in text


def test_the_papers_of_a_district_hold_its_blocks_and_name_them(records: Records, area: UUID, tmp_path: Path) -> None:
    name = next(row.name for row in records.ask(members.areas) if row.id == area)
    east = records.do(members.add_area, members.AreaRequest("東ブロック")).result
    records.do(members.edit_area, area, members.AreaRequest(name, east))
    first = records.ask(members.people, members.PeopleFilter("髙橋")).rows[0].id
    yes = ConsentRequest((first,), "distribution", {"name": True}, DAY, "同意書")
    records.do(members.record_consent, yes)
    given = records.do(members.hand_out_roster, DAY, east, ProvisionRequest("班長 髙橋", "連絡")).result
    text = said(papers.distribution_pdf(given), tmp_path)
    assert "東ブロック名簿（配布用）" in text and "班戸番" in text and name in text
    found = records.ask(members.roster_on, DAY, east)
    for pdf in (papers.circulation_pdf(found, DAY, None), papers.attendance_pdf(found, "総会", DAY),
                papers.roster_pdf(found)):  # fmt: skip
        assert squeezed(f"東ブロック　{name}") in said(pdf, tmp_path)


def test_a_roster_to_hand_out_tells_the_groups_of_one_name_apart(records: Records, tmp_path: Path) -> None:
    keys = []
    for block, name in (("東ブロック", "佐藤　一"), ("西ブロック", "鈴木　二")):
        parent = records.do(members.add_area, members.AreaRequest(block)).result
        keys.append(records.do(members.add_area, members.AreaRequest("1班", parent)).result)
        records.do(members.add_household, HouseholdRequest(keys[-1], "1"), (PersonRequest(name),))
        person = records.ask(members.people, members.PeopleFilter(name)).rows[0].id
        records.do(members.record_consent, ConsentRequest((person,), "distribution", {"name": True}, DAY, "同意書"))
    every = records.do(members.hand_out_roster, DAY, None, ProvisionRequest("班長", "連絡")).result
    assert [home.area for home in every.homes] == ["東ブロック　1班", "西ブロック　1班"]
    west = records.do(members.hand_out_roster, DAY, keys[1], ProvisionRequest("班長", "連絡")).result
    text = said(papers.distribution_pdf(west), tmp_path)
    assert "西ブロック1班名簿（配布用）" in text and "鈴木二" in text and "佐藤" not in text
    assert text.count("1班") == 2  # the title and the foot say it, not each line again


def test_the_sheet_to_collect_with_asks_each_house_and_strikes_the_exempted(
    records: Records, area: UUID, tmp_path: Path
) -> None:
    records.do(members.set_rate, 2026, "", 300, 1)
    asked = RoundRequest(2026, "前期", DAY, 6, date(2026, 5, 1), date(2026, 5, 20))
    half = records.do(members.add_round, asked).result
    records.do(members.charge_round, half)
    second = records.ask(members.charges_of, half)[1]
    records.do(members.exempt_charge, second.id, "入院のため")
    pdf = papers.collection_pdf(records.ask(members.collection_sheet, half))
    text = said(pdf, tmp_path)
    assert "令和8年度前期（4月〜9月）" in text
    assert "この頁の計4世帯（免除1世帯）7,200" in text
    for name in NAMES:
        assert squeezed(name) in text


def test_the_circular_goes_from_house_to_house_and_back_to_the_leader(
    records: Records, area: UUID, tmp_path: Path
) -> None:
    leader = records.ask(members.people, members.PeopleFilter("𠮷田")).rows[0].id
    office = next(row.id for row in records.ask(association.offices) if row.name == "班長")
    records.do(members.assign_office, TermRequest(leader, office, DAY))
    text = said(
        papers.circulation_pdf(records.ask(members.roster_on, DAY), date(2026, 5, 10), date(2026, 5, 24)), tmp_path
    )
    assert "戻す日5月24日（日）まで" in text
    assert "班長（𠮷田実）へ戻してください" in text
    places = [text.index(squeezed(name), text.index("戻してください")) for name in NAMES]
    assert places == sorted(places)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_every_label_is_whole_on_every_sheet_from_the_chosen_place(
    records: Records, area: UUID, tmp_path: Path, sheet: papers.LabelSheet
) -> None:
    rows = records.ask(members.labels, DAY)
    pdf = papers.labels_pdf(rows, sheet, Start(sheet.count - 1, 0.5, -0.5))
    assert page_count(pdf) == 2
    text = said(pdf, tmp_path)
    for name in NAMES:
        assert squeezed(name) in text
    assert "御中" in text and "ハイツ101" in text
    assert 2 * sheet.left + sheet.columns * sheet.width <= 210.01
    assert sheet.top + sheet.rows * sheet.height <= 297


def test_a_household_has_one_label_and_who_left_has_none(records: Records, area: UUID) -> None:
    home = records.do(
        members.add_household, HouseholdRequest(area, "9"), (PersonRequest("林 一"), PersonRequest("林 二"))
    ).result
    assert [row.name for row in records.ask(members.labels, DAY, area)][-1] == "林 一"
    records.do(members.leave_household, home, date(2026, 3, 31))
    assert "林 一" not in [row.name for row in records.ask(members.labels, DAY)]


def test_ages_are_those_of_the_day_and_29_february_stands_in_every_year(
    records: Records, area: UUID, tmp_path: Path
) -> None:
    """Case 10: 年齢計算ニ関する法律; born on 29 February, listed on the 28th in common years."""
    assert [row.age for row in records.ask(members.seniors, date(2026, 2, 28), 70)] == [89]
    assert [row.age for row in records.ask(members.seniors, date(2026, 3, 1), 70)] == [90]
    (row,) = records.ask(members.birthdays, date(2026, 4, 1), 2)
    assert (row.birthday, row.age) == (date(2026, 2, 28), 90)
    (row,) = records.ask(members.birthdays, date(2028, 4, 1), 2)
    assert (row.birthday, row.age) == (date(2028, 2, 29), 92)
    aged = records.ask(members.seniors, date(2026, 3, 1), 70)
    text = said(papers.seniors_pdf(aged, "みなと台自治会", date(2026, 3, 1), 70), tmp_path)
    assert "基準日令和8年3月1日" in text and "90歳卒寿" in text
    assert "2/28" in said(papers.birthdays_pdf(records.ask(members.birthdays, DAY), "会", DAY, None), tmp_path)


def test_one_persons_own_sheet_holds_what_is_held(records: Records, area: UUID, tmp_path: Path) -> None:
    key = records.ask(members.people, members.PeopleFilter("髙橋")).rows[0].id
    records.do(members.rename_person, key, "林　一郎", "", date(2026, 1, 1))
    text = said(papers.disclosure_pdf(records.ask(members.disclosure, key)), tmp_path)
    for words in ("林一郎様", "昭和11年2月29日", "はじめ〜令和7年12月31日", "髙橋一郎", "3班1"):
        assert words in text
    assert "𠮷田" not in text


def test_lists_of_nobody_say_so(records: Records, tmp_path: Path) -> None:
    roster = records.ask(members.roster_on, DAY)
    empty = {
        papers.attendance_pdf(roster, "総会", DAY): "該当する人はいません",
        papers.officers_pdf((), "会", DAY): "該当する人はいません",
        papers.circulation_pdf(roster, DAY): "回覧する世帯はありません",
        papers.distribution_pdf(records.ask(members.preview_distribution, DAY)): "同意した世帯はありません",
    }
    assert all(words in said(pdf, tmp_path) for pdf, words in empty.items())


def test_the_officers_of_a_day_stand_on_paper(records: Records, area: UUID, tmp_path: Path) -> None:
    chair = records.ask(association.offices)[0].id
    person = records.ask(members.people, members.PeopleFilter("辻󠄀")).rows[0].id
    records.do(members.assign_office, TermRequest(person, chair, date(2025, 4, 1), date(2027, 3, 31)))
    text = said(papers.officers_pdf(records.ask(members.officers_on, DAY), "みなと台自治会", DAY), tmp_path)
    assert "会長" in text and "辻󠄀本花子" in text and "R7.4.1〜" in text
    assert [row.office for row in records.ask(members.terms_ending, date(2027, 1, 15))] == ["会長"]
    assert records.ask(members.terms_ending, date(2026, 4, 1)) == ()
    again = TermRequest(person, chair, date(2027, 4, 1))
    records.do(members.assign_office, again)
    assert records.ask(members.terms_ending, date(2027, 1, 15)) == ()
    assert records.ask(members.vacant_offices, date(2024, 4, 1)) == ("会長",)
