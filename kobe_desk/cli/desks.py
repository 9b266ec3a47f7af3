"""Desks: made, checked, backed up and brought back."""

from argparse import Namespace
from pathlib import Path

from kobe_desk.cli.outcome import CANNOT_OPEN, DONE, REFUSED, WRONG_USE, Refused, progress, say
from kobe_desk.cli.secrets import desk_at, opened, passphrase, unlocked
from kobe_desk.core import atomic, clock
from kobe_desk.core.permission import ROLE_NAMES, Role
from kobe_desk.core.text import _
from kobe_desk.core.vault import archive
from kobe_desk.core.vault.backup import make_backup
from kobe_desk.core.vault.checking import check as checked
from kobe_desk.core.vault.folder import DeskFolder
from kobe_desk.core.vault.keys import Passphrase
from kobe_desk.core.vault.making import Made, make_desk
from kobe_desk.core.vault.restore import restore as restored


def new(options: Namespace) -> int:
    """Make an empty desk, and the sheet with its recovery code when a place for it is named."""
    if options.recovery_sheet:
        _require_free(options.recovery_sheet)
    role = Role(options.role)
    words = passphrase(options, twice=True)
    made = make_desk(desk_at(options.desk), words, options.person or _(ROLE_NAMES[role]), role)
    if options.recovery_sheet:
        write_recovery_sheet(options.recovery_sheet, made)
    else:
        progress(options, _("No recovery sheet was made. Without one, a forgotten passphrase cannot be replaced."))
    sheet = str(options.recovery_sheet) if options.recovery_sheet else None
    words = _("The desk was made: {folder}").format(folder=made.folder)
    say(options, words, {"desk": str(made.folder), "recovery_sheet": sheet, "mark": made.recovery.mark})
    return DONE


def write_recovery_sheet(target: Path, made: Made, *, sample: bool = False) -> None:
    """The page to be kept on paper (回復コード)."""
    from kobe_desk.paper.recovery import RecoverySheet, recovery_sheet

    sheet = RecoverySheet(
        desk=DeskFolder(made.folder).name,
        rows=[(row.groups, row.check) for row in made.recovery.rows],
        issued=clock.today(),
        mark=made.recovery.mark,
        sample=sample,
    )
    atomic.write_bytes(target, recovery_sheet(sheet))


def _require_free(target: Path) -> None:
    """A place for the sheet, looked at before the desk is made: the code is shown once."""
    if target.exists():
        words = _("There is already a file of the name {name}. Nothing was made.")
        raise Refused(words.format(name=target.name), WRONG_USE)
    if not target.absolute().parent.is_dir():
        words = _("The folder for {name} is not there. Nothing was made.")
        raise Refused(words.format(name=target.name), CANNOT_OPEN)


def check(options: Namespace) -> int:
    """Read everything and say finding by finding whether it is sound."""
    folder = desk_at(options.desk)
    report = checked(folder, unlocked(options, folder))
    verdict = _("The desk is sound.") if report.sound else _("The desk is not sound. Please bring back a backup.")
    lines = [f"{'-' if each.good else '!'} {each.message()}" for each in report.findings]
    findings = [{"name": each.name, "good": each.good, "text": each.message()} for each in report.findings]
    say(options, "\n".join([*lines, verdict]), {"sound": report.sound, "findings": findings})
    return DONE if report.sound else REFUSED


def backup(options: Namespace) -> int:
    """Make a backup, which counts only after it was read back."""
    with opened(options, options.desk) as desk:
        row = make_backup(desk, Path(options.folder))
    words = _("The backup was made and read back: {file}").format(file=row.path)
    facts = {"file": str(row.path), "sequence": row.sequence, "made_at": row.made_at.isoformat(), "size": row.size}
    say(options, words, facts)
    return DONE


def restore(options: Namespace) -> int:
    """Bring a backup back; the present desk is kept beside it under a name of its own."""
    archive.manifest_of(options.backup)  # no passphrase is asked for something else than a backup
    done = restored(options.backup, desk_at(options.desk), Passphrase(passphrase(options)))
    words = _("The backup was brought back: {folder}").format(folder=done.folder)
    if done.kept:
        words += "\n" + _("The desk of before was kept: {folder}").format(folder=done.kept)
    facts = {
        "desk": str(done.folder),
        "kept": str(done.kept) if done.kept else None,
        "sequence": done.manifest.sequence,
        "made_at": done.manifest.made_at.isoformat(),
    }
    say(options, words, facts)
    return DONE
