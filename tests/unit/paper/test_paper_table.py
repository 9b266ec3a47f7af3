"""One table for all papers: heads repeat, rows stay whole, the total stands at the end, nothing leaves the page."""

import re
from pathlib import Path

import pytest
from support.papers import poppler, squeezed, text_of

from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.glyphs import MissingGlyph
from kobe_desk.paper.styles import LIST
from kobe_desk.paper.table import LIST_TABLE, Band, Cell, Column, Kind, Row, Table, draw_table, number

COLUMNS = (
    Column("戸番", 13, "center", kind=Kind.CODE),
    Column("世帯主（ふりがな）", 50, kind=Kind.NAME),
    Column("住所", 50),
    Column("電話", 30, "center", kind=Kind.CODE),
    Column("会費", 32, kind=Kind.NUMBER),
)
NAMES = ("長谷川　和代", "フェルナンデス・デ・ソウザ　マリア", "𠮷田　恵子", "辻󠄀本　誠", "五百旗頭　健")
EMPTY = "該当する世帯はありません。（令和8年4月24日現在）"


def household(count: int) -> tuple[str, Cell, str, str, int]:
    name = Cell(NAMES[count % len(NAMES)], ruby="はせがわ　かずよ")
    place = "神戸市中央区みなと台三丁目11番3-1204号 みなと台グランドハイツ" if count % 7 == 3 else "3丁目4番8号"
    return (f"No{count}", name, place, f"078-000-{count:04}", 3600 - 100 * count)


def printed(rows: int, **around: object) -> Paper:
    paper = Paper(PaperFacts(title="会員名簿"), LIST)
    table = Table(COLUMNS, LIST_TABLE, title="会費", unit="円", empty=EMPTY, **around)  # type: ignore[arg-type]
    draw_table(Flow(paper), table, [household(count) for count in range(rows)])
    return paper


@pytest.mark.parametrize(("rows", "pages"), [(0, 1), (1, 1), (26, 2), (60, 3), (312, 13)])
def test_every_row_is_printed_once_and_heads_repeat(rows: int, pages: int, tmp_path: Path) -> None:
    paper = printed(rows)
    text = text_of(paper.finish(), tmp_path)
    assert sorted(map(int, re.findall(r"^No(\d+)", text, re.MULTILINE))) == list(range(rows))
    assert len(paper.sheets) <= pages
    assert text.count("世帯主（ふりがな）") == len(paper.sheets)
    assert text.count("次の頁へ続く") == len(paper.sheets) - 1
    assert text.count("会費（続き）") == len(paper.sheets) - 1
    assert (EMPTY in text) == (rows == 0)
    for count in range(rows):
        assert squeezed(NAMES[count % len(NAMES)]) in squeezed(text)


def test_the_total_stands_on_the_last_page_only(tmp_path: Path) -> None:
    paper = printed(60, total=(None, Cell("計", align="center"), None, None, 1_234_567))
    pages = text_of(paper.finish(), tmp_path).split("\f")
    assert ["1,234,567" in page for page in pages[: len(paper.sheets)]] == [False] * (len(paper.sheets) - 1) + [True]


def test_each_page_may_carry_its_own_sum(tmp_path: Path) -> None:
    paper = printed(60, page_total=lambda rows: (None, "この頁の計", None, None, sum(row[4] for row in rows)))
    sums = re.findall(r"この頁の計 (△?[\d,]+)", text_of(paper.finish(), tmp_path))
    assert len(sums) == len(paper.sheets)
    assert sum(int(one.replace(",", "").replace("△", "-")) for one in sums) == sum(household(n)[4] for n in range(60))


def test_nothing_leaves_the_margins(tmp_path: Path) -> None:
    layout = poppler("pdftotext", printed(60).finish(), tmp_path, "-bbox")
    boxes = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"', layout)
    assert len(boxes) > 200
    for left, _, right, _ in boxes:
        assert float(left) >= LIST.left * 72 / 25.4 - 0.5
        assert float(right) <= (210 - LIST.right) * 72 / 25.4 + 0.5


def test_a_row_longer_than_a_page_goes_on_and_loses_nothing(tmp_path: Path) -> None:
    paper = Paper(PaperFacts(title="長い行"), LIST)
    story = "".join(f"第{count}回の話し合いの記録。" for count in range(900))
    table = Table((Column("番号", 20), Column("内容", 155)), LIST_TABLE, title="記録")
    draw_table(Flow(paper), table, [("1", "短い"), ("2", story), ("3", "終わり")])
    text = squeezed(text_of(paper.finish(), tmp_path))
    assert len(paper.sheets) >= 3
    assert all(f"第{count}回" in text for count in range(900))
    assert "終わり" in text


def test_a_group_has_its_band_again_on_the_next_page(tmp_path: Path) -> None:
    paper = Paper(PaperFacts(title="会員名簿"), LIST)
    flow = Flow(paper)
    for group in (3, 4):
        rows = [household(count) for count in range(40)]
        draw_table(flow, Table(COLUMNS, LIST_TABLE), rows, Band(f"第{group}班", "班長 長谷川　和代", "40世帯"))
    text = text_of(paper.finish(), tmp_path)
    assert "第3班（続き）" in text
    assert "第4班" in text


def test_blank_rows_of_a_form_begin_with_the_closing_note(tmp_path: Path) -> None:
    text = text_of(printed(3, rows_at_least=12).finish(), tmp_path)
    assert text.count("以下余白") == 1


def test_a_missing_character_in_a_row_names_the_person() -> None:
    paper = Paper(PaperFacts(title="名簿"), LIST)
    row = ("1", Cell("長谷川　和代"), "三丁目😀", "", 0)
    with pytest.raises(MissingGlyph) as refused:
        draw_table(Flow(paper), Table(COLUMNS, LIST_TABLE), [household(1), row])
    assert refused.value.values["owner"] == "長谷川　和代"


def test_a_short_foot_keeps_a_heading_with_its_first_rows(tmp_path: Path) -> None:
    paper = Paper(PaperFacts(title="会員名簿"), LIST)
    flow = Flow(paper)
    flow.y = paper.bottom - 25
    draw_table(flow, Table(COLUMNS, LIST_TABLE, title="未納の世帯"), [household(1), household(2)])
    assert len(paper.sheets) == 2
    assert "未納の世帯" in text_of(paper.finish(), tmp_path).split("\f")[1]


def test_zero_nothing_unknown_and_negative_are_four_things(tmp_path: Path) -> None:
    paper = Paper(PaperFacts(title="金額"), LIST)
    columns = tuple(Column(head, 30, kind=Kind.NUMBER) for head in "甲乙丙丁")
    draw_table(Flow(paper), Table(columns), [Row((0, "―", None, -1234), rule_above=True)])
    assert "0 ― △1,234" in text_of(paper.finish(), tmp_path)
    assert number(-5_000_000) == "△5,000,000"
