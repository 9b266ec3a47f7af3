"""そえる書類 of a later stage: what the office wants, in its order, then what else goes with its papers or on paper."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases import LaterEnclosures
from kobe_desk.modules.subsidies.view.grant.put import LaterPapers
from kobe_desk.modules.subsidies.view.grant.wanted import WantedPaper
from kobe_desk.modules.subsidies.view.line_papers import Documents
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import FormField, Need, TextField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.text import Paragraph


class LaterEnclosuresPage(Page):
    """What the office wants, what else is enclosed, then a line for what is handed in on paper."""

    help_page = "subsidies-grant"
    files_chosen = Signal(str, object)
    """What the programme calls them (empty: it does not name them), and the paths."""
    document_chosen = Signal(str, object)
    by_hand_wanted = Signal(str, str)
    """What the programme calls it, or else its title."""
    named = Signal(object, str)
    moved = Signal(object, int)
    take_out_wanted = Signal(object)
    turn_wanted = Signal(object)

    def __init__(self, stage: str) -> None:
        super().__init__(_("Papers to enclose"), stage, back=_("To the grant"))
        self.notice = Notice("warn")
        self.notice.hide()
        words = _("Photographs, flyers, lists: what is put here goes with the papers of this step, in this order.")
        self._content = Column(gap="item")
        self.papers: LaterPapers | None = None
        """What the office does not name."""
        self.wanted: dict[str, WantedPaper] = {}
        self._at = ""
        self._pressed: tuple[str, UUID] | None = None
        self.add(Column(self.notice, Paragraph(words, ink="muted"), self._content, self._on_paper(), STRETCH,
                        gap="item", around=(0, 14, 0, 0)))  # fmt: skip

    def _on_paper(self) -> Card:
        support = _("It stands in the list of enclosures, and is handed in beside the package.")
        self.form = Form({"title": FormField(_("Name of the paper"), TextField(), Need.REQUIRED, support=support)})
        self.by_hand = secondary(_("Put it in the list"), "plus")
        self.by_hand.clicked.connect(self._add_by_hand)
        return Card(_("Papers that go on paper"), self.form, Row(self.by_hand, STRETCH))

    def _add_by_hand(self) -> None:
        read = self.form.read()
        if read is not None:
            self.by_hand_wanted.emit("", read["title"])

    def show_enclosures(self, row: LaterEnclosures) -> None:
        """Show what goes with the step; the button that was pressed last keeps the focus where it is still there."""
        documents = [(each.id, each.title) for each in row.documents]
        papers = self.papers = LaterPapers(row.further, documents)
        self._connect(papers)
        self._content.empty()
        if row.wanted:
            self._content.add(self._list(row, documents))
        self._content.add(Card(_("Other papers") if row.wanted else _("Enclosed"), papers))
        self._focus_again()

    def _list(self, row: LaterEnclosures, documents: Documents) -> Card:
        """The office's list, in its order."""
        made = [
            WantedPaper(number, each, row.of(each.attachment.id), documents)
            for number, each in enumerate(row.wanted, start=1)
        ]
        self.wanted = {each.key: each for each in made}
        for each in made:
            if each.papers is not None:
                self._connect(each.papers)
        return Card(_("Papers the office wants, in its order"), *made)

    def _connect(self, papers: LaterPapers) -> None:
        papers.files_chosen.connect(self._choose)
        papers.document_chosen.connect(self._take)
        papers.take_out_wanted.connect(self.take_out_wanted)
        papers.turn_wanted.connect(self.turn_wanted)
        papers.named.connect(self.named)
        papers.moved.connect(self._move)
        papers.by_hand_wanted.connect(self._on_paper_too)

    def _choose(self, key: str, paths: object) -> None:
        self._at = key
        self.files_chosen.emit(key, paths)

    def _take(self, key: str, document: object) -> None:
        self._at = key
        self.document_chosen.emit(key, document)

    def _on_paper_too(self, key: str) -> None:
        self._at = key
        self.by_hand_wanted.emit(key, "")

    def _focus_again(self) -> None:
        """Where the person was: at the button that moved a paper, or at the paper that something was put to."""
        lists = [each.papers for each in self.wanted.values()] + [self.papers]
        at = next((each for each in lists if each is not None and self._pressed in each.ways), None)
        put = self.wanted[self._at].papers if self._at in self.wanted else None
        if at is not None and self._pressed is not None:
            _focus(at, self._pressed)
        elif put is not None:
            put.choose.setFocus()
        self._pressed, self._at = None, ""

    def _move(self, key: UUID, by: int) -> None:
        self._pressed = ("up" if by < 0 else "down", key)
        self.moved.emit(key, by)

    def added_by_hand(self) -> None:
        """The line is free for the next one."""
        self.form.fill({"title": ""})
        self.form.focus_first()

    def show_refusal(self, error: UserError) -> None:
        """At its field, else above."""
        if not self.form.show_refusal(error):
            self.say("warn", error.message())

    def show_refused(self, refused: Sequence[tuple[str, UserError]]) -> None:
        """Files that were not taken, each by its name and why."""
        told = (_("{name}: {why}").format(name=name, why=error.message()) for name, error in refused)
        self.say("warn", "\n".join(told))

    def say(self, meaning: str, text: str) -> None:
        self.notice.mean(meaning)
        self.notice.ask(text)
        self.notice.setVisible(bool(text))
        self.to_top()

    # Qt asks:

    def focus_first(self) -> None:
        lists = [each.papers for each in self.wanted.values() if each.papers is not None] + [self.papers]
        if lists[0] is not None:
            lists[0].choose.setFocus()


def _focus(papers: LaterPapers, pressed: tuple[str, UUID]) -> None:
    """The same button; at an end of the list, where that goes no further, the opposite one."""
    what, key = pressed
    button = papers.ways[pressed]
    other = papers.ways["down" if what == "up" else "up", key]
    (button if button.isEnabled() else other).setFocus()
