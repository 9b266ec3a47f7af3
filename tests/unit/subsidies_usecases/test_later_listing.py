"""What the papers of a later stage say, field by field, for the web form of an office or for Excel."""

from pathlib import Path
from uuid import UUID

import openpyxl
import pytest
from support.granted import CHANGED, REPORTED, Granted, granted_of
from support.papers import squeezed, text_of

from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.modules.subsidies import exchange
from kobe_desk.modules.subsidies.usecases import AnswerList, Listed, enclose_by_hand


@pytest.fixture
def granted(together_records: tuple[Records, UUID], tmp_path: Path) -> Granted:
    return granted_of(*together_records, tmp_path)


def listed(granted: Granted, stage: str, values: dict[str, object]) -> AnswerList:
    (found,) = exchange.later_list(granted.order(stage, values), silent)
    return found


def said(rows: AnswerList) -> dict[tuple[str, str], str]:
    return {(each.page, each.question): each.words for each in rows.rows}


def test_the_report_is_listed_as_its_papers_say_it_with_bare_figures(granted: Granted) -> None:
    granted.records.do(enclose_by_hand, granted.key, "report.1", "記念誌")
    found = listed(granted, "report", REPORTED)
    words = said(found)
    assert found.title.endswith("実績報告") and found.sheet == "実績報告"
    assert words["団体と事業", "団体名"] == "みなと坂自治会"
    assert words["助成事業実績報告書", "交付決定額（円）"] == "80000"
    assert words["助成事業実績報告書", "参加した人数（人）"] == "212"
    assert words["助成事業実績報告書", "着手した日"] == "令和8年12月12日"
    assert words["助成事業実績報告書", "そえる書類"] == "収支決算書、領収書等整理表、記念誌（紙で提出）"
    letter = squeezed(text_of(granted.papers("report", REPORTED)["report"].data, granted.folder))
    for question in ("実施した内容", "成果", "着手した日", "完了した日", "交付決定の番号"):
        assert words["助成事業実績報告書", question] in letter
    money = {question: value for (page, question), value in words.items() if page == "収支決算書"}
    assert int(money["収入の部の計　決算額（円）"]) == int(money["支出の部の計　決算額（円）"])
    pages = list(dict.fromkeys(each.page for each in found.rows))
    assert pages[:3] == ["団体と事業", "助成事業実績報告書", "収支決算書"]
    assert sum(each.question == "文書番号" for each in found.rows) <= 1, "what two papers say is listed once"


def test_a_change_lists_its_budget_only_where_it_becomes_another_one(granted: Granted) -> None:
    assert "変更収支予算書" not in {each.page for each in listed(granted, "changed", CHANGED).rows}
    granted.made("changed", {**CHANGED, "cost.supplies": 38_000})
    words = said(listed(granted, "changed", {**CHANGED, "cost.supplies": 38_000}))
    assert any(page == "変更収支予算書" and "増減（円）" in question for page, question in words)


def test_a_claim_names_the_account_and_hides_its_number(granted: Granted) -> None:
    found = listed(granted, "claim", {})
    account = next(each for each in found.rows if each.question == "口座番号")
    assert account == Listed("助成金請求書", "口座番号", account.words, secret=True)
    assert account.words.isdigit()
    words = said(found)
    assert words["助成金請求書", "区分"] == "精算払"
    assert words["助成金請求書", "請求額（円）"] == "80000"
    assert said(listed(granted, "advance", {"advance_amount": 40_000}))["助成金請求書（概算払）", "区分"] == "概算払"


def test_the_list_is_kept_as_a_workbook(granted: Granted, tmp_path: Path) -> None:
    found = listed(granted, "report", REPORTED)
    target = exchange.write_lists((found,), tmp_path / "実績報告.xlsx", silent)
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["実績報告"]
    rows = list(book.active.values)
    assert rows[0] == ("ページ", "質問", "答え")
    assert [tuple(row) for row in rows[1:]] == [(each.page, each.question, each.words) for each in found.rows]
