"""Verifying (検証): a signed PDF, a submission package, or a backup. Strangers' files are read in a limited child."""

from argparse import Namespace
from functools import partial
from pathlib import Path
from typing import Any

from kobe_desk.cli.outcome import DONE, REFUSED, existing, progress, say
from kobe_desk.cli.secrets import passphrase
from kobe_desk.core.text import N_, _
from kobe_desk.core.vault import archive
from kobe_desk.core.vault.keys import Passphrase, open_slots
from kobe_desk.core.vault.manifest import Manifest
from kobe_desk.core.vault.restore import verify_backup
from kobe_desk.core.vault.situations import BackupAltered, NotABackup, SlotsAltered

_UNALTERED = {
    True: N_("Unaltered: yes"),
    False: N_("Unaltered: no"),
    None: N_("Unaltered: nobody can say (nothing is signed or listed)"),
}


def verify(options: Namespace) -> int:
    """Three answers, never one: unaltered, signer known, time trusted."""
    file = existing(options.file, _("There is no file {name} at this place."))
    says = _backup(file)
    return _verify_backup(options, file, says) if says else _verify_paper(options, file)


def _verify_paper(options: Namespace, file: Path) -> int:
    from kobe_desk.paper.verify import door
    from kobe_desk.paper.verify.verdict import exit_code
    from kobe_desk.ui.workshop import Child

    roots = [_certificate(path) for path in options.trust or ()]
    times = [_certificate(path) for path in options.trust_time or ()]
    verdict = Child(partial(door.verify, times=times), (file, roots)).wait(lambda _done, _total: None)
    say(options, _words(verdict, bool(roots)), verdict.as_json())
    return exit_code(verdict, trust_given=bool(roots))


def _certificate(path: Path) -> bytes:
    return existing(path, _("There is no certificate {name} at this place.")).read_bytes()


def _words(verdict: Any, trusted: bool) -> str:
    """What was found, for people: each answer by itself, then what it rests on."""
    unknown = _("Signer known: no") if trusted else _("Signer known: not checked (no certificate was given)")
    lines = [
        _(_UNALTERED[verdict.unaltered]),
        _("Signer known: yes") if verdict.signer_known else unknown,
        _("Time trusted: yes") if verdict.time_trusted else _("Time trusted: no"),
    ]
    for each in verdict.findings:
        place = f"{each.file}: " if each.file and each.file != verdict.name else ""
        lines.append(f"{'!' if each.against else '-'} {place}{each.message()}")
    return "\n".join(lines)


def _backup(file: Path) -> Manifest | str | None:
    """What a backup says of itself; a text when it is named one but is none; None for anything else."""
    try:
        return archive.manifest_of(file)
    except NotABackup as refused:
        return refused.message() if file.name.endswith(archive.SUFFIX) else None


def _verify_backup(options: Namespace, file: Path, says: Manifest | str) -> int:
    """The drill of the vault; without a passphrase only the digests can be compared."""
    against = says if isinstance(says, str) else ""
    keyed = bool(options.passphrase_file)
    if isinstance(says, Manifest):
        try:
            _drill(options, file, says)
        except (BackupAltered, SlotsAltered, NotABackup) as altered:
            against = altered.message()
    notes = [] if keyed or against else [_("Read without the passphrase: only damage is found, not an exchange.")]
    facts = {
        "schema": 1,
        "kind": "backup",
        "name": file.name,
        "unaltered": not against,
        "signer_known": False,
        "time_trusted": False,
        "changes": [{"kind": "backup_altered", "file": file.name, "text": against}] if against else [],
        "notes": [{"kind": "without_passphrase", "file": file.name, "text": each} for each in notes],
        "files": [{"name": file.name, "sha256": archive.digest_of(file), "unaltered": not against}],
    }
    answer = _(_UNALTERED[not against])
    say(options, "\n".join([answer, *filter(None, (against, *notes))]), facts)
    return REFUSED if against else DONE


def _drill(options: Namespace, file: Path, says: Manifest) -> None:
    keys = archive.unpack(file, says)
    if options.passphrase_file:
        progress(options, _("Opening the backup with its own keys …"))
        verify_backup(file, open_slots(keys, Passphrase(passphrase(options))).key)
