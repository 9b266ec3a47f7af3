"""The form of a person (人): the facts, and the offices held."""

from dataclasses import asdict, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.members.table import SEXES, birth_words
from kobe_desk.modules.members.usecases import HouseholdCard, PersonRequest
from kobe_desk.modules.members.view.consents import ConsentsPart
from kobe_desk.modules.members.view.drafts import FormPage
from kobe_desk.modules.members.view.names import NameField
from kobe_desk.modules.members.view.offices import OfficesPart
from kobe_desk.modules.members.view.own.notes import NotesPart
from kobe_desk.modules.members.view.photo import PhotoCard
from kobe_desk.modules.members.view.since import SinceCard
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.field import CheckBox, DateField, FormField, Need, PhoneField, Select, TextArea, TextField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.side_list import SideList

OPTIONAL = Need.OPTIONAL
CONSENTS, NOTES = 2, 3
"""The parts with the answers, and with tags and fields of the association's own."""


def name_fields(label: str) -> dict[str, FormField]:
    """The name under this label, and its reading, which follows what was typed until somebody writes it otherwise."""
    name, reading = NameField(), TextField(260)
    heard: list[str] = []

    def follow(part: str) -> None:
        if reading.value().replace("　", "") == "".join(heard):
            heard.append(part)
            reading.set_value("　".join(heard))
            reading.edited.emit()

    def begin() -> None:
        if not name.value():
            heard.clear()

    name.read.connect(follow)
    name.edited.connect(begin)
    return {
        "name": FormField(label, name, support=_("As the person writes it. Rare characters stay as they are.")),
        "kana": FormField(_("Reading"), reading, OPTIONAL, _("The order of the roster follows it.")),
    }


class PersonPage(FormPage):
    """Four parts at the left; somebody new has only the first."""

    help_page = "members-person"
    save_requested = Signal(object)
    remove_requested = Signal()

    def __init__(self, title: str, back: str, *, new: bool = False) -> None:
        super().__init__(title, back)
        self._kept = PersonRequest("")
        self.use(Form(_fields()))
        self.where = Notice("quiet", icon="house")
        self.where.hide()
        self.save = primary(_("Add to the roster") if new else _("Save the corrections"), "save")
        self.save.clicked.connect(self._save)
        self.leave = secondary(_("Leave it"))
        self.leave.clicked.connect(self._leave)
        self.remove = secondary(_("Take this entry out"), "trash-2")
        if new:
            self.remove.hide()
        self.remove.clicked.connect(self.remove_requested)
        self._part = QWidget()
        acts = Row(self.remove, STRETCH)
        self.since, self.photo = SinceCard(), PhotoCard()
        if new:
            self.photo.hide()
        top = Row(gap="item")
        top.addWidget(self.where, 1)
        top.add(self.photo.above)
        parts = (self.restored, top, self.since, self.form, self.photo, acts, STRETCH)
        self._part.setLayout(Column(*parts, gap="group"))
        self.offices, self.consents, self.notes = OfficesPart(), ConsentsPart(), NotesPart()
        self.parts = SideList(width=176)
        self.parts.show_entries(
            [
                (_("The person"), "user"),
                (_("Offices"), "award"),
                (_("Consents"), "shield-check"),
                (_("Tags and fields"), "tag"),
            ]
        )
        for item in self.parts.items[1:]:
            item.setEnabled(not new)
        self.parts.chosen.connect(self.show_part)
        self.set_list(self.parts)
        self.add(self._part, self.offices, self.consents, self.notes)
        self.set_footer(self.leave, STRETCH, self.save)
        self.show_part(0)

    def show_part(self, place: int) -> None:
        self._part.setVisible(place == 0)
        self.offices.setVisible(place == 1)
        self.consents.setVisible(place == CONSENTS)
        self.notes.setVisible(place == NOTES)
        self.save.setVisible(place == 0)
        self.parts.mark(place)
        self.to_top()

    def show_person(self, request: PersonRequest) -> None:
        """Show what is written down of the person."""
        self._kept = request
        if request.name:
            self.header.say(request.name, request.kana)
            self.photo.name(request.name)
        self.fill({**asdict(request), "left": request.left})
        if request.birth_part:
            known = birth_words(None, request.birth_part)
            self.form.fields["birth"].show_source(_("known so far: {part}").format(part=known))

    def show_household(self, card: HouseholdCard | None) -> None:
        """Say which household the person belongs to, and that its address is not changed here."""
        if card is None:
            self.where.ask(_("This person belongs to no household yet."))
        else:
            names = "、".join(mate.name for mate in card.people)
            address = " ".join(filter(None, (card.area, card.home.address, card.home.building)))
            self.where.ask(
                _("Household: {address} ({names}). Its address is corrected on the card of the household.").format(
                    address=address, names=names or _("nobody yet")
                )
            )
        self.where.show()

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self.where.mean("warn")
            self.where.ask(error.message())
            self.where.show()
            self.to_top()

    def _save(self) -> None:
        values = self.form.read()
        if values is None:
            return
        part = "" if values["birth"] else self._kept.birth_part
        self.save_requested.emit(replace(self._kept, **{**values, "birth_part": part}))

    def _leave(self) -> None:
        self.draft_dropped.emit()
        self.settle()
        self.back_requested.emit()

    # Qt asks:

    def focus_first(self) -> None:
        self.form.focus_first()


def _fields() -> dict[str, FormField]:
    relation = _("To the head, such as wife or eldest son.")
    return {
        **name_fields(_("Full name")),
        "relation": FormField(_("Relation"), TextField(150), OPTIONAL, relation),
        "head": FormField(_("Head"), CheckBox(_("Head of the household")), Need.UNSAID),
        "birth": FormField(_("Birth date"), DateField("昭和", latest=clock.today()), OPTIONAL),
        "sex": FormField(_("Sex"), Select([(value, _(words)) for value, words in SEXES]), OPTIONAL),
        "phone": FormField(_("Telephone"), PhoneField(), OPTIONAL),
        "mobile": FormField(_("Mobile phone"), PhoneField(), OPTIONAL),
        "mail": FormField(_("Mail address"), TextField(320), OPTIONAL),
        "number": FormField(_("Member number"), TextField(120), OPTIONAL),
        "joined": FormField(_("Joined on"), DateField(), OPTIONAL),
        "left": FormField(_("Last day as a member"), DateField(), OPTIONAL, _("Left empty as long as they belong.")),
        "notes": FormField(_("Notes"), TextArea(3, 460), OPTIONAL),
    }
