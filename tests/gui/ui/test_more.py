"""A row of buttons gathered under one where the type is large."""

from PySide6.QtWidgets import QWidget

from kobe_desk.ui.button import link
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.more import More
from kobe_desk.ui.theme import theme


def test_in_large_type_a_menu_stands_in_for_the_buttons(qtbot) -> None:
    pressed: list[str] = []
    buttons = [link(words) for words in ("名簿", "会議")]
    for button in buttons:
        button.clicked.connect(lambda _on=False, button=button: pressed.append(button.words()))
    more = More(*buttons)
    holder = QWidget()
    holder.setLayout(Flow(*buttons, more))
    qtbot.addWidget(holder)
    holder.show()
    assert (more.isVisible(), buttons[0].isVisible()) == (False, True)
    theme.wear(size=20)
    assert (more.isVisible(), buttons[0].isVisible()) == (True, False)
    more.menu_of().actions()[1].trigger()
    assert pressed == ["会議"]
    theme.wear(size=12)
    assert (more.isVisible(), buttons[0].isVisible()) == (False, True)
