"""What a walk through every window looks for: who was seen, words left untranslated, what an input method sets off."""

import importlib
import pkgutil
import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QTextEdit,
    QWidget,
)

import kobe_desk
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.ui.field import DateField, MoneyField, NumberField, PhoneField, PostalField, RadioCard
from kobe_desk.ui.field.edit import TooLarge, TooSmall
from kobe_desk.ui.page import Page
from kobe_desk.ui.table import Table
from kobe_desk.ui.window import Window
from support.audit import name_of
from support.ime import commit, compose

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W\d_]+")
_DAY_SIGNS = "MTSHR年月日時分元"
_AFTER_SEARCH = 300
"""Milliseconds after which a search that was set off would have begun."""


def every_kind() -> tuple[type, ...]:
    """Every page and window of the program that is no base of another: found, not listed."""
    for module in pkgutil.walk_packages(kobe_desk.__path__, "kobe_desk."):
        if ".migrations" not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    kinds = {each for base in (Page, Window, QDialog) for each in _below(base)}
    return tuple(sorted((each for each in kinds if not any(_below(each))), key=lambda each: each.__name__))


def _below(kind: type) -> Iterator[type]:
    for each in kind.__subclasses__():
        if each.__module__.startswith("kobe_desk."):
            yield each
        yield from _below(each)


def visible(window: QWidget) -> Iterator[QWidget]:
    yield window
    yield from (each for each in window.findChildren(QWidget) if each.isVisible())


# words


def untranslated(window: QWidget, data: str) -> Iterator[str]:
    """In the pseudo-locale: words on the window that are neither marked 〖…〗 nor the association's own data."""
    for widget in visible(window):
        for text in _texts(widget):
            for word in _WORD.findall(_unmarked(text)):
                if not _is_known(word, data):
                    yield f"{type(widget).__name__} “{text[:60]}”: {word}"


def _is_known(word: str, data: str) -> bool:
    """Data, or part of a day such as 令和8年4月1日から."""
    for each in era.eras():
        word = word.replace(each.name, "")
    return word in data or word.strip(_DAY_SIGNS) in data


def _texts(widget: QWidget) -> Iterator[str]:
    if widget.isWindow():
        yield widget.windowTitle()
    if isinstance(widget, (QLabel, QAbstractButton, QLineEdit)):
        yield _TAG.sub(" ", widget.text())
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    elif isinstance(widget, Table):
        yield from _cells(widget)
    if isinstance(widget, RadioCard):
        yield from (widget.option.title, widget.option.text, widget.option.fact)
    if widget.focusPolicy():
        yield from (name_of(widget), widget.accessibleDescription(), widget.toolTip())


def _cells(table: Table) -> Iterator[str]:
    model = table.model()
    for column in range(model.columnCount()):
        yield str(model.headerData(column, table.horizontalHeader().orientation()))
        yield from (str(model.index(row, column).data() or "") for row in range(min(model.rowCount(), 30)))


def _unmarked(text: str) -> str:
    """What stands outside 〖…〗; one translated text may hold another."""
    depth, outside = 0, []
    for sign in text:
        depth += sign == "〖"
        if not depth:
            outside.append(sign)
        depth -= sign == "〗"
        if sign == "〗" and not depth:
            outside.append(" ")  # what stands before and after a translated part are two words
    return "".join(outside)


# typing


class Spy(QObject):
    """Notes the signals that composing must not set off."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []
        self._ends: list = []

    def listen(self, widget: QWidget, *names: str) -> None:
        for name in names:
            signal = getattr(widget, name, None)
            if signal is not None:
                words = f"{type(widget).__name__}“{name_of(widget)}” {name}"
                self._ends.append((signal, signal.connect(lambda *_, words=words: self.heard.append(words))))

    def stop(self) -> None:
        for signal, connection in self._ends:
            signal.disconnect(connection)


def set_off_by_composing(window: QWidget, *watched: QObject) -> list[str]:
    """Compose in every field of the window, and wait as long as a search would."""
    fields = [each for each in visible(window) if isinstance(each, (QLineEdit, QTextEdit)) and _writable(each)]
    if not fields:
        return []
    spy = Spy()
    for widget in visible(window):
        spy.listen(widget, "edited", "rested", "searched", "textEdited", "returnPressed", "clicked")
    for each in watched:
        spy.listen(each, "changed", "saved", "started", "refused")
    before = [_content(each) for each in fields]
    for each in fields:
        compose(each, "さんのみや")
    loop = QEventLoop()
    QTimer.singleShot(_AFTER_SEARCH, loop.quit)
    loop.exec()
    heard = list(spy.heard)
    changed = (each for each, text in zip(fields, before, strict=True) if _content(each) != text)
    heard += [f"{name_of(each)} was changed" for each in changed]
    spy.stop()
    for each in fields:
        compose(each, "")
    QApplication.processEvents()
    return heard


def _writable(field: QLineEdit | QTextEdit) -> bool:
    return field.isEnabled() and not field.isReadOnly()


def _content(field: QLineEdit | QTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


_FULL_WIDTH = (
    (NumberField, "１２", 12),
    (MoneyField, "１，５００円", 1500),
    (PhoneField, "０７８−０００−００６７", "078-000-0067"),
    (PostalField, "６５０－００００", "650-0000"),
)


def refused_full_width(window: QWidget) -> Iterator[str]:
    """Every field for a number, an amount, a phone, a postal code or a day that does not read full-width digits."""
    for field in visible(window):
        if isinstance(field, QLineEdit) and _writable(field):
            for kind, typed, meant in _FULL_WIDTH:
                if isinstance(field, kind) and (read := _read(field, typed)) != meant:
                    yield f"{name_of(field)} reads {typed} as {read}"
        elif isinstance(field, DateField) and field.isEnabled() and (day := _read_day(field)) != date(2026, 4, 1):
            yield f"{name_of(field)} reads ８年４月１日 as {day}"


def _read(field: QLineEdit, typed: str) -> object:
    before = field.text()
    field.blockSignals(True)
    field.clear()
    commit(field, typed)
    try:
        return field.value()
    except (TooSmall, TooLarge):
        return int(unicodedata.normalize("NFKC", typed))  # it was read, and is out of this field's range
    except UserError as error:
        return error.message()
    finally:
        field.setText(before)
        field.blockSignals(False)


def _read_day(field: DateField) -> object:
    boxes = [each for each in field.findChildren(QLineEdit) if each.isVisible()]
    before = [each.text() for each in boxes]
    calendar = field.findChild(QComboBox)
    chosen = calendar.currentIndex()
    for each in (*boxes, calendar):
        each.blockSignals(True)
    calendar.setCurrentIndex(calendar.findText("令和"))
    try:
        for each, typed in zip(boxes, ("８", "４", "１"), strict=True):
            each.clear()
            commit(each, typed)
        return field.value()
    except UserError as error:
        return error.message()
    finally:
        calendar.setCurrentIndex(chosen)
        for each, text in zip(boxes, before, strict=True):
            each.setText(text)
        for each in (*boxes, calendar):
            each.blockSignals(False)
