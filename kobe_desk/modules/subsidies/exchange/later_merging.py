"""Everything that goes with a stage, in the office's order: what the desk makes, and what was put there."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kobe_desk.modules.subsidies.rules.attached import paper_name
from kobe_desk.modules.subsidies.rules.wanted import MADE, PHOTOS, RECEIPTS, Wanted
from kobe_desk.modules.subsidies.usecases import LaterPaperFile, PaperRequest

if TYPE_CHECKING:
    from kobe_desk.modules.subsidies.exchange.later import LaterOrder

ENCLOSED = "添付書類"
COPIES_FORM, PHOTOS_FORM = "receipt-copies", "photos"
_FORMS = {RECEIPTS: COPIES_FORM, PHOTOS: PHOTOS_FORM}


def merged(order: "LaterOrder", made: tuple[PaperRequest, ...]) -> Iterator[PaperRequest]:
    """The letter, what the office wants of the papers made, what else is made, then what was put there."""
    places = [_form(each) for each in order.row.wanted]

    def place(paper: PaperRequest) -> int:
        if paper.form in places:
            return places.index(paper.form) + 1
        return len(places) + 1 if paper.form in _FORMS.values() else 0

    yield from sorted(made, key=place)
    yield from _bound(order, {each.form: each.data for each in made})


def _form(paper: Wanted) -> str:
    """The form of a paper that the desk makes; empty for what has to be put there."""
    source = paper.attachment.reuse
    return source.removeprefix(MADE) if paper.made else _FORMS.get(source, "")


def _bound(order: "LaterOrder", made: dict[str, bytes]) -> Iterator[PaperRequest]:
    """All that was put there in one PDF with its list; what is signed already stays as it is beside it."""
    from kobe_desk.modules.subsidies.papers.bound import enclosed_pdf, is_bound

    if not order.enclosed:
        return
    listed = tuple(_listed(order, made))
    pdf = enclosed_pdf(order.project, order.house.name, listed, order.day, sample=order.house.sample)
    yield PaperRequest("enclosures", ENCLOSED, pdf)
    for number, each in enumerate(listed, start=1):
        if each.data and not each.ours and not is_bound(each):
            yield PaperRequest(f"enclosure:{number}", paper_name(f"{ENCLOSED}{number}", each.title), each.data)


def _listed(order: "LaterOrder", made: dict[str, bytes]) -> Iterator[LaterPaperFile]:
    for each in order.row.wanted:
        data = made.get(_form(each))
        if data:
            yield LaterPaperFile(each.attachment.label, data, each.attachment.id, ours=True)
        yield from _files(order, each)
    yield from _further(order)


def _files(order: "LaterOrder", paper: Wanted) -> Iterator[LaterPaperFile]:
    return (each for each in order.enclosed if each.attachment == paper.attachment.id)


def _further(order: "LaterOrder") -> Iterator[LaterPaperFile]:
    named = {each.attachment.id for each in order.row.wanted}
    return (each for each in order.enclosed if each.attachment not in named)


def ticks(order: "LaterOrder") -> tuple[tuple[str, bool], ...]:
    """添付書類 of the letter as the office wants them, each with whether it is there."""
    return tuple(tick for each in order.row.wanted for tick in _ticks(order, each))


def _ticks(order: "LaterOrder", paper: Wanted) -> Iterator[tuple[str, bool]]:
    files = tuple(_files(order, paper))
    there = {RECEIPTS: bool(order.copies), PHOTOS: bool(order.photos and order.photos.photos)}
    made = paper.made or there.get(paper.attachment.reuse, False)
    if made or not files:
        yield paper.attachment.label, made
    yield from ((_told(each), True) for each in files)


def further(order: "LaterOrder") -> tuple[str, ...]:
    """What else was put there, as the list of enclosures names it."""
    return tuple(map(_told, _further(order)))


def _told(paper: LaterPaperFile) -> str:
    from kobe_desk.modules.subsidies.papers.bound import BY_HAND

    return paper.title if paper.data else f"{paper.title}（{BY_HAND}）"
