"""English words are longer than Japanese ones; a file of its own, so that it runs beside other walks."""

import pytest
from support.audit import said


@pytest.mark.slow
def test_no_word_of_english_is_cut_on_any_screen(english) -> None:
    assert not english.rules, said(dict.fromkeys(english.rules))
