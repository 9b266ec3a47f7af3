"""Page numbers laid over the pages of a bound book, as one addition to the file: the pages themselves stay.

The file is what pdfium has just written, so its spelling is known: a table of places, no objects in streams, every
page with its own box and resources. Reading it with a PDF library took sixty times as long as binding it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from kobe_desk.paper.glyphs import Line
from kobe_desk.paper.sheet import MIDDLE, MM

SIZE = 9.0
PLATE_HEIGHT, FOOT, MARGIN = 6.0, 3.5, 2.0
"""The white plate of a page's number, how far it stands above the edge, and beside its number, in mm."""
_A4 = b"[0 0 595.28 841.89]"
_OWN = b"/KobeDesk"
"""Before the names of our fonts, so that no page knows them already."""
_DEEPEST = 12
"""How deep arrays and dictionaries may stand in one another."""
_REFERENCE = re.compile(rb"\s*(\d+) 0 R\s*")
_LIST = re.compile(rb"\d+ 0 obj\s*(\[[^\]]*\])")


def _entry() -> re.Pattern[bytes]:
    """A name and its value, with whatever stands inside the value."""
    name, words = rb"/[^\s/<>\[\]()]*+", rb"\((?:[^\\()]|\\.)*+\)|<[0-9A-Fa-f\s]*+>"
    inside = rb"(?:[^<>\[\]()]++|" + words + rb")*+"
    for _level in range(_DEEPEST):
        inside = rb"(?:[^<>\[\]()]++|" + words + rb"|(?:<<|\[)" + inside + rb"(?:>>|\]))*+"
    value = name + rb"|[^/<>\[\]()]++|(?:<<|\[)" + inside + rb"(?:>>|\])|" + words
    return re.compile(rb"(" + name + rb")\s*+(" + value + rb")", re.DOTALL)


_ENTRY = _entry()
_LINE = 20
Entries = dict[bytes, bytes]
"""A dictionary of the file: its names, each with its value as it is written."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What stands before the first numbered page, and the numbers, set with its fonts; title and author of it all."""

    front: bytes
    lines: tuple[Line, ...]
    title: str
    author: str


def numbered(pdf: bytes, plain: int, numbers: Numbers) -> bytes:
    """The file with the first number on the page after the first `plain` ones, which are the front, and so on."""
    book = _Book(pdf)
    book.tell(numbers.title, numbers.author)
    pages = book.pages()
    fonts = book.entries(book.entries(pages[0][1][b"/Resources"])[b"/Font"])
    own = b"".join(_OWN + name[1:] + b" " + value for name, value in fonts.items())
    before = book.add(_stream(b"q"))  # whatever a page leaves behind ends before its number
    for (key, page), number in zip(pages[plain:], numbers.lines, strict=True):
        drawn = book.add(_stream(_drawing(page, number)))
        page[b"/Contents"] = b"[%d 0 R %b %d 0 R]" % (before, book.drawings(page), drawn)
        page[b"/Resources"] = book.resources(page.get(b"/Resources", b"<<>>"), own)
        book.changed[key] = _dictionary(page)
    return book.written()


@dataclass
class _Book:
    """The file, and what is added at its end."""

    data: bytes
    changed: dict[int, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.table = int(self.data[self.data.rindex(b"startxref") :].split()[1])
        self._runs = [*self._read_runs()]
        self.trailer = entries(self.data[self.data.rindex(b"trailer") :])
        self._next = int(self.trailer[b"/Size"])
        self.resources = cache(self._with_fonts)

    def _read_runs(self) -> Iterator[tuple[int, int, int]]:
        """The table's runs of objects: the first, the one after the last, and where their lines of 20 bytes begin."""
        at = self.data.index(b"\n", self.table) + 1
        while self.data[at : at + 7] != b"trailer":
            end = self.data.index(b"\n", at) + 1
            first, count = map(int, self.data[at:end].split())
            yield first, first + count, end
            at = end + count * _LINE

    def _place(self, key: int) -> int:
        """Where an object stands."""
        first, start = next((first, start) for first, after, start in self._runs if first <= key < after)
        line = start + (key - first) * _LINE
        return int(self.data[line : line + 10])

    def whole(self, key: int) -> Entries:
        """The dictionary of an object."""
        place = self._place(key)
        return entries(self.data[place : self.data.index(b"endobj", place)])

    def entries(self, value: bytes) -> Entries:
        """A dictionary that stands here or is referred to."""
        found = _REFERENCE.fullmatch(value)
        return self.whole(int(found[1])) if found else entries(value)

    def drawings(self, page: Entries) -> bytes:
        """The streams of a page, one after another; the list of them may be an object of its own."""
        said = page.get(b"/Contents", b"")
        if found := _REFERENCE.fullmatch(said):
            place = self._place(int(found[1]))
            if listed := _LIST.match(self.data, place):
                said = listed[1]
        return said.strip(b"[]")

    def pages(self) -> list[tuple[int, Entries]]:
        """The pages in their order, each with its dictionary."""
        root = self.entries(self.trailer[b"/Root"])
        return [*self._leaves(_references(root[b"/Pages"])[0])]

    def _leaves(self, key: int) -> Iterator[tuple[int, Entries]]:
        found = self.whole(key)
        if b"/Kids" not in found:
            yield key, found
        for each in _references(found.get(b"/Kids", b"")):
            yield from self._leaves(each)

    def tell(self, title: str, author: str) -> None:
        """What the merge leaves out: title, author, language."""
        facts = {b"/Title": title, b"/Author": author, b"/Creator": "Kobe Desk", b"/Producer": "Kobe Desk"}
        texts = {name: b"<FEFF%b>" % text.encode("utf-16-be").hex().encode() for name, text in facts.items()}
        (root,) = _references(self.trailer[b"/Root"])
        more = {b"/Lang": b"(ja)", b"/ViewerPreferences": b"<</DisplayDocTitle true>>"}
        self.changed[root] = _dictionary({**self.whole(root), **more})
        self.trailer[b"/Info"] = b"%d 0 R" % self.add(_dictionary(texts))

    def _with_fonts(self, value: bytes, own: bytes) -> bytes:
        found = self.entries(value)
        fonts = self.entries(found[b"/Font"]) if b"/Font" in found else {}
        found[b"/Font"] = _dictionary(fonts)[:-2] + own + b">>"
        return b"%d 0 R" % self.add(_dictionary(found))

    def add(self, text: bytes) -> int:
        key, self._next = self._next, self._next + 1
        self.changed[key] = text
        return key

    def written(self) -> bytes:
        """The file as it was, and behind it what changed with a table of its own."""
        place = len(self.data)
        parts, table = [self.data], [b"xref\r\n"]
        for key, text in self.changed.items():
            made = b"%d 0 obj\r\n%b\r\nendobj\r\n" % (key, text)
            table.append(b"%d 1\r\n%010d 00000 n\r\n" % (key, place))
            parts.append(made)
            place += len(made)
        trailer = {**self.trailer, b"/Size": b"%d" % self._next, b"/Prev": b"%d" % self.table}
        end = b"trailer\r\n%b\r\nstartxref\r\n%d\r\n%%%%EOF\r\n" % (_dictionary(trailer), place)
        return b"".join((*parts, *table, end))


def entries(text: bytes) -> Entries:
    """The dictionary that a text begins with, or that stands behind the number of its object."""
    return dict(_ENTRY.findall(text, text.index(b"<<") + 2))


def _references(value: bytes) -> list[int]:
    return [int(each) for each in _REFERENCE.findall(value)]


def _dictionary(found: Entries) -> bytes:
    return b"<<" + b"".join(name + b" " + value for name, value in found.items()) + b">>"


def _stream(text: bytes) -> bytes:
    return b"<</Length %d>>stream\r\n%b\r\nendstream" % (len(text), text)


def _drawing(page: Entries, number: Line) -> bytes:
    """A white plate in the middle of the foot of the page as it is looked at, and the number on it."""
    wide = number.width * SIZE / 1000
    plate, high = wide + 2 * MARGIN * MM, PLATE_HEIGHT * MM
    shown = " ".join([f"{_OWN.decode()}{font} {SIZE:g} Tf <{codes}> Tj" for font, codes in number.pieces])
    foot = _foot(page.get(b"/CropBox") or page.get(b"/MediaBox") or _A4, page.get(b"/Rotate", b"0"))
    text = f"BT 0 g {-wide / 2:.2f} {high / 2 - MIDDLE * SIZE:.2f} Td {shown} ET"
    return f"Q q {foot} cm 1 g {-plate / 2:.2f} 0 {plate:.2f} {high:.2f} re f {text} Q".encode()


@cache
def _foot(box: bytes, turn: bytes) -> str:
    """The matrix that puts what is drawn around 0 0 to the middle of the foot, whichever way the page is turned."""
    one, two, three, four = (float(each) for each in box.strip(b"[]").split())
    across, up, foot = (one + three) / 2, (two + four) / 2, FOOT * MM
    return {
        90: f"0 1 -1 0 {max(one, three) - foot:.2f} {up:.2f}",
        180: f"-1 0 0 -1 {across:.2f} {max(two, four) - foot:.2f}",
        270: f"0 -1 1 0 {min(one, three) + foot:.2f} {up:.2f}",
    }.get(int(turn) % 360, f"1 0 0 1 {across:.2f} {min(two, four) + foot:.2f}")
