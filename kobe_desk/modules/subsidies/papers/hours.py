"""The list of helpers' hours and honoraria (お手伝いの時間と謝礼): what was done, paid how much, with room to sign."""

from collections.abc import Sequence

from kobe_desk.core.japanese.era import wareki
from kobe_desk.modules.subsidies.usecases.helping import WorkRow
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.styles import BODY, FORM, FORM_TITLE, SMALL
from kobe_desk.paper.table import Column, Kind, Table, draw_table

TITLE = "お手伝いの時間と謝礼"
COLUMNS = (
    Column("月日", 24),
    Column("お手伝いの方", 28),
    Column("内容", 37),
    Column("時間", 24, align="right"),
    Column("１時間の額", 18, kind=Kind.NUMBER, align="right"),
    Column("謝礼の額", 18, kind=Kind.NUMBER, align="right"),
    Column("受領印", 16),
)


def hours_pdf(title: str, rows: Sequence[WorkRow], association: str) -> bytes:
    """The lines of one application in the order of their days; what was taken back is left out. Raises MissingGlyph."""
    told = sorted((each for each in rows if not each.cancelled), key=lambda each: (each.day, each.id))
    paper = Paper(PaperFacts(TITLE, author=association), FORM)
    flow = Flow(paper)
    flow.sheet.tracked((flow.left + flow.right) / 2, flow.y + 8, TITLE, FORM_TITLE, 2, "center")
    flow.gap(15)
    flow.text(title, BODY)
    with paper.owner(association):
        flow.sheet.text(flow.right, flow.y + 1, association, BODY, "right")
    flow.gap(5)
    minutes, yen = sum(each.minutes for each in told), sum(each.amount for each in told)
    total = ("計", "", "", spoken_time(minutes), None, yen, "")
    draw_table(flow, Table(COLUMNS, unit="円", empty="該当なし", total=total), [_cells(each) for each in told])
    flow.gap(4)
    flow.text("謝礼の額が０円のものは、無償のお手伝いです。", SMALL)
    return paper.finish()


def _cells(row: WorkRow) -> tuple[str | int | None, ...]:
    return (
        wareki(row.day), row.helper, row.purpose, spoken_time(row.minutes), row.rate, row.amount, "",
    )  # fmt: skip


def spoken_time(minutes: int) -> str:
    """2時間30分, as on a Japanese paper."""
    hours, rest = divmod(minutes, 60)
    return (f"{hours}時間" if hours else "") + (f"{rest}分" if rest or not hours else "")
