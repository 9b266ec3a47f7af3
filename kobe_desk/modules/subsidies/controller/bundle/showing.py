"""The parts of a bundle that its page shows."""

from collections.abc import Iterator
from dataclasses import replace

from kobe_desk.core.text import _
from kobe_desk.modules.subsidies import usecases
from kobe_desk.modules.subsidies.controller.bundle.enclosing import attachments
from kobe_desk.modules.subsidies.controller.bundle.state import COSTS, BundleState
from kobe_desk.modules.subsidies.controller.checking import (
    again_in,
    asked_again,
    enclosed_lines,
    lines_of,
    papers_missing,
    unsure,
)
from kobe_desk.modules.subsidies.controller.showing import makes_money
from kobe_desk.modules.subsidies.controller.steps import ENCLOSURES
from kobe_desk.modules.subsidies.rules.definition import FormSpec
from kobe_desk.modules.subsidies.rules.together import AskedPage, Place
from kobe_desk.modules.subsidies.view import (
    CheckCard,
    CheckLine,
    Offered,
    OpenPoint,
    Questions,
    TogetherQuestions,
    WhyBox,
)


def questions_part(state: BundleState, asked: AskedPage) -> TogetherQuestions:
    """The questions of a page, above them the programmes its answers go to, at each the papers they land in."""
    opened, evaluation = state.opened(asked.member), state.evaluations[asked.member]
    programme = opened.application.programme
    offered = Offered.of(programme, opened)
    items = tuple(
        replace(item, help="\n".join(filter(None, (item.help, _lands_in(state, asked.places[item.id])))))
        for item in asked.page.items
    )
    page = replace(asked.page, items=items)
    why = None if makes_money(programme, page) or not page.why else WhyBox(page.why, ())
    questions = Questions(page, offered, evaluation, why)
    questions.show_answers(state.answers[asked.member], evaluation, {each.field: each for each in opened.changes})
    questions.offer_past(opened.rows_before)
    questions.offer_rows(opened.proposed)
    questions.put_papers(opened.enclosures, [(each.id, each.title) for each in opened.documents])
    members = sorted({place.member for places in asked.places.values() for place in places})
    titles = [state.opened(each).application.programme.title for each in members]
    everywhere = len(members) == len(state.row.opened)
    parted = bool(names_apart(state, asked))
    return TogetherQuestions(questions, titles, everywhere=everywhere, may_part=asked.shared, parted=parted)


def names_apart(state: BundleState, asked: AskedPage) -> tuple[str, ...]:
    """The shared names on a page that are answered for each programme by itself."""
    names = (state.together.name(Place(asked.member, item)) for item in asked.places)
    return tuple(each for each in names if each in state.row.apart)


def shared_names(state: BundleState, asked: AskedPage) -> tuple[str, ...]:
    return tuple(state.together.name(Place(asked.member, item)) for item in asked.places)


def _lands_in(state: BundleState, places: tuple[Place, ...]) -> str:
    """Goes into: 交付申請書（2つの制度）、事業計画書."""
    counts: dict[str, int] = {}
    for place in places:
        for form in _forms(state, place):
            counts[form.paper] = counts.get(form.paper, 0) + 1
    words = [
        _("{paper} ({n} programmes)").format(paper=usecases.paper_word(paper), n=count)
        if count > 1
        else usecases.paper_word(paper)
        for paper, count in counts.items()
    ]
    return _("Goes into: {papers}").format(papers=_(", ").join(words)) if words else ""


def _forms(state: BundleState, place: Place) -> tuple[FormSpec, ...]:
    programme = state.opened(place.member).application.programme
    asked = {each.id for each in state.evaluations[place.member].forms}
    return tuple(each for each in programme.forms_of(place.item) if each.id in asked)


# the last check


def points(state: BundleState) -> tuple[OpenPoint, ...]:
    """What is still open, each once, however many programmes ask for it."""
    found: list[OpenPoint] = []
    for member, evaluation in enumerate(state.evaluations):
        opened, answers = state.opened(member), state.answers[member]
        found += asked_again(opened, answers, evaluation, state.member_way(member))
    found += papers_missing(needed for needed, _members in attachments(state).values())
    for each in state.costs.twice:
        found.append(OpenPoint("error" if each.is_error else "warn", _("Costs side by side"), each.said(), COSTS))
    for opened in state.row.opened:
        found += unsure(opened.application.programme)
    return tuple({(each.level, each.where, each.text): each for each in found}.values())


def cards(state: BundleState) -> tuple[CheckCard, ...]:
    """Every answer once, page by page; of a programme's own pages the heading says whose they are."""
    made = []
    for asked in state.pages:
        opened, answers = state.opened(asked.member), state.answers[asked.member]
        programme = opened.application.programme
        again = again_in(opened, answers)
        lines = tuple(lines_of(asked.page, programme, answers, state.evaluations[asked.member], again))
        title = asked.page.title
        if not asked.shared:
            title = _("{page} ({programme})").format(page=title, programme=programme.title)
            lines = tuple(replace(each, name=_named(each.question, programme.title)) for each in lines)
        made.append(CheckCard(title, asked.id, lines))
    return (*made, CheckCard(_("Papers to enclose"), ENCLOSURES, tuple(_enclosed(state))))


def _named(question: str, programme: str) -> str:
    return _("{question} ({programme})").format(question=question, programme=programme)


def _enclosed(state: BundleState) -> Iterator[CheckLine]:
    for key, (needed, members) in attachments(state).items():
        count = max(state.opened(each).attached.get(key.partition(":")[2], 0) for each in members)
        yield from enclosed_lines(needed, count)


__all__ = (
    "cards",
    "names_apart",
    "points",
    "questions_part",
    "shared_names",
)
