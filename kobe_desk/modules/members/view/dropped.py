"""A table that is dropped onto a page; the button 取り込む does the same."""

from pathlib import Path

from PySide6.QtGui import QDropEvent

SUFFIXES = (".xlsx", ".csv", ".tsv", ".txt", ".vcf")


def dropped_file(event: QDropEvent) -> Path | None:
    """The one table among what is being dragged; None if it is none."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in SUFFIXES else None
