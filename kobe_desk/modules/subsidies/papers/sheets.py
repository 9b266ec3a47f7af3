"""The ruled forms: 団体概要書 and 事業計画書 (s02, s03), the 収支予算書 with its 算定表 (s04)."""

from collections.abc import Sequence
from itertools import groupby

from kobe_desk.core.japanese.money import yen
from kobe_desk.modules.subsidies.papers.face import begin, draw_face, draw_signers, finish
from kobe_desk.modules.subsidies.papers.facts import (
    BudgetFacts,
    FormPaper,
    Grid,
    Pair,
    Part,
    SheetFacts,
    Trace,
    TraceRow,
)
from kobe_desk.modules.subsidies.papers.grids import COMPACT, draw_grid
from kobe_desk.paper.continuation import Continuation, draw_continuations
from kobe_desk.paper.fields import PAD, Field, FieldRow, draw_fields
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.lines import wrap
from kobe_desk.paper.marks import TO_CONFIRM
from kobe_desk.paper.styles import CELL
from kobe_desk.paper.table import Column, Kind, Row, Table, draw_table

LABEL_WIDTH = 33.0
HIGHEST = 54.0
"""mm: a longer answer goes on on a 続紙."""


def sheet_pdf(facts: SheetFacts) -> FormPaper:
    """Labelled answers and tables in their order. Raises MissingGlyph."""
    flow = begin(facts.face)
    draw_face(flow, facts.face, facts.as_of)
    rest = draw_parts(flow, facts.parts)
    return _finish(flow, facts, rest)


def budget_pdf(facts: BudgetFacts) -> FormPaper:
    """Income, spending, and the way to each amount. Raises MissingGlyph."""
    flow = begin(facts.face)
    draw_face(flow, facts.face, facts.project)
    rest = draw_parts(flow, facts.parts)
    for trace in facts.traces:
        _trace(flow, trace)
    return _finish(flow, facts, rest)


def balance_sentence(income: int, spending: int) -> str:
    """収入の計と支出の計は一致する。 — or by how much they do not."""
    if income == spending:
        return f"注　収入の計と支出の計は一致する。（{yen(income)}＝{yen(spending)}）"
    return (
        f"注　収入の計と支出の計が一致していない。（{yen(income)}と{yen(spending)}。差{yen(abs(income - spending))}）"
    )


def draw_parts(flow: Flow, parts: Sequence[Part]) -> dict[str, str]:
    """Neighbouring answers in one frame, each table with its heading; returns what goes on on a 続紙."""
    rest: dict[str, str] = {}
    for ruled, group in groupby(parts, key=lambda part: isinstance(part, Pair)):
        run = list(group)
        if ruled:
            rest |= _pairs(flow, [part for part in run if isinstance(part, Pair)])
        for part in run:
            if isinstance(part, Grid):
                draw_grid(flow, part)
    return rest


def _finish(flow: Flow, facts: SheetFacts | BudgetFacts, rest: dict[str, str]) -> FormPaper:
    draw_signers(flow, facts.signers)
    form = " ".join(filter(None, (facts.face.code, facts.face.title)))
    draw_continuations(flow, [Continuation(form, label, text) for label, text in rest.items()])
    return finish(flow, facts.face, facts.signers)


def _pairs(flow: Flow, pairs: Sequence[Pair]) -> dict[str, str]:
    """One frame; two neighbours that say so share a row."""
    rows: list[FieldRow] = []
    waiting = list(pairs)
    while waiting:
        pair = waiting.pop(0)
        if pair.half and waiting and waiting[0].half:
            rows.append((_field(flow, pair, 2), _field(flow, waiting.pop(0), 2)))
        else:
            rows.append(_field(flow, pair))
    rest = draw_fields(flow, rows, LABEL_WIDTH)
    flow.gap(4.5)
    return rest


def _field(flow: Flow, pair: Pair, to_a_row: int = 1) -> Field:
    """As high as its answer; one that is too long for a sheet of its kind gets a box and goes on on a 続紙."""
    value = f"{pair.value}（{TO_CONFIRM}）" if pair.to_confirm else pair.value
    inner = flow.width / to_a_row - LABEL_WIDTH - 2 * PAD
    with flow.paper.owner(pair.label):
        lines = len(wrap(flow.paper.setter, value, CELL, inner))
    if lines * CELL.line + 2.4 > HIGHEST:
        return Field(pair.label, value, height=HIGHEST, fixed=True)
    return Field(pair.label, value, ruby=pair.ruby)


def _trace(flow: Flow, trace: Trace) -> None:
    """補助対象経費算定表: every line of the way, the results tinted; an unconfirmed figure says so."""
    columns = (
        Column("区分", 48),
        Column("算式", flow.width - 48 - 31),
        Column("金額", 31, kind=Kind.NUMBER),
    )
    rows = [Row((row.label, _formula(row), row.figure), tinted=row.result) for row in trace.rows]
    draw_table(flow, Table(columns, COMPACT, trace.title, "円"), rows)
    flow.gap(3.5)


def _formula(row: TraceRow) -> str:
    return f"{row.formula}（{TO_CONFIRM}）" if row.to_confirm else row.formula
