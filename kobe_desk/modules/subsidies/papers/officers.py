"""The 役員名簿 as offices send it to the police: half-width kana, days of birth as S400102, 以下余白 (s05)."""

from dataclasses import replace

from kobe_desk.core.japanese import era
from kobe_desk.modules.subsidies.papers.face import begin, draw_face, draw_signers, finish
from kobe_desk.modules.subsidies.papers.facts import FormPaper, Officer, OfficersFacts
from kobe_desk.modules.subsidies.papers.words import kana_listed
from kobe_desk.paper.styles import CELL, SMALL
from kobe_desk.paper.table import FORM_TABLE, Column, Kind, Table, draw_table

ROWS = 12
LONGEST_KANA = 17
"""Half-width signs in one line of the column."""
NOTES = (
    "注１　生年月日は、元号（T・S・H・R）と6桁の数字で記入する（例　S400102＝昭和40年1月2日）。",
    "注２　この名簿は、補助金の交付要件を確認する目的に限って提出し、他の目的には使用しない。",
)
_STYLE = replace(FORM_TABLE, row_height=10.6)


def officers_pdf(facts: OfficersFacts) -> FormPaper:
    """The list of officers. Raises MissingGlyph."""
    flow = begin(facts.face)
    draw_face(flow, facts.face, facts.as_of)
    with flow.paper.owner(facts.association):
        flow.text(f"団体名　{facts.association}", CELL)
    flow.gap(1.5)
    columns = (
        Column("役職", 18, "center"),
        Column("氏名", 41, kind=Kind.NAME),
        Column("氏名カナ\n（半角）", 32, kind=Kind.CODE, size=10),
        Column("生年月日", 20, "center", Kind.CODE, size=10),
        Column("性別", 11, "center"),
        Column("住所", flow.width - 122, size=9.5),
    )
    table = Table(columns, _STYLE, rows_at_least=ROWS)
    draw_table(flow, table, [_row(officer) for officer in facts.officers])
    flow.gap(2.5)
    for note in NOTES:
        flow.text(note, SMALL)
    draw_signers(flow, facts.signers)
    return finish(flow, facts.face, facts.signers)


def _row(officer: Officer) -> tuple[str, ...]:
    birth = era.code(officer.birth) if officer.birth else ""
    return officer.office, officer.name, half_width(officer.kana), birth, officer.sex, officer.address


def half_width(reading: str) -> str:
    """ﾊｾｶﾞﾜ ｶｽﾞﾖ; a long one is parted near its middle, after a blank or a dot."""
    narrow = kana_listed(reading)
    if len(narrow) <= LONGEST_KANA:
        return narrow
    ends = [place + 1 for place, sign in enumerate(narrow) if sign in " ･"]
    if not ends:
        return narrow
    end = min(ends, key=lambda place: abs(place - len(narrow) / 2))
    return f"{narrow[:end].rstrip()}\n{narrow[end:]}"
