"""The bag inside a package (BagIt 1.0, RFC 8493): what its lists promise, against what is there."""

import hashlib
import hmac
import re
import unicodedata
from dataclasses import dataclass

from kobe_desk.paper.package.contents import ALGORITHMS, LIST_SIGNATURE, SIGNATURE_LABEL
from kobe_desk.paper.package.unzip import Refused, Unzipped
from kobe_desk.paper.verify.findings import Finding, found

_BAGIT = re.compile(r"BagIt-Version: (?:1\.0|0\.97)\r?\nTag-File-Character-Encoding: UTF-8\r?\n?\s*\Z")
_LINE = re.compile(r"([0-9a-fA-F]{64}|[0-9a-fA-F]{128})[ \t]+\*?(.+)\Z")
_OXUM = re.compile(r"^Payload-Oxum[ \t]*:[ \t]*([^\r\n]*?)[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_SIGNATURE = f"{SIGNATURE_LABEL}: {LIST_SIGNATURE}"
_LONGEST_TAG = 4 << 20
_UNPROTECTED = (LIST_SIGNATURE, *(f"tagmanifest-{name}.txt" for name in ALGORITHMS))


class Bag:
    """The files of a package by their path in the bag, whether it lies in one top folder or in none."""

    def __init__(self, files: Unzipped) -> None:
        self._files = files
        self._top = _top(files.paths)
        self.outside = tuple(path for path in files.paths if not path.startswith(self._top))
        inside = (path.removeprefix(self._top) for path in files.paths if path.startswith(self._top))
        self.paths = tuple(sorted(inside))
        self.payload = tuple(path for path in self.paths if path.startswith("data/"))

    def __contains__(self, path: str) -> bool:
        return path in self.paths

    def read(self, path: str) -> bytes:
        return self._files.read(self._top + path)

    def size(self, path: str) -> int:
        return self._files.size(self._top + path)

    def text(self, path: str) -> str:
        """A tag file. Raises Refused where it is no UTF-8 or too long to be one."""
        data = self.read(path)
        try:
            return data[:_LONGEST_TAG].decode("utf-8-sig")
        except UnicodeDecodeError:
            raise Refused("zip_damaged", path) from None


@dataclass(frozen=True, slots=True)
class _List:
    name: str
    algorithm: str
    promised: dict[str, str]
    findings: tuple[Finding, ...]


def bag_findings(bag: Bag) -> list[Finding]:
    """All that speaks against the bag. An empty list: complete, and every file is what the lists say."""
    findings = [found("outside", path) for path in bag.outside]
    if not _BAGIT.fullmatch(bag.text("bagit.txt")):
        findings.append(found("bad_bag", "bagit.txt"))
    if "fetch.txt" in bag:
        findings.append(found("elsewhere", "fetch.txt"))
    tags = tuple(path for path in bag.paths if path not in bag.payload and path not in _UNPROTECTED)
    findings += _compared(bag, "manifest", bag.payload, "no_list")
    findings += _compared(bag, "tagmanifest", tags, "list_unlisted")
    return list(dict.fromkeys(findings + _taken_out(bag) + _total(bag)))


def _taken_out(bag: Bag) -> list[Finding]:
    """Lists of lists and their signature, which no list protects: whoever made the bag made them all."""
    if not any(path.startswith("tagmanifest-") for path in bag.paths):
        return []
    made = [f"tagmanifest-{name}.txt" for name in ALGORITHMS if f"manifest-{name}.txt" in bag]
    if "bag-info.txt" in bag and _SIGNATURE in bag.text("bag-info.txt").splitlines():
        made.append(LIST_SIGNATURE)
    return [found("missing", path) for path in made if path not in bag]


def _compared(bag: Bag, kind: str, paths: tuple[str, ...], without: str) -> list[Finding]:
    """Missing, changed and extra files of all lists of a kind: each algorithm has to name every file."""
    lists = [_read(bag, f"{kind}-{name}.txt", name) for name in ALGORITHMS if f"{kind}-{name}.txt" in bag]
    if not lists:
        return [found(without)]
    findings = [each for one in lists for each in one.findings]
    for one in lists:
        findings += [found("missing", path) for path in one.promised if path not in paths]
        findings += [found("extra", path, list=one.name) for path in paths if path not in one.promised]
    return findings + _changed(bag, lists, paths)


def _changed(bag: Bag, lists: list[_List], paths: tuple[str, ...]) -> list[Finding]:
    findings = []
    for path in paths:
        data = bag.read(path)
        for one in lists:
            promised = one.promised.get(path)
            if promised and not hmac.compare_digest(hashlib.new(one.algorithm, data).hexdigest(), promised):
                findings.append(found("changed", path))
    return findings


def _read(bag: Bag, name: str, algorithm: str) -> _List:
    """The promises of a manifest; what cannot be read is a finding."""
    promised: dict[str, str] = {}
    findings = []
    for line in bag.text(name).splitlines():
        match = _LINE.fullmatch(line)
        if match is None or len(match[1]) != hashlib.new(algorithm).digest_size * 2:
            findings.append(found("bad_list", name, list=name))
            continue
        path = unicodedata.normalize("NFC", _decoded(match[2].removeprefix("./")))
        if path in promised:
            findings.append(found("listed_twice", path, list=name))
        promised[path] = match[1].lower()
    return _List(name, algorithm, promised, tuple(findings))


def _decoded(path: str) -> str:
    """RFC 8493 §2.1.3: only line ends and the percent sign are written as codes."""
    for code, sign in (("%0A", "\n"), ("%0a", "\n"), ("%0D", "\r"), ("%0d", "\r"), ("%25", "%")):
        path = path.replace(code, sign)
    return path


def _total(bag: Bag) -> list[Finding]:
    if "bag-info.txt" not in bag:
        return []
    octets = sum(bag.size(path) for path in bag.payload)
    said = set(_OXUM.findall(bag.text("bag-info.txt")))
    return [found("total_differs", "bag-info.txt")] if said - {f"{octets}.{len(bag.payload)}"} else []


def _top(paths: tuple[str, ...]) -> str:
    """The folder that holds bagit.txt: one, or none. Raises Refused where there is no bag or it lies deeper."""
    if "bagit.txt" in paths:
        return ""
    tops = [path.removesuffix("bagit.txt") for path in paths if path.endswith("/bagit.txt")]
    shallow = [top for top in tops if top.count("/") == 1]
    if len(shallow) == 1:
        return shallow[0]
    raise Refused("nested" if tops else "no_bag")
