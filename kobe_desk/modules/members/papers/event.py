"""行事の記録: what was done when and where, who helped, who came, the insurance; it goes with reports (実績報告)."""

from kobe_desk.core.japanese import kana
from kobe_desk.modules.members.papers.heads import draw_list_head
from kobe_desk.modules.members.usecases.event_names import held
from kobe_desk.modules.members.usecases.events import BAND_WORDS, EventCard
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.styles import LIST
from kobe_desk.paper.table import LIST_TABLE, Cell, Column, Kind, Table, draw_table

KINDS = {"festival": "祭り", "drill": "防災訓練", "cleaning": "清掃", "outing": "外出・旅行", "other": "その他"}
_PAIR = (Column("項目", 38, tinted=True), Column("内容", 137))


def event_pdf(card: EventCard) -> bytes:
    """One event on paper. Raises MissingGlyph."""
    event = card.event
    flow = Flow(Paper(PaperFacts("行事の記録", author=card.association, sample=card.sample), LIST))
    draw_list_head(flow, f"行事の記録　{event.title}", card.association, KINDS[event.kind], tag="")
    insured = f"（{event.insured}人分）" if event.insured is not None else ""
    facts = (
        ("日時", held(event.start, event.end)),
        ("場所", event.place),
        ("目的", event.purpose),
        ("保険", f"{event.insurance}{insured}"),
        ("中止", card.cancelled),
        ("ようす", card.report),
    )
    draw_table(flow, Table(_PAIR, LIST_TABLE), [each for each in facts if each[1]])
    flow.gap(5)
    counts = [(words, f"{card.counts.get(band, 0):,}人") for band, words in BAND_WORDS.items()]
    ages = (Column("年齢", 80), Column("参加者", 40, "right", kind=Kind.NUMBER))
    total = ("合計", f"{card.people:,}人")
    draw_table(flow, Table(ages, LIST_TABLE, title="参加者の数（係を除く）", total=total), counts)
    flow.gap(5)
    staff = (Column("氏名（ふりがな）", 70, kind=Kind.NAME, size=11), Column("係", 105))
    rows = [(Cell(each.name, ruby=kana.to_hiragana(each.kana)), each.task) for each in card.staff]
    draw_table(flow, Table(staff, LIST_TABLE, title=f"係（{len(rows)}人）", empty="係は書いてありません。"), rows)
    return flow.paper.finish()
