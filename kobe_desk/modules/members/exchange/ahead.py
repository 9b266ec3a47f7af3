"""Reads a long roster on the other core: a child process cleans the rows while the desk writes the ones before.

The child knows neither the desk nor its key; it is handed a `Sheet` and gives back chunks of plain rows, a few ahead
of the writer, so that memory stays small. Short rosters are read in place.
"""

import multiprocessing
from collections.abc import Iterator
from itertools import islice
from multiprocessing.connection import Connection
from typing import Any

from kobe_desk.core.errors import UserError
from kobe_desk.core.progress import Report, silent
from kobe_desk.core.sheets.sheet import Sheet
from kobe_desk.core.text import language, use_language
from kobe_desk.modules.members.exchange.roster_rows import Item, Mapping, rows_of

CHUNK = 1_000
WORTH_A_CHILD = 600_000
"""Bytes of a file from which a second process is worth its start (about 5,000 rows)."""


class ReaderFailed(RuntimeError):
    """A bug in the reading child; the text names it without values."""


def rows_ahead(sheet: Sheet, mapping: Mapping, report: Report = silent) -> Iterator[Item]:
    """Every row of the table as `rows_of` gives it, read ahead in a child process when that is worth it."""
    size = len(sheet.source) if isinstance(sheet.source, bytes) else sheet.stamp[0]
    return rows_of(sheet, mapping, report) if size < WORTH_A_CHILD else _from_child(sheet, mapping, report)


def _from_child(sheet: Sheet, mapping: Mapping, report: Report) -> Iterator[Item]:
    context = multiprocessing.get_context("spawn")
    mine, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_read, args=(theirs, language(), sheet, mapping), daemon=True)
    child.start()
    theirs.close()
    try:
        while (kind := (message := _next(mine))[0]) != "done":
            if kind == "refused":
                raise message[1]
            if kind == "bug":
                raise ReaderFailed(message[1])
            report(*message[1])
            yield from message[2]
    finally:
        child.kill()
        child.join()
        mine.close()


def _next(pipe: Connection) -> tuple[Any, ...]:
    try:
        message: tuple[Any, ...] = pipe.recv()
    except EOFError:
        raise ReaderFailed("the child ended early") from None
    return message


def _read(pipe: Connection, chosen: str, sheet: Sheet, mapping: Mapping) -> None:
    """The child's whole life."""
    use_language(chosen)
    reached = [0, 0]

    def report(done: int, total: int) -> None:
        reached[:] = (done, total)

    try:
        rows = rows_of(sheet, mapping, report)
        while chunk := list(islice(rows, CHUNK)):
            pipe.send(("rows", tuple(reached), chunk))
        pipe.send(("done",))
    except UserError as refusal:
        pipe.send(("refused", refusal))
    except BrokenPipeError:
        pass  # the parent has stopped listening
    except Exception as bug:  # noqa: BLE001 - told to the parent, which raises it
        pipe.send(("bug", type(bug).__name__))
