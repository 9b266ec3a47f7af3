"""Names what was changed in a PDF after a signature: on which pages, and whether it is seen at all."""

import hashlib
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from kobe_desk.paper.verify.findings import Change

_MOST_PAGES = 2000
_MOST_OBJECTS = 20_000  # looked at for one page: more is a trap, not a paper
_MOST_NAMED = 5


def changes_since(reader: PdfFileReader, revision: int) -> tuple[Change, ...]:
    """What differs between the paper as it was signed and as it is now, the first few pages by number."""
    before = _pages(reader.get_historical_root(revision))
    after = _pages(reader.root)
    if len(before) != len(after):
        return (Change("pages"),)
    named: list[Change] = []
    for number, (old, new) in enumerate(zip(before, after, strict=True), start=1):
        if _drawn(old) != _drawn(new):
            named.append(Change("page", number))
        elif _digest(old.get("/Annots")) != _digest(new.get("/Annots")):
            named.append(Change("notes", number))
        if len(named) == _MOST_NAMED:
            break
    return tuple(named) or (Change("other"),)


def only_lasting(reader: PdfFileReader, revision: int) -> bool:
    """Whether proofs or a time stamp were added and nothing else, not even a title that pyHanko lets pass."""
    before = reader.get_historical_resolver(revision)
    titles = _titles(before.trailer_view) == _titles(reader.trailer_view)
    proofs = _digest(before.root.get("/DSS")) != _digest(reader.root.get("/DSS"))
    stamps = any(each.signed_revision > revision for each in reader.embedded_timestamp_signatures)
    return titles and (proofs or stamps)


def _titles(trailer: generic.DictionaryObject) -> dict[str, str]:
    """What the file says of itself, but for the day and the program of the last change."""
    found: Any = trailer.get("/Info")
    info = {} if found is None else found.get_object()
    return {name: repr(info[name]) for name in info if name not in ("/ModDate", "/Producer")}


def _pages(root: generic.DictionaryObject) -> list[generic.DictionaryObject]:
    pages: list[generic.DictionaryObject] = []
    waiting = [root["/Pages"]]
    seen = 0
    while waiting and seen < 2 * _MOST_PAGES:
        node = waiting.pop()
        seen += 1
        if "/Kids" in node:
            waiting.extend(kid.get_object() for kid in reversed(node["/Kids"]))
        else:
            pages.append(node)
    return pages


def _drawn(page: generic.DictionaryObject) -> bytes:
    parts = [page.get(name) for name in ("/Contents", "/Resources", "/MediaBox", "/CropBox", "/Rotate")]
    return b"".join(_digest(part) for part in parts)


def _digest(thing: Any) -> bytes:
    """A hash over an object and all it refers to. Signature fields count by their box only: signing fills them."""
    total = hashlib.sha256()
    waiting, seen, left = [thing], set[Any](), _MOST_OBJECTS
    while waiting and left:
        left -= 1
        each = waiting.pop()
        if isinstance(each, generic.IndirectObject):
            if each.reference in seen:
                continue
            seen.add(each.reference)
            each = each.get_object()  # type: ignore[no-untyped-call]
        if isinstance(each, generic.StreamObject):
            total.update(each.encoded_data)
        if isinstance(each, generic.DictionaryObject):
            waiting.extend(_members(each, total))
        elif isinstance(each, generic.ArrayObject):
            waiting.extend(each.raw_get(at) for at in range(len(each)))
        else:
            total.update(repr(each).encode())
    return total.digest()


def _members(thing: generic.DictionaryObject, total: Any) -> list[Any]:
    if thing.get("/FT") == "/Sig":
        total.update(repr(thing.get("/Rect")).encode())
        return []
    names = sorted(name for name in thing if name not in ("/Parent", "/P", "/Length"))
    total.update(" ".join(names).encode())
    return [thing.raw_get(name) for name in names]
