"""The answers of a check as plain data: for one file, for the whole, as JSON, and as an exit code."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from kobe_desk.core.clock import JST
from kobe_desk.paper.verify.findings import Finding

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class SignatureFact:
    """One signature: who (office and name as the certificate says), when (by which clock), and what holds."""

    field: str
    association: str
    office: str
    name: str
    signed_at: datetime | None
    certificate: str
    root: str
    genuine: bool
    known: bool
    time_trusted: bool
    covers_file: bool
    stamped: bool = False
    """Whether a time stamp is there, believed or not."""

    def as_json(self) -> dict[str, Any]:
        when = self.signed_at.astimezone(JST).isoformat(timespec="seconds") if self.signed_at else None
        plain = ("field", "association", "office", "name", "certificate", "root", "genuine", "known")
        rest = {"time_trusted": self.time_trusted, "covers_file": self.covers_file}
        return {name: getattr(self, name) for name in plain} | {"signed_at": when} | rest


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """The answers for one file. `unaltered` is None where nothing is signed or listed, so that nobody can say."""

    name: str
    sha256: str
    unaltered: bool | None
    signatures: tuple[SignatureFact, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def signer_known(self) -> bool:
        return bool(self.signatures) and all(each.known for each in self.signatures)

    @property
    def time_trusted(self) -> bool:
        return bool(self.signatures) and all(each.time_trusted for each in self.signatures)

    def named(self, name: str) -> "FileVerdict":
        """The same answers under the name that the file has in its package."""
        return replace(self, name=name, findings=tuple(replace(each, file=name) for each in self.findings))

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "sha256": self.sha256,
            "unaltered": self.unaltered,
            "signer_known": self.signer_known,
            "time_trusted": self.time_trusted,
            "signatures": [each.as_json() for each in self.signatures],
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """The three answers for what was handed in, with everything they rest on.

    `kind` is pdf, package or unknown; `list_signature` is the one over a package's list of files.
    """

    kind: str
    name: str
    unaltered: bool | None
    signer_known: bool
    time_trusted: bool
    findings: tuple[Finding, ...]
    files: tuple[FileVerdict, ...]
    list_signature: SignatureFact | None = None

    @property
    def changes(self) -> tuple[Finding, ...]:
        """What speaks against the content."""
        return tuple(each for each in self.findings if each.against)

    @property
    def notes(self) -> tuple[Finding, ...]:
        """What the reader should know besides."""
        return tuple(each for each in self.findings if not each.against)

    def as_json(self) -> dict[str, Any]:
        """The answer for machines: the field names are promised, the sentences are not."""
        return {
            "schema": SCHEMA,
            "kind": self.kind,
            "name": self.name,
            "unaltered": self.unaltered,
            "signer_known": self.signer_known,
            "time_trusted": self.time_trusted,
            "changes": [each.as_json() for each in self.changes],
            "notes": [each.as_json() for each in self.notes],
            "files": [each.as_json() for each in self.files],
            "list_signature": self.list_signature.as_json() if self.list_signature else None,
        }


def exit_code(verdict: Verdict, *, trust_given: bool) -> int:
    """0: unaltered, and under the given root if one was given; 1: anything else. 3 (cannot open) is a UserError."""
    if not verdict.unaltered:
        return 1
    return 0 if verdict.signer_known or not trust_given else 1


def single(kind: str, verdict: FileVerdict) -> Verdict:
    """The answer for a file that stands alone."""
    return Verdict(
        kind=kind,
        name=verdict.name,
        unaltered=verdict.unaltered,
        signer_known=verdict.signer_known,
        time_trusted=verdict.time_trusted,
        findings=verdict.findings,
        files=(verdict,),
    )
