"""Texts looked up where they lie are those that the standard library reads."""

import gettext
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from kobe_desk.core import paths
from kobe_desk.core.catalogue import Catalogue
from kobe_desk.core.text import DOMAIN, LANGUAGES, _, n_, use_language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_and_every_form_is_found(language: str) -> None:
    use_language(language)
    theirs = gettext.translation(DOMAIN, paths.translations(), languages=[language])
    with (paths.translations() / f"{language}.po").open("rb") as file:
        texts = [message.id for message in read_po(file) if message.id]
    assert len(texts) > 1000
    for text in texts:
        if isinstance(text, str):
            assert _(text) == theirs.gettext(text)
        else:
            one, many = text
            assert [n_(one, many, count) for count in range(4)] == [
                theirs.ngettext(one, many, count) for count in range(4)
            ]


def test_what_is_in_no_catalogue_is_shown_as_it_is_written(tmp_path: Path) -> None:
    use_language("ja")
    assert _("nobody has written this") == "nobody has written this"
    assert [n_("one of nobody", "many of nobody", count) for count in (1, 2)] == ["one of nobody", "many of nobody"]
    assert Catalogue(tmp_path / "none.mo").find("Roster") is None
    last = Catalogue(paths.translations() / "ja" / "LC_MESSAGES" / f"{DOMAIN}.mo")
    assert last.find("\U0010ffff") is None and last.find("") is not None
