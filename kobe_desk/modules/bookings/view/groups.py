"""The groups that use the centre: found by kana, registered once, spellings of one group joined."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import N_, _
from kobe_desk.modules.bookings.usecases import GroupLine, GroupRequest, GroupRow
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Facts, Section
from kobe_desk.ui.field import DateField, FormField, Need, NumberField, PhoneField, SearchField, TextArea, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.layout import Column as Down
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.table import Column, Table, TableModel

COLUMNS: tuple[Column[GroupLine], ...] = (
    Column(N_("Group"), lambda row: row.name, width=260, stretch=True, bold=True),
    Column(N_("Reading"), lambda row: row.kana, width=220, stretch=True, secondary=True),
    Column(N_("Number"), lambda row: row.number, width=90),
    Column(N_("Class"), lambda row: row.tier, width=110, secondary=True),
    Column(N_("Representative"), lambda row: row.representative, width=150, secondary=True),
    Column(N_("Uses"), lambda row: str(row.bookings), width=80, right=True),
)
_COUNTS = ("adults", "children", "seniors", "most_week", "most_month")
_AS_THEY_ARE = ("registered", "suspended")
_WORDS = (
    "name",
    "kana",
    "number",
    "representative",
    "phone",
    "mail",
    "address",
    "activity",
    "tier",
    "exemption",
    "notes",
)


class GroupsPage(Page):
    """A list, and the form of the chosen group or of a new one below it."""

    help_page = "bookings-groups"
    searched = Signal(str)
    group_shown = Signal(object)
    saved = Signal(object, object)
    spelling_added = Signal(object, str)
    joined = Signal(object, object)
    """Keep the first group, join the second with it."""

    def __init__(self) -> None:
        super().__init__(_("Groups"), back=_("To the bookings"))
        self._row: GroupRow | None = None
        self.search = SearchField(_("Name or kana of the group"))
        self.search.searched.connect(self.searched)
        self.alike = Notice("warn")
        self.alike.hide()
        self.model: TableModel[GroupLine] = TableModel(COLUMNS)
        self.table = Table(self.model, _("Groups of the centre"))
        self.table.row_chosen.connect(lambda row: self.group_shown.emit(row.id if row else None))
        self.refusal = Notice("error")
        self.refusal.hide()
        self.form = self._form()
        self.known = Facts(width=130)
        self.new = secondary(_("A new group"), "plus")
        self.save = primary(_("Save the group"), "save")
        self.new.clicked.connect(self.begin)
        self.save.clicked.connect(self._save)
        buttons = QWidget()
        buttons.setLayout(Flow(self.new, self.save, gap=10))
        self.section = Section(_("A new group"), self.refusal, self.known, self.form, buttons, self._spelling())
        self.add(self.search, self.alike, self.table, self.section)
        self.body.add(STRETCH)
        self.begin()

    def _form(self) -> Form:
        optional = Need.OPTIONAL
        return Form(
            {
                "name": FormField(_("Name of the group"), TextField(width=320)),
                "kana": FormField(_("Reading"), TextField(width=320), optional, _("The group is found by it.")),
                "number": FormField(_("Registration number"), TextField(width=120), optional),
                "registered": FormField(
                    _("Registered in"),
                    NumberField(84, least=1900, most=2200),
                    optional,
                    _("The fiscal year in the Western calendar."),
                    unit=_("fiscal year"),
                ),
                "representative": FormField(_("Representative"), TextField(width=260), optional),
                "phone": FormField(_("Telephone"), PhoneField(), optional),
                "mail": FormField(_("Mail"), TextField(width=320), optional),
                "address": FormField(_("Address"), TextField(width=420), optional),
                "activity": FormField(_("What it does"), TextField(width=420), optional),
                "tier": FormField(
                    _("Class"), TextField(width=220), optional, _("The class that fees and application times go by.")
                ),
                "exemption": FormField(
                    _("Reduction"), TextField(width=220), optional, _("The name of a reduction of the centre.")
                ),
                "adults": FormField(_("Adults"), NumberField(84, least=0), optional, unit=_("people")),
                "children": FormField(_("Children"), NumberField(84, least=0), optional, unit=_("people")),
                "seniors": FormField(_("Older people"), NumberField(84, least=0), optional, unit=_("people")),
                "most_week": FormField(_("At most in a week"), NumberField(84, least=0), optional, unit=_("times")),
                "most_month": FormField(_("At most in a month"), NumberField(84, least=0), optional, unit=_("times")),
                "suspended": FormField(
                    _("May not book until"), DateField(), optional, _("The last day on which it cannot book.")
                ),
                "notes": FormField(_("Notes"), TextArea(3, width=420), optional),
            }
        )

    def _spelling(self) -> QWidget:
        self.spelling = Form(
            {
                "spelling": FormField(
                    _("Another way it is written"),
                    TextField(width=320),
                    Need.OPTIONAL,
                    _("So that it is found by it as well."),
                ),
            }
        )
        self.add_spelling = secondary(_("Add the spelling"), "plus")
        self.add_spelling.clicked.connect(self._add_spelling)
        self.spellings = QWidget()
        buttons = QWidget()
        buttons.setLayout(Flow(self.add_spelling, gap=10))
        self.spellings.setLayout(Down(self.spelling, buttons, gap="item"))
        return self.spellings

    # what is shown

    def show_groups(self, rows: Sequence[GroupLine]) -> None:
        self.model.show(rows)

    def show_alike(self, pairs: Sequence[Sequence[GroupLine]]) -> None:
        """Two entries that look like one group; joining keeps the one with more uses."""
        self.alike.setVisible(bool(pairs))
        if not pairs:
            return
        first, second = sorted(pairs[0][:2], key=lambda row: -row.bookings)
        words = _("“{first}” and “{second}” look like one group. Joined, all bookings are under “{first}”.")
        self.alike.ask(
            words.format(first=first.name, second=second.name),
            (_("Join them"), lambda: self.joined.emit(first.id, second.id)),
        )

    def show_group(self, row: GroupRow) -> None:
        self._row = row
        self.refusal.hide()
        self.section.heading.setText(row.name)
        facts = row.facts
        self.form.fill({name: getattr(facts, name) for name in _WORDS})
        self.form.fill({name: getattr(facts, name) or None for name in (*_COUNTS, *_AS_THEY_ARE)})
        self.spellings.show()
        self.spelling.fill({"spelling": ""})
        last = era.wareki(row.last.date()) if row.last else _("not yet")
        known = [
            (_("Uses"), _("{count} times, the last on {day}").format(count=row.bookings, day=last)),
            (_("Nobody came"), _("{count} times").format(count=row.no_shows) if row.no_shows else ""),
            (_("Also written"), _(", ").join(each for each in row.spellings if each != row.name)),
        ]
        self.known.show_facts([(name, words) for name, words in known if words])

    def begin(self) -> None:
        """The form of a new group."""
        self._row = None
        self.section.heading.setText(_("A new group"))
        self.known.show_facts(())
        self.spellings.hide()
        self.form.fill(dict.fromkeys(self.form.fields))

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self.refusal.ask(error.message())
            self.refusal.show()

    def _save(self) -> None:
        values = self.form.read()
        if values is None:
            return
        counts = {name: values.pop(name) or 0 for name in _COUNTS}
        others = {name: values.pop(name) for name in _AS_THEY_ARE}
        words: dict[str, Any] = {name: value or "" for name, value in values.items()}
        before = self._row.facts if self._row else GroupRequest("")
        request = replace(before, **{**words, **counts, **others})
        self.saved.emit(self._row.id if self._row else None, request)

    def _add_spelling(self) -> None:
        values = self.spelling.read()
        if values and values["spelling"] and self._row is not None:
            self.spelling_added.emit(self._row.id, values["spelling"])

    # Qt asks:

    def focus_first(self) -> None:
        self.search.setFocus()
