"""A grant that does not go on, in the window: what is asked follows the choice, and its paper is made."""

from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from support.audit import audit
from support.granting import decided_grant
from support.ime import commit

from kobe_desk.modules.subsidies.usecases import grant
from kobe_desk.modules.subsidies.view import StagePart


@pytest.fixture
def sample_records(together_records):
    return together_records[0]


@pytest.fixture
def key(sample_records) -> UUID:
    """A grant that was decided."""
    return decided_grant(sample_records)


def at_end(opened, key: UUID, stage: str) -> StagePart:
    opened.stack.controller.granted.open_grant(key)
    opened.click(next(each for each in opened.page.steps.items if each.text() == "中止など"))
    ends = opened.page.part
    ends.choice.set_value(stage)
    ends.choice.edited.emit()
    return ends.chosen


def choose(opened, part: StagePart, kind: str) -> None:
    part.form.fields["stop_kind"].set_value(kind)
    part.form.fields["stop_kind"].control.edited.emit()


def asked(part: StagePart) -> set[str]:
    return {name for name, field in part.form.fields.items() if name.startswith("stop_") and not field.isHidden()}


def test_what_is_asked_follows_whether_it_is_suspended_or_given_up(opened, key: UUID) -> None:
    part = at_end(opened, key, "stopped")
    assert asked(part) == {"stop_kind"}
    choose(opened, part, "suspended")
    assert asked(part) == {"stop_kind", "stop_from", "stop_to"}
    assert not audit(opened.window)
    part.form.fields["stop_from"].set_value(date(2027, 1, 10))
    choose(opened, part, "abandoned")
    assert asked(part) == {"stop_kind", "stop_day"}
    assert "stop_from" not in part.values(), "what is no longer asked is not kept"
    assert not audit(opened.window)


def test_it_is_given_up_and_the_step_is_done(opened, key: UUID) -> None:
    part = at_end(opened, key, "stopped")
    choose(opened, part, "abandoned")
    commit(part.form.fields["reason"].control, "人手が足りないため。")
    opened.click(part.done)
    assert part.form.fields["stop_day"].error and not part.form.fields["stop_to"].error
    part.form.fields["stop_day"].set_value(date(2027, 1, 31))
    part.form.fields["pay_back"].control.setText("２８，０００")
    opened.click(part.papers)
    assert [each.name for each in opened.page.preview.papers] == ["助成事業中止（廃止）承認申請書（参考様式）"]
    opened.page.back_requested.emit()
    part = at_end(opened, key, "stopped")
    assert asked(part) == {"stop_kind", "stop_day"}, "it opens as it was left"
    opened.click(part.done)
    row = opened.records.ask(grant, key)
    assert row.now.ends_early
    assert row.at("stopped").values["pay_back"] == 28_000


def test_a_suspension_that_ends_before_it_begins_is_refused_where_it_is_typed(opened, key: UUID) -> None:
    part = at_end(opened, key, "stopped")
    choose(opened, part, "suspended")
    commit(part.form.fields["reason"].control, "工事のため。")
    part.form.fields["stop_from"].set_value(date(2027, 2, 1))
    part.form.fields["stop_to"].set_value(date(2027, 1, 1))
    opened.click(part.done)
    assert part.form.fields["stop_to"].error


def test_what_was_decided_is_declined(opened, key: UUID) -> None:
    part = at_end(opened, key, "withdrawn")
    commit(part.form.fields["reason"].control, "日程が合わないため。")
    opened.click(part.papers)
    assert [each.name for each in opened.page.preview.papers] == ["助成金交付辞退届（参考様式）"]


def stopped(opened, key: UUID) -> StagePart:
    """It was given up, and the page shows that end."""
    part = at_end(opened, key, "stopped")
    choose(opened, part, "abandoned")
    commit(part.form.fields["reason"].control, "人手が足りないため。")
    part.form.fields["stop_day"].set_value(date(2027, 1, 31))
    opened.click(part.done)
    return opened.page.part


def test_a_stop_that_was_noted_by_mistake_is_taken_back_by_keyboard(opened, qtbot, key: UUID) -> None:
    part = stopped(opened, key)
    assert part.stage == "stopped", "the end stays in sight"
    said = "".join(each.text() for each in part.findChildren(QLabel))
    assert "まちがって" in said and "不承認" in said
    assert not audit(opened.window)
    part.back.setFocus()
    assert part.back.hasFocus()
    qtbot.keyClick(part.back, Qt.Key.Key_Space)
    assert opened.records.ask(grant, key).now.id == "decided"


def test_a_stop_that_the_office_does_not_approve_is_noted_and_the_grant_goes_on(opened, qtbot, key: UUID) -> None:
    stopped(opened, key)
    entry = next(each for each in opened.page.steps.items if "不承認" in each.text())
    entry.setFocus()
    qtbot.keyClick(entry, Qt.Key.Key_Space)
    part = opened.page.part
    commit(part.form.fields["reason"].control, "不承認の通知が届いたため。")
    opened.click(part.done)
    row = opened.records.ask(grant, key)
    assert row.now.id == "resumed" and not row.now.final
    assert opened.page.part.stage == "changed", "what may come next is in sight"
