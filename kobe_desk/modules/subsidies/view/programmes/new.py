"""What is asked of something new in a programme: its words, and the little that its kind needs."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import N_, _
from kobe_desk.modules.subsidies.usecases.programmes import Group
from kobe_desk.modules.subsidies.view.programmes.rule import brief
from kobe_desk.ui.button import secondary
from kobe_desk.ui.field import FormField, MoneyField, Need, Select, TextArea, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import Column, Panel

TYPES: Mapping[str, str] = {
    "text": N_("A short text"),
    "longtext": N_("A long text"),
    "integer": N_("A number"),
    "yen": N_("An amount in yen"),
    "date": N_("A day"),
    "period": N_("From one day to another"),
    "yesno": N_("Yes or no"),
    "choice": N_("One of several choices"),
    "multi": N_("Some of several choices"),
    "phone": N_("A telephone number"),
    "corporate_number": N_("A corporate number"),
    "address_jp": N_("An address"),
}
CHOOSING = ("choice", "multi")
_LABELS = {
    "page": N_("Title of the page"),
    "question": N_("Question"),
    "limit": N_("Name of the limit"),
    "option": N_("Words of the choice"),
    "attachment": N_("Name of the paper"),
}
REASON = "1件{at_most}円までが対象です"
_WIDTH, _LINES = 420, 3
_FEWEST = 2


class NewForm(Panel):
    """The form of something new, under its list."""

    made = Signal(object)
    left = Signal()

    def __init__(self, group: Group) -> None:
        self.form = Form(_fields(group))
        super().__init__(box="quiet")
        self._group = group
        self.add = secondary(_("Put it in"), "check")
        self.add.clicked.connect(self._make)
        self.leave = secondary(_("Leave it"))
        self.leave.clicked.connect(self.left)
        foot = QWidget()
        foot.setLayout(Flow(self.add, self.leave))
        self.setLayout(Column(self.form, foot, gap="item", around=(14, 12, 14, 12)))
        if "type" in self.form.fields:
            self.form.fields["type"].edited.connect(self._turn)
            self._turn()

    def _turn(self) -> None:
        self.form.fields["options"].setVisible(self.form.fields["type"].control.value() in CHOOSING)

    def _make(self) -> None:
        given = self.form.read()
        if given is None:
            return
        if given.get("type") in CHOOSING:
            given["options"] = [each.strip() for each in given["options"].splitlines() if each.strip()]
            if len(given["options"]) < _FEWEST:
                self.form.fields["options"].refuse(_("Write two choices or more, one in each line."))
                self.form.fields["options"].focus()
                return
        self.made.emit(given)

    def focus_first(self) -> None:
        self.form.focus_first()


def _fields(group: Group) -> dict[str, FormField]:
    made: dict[str, FormField] = {}
    if group.kind in _LABELS:
        made["label"] = FormField(_(_LABELS[group.kind]), TextField(_WIDTH))
    more: Callable[[Group], dict[str, FormField]] = _MORE.get(group.kind, _nothing)
    return made | more(group)


def _nothing(_group: Group) -> dict[str, FormField]:
    return {}


def _question(group: Group) -> dict[str, FormField]:
    forms = [("", _("On none")), *((key, brief(title)) for key, title in group.offers)]
    lines = _("One in each line.")
    return {
        "type": FormField(_("What is answered"), Select([(key, _(words)) for key, words in TYPES.items()])),
        "options": FormField(_("What can be chosen"), TextArea(_LINES, _WIDTH), Need.OPTIONAL, lines),
        "required": _must(_("Must be answered")),
        "form": FormField(_("Form it is printed on"), Select(forms), Need.OPTIONAL),
    }


def _must(label: str) -> FormField:
    return FormField(label, Select([(False, _("No")), (True, _("Yes"))]))


def _option(group: Group) -> dict[str, FormField]:
    counts = FormField(_("Cost that counts"), Select([(True, _("Yes")), (False, _("No"))]))
    return {"eligible": counts} if group.counts else {}


def _limit(_group: Group) -> dict[str, FormField]:
    reason = FormField(_("Reason told at the line"), TextArea(_LINES - 1, _WIDTH), Need.REQUIRED,
                       _("{at_most} in the sentence is the figure above."))  # fmt: skip
    reason.set_value(REASON)
    return {"at_most": FormField(_("Upper limit for a line"), MoneyField(), unit=_("yen")), "reason": reason}


def _attachment(group: Group) -> dict[str, FormField]:
    stages = Select([(key, _(title)) for key, title in group.offers])
    return {"stage": FormField(_("What it goes with"), stages), "required": _must(_("Must go with it"))}


def _on_form(group: Group) -> dict[str, FormField]:
    return {"name": FormField(_("What is printed"), Select([(key, brief(label)) for key, label in group.offers]))}


_MORE: Mapping[str, Callable[[Group], dict[str, FormField]]] = {
    "question": _question, "option": _option, "limit": _limit, "attachment": _attachment, "on_form": _on_form,
}  # fmt: skip
