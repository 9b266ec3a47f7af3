"""Tells the names of people from totals, notes and empty flats, and a name from the reading that stands in its cell."""

import re
import unicodedata
from collections.abc import Iterator

from kobe_desk.core.japanese import kana
from kobe_desk.core.names import fold, one_line
from kobe_desk.core.text import N_

LONGEST = 100
NO_NAME = N_("There is no name in this row, so it was not taken in.")
NOT_A_PERSON = N_("“{text}” is not the name of a person, so this row was not taken in.")
HEADS_A_GROUP = N_("“{text}” heads the rows below, so it was not taken in as a person.")
TOO_LONG = N_("This is too long for a name, so the row was not taken in.")

_BRACKETS = re.compile(r"(?P<one>[^()（）\n]+?)\s*[(（]\s*(?P<two>[^()（）\n]+?)\s*[)）]\Z")
_LINES = re.compile(r"(?P<one>[^\n]+)\n+(?P<two>[^\n]+)\Z")
_COUNT = re.compile(r"(?:計|合計|小計|総計|総数|全)?\s*[\d,.]+\s*(?:世帯|戸|名|人|軒|件|部|枚|円)?\Z")
_SAME_FAMILY = re.compile(r"(?:〃|″|同上)\s*(?P<given>\S.*)\Z", re.DOTALL)
_NOTE = re.compile(r"(?:※|〃|″|同上|\*|注[)）:：]|[(（]注|備考[:：]|以上\Z|[(（]以上|作成日|印刷日|出力日|.*名簿\Z)")
GROUP = re.compile(
    r"[【\[(（〈<■◆●○◎▼]*\s*"
    r"(?P<name>第?\s*\d{1,3}\s*(?:班|組|ブロック|区)|[^\d\s]{1,8}(?:班|組|ブロック))"
    r"\s*[】\])）〉>■◆●○◎▼]*\Z"
)
_NOBODY = frozenset(
    map(
        fold,
        re.findall(
            r"\S+",
            "計 合計 小計 総計 総数 総合計 世帯数 人数 戸数 会員数 空室 空家 空き家 空き室 空き部屋 空地 空き地 欠番 "
            "欠 未定 未入居 入居者なし 該当なし なし 同上 以上 以下余白 余白 不明",
        ),
    )
)


def split_name(text: str) -> tuple[str, str]:
    """The name and the reading that stand in one cell: 山田太郎（ヤマダタロウ）, or one above the other."""
    match = _BRACKETS.match(text) or _LINES.match(text)
    if match:
        one, two = match["one"].strip(), match["two"].strip()
        if kana.is_kana(two) and not kana.is_kana(one):
            return one_line(one), two
        if kana.is_kana(one) and not kana.is_kana(two) and "\n" in text:
            return one_line(two), one
    return one_line(text), ""


_ADDED = re.compile(
    r".*(?:様|殿|御中)\Z|.*[(（](?:故|亡|死亡|逝去|退会|脱会|転出|転居|施設|入院)[^)）]*[)）]\Z", re.DOTALL
)
ADDED = N_("A title (様) or a note stands in the name. It was kept as written; take it out if it is not part of it.")


_SEVERAL = re.compile(r".*(?:[、，,／/]|[^ァ-ヺー]・[^ァ-ヺー])", re.DOTALL)
SEVERAL = N_("Several people seem to stand in this cell; it was kept as one name. Give each of them a row.")


def doubts_of(name: str) -> Iterator[str]:
    """What may be wrong with a name: 様 or （故） behind it, which every letter would print, or several people in it.

    マリア・ガルシア is one.
    """
    if _ADDED.match(name):
        yield ADDED
    if _SEVERAL.match(name):
        yield SEVERAL


def same_family(text: str, above: str) -> str:
    """〃 花子 below 山田 太郎 is 山田 花子; where the name above has no blank, nobody can say whose name it is."""
    family, *given = above.split()[:2] or [""]
    match = _SAME_FAMILY.match(text) if given else None
    return f"{family} {match['given']}" if match else text


def no_person(name: str) -> str:
    """Why a text is nobody's name (a reason with {text}); empty when it can be one."""
    folded = fold(name)
    plain = unicodedata.normalize("NFKC", name).strip("()[]【】 ")
    if not folded or folded in _NOBODY or _COUNT.match(plain) or _NOTE.match(name):
        return NOT_A_PERSON
    return TOO_LONG if len(name) > LONGEST else ""
