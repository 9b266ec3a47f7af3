"""Reads a long roster on the other core: a child process cleans the rows while the desk writes the ones before.

The child knows neither the desk nor its key; it is handed a `Sheet` and gives back chunks of plain rows, a few ahead
of the writer, so that memory stays small. Short rosters are read in place.
"""

import multiprocessing
import sys
from collections.abc import Iterator
from multiprocessing.connection import Connection
from queue import Queue
from threading import Thread
from typing import Any

from kobe_desk.core.errors import UserError
from kobe_desk.core.progress import Report, silent
from kobe_desk.core.sheets.sheet import Sheet
from kobe_desk.core.text import language, use_language
from kobe_desk.modules.members.exchange.mapping import Mapping
from kobe_desk.modules.members.exchange.roster_rows import rows_of
from kobe_desk.modules.members.rules.import_rows import Item, RowChunk, chunks_of

CHUNK = 1_000
AHEAD = 1
"""So many chunks wait to be written."""
SWITCH = 0.0005
"""Seconds: a chunk goes through the pipe in pieces, and each would wait for the busy thread ten times as long."""
ENDS = ("done", "refused", "bug")
WORTH_A_CHILD = 600_000
"""Bytes of a file from which a second process is worth its start (about 5,000 rows)."""


class ReaderFailed(RuntimeError):
    """A bug in the reading child; the text names it without values."""


def rows_ahead(sheet: Sheet, mapping: Mapping, report: Report = silent) -> Iterator[Item | RowChunk]:
    """The rows of the table as `rows_of` gives them, or chunks of them read ahead in a child process if worth it."""
    size = len(sheet.source) if isinstance(sheet.source, bytes) else sheet.stamp[0]
    alone = size < WORTH_A_CHILD
    yield from rows_of(sheet, mapping, report) if alone else _from_child(sheet, mapping, report)


def _from_child(sheet: Sheet, mapping: Mapping, report: Report) -> Iterator[RowChunk]:
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
            yield message[2]
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
    """The child's whole life: one thread reads, another hands over, so that neither waits for the pipe."""
    use_language(chosen)
    sys.setswitchinterval(SWITCH)
    ready: Queue[tuple[Any, ...]] = Queue(AHEAD)
    Thread(target=_clean, args=(ready, sheet, mapping), daemon=True).start()
    message: tuple[Any, ...] = ("",)
    try:
        while message[0] not in ENDS:
            message = ready.get()
            pipe.send(message)
    except BrokenPipeError:
        pass  # the parent has stopped listening


def _clean(ready: "Queue[tuple[Any, ...]]", sheet: Sheet, mapping: Mapping) -> None:
    reached = [0, 0]

    def report(done: int, total: int) -> None:
        reached[:] = (done, total)

    try:
        for chunk in chunks_of(rows_of(sheet, mapping, report), CHUNK):
            ready.put(("rows", tuple(reached), chunk))
        ready.put(("done",))
    except UserError as refusal:
        ready.put(("refused", refusal))
    except Exception as bug:  # noqa: BLE001 - told to the parent, which raises it
        ready.put(("bug", type(bug).__name__))
