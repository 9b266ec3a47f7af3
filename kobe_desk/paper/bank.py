"""The rows of a bank account on a claim (振込先): codes in boxes, the kind circled, the holder in half-width kana."""

from dataclasses import dataclass

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


def bank_rows(account: BankAccount) -> tuple[FieldRow, ...]:
    """The rows for `draw_fields`."""
    wide, narrow = 1.05, 0.95
    return (
        (Field("金融機関名", account.bank, height=10, share=wide),
         Field("金融機関コード", draw=_digits(account.bank_code, 4), height=10, share=narrow)),
        (Field("支店名", account.branch, height=10, share=wide),
         Field("支店コード", draw=_digits(account.branch_code, 3), height=10, share=narrow)),
        (Field("預金種別", draw=_kinds(account.kind), height=10, share=wide),
         Field("口座番号", draw=_digits(account.number, 7), height=10, share=narrow)),
        Field("口座名義カナ", account.holder_kana, height=10, type=Type(Face.FIXED, 10.5)),
        Field("口座名義", account.holder, height=10),
    )  # fmt: skip


def _digits(digits: str, count: int) -> Drawing:
    def draw(sheet: Sheet, x: float, y: float, width: float, height: float) -> None:
        side = min(6.0, width / count)
        draw_boxed_digits(sheet, x, y + (height - side - 1) / 2, digits, count, side)

    return draw


def _kinds(chosen: str) -> Drawing:
    def draw(sheet: Sheet, x: float, y: float, width: float, height: float) -> None:
        for place, kind in enumerate(KINDS):
            at = x + 2 + place * min(16.0, (width - 12) / 2)
            draw_chosen(sheet, at, centre_line(y, height, CELL.size), kind, kind == chosen, CELL)

    return draw
