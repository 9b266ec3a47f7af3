"""The main job without a screen: from an empty desk to a signed package that verifies."""

import shutil
import tempfile
import time
from argparse import Namespace
from pathlib import Path

from kobe_desk import sample
from kobe_desk.cli.demo.application import answer_questions
from kobe_desk.cli.demo.keys import make_keys
from kobe_desk.cli.demo.papers import meeting_papers
from kobe_desk.cli.desks import write_recovery_sheet
from kobe_desk.cli.outcome import DONE, REFUSED, progress, say
from kobe_desk.cli.roster import write_roster
from kobe_desk.core import atomic
from kobe_desk.core.permission import Role
from kobe_desk.core.records import Records
from kobe_desk.core.text import _
from kobe_desk.core.vault.backup import make_backup
from kobe_desk.core.vault.making import make_desk
from kobe_desk.core.vault.opening import open_desk
from kobe_desk.modules.subsidies.exchange.whole import prepare_application, sign_application, submit_application
from kobe_desk.modules.subsidies.usecases import application, paper_bytes, shelf
from kobe_desk.paper.verify.door import verify
from kobe_desk.paper.verify.verdict import Verdict

STEPS = 15
ROOT_FILE = "association-root.pem"


class _Told:
    """One numbered line for each step, with the seconds since the beginning."""

    def __init__(self, options: Namespace) -> None:
        self._options, self._number, self._began = options, 0, time.monotonic()

    def __call__(self, words: str) -> None:
        self._number += 1
        progress(self._options, f"[{self._number:2}/{STEPS}] {time.monotonic() - self._began:5.1f} s  {words}")


def demo(options: Namespace) -> int:
    """Do the whole main job in a temporary folder and leave the package and every PDF in the folder named."""
    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    tell = _Told(options)
    workplace = Path(tempfile.mkdtemp(prefix="kobe-desk-demo-"))
    used_before = shelf.memory().exists()
    try:
        package, verdict = _main_job(workplace, out, tell)
    finally:
        shutil.rmtree(workplace, ignore_errors=True)
        if not used_before:  # a demonstration leaves nothing behind but what it was asked for
            shelf.memory().unlink(missing_ok=True)
    good = bool(verdict.unaltered and verdict.signer_known)
    facts = {"package": package.name, "files": sorted(path.name for path in out.glob("*.*")), **verdict.as_json()}
    words = _("The package verifies: {file}") if good else _("The package does NOT verify: {file}")
    say(options, words.format(file=package), facts)
    return DONE if good else REFUSED


def _main_job(workplace: Path, out: Path, tell: _Told) -> tuple[Path, Verdict]:
    tell(_("A new, encrypted desk and its recovery sheet"))
    made = make_desk(workplace / sample.DESK_NAME, sample.PASSPHRASE, sample.PERSON, Role.SECRETARY)
    write_recovery_sheet(out / "回復コード.pdf", made, sample=True)
    with open_desk(made.folder, made.unlocked) as desk:
        records = desk.records
        sample.make_sample(records, tell)
        tell(_("The roster, the minutes and the extract as PDFs"))
        write_roster(records, out / "名簿（班別）.pdf")
        write_roster(records, out / "名簿（五十音順）.pdf", "kana")
        for name, data in meeting_papers(records).items():
            atomic.write_bytes(out / f"{name}.pdf", data)
        package = _apply(records, workplace, out, tell)
        tell(_("A backup, read back"))
        make_backup(desk)
    sample.delete_desk(made.folder)
    tell(_("The package is checked as a receiver checks it"))
    return package, verify(package, [(out / ROOT_FILE).read_bytes()])


def _apply(records: Records, workplace: Path, out: Path, tell: _Told) -> Path:
    tell(_("The application: what the desk knows and what it does not"))
    key = answer_questions(records)
    tell(_("The papers of the application"))
    prepare_application(records, key)
    tell(_("The association's certificate and two officers' keys"))
    secrets = make_keys(records, workplace / "usb")
    tell(_("The chair signs, then the treasurer"))
    sign_application(records, key, secrets.passphrases)
    for number, paper in enumerate(records.ask(application, key).papers, start=1):
        atomic.write_bytes(out / f"{number:02}_{paper.title}.pdf", records.ask(paper_bytes, paper.id))
    tell(_("The submission package"))
    package = submit_application(records, key, out, secrets.passphrases).package
    atomic.write_bytes(out / ROOT_FILE, secrets.root_pem)
    return package
