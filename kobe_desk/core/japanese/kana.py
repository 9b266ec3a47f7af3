"""Kana: width, hiragana and katakana, the order of readings (五十音順), and the kana a bank takes."""

import re
import unicodedata

from kobe_desk.core.japanese.signs import Signs

GOJUON = ("あ", "か", "さ", "た", "な", "は", "ま", "や", "ら", "わ")
"""The rows of the 五十音, as on the tabs of a card index."""

_SHIFT = 0x60
_HIRAGANA = (*range(0x3041, 0x3097), 0x309D, 0x309E)
_TO_KATAKANA = Signs({c: c + _SHIFT for c in _HIRAGANA})
_TO_HIRAGANA = Signs({c + _SHIFT: c for c in _HIRAGANA})

_HALF = "ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝﾞﾟ｡｢｣､･"
_HALF_RUN = re.compile(f"[{_HALF}]+")
_TO_HALF = {unicodedata.normalize("NFKC", half): half for half in _HALF}
_TO_HALF |= {"\u3099": "ﾞ", "\u309a": "ﾟ", "゛": "ﾞ", "゜": "ﾟ", "ヰ": "ｲ", "ヱ": "ｴ", "ヵ": "ｶ", "ヶ": "ｹ", "ヮ": "ﾜ"}
_ASCII = range(0x21, 0x7F)
_NARROW = Signs({c + 0xFEE0: c for c in _ASCII} | {0x3000: 0x20})
_WIDE = Signs({c: c + 0xFEE0 for c in _ASCII} | {0x20: 0x3000})

_SMALL = dict(zip("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ", strict=True))
_SMALL_HALF = str.maketrans("ｧｨｩｪｫｬｭｮｯ", "ｱｲｳｴｵﾔﾕﾖﾂ")
_VOWEL_ROWS = {
    "ア": "アカガサザタダナハバパマヤラワァャヮヵ",
    "イ": "イキギシジチヂニヒビピミリヰィ",
    "ウ": "ウクグスズツヅヌフブプムユルゥュッヴ",
    "エ": "エケゲセゼテデネヘベペメレヱェヶ",
    "オ": "オコゴソゾトドノホボポモヨロヲォョ",
}
_VOWEL = {kana: vowel for vowel, row in _VOWEL_ROWS.items() for kana in row}
_ROW_STARTS = "アカサタナハマヤラワ"

_KANA = re.compile(r"[\u3041-\u3096\u3099-\u309f\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9f]")
_READING = re.compile(rf"(?:{_KANA.pattern}|[\s・･.'\-‐])+\Z")
_AFTER_VOWEL = re.compile("([ァ-ヶ])(ー+)")
_ITERATION = re.compile("([ァ-ヶ])([ヽヾ])")
_BANK = re.compile(r"[0-9A-Zｦｱ-ﾝﾞﾟ().\-/\\｢｣ ]*\Z")


def to_katakana(text: str) -> str:
    """たなか -> タナカ; everything else stays."""
    return text.translate(_TO_KATAKANA)


def to_hiragana(text: str) -> str:
    """タナカ -> たなか; everything else stays."""
    return text.translate(_TO_HIRAGANA)


def to_full_width(text: str) -> str:
    """ﾀﾅｶ -> タナカ, ｶﾞ -> ガ; letters, figures and signs stay."""
    return _HALF_RUN.sub(lambda run: unicodedata.normalize("NFKC", run.group()), text)


def to_half_width(text: str) -> str:
    """たなか, タナカ -> ﾀﾅｶ; ガ -> ｶﾞ; what has no half-width form stays."""
    parts = unicodedata.normalize("NFD", to_katakana(to_full_width(text))) if _KANA.search(text) else text
    return "".join(_TO_HALF.get(c, c) for c in parts)


def narrow(text: str) -> str:
    """Full-width figures, letters, signs and space as ASCII (２－３ Ａ -> 2-3 A); kana and kanji stay."""
    return text.translate(_NARROW)


def is_kana(text: str) -> bool:
    """Whether a reading (フリガナ) holds kana of any kind and width, spaces and name signs only."""
    return bool(_READING.match(text)) and bool(_KANA.search(text))


def reading(text: str) -> str:
    """A reading as it is kept: full-width katakana, one ASCII space between the words."""
    composed = unicodedata.normalize("NFC", to_katakana(to_full_width(text))) if _KANA.search(text) else text
    return " ".join(composed.split())


def row_of(text: str) -> str:
    """The row of the 五十音 a reading stands in (ガ -> か, ン -> わ); empty if it does not begin with kana."""
    first = sort_key(text)[:1]
    if not "ァ" <= first <= "ン":
        return ""
    return GOJUON[sum(start <= first for start in _ROW_STARTS) - 1]


def _base_and_marks() -> tuple[Signs, Signs, Signs]:
    base, voice, size = Signs({}), Signs({}, lambda _: "0"), Signs({ord("ー"): "0"}, lambda _: "2")
    for code in range(0x30A1, 0x30FB):
        plain = unicodedata.normalize("NFD", _SMALL.get(chr(code), chr(code)))
        base[code] = plain[0]
        voice[code] = {"\u3099": "1", "\u309a": "2"}.get(plain[1:], "0")
        size[code] = "1" if chr(code) in _SMALL else "2"
    return base, voice, size


_BASE, _VOICE, _SIZE = _base_and_marks()


def _repeated(kana_and_mark: re.Match[str]) -> str:
    kana, mark = kana_and_mark.groups()
    return kana + (unicodedata.normalize("NFC", kana + "\u3099") if mark == "ヾ" else kana)


def sort_key(text: str) -> str:
    """One string whose plain order is the order of readings (JIS X 4061 in short).

    First the bare kana, then 清音 < 濁音 < 半濁音, then ー < small < large. A space between family and given name
    counts before every kana, so that ハラ ユミ stands before ハラダ アイ.
    """
    words = "!".join(unicodedata.normalize("NFKC", text).split()).lower().translate(_TO_KATAKANA)
    if "ヽ" in words or "ヾ" in words:
        words = _ITERATION.sub(_repeated, words)
    plain = words
    if "ー" in words:
        plain = _AFTER_VOWEL.sub(lambda m: m[1] + _VOWEL.get(m[1], "ー") * len(m[2]), words)
    return f"{plain.translate(_BASE)} {plain.translate(_VOICE)} {words.translate(_SIZE)}"


def bank_kana(text: str) -> str:
    """The holder of an account (口座名義) as banks write it: half-width, capitals, no small kana, - for ー."""
    half = to_half_width(narrow(text)).upper().translate(_SMALL_HALF)
    return " ".join(re.sub("[ｰー‐−―]", "-", half).replace("¥", "\\").replace("･", ".").split())


def is_bank_kana(text: str) -> bool:
    """Whether every character is one that the banks' transfer format (全銀協) has."""
    return bool(text) and bool(_BANK.match(text))
