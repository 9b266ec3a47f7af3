"""Every part of the widget kit keeps the rules of every window, in every palette and size."""

import pytest
from pytestqt.qtbot import QtBot
from support.audit import audit, poor_contrasts, said, settle
from support.gallery import PAGES, gallery

from kobe_desk.ui.theme import theme, tokens


@pytest.mark.parametrize("name", PAGES)
def test_every_part_keeps_the_rules(qtbot: QtBot, name: str) -> None:
    window = gallery()
    qtbot.addWidget(window)
    window.open(name)
    wrong = audit(window)
    assert not wrong, said(wrong)


@pytest.mark.parametrize("palette", sorted(tokens().colours))
def test_every_pair_of_colours_can_be_told_apart(palette: str) -> None:
    assert poor_contrasts(palette) == []


@pytest.mark.parametrize("palette", sorted(tokens().colours))
@pytest.mark.parametrize("size", sorted(tokens().sizes))
def test_every_palette_and_size_can_be_drawn(qtbot: QtBot, palette: str, size: int) -> None:
    theme.wear(palette, size)
    window = gallery()
    qtbot.addWidget(window)
    for name in PAGES:
        window.open(name)
        window.show()
        settle()
        picture = window.grab().toImage()
        assert picture.pixelColor(picture.width() - 40, 4).name().upper() == theme.hex("page")
