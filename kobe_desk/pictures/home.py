"""A home of its own: nobody's settings and desks are read, and none are left behind."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NAMES = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DOCUMENTS_DIR")


@contextmanager
def own_home() -> Iterator[Path]:
    """The folder of this home; it is gone afterwards."""
    before = {name: os.environ.pop(name, None) for name in _NAMES}
    with tempfile.TemporaryDirectory(prefix="k-") as home:
        os.environ["HOME"] = home
        try:
            yield Path(home)
        finally:
            os.environ.pop("HOME")
            os.environ.update({name: value for name, value in before.items() if value is not None})
