"""Changed places in words: what it belongs to, what stood there, and what stands there now."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from kobe_desk.core.text import _, n_
from kobe_desk.modules.subsidies.usecases.programmes import Changed, DifferenceRow
from kobe_desk.ui.card import Card
from kobe_desk.ui.text import Paragraph


def cards(changes: Sequence[Changed]) -> Iterable[Card]:
    """A card for each thing, under its name a line for each change of it."""
    for of, group in groupby(changes, key=lambda each: each.of):
        yield Card(of, *(Paragraph(each.line() if of else each.message(), narrow=True) for each in group))


def count_words(row: DifferenceRow) -> str:
    """How much differs from which version."""
    if not row.before:
        return _("There is no version before to compare with.")
    words = n_("{n} place differs from version {before}.", "{n} places differ from version {before}.", len(row.changes))
    return words.format(n=len(row.changes), before=row.before)
