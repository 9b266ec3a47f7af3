"""One paper an office wants with a later stage: whether it is there, what the desk gives of it, and ways to put it."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import _, n_
from kobe_desk.modules.subsidies.usecases import EnclosureRow
from kobe_desk.modules.subsidies.usecases.asking import PHOTOS, RECEIPTS, Given, Wanted, missing_labels
from kobe_desk.modules.subsidies.view.grant.put import LaterPapers
from kobe_desk.modules.subsidies.view.line_papers import Documents
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.layout import Column, Item, Row
from kobe_desk.ui.text import Paragraph


class WantedPaper(QWidget):
    """A line of the office's list, by its number; what is made here needs nothing to be put."""

    def __init__(self, number: int, wanted: Wanted, there: Sequence[EnclosureRow], documents: Documents) -> None:
        super().__init__()
        label, self.key = wanted.attachment.label, wanted.attachment.id
        self.chip = _chip(wanted)
        title = Paragraph(_("{number}. {title}").format(number=number, title=label), "lead", bold=True, narrow=True)
        head = Row(gap="item")
        head.addWidget(title, 1)
        head.add(self.chip)
        told = [*_given(wanted), *filter(None, (wanted.attachment.note,))]
        parts: list[Item] = [head, *(Paragraph(each, ink="muted", narrow=True) for each in told)]
        self.papers: LaterPapers | None = None
        if not wanted.made:
            self.papers = LaterPapers(there, documents, self.key, label)
            parts.append(self.papers)
        self.setLayout(Column(*parts, gap="tight", around=(0, 0, 0, 14)))


def _chip(wanted: Wanted) -> Chip:
    if wanted.made:
        return Chip(_("Made here"), "ok")
    if not wanted.missing:
        return Chip(_("It is there"), "ok")
    return Chip(_("Still missing"), "warn") if wanted.required else Chip(_("If there is one"))


def _given(wanted: Wanted) -> Iterator[str]:
    """What the desk gives of it by itself, and what it lacks."""
    source, given = wanted.attachment.reuse, wanted.given
    if wanted.made:
        yield _("It is made with the papers of this step.")
    elif source == RECEIPTS:
        yield from _receipts(given)
    elif source == PHOTOS:
        words = n_("{n} photo of the event goes with the papers by itself.",
                   "{n} photos of the event go with the papers by themselves.", given.count)  # fmt: skip
        yield words.format(n=given.count) if given.count else _("No photo of an event is there.")
    elif given.document and not wanted.there:
        yield _("The kept document “{title}” goes with the papers by itself.").format(title=given.name)


def _receipts(given: Given) -> Iterator[str]:
    scanned = n_("The scan of {n} receipt in the cash book goes with the papers by itself.",
                 "The scans of {n} receipts in the cash book go with the papers by themselves.",
                 given.count)  # fmt: skip
    yield scanned.format(n=given.count) if given.count else _("No receipt has a scan in the cash book.")
    if given.lacking:
        words = n_("{n} receipt has no scan. Put its copy here, or say that it goes on paper.",
                   "{n} receipts have no scan. Put their copies here, or say that they go on paper.",
                   given.lacking)  # fmt: skip
        yield words.format(n=given.lacking)


def told_missing(wanted: Sequence[Wanted]) -> Iterator[tuple[str, str]]:
    """What is still to be enclosed, each with how much it weighs: what must be there, then what only may."""
    must, may = (missing_labels(wanted, required=each) for each in (True, False))
    if must:
        yield "warn", _("Still to be enclosed: {papers}.").format(papers=_(", ").join(must))
    if may:
        yield (
            "info",
            _("Not enclosed so far: {papers}. Enclose it where the office wants it.").format(papers=_(", ").join(may)),
        )
