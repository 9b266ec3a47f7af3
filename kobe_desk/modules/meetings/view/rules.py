"""規約の定め: what the bylaws say of each body's meetings, each rule as a sentence that can be changed."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import _
from kobe_desk.modules.meetings.usecases import READY_MADE_NAMES, BodyRequest, BodyRow, RuleSentence
from kobe_desk.modules.meetings.view.rule_fields import rule_field
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Answer, AnswerCard, Card
from kobe_desk.ui.field import DateField, FormField, Need, Select, TextField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.page import Page
from kobe_desk.ui.side_list import SideList
from kobe_desk.ui.text import Paragraph


class ReadyMadeCard(Card):
    """Sets to begin with: each rule can be changed afterwards."""

    taken = Signal(str, object)

    def __init__(self) -> None:
        self.form = Form(
            {
                "name": FormField(
                    _("Ready-made set"), Select([(each, _(words)) for each, words in READY_MADE_NAMES.items()])
                ),
                "since": FormField(_("The set is in force since"), DateField()),
            }
        )
        self.take = secondary(_("Take this set"), "download")
        text = _("For general and board meetings. Compare every sentence with your own bylaws.")
        super().__init__(_("Begin with a ready-made set"), Paragraph(text), self.form, Row(self.take, STRETCH))
        self.take.clicked.connect(self._take)

    def _take(self) -> None:
        values = self.form.read()
        if values is not None:
            self.taken.emit(values["name"], values["since"])


class NewBodyCard(Card):
    """A section or committee of the association's own."""

    added = Signal(object)

    def __init__(self) -> None:
        kinds = Select([("section", _("Section")), ("committee", _("Committee"))])
        self.form = Form(
            {
                "kind": FormField(_("Kind"), kinds),
                "name": FormField(_("Name"), TextField(width=260)),
                "mark": FormField(
                    _("Mark"), TextField(width=80), support=_("One or two characters; they stand in the numbers.")
                ),
            }
        )
        self.add = secondary(_("Add the body"), "plus")
        super().__init__(_("A body of your own"), self.form, Row(self.add, STRETCH))
        self.add.clicked.connect(self._add)

    def _add(self) -> None:
        values = self.form.read()
        if values is not None:
            self.added.emit(BodyRequest(values["name"], values["mark"], values["kind"]))


class RuleCard(Card):
    """The form of one sentence: its fields, since when, and where the bylaws say it."""

    saved = Signal(str, object)

    def __init__(self) -> None:
        self._key = ""
        self._holder = Column()
        self.form = Form({})
        self.save = primary(_("Save the rule"), "save")
        self.away = secondary(_("Do not"))
        super().__init__(_("Rule"), box="next")
        self.body.addLayout(self._holder)
        self.body.add(Row(self.save, self.away, STRETCH))
        self.save.clicked.connect(self._save)
        self.away.clicked.connect(self.hide)
        self.hide()

    def begin(self, rule: RuleSentence, values: Mapping[str, Any], since: date) -> None:
        self._key = rule.key
        self.heading.setText(rule.title)
        self._holder.empty()
        support = _("Meetings held before keep the rules of their day.")
        fields = {name: rule_field(name, values[name]) for name in rule.fields}
        fields["article"] = FormField(
            _("Where the bylaws say it"), TextField(width=160), Need.OPTIONAL, _("Such as 第15条.")
        )
        fields["since"] = FormField(_("In force since"), DateField(), support=support)
        self.form = Form(fields)
        self.form.fill({"article": rule.article, "since": since})
        self._holder.add(self.form)
        self.show()
        self.form.focus_first()

    def _save(self) -> None:
        values = self.form.read()
        if values is not None:
            self.saved.emit(self._key, values)


class RulesPage(Page):
    """Bodies at the left; the sentences of the chosen one."""

    help_page = "meeting-rules"
    body_chosen = Signal(str)
    rule_saved = Signal(str, object)

    def __init__(self, back: str) -> None:
        super().__init__(_("Bodies and their rules"), back=back)
        self._bodies: tuple[BodyRow, ...] = ()
        self._values: Mapping[str, Any] = {}
        self._rules: Mapping[str, RuleSentence] = {}
        self._since = clock.today()
        self.list = SideList(_("Bodies"), width=190)
        self.list.chosen.connect(self._choose)
        self.set_list(self.list)
        self._when = Paragraph(ink="muted")
        self.rule, self.ready_made, self.new_body = RuleCard(), ReadyMadeCard(), NewBodyCard()
        self.rule.saved.connect(self.rule_saved)
        self._sentences = Column()
        self.add(self._when, self.rule)
        self.body.addLayout(self._sentences)
        self.add(self.ready_made, self.new_body, STRETCH)

    def show_bodies(self, rows: tuple[BodyRow, ...], current: str) -> None:
        self._bodies = rows
        place = next((at for at, each in enumerate(rows) if each.key == current), 0)
        self.list.show_entries([(each.said, "users-round") for each in rows], place)

    def show_rules(self, rules: Sequence[RuleSentence], values: Mapping[str, Any], since: date | None) -> None:
        self._values = values
        self.rule.hide()
        self._since = since or clock.today().replace(month=4, day=1)
        self.ready_made.form.fill({"since": self._since})
        words = _("In force since {day}.").format(day=era.wareki(since)) if since else ""
        self._when.say(words or _("Nobody wrote these rules down yet. What is commonest holds until then."))
        self._sentences.empty()
        self._rules = {each.key: each for each in rules}
        answers = [Answer(each.title, each.text, partial(self.edit, each.key), each.article) for each in rules]
        self._sentences.add(AnswerCard(_("What the bylaws say"), answers))

    def show_refusal(self, error: UserError) -> bool:
        return any(
            card.isVisible() and card.form.show_refusal(error) for card in (self.rule, self.new_body, self.ready_made)
        )

    def edit(self, key: str) -> None:
        """The form of one sentence, above the others."""
        self.rule.begin(self._rules[key], self._values, self._since)
        self.to_top()

    def _choose(self, place: int) -> None:
        self.body_chosen.emit(self._bodies[place].key)

    # Qt asks:

    def focus_first(self) -> None:
        if self.list.items:
            self.list.items[0].setFocus()
