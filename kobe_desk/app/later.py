"""What the program asks for only after its first window is painted: each brings in what it needs when it is run."""

from pathlib import Path
from typing import Any


def warm_up() -> None:
    from kobe_desk.app import tasks

    tasks.warm_up()


def open_sample() -> Any:
    from kobe_desk.app import sample

    return sample.open_sample()


def shown_already(folder: Path) -> bool:
    """Whether another window of this computer has the desk open; it has come forward then."""
    if not (folder / "open.json").exists():
        return False
    from kobe_desk.app.doorbell import ring

    return ring(folder)


def sample_shown_already() -> bool:
    from kobe_desk.sample import sample_folder

    return shown_already(sample_folder())
