"""A desk in the window of 助成, as stories play it: pages, signatures, packages, packets, the steps of a grant."""

import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pypdfium2
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kobe_desk.core.records import Records
from kobe_desk.core.vault import passphrase
from kobe_desk.modules.subsidies import module
from kobe_desk.modules.subsidies.controller.bundle import BundleController
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.usecases import note_step
from kobe_desk.modules.subsidies.view import PapersPage, StagePart
from kobe_desk.paper.verify.door import verify
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.rail import Entry
from kobe_desk.ui.window import DeskWindow
from support.answering import answer_page, write_form
from support.audit import settle
from support.granted import REPORTED, Granted
from support.papers import squeezed, text_of


class AtDesk:
    """One desk in its window."""

    def __init__(self, records: Records, qtbot: QtBot) -> None:
        self.records, self.desk = records, Desk(records, inline=True)
        self.window = DeskWindow(
            [Entry("subsidies", module.TITLE, module.ICON, open=lambda: module.open_page(self.desk))]
        )
        qtbot.addWidget(self.window)
        self.window.resize(1366, 690)
        self.window.show()
        self.window.open("subsidies")
        settle()

    @property
    def page(self):
        return self.window.shown_page()

    def controller(self, kind: type):
        return next(each for each in self.page.children() if isinstance(each, kind))

    def named(self, words: str) -> QPushButton:
        """The button in sight that a screen reader calls so."""
        return next(each for each in self.page.findChildren(QPushButton) if each.accessibleName() == words)

    def press(self, button: QWidget) -> None:
        button.click()
        settle()

    def leave(self) -> None:
        """Leave the page in sight, as its way back does."""
        self.window.page("subsidies").leave(self.page)
        settle()

    def back_to_list(self) -> None:
        """Leave one page after the other."""
        while self.window.page("subsidies").currentIndex():
            self.leave()

    # papers

    def sign(self, words: str) -> None:
        """Whose turn it is signs all papers in sight."""
        part = self.page.sign
        assert part is not None, self.page.notice.text
        part.passphrase.words.setText(words)
        part.seen.setChecked(True)
        self.press(part.button)

    def export(self, folder: Path, words: str, *, apart: bool = False) -> list[Path]:
        """Write the package, or one for each addressee."""
        folder.mkdir(exist_ok=True)
        part = self.page.export
        part.folder.set_value(folder)
        if apart:
            part.apart.click()
        part.passphrase.words.setText(words)
        self.press(part.button)
        return sorted(folder.glob("*.zip"))

    def sign_and_pack(self, folder: Path, passphrases: Mapping[str, str]) -> list[Path]:
        """Those whose turn it is sign the papers in sight, one after the other; then they are packed, and left."""
        for words in passphrases.values():
            self.sign(words)
        assert self.page.sign is None
        packed = self.export(folder, passphrases["chair"])
        self.page.back_requested.emit()
        settle()
        return packed

    def words_of_slip(self) -> list[str]:
        """The six words on the slip in sight, which is left again."""
        text = pypdfium2.PdfDocument(self.page.preview.paper.pdf)[0].get_textpage().get_text_range().split()
        self.leave()
        return [each for each in text if each in passphrase.words()]

    # a bundle and a grant

    def answer_bundle(self, answers: Sequence[Answers], until: str) -> list[str]:
        """Answer page after page in the order of the wizard; which pages they were."""
        wizard, seen = self.controller(BundleController), []
        while wizard.at != until:
            assert wizard.at not in seen, f"the page {wizard.at} does not lead on"
            seen.append(wizard.at)
            answer_page(self.page, answers[wizard.state.page(wizard.at).member])
            self.press(self.page.next)
        return seen

    def step(self, words: str) -> StagePart:
        """Press the step of a grant with these words at the left."""
        self.press(next(each for each in self.page.steps.items if each.text() == words))
        return self.page.part

    def done(self, words: str, **values: object) -> None:
        part = self.step(words)
        write_form(part.form, **values)
        self.press(part.done)

    def papers_of(self, words: str, **values: object) -> None:
        """Write what the papers of a step say, and look at them."""
        part = self.step(words)
        write_form(part.form, **values)
        self.press(part.papers)


def words_in(page: QWidget) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if not each.isHidden())


def words_on_papers(page: PapersPage, folder: Path) -> dict[str, str]:
    """The words of each paper in sight, by its title without what says that it is a model form."""
    papers = page.preview.papers
    return {each.name.removesuffix("（参考様式）"): squeezed(text_of(each.pdf, folder)) for each in papers}


def signed_papers(package: Path, folder: Path) -> list[Path]:
    """The signed PDFs of a package, unpacked as anybody would."""
    with zipfile.ZipFile(package) as bag:
        bag.extractall(folder)
    return [path for path in sorted(folder.rglob("*.pdf")) if b"/ByteRange" in path.read_bytes()]


def independent_signatures(paper: Path, root: Path) -> int:
    """How many signatures poppler and pyHanko's command line both find whole, and pyHanko under the root."""
    poppler = subprocess.run(["pdfsig", paper], capture_output=True, text=True, check=False).stdout  # noqa: S603, S607
    found = poppler.count("Signature #")
    assert poppler.count("Signature is Valid") == found, poppler
    program = Path(sys.executable).parent / "pyhanko"
    command = [program, "sign", "validate", "--validation-time", "claimed", "--trust", root, "--pretty-print", paper]
    pyhanko = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert pyhanko.returncode == 0, pyhanko.stderr
    assert pyhanko.stdout.count("judged VALID") == found, pyhanko.stdout
    return found


def independently_verified(packages: Sequence[Path], root: Path, folder: Path) -> list[int]:
    """Ours, poppler and pyHanko's own command line find every signature of the packages whole. How many on each."""
    counted = []
    for package in packages:
        verdict = verify(package, [root.read_bytes()])
        assert verdict.unaltered and verdict.signer_known, package.name
        papers = signed_papers(package, folder / f"{package.parent.name}-{package.stem}")
        mine = sum(len(each.signatures) for each in verdict.files)
        found = [independent_signatures(paper, root) for paper in papers]
        assert sum(found) == mine, package.name
        counted += found
    return counted


def report_begun(granted: Granted, qtbot: object) -> AtDesk:
    """The desk with the report of a grant in sight, which is being written."""
    granted.records.do(note_step, granted.key, "report", REPORTED, None)
    desk = AtDesk(granted.records, qtbot)
    desk.press(desk.page.buttons[f"grant:{granted.key}"])
    return desk
