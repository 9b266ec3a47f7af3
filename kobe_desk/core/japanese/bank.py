"""A bank account for a transfer (振込先), as the banks' format (全銀協) wants each field."""

import re

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import kana
from kobe_desk.core.text import N_

HOLDER_LENGTH = 30


class NotAnAccountNumber(UserError):
    text = N_("“{text}” should be at most 7 figures. Check the bank book.")


class NotAHolder(UserError):
    text = N_("The holder of an account is written in kana, without {characters}. Copy it from the bank book.")


class HolderMissing(UserError):
    text = N_("Write the holder of the account in kana, as in the bank book.")


class HolderTooLong(UserError):
    text = N_("The holder is {length} characters long, and banks take {most}. Shorten it as the bank book does.")


def read_account_number(text: str, field: str | None = None) -> str:
    """口座番号: up to seven figures, filled with 0 from the left."""
    plain = kana.narrow(text).strip()
    if not re.fullmatch(r"\d{1,7}", plain, re.ASCII) or not int(plain):
        raise NotAnAccountNumber(field, text=text.strip())
    return plain.zfill(7)


def read_holder(text: str, field: str | None = None) -> str:
    """口座名義 in half-width kana, at most 30 characters (ﾞ and ﾟ count)."""
    written = kana.bank_kana(text)
    strange = [character for character in dict.fromkeys(written) if not kana.is_bank_kana(character)]
    if not written:
        raise HolderMissing(field)
    if strange:
        raise NotAHolder(field, characters="".join(strange))
    if len(written) > HOLDER_LENGTH:
        raise HolderTooLong(field, length=len(written), most=HOLDER_LENGTH)
    return written
