"""The tour: the real program over the sample association, page by page, for whoever looks at each scene in turn."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kobe_desk.app.program import Program
from kobe_desk.core.settings import PALETTES, Settings
from kobe_desk.core.vault.crypto import Cost
from kobe_desk.pictures.before import first_run, locked, waiting
from kobe_desk.pictures.bookings import bookings
from kobe_desk.pictures.dialogs import dialogs
from kobe_desk.pictures.guide import Guide
from kobe_desk.pictures.ledger import ledger
from kobe_desk.pictures.meetings import meetings
from kobe_desk.pictures.members import members
from kobe_desk.pictures.patience import end
from kobe_desk.pictures.scene import Scene
from kobe_desk.pictures.subsidies import subsidies
from kobe_desk.pictures.tokens import tokens
from kobe_desk.sample import delete_desk

CHEAP = Cost(64, 1, 1)
"""Nothing that is made on the tour outlives it."""


def tour(settings: Settings, *, package: Path | None = None) -> Iterator[Scene]:
    """Every page of the program. `package` is a signed one that 確認 is shown with."""
    yield from _new_desk(settings)
    program = Program(settings, CHEAP)
    yield from waiting(program)
    guide = Guide(program)
    yield from _entries(guide)
    yield from members(guide)
    yield from bookings(guide)
    yield from meetings(guide)
    yield from ledger(guide)
    yield from subsidies(guide)
    yield from tokens(guide)
    if package is not None:
        guide.opened.open_at("verify", str(package))
        yield guide.scene("verify-package")
    yield from dialogs(guide)
    yield from _palettes(guide)
    folder = guide.opened.folder
    end(program)
    delete_desk(folder)  # the next tour begins with the sample as it is made


def _new_desk(settings: Settings) -> Iterator[Scene]:
    """The first run, and every entry of the rail over a desk with nothing in it."""
    program = Program(settings, CHEAP)
    program.begin()
    yield from first_run(program)
    guide = Guide(program)
    for entry in guide.window.entries:
        if entry.open is not None and not entry.foot:
            guide.opened.open_at(entry.name)
            yield guide.scene(f"new-{entry.name}")
    folder = guide.opened.folder
    yield from locked(program)
    end(program)
    delete_desk(folder)


def _entries(guide: Guide) -> Iterator[Scene]:
    """Every entry of the rail, and every part of a page that has a list of parts."""
    for entry in guide.window.entries:
        if entry.open is not None:
            guide.opened.open_at(entry.name)
            yield guide.scene(entry.name)
            yield from guide.parts(entry.name)


def _palettes(guide: Guide) -> Iterator[Scene]:
    """今日 in the other palettes."""
    guide.opened.open_at("home")
    for palette in PALETTES[1:]:
        guide.opened.choose(replace(guide.opened.settings, palette=palette))
        yield guide.scene(f"home-{palette}")
    guide.opened.choose(replace(guide.opened.settings, palette=PALETTES[0]))
