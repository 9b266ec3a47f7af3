"""A packet that came back: what is taken as it is, and two texts side by side where both changed one."""

from PySide6.QtCore import Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import _, n_
from kobe_desk.modules.subsidies.usecases.asking import Point, Side, What
from kobe_desk.modules.subsidies.usecases.helping import MergeRequest, ReturnedRow
from kobe_desk.ui.button import primary
from kobe_desk.ui.card import Card, Facts
from kobe_desk.ui.field import CheckBox, Choice, Option
from kobe_desk.ui.layout import STRETCH, Column, Item
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.text import Paragraph


class ReturnedPage(Page):
    """Conflicts first, each with its two texts; then what only the helper changed."""

    help_page = "subsidies-helpers"
    merge_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("A packet that came back"), back=_("To the helpers"))
        self.notice = Notice("info")
        self._parts = Column(gap="item")
        self.choices: dict[str, Choice] = {}
        self.late: CheckBox | None = None
        self.add(Column(self.notice, self._parts, gap="item", around=(0, 14, 0, 0)))
        self.body.add(STRETCH)
        self.merge = primary(_("Take it in"), "check")
        self.merge.clicked.connect(self._merge)
        self.set_footer(STRETCH, self.merge)

    def show_returned(self, row: ReturnedRow) -> None:
        self.header.say(_("{name}’s packet").format(name=row.helper), row.title)
        self._parts.empty()
        self.choices = {}
        for item in (*self._warnings(row), *map(self._conflict, row.conflicts), *_taken(row)):
            self._parts.add(item)
        self.notice.mean("warn" if row.conflicts else "ok")
        self.notice.ask(_summary(row))
        self.focus_first()

    def show_refusal(self, error: UserError) -> None:
        self.notice.mean("warn")
        self.notice.ask(error.message())
        self.to_top()

    def _warnings(self, row: ReturnedRow) -> list[Item]:
        items: list[Item] = []
        if not row.returned:
            items.append(Notice("info", _("The helper has not pressed “Give it back” yet. It may not be finished.")))
        if row.unread:
            words = _("Something that cannot be read was left in: {questions}. It is not taken.")
            items.append(Notice("warn", words.format(questions=_(", ").join(row.unread))))
        self.late = None
        if row.late is not None:
            words = _("This packet was good until {day}. Take it in all the same")
            self.late = CheckBox(words.format(day=era.wareki(row.late)))
            items.append(self.late)
        return items

    def _conflict(self, point: Point) -> Card:
        choice = Choice(
            [
                Option(Side.DESK, _("What stands here"), _said(point, point.desk)),
                Option(Side.HELPER, _("What the helper wrote"), _said(point, point.helper)),
            ],
            columns=2,
        )
        choice.setAccessibleName(_label(point))
        for card in choice.cards:
            card.setAccessibleName(_("{question}: {choice}").format(question=_label(point), choice=card.option.title))
        self.choices[point.key] = choice
        before = _("When it was handed out: {text}").format(text=point.before or _("(empty)"))
        return Card(_label(point), Paragraph(before, ink="muted", narrow=True), choice, box="next")

    def _merge(self) -> None:
        chosen = {key: choice.value() for key, choice in self.choices.items() if choice.value() is not None}
        self.merge_wanted.emit(MergeRequest(chosen, late=self.late is not None and bool(self.late.value())))

    # Qt asks:

    def focus_first(self) -> None:
        first = next(iter(self.choices.values()), None)
        (first.cards[0] if first is not None else self.merge).setFocus()


def _summary(row: ReturnedRow) -> str:
    if not row.points:
        return _("The helper changed nothing. Taking it in ends the packet.")
    count = len(row.conflicts)
    if not count:
        return _("Nobody has changed these answers here in the meantime. They can be taken in as they are.")
    words = n_(
        "{n} answer was changed here and by the helper. Choose which one is taken. The other is kept in the record.",
        "{n} answers were changed here and by the helper. Choose which is taken. The others are kept in the record.",
        count,
    )
    return words.format(n=count)


def _taken(row: ReturnedRow) -> list[Item]:
    plain = [each for each in row.points if not each.conflict]
    if not plain:
        return []
    return [Card(_("Changed by the helper only"), Facts([(_label(each), _change(each)) for each in plain], width=180))]


def _label(point: Point) -> str:
    if point.place:
        return _("{table}, row {row}").format(table=point.label, row=point.place)
    return point.label


def _change(point: Point) -> str:
    if point.what is What.ROW_ADDED:
        return _("New row: {text}").format(text=point.helper)
    if point.what is What.ROW_REMOVED:
        return _("Row taken out: {text}").format(text=point.desk)
    return _("{after} (before: {before})").format(after=_said(point, point.helper), before=point.before or _("(empty)"))


def _said(point: Point, text: str) -> str:
    if text:
        return text
    return _("(empty)") if point.what is What.ANSWER else _("(the row is taken out)")
