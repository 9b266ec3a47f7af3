"""The one stylesheet, made from the tokens. What depends on a state of our own is told by a property:

buttons `kind`, labels `ink`, frames `box`, fields `wrong`. Focus is never drawn here: its ring lies outside.
"""

from string import Template

from kobe_desk.ui.theme.tokens import Metrics, tokens

_MEANINGS = ("ok", "warn", "error", "info")


def stylesheet(palette: str, metrics: Metrics) -> str:
    """The whole sheet for one palette and one size."""
    colours = tokens().colours[palette]
    edge = metrics.edges["control_px_contrast" if palette == "contrast" else "control_px"]
    values = {
        **colours,
        "edge": edge,
        "square": colours["border" if palette == "contrast" else "line"],
        "picked": metrics.edges["picked_px"],
        "wrong": metrics.edges["error_px"],
        "bar": metrics.edges["nav_bar_px"],
        "inner": metrics.px("control") - 2 * edge,
        "wrong_inner": metrics.px("control") - 2 * metrics.edges["error_px"],
        "picked_inner": metrics.px("control") - 2 * metrics.edges["picked_px"],
        "radius": tokens().radius["control"],
        "card": tokens().radius["card"],
        "tight": metrics.space("tight"),
        "item": metrics.space("item"),
        "side": metrics.space(14),
        "wide": metrics.space(18),
        "cell": metrics.space(10),
        "link_inner": metrics.target,
        "grip": metrics.space(14),
        "thread": metrics.space(8),
        "arrow": metrics.icon("button") + metrics.space(14),
    }
    meanings = "".join(_MEANING.replace("@", each) for each in _MEANINGS)
    return Template(_SHEET + meanings).substitute(values)


_MEANING = """
QFrame[box="@"] { background: ${@_soft}; border: 1px solid ${@}; border-radius: ${card}px; }
QWidget[ground="@"] { background: ${@_soft}; }
QLabel[ink="@"] { color: ${@}; }
"""

_SHEET = """
QWidget { outline: none; }
QToolTip { background: $surface; color: $ink; border: 1px solid $border; padding: ${tight}px; }
QMainWindow, QDialog, QWidget[ground="page"] { background: $page; }
QWidget[ground="surface"] { background: $surface; }
QWidget[ground="sunken"] { background: $sunken; }
QWidget[ground="rail"] { background: $rail; }

QLabel { background: transparent; color: $ink; }
QLabel[ink="muted"] { color: $muted; }
QLabel[ink="accent"] { color: $accent; }
QLabel[ink="disabled"] { color: $disabled; }

QFrame[box="card"] { background: $surface; border: 1px solid $line; border-radius: ${card}px; }
QFrame[box="next"] { background: $surface; border: 2px solid $accent; border-radius: ${card}px; }
QFrame[box="quiet"] { background: $sunken; border: 1px solid $line; border-radius: ${card}px; }
QFrame[box="done"] { background: $surface; border: 2px solid $ok; border-radius: ${card}px; }
QFrame[box="picked"] { background: $accent_soft; border: ${picked}px solid $accent; border-radius: ${card}px; }
QFrame[box="dialog"] { background: $surface; border: 1px solid $border; border-radius: ${card}px; }
QFrame[edge="top"] { border: none; border-top: 1px solid $line; }
QFrame[edge="left"] { border: none; border-left: 1px solid $line; }
QFrame[edge="right"] { border: none; border-right: 1px solid $line; }
QFrame[rule="line"] { background: $line; border: none; }
QFrame[rule="strong"] { background: $border; border: none; }

QPushButton { background: $surface; color: $ink; border: ${edge}px solid $border; border-radius: ${radius}px;
    min-height: ${inner}px; padding: 0 ${side}px; }
QPushButton:hover, QPushButton:pressed { background: $accent_soft; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 700;
    padding: 0 ${wide}px; }
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed { background: $accent_hover;
    border-color: $accent_hover; }
QPushButton[kind="toggle"]:checked { background: $accent_soft; color: $accent; border: ${picked}px solid $accent;
    min-height: ${picked_inner}px; font-weight: 700; }
QPushButton[kind="square"] { padding: 0; min-width: ${inner}px; max-width: ${inner}px; border-color: $square; }
QPushButton[kind="square"]:checked { background: $accent; color: $on_accent; border-color: $accent; font-weight: 700; }
QPushButton[kind="filter"] { background: $accent_soft; color: $accent; border-color: $accent;
    min-height: ${link_inner}px; padding: 0 ${tight}px; }
QPushButton[kind="filter"]:hover { background: $surface; }
QPushButton[kind="link"] { background: transparent; color: $accent; border: none; text-decoration: underline;
    min-height: ${link_inner}px; padding: 0 6px; text-align: left; }
QPushButton[kind="link"]:hover, QPushButton[kind="link"]:pressed { color: $accent_hover; background: $accent_soft; }
QPushButton:disabled, QPushButton[kind="primary"]:disabled { background: $sunken; color: $disabled;
    border: 1px dashed $disabled; min-height: ${inner}px; }
QPushButton[kind="link"]:disabled { background: transparent; color: $disabled; border: none; text-decoration: none;
    min-height: ${link_inner}px; }

QLineEdit, QComboBox, QTextEdit, QAbstractSpinBox { background: $surface; color: $ink;
    border: ${edge}px solid $border; border-radius: ${radius}px; selection-background-color: $accent;
    selection-color: $on_accent; }
QLineEdit { min-height: ${inner}px; padding: 0 ${item}px; }
QComboBox { min-height: ${inner}px; padding: 0 ${arrow}px 0 ${cell}px; combobox-popup: 0; }
QComboBox::drop-down { width: 0; border: none; }
QComboBox:hover { background: $accent_soft; }
QComboBox QAbstractItemView { background: $surface; color: $ink; border: 1px solid $border;
    selection-background-color: $accent_soft; selection-color: $accent; }
QComboBox QAbstractItemView::item { min-height: ${inner}px; padding: 0 ${cell}px; }
QLineEdit[wrong="true"], QComboBox[wrong="true"], QTextEdit[wrong="true"] { border: ${wrong}px solid $error; }
QLineEdit[wrong="true"], QComboBox[wrong="true"] { min-height: ${wrong_inner}px; }
QLineEdit[cell="true"], QComboBox[cell="true"] { border: ${picked}px solid $accent; border-radius: 0; min-height: 0; }
QLineEdit[cell="true"] { padding: 0 ${tight}px; }
QLineEdit:disabled, QComboBox:disabled, QTextEdit:disabled { background: $sunken; color: $disabled;
    border: 1px dashed $disabled; }
QLineEdit[readOnly="true"] { background: $sunken; }

QScrollArea, QScrollArea > QWidget > QWidget[scrolled="true"] { background: transparent; border: none; }
QScrollBar:vertical { background: $sunken; width: ${grip}px; margin: 0; border: none; }
QScrollBar:horizontal { background: $sunken; height: ${grip}px; margin: 0; border: none; }
QScrollBar::handle { background: $border; border: 2px solid $sunken; border-radius: 6px; }
QScrollBar::handle:vertical { min-height: 40px; }
QScrollBar::handle:horizontal { min-width: 40px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none;
    border: none; width: 0; height: 0; }

QSlider::groove:horizontal { background: $border; height: 6px; border-radius: 3px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 3px; }
QSlider::handle:horizontal { background: $surface; border: 3px solid $accent; width: 20px; margin: -11px 0;
    border-radius: 13px; }

QTableView { background: $surface; color: $ink; border: 1px solid $line; border-radius: ${card}px;
    gridline-color: transparent; selection-background-color: $accent_soft; selection-color: $ink; }
QHeaderView { background: $sunken; border: none; }
QHeaderView::section { background: $sunken; color: $ink; border: none; border-bottom: 2px solid $border;
    padding: 0 ${cell}px; font-weight: 700; }
QTextBrowser { background: $surface; border: none; }
QProgressBar { background: $line; border: none; border-radius: 4px; min-height: ${thread}px; max-height: ${thread}px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QMenu { background: $surface; color: $ink; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: ${tight}px ${item}px; }
QMenu::item:selected { background: $accent_soft; color: $accent; }
"""
