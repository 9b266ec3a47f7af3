"""Where something lies, in words of the office instead of a path, and back."""

from pathlib import Path

import platformdirs

from kobe_desk.core import paths
from kobe_desk.core.text import N_, _

_STEP = " › "


def spoken(path: Path) -> str:
    """A place in words: 「ドキュメント › Kobe Desk」; the path where it lies in no folder that everybody knows."""
    for word, folder in _known():
        if path.is_relative_to(folder):
            return _STEP.join((_(word), *path.relative_to(folder).parts))
    return str(path)


def understood(text: str) -> Path:
    """The place that was typed, or spoken of by `spoken`."""
    first, *steps = text.split(_STEP)
    folder = next((folder for word, folder in _known() if _(word) == first), None)
    return folder.joinpath(*steps) if folder is not None else Path(text).expanduser()


def _known() -> tuple[tuple[str, Path], ...]:
    """The folders that everybody knows by name, the inner ones first."""
    home = Path.home()
    return (
        (N_("Inside this software"), paths.program_data()),
        (N_("Documents"), paths.documents().parent),
        (N_("Desktop"), platformdirs.user_desktop_path()),
        (N_("Home folder"), home),
    )
