"""A paper that somebody hands in: a vote in writing by motion, or a proxy with whom it names."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal

from kobe_desk.core.text import N_, _
from kobe_desk.modules.meetings.usecases import PAPER_NAMES, FoundVoter, MotionRow, SlipRequest
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import CheckBox, Choice, FormField, Need, Option, Select, TextField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row

CHOICES = {
    "": N_("no mark"),
    "yes": N_("for"),
    "no": N_("against"),
    "abstain": N_("abstains"),
    "invalid": N_("unreadable"),
}


class SlipCard(Card):
    """`done` gives the request, and the words that name the holder: the desk looks who that is."""

    done = Signal(object, str)
    begun = Signal()
    left = Signal()

    def __init__(self) -> None:
        self._motions: tuple[MotionRow, ...] = ()
        self._request: SlipRequest | None = None
        self._holder = Column()
        self.form = Form({})
        self.save = primary(_("Receive this paper"), "file-check")
        self.save.clicked.connect(self._save)
        self.away = secondary(_("Do not"))
        super().__init__(_("Paper"), box="next")
        self.away.clicked.connect(self.left)
        self.body.addLayout(self._holder)
        self.body.add(Row(self.save, self.away, STRETCH))

    def know_motions(self, rows: tuple[MotionRow, ...]) -> None:
        self._motions = rows

    def begin(self, kind: str, found: FoundVoter) -> None:
        """The form for this kind of paper."""
        self._request = SlipRequest(found.voter.id, kind)
        words = _("{paper} of {name}").format(paper=_(PAPER_NAMES[kind]), name=found.voter.name)
        self.heading.setText(words)
        self._holder.empty()
        self.form = Form(_proxy_fields() if kind == "proxy" else self._vote_fields())
        self._holder.add(self.form)
        self.form.fill({"to": "chair", "came": True})
        self.show()
        self.begun.emit()
        self.form.focus_first()

    def _vote_fields(self) -> dict[str, FormField]:
        marks = [(choice, _(words)) for choice, words in CHOICES.items()]
        title = _("No. {position} {title}")
        return {
            str(each.id): FormField(
                title.format(position=each.position, title=each.title), Select(marks, 160), Need.UNSAID
            )
            for each in self._motions
        }

    def _save(self) -> None:
        values = self.form.read()
        if values is None or self._request is None:
            return
        if self._request.kind == "proxy":
            self.done.emit(*self._proxy(values))
            return
        choices = tuple((each.id, values[str(each.id)]) for each in self._motions if values[str(each.id)])
        self.done.emit(replace(self._request, choices=choices), "")

    def _proxy(self, values: dict[str, Any]) -> tuple[SlipRequest, str]:
        assert self._request is not None  # noqa: S101 - begun before
        request = replace(self._request, to_chair=values["to"] == "chair", holder_came=bool(values["came"]))
        return request, (values["holder"] or "") if values["to"] == "other" else ""


def _proxy_fields() -> dict[str, FormField]:
    to = Choice(
        [
            Option("chair", _("The chair of the meeting")),
            Option("other", _("Somebody named below")),
            Option("nobody", _("It names nobody")),
        ]
    )
    holder = FormField(_("Who is to vote"), TextField(width=300), Need.OPTIONAL,
                       _("Kana, slip number, or the name as it stands there."))  # fmt: skip
    came = FormField(_("Somebody without a vote"), CheckBox(_("That person is in the hall")), Need.UNSAID)
    fields = {"to": FormField(_("To whom"), to), "holder": holder, "came": came}

    def fit() -> None:
        for field in (holder, came):
            field.setVisible(to.value() == "other")

    to.edited.connect(fit)
    fit()
    return fields
