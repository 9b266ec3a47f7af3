"""世帯調査票, blank: asks in the order in which the screen takes it in, and says what it is for (法21条)."""

from dataclasses import dataclass, replace
from datetime import date

from kobe_desk.core.japanese import era
from kobe_desk.modules.members.papers.heads import draw_list_head
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.styles import LIST, LIST_CELL, LIST_HEADING, LIST_SMALL
from kobe_desk.paper.table import LIST_TABLE, Column, Table, TableStyle, draw_table

PEOPLE = 6
_HOME = (
    ("班・戸番", "　　　班　　　　　番"),
    ("郵便番号", "〒　　　　−"),
    ("住所", ""),
    ("建物・部屋", ""),
    ("電話", ""),
)
_PAIR = (Column("項目", 30, tinted=True), Column("書いてください", 145))
_PERSON = (
    Column("氏名", 42),
    Column("ふりがな", 38),
    Column("続柄", 18, "center"),
    Column("生年月日", 34, "center"),
    Column("性別", 13, "center"),
    Column("携帯電話", 30),
)
_CONSENT = (
    Column("会員に配る名簿に載せてよいもの", 75, tinted=True),
    Column("氏名", 25, "center"),
    Column("住所", 25, "center"),
    Column("電話", 25, "center"),
    Column("家族の氏名", 25, "center"),
)


@dataclass(frozen=True, slots=True)
class Survey:
    """What stands on the sheet besides the boxes."""

    association: str
    purpose: str
    contact: str
    back: date | None
    sample: bool = False


def survey_pdf(survey: Survey) -> bytes:
    """One sheet for a household, to be copied. Raises MissingGlyph."""
    flow = Flow(Paper(PaperFacts("世帯調査票", author=survey.association, sample=survey.sample), LIST))
    back = f"{era.wareki(survey.back)}までにお返しください" if survey.back else ""
    draw_list_head(flow, "世帯調査票", survey.association, back)
    purpose = survey.purpose or "会員名簿を作り、連絡と会費、災害時の助け合いに使うため"
    flow.text(f"使いみち：{purpose}。ほかのことには使いません。書きたくないところは空けてください。", LIST_SMALL)
    flow.gap(3)
    tall = _tall(11)
    draw_table(flow, Table(_PAIR, tall, title="世帯"), [*_HOME])
    flow.gap(4)
    blank = [("", "", "世帯主" if not number else "", "", "", "") for number in range(PEOPLE)]
    draw_table(flow, Table(_PERSON, tall, title="世帯の人（1行目に世帯主）"), blank)
    flow.gap(4)
    answers = [(words, *("□可　□否",) * 4) for words in ("世帯主", "ほかの人")]
    draw_table(flow, Table(_CONSENT, _tall(9), title="名簿への掲載"), answers)
    flow.gap(5)
    flow.heading("記入した日　令和　　年　　月　　日　　　記入した人", LIST_HEADING.at(11), mark=False)
    flow.sheet.line(flow.left + 92, flow.y, flow.right, flow.y, 0.5)
    flow.gap(4)
    flow.text(f"直すとき・問い合わせ：{survey.contact or '　' * 20}", LIST_CELL.at(10))
    return flow.paper.finish()


def _tall(height: float) -> TableStyle:
    """The usual list with room to write by hand."""
    return replace(LIST_TABLE, row_height=height, zebra=False)
