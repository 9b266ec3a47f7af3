"""Reads a stranger's zip in memory: nothing is ever unpacked to the disk, and nothing is believed without a limit."""

import stat
import struct
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO

from kobe_desk.paper.package.names import is_reserved, key

MOST_FILES = 1000
LARGEST = 300 << 20
SWELLS = 500 << 20
_END = struct.Struct("<4s4H2LH")
_LOCAL = struct.Struct("<4s5H3L2H")
_UTF8 = 0x800
_SIZES_BEHIND = 0x8
_END_MARK = b"PK\x05\x06"
_LISTING = 1 << 20  # bytes of the zip's own directory: a thousand names have 200 kB
_SKIPPED = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
"""What file managers leave behind when somebody unpacks and packs again."""


class Refused(Exception):
    """The zip is not read; the arguments are the kind of finding and its file."""

    def __init__(self, kind: str, file: str = "", limit: int = 0) -> None:
        super().__init__(kind)
        self.kind, self.file, self.limit = kind, file, limit


class Unzipped:
    """The files of a zip by their safe path, read one at a time."""

    def __init__(self, archive: zipfile.ZipFile, file: IO[bytes]) -> None:
        self._archive = archive
        self._entries = {_name(entry): entry for entry in _listed(archive, file)}
        self.paths = tuple(self._entries)

    def size(self, path: str) -> int:
        return self._entries[path].file_size

    def read(self, path: str) -> bytes:
        """One file whole. Raises Refused where it is damaged or longer than it says."""
        entry = self._entries[path]
        try:
            with self._archive.open(entry) as file:
                data = file.read(entry.file_size + 1)
        except Exception:  # zipfile and zlib raise whatever the bytes lead them to
            raise Refused("zip_damaged", path) from None
        if len(data) != entry.file_size:
            raise Refused("zip_damaged", path)
        return data


@contextmanager
def opened(source: Path | bytes) -> Iterator[Unzipped]:
    """Open a zip from a path or from bytes. Raises Refused, and OSError where the file itself cannot be read."""
    with BytesIO(source) if isinstance(source, bytes) else source.open("rb") as file:
        _refuse_unfit(file)
        try:
            archive = zipfile.ZipFile(file)
        except Exception:  # zipfile raises whatever the bytes lead it to
            raise Refused("zip_damaged") from None
        with archive:
            yield Unzipped(archive, file)


def _refuse_unfit(file: IO[bytes]) -> None:
    """Judge the zip's last record before a library reads a directory of any size."""
    size = file.seek(0, 2)
    if size > LARGEST:
        raise Refused("too_large", limit=LARGEST >> 20)
    file.seek(max(0, size - _END.size - 0xFFFF))
    tail = file.read()
    at = tail.rfind(_END_MARK)
    if at < 0 or len(tail) - at < _END.size:
        raise Refused("zip_damaged")
    _mark, disk, start_disk, here, total, length, offset, comment = _END.unpack_from(tail, at)
    end = size - len(tail) + at
    if total > MOST_FILES or here > MOST_FILES:
        raise Refused("too_many", limit=MOST_FILES)
    if disk or start_disk or here != total or length > _LISTING:
        raise Refused("zip_damaged")
    if offset + length != end or end + _END.size + comment != size or comment:
        raise Refused("zip_hides")


def _listed(archive: zipfile.ZipFile, file: IO[bytes]) -> list[zipfile.ZipInfo]:
    """The files worth reading, after every name and size was judged."""
    entries = [entry for entry in archive.infolist() if not _left_behind(entry.filename)]
    if len(entries) > MOST_FILES:
        raise Refused("too_many", limit=MOST_FILES)
    if sum(entry.file_size for entry in entries) > SWELLS:
        raise Refused("swells", limit=SWELLS >> 20)
    seen: set[str] = set()
    for entry in entries:
        _refuse_entry(entry)
        _refuse_disagreement(file, entry)
        same = key(_name(entry).rstrip("/"))
        if same in seen:
            raise Refused("twin_names", _name(entry))
        seen.add(same)
    return [entry for entry in entries if not entry.is_dir()]


def _refuse_entry(entry: zipfile.ZipInfo) -> None:
    if entry.orig_filename != entry.filename or not _safe(_name(entry)):
        raise Refused("bad_name")
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise Refused("link", _name(entry))
    if entry.flag_bits & 0x1:
        raise Refused("zip_locked", _name(entry))
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused("zip_damaged", _name(entry))


def _refuse_disagreement(file: IO[bytes], entry: zipfile.ZipInfo) -> None:
    """What stands before a file and in the zip's directory is the same; readers differ in which one they believe."""
    file.seek(entry.header_offset)
    head = file.read(_LOCAL.size)
    if len(head) != _LOCAL.size:
        raise Refused("zip_damaged", _name(entry))
    _mark, _needs, flags, method, time, day, checksum, packed, size, *_lengths = _LOCAL.unpack(head)
    year, month, date, hour, minute, second = entry.date_time
    same = (flags, method, day, time) == (
        entry.flag_bits,
        entry.compress_type,
        (year - 1980) << 9 | month << 5 | date,
        hour << 11 | minute << 5 | second // 2,
    )
    sizes = (checksum, packed, size) == (entry.CRC, entry.compress_size, entry.file_size)
    if not same or not (sizes or flags & _SIZES_BEHIND):
        raise Refused("zip_damaged", _name(entry))


def _name(entry: zipfile.ZipInfo) -> str:
    """The path as it was meant: some systems write UTF-8 or CP932 without saying so, macOS takes marks apart."""
    name = entry.filename
    if not entry.flag_bits & _UTF8 and not name.isascii():
        for encoding in ("utf-8", "cp932"):
            with suppress(UnicodeError):
                name = name.encode("cp437").decode(encoding)
                break
    return unicodedata.normalize("NFC", name)


def _safe(name: str) -> bool:
    if "\\" in name or ":" in name or name.startswith("/") or len(name) > 400:
        return False
    parts = name.rstrip("/").split("/")
    odd = any(not part or part in (".", "..") or part != part.rstrip(". ") or is_reserved(part) for part in parts)
    return not odd and name.isprintable()


def _left_behind(name: str) -> bool:
    return name.startswith(_SKIPPED[0]) or PurePosixPath(name).name in _SKIPPED[1:]
