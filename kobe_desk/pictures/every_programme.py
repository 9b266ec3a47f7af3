"""Pictures of the papers of every programme: its worked example on its forms, from the application to the claim.

Of each programme one sheet with the first page of every paper; of the ledger one with the papers of a year.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil
from pathlib import Path

from PIL import Image

from kobe_desk import sample
from kobe_desk.core import clock
from kobe_desk.core.ids import new_id
from kobe_desk.core.permission import Role
from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.core.vault.making import make_desk
from kobe_desk.core.vault.opening import open_desk
from kobe_desk.modules.association.usecases import Profile, offices, profile
from kobe_desk.modules.ledger import usecases as ledger
from kobe_desk.modules.ledger.controller import printing
from kobe_desk.modules.members.usecases import officers_on
from kobe_desk.modules.subsidies.exchange.making import house_at
from kobe_desk.modules.subsidies.papers.house import House, answered
from kobe_desk.modules.subsidies.papers.later import Later, later_papers
from kobe_desk.modules.subsidies.papers.make import make_papers
from kobe_desk.modules.subsidies.papers.words import Words
from kobe_desk.modules.subsidies.rules import build, bundle, example, library
from kobe_desk.modules.subsidies.rules.actual import Spent, categories, plan
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation
from kobe_desk.modules.subsidies.rules.example import Example
from kobe_desk.modules.subsidies.rules.life import COST, DISPOSAL, SHARE, Decided
from kobe_desk.modules.subsidies.rules.settlement import Settlement, by_costs
from kobe_desk.modules.subsidies.rules.terms import Terms, as_applied, changed
from kobe_desk.modules.subsidies.rules.values import BankAccount
from kobe_desk.modules.subsidies.usecases.assets import AssetRow
from kobe_desk.modules.subsidies.usecases.facts import PaperRequest
from kobe_desk.paper.render import page_sizes, render_page
from kobe_desk.pictures.png import save_png

DPI, ACROSS, GAP = 52, 4, 10
_GROUND = (210, 205, 198)
VALUES = {
    "change": "実施の日を1か月おそくします。", "change_why": "会場の都合がつかなくなったためです。",
    "reason": "参加する方が集まらなかったためです。", "place": "みなと坂会館",
    "done": "計画のとおり、準備から片づけまでを会員で分担して行いました。", "people": 120, "staff": 12,
    "effect": "世代をこえた顔なじみがふえ、ふだんの声かけにつながりました。",
    "issues": "若い世代の手伝いをふやします。",
    "advance_amount": 10_000, "stop_kind": "abandoned", "pay_back": 10_000,
    "so_far": "会場をおさえ、チラシを配りました。", "late_why": "雨で1回のばしました。",
    "tax_settled": 0, "tax_final": 6_000, "tax_back": 3_000, "tax_how": "申告書の写しのとおりです。",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Worked:
    """A programme with the worked example that is answered to the end, and what comes of it."""

    programme: Programme
    example: Example
    found: Evaluation


def every_programme(home: Path, folder: Path) -> Iterator[Path]:
    """A sheet of pictures for each programme that comes with the program, and one for the ledger."""
    folder.mkdir(parents=True, exist_ok=True)
    made = make_desk(home / sample.DESK_NAME, sample.PASSPHRASE, sample.PERSON, Role.SECRETARY)
    with open_desk(made.folder, made.unlocked) as desk:
        sample.make_sample(desk.records)
        house = _house(desk.records)
        for name in library.folders():
            worked = worked_example(name)
            papers = _papers(worked, house) if worked else ()
            yield _sheet([each.data for each in papers], folder / f"programme-{name.name}.png")
        yield _sheet(_of_ledger(desk.records), folder / "programme-ledger.png")


def worked_example(folder: Path) -> Worked | None:
    """The first worked example of a programme without a missing answer or an error; None where there is none."""
    files = bundle.read(folder)
    programme = build.programme(files)
    for name, data in files.examples.items():
        read = example.read(programme, name, data)
        if isinstance(read, Example) and (found := example.results(programme, read)).complete:
            return Worked(programme, read, found)
    return None


def _house(records: Records) -> House:
    today = clock.today()
    return house_at(records.ask(profile) or Profile(""), records.ask(officers_on, today), records.ask(offices), today)


def _papers(worked: Worked, house: House) -> tuple[PaperRequest, ...]:
    """Everything that is handed in, from the association that the example's answers name."""
    named = answered(house, Words(worked.programme, worked.example.answers, worked.found))
    named = replace(named, officers_on=worked.example.today)
    return (*_applied(worked, named), *_later(worked, named))


def _applied(worked: Worked, house: House) -> tuple[PaperRequest, ...]:
    return make_papers(worked.programme, worked.example.answers, worked.found, house, day=worked.example.today,
                       number="例第1号", draft=False)  # fmt: skip


def _later(worked: Worked, house: House) -> Iterator[PaperRequest]:
    """The papers of every later stage of the programme, with everything spent as planned."""
    later = _as_later(worked, house)
    for stage in worked.programme.stages:
        yield from later_papers(stage.id, later, {})
    yield from later_papers(DISPOSAL.id, replace(later, asset=_thing(later.day)), {})


def _as_later(worked: Worked, house: House) -> Later:
    programme, answers, today = worked.programme, worked.example.answers, worked.example.today
    terms = as_applied(programme, answers, worked.found)
    yen, spent = terms.yen, _spent(worked, terms)
    settlement = Settlement(yen, yen, yen, by_costs(programme, answers, spent, today),
                            plan(terms.costs, terms.labels, spent), terms.income)  # fmt: skip
    project = next((key for key, shared in programme.share.items() if shared == "common.project_name"), "")
    days = {"done_from": _after(today, 60), "done_to": _after(today, 61), "stop_day": _after(today, 95),
            "as_of": _after(today, 80), "end_expected": _after(today, 120)}  # fmt: skip
    done = {f"{SHARE}{name}": 100 for name, planned in terms.costs.items() if planned}
    return Later(
        programme=programme, answers=answers, house=house, day=today + timedelta(days=90), number="例第1号",
        project=str(answers.value(project) or "") if project else "", asked=yen,
        decided=Decided("例第2号", today + timedelta(days=30), today + timedelta(days=30),
                        yen if any("decided_amount" in each.records for each in programme.stages) else None),
        values={**VALUES, **days, **done}, settlement=settlement, spent=spent, categories=categories(programme),
        bank=next((each.value for _cell, each in answers.items() if isinstance(each.value, BankAccount)), None), paid=0,
        before=terms, after=_changed(worked, terms),
    )  # fmt: skip


def _thing(today: date) -> AssetRow:
    """Something that the grant bought and that is to be scrapped."""
    return AssetRow(
        new_id(), "例備-001", "折りたたみ担架", today - timedelta(days=30), 48_000, 24_000, None, "", "みなと坂会館",
        "会計", None, today + timedelta(days=1500), None, "", None, None, "骨組みが折れて、直せないためです。", "",
        None, False, disposal_kind="scrapped", disposal_planned=today + timedelta(days=20), proceeds=0,
    )  # fmt: skip


def _after(today: date, days: int) -> str:
    return (today + timedelta(days=days)).isoformat()


def _changed(worked: Worked, terms: Terms) -> Terms:
    """A change that takes a tenth off the first heading."""
    first = next((each for each, yen in terms.costs.items() if yen), None)
    if first is None:
        return terms
    values = {f"{COST}{first}": terms.costs[first] * 9 // 10}
    return changed(terms, values, worked.programme, worked.example.answers, worked.example.today)


def _spent(worked: Worked, terms: Terms) -> tuple[Spent, ...]:
    """Each category of the budget spent as planned, on one receipt."""
    day = worked.example.today + timedelta(days=60)
    return tuple(
        Spent(number, day, each.label, "みなと商店", each.category, each.planned)
        for number, each in enumerate(plan(terms.costs, terms.labels, ()), 1)
        if each.planned
    )


def _of_ledger(records: Records) -> list[bytes]:
    """The cash book, and what a year ends with."""
    year = clock.today().year
    found, after = records.ask(ledger.settlement, year), records.ask(ledger.settlement, year + 1)
    about = records.ask(profile) or Profile("")
    house = printing.House(about.name, about.sample, clock.today())
    book = printing.book_papers(records.ask(ledger.book, ledger.BookFilter(year)), house, found.label, "", silent)
    this, following = records.ask(ledger.budget, year), records.ask(ledger.budget, year + 1)
    year_end = printing.year_papers(found, this, following, house, after.label, silent)
    written = year_end if any(each.budget for each in following) else year_end[:-1]
    return [each[1] for each in (*book, *written)]


def _sheet(papers: Sequence[bytes], target: Path) -> Path:
    """The first page of each paper side by side, on a grey ground."""
    pages = [_page(each) for each in papers]
    wide, high = (max((each.size[at] for each in pages), default=1) + GAP for at in (0, 1))
    rows = max(1, ceil(len(pages) / ACROSS))
    sheet = Image.new("RGB", (wide * ACROSS + GAP, high * rows + GAP), _GROUND)
    for place, page in enumerate(pages):
        sheet.paste(page, (GAP + wide * (place % ACROSS), GAP + high * (place // ACROSS)))
    save_png(sheet, target)
    return target


def _page(pdf: bytes) -> Image.Image:
    """The first page, as wide as one that stands: a lying one is smaller, and leaves no gaps beside the others."""
    (width, height), *_rest = page_sizes(pdf)
    picture = render_page(pdf, 0, DPI * min(1.0, height / width))
    return Image.frombytes("RGB", (picture.width, picture.height), picture.pixels)


__all__ = ("every_programme", "worked_example")
