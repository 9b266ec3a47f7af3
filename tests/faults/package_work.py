"""The export of a signed application as a package, which is interrupted."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pypdfium2
from support.faults import Left, Say
from support.vault_desk import CHEAP, WORDS

from kobe_desk import sample
from kobe_desk.cli.demo.application import answer_questions
from kobe_desk.cli.demo.keys import make_keys
from kobe_desk.core.vault import checking, keys, making, opening
from kobe_desk.core.vault.keys import Passphrase, Unlocked
from kobe_desk.modules.subsidies.exchange.whole import prepare_application, sign_application, submit_application
from kobe_desk.modules.subsidies.usecases import submissions
from kobe_desk.paper.verify.door import verify

DESK, OUT, ROOT, TOLD = "みなと坂.kobedesk", "提出", "root.pem", "told.json"


def template(folder: Path) -> None:
    """A desk whose application is signed and waits for its package."""
    made = making.make_desk(folder / DESK, WORDS, "書記", cost=CHEAP)
    (folder / OUT).mkdir()
    with opening.open_desk(made.folder, made.unlocked) as desk:
        sample.make_sample(desk.records)
        key = answer_questions(desk.records)
        prepare_application(desk.records, key)
        secrets = make_keys(desk.records, folder / "usb")
        sign_application(desk.records, key, secrets.passphrases)
    (folder / ROOT).write_bytes(secrets.root_pem)
    (folder / TOLD).write_text(json.dumps({"key": str(key), **secrets.passphrases}), "utf-8")


def told(folder: Path) -> tuple[UUID, dict[str, str]]:
    """The application's key, and the passphrases of who signs."""
    words = json.loads((folder / TOLD).read_text("utf-8"))
    return UUID(words.pop("key")), words


def unlocked(folder: Path) -> Unlocked:
    return keys.unlock(folder / DESK, Passphrase(WORDS))


def work(folder: Path, say: Say) -> None:
    key, passphrases = told(folder)
    with opening.open_desk(folder / DESK, unlocked(folder)) as desk:
        submit_application(desk.records, key, folder / OUT, passphrases)
        say("exported")


def wrong(folder: Path, left: Left) -> Iterator[str]:
    """A package under its name is whole and signed; one that the desk knows of is there, byte for byte."""
    key, _passphrases = told(folder)
    with opening.open_desk(folder / DESK, unlocked(folder)) as desk:
        submitted = desk.records.ask(submissions, key)
    if not checking.check(folder / DESK, unlocked(folder)).sound:
        yield "the desk is not sound"
    if "exported" in left.said and not submitted:
        yield "the export is not written down"
    for each in submitted:
        file = folder / OUT / each.file_name
        if not file.exists() or hashlib.sha256(file.read_bytes()).hexdigest() != each.sha256:
            yield "the desk knows of a package that is not there"
    for path in (folder / OUT).glob("[!.]*"):
        yield from _half(path, (folder / ROOT).read_bytes())


def _half(path: Path, root: bytes) -> Iterator[str]:
    if path.suffix == ".zip":
        verdict = verify(path, [root])
        if not (verdict.unaltered and verdict.signer_known):
            yield f"half a package: {path.name}"
    elif not path.read_bytes().endswith(b"%%EOF\n") or len(pypdfium2.PdfDocument(path)) == 0:
        yield f"half a file: {path.name}"
