"""The pages of a programme of one's own: edited by forms, its difference, written to a file and taken in."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from support.audit import audit

from kobe_desk.cli.demo.bundle import confirmed_copy
from kobe_desk.core.records import Records
from kobe_desk.core.text import use_language
from kobe_desk.modules.subsidies import exchange
from kobe_desk.modules.subsidies.rules.pack import Origin
from kobe_desk.modules.subsidies.usecases import (
    begin_application,
    programme_copy,
)
from kobe_desk.modules.subsidies.usecases.programmes import (
    programme_places,
    programme_to_give,
    save_programme,
)

PAST = "bouhan-camera-shuzen-2025"


@pytest.fixture
def own(sample_records: Records) -> str:
    use_language("ja")
    return confirmed_copy(sample_records, PAST)


def edit_page(opened, own: str):
    opened.click(opened.page.buttons[f"look:{own}"])
    opened.click(opened.page.edit)
    return opened.page


def test_one_part_is_shown_at_a_time_and_what_was_typed_in_another_stays(own: str, opened) -> None:
    page = edit_page(opened, own)
    page.forms.fields["programme/summary"].control.setPlainText("新しい文")
    page.lead_to("amount/grant", "amount/grant/label")
    assert "programme/summary" not in page.forms.fields
    page.lead_to("programme", "programme/summary")
    assert page.forms.fields["programme/summary"].control.value() == "新しい文"
    opened.click(page.save)
    assert opened.records.ask(programme_copy, own).programme.summary == "新しい文"
    assert page.typed == {}


def test_a_draft_comes_back_and_can_be_thrown_away(own: str, opened) -> None:
    page = edit_page(opened, own)
    page.forms.fields["programme/summary"].control.setPlainText("書きかけの文")
    opened.click(page.header.back)
    opened.click(opened.page.edit)
    page = opened.page
    assert page.typed == {"programme/summary": "書きかけの文"}
    opened.click(page.forget)
    assert page.typed == {}
    assert page.forms.fields["programme/summary"].control.value() != "書きかけの文"


def test_a_day_in_a_draft_comes_back_as_a_day(own: str, opened) -> None:
    page = edit_page(opened, own)
    page.forms.fields["programme/window/close"].control.set_value(date(2027, 2, 26))
    page.forms.fields["programme/window/close"].control.edited.emit()
    opened.click(page.header.back)
    opened.click(opened.page.edit)
    assert opened.page.typed == {"programme/window/close": date(2027, 2, 26)}


def test_a_wrong_share_is_said_at_its_field(own: str, opened) -> None:
    page = edit_page(opened, own)
    page.lead_to("amount/grant", "amount/grant/rate")
    page.forms.fields["amount/grant/rate"].control.setText("半分")
    page.forms.fields["amount/grant/rate"].control.edited.emit()
    opened.click(page.save)
    assert "半分" in page.forms.fields["amount/grant/rate"].error


def test_what_has_to_be_mended_leads_to_its_place(own: str, opened) -> None:
    page = edit_page(opened, own)
    page.lead_to("page/places_page", "")
    at = "page/places_page/table/places/min_rows"
    page.forms.fields[at].control.setText("41")
    page.forms.fields[at].control.edited.emit()
    page.lead_to("programme", "")
    opened.click(page.save)
    assert len(page.ways) == 1
    opened.click(page.ways[0])
    assert page.forms.part.id == "page/places_page"
    assert any(field.error for field in page.forms.fields.values())
    opened.click(page.header.back)
    assert opened.page.begin.isHidden()


def test_the_difference_is_read_from_the_page(own: str, opened) -> None:
    page = edit_page(opened, own)
    opened.click(page.difference)
    assert "防犯カメラ修繕補助・年度：2025 → 2026" in opened.page.sentences


def test_a_programme_is_written_to_a_file_and_taken_in_with_its_fingerprint(
    own: str, opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "制度.kdprog"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target), ""))
    opened.click(opened.page.buttons[f"look:{own}"])
    opened.click(opened.page.give)
    opened.page.form.fields["association"].set_value("")
    opened.click(opened.page.write)
    assert target.is_file()
    assert "次の版" in opened.page.notice.text
    for _times in range(2):
        opened.click(opened.page.header.back)
    opened.click(opened.page.take)
    opened.page.file.control.set_value(target)
    opened.click(opened.page.look)
    assert "もう入っています" in opened.page.notice.text
    assert not opened.page.take.isEnabled()


def test_a_bad_file_is_refused_and_cannot_be_taken_in(opened, tmp_path: Path) -> None:
    use_language("ja")
    bad = tmp_path / "bad.kdprog"
    bad.write_bytes(b"PK nothing")
    opened.click(opened.page.take)
    opened.page.file.control.set_value(bad)
    opened.click(opened.page.look)
    assert "何も" in opened.page.notice.text
    assert not opened.page.take.isEnabled()


def test_an_application_goes_on_with_a_newer_version(own: str, opened) -> None:
    key = opened.records.do(begin_application, own).result
    seen = opened.records.ask(programme_places, own).fingerprint
    opened.records.do(save_programme, own, {"page/who/title": "団体のことを教えてください"}, seen)
    opened.go_on(key)
    assert opened.page.newer.isVisible()
    opened.click(opened.page.newer)
    opened.click(opened.page.take)
    assert opened.wizard._row().programme.version == "2026.2"
    assert not opened.page.newer.isVisible()


def test_next_years_version_is_opened_at_its_figures(own: str, opened) -> None:
    opened.click(opened.page.buttons[f"look:{own}"])
    opened.click(opened.page.next)
    assert len(opened.page.cards) == 4
    assert opened.page.begin.isHidden()
    assert opened.page.next.isHidden()


def test_a_file_of_another_desk_says_where_it_comes_from(own: str, opened, tmp_path: Path) -> None:
    given = opened.records.ask(programme_to_give, own)
    origin = Origin(date(2026, 11, 20), "港の会")
    path = exchange.write_programme(given, origin, tmp_path / "a.kdprog", lambda _done, _total: None)
    while opened.records.undoable is not None:
        opened.records.undo()
    opened.stack.controller.refresh()
    opened.click(opened.page.take)
    opened.page.file.control.set_value(path)
    opened.click(opened.page.look)
    facts = dict(opened.page.facts._facts)
    assert facts["団体"] == "港の会" if "団体" in facts else "港の会" in facts.values()
    assert given.fingerprint in facts.values()
    opened.click(opened.page.take)
    assert not opened.page.begin.isHidden()


def test_a_deadline_and_the_greatest_advance_are_edited_on_the_page_of_stages(own: str, opened) -> None:
    page = edit_page(opened, own)
    after, days = "stage/report/due/after", "stage/report/due/days"
    page.lead_to("stage", after)
    fields = page.forms.fields
    assert fields[after].value() is None, "no source gives one"
    fields[after].control.set_value("year_end")
    fields[after].control.edited.emit()
    opened.click(page.save)
    assert page.forms.fields[days].error, "the days are missing"
    page.forms.fields[days].control.setText("0")
    page.forms.fields[days].edited.emit()
    share, unit = "stage/advance/advance/at_most", "stage/advance/advance/round/unit"
    page.forms.fields[share].control.setText("1/2")
    page.forms.fields[unit].control.setText("1000")
    page.forms.fields[unit].edited.emit()
    opened.click(page.save)
    stages = {each.id: each for each in opened.records.ask(programme_copy, own).programme.stages}
    assert (stages["report"].due.after, stages["report"].due.days) == ("year_end", 0)
    assert (stages["advance"].advance.at_most, stages["advance"].advance.unit) == (Fraction(1, 2), 1000)
    assert not audit(opened.window)
