"""みやすさ: size, palette, language, and when the desk locks itself. Every choice holds at once."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.app.settings_pages.look_cards import CardChoice, palette_cards, size_cards
from kobe_desk.core.settings import LOCKING, Settings
from kobe_desk.core.text import N_, _
from kobe_desk.ui.card import Section
from kobe_desk.ui.field import FormField, Need, Select
from kobe_desk.ui.layout import STRETCH, Column, FoldingRow

if TYPE_CHECKING:
    from kobe_desk.app.opened import Opened

SIZE_NAMES = ((12, N_("Usual")), (14, N_("Large")), (16, N_("Larger still")), (20, N_("Very large")))
PALETTE_NAMES = (
    ("light", N_("Light"), N_("By day and in bright rooms")),
    ("dark", N_("Dark"), N_("By night, or against glare")),
    ("contrast", N_("Stark"), N_("White letters on black")),
)
LANGUAGE_NAMES = (("ja", "日本語"), ("en", "English"))


class LookPart(QWidget):
    """The choices as cards; `chosen` carries the settings as they are wanted."""

    chosen = Signal(object)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        sizes = [(size, _(name)) for size, name in SIZE_NAMES]
        palettes = [(palette, _(name), _(text)) for palette, name, text in PALETTE_NAMES]
        self.sizes = CardChoice(size_cards(sizes), _("Size of type"))
        self.palettes = CardChoice(palette_cards(palettes), _("Colours of the screen"))
        minutes = [(each, _after(each)) for each in LOCKING]
        self.lock = FormField(_("Lock when nobody is there"), Select(minutes, 170), Need.UNSAID)
        self.language = FormField(_("Language"), Select(LANGUAGE_NAMES, 140), Need.UNSAID)
        support = _("It changes at once. Ctrl with + or - does the same.")
        self.setLayout(
            Column(
                Section(_("Size of type"), self.sizes, support=support),
                Section(_("Colours of the screen"), self.palettes),
                Section(_("More"), FoldingRow(self.lock, self.language, STRETCH, gap="page")),
                gap="group",
            )
        )
        self.sizes.chosen.connect(lambda size: self._wish(size=size))
        self.palettes.chosen.connect(lambda palette: self._wish(palette=palette))
        self.lock.edited.connect(lambda: self._wish(lock_after=self.lock.value()))
        self.language.edited.connect(lambda: self._wish(language=self.language.value()))
        self.show_settings(settings)

    def show_settings(self, settings: Settings) -> None:
        self._settings = settings
        self.sizes.set_value(settings.size)
        self.palettes.set_value(settings.palette)
        self.lock.set_value(settings.lock_after)
        self.language.set_value(settings.language)

    def _wish(self, **changes: object) -> None:
        self.chosen.emit(replace(self._settings, **changes))  # type: ignore[arg-type]


class LookController(QObject):
    """Keeps what was chosen, and offers the way back in the strip."""

    def __init__(self, part: LookPart, opened: "Opened") -> None:
        super().__init__(part)
        self._part, self._opened = part, opened
        part.chosen.connect(self._choose)
        opened.settings_changed.connect(part.show_settings)

    def _choose(self, wanted: Settings) -> None:
        before, opened = self._opened.settings, self._opened
        other_words = wanted.language != before.language
        opened.choose(wanted)
        if not other_words:  # the window with this strip is made anew
            opened.window.strip.offer(_("The screen was changed"), lambda: opened.choose(before))


def open_part(opened: "Opened") -> LookPart:
    part = LookPart(opened.settings)
    LookController(part, opened)
    return part


def _after(minutes: int) -> str:
    return _("after {count} minutes").format(count=minutes) if minutes else _("never")
