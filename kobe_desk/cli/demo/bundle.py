"""The demo's bundle: this year's copies of some programmes confirmed, and all questions answered, each once."""

from collections.abc import Mapping
from uuid import UUID

from kobe_desk.cli.demo.application import PROGRAMME, sample_answers
from kobe_desk.core import paths
from kobe_desk.core.records import Records
from kobe_desk.modules.association.usecases import documents
from kobe_desk.modules.meetings.usecases import resolutions
from kobe_desk.modules.subsidies.rules import bundle, example
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.definition import Kind, Programme, Table
from kobe_desk.modules.subsidies.rules.moved import moved
from kobe_desk.modules.subsidies.rules.problem import Problem
from kobe_desk.modules.subsidies.rules.together import AskedPage
from kobe_desk.modules.subsidies.usecases import (
    BundleRow,
    accept_example,
    begin_bundle,
    confirm_figure,
    copy_programme,
    enclose_document_together,
    evaluations,
    open_bundle,
    programme_copy,
    save_together,
)
from kobe_desk.modules.subsidies.usecases.sources.resolutions import as_ref
from kobe_desk.sample.papers import QUOTE

TOGETHER = {"ecotown-2022": "cleaning", "boukomi-unei-2023": "over", "ken-vision-2025": "rounded"}
"""The programmes beside the teaching one, with the worked example whose answers are given."""
CALL = "令和8年度の募集要領（例）"


def begin_together(records: Records, examples: Mapping[str, str] = TOGETHER) -> UUID:
    """Begin the bundle; the figures of its programmes are confirmed as the definitions have them."""
    keys = [confirmed_copy(records, folder) for folder in examples]
    return records.do(begin_bundle, (PROGRAMME, *keys)).result


def confirmed_copy(records: Records, folder: str) -> str:
    """This year's copy of a programme with every figure as it was. Returns its key."""
    key = records.do(copy_programme, folder).result
    confirm_all(records, key)
    return key


def confirm_all(records: Records, key: str) -> None:
    """Confirm every open figure of a copy as it stands, and accept its examples as they come out."""
    for figure in records.ask(programme_copy, key).figures:
        if not figure.confirmed:
            records.do(confirm_figure, key, figure.at, tuple(part.value for part in figure.parts), CALL)
    for each in records.ask(programme_copy, key).examples:
        records.do(accept_example, key, each.mark)


def answer_together(records: Records, key: UUID, examples: Mapping[str, str] = TOGETHER) -> None:
    """Answer what the desk does not know, page by page, each question once; and enclose what is asked for."""
    row = records.ask(open_bundle, key)
    given = given_answers(row, examples)
    done: set[str] = set()
    while (page := _next(row, done)) is not None:
        done.add(page.id)
        mine = row.opened[page.member].application
        answers = _filled(page, mine.answers, given[page.member], records)
        records.do(save_together, key, mine.id, answers, page.id)
        row = records.ask(open_bundle, key)
    _enclose(records, row)


def given_answers(row: BundleRow, examples: Mapping[str, str] = TOGETHER) -> list[Answers]:
    """What is answered in each programme: the sample's answers, or those of its worked example."""
    named = {folder.rpartition("-")[0]: (folder, name) for folder, name in examples.items()}
    programmes = [each.application.programme for each in row.opened]
    return [example_answers(each, *named[each.id]) if each.id in named else sample_answers(each) for each in programmes]


def _next(row: BundleRow, done: set[str]) -> AskedPage | None:
    now = evaluations(row, (each.application.answers for each in row.opened))
    return next((page for page in row.together().pages(now) if page.id not in done), None)


def example_answers(programme: Programme, folder: str, name: str) -> Answers:
    """The answers of a worked example, its days moved to the programme's year."""
    data = bundle.read(paths.resources("programmes", folder)).examples[f"examples/{name}.toml"]
    shift = (programme.fiscal_year or 0) - int(str(data["today"])[:4])
    found = example.read(programme, name, moved(data, shift))
    if isinstance(found, Problem):
        raise ValueError(found.message())
    return found.answers


def _filled(page: AskedPage, answers: Answers, given: Answers, records: Records) -> Answers:
    for item in page.page.items:
        if isinstance(item, Table):
            if not answers.keys(item.id):
                answers = _with_rows(answers, given, item)
        elif item.kind is Kind.RESOLUTION:
            chosen = next(each for each in records.ask(resolutions, "general") if "申請" in each.title)
            answers = answers.with_value(item.id, as_ref(chosen))
        elif answers.get(item.id).blank:
            answers = answers.with_answer(item.id, given.get(item.id))
    return answers


def _with_rows(answers: Answers, given: Answers, table: Table) -> Answers:
    for row in given.keys(table.id):
        values = {each.id: given.value(f"{table.id}.{each.id}", row) for each in table.columns}
        answers = answers.with_row(table.id, {name: each for name, each in values.items() if each is not None})
    return answers


def _enclose(records: Records, row: BundleRow) -> None:
    """The quotation stands in for whatever paper is still missing."""
    paper = next(each for each in records.ask(documents) if each.title == QUOTE)
    now = evaluations(row, (each.application.answers for each in row.opened))
    for opened, evaluation in zip(row.opened, now, strict=True):
        for needed in evaluation.attachments:
            if needed.missing:
                records.do(enclose_document_together, (opened.application.id,), needed.attachment.id, paper.id)
