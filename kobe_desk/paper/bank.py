"""The rows of a bank account on a claim (振込先): codes in boxes, the kind circled, the holder in half-width kana."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from kobe_desk.paper.fields import Drawing, Field, FieldRow
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.marks import draw_boxed_digits, draw_chosen
from kobe_desk.paper.sheet import Sheet, Type, centre_line
from kobe_desk.paper.styles import CELL

KINDS = ("普通", "当座", "その他")


@dataclass(frozen=True)
class BankAccount:
    """An account as a claim shows it: 金融機関 (4 digits), 支店 (3), 口座番号 (7), kind, holder."""

    bank: str
    branch: str
    number: str
    holder: str
    holder_kana: str
    bank_code: str = ""
    branch_code: str = ""
    kind: str = KINDS[0]


def bank_rows(account: BankAccount, height: float = 10.0) -> tuple[FieldRow, ...]:
    """The rows for `draw_fields`, each `height` mm; a code that is not known has no boxes."""
    made = partial(Field, height=height)

    def beside(label: str, draw: Drawing | None, first: Field) -> FieldRow:
        return (replace(first, share=1.05), made(label, draw=draw, share=0.95)) if draw else first

    return (
        beside("金融機関コード", _digits(account.bank_code, 4), made("金融機関名", account.bank)),
        beside("支店コード", _digits(account.branch_code, 3), made("支店名", account.branch)),
        beside("口座番号", _digits(account.number, 7), made("預金種別", draw=draw_words(KINDS, account.kind))),
        made("口座名義カナ", account.holder_kana, type=Type(Face.FIXED, 10.5)),
        made("口座名義", account.holder),
    )


def _digits(digits: str, count: int) -> Drawing | None:
    """Single boxes; None without digits."""
    if not digits:
        return None

    def draw(sheet: Sheet, x: float, y: float, width: float, height: float) -> None:
        side = min(6.0, width / count)
        draw_boxed_digits(sheet, x, y + (height - side - 1) / 2, digits, count, side)

    return draw


def draw_words(words: Sequence[str], chosen: str) -> Drawing:
    """Words to choose from beside each other, the chosen one circled."""

    def draw(sheet: Sheet, x: float, y: float, width: float, height: float) -> None:
        for place, word in enumerate(words):
            at = x + 2 + place * min(18.0, (width - 14) / max(1, len(words) - 1))
            draw_chosen(sheet, at, centre_line(y, height, CELL.size), word, word == chosen, CELL)

    return draw
