"""What every window has to keep: names, keyboard, ring, sizes, whole texts. `audit(window)` returns what is wrong.

It walks the window as a person without a mouse does, at 12 and 20 points, on 1366×768 and 1366×690.
"""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QAction, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QTextBrowser,
    QWidget,
)

from kobe_desk.ui.focus_ring import FocusRing, ShowsPlace
from kobe_desk.ui.tab_order import tab_stops
from kobe_desk.ui.table import Table
from kobe_desk.ui.table.model import ICON_ROLE, UNDER_ROLE, WRAPS_ROLE
from kobe_desk.ui.table.widths import SIDE
from kobe_desk.ui.text import Label
from kobe_desk.ui.theme import theme, tokens
from kobe_desk.ui.wrapped import wrapped_height

SCREENS = (QSize(1366, 768), QSize(1366, 690))
SIZES = (12, 20)
_MOST_STOPS = 400

PAIRS = (
    *((ink, ground) for ink in ("ink", "muted", "accent") for ground in ("page", "surface", "rail", "accent_soft")),
    *((ink, "sunken") for ink in ("ink", "muted", "disabled")),
    *(("ink", f"{meaning}_soft") for meaning in ("ok", "warn", "error", "info")),
    *((meaning, f"{meaning}_soft") for meaning in ("ok", "warn", "error", "info")),
    *((meaning, "surface") for meaning in ("ok", "warn", "error", "info")),
    ("error", "page"),
    ("muted", "closed"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
)
"""Every text on every ground it is set on."""
EDGES = (
    *(("border", ground) for ground in ("page", "surface", "sunken")),
    *(("focus_line", ground) for ground in ("page", "surface")),
)
"""What is not text but carries meaning."""


def audit(window: QWidget) -> list[str]:
    """What is wrong with a window, in plain sentences; empty when it keeps all the rules. The size is put back."""
    palette, size, before = theme.palette, theme.size, window.size()
    wrong: dict[str, None] = {}
    for points, screen in itertools.product(SIZES, SCREENS):
        if theme.size != points:
            theme.wear(size=points)
        if window.windowFlags() & Qt.WindowType.Dialog != Qt.WindowType.Dialog:
            window.resize(screen)
        for each in audit_now(window, screen, walk=screen is SCREENS[-1]):
            wrong[f"{points} pt, {screen.height()} px: {each}"] = None
    if (theme.palette, theme.size) != (palette, size):
        theme.wear(palette, size)
    window.resize(before)
    settle()
    return list(wrong)


def audit_now(window: QWidget, screen: QSize | None = None, *, walk: bool = True) -> list[str]:
    """The same for the size and palette it has now; `walk` presses Tab through it, too."""
    window.show()
    window.activateWindow()
    settle()
    wrong = [*_outgrown(window, screen or window.size()), *_unnamed(window), *_small(window), *_clipped(window)]
    return [*wrong, *_twice(window), *_habits(window), *(_walk(window) if walk else ())]


def settle() -> None:
    """Let layouts that ask each other come to rest."""
    for _ in range(4):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by the formula of WCAG 2.x."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def poor_contrasts(palette: str) -> list[str]:
    """The pairs of a palette that are too close: text below 4.5 (7 in くっきり), edges below 3."""
    colours = tokens().colours[palette]
    least = 7.0 if palette == "contrast" else 4.5
    pairs = [*((pair, least) for pair in PAIRS), *((pair, 3.0) for pair in EDGES)]
    return [
        f"{palette}: {front} on {ground} is {contrast(colours[front], colours[ground]):.1f}"
        for (front, ground), bound in pairs
        if contrast(colours[front], colours[ground]) < bound
    ]


def cut_words(window: QWidget) -> list[str]:
    """What is cut in a window or wider than its view, but for words that may end in … where there is no room."""
    squeezed = {_call(each) for each in window.findChildren(Label) if each.gives_way}
    wrong = [*_clipped(window), *_outgrown(window, window.size())]
    return [each for each in wrong if not any(each.startswith(words) for words in squeezed)]


def stops(window: QWidget) -> list[QWidget]:
    """Every widget that Tab has to reach."""
    return [each for each in window.findChildren(QWidget) if _takes_tab(each)]


def name_of(widget: QWidget) -> str:
    """What a screen reader is told first."""
    if widget.accessibleName():
        return widget.accessibleName().strip()  # for a drop-down Qt's own answer on Linux is its value
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface else ""


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _takes_tab(widget: QWidget) -> bool:
    policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(policy) and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def _visible(window: QWidget) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and not isinstance(widget, (QScrollBar, FocusRing)):
            yield widget


def _call(widget: QWidget) -> str:
    words = name_of(widget) or getattr(widget, "text", lambda: "")() or widget.objectName()
    return f"{type(widget).__name__}“{str(words)[:40]}”"


# the rules


def _outgrown(window: QWidget, screen: QSize) -> Iterator[str]:
    least = window.minimumSizeHint()
    if least.width() > screen.width() or least.height() > screen.height():
        yield f"the window needs {least.width()}×{least.height()}"
    if window.width() > screen.width() or window.height() > screen.height():
        yield f"the window is {window.width()}×{window.height()}"
    for area in window.findChildren(QScrollArea):
        content = area.widget()
        if area.isVisible() and content is not None and content.width() > area.viewport().width():
            view = area.viewport().width()
            yield f"{_call(content)} is {content.width()} wide in a view of {view}: {_widest(content)}"


def _widest(content: QWidget) -> str:
    return max(
        (each for each in content.findChildren(QWidget) if each.isVisible()),
        key=lambda each: each.mapTo(content, QPoint(0, 0)).x() + each.minimumSizeHint().width(),
        default=content,
    ).__class__.__name__


def _unnamed(window: QWidget) -> Iterator[str]:
    focusable = [each for each in _visible(window) if _takes_tab(each) or _is_picked_by_arrows(each)]
    names = Counter()
    for widget in focusable:
        name = name_of(widget)
        if not name:
            yield f"{type(widget).__name__} has no accessible name ({_path(widget)})"
        names[name] += 1
    for name, count in names.items():
        if name and count > 1:
            yield f"{count} widgets have the name “{name}”"


def _is_picked_by_arrows(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractButton) and bool(widget.focusPolicy()) and widget.focusProxy() is None


def _path(widget: QWidget) -> str:
    names, parent = [], widget.parentWidget()
    while parent is not None:
        names.append(type(parent).__name__)
        parent = parent.parentWidget()
    return " in ".join(names[:4])


def _small(window: QWidget) -> Iterator[str]:
    least = 44 if theme.large else 32
    for widget in _visible(window):
        pressed = isinstance(widget, (QAbstractButton, QLineEdit, QComboBox)) and widget.focusPolicy()
        if pressed and min(widget.width(), widget.height()) < least:
            yield f"{_call(widget)} is {widget.width()}×{widget.height()}, less than {least}"


def _clipped(window: QWidget) -> Iterator[str]:
    for widget in _visible(window):
        if isinstance(widget, Table):
            yield from _clipped_cells(widget)
        elif isinstance(widget, (QLabel, QAbstractButton)) and (not isinstance(widget, QLabel) or widget.text()):
            yield from _clipped_words(widget)


def _clipped_words(widget: QLabel | QAbstractButton) -> Iterator[str]:
    if widget.hasHeightForWidth():
        needed = widget.heightForWidth(widget.width())
        if needed > widget.height():
            yield f"{_call(widget)} needs {needed} px of height and has {widget.height()}"
    elif widget.sizeHint().width() > widget.width():
        yield f"{_call(widget)} needs {widget.sizeHint().width()} px of width and has {widget.width()}"
    parent = widget.parentWidget()
    if parent is not None and not parent.rect().contains(widget.geometry()) and _is_plain(parent):
        yield f"{_call(widget)} reaches out of {type(parent).__name__}"


def _is_plain(parent: QWidget) -> bool:
    return not isinstance(parent.parentWidget(), QAbstractScrollArea)


def _clipped_cells(table: Table) -> Iterator[str]:
    model = table.model()
    metrics = table.fontMetrics()
    first, last = max(table.rowAt(0), 0), table.rowAt(table.viewport().height() - 1)
    rows = range(first, (last if last >= 0 else model.rowCount() - 1) + 1)
    for column in range(model.columnCount()):
        if table.isColumnHidden(column):
            continue
        room = table.columnWidth(column) - 2 * theme.space(SIDE)
        title = model.headerData(column, Qt.Orientation.Horizontal)
        elsewhere = table.shown_whole_in is not None and table.shown_whole_in.isVisible()
        if model.index(0, column).data(WRAPS_ROLE):
            yield from _rows_cutting(table, column, room)
            continue
        texts = [] if elsewhere else [str(model.index(row, column).data() or "") for row in rows]
        under = [str(model.index(row, column).data(UNDER_ROLE) or "") for row in rows] if theme.large else []
        texts += under
        icons = any(model.index(row, column).data(ICON_ROLE) for row in rows)
        side = theme.metrics.icon("table") + theme.space(6) if icons else 0
        longest = max(texts, key=metrics.horizontalAdvance, default="")
        if metrics.horizontalAdvance(longest) + side > room:
            yield f"column “{title}” of {room} px cuts “{longest[:30]}” of {metrics.horizontalAdvance(longest) + side}"
        if table.horizontalHeader().sectionSizeHint(column) > table.columnWidth(column):
            yield f"column “{title}” cuts its own title"


def _rows_cutting(table: Table, column: int, room: int) -> Iterator[str]:
    """A column that wraps has rows as high as its words."""
    for row in range(table.model().rowCount()):
        words = str(table.model().index(row, column).data() or "")
        if wrapped_height(words, theme.font(bold=True), room) > table.rowHeight(row):
            yield f"a row of {table.rowHeight(row)} px cuts “{words[:30]}”"


def _twice(window: QWidget) -> Iterator[str]:
    keys: Counter[str] = Counter()
    for shortcut in window.findChildren(QShortcut):
        keys.update({each.toString() for each in shortcut.keys() if shortcut.isEnabled()})  # noqa: SIM118 - Qt's keys
    for action in window.findChildren(QAction):
        keys.update(each.toString() for each in action.shortcuts())
    for key, count in keys.items():
        if count > 1:
            yield f"{key} is a shortcut {count} times"


def _walk(window: QWidget) -> Iterator[str]:
    """Press Tab through the whole window and look where one is."""
    expected = stops(window)
    if not expected:
        return
    next(tab_stops(window), expected[0]).setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    visited: list[QWidget] = []
    for _ in range(_MOST_STOPS):
        widget = QApplication.focusWidget()
        if widget is None or widget in visited:
            break
        visited.append(widget)
        yield from _without_ring(window, widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        QApplication.processEvents()
    for widget in expected:
        if widget not in visited and _takes_tab(widget):
            yield f"Tab does not reach {_call(widget)} ({_path(widget)})"
    yield from _against_reading(window, visited)


def _without_ring(window: QWidget, widget: QWidget) -> Iterator[str]:
    ring = getattr(window, "ring", None)
    if not isinstance(ring, FocusRing):
        yield f"{type(window).__name__} has no focus ring"
    elif not ring.isVisible() or ring.target is not widget:
        yield f"the ring does not show {_call(widget)}"
    elif not isinstance(widget, ShowsPlace) and widget.height() <= 200:
        place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
        if not ring.geometry().contains(place.adjusted(0, 2, 0, -2).intersected(window.rect())):
            yield f"the ring is not around {_call(widget)}"


def _against_reading(window: QWidget, visited: list[QWidget]) -> Iterator[str]:
    """From one stop to the next goes down or to the right, never up or back (columns and panes side by side apart)."""
    for one, next_one in itertools.pairwise(visited):
        here, there = _branches(window, one, next_one)
        if there.bottom() <= here.top() and here.left() < there.right() and there.left() < here.right():
            yield f"Tab goes up from {_call(one)} to {_call(next_one)}"
        elif there.right() <= here.left() and here.top() < there.bottom() and there.top() < here.bottom():
            yield f"Tab goes back from {_call(one)} to {_call(next_one)}"


def _branches(window: QWidget, one: QWidget, other: QWidget) -> tuple[QRect, QRect]:
    """The places of the two largest parts of the window that hold the one and not the other."""

    def line(widget: QWidget) -> list[QWidget]:
        upwards = [widget]
        while upwards[-1] is not window and (parent := upwards[-1].parentWidget()) is not None:
            upwards.append(parent)
        return upwards[::-1]

    for here, there in zip(line(one), line(other), strict=False):
        if here is not there:
            return (
                QRect(here.mapTo(window, QPoint(0, 0)), here.size()),
                QRect(there.mapTo(window, QPoint(0, 0)), there.size()),
            )
    return QRect(), QRect(0, 0, 1, 1)


def primaries(window: QWidget) -> list[str]:
    """The words of the primary buttons in sight that can be pressed: one a screen at most."""
    buttons = window.findChildren(QPushButton)
    found = [each for each in buttons if each.property("kind") == "primary" and each.isVisible() and each.isEnabled()]
    return [each.text() for each in found]


def _habits(window: QWidget) -> Iterator[str]:
    smallest = theme.metrics.text("body")
    for widget in _visible(window):
        if isinstance(widget, QLineEdit) and widget.placeholderText():
            yield f"{_call(widget)} has a placeholder"
        if isinstance(widget, QPushButton) and (widget.isDefault() or widget.autoDefault()):
            yield f"{_call(widget)} would be pressed by an Enter meant for the input method"
        if isinstance(widget, QAbstractButton) and widget.focusPolicy() and not widget.text():
            yield f"{_call(widget)} has an icon and no word"
        if isinstance(widget, (QLabel, QAbstractButton, QLineEdit)) and widget.font().pixelSize() < smallest:
            yield f"{_call(widget)} is set smaller than the body"
    for browser in window.findChildren(QTextBrowser):
        if browser.openExternalLinks():
            yield f"{_call(browser)} opens links outside"


def said(wrong: Iterable[str]) -> str:
    """The findings as the text of a failing assertion."""
    return "\n".join(wrong)
