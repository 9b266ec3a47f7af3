"""In the pseudo-locale every word is marked; a file of its own, so that it runs beside other walks."""

import pytest
from support.audit import said


@pytest.mark.slow
def test_no_word_on_any_screen_is_left_untranslated(pseudo) -> None:
    assert not pseudo.words, said(dict.fromkeys(pseudo.words))
