"""名簿の手入れ: what is done with the roster now and then, each with a sentence and a way to its page."""

from PySide6.QtCore import Signal

from kobe_desk.core.text import N_, _
from kobe_desk.ui.button import link
from kobe_desk.ui.card import Card
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.page import Page
from kobe_desk.ui.text import Paragraph

YEAR, AREAS, LEADERS, OWN, DUPLICATES = "year", "areas", "leaders", "own", "duplicates"
EVENTS, EXPORT, GIVEN, LEAKS, DRAWER, FORGET = "events", "export", "given", "leaks", "drawer", "forget"
TASKS = (
    (YEAR, N_("Turn of the year"), "calendar-days",
     N_("Close the dues, renew the officers and the leaders, and begin the next year.")),
    (AREAS, N_("Blocks"), "map-pin", N_("Names and order of the blocks.")),
    (LEADERS, N_("Leaders of the blocks"), "repeat",
     N_("Who leads each block, whose turn comes next, and who is passed over.")),
    (EVENTS, N_("Events"), "flag",
     N_("Festivals, drills and clean-ups: who helps, who came, the insurance.")),
    (OWN, N_("Tags and fields of our own"), "tag",
     N_("Words to mark people and households with, and fields that only your association has.")),
    (DUPLICATES, N_("Entries written twice"), "git-merge",
     N_("Two entries of one person are laid side by side and made one.")),
    (EXPORT, N_("Write the roster to a file"), "file-spreadsheet",
     N_("For Excel, other programs or a telephone. To whom and what for is recorded.")),
    (GIVEN, N_("What was handed out"), "clipboard-list",
     N_("Who has which roster, until when, and what became of it.")),
    (LEAKS, N_("Leaks and losses"), "triangle-alert",
     N_("What was lost or seen by others, and by when it has to be reported.")),
    (DRAWER, N_("The sealed drawer"), "lock",
     N_("People who need help in a disaster. Only officers you name can open it.")),
    (FORGET, N_("Forget former members"), "user-x",
     N_("The name and all that tells who it was is wiped for good. Counts and money stay.")),
)  # fmt: skip


class CarePage(Page):
    """One card for each task."""

    help_page = "members-care"
    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Upkeep of the roster"), back=_("To the roster"))
        self.ways = {key: link(_("Open"), icon, name=_(title)) for key, title, icon, _text in TASKS}
        for key, title, _icon, text in TASKS:
            way = self.ways[key]
            way.clicked.connect(lambda _checked=False, key=key: self.wanted.emit(key))
            self.add(Card(_(title), Paragraph(_(text), ink="muted"), more=way))
        self.add(STRETCH)

    # Qt asks:

    def focus_first(self) -> None:
        self.ways[YEAR].setFocus()
