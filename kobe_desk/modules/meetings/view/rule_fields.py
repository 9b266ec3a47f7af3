"""What a form offers for each rule of the bylaws."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import N_, _
from kobe_desk.modules.meetings.usecases import MATTER_NAMES, share_text
from kobe_desk.ui.field import CheckBox, Control, FormField, Need, NumberField, Select
from kobe_desk.ui.layout import Column

_FRACTIONS = ("more_than 1/2", "at_least 1/2", "at_least 2/3", "at_least 3/4", "at_least 4/5")
_QUORUMS = (*_FRACTIONS, "at_least 1/3", "at_least 1/5")
_SHARES = tuple(f"{each} of {base}" for base in ("cast", "present", "all") for each in _FRACTIONS)


class MattersField(QWidget):
    """Kinds of matter, each with a box; the value is their names with blanks between."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._boxes = {matter: CheckBox(_(words)) for matter, words in MATTER_NAMES.items()}
        for box in self._boxes.values():
            box.edited.connect(self.edited)
        self.setLayout(Column(*self._boxes.values(), gap="item"))

    def value(self) -> str:
        return " ".join(matter for matter, box in self._boxes.items() if box.value())

    def set_value(self, value: str | None) -> None:
        for matter, box in self._boxes.items():
            box.set_value(matter in (value or "").split())

    def parts(self) -> tuple[tuple[str, QWidget], ...]:
        return tuple((_(MATTER_NAMES[matter]), box) for matter, box in self._boxes.items())


_YES_NO: dict[str, str] = {
    "writing_counts": N_("Votes in writing count as present"),
    "writing_votes": N_("Votes in writing count as votes"),
    "electronic_counts": N_("Electronic votes count as present"),
    "electronic_votes": N_("Electronic votes count as votes"),
    "proxy_counts": N_("Proxies count as present"),
    "proxy_votes": N_("Proxies count as votes"),
    "absent_proxy_to_chair": N_("If the holder is absent, the chair votes"),
    "blank_proxy_to_chair": N_("If nobody is named, the chair votes"),
    "chair_votes": N_("The chair of the meeting votes like everybody"),
    "chair_breaks_ties": N_("If the votes are level, the chair of the meeting decides"),
    "only_notified": N_("Only what was in the notice is decided"),
    "secretary_may_sign": N_("The writer of the minutes may sign"),
    "officers_may_sign": N_("Officers may sign"),
    "seal": N_("Signatories seal the minutes"),
    "paper_resolution": N_("The association may decide on paper if all agree"),
}
_CHOICES: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "unit": (N_("Who has a vote"), (("household", N_("each household")), ("person", N_("each person")))),
    "blank_writing": (N_("A motion without a mark"), (("abstain", N_("abstains")), ("invalid", N_("is void")))),
    "both_papers": (
        N_("If both papers came"),
        (
            ("writing", N_("the vote in writing counts")),
            ("later", N_("the later one counts")),
            ("none", N_("neither counts")),
        ),
    ),
    "proxy_who": (
        N_("Who may be proxy"),
        (("anyone", N_("anybody")), ("member", N_("who has a vote")), ("household", N_("of the same household"))),
    ),
}
_NUMBERS = {
    "notice_days": (N_("Full days between notice and meeting"), N_("days")),
    "signatories": (N_("How many sign besides the chair"), N_("persons")),
    "proxy_limit": (N_("Proxies one person may hold (0: any number)"), N_("sheets")),
}
_TITLES = {
    "quorum": N_("When the meeting stands"),
    "majority": N_("Needed for ordinary motions"),
    "election": N_("Needed for an election"),
    "rule_change": N_("Needed to change the bylaws"),
    "disposal": N_("Needed for basic assets"),
    "dissolution": N_("Needed to dissolve"),
}


def rule_field(name: str, present: Any) -> FormField:
    """The field of one rule, holding what is in force."""
    made = _MAKERS.get(name, _make_share)(name, present)
    made.set_value(present)
    return made


def _box(name: str, _present: Any) -> FormField:
    return FormField(_(_YES_NO[name]), CheckBox(_("Yes")), Need.UNSAID)


def _choice(name: str, _present: Any) -> FormField:
    title, options = _CHOICES[name]
    return FormField(_(title), Select([(value, _(words)) for value, words in options]), Need.UNSAID)


def _number(name: str, _present: Any) -> FormField:
    title, unit = _NUMBERS[name]
    return FormField(_(title), NumberField(84, most=99), unit=_(unit))


def _matters(_name: str, _present: Any) -> FormField:
    control: Control = MattersField()
    return FormField(_("Matters in which each person has a vote"), control, Need.UNSAID)


def _make_share(name: str, present: Any) -> FormField:
    rules = dict.fromkeys((*(_QUORUMS if name == "quorum" else _SHARES), present))
    words = [(each, share_text(f"{each} of all" if name == "quorum" else each)) for each in rules]
    return FormField(_(_TITLES[name]), Select(words), Need.UNSAID)


_MAKERS: dict[str, Callable[[str, Any], FormField]] = {
    **dict.fromkeys(_YES_NO, _box),
    **dict.fromkeys(_CHOICES, _choice),
    **dict.fromkeys(_NUMBERS, _number),
    "person_matters": _matters,
}
