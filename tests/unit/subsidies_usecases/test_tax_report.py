"""The consumption tax that came back (仕入れに係る消費税等相当額報告書): asked only of a group that pays it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from support.granted import Granted, granted_of
from support.tax import answer_status

from kobe_desk.core.records import Records
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.life import TAX_STATUS, taxable
from kobe_desk.modules.subsidies.usecases import NotTheNextStage, PaperRequest, grant, note_step

TOLD: dict[str, object] = {"tax_settled": 0, "tax_final": 3_210, "tax_back": 3_210, "tax_how": "申告書の写しのとおり。"}


@pytest.fixture
def granted(together_records: tuple[Records, UUID], tmp_path: Path) -> Granted:
    return granted_of(*together_records, tmp_path)


def settled(granted: Granted) -> None:
    granted.records.do(note_step, granted.key, "report", {"done": "した"}, date(2027, 4, 10))
    granted.records.do(note_step, granted.key, "settled", {"settled_amount": 77_000}, date(2027, 4, 20))


def may_come(granted: Granted) -> list[str]:
    return [each.stage.id for each in granted.records.ask(grant, granted.key).stages if each.may_come]


def test_who_was_not_asked_pays_none() -> None:
    assert not taxable(Answers())
    assert not taxable(Answers().with_value(TAX_STATUS, "exempt"))
    assert taxable(Answers().with_value(TAX_STATUS, "taxable"))


def test_it_is_not_offered_to_a_group_that_pays_none(granted: Granted) -> None:
    granted.records.do(answer_status, granted.key, "exempt")
    settled(granted)
    row = granted.records.ask(grant, granted.key)
    assert "tax_report" not in {each.stage.id for each in row.stages}
    with pytest.raises(NotTheNextStage):
        granted.records.do(note_step, granted.key, "tax_report", TOLD, date(2027, 6, 1))


def test_it_comes_after_the_settlement_and_also_after_the_payment(granted: Granted) -> None:
    granted.records.do(answer_status, granted.key, "taxable")
    assert "tax_report" not in {each.stage.id for each in granted.records.ask(grant, granted.key).stages}
    settled(granted)
    assert may_come(granted) == ["claim", "tax_report"]
    granted.records.do(note_step, granted.key, "claim", {}, date(2027, 4, 25))
    granted.records.do(note_step, granted.key, "paid", {"paid_date": "2027-05-10"}, date(2027, 5, 10))
    assert may_come(granted) == ["tax_report"]
    granted.records.do(note_step, granted.key, "tax_report", TOLD, date(2027, 6, 1))
    row = granted.records.ask(grant, granted.key)
    assert row.now.id == "paid"
    assert row.keep_until is not None


def test_its_paper_says_the_amounts_as_they_were_typed(
    granted: Granted, words_of: Callable[[PaperRequest], str]
) -> None:
    granted.records.do(answer_status, granted.key, "taxable")
    settled(granted)
    (paper,) = granted.papers("tax_report", TOLD).values()
    said = words_of(paper)
    for each in (
        "仕入れに係る消費税等相当額報告書",
        "公式の様式ではありません",
        "金77,000円",
        "金3,210円",
        "金0円",
        "申告書の写しのとおり。",
    ):
        assert each in said, each
    occasion = granted.made("tax_report", TOLD)
    granted.sign(occasion, "chair")
    assert all(not each.waiting for each in granted.state(occasion).papers)
