"""What stands on the check-answers page: every answer that counts, and every open point."""

from collections.abc import Iterable, Iterator, Sequence

from kobe_desk.core.japanese.money import yen
from kobe_desk.core.text import _, n_
from kobe_desk.modules.subsidies.controller.steps import ENCLOSURES, Finds
from kobe_desk.modules.subsidies.rules.answers import Answer, Answers, Cell, Origin
from kobe_desk.modules.subsidies.rules.attached import lacking_words
from kobe_desk.modules.subsidies.rules.definition import Field, Kind, Page, Programme, Table
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation, Needed, NeededAt
from kobe_desk.modules.subsidies.rules.unconfirmed import unconfirmed
from kobe_desk.modules.subsidies.usecases import OpenedRow, SourceChange
from kobe_desk.modules.subsidies.view.check import LEVELS, CheckCard, CheckLine, OpenPoint
from kobe_desk.modules.subsidies.view.question import words_of

_MASKED = "●●●●"


def cards_of(opened: OpenedRow, answers: Answers, evaluation: Evaluation) -> tuple[CheckCard, ...]:
    """The answers page by page, the amounts with the last table, and what goes with them."""
    programme = opened.application.programme
    again = again_in(opened, answers)
    made = [
        CheckCard(page.title, page.id, tuple(lines_of(page, programme, answers, evaluation, again)))
        for page in evaluation.pages
    ]
    return (*made, _enclosed(opened, evaluation))


def again_in(opened: OpenedRow, answers: Answers) -> set[str]:
    """The questions to be looked at again."""
    return {each.field for each in opened.changes} | {cell.field.partition(".")[0] for cell in answers.stale}


def lines_of(
    page: Page, programme: Programme, answers: Answers, evaluation: Evaluation, again: set[str]
) -> Iterator[CheckLine]:
    for item in page.items:
        if item.id not in evaluation.relevant:
            continue
        if isinstance(item, Table):
            yield CheckLine(item.label, _table_words(item, evaluation), item.id, again=item.id in again)
        elif not item.computed and item.kind is not Kind.BOOKING:
            yield _line(item, programme, answers, again)
    for amount in programme.amounts:
        if _asked_on(page, amount.sources()):
            made = evaluation.amounts.get(amount.id)
            yield CheckLine(amount.label, yen(made.yen) if made else _("(not calculated yet)"), page.items[-1].id)


def _asked_on(page: Page, sources: Sequence[str]) -> bool:
    """Whether an amount is made on this page: its base stands here."""
    base = sources[0].removeprefix("totals.").removeprefix("rows.").partition(".")[0]
    return any(item.id == base for item in page.items)


def clashed(programme: Programme, mine: Answers, cells: Iterable[Cell]) -> str:
    """What somebody had written where another answer stands now, in words; numbers of accounts stay hidden."""
    fields = ((programme.fields[cell.field], mine.get(*cell)) for cell in cells)
    return _("; ").join(
        _("{question}: {words}").format(question=field.label, words=_words(field, programme, answer))
        for field, answer in fields
    )


def _line(field: Field, programme: Programme, answers: Answers, again: set[str]) -> CheckLine:
    answer = answers.get(field.id)
    words = _words(field, programme, answer)
    source = answer.source.partition("（")[0] if answer.origin is Origin.PREFILL else ""
    return CheckLine(field.label, words, field.id, source, field.id in again)


def _words(field: Field, programme: Programme, answer: Answer) -> str:
    words = words_of(field, answer, programme.choice_lists)
    number = getattr(answer.value, "number", "") if field.masked else ""
    return words.replace(number, _MASKED) if number else words


def _table_words(table: Table, evaluation: Evaluation) -> str:
    count = len(evaluation.rows.get(table.id, ()))
    words = n_("{n} row", "{n} rows", count).format(n=count)
    sums = []
    for total in table.totals:
        if not total.where:
            column = table.column(total.column)
            label = total.label or (column.field.label if column else "")
            lead = table.lead if table.lead and table.lead.column == total.column else None
            made = evaluation.amounts.get(lead.amount) if lead else None
            whole = evaluation.totals.get(f"{table.id}.{total.id}", 0) + (made.yen if made else 0)
            sums.append(_("{label} {sum}").format(label=label, sum=yen(whole)))
    return "　".join((words, *sums))


def _enclosed(opened: OpenedRow, evaluation: Evaluation) -> CheckCard:
    lines: list[CheckLine] = []
    for needed in evaluation.attachments:
        lines += enclosed_lines(needed, opened.attached.get(needed.attachment.id, 0))
    return CheckCard(_("Papers to enclose"), ENCLOSURES, tuple(lines))


def enclosed_lines(needed: Needed, count: int) -> Iterator[CheckLine]:
    """A paper with how many there are, and below it each line of a table that wants one or has one."""
    label = needed.attachment.label
    yield CheckLine(label, _papers(count), "")
    for each in needed.lines:
        if each.required or each.there:
            yield CheckLine(_("{paper}: {line}").format(paper=label, line=each.line), _at(each), "")


def _papers(count: int) -> str:
    return n_("{n} paper", "{n} papers", count).format(n=count) if count else _("(none)")


def _at(line: NeededAt) -> str:
    """How many papers of a line there are; where there is none and none is missing, one for all of them is there."""
    return _papers(line.there) if line.there or line.missing else _("in the one for all lines")


def points_of(opened: OpenedRow, answers: Answers, evaluation: Evaluation, way: Finds) -> tuple[OpenPoint, ...]:
    """What is still open: missing answers by page, checks that fail, changed sources, papers, unsure figures."""
    programme = opened.application.programme
    return (
        *asked_again(opened, answers, evaluation, way),
        *papers_missing(evaluation.attachments),
        *unsure(programme),
    )


def asked_again(opened: OpenedRow, answers: Answers, evaluation: Evaluation, way: Finds) -> Iterator[OpenPoint]:
    programme = opened.application.programme
    yield from _missing(programme, evaluation, way)
    yield from _failed(evaluation, way)
    changes = {each.field: each for each in opened.changes}
    for item in unconfirmed(programme, answers, evaluation, changes):
        change = changes.get(item.id)
        yield _changed(change, programme, way) if change else _stale(item, answers, way)


def _missing(programme: Programme, evaluation: Evaluation, way: Finds) -> Iterator[OpenPoint]:
    pages: dict[str, list[str]] = {}
    for cell in evaluation.missing:
        pages.setdefault(way.page_of(cell.field), []).append(cell.field)
    for page, names in pages.items():
        labels = dict.fromkeys(_label(programme, name) for name in names)
        yield OpenPoint("gap", way.title(page), _(", ").join(labels), page, names[0])


def _label(programme: Programme, name: str) -> str:
    table = programme.tables.get(name.partition(".")[0])
    return table.label if table else programme.fields[name].label


def _failed(evaluation: Evaluation, way: Finds) -> Iterator[OpenPoint]:
    for each in evaluation.failed:
        field = next((name for name in each.fields if way.page_of(name)), "")
        page = way.page_of(field) if field else ""
        yield OpenPoint(LEVELS[each.level], way.title(page), each.message, page, field)


def _changed(change: SourceChange, programme: Programme, way: Finds) -> OpenPoint:
    table = programme.tables.get(change.field)
    if table is not None:
        return OpenPoint(
            "warn", table.label, _("the rows differ from their source now"), way.page_of(table.id), table.id
        )
    field = programme.fields[change.field]
    given, today = (words_of(field, each, programme.choice_lists) for each in (change.given, change.today))
    words = _("it differs from its source now ({given} / {today})").format(given=given, today=today)
    return OpenPoint("warn", field.label, words, way.page_of(field.id), field.id)


def _stale(item: Field | Table, answers: Answers, way: Finds) -> OpenPoint:
    origins = {each.origin for cell, each in answers.items() if cell.field.partition(".")[0] == item.id}
    carried = Origin.CARRIED in origins
    words = _("taken over from the application before") if carried else _("something it rests on has changed")
    return OpenPoint("warn", item.label, words, way.page_of(item.id), item.id)


def papers_missing(needed: Iterable[Needed]) -> Iterator[OpenPoint]:
    labels = dict.fromkeys(lacking_words(each) for each in needed if each.missing)
    if labels:
        yield OpenPoint("gap", _("Papers to enclose"), _(", ").join(labels), ENCLOSURES)


def unsure(programme: Programme) -> Iterator[OpenPoint]:
    labels = [each.label for each in programme.unverified()]
    if labels:
        words = _("Compare these figures with this year's call before you apply: {labels}")
        yield OpenPoint("warn", "", words.format(labels=_(", ").join(labels)), "")
