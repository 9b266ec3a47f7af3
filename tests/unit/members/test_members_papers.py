"""The printed roster: every name as it is written, a sheet for each 班, the day and the filter on every sheet."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from support.papers import fonts_of, squeezed, text_of

from kobe_desk.core.records import Records
from kobe_desk.modules.association import usecases as association
from kobe_desk.modules.association.usecases import Profile
from kobe_desk.modules.members import usecases as members
from kobe_desk.modules.members.papers import roster_pdf
from kobe_desk.modules.members.papers.roster import BY_HAN, BY_KANA
from kobe_desk.modules.members.usecases import AreaRequest, HouseholdRequest, PersonRequest, Roster, TermRequest
from kobe_desk.paper.glyphs import MissingGlyph
from kobe_desk.paper.render import page_count, page_text

DAY = date(2026, 4, 24)
NAMES = ("髙橋　一郎", "𠮷田　実", "辻󠄀本　花子", "渡邉　健", "フェルナンデス・デ・ソウザ　マリア")
READINGS = ("タカハシ イチロウ", "ヨシダ ミノル", "ツジモト ハナコ", "ワタナベ ケン", "フェルナンデス デ ソウザ マリア")


@pytest.fixture
def roster(records: Records) -> Roster:
    records.do(association.save_profile, Profile("みなと台自治会"))
    areas = [records.do(members.add_area, AreaRequest(name)).result for name in ("1班", "2班")]
    for number, (name, reading) in enumerate(zip(NAMES, READINGS, strict=True)):
        home = HouseholdRequest(areas[number % 2], str(number + 1), address=f"神戸市灘区みなと坂1丁目{number}-1")
        family = name.split("　")[0]
        people = (PersonRequest(name, reading, phone="078-000-0001"), PersonRequest(f"{family}　結衣"))
        records.do(members.add_household, home, people)
    records.do(members.add_person, PersonRequest("山﨑　一人", "ヤマサキ ヒトリ"))
    records.do(members.add_person, PersonRequest("退会　済", "タイカイ スミ", left=date(2026, 3, 31)))
    leader = records.ask(members.people, members.PeopleFilter("髙橋　一郎")).rows[0].id
    records.do(members.assign_office, TermRequest(leader, office(records, "班長"), date(2026, 4, 1), date(2027, 3, 31)))
    return records.ask(members.roster_on, DAY)


def office(records: Records, name: str) -> UUID:
    return next(row.id for row in records.ask(association.offices) if row.name == name)


def test_the_roster_holds_who_belongs_on_the_day(roster: Roster) -> None:
    assert (roster.households, roster.people) == (6, 11)
    assert [(area.name, len(area.homes), area.people) for area in roster.areas] == [
        ("1班", 3, 6),
        ("2班", 2, 4),
        ("", 1, 1),
    ]
    first = roster.areas[0]
    assert (first.leader, first.term) == ("髙橋　一郎", (date(2026, 4, 1), date(2027, 3, 31)))
    assert (first.place, first.homes[0].address) == ("神戸市灘区みなと坂", "1丁目0-1")
    assert (first.homes[0].family, first.homes[0].offices) == (("結衣",), "班長")


def test_each_group_has_a_sheet_of_its_own_that_explains_itself(roster: Roster, tmp_path: Path) -> None:
    pdf = roster_pdf(roster, BY_HAN, made=DAY)
    assert page_count(pdf) == 3
    for number, area in enumerate(("1班", "2班", "未所属")):
        text = squeezed(page_text(pdf, number))
        for words in (
            area,
            "基準日令和8年4月24日",
            "絞り込み：在籍中の世帯",
            "会員6世帯・11名",
            f"ページ{number + 1}／3",
        ):
            assert words in text
    assert "退会" not in squeezed(text_of(pdf, tmp_path))


@pytest.mark.parametrize("order", [BY_HAN, BY_KANA])
def test_every_name_is_extracted_as_it_is_written(roster: Roster, order: str, tmp_path: Path) -> None:
    pdf = roster_pdf(roster, order, made=DAY)
    text = squeezed(text_of(pdf, tmp_path))
    for name in (*NAMES, "山﨑　一人"):
        assert squeezed(name) in text
    assert all(font.embedded and font.to_unicode for font in fonts_of(pdf, tmp_path))


def test_the_order_of_readings_has_a_head_for_each_row(roster: Roster) -> None:
    text = squeezed(page_text(roster_pdf(roster, BY_KANA, made=DAY)))
    heads = [text.index(f"{row}行") for row in "たはやわ"]
    assert heads == sorted(heads)
    assert "あ行" not in text


def test_a_roster_of_nobody_says_so(records: Records) -> None:
    nobody = records.ask(members.roster_on, DAY)
    assert "該当する世帯はありません" in squeezed(page_text(roster_pdf(nobody, BY_HAN)))
    assert "該当する世帯はありません" in squeezed(page_text(roster_pdf(nobody, BY_KANA)))


def test_one_group_alone_is_printed_and_named(records: Records, roster: Roster) -> None:
    area = records.ask(members.areas)[1]
    alone = records.ask(members.roster_on, DAY, area.id)
    pdf = roster_pdf(alone, BY_HAN, made=DAY)
    assert page_count(pdf) == 1
    assert "絞り込み：2班の在籍者" in squeezed(page_text(pdf))


def test_a_character_nobody_has_is_told_with_its_name(records: Records) -> None:
    records.do(members.add_person, PersonRequest("山\U000323af　一", "ヤマ イチ"))
    for order in (BY_HAN, BY_KANA):
        with pytest.raises(MissingGlyph) as refusal:
            roster_pdf(records.ask(members.roster_on, DAY), order)
        assert "山\U000323af　一" in refusal.value.message()
