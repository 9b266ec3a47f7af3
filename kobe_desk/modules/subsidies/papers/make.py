"""All papers of an application, driven by the forms its programme's definition lists.

made = make_papers(programme, answers, evaluation, house, day=clock.today(), number="みなと台自第12号")
check_papers(made, programme, answers, evaluation)
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kobe_desk.core.japanese.era import wareki
from kobe_desk.core.japanese.fiscal_year import fiscal_year
from kobe_desk.core.japanese.money import written_out, yen
from kobe_desk.modules.subsidies.papers import wording
from kobe_desk.modules.subsidies.papers.answers import answers_json, check_code
from kobe_desk.modules.subsidies.papers.facts import (
    BudgetFacts,
    Face,
    FormPaper,
    Grid,
    LetterFacts,
    OfficersFacts,
    Pair,
    Part,
    SheetFacts,
    Signer,
)
from kobe_desk.modules.subsidies.papers.house import CONTACT, HEAD, House, answered, part_of, rows_of
from kobe_desk.modules.subsidies.papers.letters import letter_pdf
from kobe_desk.modules.subsidies.papers.listed import listed_officers
from kobe_desk.modules.subsidies.papers.officers import officers_pdf
from kobe_desk.modules.subsidies.papers.overlaid import overlaid_form
from kobe_desk.modules.subsidies.papers.parts import figure_pair, grid_of, pair_of, parts_of, sum_of
from kobe_desk.modules.subsidies.papers.sheets import balance_sentence, budget_pdf, sheet_pdf
from kobe_desk.modules.subsidies.papers.traces import trace_of, unconfirmed
from kobe_desk.modules.subsidies.papers.words import Words, is_pledged, items_of
from kobe_desk.modules.subsidies.rules.answers import Answers, State
from kobe_desk.modules.subsidies.rules.definition import FormSpec, Kind, Programme
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation
from kobe_desk.modules.subsidies.usecases.facts import OverlaidForm, PaperRequest
from kobe_desk.paper.letter import Item, item_number

UNDER_TITLE = 40
"""Signs: the first answer of a budget (補助事業の名称) stands under its title if it is no longer."""
SHORT_ENCLOSURE = 14
"""Signs: longer names of enclosures come last, so that the others stand two in a row."""
_NONE: Mapping[str, int] = {}
BUDGET = "budget"
"""The kind of form that shows the way to an amount (算定表)."""
ROLES = ("chair", "vice_chair", "treasurer", "secretary", "auditor")


@dataclass(frozen=True)
class Making:
    """What all papers of one application share. `day` is the application's date; `enclosed` counts attachments.

    A draft carries no 照合 code; a submission copy leaves figures blank that are not in `confirmed`.
    """

    words: Words
    house: House
    day: date
    number: str = ""
    draft: bool = True
    confirmed: frozenset[str] = frozenset()
    enclosed: Mapping[str, int] = field(default_factory=lambda: _NONE)
    answers: str = ""
    check: str = ""

    @property
    def programme(self) -> Programme:
        return self.words.programme

    @property
    def year(self) -> str:
        year = self.programme.fiscal_year
        first = date(year, 4, 1) if year else fiscal_year(self.day).first
        return f"{wareki(first).partition('年')[0]}年度"


def make_papers(programme: Programme, answers: Answers, evaluation: Evaluation, house: House, *, day: date,
                number: str = "", draft: bool = True, confirmed: Iterable[str] = (),
                enclosed: Mapping[str, int] = _NONE,
                overlaid: Sequence[OverlaidForm] = (), kind: str = "") -> tuple[PaperRequest, ...]:  # fmt: skip
    """Every form of the application, in the definition's order, on the funder's own PDF where one is `overlaid`.

    `kind`: only the forms of this kind (budget).
    Raises MissingGlyph.
    """
    words = Words(programme, answers, evaluation)
    data = answers_json(programme, answers, evaluation)
    making = Making(words, answered(house, words), day, number, draft, frozenset(confirmed), enclosed,
                    hashlib.sha256(data).hexdigest(), check_code(data, programme.sha256))  # fmt: skip
    own = {each.form: each for each in overlaid}
    return tuple(
        overlaid_form(
            form, words, own[form.id], _offices(making), day=day, code="" if draft else making.check, number=number
        )
        if form.id in own
        else make_form(form, making)
        for form in forms_of(programme, evaluation)
        if form.paper == kind or not kind
    )


def _offices(making: Making) -> dict[str, str]:
    """How the association calls each role that a programme knows."""
    return {role: making.house.office(role) for role in ROLES}


def forms_of(programme: Programme, evaluation: Evaluation) -> tuple[FormSpec, ...]:
    """The forms of the application itself: those its first stage names, or all where it names none."""
    wanted = programme.stages[0].forms if programme.stages else ()
    return tuple(each for each in evaluation.forms if not wanted or each.id in wanted)


def make_form(form: FormSpec, making: Making) -> PaperRequest:
    """One form."""
    face = _face(form, making)
    makers = {"application": _application, "pledge": _pledge, "organisation": _organisation, BUDGET: _budget,
              "officers": _officers}  # fmt: skip
    made = makers.get(form.paper, _sheet)(form, face, making)
    return PaperRequest(form.id, face.name, made.data, made.places)


def _face(form: FormSpec, making: Making) -> Face:
    code = f"{form.code}（{form.article}関係）" if form.article else form.code
    return Face(form.title, code, reference=not form.official, draft=making.draft, draft_wording=form.draft_wording,
                number=making.number, day=making.day, association=making.house.name, sample=making.house.sample,
                check=making.check, answers=making.answers)  # fmt: skip


def _signers(form: FormSpec, making: Making) -> tuple[Signer, ...]:
    ordered = sorted(form.signers, key=lambda each: each.order)
    return tuple(Signer(each.role, making.house.office(each.role), each.order) for each in ordered)


# The letters


def _application(form: FormSpec, face: Face, making: Making) -> FormPaper:
    """交付申請書: what the applicant's block and the contact table do not say already stands under 記."""
    items = [*_items(form, making), Item("添付書類", ticks=_enclosures(form, making))]
    body = wording.application(making.programme, making.year, form.wording)
    return letter_pdf(_letter(form, face, making, body, tuple(items), contact=making.house.contact))


def _pledge(form: FormSpec, face: Face, making: Making) -> FormPaper:
    """誓約書: what is pledged for, then the definition's sentences, or ours."""
    sentences = form.wording or wording.PLEDGED
    items = (*_items(form, making), *(Item("", sentence) for sentence in sentences))
    listed = any(each.paper == "officers" for each in forms_of(making.programme, making.words.evaluation))
    note = wording.OFFICERS_LISTED if listed else ""
    return letter_pdf(_letter(form, face, making, wording.pledge(making.programme), items, note=note))


def _letter(form: FormSpec, face: Face, making: Making, body: str, items: tuple[Item, ...],
            contact: tuple[tuple[str, str], ...] = (), note: str = "") -> LetterFacts:  # fmt: skip
    programme, house = making.programme, making.house
    return LetterFacts(face, programme.addressee or programme.funder, house.applicant(form.seal), body,
                       wareki(making.day), items, note, contact, signers=_signers(form, making))  # fmt: skip


def _items(form: FormSpec, making: Making) -> list[Item]:
    """The numbered items: the form's answers in its order; in an application the money stands after the first."""
    pairs = ((_own_item(name, form, making), _boxes(name, making)) for name in items_of(form))
    found = [Item(pair.label, "" if boxes else pair.value, boxes, pair.to_confirm) for pair, boxes in pairs if pair]
    if form.paper == "application":
        found[1:1] = [*_amounts(making), *_costs(making)]
    return found


def _boxes(name: str, making: Making) -> tuple[tuple[str, bool], ...]:
    """Of a question with several answers (同意すること) every one of them, ticked or not; of any other none."""
    field = making.programme.fields.get(name)
    words = making.words
    if field is None or field.kind is not Kind.MULTI or words.answers.get(name).state is State.NOT_APPLICABLE:
        return ()
    chosen = words.value(name)
    options = making.programme.choice_lists[field.choices].options
    return tuple((each.label, isinstance(chosen, tuple) and each.id in chosen) for each in options)


def _own_item(name: str, form: FormSpec, making: Making) -> Pair | None:
    field = making.programme.fields.get(name)
    if field is None or not making.words.counts(name) or is_pledged(form, field):
        return None
    part = part_of(field.prefill.source if field.prefill else "")
    if part in HEAD or (part in CONTACT and form.paper == "application"):
        return None
    return pair_of(field, making.words, draft=making.draft)


def _amounts(making: Making) -> list[Item]:
    amounts = making.words.evaluation.amounts
    return [
        Item(each.label, written_out(made.yen)) for each in making.programme.amounts if (made := amounts.get(each.id))
    ]


def _costs(making: Making) -> list[Item]:
    """補助事業に要する経費, of which what counts, where the programme counts both."""
    spent = next((name for name, shared in making.programme.share.items() if shared == "common.budget_out"), "")
    totals = making.words.evaluation.totals
    whole, counted = totals.get(f"{spent}.amount"), totals.get(f"{spent}.eligible")
    if whole is None or not making.words.counts(spent):
        return []
    of_it = f"（うち補助対象経費　{yen(counted)}）" if counted is not None else ""
    return [Item("補助事業に要する経費", f"{yen(whole)}{of_it}")]


def _enclosures(form: FormSpec, making: Making) -> tuple[tuple[str, bool], ...]:
    """The other forms, and the attachments that must come or are there; ticked if they are."""
    evaluation = making.words.evaluation
    others = [(each.title, True) for each in forms_of(making.programme, evaluation) if each.id != form.id]
    for needed in evaluation.attachments:
        count = making.enclosed.get(needed.attachment.id, 0)
        if needed.required or count:
            label = needed.attachment.label
            others.append((f"{label} {count}通" if count > 1 else label, count > 0))
    return tuple(sorted(others, key=lambda each: len(each[0]) > SHORT_ENCLOSURE))


# The ruled forms


def _organisation(form: FormSpec, face: Face, making: Making) -> FormPaper:
    """団体概要書: what the desk knows of the association, each row replaced by the answer that asks for it."""
    words, parts = making.words, list(parts_of(form, making.words, draft=making.draft))
    fields = [words.programme.fields[name] for name in items_of(form) if name in words.programme.fields]
    asked = {
        part_of(each.prefill.source): words.label(each) for each in fields if each.prefill and words.counts(each.id)
    }
    answers = {each.label: each for each in parts if isinstance(each, Pair)}
    own: list[Part] = []
    for part, pair in rows_of(making.house):
        said = answers.get(asked.get(part, pair.label))
        row = pair if part in _WITH_RUBY or said is None else said
        if row.value:
            own.append(row)
        parts = [each for each in parts if each is not said]
    rest = [each for each in parts if not (isinstance(each, Pair) and each.label in _in_ruby(asked))]
    return sheet_pdf(SheetFacts(face, (*own, *rest), f"{wareki(making.day)}現在", _signers(form, making)))


_WITH_RUBY = ("name", "chair")


def _in_ruby(asked: Mapping[str, str]) -> set[str]:
    """Labels of answers that stand as ruby or office in the first rows."""
    return {label for part, label in asked.items() if part in ("kana", "chair_kana", "chair_title")}


def _sheet(form: FormSpec, face: Face, making: Making) -> FormPaper:
    parts = tuple(parts_of(form, making.words, draft=making.draft))
    return sheet_pdf(SheetFacts(face, parts, signers=_signers(form, making)))


def _budget(form: FormSpec, face: Face, making: Making) -> FormPaper:
    """収支予算書: its tables numbered, the sentence that both sums are equal, and every amount's 算定表."""
    words, programme = making.words, making.programme
    still_open = unconfirmed(programme, making.confirmed)
    traces = tuple(
        trace_of(each, found, still_open, draft=making.draft, alone=len(programme.amounts) == 1)
        for each in programme.amounts
        if (found := words.evaluation.amounts.get(each.id))
    )
    pairs = [each for each in parts_of(form, words, draft=making.draft) if isinstance(each, Pair)]
    sums = {f"amounts.{each.id}" for each in programme.amounts}
    shown = {pair.label for name in form.fields if name in sums and (pair := figure_pair(name, words))}
    said = [each for each in pairs if each.label not in shown]
    project = ""
    if said and len(said[0].label + said[0].value) <= UNDER_TITLE and not said[0].to_confirm:
        project = f"{said[0].label}　{said.pop(0).value}"
    return budget_pdf(BudgetFacts(face, (*said, *_tables(form, words)), project, traces, _signers(form, making)))


def _tables(form: FormSpec, words: Words) -> list[Grid]:
    """The tables of a budget: １　収入の部, ２　支出の部; the last one says whether the sums of two are equal."""
    tables = [words.programme.tables[name] for name in items_of(form) if name in words.programme.tables]
    tables = [each for each in tables if words.counts(each.id)]
    titles = (f"{item_number(place)}　{words.label(each)}" for place, each in enumerate(tables, 1))
    grids = [replace(grid_of(each, words, title), compact=True) for each, title in zip(tables, titles, strict=True)]
    sums = [made for each in tables if (made := sum_of(each, words)) is not None]
    if len(sums) == len(tables) == 2:  # noqa: PLR2004 - income and spending
        grids[-1] = replace(grids[-1], note=balance_sentence(*sums))
    return grids


def _officers(form: FormSpec, face: Face, making: Making) -> FormPaper:
    """役員名簿: the answers' own list where the form has one, else the officers of the desk."""
    house, words = making.house, making.words
    tables = [words.programme.tables[name] for name in items_of(form) if name in words.programme.tables]
    rows = listed_officers(tables[0], words) if tables else house.officers
    on = house.officers_on or making.day
    return officers_pdf(OfficersFacts(face, house.name, f"{wareki(on)}現在", rows, _signers(form, making)))
