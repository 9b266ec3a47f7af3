"""The six words (6つの言葉) that open a packet: drawn by the program, printed on a slip, kept nowhere."""

import secrets
import unicodedata

from kobe_desk.core.japanese import kana
from kobe_desk.core.vault import passphrase
from kobe_desk.modules.subsidies.rules.packet.situations import NoSuchWord, WrongWords

COUNT = 6


def draw() -> tuple[str, ...]:
    """Six words drawn by the system's random source: 54 bits, behind a derivation of over half a second."""
    return tuple(secrets.choice(passphrase.words()) for _ in range(COUNT))


def folded(text: str) -> str:
    """The words as they are used: any width, either kana, any blanks and numbers between them."""
    wide = kana.to_hiragana(unicodedata.normalize("NFKC", text))
    return passphrase.fold("".join(each for each in wide if not each.isdigit() and each not in ".,、。・()"))


def require(text: str) -> str:
    """The folded words. Raises NoSuchWord for one that no slip has, WrongWords for nothing at all."""
    words = kana.to_hiragana(unicodedata.normalize("NFKC", text)).split()
    if len(words) == COUNT:
        for word in words:
            if folded(word) not in passphrase.words():
                raise NoSuchWord("words", word=word)
    if not folded(text):
        raise WrongWords("words")
    return folded(text)
