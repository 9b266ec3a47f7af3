"""Every text a user sees stands in both languages, with the same placeholders."""

import re
import string
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "installer"))

import texts  # noqa: E402


def strings(catalogue: Catalog) -> dict[str, str]:
    return {texts.key(message): _first(message.string) for message in catalogue if message.id}


def _first(text: object) -> str:
    return text[0] if isinstance(text, tuple | list) else str(text or "")


def fields(text: str) -> set[str]:
    return {name.split(".")[0].split("[")[0] for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_template_is_what_the_code_says() -> None:
    assert (texts.FOLDER / "kobe_desk.pot").read_bytes() == texts.as_bytes(texts.extracted())


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_language_is_complete(language: str) -> None:
    wanted, found = set(strings(texts.extracted())), strings(texts.read(language))
    assert sorted(wanted - {text for text, said in found.items() if said}) == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_placeholders_are_the_same(language: str) -> None:
    """A count may be said only in the plural; Japanese says it always."""
    wrong = {}
    for message in texts.read(language):
        said = _all(message.string)
        if message.id and all(said):
            needed, possible = fields(_all(message.id)[0]), set().union(*map(fields, _all(message.id)))
            if any(not needed <= fields(each) <= possible for each in said):
                wrong[texts.key(message)] = said
    assert wrong == {}


def _all(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, tuple | list) else (str(text or ""),)


def test_japanese_has_no_english_sentence_and_no_exclamation() -> None:
    found = strings(texts.read("ja"))
    assert {text: said for text, said in found.items() if "！" in said or re.search(r"!(?!=)", said)} == {}
    words = {text: re.sub(r"{.*?}", "", text) for text in found}
    english = [
        text for text, said in found.items() if said and said.isascii() and re.search("[a-z] [a-z]", words[text])
    ]
    assert english == []
