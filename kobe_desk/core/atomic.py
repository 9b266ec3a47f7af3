"""A file appears under its name whole or not at all: write beside it, flush to the disk, rename, flush the folder."""

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_PARTIAL = ".partial"
_RETRIES = 5  # virus scanners and sync clients hold a fresh file for a moment on Windows


@contextlib.contextmanager
def writing(target: Path) -> Iterator[BinaryIO]:
    """Open a file beside `target`; it takes the target's name only when the block ends without an error."""
    partial = target.with_name(f".{target.name}.{os.getpid()}{_PARTIAL}")
    try:
        with partial.open("wb") as file:
            yield file
            file.flush()
            flush(file.fileno())
        replace(partial, target)
    finally:
        partial.unlink(missing_ok=True)


def write_bytes(target: Path, data: bytes) -> None:
    with writing(target) as file:
        file.write(data)


def replace(source: Path, target: Path) -> None:
    """Rename over `target` durably, with the retries that Windows needs."""
    for attempt in range(_RETRIES):
        try:
            source.replace(target)
            break
        except PermissionError:
            if attempt == _RETRIES - 1:
                raise
            time.sleep(0.2)
    flush_folder(target.parent)


def flush(handle: int) -> None:
    """Bring a file to the disk itself; on macOS `fsync` alone stops at the disk's own memory."""
    if sys.platform == "darwin":
        import fcntl

        with contextlib.suppress(OSError):  # disks that know no such order are flushed below
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)


def flush_folder(folder: Path) -> None:
    """Make a rename in this folder durable; systems that cannot open folders do this by themselves."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
