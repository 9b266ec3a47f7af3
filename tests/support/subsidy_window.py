"""A desk in the window of 助成, as stories play it: pages, signatures, packages, packets, the steps of a grant."""

import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from kobe_desk.core.records import Records
from kobe_desk.core.vault import passphrase
from kobe_desk.modules.subsidies import module
from kobe_desk.modules.subsidies.controller.bundle import BundleController
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.view import StagePart
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.rail import Entry
from kobe_desk.ui.window import DeskWindow
from support.answering import answer_page, write_form
from support.audit import settle


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

    def press(self, button: QWidget) -> None:
        button.click()
        settle()

    def back_to_list(self) -> None:
        """Leave one page after the other."""
        stack = self.window.page("subsidies")
        while stack.currentIndex():
            stack.leave(self.page)
            settle()

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

    def words_of_slip(self) -> list[str]:
        """The six words on the slip in sight, which is left again."""
        text = pypdfium2.PdfDocument(self.page.preview.paper.pdf)[0].get_textpage().get_text_range().split()
        self.window.page("subsidies").leave(self.page)
        settle()
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
