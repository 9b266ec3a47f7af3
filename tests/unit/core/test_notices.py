"""The notices of others' work, read in the language of the screen."""

import re

from kobe_desk.app.settings_pages.notices import FRAME, in_words
from kobe_desk.core import paths
from kobe_desk.core.text import use_language

TEXT = (paths.resources().parent / "THIRD_PARTY.md").read_text("utf-8")


def test_everything_but_names_and_licences_is_part_of_the_frame() -> None:
    blocks = [each for each in re.sub(r"```.*?```", "", TEXT, flags=re.DOTALL).split("\n\n") if each.strip()]
    prose = [" ".join(each.lstrip("# ").split()) for each in blocks if not each.strip().startswith(("|", "* "))]
    tables = [each.splitlines() for each in blocks if each.startswith("|")]
    cells = [cell.strip() for rows in tables for cell in rows[0].strip("|").split("|")]
    cells += [row.strip("|").split("|")[-1].strip() for row in tables[-1][2:]]
    free = {"PDF"}  # the same in every language
    assert {each for each in (*prose, *cells) if each not in FRAME} <= free


def test_in_japanese_the_names_and_licences_stay() -> None:
    use_language("ja")
    shown = in_words(TEXT)
    assert "# ほかの人の作品" in shown
    assert "部品" in shown and "needed by" not in shown
    for kept in ("SIL Open Font License 1.1", "BSD-3-Clause", "Redistributions of source code", "日本郵便株式会社"):
        assert kept in shown
    use_language("en")
    assert in_words(TEXT) == TEXT.strip() or "Third parties" in in_words(TEXT)
    use_language("ja")
