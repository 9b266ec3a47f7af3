"""Places where a desk is at risk: folders that a sync program copies at the wrong moment, and other people's disks."""

import os
import re
from collections.abc import Mapping
from pathlib import Path, PurePath

from kobe_desk.core.text import N_, _

SYNCED = N_(
    "This folder is copied to the internet by {program}. Two computers may then change the desk at once. "
    "Better keep the desk on this computer and put backups there."
)
NETWORK = N_(
    "This folder is on another computer. If the connection breaks while writing, work may be lost. "
    "Better keep the desk on this computer and put backups there."
)
_PROGRAMS = (
    ("OneDrive", re.compile(r"onedrive", re.I)),
    ("Dropbox", re.compile(r"dropbox\b", re.I)),
    ("Google Drive", re.compile(r"(?:google ?drive|googledrive|my drive|マイドライブ|drivefs)", re.I)),
    ("iCloud", re.compile(r"(?:icloud|mobile documents)", re.I)),
    ("Box", re.compile(r"box(?: sync|-box)?\Z", re.I)),
    ("Nextcloud", re.compile(r"(?:nextcloud|owncloud)", re.I)),
    ("Syncthing", re.compile(r"syncthing", re.I)),
)
_SYNC_VARIABLES = {"OneDrive": "OneDrive", "OneDriveConsumer": "OneDrive", "OneDriveCommercial": "OneDrive"}
_NETWORK_KINDS = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "sshfs",
    "fuse.sshfs",
    "fuse.gvfsd-fuse",
    "davfs",
    "9p",
    "afpfs",
}
_GVFS = re.compile(r"/run/user/\d+/gvfs|/\.gvfs/")


def warning_for(folder: Path, environment: Mapping[str, str] = os.environ) -> str | None:
    """The sentence to show before a desk is made or kept at this place; None where nothing speaks against it."""

    program = syncing_program(folder, environment)
    if program:
        return _(SYNCED).format(program=program)
    return _(NETWORK) if on_network(str(folder)) else None


def syncing_program(folder: PurePath, environment: Mapping[str, str] = os.environ) -> str | None:
    """Which sync program takes care of this folder, by its name or by what that program tells the system."""
    for variable, program in _SYNC_VARIABLES.items():
        root = environment.get(variable)
        if root and folder.is_relative_to(root):
            return program
    for part in folder.parts:
        for program, pattern in _PROGRAMS:
            if pattern.match(part):
                return program
    return None


def on_network(folder: str, mounts: str | None = None) -> bool:
    r"""Whether this is another computer's disk (\\server, gvfs, or a network file system in /proc/mounts)."""
    if folder.startswith(("\\\\", "//")) or _GVFS.search(folder):
        return True
    if mounts is None:
        table = Path("/proc/mounts")
        mounts = table.read_text("utf-8", "replace") if table.exists() else ""
    found, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        point = fields[1].replace("\\040", " ") if len(fields) > 2 else ""
        inside = point and (folder == point or folder.startswith(point.rstrip("/") + "/"))
        if inside and len(point) >= len(found):
            found, kind = point, fields[2]
    return kind in _NETWORK_KINDS
