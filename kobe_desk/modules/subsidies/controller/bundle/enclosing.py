"""Papers that go with the applications of a bundle: put once, they are in every programme that asks for them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from uuid import UUID

from kobe_desk.core.text import _
from kobe_desk.modules.subsidies import usecases
from kobe_desk.modules.subsidies.controller.attaching import Attaching, Do
from kobe_desk.modules.subsidies.controller.bundle.state import BundleState
from kobe_desk.modules.subsidies.exchange import ReadFile
from kobe_desk.modules.subsidies.rules.attached import parted
from kobe_desk.modules.subsidies.rules.evaluation import Needed, NeededAt
from kobe_desk.modules.subsidies.usecases import EnclosureRow
from kobe_desk.modules.subsidies.view import EnclosuresPart, Questions
from kobe_desk.ui.desk import Desk


class Enclosing:
    """`state()`: what is answered now; `do(usecase, *args)` keeps a change, `put(row, usecase, *args)` one at a row."""

    def __init__(self, desk: Desk, state: Callable[[], BundleState], do: Do, put: Do) -> None:
        self._desk, self._state, self._do, self._put = desk, state, do, put

    # with the applications as a whole

    def part(self) -> EnclosuresPart:
        """What goes with the applications: a paper that several ask for is there once for all of them."""
        state = self._state()
        groups = attachments(state)
        there = [row for key, group in groups.items() for row in _there(state, key, group)]
        documents = {each.id: each.title for opened in state.row.opened for each in opened.documents}
        part = EnclosuresPart([needed for needed, _members in groups.values()], there, list(documents.items()))
        part.document_chosen.connect(self._enclose_document)
        part.take_out_wanted.connect(self._take_out)
        self._attach(part, self._enclose)
        return part

    def _enclose(self, paper: str, file: ReadFile) -> None:
        attachment, row = parted(paper)
        own, keys = attachment.partition(":")[2], _keys_for(self._state(), attachment)
        self._do(usecases.enclose_together, keys, own, file.title, file.file_name, file.data, row)

    def _enclose_document(self, paper: str, document: UUID) -> None:
        attachment, row = parted(paper)
        own, keys = attachment.partition(":")[2], _keys_for(self._state(), attachment)
        self._do(usecases.enclose_document_together, keys, own, document, row)

    def _take_out(self, enclosure: UUID) -> None:
        self._do(usecases.take_out_together, _same_file(self._state(), enclosure))

    # at the rows of a table

    def at_rows(self, questions: Questions, member: int) -> None:
        """From now on, a paper at a row is put to that row in every programme where it stands."""
        questions.take_out_wanted.connect(self._take_out_at_row)
        questions.document_chosen.connect(partial(self._enclose_document_at, member))
        self._attach(questions, partial(self._enclose_at, member))

    def _enclose_at(self, member: int, paper: str, file: ReadFile) -> None:
        own, row = parted(paper)
        keys = _keys_with(self._state(), member, own)
        self._put(row, usecases.enclose_together, keys, own, file.title, file.file_name, file.data, row)

    def _enclose_document_at(self, member: int, paper: str, document: UUID) -> None:
        own, row = parted(paper)
        keys = _keys_with(self._state(), member, own)
        self._put(row, usecases.enclose_document_together, keys, own, document, row)

    def _take_out_at_row(self, enclosure: UUID) -> None:
        row = _row_at(self._state(), enclosure)
        self._put(row, usecases.take_out_together, _same_file(self._state(), enclosure))

    def _attach(self, part: EnclosuresPart | Questions, enclose: Callable[[str, ReadFile], object]) -> None:
        row = self._state().row
        rows = [each for opened in row.opened for each in opened.enclosures]
        Attaching(self._desk, part, enclose, self._do, rows, row.keys)


def _keys_for(state: BundleState, attachment: str) -> tuple[UUID, ...]:
    """The applications that a paper asked for goes with."""
    return tuple(state.key(member) for member in attachments(state)[attachment][1])


def _keys_with(state: BundleState, member: int, attachment: str) -> tuple[UUID, ...]:
    """The applications that a paper of one of them goes with, by its own name there."""
    groups = attachments(state).items()
    found = (group for key, (_needed, group) in groups if member in group and key.partition(":")[2] == attachment)
    return tuple(state.key(each) for each in next(found, (member,)))


Group = tuple[Needed, tuple[int, ...]]


def attachments(state: BundleState) -> Mapping[str, Group]:
    """What is asked for, by the first application that asks and its own name; the same of others with it."""
    found: dict[tuple[str, str], tuple[str, list[tuple[int, Needed]]]] = {}
    for member, evaluation in enumerate(state.evaluations):
        for each in evaluation.attachments:
            kind = (each.attachment.id, each.attachment.label)
            found.setdefault(kind, (f"{member}:{each.attachment.id}", []))[1].append((member, each))
    return {key: (_joined(state, key, group), tuple(member for member, _one in group)) for key, group in found.values()}


def _joined(state: BundleState, key: str, group: list[tuple[int, Needed]]) -> Needed:
    first = group[0][1]
    titles = (state.opened(member).application.programme.title for member, _needed in group)
    lone = len(group) < len(state.row.opened)
    label = first.attachment.label
    if lone:
        label = _("{paper} ({programme})").format(paper=label, programme=_(", ").join(titles))
    attachment = replace(first.attachment, id=key, label=label)
    required = any(each.required for _member, each in group)
    lines, joint = _lines(group), max(each.joint for _member, each in group)
    return Needed(attachment, required, max(each.missing for _member, each in group), lines, joint)


def _lines(group: list[tuple[int, Needed]]) -> tuple[NeededAt, ...]:
    """The lines of all of them: one that stands in several programmes once, wanted where any of them wants it."""
    found: dict[UUID, NeededAt] = {}
    for _member, needed in group:
        for each in needed.lines:
            known = found.get(each.row, each)
            wanted, missing = known.required or each.required, known.missing or each.missing
            found[each.row] = replace(known, required=wanted, missing=missing, there=max(known.there, each.there))
    return tuple(found.values())


def _there(state: BundleState, key: str, group: Group) -> Iterator[EnclosureRow]:
    own, seen = key.partition(":")[2], set()
    for member in group[1]:
        for row in state.opened(member).enclosures:
            if row.attachment == own and (row.row, row.sha256) not in seen:
                seen.add((row.row, row.sha256))
                yield replace(row, attachment=key)


def _same_file(state: BundleState, enclosure: UUID) -> tuple[UUID, ...]:
    """The same paper wherever it was put to."""
    rows = [row for opened in state.row.opened for row in opened.enclosures]
    chosen = next(each for each in rows if each.id == enclosure)
    same = (chosen.attachment, chosen.row, chosen.sha256)
    return tuple(each.id for each in rows if (each.attachment, each.row, each.sha256) == same)


def _row_at(state: BundleState, enclosure: UUID) -> UUID | None:
    """The row of a table that an enclosed paper belongs to."""
    rows = (row for opened in state.row.opened for row in opened.enclosures)
    return next((each.row for each in rows if each.id == enclosure), None)
