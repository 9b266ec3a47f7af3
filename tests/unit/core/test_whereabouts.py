"""Places in words, and back."""

from pathlib import Path

import pytest

from kobe_desk.core import paths
from kobe_desk.core.text import use_language
from kobe_desk.core.whereabouts import spoken, understood


@pytest.mark.parametrize(
    ("folder", "words"),
    [
        (lambda: paths.documents() / "みなと坂自治会.kobedesk", "ドキュメント › Kobe Desk › みなと坂自治会.kobedesk"),
        (lambda: paths.documents().parent, "ドキュメント"),
        (lambda: Path.home() / "USBの写し", "ホーム › USBの写し"),
        (lambda: paths.program_data() / "sample", "このソフトの中 › sample"),
    ],
)
def test_a_known_place_is_spoken_of_and_understood(folder, words: str) -> None:
    use_language("ja")
    assert spoken(folder()) == words
    assert understood(words) == folder()


def test_any_other_place_stands_as_the_system_writes_it(tmp_path: Path) -> None:
    assert spoken(tmp_path) == str(tmp_path)
    assert understood(str(tmp_path)) == tmp_path
    assert understood("~/帳面") == Path.home() / "帳面"
