"""The other papers of the roster: what is wanted at the left, what it needs to know, and the paper."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Signal

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.modules.members.usecases import AreaRow
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import CheckBox, DateField, FormField, Need, NumberField, Select, TextField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.preview import scrolled_list
from kobe_desk.ui.side_list import SideList
from kobe_desk.ui.text import Paragraph

OPTIONAL = Need.OPTIONAL
DISTRIBUTION, CIRCULATION, ATTENDANCE, LABELS, MEASURE, POSTCARDS, OFFICERS, SENIORS, BIRTHDAYS = (
    "distribution", "circulation", "attendance", "labels", "measure", "postcards", "officers", "seniors", "birthdays",
)  # fmt: skip
LABEL_SHEETS = (("12", "A-one 72212　12"), ("10", "10"), ("24", "24"), ("21", "21"), ("44", "44"), ("65", "65"))
ENVELOPES, SURVEY, LEADERS, ROTA, CARDS = "envelopes", "survey", "leaders", "rota", "cards"
MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A paper: its name, what it is for, and what it asks."""

    key: str
    title: str
    icon: str
    text: str
    fields: Callable[["PapersPage"], dict[str, FormField]]


class PapersPage(Page):
    """One paper at a time."""

    help_page = "members-papers"
    paper_requested = Signal(str, object)
    """The kind, and its answers by name."""
    agreed_wanted = Signal(object, object)
    """A day and a 班 (None: all): how many agreed to stand in the roster for members."""

    def __init__(self) -> None:
        super().__init__(_("Other papers"), back=_("To the roster on paper"))
        self._areas: list[tuple[UUID | None, str]] = [(None, _("All blocks"))]
        self._kind = KINDS[0]
        self._which = ""
        self._moved: dict[str, tuple[int, int]] = {}
        self.form = Form({})
        self._text = Paragraph(ink="muted")
        self._ask = Column(gap="group")
        self.warning = Notice("warn")
        self.warning.hide()
        self.agreed = Notice("info", icon="users")
        self.parts = SideList(width=196)
        self.parts.show_entries([(_(kind.title), kind.icon) for kind in KINDS])
        self.parts.chosen.connect(self.show_part)
        self.set_list(scrolled_list(self.parts))
        card = Card("", self._text)
        card.body.addLayout(self._ask)
        card.body.add(self.agreed)
        self.add(self.warning, card, STRETCH)
        self.leave = secondary(_("Leave it"))
        self.leave.clicked.connect(self.back_requested)
        self.make = primary(_("Make the paper"), "file-text")
        self.make.clicked.connect(self._make)
        self.set_footer(self.leave, STRETCH, self.make)
        self.show_part(0)

    @property
    def areas(self) -> list[tuple[UUID | None, str]]:
        return self._areas

    def show_which(self, words: str) -> None:
        """The list shows some people only: papers can be made of these, and say so."""
        self._which = words
        self.show_part(KINDS.index(self._kind))

    def whom(self) -> dict[str, FormField]:
        """The question whether the paper is of the people that the list shows; nothing where it shows all."""
        if not self._which:
            return {}
        people = [(True, _("as the list shows: {words}").format(words=self._which)), (False, _("all members"))]
        return {"whom": FormField(_("Who stands on it"), Select(people), Need.UNSAID)}

    def show_areas(self, rows: Sequence[AreaRow]) -> None:
        self._areas = [(None, _("All blocks")), *((row.id, row.name) for row in rows)]
        self.show_part(KINDS.index(self._kind))

    def show_moved(self, moved: Mapping[str, tuple[int, int]]) -> None:
        """By sheet of labels, how far it was moved last time (in tenths of a millimetre): it is measured once."""
        self._moved = dict(moved)
        if self._kind.key == LABELS:
            self._fill_moved()

    def _fill_moved(self) -> None:
        right, down = self._moved.get(self.form.typed().get("sheet") or LABEL_SHEETS[0][0], (0, 0))
        self.form.fill({"right": right, "down": down})

    def show_part(self, place: int) -> None:
        self._kind = KINDS[place]
        self.parts.mark(place)
        self.warning.hide()
        self._text.say(_(self._kind.text))
        self._ask.empty()
        self.form = Form(self._kind.fields(self))
        today = clock.today()
        self.form.fill({"day": today, "place": 1, "age": 70, "right": 0, "down": 0, "whom": True, "photos": False})
        self._ask.add(self.form)
        self.agreed.hide()
        if self._kind.key == LABELS:
            self.form.fields["sheet"].control.edited.connect(self._fill_moved)
            self._fill_moved()
        if self._kind.key == DISTRIBUTION:
            self.form.edited.connect(self._look)
            self._look()
        self.to_top()

    def show_agreed(self, homes: int, total: int) -> None:
        """How many households the roster for members would show."""
        words = _("{homes} of {total} households agreed and are shown.")
        self.agreed.ask(words.format(homes=f"{homes:,}", total=f"{total:,}"))
        self.agreed.setVisible(self._kind.key == DISTRIBUTION)

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self.warning.ask(error.message())
            self.warning.show()
            self.to_top()

    def _look(self) -> None:
        said = self.form.typed()
        if said.get("day") is not None:
            self.agreed_wanted.emit(said["day"], said["area"])

    def _make(self) -> None:
        values = self.form.read()
        if values is not None:
            self.paper_requested.emit(values.pop("what", self._kind.key), values)

    # Qt asks:

    def focus_first(self) -> None:
        self.parts.items[0].setFocus()


def _area(page: PapersPage) -> FormField:
    return FormField(_("Block"), Select(page.areas, width=180), Need.UNSAID)


def _day(label: str) -> FormField:
    return FormField(label, DateField())


def _distribution(page: PapersPage) -> dict[str, FormField]:
    return {
        "area": _area(page),
        "day": _day(_("As of")),
        "recipient": FormField(_("Who is given it"), TextField(300)),
        "purpose": FormField(_("What it is given for"), TextField(420)),
        "return_by": FormField(_("To be returned by"), DateField(), OPTIONAL),
    }


def _circulation(page: PapersPage) -> dict[str, FormField]:
    """It goes from house to house, so it is never of some by their age or their dues."""
    return {
        "area": _area(page),
        "day": _day(_("Day of issue")),
        "back": FormField(_("Back by"), DateField(), OPTIONAL),
    }


def _attendance(page: PapersPage) -> dict[str, FormField]:
    return {
        **page.whom(),
        "area": _area(page),
        "title": FormField(_("Name of the meeting"), TextField(420)),
        "day": _day(_("Day of the meeting")),
    }


def _labels(page: PapersPage) -> dict[str, FormField]:
    sheets = [(key, _("{name} labels").format(name=name)) for key, name in LABEL_SHEETS]
    kinds = [(LABELS, _("Labels")), (MEASURE, _("A sheet that measures the labels")), (POSTCARDS, _("Postcards"))]
    kinds.append((ENVELOPES, _("Envelopes (long, no. 3)")))
    hint = _("Printed on plain paper and held against the labels, the measuring sheet shows by how much to move them.")
    tenths = _("In tenths of a millimetre; measured on a sheet printed before.")
    return {
        "what": FormField(_("What is printed"), Select(kinds, width=260), Need.UNSAID, hint),
        **page.whom(),
        "area": _area(page),
        "sheet": FormField(_("Sheet"), Select(sheets, width=220), Need.UNSAID),
        "place": FormField(_("First label to print on"), NumberField(), support=_("1 for a new sheet.")),
        "right": FormField(_("Move to the right"), NumberField(least=-99, most=99), OPTIONAL, tenths),
        "down": FormField(_("Move downwards"), NumberField(least=-99, most=99), OPTIONAL),
    }


def _survey(_page: PapersPage) -> dict[str, FormField]:
    return {
        "back": FormField(_("Back by"), DateField(), OPTIONAL),
        "purpose": FormField(_("What it is asked for"), TextField(420), OPTIONAL),
        "contact": FormField(_("Whom to ask"), TextField(420), OPTIONAL, _("Name and telephone of an officer.")),
    }


def _officers(_page: PapersPage) -> dict[str, FormField]:
    kinds = [(OFFICERS, _("List of officers")), (LEADERS, _("Leaders on a day")), (ROTA, _("Turns of the year"))]
    return {
        "what": FormField(_("What is printed"), Select(kinds, width=260), Need.UNSAID),
        "day": FormField(_("As of"), DateField(), support=_("The turns are those of the year this day lies in.")),
    }


def _cards(page: "PapersPage") -> dict[str, FormField]:
    """Without photos unless somebody wishes for them."""
    hint = _("Only of people who agreed that their photo stands in the roster (Consents, on the page of the person).")
    return {
        **page.whom(),
        "area": _area(page),
        "day": _day(_("As of")),
        "photos": FormField(_("Photos"), CheckBox(_("Print the photos, too")), Need.UNSAID, hint),
    }


def _seniors(page: PapersPage) -> dict[str, FormField]:
    age = FormField(_("From this age"), NumberField(), unit=_("years"))
    return {**page.whom(), "day": _day(_("As of")), "age": age}


def _birthdays(page: PapersPage) -> dict[str, FormField]:
    months = [(None, _("The whole year")), *((month, _("month {number}").format(number=month)) for month in MONTHS)]
    return {
        **page.whom(),
        "day": _day(_("As of")),
        "month": FormField(_("Month"), Select(months, width=160), Need.UNSAID),
    }


KINDS = (
    _Kind(DISTRIBUTION, N_("Roster for members"), "users",
          N_("Only what each person agreed to. The copy gets a number, and who was given it is recorded."),
          _distribution),
    _Kind(CIRCULATION, N_("Order of circulation"), "list-ordered",
          N_("From house to house in large type, with a box to tick."), _circulation),
    _Kind(ATTENDANCE, N_("Attendance list"), "clipboard-check",
          N_("A line for each household with room to sign."), _attendance),
    _Kind(LABELS, N_("Labels and postcards"), "mail",
          N_("One for each household. Print at 100 %, never fitted to the page."), _labels),
    _Kind(SURVEY, N_("Survey of households"), "clipboard-list",
          N_("A blank sheet in the order of the screen, with what it is asked for and who may see it."), _survey),
    _Kind(OFFICERS, N_("List of officers"), "award",
          N_("Who holds which office on a day, who leads the blocks, or whose turn comes when."), _officers),
    _Kind(CARDS, N_("Cards of people"), "user",
          N_("A card for each person with name, place and telephone; the photo only on wish."), _cards),
    _Kind(SENIORS, N_("List of elders"), "heart-handshake", N_("Who has reached an age on a day."), _seniors),
    _Kind(BIRTHDAYS, N_("Birthdays"), "calendar-days",
          N_("Born on 29 February stands on the 28th in common years."), _birthdays),
)  # fmt: skip
LABELS_PART, CARDS_PART = (
    next(place for place, kind in enumerate(KINDS) if kind.key == key) for key in (LABELS, CARDS)
)
