"""「使える助成は？」 and the grouped, searchable list of programmes, through the real window."""

from dataclasses import replace
from datetime import date

import pytest
from support.audit import audit
from support.ime import commit, compose

from kobe_desk.core import clock
from kobe_desk.core.japanese.fiscal_year import FiscalYear, fiscal_year
from kobe_desk.modules.association.usecases import profile, save_profile
from kobe_desk.modules.subsidies.controller.finder import FinderController
from kobe_desk.modules.subsidies.usecases import FINDER
from kobe_desk.modules.subsidies.usecases.finding import Fit
from kobe_desk.modules.subsidies.usecases.overview import YearLine
from kobe_desk.modules.subsidies.view import CopyPage, FinderPage, SubsidiesPage
from kobe_desk.ui.text import Paragraph

CAMERA = "bouhan-camera-koushin"


@pytest.fixture
def finder(opened) -> FinderPage:
    opened.click(opened.page.finder)
    return opened.page


def choose(page: FinderPage, name: str, value: object) -> None:
    control = page.fields[name].control
    control.set_value(value)
    control.edited.emit()


def test_what_the_desk_knows_is_filled_in_and_says_so(finder: FinderPage) -> None:
    assert finder.facts()["group"] == "neighbourhood"
    assert finder.fields["group"]._source.text() == "帳面から"
    assert not finder.fields["camera"]._source.isVisible()
    assert "camera" not in finder.facts()


def test_an_answer_changes_the_list_at_once(finder: FinderPage) -> None:
    before = finder.sections[Fit.FITS].heading.text()
    assert CAMERA in finder.buttons
    choose(finder, "camera", "none")
    assert CAMERA not in finder.buttons
    choose(finder, "camera", "subsidised")
    assert CAMERA in finder.buttons
    assert finder.sections[Fit.FITS].heading.text() != before


def test_a_changed_fact_no_longer_says_that_it_is_the_desks(finder: FinderPage) -> None:
    choose(finder, "group", "furemachi")
    assert not finder.fields["group"]._source.isVisible()
    assert "fureai-machizukuri-2019" in finder.buttons
    choose(finder, "group", "neighbourhood")
    assert finder.fields["group"]._source.isVisible()


def test_what_was_answered_is_there_the_next_time_and_changes_no_record(opened, finder: FinderPage) -> None:
    choose(finder, "group", "elders")
    finder.fields["members"].control.clear()
    commit(finder.fields["members"].control, "１４")
    assert opened.records.draft(FINDER, "") is not None
    opened.stack.leave(finder)
    opened.click(opened.page.finder)
    assert (opened.page.facts()["group"], opened.page.facts()["members"]) == ("elders", 14)


def test_a_number_that_cannot_be_read_is_said_at_its_field(finder: FinderPage) -> None:
    control = finder.fields["members"].control
    control.clear()
    compose(control, "たくさん")
    assert not finder.fields["members"].error
    commit(control, "たくさん")
    assert "たくさん" in finder.fields["members"].error
    assert "members" not in finder.facts()


def test_the_finder_leads_into_this_years_copy(opened, finder: FinderPage) -> None:
    opened.click(finder.buttons["chiiki-kadai-npo"])
    assert isinstance(opened.page, CopyPage)
    opened.stack.leave(opened.page)
    assert opened.page is finder
    assert any(isinstance(each, FinderController) for each in finder.children())


def test_the_calendar_shows_months_in_order_and_the_unknown_last(opened, finder: FinderPage) -> None:
    months = [name for name, _ in finder._months._facts]
    assert months[0] == "令和9年1月" and months[-1] == "募集要領で"
    opened.click(finder.to_calendar)
    assert audit(opened.window) == []


def test_the_list_is_grouped_and_can_be_searched(opened) -> None:
    page: SubsidiesPage = opened.page
    assert page.past.isVisible() and page.search.isVisible()
    page.search.searched.emit("カメラ　修繕")
    shown = [row.key for row, card in page._offers if card.isVisible()]
    assert shown == ["bouhan-camera-shuzen-2025"]
    assert not page.open.isVisible()
    page.search.searched.emit("月旅行")
    assert page.none.isVisible() and not page.past.isVisible()
    page.search.searched.emit("")
    assert all(card.isVisible() for _, card in page._offers)
    assert audit(opened.window) == []


def test_an_older_definition_has_no_button(opened) -> None:
    assert "chiiki-shukaijo-2020" not in opened.page.buttons
    assert "chiiki-shukaijo-2024" in opened.page.buttons


def test_what_changes_in_the_records_is_seen_at_once(opened, finder: FinderPage) -> None:
    about = opened.records.ask(profile)
    opened.desk.do(save_profile, replace(about, legal_form="recognised"))
    assert finder.facts()["legal_form"] == "recognised"
    center = next(each for each in finder._found if each.offer.key == "takarakuji-center-2025")
    assert center.fit is Fit.FITS


def test_the_year_shows_every_window_that_is_near_from_this_month_on(finder: FinderPage) -> None:
    titles = [bar.title for bar in finder.year.bars]
    assert titles
    said = "\n".join(each.plain() for each in finder.calendar.findChildren(Paragraph))
    assert all(title in said for title in titles), "the words below the picture say the same"
    today = clock.today()
    assert finder.year.first == today.replace(day=1)
    assert finder.year.place(finder.year.first) == 0
    assert 0 <= finder.year.place(today) < 1 / 11
    assert finder.year.place(date(today.year + 2, 1, 1)) == 1


def test_what_a_programme_brought_last_year_stands_in_its_card(finder: FinderPage) -> None:
    year = fiscal_year(clock.today()).year - 1
    line = YearLine(
        "k", None, CAMERA, "防犯カメラ", "神戸市", "submitted", "", False, 160_000, 80_000, None, None, None
    )
    finder.show_results({CAMERA: (year, line)})
    words = [each.plain() for each in finder.findChildren(Paragraph)]
    assert f"{FiscalYear(year).label}：160,000円を申請、80,000円の交付決定" in words
    finder.show_results({CAMERA: (year, replace(line, ended=True))})
    words = [each.plain() for each in finder.findChildren(Paragraph)]
    assert any("交付はありませんでした" in each for each in words)
