"""会議の定め: what the bylaws say of quorum, votes and signatories."""

from dataclasses import asdict, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.modules.association.usecases import Rules
from kobe_desk.ui.button import primary
from kobe_desk.ui.field import CheckBox, Choice, DateField, FormField, Need, NumberField, Option, Select
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.text import Paragraph

QUORUMS = (
    ("more_than 1/2", N_("More than half of all votes")),
    ("at_least 1/2", N_("Half of all votes or more")),
    ("at_least 1/3", N_("A third of all votes or more")),
    ("at_least 2/3", N_("Two thirds of all votes or more")),
)
MAJORITIES = (
    ("more_than 1/2 of cast", N_("More than half of the votes cast")),
    ("more_than 1/2 of present", N_("More than half of those present")),
    ("at_least 2/3 of present", N_("Two thirds of those present or more")),
)
RULE_CHANGES = (
    ("at_least 3/4 of all", N_("Three quarters of all votes or more")),
    ("at_least 2/3 of all", N_("Two thirds of all votes or more")),
    ("at_least 2/3 of present", N_("Two thirds of those present or more")),
    ("more_than 1/2 of all", N_("More than half of all votes")),
)


def _select(options: tuple[tuple[str, str], ...]) -> Select:
    return Select([(value, _(words)) for value, words in options])


def _box(label: str, words: str) -> FormField:
    return FormField(label, CheckBox(words), Need.UNSAID)


class BylawsPart(QWidget):
    """The rules for the general meeting, as a paper of the association says them."""

    save_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rules: Rules | None = None
        units = Choice([Option("household", _("One vote a household")), Option("person", _("One vote a person"))])
        self.form = Form(
            {
                "since": FormField(_("These rules hold from"), DateField()),
                "unit": FormField(_("Votes"), units),
                "quorum": FormField(_("Quorum"), _select(QUORUMS)),
                "majority": FormField(_("Ordinary motions"), _select(MAJORITIES)),
                "rule_change": FormField(_("Change of the bylaws"), _select(RULE_CHANGES)),
                "writing_counts": _box(_("Votes in writing"), _("They count as present")),
                "proxy_counts": _box(_("Proxies"), _("They count as present")),
                "blank_proxy_to_chair": _box(_("Proxies without a name"), _("They go to the chair of the meeting")),
                "chair_breaks_ties": _box(_("Tied votes"), _("The chair of the meeting decides")),
                "notice_days": FormField(_("Notice before the meeting"), NumberField(least=0, most=60), unit=_("days")),
                "only_notified": _box(_("Agenda"), _("Only notified matters can be resolved")),
                "signatories": FormField(
                    _("Signatories besides the chair"), NumberField(least=0, most=10), unit=_("people")
                ),
                "secretary_may_sign": _box(_("The writer of the minutes"), _("May sign too")),
            }
        )
        self.save = primary(_("Save the rules"), "save")
        self.save.clicked.connect(self._save)
        hint = Paragraph(
            _("Please choose what your bylaws say. What was decided before keeps the rules of its day."), ink="muted"
        )
        self.setLayout(Column(hint, self.form, Row(self.save, STRETCH), STRETCH, gap="group"))

    def show_rules(self, rules: Rules) -> None:
        self._rules = rules
        self.form.fill(asdict(rules))

    def show_refusal(self, error: UserError) -> None:
        self.form.show_refusal(error)

    def _save(self) -> None:
        values = self.form.read()
        if values is not None:
            self.save_requested.emit(replace(self._rules, **values) if self._rules else Rules("general", **values))
