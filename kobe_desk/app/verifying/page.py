"""確認: a PDF or a package answers three questions; below, one's own desk and its backups are read from end to end."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kobe_desk.app.verifying.answers import MEANINGS, answers_of, content_of, signatures_of, signers_of, time_of
from kobe_desk.app.verifying.cards import AnswerPanel
from kobe_desk.core.text import N_, _, n_
from kobe_desk.core.vault.checking import CheckReport
from kobe_desk.paper.verify.findings import Finding
from kobe_desk.paper.verify.verdict import FileVerdict, Verdict
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card, EmptyState
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import STRETCH, Column, FoldingRow, Panel, Row
from kobe_desk.ui.notice import Notice, Picture
from kobe_desk.ui.page import Page
from kobe_desk.ui.table import Column as TableColumn
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Label, Paragraph
from kobe_desk.ui.theme import follow, theme

if TYPE_CHECKING:
    from kobe_desk.app.opened import Opened

KINDS = "*.pdf *.zip"
_ICONS = {"ok": "circle-check", "warn": "triangle-alert", "error": "octagon-alert", "": ""}
_SHOWN = 8


def _time_meaning(file: FileVerdict) -> str:
    return "" if not file.signatures else "ok" if file.time_trusted else "warn"


def _signer_meaning(file: FileVerdict) -> str:
    return "" if not file.signatures else "ok" if file.signer_known else "warn"


COLUMNS: tuple[TableColumn[FileVerdict], ...] = (
    TableColumn(N_("Paper"), lambda row: row.name.removeprefix("data/"), width=300, stretch=True),
    TableColumn(
        N_("Content"),
        content_of,
        width=240,
        meaning=lambda row: MEANINGS[row.unaltered],
        icon=lambda row: _ICONS[MEANINGS[row.unaltered]],
    ),
    TableColumn(
        N_("Signers"), signers_of, width=220, meaning=_signer_meaning, icon=lambda row: _ICONS[_signer_meaning(row)]
    ),
    TableColumn(
        N_("Time"),
        time_of,
        width=180,
        secondary=True,
        meaning=_time_meaning,
        icon=lambda row: _ICONS[_time_meaning(row)],
    ),
)


class VerifyPage(Page):
    """Nothing that is checked here leaves this computer."""

    help_page: ClassVar[str] = "verify"
    file_chosen = Signal(str)
    trust_chosen = Signal(str)
    desk_check_wanted = Signal()
    backup_check_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Check a paper"), _("Three questions, three answers"))
        self.choose = secondary(_("Choose a paper"), "folder-open")
        self.empty = EmptyState(
            _("No paper is chosen yet"),
            _("A signed PDF or a whole package (zip), of your own or of another association."),
            self.choose,
        )
        self.other = secondary(_("Choose another paper"), "folder-open")
        self.trust = secondary(_("I have this association's certificate"), "award")
        self.result = QWidget()
        self.parts = Column(gap="item")
        self.result.setLayout(self.parts)
        self.result.hide()
        self.desk = DeskCheck()
        self.add(self.empty, self.result, self.desk, STRETCH)
        for button in (self.choose, self.other):
            button.clicked.connect(self._ask_for_file)
        self.trust.clicked.connect(self._ask_for_trust)
        self.desk.check.clicked.connect(self.desk_check_wanted)
        self.desk.backup.clicked.connect(self.backup_check_wanted)

    def focus_first(self) -> None:
        (self.choose if self.result.isHidden() else self.other).setFocus()

    def open_record(self, record: str) -> None:
        """`desk` begins the check of the desk; anything else is the path of a paper."""
        if record == "desk":
            self.desk_check_wanted.emit()
        else:
            self.file_chosen.emit(record)

    def show_verdict(self, name: str, verdict: Verdict) -> None:
        """Show the three answers and what they rest on."""
        for button in (self.other, self.trust):
            button.setParent(None)
        self.parts.empty()
        self.parts.add(self._name_row(name, verdict))
        cards = FoldingRow(gap=14)
        for number, answer in enumerate(answers_of(verdict), 1):
            cards.addWidget(AnswerPanel(number, answer), 1)
        self.parts.addLayout(cards)
        self.parts.add(*_findings(verdict), *self._certificate(verdict))
        if verdict.files:
            model: TableModel[FileVerdict] = TableModel(COLUMNS, key=lambda row: row.name)
            model.show(verdict.files)
            table = Table(model, _("Papers in it"))
            rows = min(len(verdict.files), _SHOWN) + 1
            follow(table, lambda: table.setFixedHeight(rows * theme.px("row") + 12))
            self.parts.add(table)
        self.empty.hide()
        self.result.show()
        self.other.setFocus()

    def _name_row(self, name: str, verdict: Verdict) -> QWidget:
        people = len({each.certificate for each in signatures_of(verdict)})
        count = _("{papers}, {people}").format(
            papers=n_("{count} paper", "{count} papers", len(verdict.files)).format(count=len(verdict.files)),
            people=n_("{count} signer", "{count} signers", people).format(count=people),
        )
        row = Row(Picture("package" if verdict.kind == "package" else "file-text", "ink", 22), gap="item")
        row.addWidget(Label(name, bold=True, elide=True), 1)
        row.add(Label(count, ink="muted"), self.other)
        widget = QWidget()
        widget.setLayout(row)
        self.other.show()
        return widget

    def _certificate(self, verdict: Verdict) -> list[QWidget]:
        roots = dict.fromkeys(each.root for each in signatures_of(verdict) if each.root)
        if not roots:
            return []
        root = next(iter(roots))
        grouped = " ".join(root[at : at + 4] for at in range(0, len(root), 4)).upper()
        words = Column(
            Label(_("Number of the certificate"), bold=True),
            Paragraph(grouped, narrow=True),
            Paragraph(
                _("If the association tells you the same number, the signature is theirs."), ink="muted", narrow=True
            ),
            gap="hair",
        )
        row = FoldingRow(Picture("stamp", "ink", 22), gap="item", around=(18, 12, 14, 12))
        row.addLayout(words, 1)
        if not verdict.signer_known:
            row.add(self.trust)
            self.trust.show()
        return [Panel(row, box="quiet")]

    def _ask_for_file(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self.window(), _("Choose a paper"), "", KINDS)
        if chosen:
            self.file_chosen.emit(chosen)

    def _ask_for_trust(self) -> None:
        title = _("I have this association's certificate")
        chosen, _kind = QFileDialog.getOpenFileName(self.window(), title, "", "*.pem *.crt *.cer")
        if chosen:
            self.trust_chosen.emit(chosen)


class DeskCheck(Card):
    """The desk itself and its newest backup."""

    def __init__(self) -> None:
        super().__init__(_("Check this desk"))
        self.check = secondary(_("Read the whole desk"), "notebook-pen")
        self.backup = secondary(_("Read the newest backup"), "hard-drive")
        self.findings = Column(gap="tight")
        hint = Paragraph(_("Every page is read and compared with what was written. Nothing is changed."), ink="muted")
        self.body.add(hint, Flow(self.check, self.backup, gap=10))
        self.body.addLayout(self.findings)

    def show_report(self, report: CheckReport) -> None:
        self.findings.empty()
        for each in report.findings:
            row = Row(Picture("circle-check" if each.good else "octagon-alert", "ok" if each.good else "error"), gap=10)
            row.addWidget(Paragraph(each.message(), ink="" if each.good else "error"), 1)
            self.findings.addLayout(row)
        if not report.sound:
            self.findings.add(Notice("error", _("Please bring back a backup. What is there now is kept beside it.")))


def _findings(verdict: Verdict) -> list[QWidget]:
    boxes: list[QWidget] = []
    several = verdict.kind == "package"
    changes, notes = _worded(verdict.changes, several=several), _worded(verdict.notes, several=several)
    if changes:
        boxes.append(Notice("error", "\n".join(changes)))
    elif verdict.kind == "unknown" and notes:
        boxes.append(Notice("warn", "\n".join(notes)))
    return boxes


def _worded(findings: Sequence[Finding], *, several: bool) -> list[str]:
    """The sentences, each once; where there are several files, with the one they speak of."""
    lines = []
    for each in findings:
        name = each.file.removeprefix("data/") if several else ""
        lines.append(_("{file}: {text}").format(file=name, text=each.message()) if name else each.message())
    unique = list(dict.fromkeys(lines))
    more = len(unique) - _SHOWN
    if more > 0:
        unique = [*unique[:_SHOWN], n_("and {count} more", "and {count} more", more).format(count=more)]
    return unique


def open_page(opened: "Opened") -> VerifyPage:
    """The page with its controller."""
    from kobe_desk.app.verifying.controller import VerifyController

    page = VerifyPage()
    VerifyController(page, opened)
    return page
