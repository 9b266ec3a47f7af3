"""What goes into a package, and the bag around it: BagIt 1.0 (RFC 8493) with SHA-256 and SHA-512."""

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kobe_desk.core import paths
from kobe_desk.core.japanese.era import wareki
from kobe_desk.paper.package.names import payload_names
from kobe_desk.paper.sign.certificates import facts_of, groups, load_certificate
from kobe_desk.paper.sign.signer import Signer, sign_detached

ALGORITHMS = ("sha256", "sha512")
LIST = "tagmanifest-sha256.txt"
LIST_SIGNATURE = "verify/tagmanifest.p7s"
SIGNATURE_LABEL = "Tag-Manifest-Signature"
"""Where bag-info.txt names that file, so that a signature taken out is missed: no list can hold it."""
ROOT = "verify/root.pem"
REVOCATIONS = "verify/root.crl"
README = "verify/README.txt"
BAGIT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


@dataclass(frozen=True, slots=True)
class PackageDocument:
    """A PDF of the submission: its title is the file's name (without a number; .pdf may be left out)."""

    title: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class PackageData:
    """The answers of one application, and the definition of its programme."""

    answers: bytes
    definition: bytes


@dataclass(frozen=True, slots=True)
class PackageContents:
    """Everything of one submission. `root_pem` is the association's root; `crl_pem` its list of withdrawn keys."""

    programme: str
    number: str
    association: str
    day: date
    documents: tuple[PackageDocument, ...]
    answers: bytes
    definition: bytes
    root_pem: bytes = b""
    crl_pem: bytes = b""
    ascii_names: bool = False
    more: tuple[PackageData, ...] = ()
    """The data of further applications that are handed in together (一括申請)."""


def bag(contents: PackageContents, signer: Signer | None = None) -> dict[str, bytes]:
    """All files of the bag by path; with a signer the list of lists is signed too."""
    payload = _payload(contents)
    tags = {"bagit.txt": BAGIT.encode(), "bag-info.txt": _info(contents, payload, signed=signer is not None)}
    tags |= _enclosed(contents, tuple(payload))
    tags |= {f"manifest-{name}.txt": manifest(payload, name) for name in ALGORITHMS}
    lists = {f"tagmanifest-{name}.txt": manifest(tags, name) for name in ALGORITHMS}
    signature = {LIST_SIGNATURE: sign_detached(lists[LIST], signer)} if signer else {}
    return tags | lists | payload | signature


def manifest(files: Mapping[str, bytes], algorithm: str) -> bytes:
    """A list of files as `sha256sum -c` reads it."""
    lines = [f"{hashlib.new(algorithm, data).hexdigest()}  {path}\n" for path, data in sorted(files.items())]
    return "".join(lines).encode()


def _payload(contents: PackageContents) -> dict[str, bytes]:
    titles = [each.title if each.title.lower().endswith(".pdf") else f"{each.title}.pdf" for each in contents.documents]
    names = payload_names(titles, ascii_only=contents.ascii_names)
    files = {f"data/{name}": each.pdf for name, each in zip(names, contents.documents, strict=True)}
    return files | _data(PackageData(contents.answers, contents.definition), *contents.more)


def _data(*applications: PackageData) -> dict[str, bytes]:
    """answers.json and programme.json; answers-2.json and so on for those handed in with the first."""
    files: dict[str, bytes] = {}
    for number, each in enumerate(applications, start=1):
        mark = f"-{number}" if number > 1 else ""
        files |= {f"data/answers{mark}.json": each.answers, f"data/programme{mark}.json": each.definition}
    return files


def _info(contents: PackageContents, payload: Mapping[str, bytes], *, signed: bool) -> bytes:
    octets = sum(len(data) for data in payload.values())
    rows = {
        "Source-Organization": contents.association,
        "External-Identifier": f"{contents.programme} {contents.number}",
        "Bagging-Date": contents.day.isoformat(),
        "Payload-Oxum": f"{octets}.{len(payload)}",
        "Bag-Software-Agent": "Kobe Desk",
    }
    if signed:
        rows[SIGNATURE_LABEL] = LIST_SIGNATURE
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in rows.items()).encode()


def _enclosed(contents: PackageContents, names: tuple[str, ...]) -> dict[str, bytes]:
    files = {README: _readme(contents, names)}
    if contents.root_pem:
        files[ROOT] = contents.root_pem
    if contents.crl_pem:
        files[REVOCATIONS] = contents.crl_pem
    return files


def _readme(contents: PackageContents, names: tuple[str, ...]) -> bytes:
    """How to verify, in Japanese, for a receiver without Kobe Desk (Windows line ends, with a mark for Notepad)."""
    text = paths.resources("package", "readme.txt").read_text(encoding="utf-8")
    titles = [
        f"　{unicodedata.normalize('NFC', each.title)}" if contents.ascii_names else "" for each in contents.documents
    ]
    titles += [""] * (len(names) - len(titles))
    listed = [f"・{name}{title}" for name, title in zip(names, titles, strict=True)]
    filled = text.format(
        association=contents.association,
        number=contents.number,
        day=wareki(contents.day),
        contents="\n".join(listed),
        fingerprint=_fingerprint(contents.root_pem),
    )
    return filled.replace("\n", "\r\n").encode("utf-8-sig")


def _fingerprint(pem: bytes) -> str:
    if not pem:
        return "（団体の証明書はありません）"
    parts = groups(facts_of(load_certificate(pem)).fingerprint)
    return "\n".join("  ".join(parts[at : at + 4]) for at in range(0, len(parts), 4))
