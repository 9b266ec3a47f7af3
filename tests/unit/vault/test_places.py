"""Places where a desk is at risk."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from kobe_desk.core.vault import places

MOUNTS = """/dev/sda1 / ext4 rw 0 0
//server/share /mnt/share cifs rw 0 0
nas:/home /home/nas nfs4 rw 0 0
gvfsd-fuse /home/u/.cache/my\\040gvfs fuse.gvfsd-fuse rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        (PureWindowsPath(r"C:\Users\u\OneDrive - 町会\帳面"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\u\Dropbox\帳面"), "Dropbox"),
        (PureWindowsPath(r"G:\マイドライブ\帳面"), "Google Drive"),
        (PurePosixPath("/Users/u/Library/Mobile Documents/com~apple~CloudDocs"), "iCloud"),
        (PurePosixPath("/home/u/Nextcloud/desk"), "Nextcloud"),
        (PurePosixPath("/home/u/Box/desk"), "Box"),
        (PurePosixPath("/home/u/Documents/Kobe Desk"), None),
        (PurePosixPath("/home/u/boxes/みなと台"), None),
    ],
)
def test_folders_that_a_sync_program_copies_are_known(folder: PurePosixPath, program: str | None) -> None:
    assert places.syncing_program(folder, {}) == program


def test_documents_that_windows_moved_into_onedrive_are_known() -> None:
    documents = PureWindowsPath(r"D:\仕事\Documents\帳面")
    assert places.syncing_program(documents, {"OneDrive": r"D:\仕事"}) == "OneDrive"
    assert places.syncing_program(documents, {"OneDrive": r"D:\別"}) is None


@pytest.mark.parametrize(
    ("folder", "network"),
    [
        (r"\\server\share\帳面", True),
        ("//server/share", True),
        ("/run/user/1000/gvfs/smb-share:server=s", True),
        ("/home/u/.gvfs/share", True),
        ("/mnt/share/desk", True),
        ("/mnt/shared/desk", False),
        ("/home/nas", True),
        ("/home/u/.cache/my gvfs/x", True),
        ("/home/u/desk", False),
    ],
)
def test_other_peoples_disks_are_known(folder: str, network: bool) -> None:
    assert places.on_network(folder, MOUNTS) is network


def test_a_warning_says_what_to_do_instead(tmp_path: Path) -> None:
    assert places.warning_for(tmp_path, {}) is None
    assert "Dropbox" in (places.warning_for(tmp_path / "Dropbox", {}) or "")
    assert "このパソコン" in (places.warning_for(Path("/run/user/1000/gvfs/x"), {}) or "")
