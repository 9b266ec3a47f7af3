"""The demo's application to the teaching programme: the desk's answers, then the sample's, page by page."""

from datetime import date, timedelta
from string import Template
from uuid import UUID

from kobe_desk.core import clock, paths
from kobe_desk.core.records import Records
from kobe_desk.modules.association.usecases import documents
from kobe_desk.modules.meetings.usecases import resolutions
from kobe_desk.modules.subsidies.rules import bundle, example
from kobe_desk.modules.subsidies.rules.answers import Answers, Cell
from kobe_desk.modules.subsidies.rules.definition import Page, Programme
from kobe_desk.modules.subsidies.rules.problem import Problem
from kobe_desk.modules.subsidies.usecases import application, begin_application, enclose_document, save_answers
from kobe_desk.modules.subsidies.usecases.sources.resolutions import as_ref
from kobe_desk.sample.facts import Days, written
from kobe_desk.sample.papers import QUOTE

PROGRAMME = "chiiki-katsudo-mihon"
_MONTH = timedelta(days=31)


def answer_questions(records: Records) -> UUID:
    """Begin the application and answer what the desk does not know, saved at every page. Returns its key."""
    key = records.do(begin_application, PROGRAMME).result
    row = records.ask(application, key)
    given, answers = sample_answers(row.programme), row.answers
    for page in row.programme.pages:
        answers = records.do(save_answers, key, _with_page(answers, given, page), page.id).result
    _enclose_quotation(records, key)
    return _choose_resolution(records, key, answers)


def sample_answers(programme: Programme) -> Answers:
    """The answers of resources/sample/application.toml with their days after today."""
    template = Template(paths.resources("sample", "application.toml").read_text(encoding="utf-8"))
    text = template.substitute(_days(clock.today()))
    found = example.read(programme, "sample", bundle.plain(text.encode(), "application.toml"))
    if isinstance(found, Problem):
        raise ValueError(found.message())
    return found.answers


def _days(today: date) -> dict[str, str]:
    """The project begins next month and takes five."""
    months = [(today.replace(day=1) + n * _MONTH).replace(day=1) for n in range(1, 7)]
    last = months[5] - timedelta(days=1)
    named = {"start_month": months[0], "first_month": months[1], "second_month": months[3], "end_month": last}
    words = {name: f"{day.month}月" for name, day in named.items()}
    return {"today": str(today), "start": f"{months[0]:%Y/%m/%d}", "end": f"{last:%Y/%m/%d}", **words}


def _with_page(answers: Answers, given: Answers, page: Page) -> Answers:
    for field in page.fields:
        if Cell(field.id) in given.cells:
            answers = answers.with_answer(field.id, given.get(field.id))
    for table in page.tables:
        for row in given.keys(table.id):
            values = {column.id: given.value(f"{table.id}.{column.id}", row) for column in table.columns}
            answers = answers.with_row(table.id, {name: each for name, each in values.items() if each is not None})
    return answers


def _choose_resolution(records: Records, key: UUID, answers: Answers) -> UUID:
    """The one that resolved to apply."""
    motion = next(each for each in written()["meeting"]["motion"] if each.get("applies"))
    title = Days.now().words(motion["title"])
    chosen = next(each for each in records.ask(resolutions, "general") if each.title == title)
    records.do(save_answers, key, answers.with_value("resolution", as_ref(chosen)), "resolution_page")
    return key


def _enclose_quotation(records: Records, key: UUID) -> None:
    """What the application takes from the kept documents by itself is there; the quotation is chosen."""
    quotation = next(each for each in records.ask(documents) if each.title == QUOTE)
    records.do(enclose_document, key, "quote", quotation.id)
