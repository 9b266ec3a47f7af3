"""Gives, renews and ends keys when asked on the part 合言葉と鍵."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from kobe_desk.app.settings_pages.key_forms import KeyForm, NewKeyForm, PassphraseForm, TermForm
from kobe_desk.app.settings_pages.keys import KeysPart
from kobe_desk.app.settings_pages.new_code import NewCode
from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.core.vault import commands
from kobe_desk.core.vault.commands import DraftCode, SlotRow
from kobe_desk.core.vault.keys import Term
from kobe_desk.core.vault.slots import SlotKind
from kobe_desk.ui.dialog import confirm

if TYPE_CHECKING:
    from kobe_desk.app.opened import Opened


class KeysController(QObject):
    """A child of its part."""

    def __init__(self, part: KeysPart, opened: "Opened") -> None:
        super().__init__(part)
        self._part, self._opened, self._custody = part, opened, opened.custody
        for signal, answer in (
            (part.add_wanted, self._add),
            (part.term_wanted, self._change_term),
            (part.end_wanted, self._end),
            (part.reset_wanted, self._reset),
            (part.own_wanted, self._change_own),
            (part.code_wanted, self._new_code),
            (part.keyring_wanted, self._keep_here),
        ):
            signal.connect(answer)
        self._custody.keys_changed.connect(self._ask)
        self._ask()

    def _ask(self) -> None:
        self._custody.keys(self._part.show_keys)

    # the questions

    def _show(self, form: KeyForm, answer: Callable[[], object]) -> None:
        form.answered.connect(answer)
        form.left.connect(partial(self._part.ask, None))
        self._part.ask(form)
        form.focus()

    def _run(self, form: KeyForm, said: str, command: Callable[..., Any], *args: Any, **more: Any) -> None:
        def done(_result: Any) -> None:
            self._part.ask(None)
            self._opened.window.strip.report(said)

        def refused(error: UserError) -> None:
            if not form.refuse(error):
                self._opened.window.strip.warn(error.message())

        self._custody.change_keys(command, *args, then=done, refused=refused, **more)

    def _add(self) -> None:
        form = NewKeyForm()

        def answer() -> None:
            person, words = form.person.value(), form.passphrase.value()
            term = Term.from_today(form.until.value())
            said = _("{person} has a key now").format(person=person)
            more = {"term": term, "admin": form.admin.value()}
            self._run(form, said, commands.add_slot, words, person, form.role.value(), **more)

        self._show(form, answer)

    def _change_term(self, row: SlotRow | None) -> None:
        if not self._is_passphrase(row) or row is None:
            return
        form = TermForm(row.person, row.role, admin=row.admin)
        form.until.set_value(row.until)

        def answer() -> None:
            term = Term(min(row.since, clock.today()), form.until.value())
            said = _("The key of {person} was changed").format(person=row.person)
            more = {"role": form.role.value(), "admin": form.admin.value()}
            self._run(form, said, commands.renew_slot, row.id, term, **more)

        self._show(form, answer)

    def _end(self, row: SlotRow | None) -> None:
        if not self._is_passphrase(row) or row is None:
            return
        question = _("End the key of {person}?").format(person=row.person)
        text = _("This passphrase opens the desk no more. What the person wrote stays. You can give a new term later.")
        if confirm(self._part.window(), question, text, _("End it now")):
            said = _("The key of {person} has ended").format(person=row.person)
            self._run(KeyForm("", "", ()), said, commands.end_slot, row.id)

    def _reset(self, row: SlotRow | None) -> None:
        if not self._is_passphrase(row) or row is None:
            return
        form = PassphraseForm(_("New passphrase of {person}").format(person=row.person), own=False)

        def answer() -> None:
            said = _("{person} opens the desk with the new passphrase from now on").format(person=row.person)
            self._run(form, said, commands.reset_passphrase, row.id, form.passphrase.value())

        self._show(form, answer)

    def _change_own(self) -> None:
        form = PassphraseForm(_("Change my passphrase"), own=True)

        def answer() -> None:
            said = _("Your passphrase was changed. The old one opens no more.")
            self._run(form, said, commands.change_passphrase, form.old.value(), form.passphrase.value())

        self._show(form, answer)

    def _new_code(self) -> None:
        question = _("Make a new recovery code?")
        text = _("The paper that you have opens the desk until the new one is in your hands. Have a printer at hand.")
        if confirm(self._part.window(), question, text, _("Make a new code")):
            self._custody.change_keys(commands.draft_recovery_code, then=self._show_code, refused=self._refused)

    def _show_code(self, draft: DraftCode) -> None:
        form = NewCode(draft.code, self._opened)
        change = partial(self._custody.change_keys, refused=self._refused)

        def put_on_paper(act: Callable[[], object]) -> None:
            change(commands.admit_recovery_code, draft, then=lambda _: act())

        def done(_result: object) -> None:
            self._part.ask(None)
            said = _("The new recovery code opens the desk. The earlier paper opens no more.")
            self._opened.window.strip.report(said)

        form.sheet_wanted.connect(put_on_paper)
        form.confirmed.connect(lambda: change(commands.confirm_recovery_code, draft, then=done))
        self._part.ask(form)
        form.focus()

    def _keep_here(self, keep: bool) -> None:
        command = commands.remember_here if keep else commands.forget_here

        def done(kept: bool | None) -> None:
            self._ask()
            if keep and not kept:
                self._opened.window.strip.warn(
                    _("This computer has no key store that can be trusted. The passphrase is asked for as before.")
                )

        self._custody.change_keys(command, then=done, refused=self._refused)

    def _is_passphrase(self, row: SlotRow | None) -> bool:
        if row is not None and row.kind is SlotKind.PASSPHRASE:
            return True
        self._opened.window.strip.tell(_("Choose a person's key in the list. A recovery code has no term."))
        return False

    def _refused(self, error: UserError) -> None:
        self._opened.window.strip.warn(error.message())
