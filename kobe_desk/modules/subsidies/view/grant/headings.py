"""費目の対応: for each account of the cash book, the heading of a programme it goes to."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _, n_
from kobe_desk.modules.subsidies.usecases.asking import NOT_COVERED, Heading, Known
from kobe_desk.modules.subsidies.usecases.granting.headings import AccountWay, HeadingMap
from kobe_desk.ui.button import link, primary, secondary
from kobe_desk.ui.card import Card, EmptyState
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.field import FormField, Need, Select
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import STRETCH, Column, FoldingRow, Rule
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.text import Paragraph
from kobe_desk.ui.theme import follow, theme

KNOWN = {
    Known.SET: (N_("Set here"), "ok"),
    Known.BEFORE: (N_("As allocated last"), "plain"),
    Known.NAME: (N_("Of the same name"), "plain"),
    Known.OPEN: (N_("Not yet"), "warn"),
}


class AccountRow(QWidget):
    """One account: the heading it goes to in a drop-down, whether that counts, and how it is known."""

    edited = Signal()

    def __init__(self, way: AccountWay, headings: Sequence[Heading]) -> None:
        super().__init__()
        self.account = way.account.id
        self._headings = {each.id: each for each in headings}
        self._way: AccountWay | None = None
        words = _("{account} ({state})").format(account=way.account.name, state=_("put away"))
        name = Paragraph(words if way.account.retired else way.account.name, bold=True)
        follow(name, lambda: name.setFixedWidth(theme.width(190)))
        self.select = Select(width=320)
        self.select.setAccessibleName(_("Heading that {account} goes to").format(account=way.account.name))
        self.select.edited.connect(self._tell)
        self._counts, self._known = Chip(""), Chip("")
        choice = QWidget()
        choice.setLayout(Flow(self.select, self._counts, self._known))
        line = FoldingRow(gap="item")
        line.addWidget(name, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(choice, 1)
        self.setLayout(line)
        self.show_way(way)

    def show_way(self, way: AccountWay) -> None:
        """Where it goes by now; what was chosen here and is not set yet stays chosen."""
        kept = self.select.value() if self.is_chosen else way.goes.heading
        self._way = way
        options = self._options(way)
        self.select.offer(options)
        self.pick(kept if kept in [value for value, _words in options] else way.goes.heading)

    @property
    def is_chosen(self) -> bool:
        """Whether another heading is chosen than the one that is known."""
        return self._way is not None and self.select.value() != self._way.goes.heading

    @property
    def is_open(self) -> bool:
        """Whether nothing is known or chosen; what is to be forgotten is not open yet."""
        return self.select.value() is None and not self.is_chosen

    def pick(self, heading: str | None) -> None:
        self.select.set_value(heading)
        self._say()

    def _options(self, way: AccountWay) -> list[tuple[str | None, str]]:
        """Every heading; what is set can be taken away again."""
        first: list[tuple[str | None, str]] = []
        if way.goes.known is Known.SET:
            first = [(None, _("Set nothing"))]
        elif way.goes.known is Known.OPEN:
            first = [(None, _("Please choose"))]
        return [*first, *((each.id, _heading_words(each)) for each in self._headings.values()),
                (NOT_COVERED, _("not covered"))]  # fmt: skip

    def _tell(self) -> None:
        self._say()
        self.edited.emit()

    def _say(self) -> None:
        """Whether what is chosen counts, and how it is known."""
        if self._way is None:
            return
        heading = self._headings.get(self.select.value() or "")
        counts = heading.counts if heading else None
        self._counts.setVisible(counts is not None)
        self._counts.say(_("Counts") if counts else _("Does not count"), "plain" if counts else "warn")
        words, meaning = KNOWN[self._way.goes.known]
        if self.is_chosen:
            words, meaning = N_("To be set"), "info"
        self._known.say(_(words), meaning)
        gone = self._way.goes.gone
        shown = [self._counts.text()] if counts is not None else []
        shown += [_(words), *([gone_words(gone)] if gone else [])]
        self.select.setAccessibleDescription(_(", ").join(shown))


class HeadingsPage(Page):
    """A programme of a year, its accounts one below the other, and one button that sets all that was chosen."""

    help_page = "subsidies-grant"
    programme_chosen = Signal(object)
    """The key of an application with the wanted version."""
    wanted = Signal(object, object)
    """The key of the application, and the headings by account."""

    def __init__(self, back: str) -> None:
        super().__init__(_("Headings of the accounts"), back=back)
        self.notice, self.gone = Notice("ok"), Notice("warn")
        self.programme = Select(width=480)
        self._of = FormField(_("Programme"), self.programme, Need.UNSAID)
        self.programme.edited.connect(self._choose)
        hint = _("Choose the heading of this programme for each account of the cash book. It is proposed first when a "
                 "cost is allocated, and holds in every year of the programme.")  # fmt: skip
        self.adopt = secondary(_("Set all that is proposed"), "check")
        self.adopt.clicked.connect(self._adopt)
        self.rest = link(_("Choose “not covered” for all that are open"), "ban")
        self.rest.clicked.connect(self._close_rest)
        self._list = Column(gap="item")
        ways = QWidget()
        ways.setLayout(Flow(self.adopt, self.rest))
        self.card = Card(_("Accounts of the cash book"), Paragraph(hint, ink="muted"), ways, self._list)
        self.none = EmptyState(_("There is no application yet"),
                               _("Begin an application. Then the headings of its programme stand here."))  # fmt: skip
        self.add(Column(self.notice, self._of, self.gone, self.card, self.none, STRETCH, around=(0, 14, 0, 0)))
        self.save = primary(_("Set what was chosen"), "check")
        self.save.clicked.connect(self._save)
        self.set_footer(STRETCH, self.save)
        self.rows: list[AccountRow] = []
        self._map: HeadingMap | None = None
        self._kept: dict[UUID, dict[UUID, str | None]] = {}
        for part in (self.notice, self.gone, self.none, self._of, self.card):
            part.hide()

    def show_map(self, found: HeadingMap | None) -> None:
        """The accounts of a programme; what was chosen and not set yet stays, also of the programme shown before."""
        self.none.setVisible(found is None)
        for part in (self._of, self.card, self.save):
            part.setVisible(found is not None)
        if found is None:
            return
        before, self._map = self._map, found
        self.programme.offer(found.choices)
        self.programme.set_value(found.key)
        if before is not None and _shape(before) == _shape(found):
            for row, way in zip(self.rows, found.ways, strict=True):
                row.show_way(way)
        else:
            self._make_rows(before, found)
        self._show_gone(found)
        self._say()

    def _make_rows(self, before: HeadingMap | None, found: HeadingMap) -> None:
        if before is not None:
            self._kept[before.key] = self._chosen()
        self._list.empty()
        self.rows = [AccountRow(way, found.headings) for way in found.ways]
        for row in self.rows:
            kept = self._kept.get(found.key, {})
            if row.account in kept:
                row.pick(kept[row.account])
            row.edited.connect(self._say)
            self._list.add(Rule(), row)
        if before is None:
            self.focus_first()

    def _show_gone(self, found: HeadingMap) -> None:
        gone = [each for each in found.ways if each.goes.gone]
        words = n_("{n} account was set to a heading that this version of the programme does not have: {accounts}. "
                   "Please choose another one.",
                   "{n} accounts were set to headings that this version of the programme does not have: {accounts}. "
                   "Please choose others.", len(gone))  # fmt: skip
        pair = _("{account}: {heading}")
        named = _(", ").join(pair.format(account=each.account.name, heading=each.goes.gone) for each in gone)
        self.gone.ask(words.format(n=len(gone), accounts=named))
        self.gone.setVisible(bool(gone))

    def _chosen(self) -> dict[UUID, str | None]:
        return {row.account: row.select.value() for row in self.rows if row.is_chosen}

    def _proposed(self) -> dict[UUID, str | None]:
        known = self._map.ways if self._map else ()
        return {each.account.id: each.goes.heading for each in known if each.goes.known in (Known.BEFORE, Known.NAME)}

    def _say(self) -> None:
        """How many were chosen; what there is nothing for is put away."""
        count = len(self._chosen())
        self.save.say(n_("Set what was chosen ({n})", "Set what was chosen ({n})", count).format(n=count)
                      if count else _("Set what was chosen"))  # fmt: skip
        self.adopt.setVisible(bool(self._proposed()))
        self.rest.setVisible(any(row.is_open for row in self.rows))

    def _choose(self) -> None:
        self.notice.hide()
        self.programme_chosen.emit(self.programme.value())

    def _save(self) -> None:
        self._want(self._chosen())

    def _adopt(self) -> None:
        """What is proposed becomes set, and what was chosen with it."""
        self._want({**self._proposed(), **self._chosen()})

    def _close_rest(self) -> None:
        for row in self.rows:
            if row.is_open:
                row.pick(NOT_COVERED)
        self._say()
        self.save.setFocus()

    def _want(self, headings: dict[UUID, str | None]) -> None:
        if self._map is not None and headings:
            self.wanted.emit(self._map.key, headings)
        else:
            self.say(_("Nothing else was chosen, so there is nothing to set."), "info")

    def say(self, text: str, meaning: str = "ok") -> None:
        self.notice.mean(meaning)
        self.notice.ask(text)
        self.notice.show()
        self.to_top()

    def show_refusal(self, error: UserError) -> None:
        self.say(error.message(), "warn")

    # Qt asks:

    def focus_first(self) -> None:
        if self.programme.count() > 1 or not self.rows:
            self.programme.setFocus()
        else:
            self.rows[0].select.setFocus()


def _shape(found: HeadingMap) -> object:
    return found.key, found.headings, [(each.account.id, each.account.name, each.account.retired)
                                       for each in found.ways]  # fmt: skip


def _heading_words(each: Heading) -> str:
    if each.counts is False:
        return _("{heading} (does not count)").format(heading=each.label)
    return each.label


def gone_words(heading: str) -> str:
    """Of a heading that was set and that a later version of the programme left out."""
    return _("“{heading}” was set, and this version of the programme does not have it.").format(heading=heading)
