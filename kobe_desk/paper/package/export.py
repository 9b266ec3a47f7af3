"""Writes a package: one zip in one folder of its own name, checked before it takes that name, never over another."""

import stat
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from kobe_desk.core import atomic
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_
from kobe_desk.paper.package.check import verify_package
from kobe_desk.paper.package.contents import PackageContents, bag
from kobe_desk.paper.package.names import plain_part
from kobe_desk.paper.sign.authority import FolderNotWritable
from kobe_desk.paper.sign.signer import Signer

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the same content gives the same bytes
_UTF8 = 0x800
_UNIX = 3
_MOST_EXPORTS = 999


class PackageNotWhole(UserError):
    text = N_("The package was not written: {reason} Your answers and papers are safe. Prepare that paper again.")


def package_name(contents: PackageContents, export: int = 1) -> str:
    """The name of package and folder: programme, number and day, and which export of that day it is."""
    parts = [plain_part(contents.programme), plain_part(contents.number), f"{contents.day:%Y%m%d}"]
    name = "-".join(part for part in parts if part)
    return name if export == 1 else f"{name}-{export}"


def export_package(folder: Path, contents: PackageContents, signer: Signer | None = None) -> Path:
    """Write the package into a folder and return its path; an earlier package keeps its name and its content.

    `signer` signs the list of files: without it a receiver cannot know who put the attachments together.
    Raises PackageNotWhole, FolderNotWritable, UnsafeName, TooManyFiles.
    """
    target = _free(folder, contents)
    data = pack(bag(contents, signer), target.stem)
    verdict = verify_package(data, roots=[contents.root_pem] if contents.root_pem else [])
    if not verdict.unaltered:
        raise PackageNotWhole(reason=verdict.changes[0].message())
    try:
        atomic.write_bytes(target, data)
    except OSError:
        raise FolderNotWritable("folder") from None
    return target


def pack(files: Mapping[str, bytes], folder: str) -> bytes:
    """The zip of some files below one folder. Stored, not squeezed: PDFs are squeezed, and any reader opens it."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED, allowZip64=False) as archive:
        for path, data in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{folder}/{path}", _MOMENT)
            entry.create_system, entry.external_attr = _UNIX, (stat.S_IFREG | 0o644) << 16
            entry.flag_bits |= _UTF8
            archive.writestr(entry, data)
    return out.getvalue()


def _free(folder: Path, contents: PackageContents) -> Path:
    for export in range(1, _MOST_EXPORTS):
        path = folder / f"{package_name(contents, export)}.zip"
        if not path.exists():
            return path
    raise FolderNotWritable("folder")
