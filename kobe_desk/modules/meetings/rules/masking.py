"""What a public copy leaves out (公開用の写し): names, addresses and telephone numbers, chosen before layout.

A masked word becomes blocks of like length, so that nothing of it lies under a block.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

BLOCK = "■"
_PHONE = re.compile(r"(?<!\d)0\d{1,4}[-‐－(（]\d{1,4}[-‐－)）]\d{3,4}(?!\d)|(?<!\d)0[789]0\d{8}(?!\d)")
_N, _STROKE = r"[\d０-９]+", "[-‐－]"
_ADDRESS = re.compile(
    rf"[〇一二三四五六七八九十\d０-９]+丁目{_N}(?:番地?(?:の?{_N})?号?|{_STROKE}{_N}(?:{_STROKE}{_N})?)"
    rf"|{_N}番地(?:の?{_N})?(?:{_N}号)?"
    rf"|{_N}番{_N}号"
    rf"|(?<![\d０-９])[\d０-９]{{1,3}}{_STROKE}{_N}{_STROKE}{_N}(?![\d０-９])"
)
"""A house's number; 二丁目の公園, 1番目 and R8-総-03 are none."""
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_BLANK = re.compile(r"[ \u3000]+")


@dataclass(frozen=True, slots=True)
class MaskRule:
    """What is masked. `kept` are names that stay (役員 in office, where the association publishes them)."""

    names: bool = True
    addresses: bool = True
    phones: bool = True
    kept: frozenset[str] = frozenset()


def masked(text: str, names: Iterable[str], rule: MaskRule = MaskRule()) -> str:
    """The text with what the rule hides as blocks; a name is found whole, without its blank, or by its family name."""
    if rule.phones:
        text = _MAIL.sub(_blocks, _PHONE.sub(_blocks, text))
    if rule.addresses:
        text = _without_addresses(text)
    return hidden(text, names, rule.kept) if rule.names else text


def _without_addresses(text: str) -> str:
    """A telephone number that is to stay has the look of a house number."""
    said, last = "", 0
    for phone in _PHONE.finditer(text):
        said += _ADDRESS.sub(_blocks, text[last : phone.start()]) + phone[0]
        last = phone.end()
    return said + _ADDRESS.sub(_blocks, text[last:])


def hidden(text: str, names: Iterable[str], kept: frozenset[str] = frozenset()) -> str:
    """The text without these names: whole ones first, then family names of two characters or more."""
    spare = {form for name in kept for form in _forms(name)}
    forms = {form for name in names for form in _forms(name)} - spare
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        text = text.replace(form, BLOCK * len(_BLANK.sub("", form)))
    return text


def _forms(name: str) -> set[str]:
    parts = [part for part in _BLANK.split(name.strip()) if part]
    if not parts:
        return set()
    forms = {name.strip(), "".join(parts), " ".join(parts), "\u3000".join(parts)}
    if len(parts) > 1 and len(parts[0]) > 1:
        forms.add(parts[0])
    return {form for form in forms if len(form) > 1}


def _blocks(found: re.Match[str]) -> str:
    return BLOCK * len(found[0])
