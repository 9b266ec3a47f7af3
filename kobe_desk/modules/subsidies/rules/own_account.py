"""Whether an account is in the group's own name (団体名義): the whole name, then at most who holds it for it."""

import unicodedata
from collections.abc import Iterable
from functools import cache

from kobe_desk.core.names import fold

_TITLES = ("会長", "副会長", "代表", "会計", "理事", "委員長", "事務局", "幹事", "かいちよう", "だいひよう", "かいけい")
"""What may follow the name of a group without a blank: 会長山田太郎, 代表者, 会計."""
_GROUPS = ("会", "組合", "くらぶ", "かい", "くみあい")
_PARTS = (*_GROUPS, "部", "班", "団", "組", "館", "店", "社")
"""What the name of another group ends with: みなと坂自治会 会館運営委員会 is not みなと坂自治会."""
_LARGE = str.maketrans("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ", "ー‐")
"""A bank writes no small kana, and strokes as it likes."""


def in_own_name(holder: str, names: Iterable[str]) -> bool:
    """Whether one of the names, in characters or in kana, is the holder's whole name. An empty name is nobody's."""
    return any(_is_held_by(holder, key) for each in names if (key := _key(each)))


def _is_held_by(holder: str, name: str) -> bool:
    text = unicodedata.normalize("NFKC", holder).strip()
    ends = (at for at in range(1, len(text) + 1) if _key(text[:at]) == name)
    end = next(ends, None)
    return end is not None and _is_of_the_group(text[end:])


def _is_of_the_group(rest: str) -> bool:
    """What stands after the name: nothing, an office, or a person parted by a blank or a bracket."""
    words = _key(rest)
    if not words:
        return True
    titled = words.startswith(_titles())
    return (titled or not fold(rest[0])) and not words.endswith(_GROUPS if titled else _PARTS)


def _key(text: str) -> str:
    return fold(text).translate(_LARGE)


@cache
def _titles() -> tuple[str, ...]:
    return tuple(map(_key, _TITLES))
