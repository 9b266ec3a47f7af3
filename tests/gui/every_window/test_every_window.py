"""Every window of the program, new ones included without being listed, keeps the rules of the house."""

import pytest
from support.audit import poor_contrasts, said
from support.every_window import every_kind

from kobe_desk.core.settings import PALETTES


def test_every_page_and_window_is_reached(walk) -> None:
    assert [each.__name__ for each in every_kind() if each not in walk.seen] == []


def test_every_window_keeps_the_rules(walk) -> None:
    assert not walk.rules, said(walk.rules)


def test_f1_opens_the_page_of_the_manual_of_every_screen(walk) -> None:
    assert not walk.help, said(dict.fromkeys(walk.help))


def test_composing_sets_nothing_off_on_any_screen(walk) -> None:
    assert not walk.composing, said(walk.composing)


def test_full_width_digits_are_read_in_every_field(walk) -> None:
    assert not walk.digits, said(dict.fromkeys(walk.digits))


@pytest.mark.parametrize("palette", PALETTES)
def test_every_pair_of_colours_can_be_told_apart(palette: str) -> None:
    assert poor_contrasts(palette) == []
