"""Postal codes (郵便番号) and the addresses behind them, from a table that comes with the program."""

import re
import unicodedata
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kobe_desk.core import paths
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese.written import Written
from kobe_desk.core.text import N_


class NotAPostalCode(UserError):
    text = N_("“{text}” is not a postal code. Write seven figures, like 650-0001.")


class UnknownPostalCode(UserError):
    text = N_("The postal code {code} is not in the list of Japan Post. Check it.")


class PostalZeroAdded(UserError):
    text = N_("“{text}” had lost its first 0 and is kept as {code}. Check it.")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a postal code leads: 兵庫県 / 神戸市中央区 / 御幸通, each with its reading in katakana.

    `office` is the receiver that has the code for itself (大口事業所); `town` then goes down to the house number.
    """

    code: str
    prefecture: str
    city: str
    town: str = ""
    prefecture_kana: str = ""
    city_kana: str = ""
    town_kana: str = ""
    office: str = ""

    @property
    def address(self) -> str:
        return f"{self.prefecture}{self.city}{self.town}"


_CODE = re.compile(r"〒?\s*(\d{3})\s*[-‐‑–—−ー]?\s*(\d{4})\Z", re.ASCII)
_LOST_ZERO = re.compile(r"\d{6}\Z", re.ASCII)


@lru_cache(maxsize=4)
def _group(start: str) -> Mapping[str, tuple[str, ...]]:
    """The lines of the codes that begin with two figures."""
    with zipfile.ZipFile(paths.resources("data", "postal.zip")) as table:
        try:
            text = table.read(f"{start}.tsv").decode()
        except KeyError:
            return {}
    lines: dict[str, tuple[str, ...]] = {}
    for line in text.split("\n"):
        lines[line[:7]] = (*lines.get(line[:7], ()), line)
    return lines


def places_of(code: str) -> tuple[Place, ...]:
    """Every place of a postal code (650-0001 or 6500001); empty if there is none. Some codes span towns and cities."""
    figures = code.replace("-", "")
    return tuple(Place(*line.split("\t")) for line in _group(figures[:2]).get(figures, ()))


@lru_cache(maxsize=4096)
def _known(figures: str) -> bool:
    return figures in _group(figures[:2])


def _with_stroke(figures: str) -> str:
    return f"{figures[:3]}-{figures[3:]}"


def read_postal_code(text: str, field: str | None = None) -> Written:
    """〒６５０ー０００１ as 650-0001.

    What is no postal code is left empty; a code nobody has, and one whose first 0 a spreadsheet dropped, are kept,
    all three with the doubt beside them.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return Written("")
    if match := _CODE.match(plain):
        code = f"{match[1]}-{match[2]}"
        return Written(code, None if _known(match[1] + match[2]) else UnknownPostalCode(field, code=code))
    if _LOST_ZERO.match(plain) and _known(f"0{plain}"):
        code = _with_stroke(f"0{plain}")
        return Written(code, PostalZeroAdded(field, text=plain, code=code))
    return Written("", NotAPostalCode(field, text=plain))
