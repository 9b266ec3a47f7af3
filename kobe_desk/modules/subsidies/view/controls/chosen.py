"""Answers that are chosen: yes or no, one or several of a list, a person, a resolution, a kept document."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.japanese import era
from kobe_desk.core.japanese.money import yen
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases.asking import BookingRef, Choices, PersonRef, ResolutionRef
from kobe_desk.ui.field import CheckBox, Choice, Option, Select
from kobe_desk.ui.layout import Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.theme import follow, theme

FEW = 4
"""So many options stand as cards; more of them open as a list."""


class YesNoField(Choice):
    """はい or いいえ, side by side."""

    def __init__(self) -> None:
        super().__init__([Option(True, _("Yes")), Option(False, _("No"))], columns=2)
        follow(self, lambda: self.setMaximumWidth(theme.width(360)))

    # 0 and 1 are no answers to it, and 「いいえ」 is not the same as nothing: `Choice` compares values

    def set_value(self, value: Any) -> None:
        super().set_value(value if isinstance(value, bool) else None)


class OneOfMany(Select):
    """One of a longer list; the first line is no answer."""

    def __init__(self, options: Sequence[tuple[Any, str]], width: int = 0) -> None:
        super().__init__([(None, _("Please choose")), *options], width)

    def set_value(self, value: Any) -> None:
        """Show a value, also one that is no longer offered."""
        if value is not None and all(self.itemData(at) != value for at in range(self.count())):
            self.addItem(str(getattr(value, "name", "") or getattr(value, "title", "") or value), value)
        super().set_value(value)


class SeveralField(QWidget):
    """Any number of a list, each with its box."""

    edited = Signal()

    def __init__(self, choices: Choices) -> None:
        super().__init__()
        self._boxes = [(each.id, CheckBox(each.label)) for each in choices.options]
        self.setLayout(Column(*(box for _key, box in self._boxes), gap="tight"))
        for _key, box in self._boxes:
            box.edited.connect(self.edited)

    def value(self) -> tuple[str, ...] | None:
        return tuple(key for key, box in self._boxes if box.value()) or None

    def set_value(self, value: Any) -> None:
        for key, box in self._boxes:
            box.set_value(key in (value or ()))

    def parts(self) -> tuple[tuple[str, QWidget], ...]:
        return tuple((box.text().replace("&&", "&"), box) for _key, box in self._boxes)


def one_of(choices: Choices) -> Choice | OneOfMany:
    if len(choices.options) <= FEW:
        return Choice([Option(each.id, each.label, each.note) for each in choices.options])
    return OneOfMany([(each.id, each.label) for each in choices.options])


def person_field(people: Sequence[PersonRef]) -> OneOfMany:
    """One of the officers, with the reading of the name."""
    return OneOfMany([(each, _who(each)) for each in people], 320)


def _who(person: PersonRef) -> str:
    words = f"{person.title}　{person.name}".strip("　")
    return _("{name} ({kana})").format(name=words, kana=person.kana) if person.kana else words


class BookingField(OneOfMany):
    """One of the association's own bookings, with its fee."""

    def __init__(self, found: Sequence[BookingRef]) -> None:
        super().__init__([(each, booking_words(each)) for each in found], 420)

    def set_value(self, value: Any) -> None:
        if isinstance(value, BookingRef) and all(self.itemData(at) != value for at in range(self.count())):
            self.addItem(booking_words(value), value)
        super().set_value(value)


def booking_words(booking: BookingRef) -> str:
    """大会議室　7月4日 9:00〜12:00: 3,000円."""
    return _("{booking}: {fee}").format(booking=booking.title, fee=yen(booking.fee))


class ResolutionField(QWidget):
    """One of the resolutions that will do, as cards; a sentence where there is none."""

    edited = Signal()

    def __init__(self, found: Sequence[ResolutionRef]) -> None:
        super().__init__()
        self._choice = Choice([_card(each) for each in found])
        self._none = Notice(
            "warn",
            _("There is no adopted resolution that will do. Under Meetings, record the vote and adopt the minutes."),
        )
        self._none.setVisible(not found)
        self._choice.setVisible(bool(found))
        self.setLayout(Column(self._none, self._choice, gap=0))
        self._choice.edited.connect(self.edited)

    def value(self) -> ResolutionRef | None:
        found: ResolutionRef | None = self._choice.value()
        return found

    def set_value(self, value: Any) -> None:
        offered = [card.option for card in self._choice.cards]
        if value is not None and all(each.value != value for each in offered):
            self._choice.offer([*(each for each in offered if each.value.id != value.id), _card(value)])
            self._choice.setVisible(True)
        self._choice.set_value(value)

    def parts(self) -> tuple[tuple[str, QWidget], ...]:
        return self._choice.parts()


def _card(found: ResolutionRef) -> Option:
    words = _("{meeting}, {day}").format(meeting=found.meeting, day=era.wareki(found.date))
    return Option(found, f"{found.number}　{found.title}", words, found.result)
