"""Everything a check can find, each worded once: what speaks against the content, and what is only to be known."""

from dataclasses import dataclass
from typing import Any

from kobe_desk.core.clock import JST
from kobe_desk.core.text import N_, _

CHANGES = {
    "altered": N_("What {who} signed was changed afterwards."),
    "forged": N_("The signature of {who} is not genuine."),
    "added_after": N_("After {who} signed, the file was changed: {what}."),
    "not_covered": N_("The signature of {who} does not cover the whole file."),
    "signature_removed": N_("A signature was taken out or hidden."),
    "signature_unreadable": N_("A signature in this file cannot be read."),
    "not_a_pdf": N_("This is not a PDF."),
    "pdf_damaged": N_("This PDF is damaged or incomplete and cannot be checked."),
    "pdf_locked": N_("This PDF is locked with a password and cannot be checked."),
    "unknown_kind": N_("This is neither a PDF nor a package, so it cannot be checked."),
    "too_large": N_("This file is larger than {limit} MB and was not checked."),
    "zip_damaged": N_("This package is damaged or incomplete and cannot be checked."),
    "zip_locked": N_("This package holds files locked with a password and cannot be checked."),
    "zip_hides": N_("This package holds data outside its files. It was not made by Kobe Desk or was changed."),
    "too_many": N_("This package holds more than {limit} files and was not checked."),
    "swells": N_("This package would swell to more than {limit} MB and was not unpacked."),
    "bad_name": N_("This package holds a file name that is not safe. It was not unpacked."),
    "twin_names": N_("This package holds two files of the same name."),
    "link": N_("This package holds a link instead of a file. It was not unpacked."),
    "nested": N_("The package lies in a folder inside a folder. Unpack it and check the inner one."),
    "outside": N_("This file lies outside the package's folder."),
    "no_bag": N_("The file bagit.txt is missing, so this is not a whole package."),
    "bad_bag": N_("The file bagit.txt does not say what it should."),
    "no_list": N_("The list of files (manifest) is missing, so nothing can be compared."),
    "bad_list": N_("A line of the list {list} cannot be read."),
    "listed_twice": N_("The list {list} names this file twice."),
    "list_unlisted": N_("The lists themselves are not protected: tagmanifest-sha256.txt is missing."),
    "missing": N_("This file is on the list but not in the package."),
    "extra": N_("This file is in the package but not on the list {list}."),
    "changed": N_("The content of this file was changed: it is not what the list says."),
    "total_differs": N_("The number or size of the files is not what bag-info.txt says."),
    "elsewhere": N_("The package says that some of its files lie elsewhere."),
    "list_forged": N_("The list of files was changed after it was signed, or its signature is not genuine."),
}
"""Findings that mean: altered, incomplete, or not readable."""

NOTES = {
    "unsigned": N_("This file is not signed."),
    "list_unsigned": N_("The list of files is not signed by anybody."),
    "unknown_signer": N_("{who} is not known here. Compare the fingerprint: {root}"),
    "no_root": N_("{who} signed with a certificate of unknown origin."),
    "not_valid_then": N_("The certificate of {who} was not valid at the time stated in the signature."),
    "wrong_use": N_("The certificate of {who} was not made for signing papers."),
    "revoked": N_("The certificate of {who} was withdrawn on {when:%Y-%m-%d}."),
    "revoked_later": N_("The certificate of {who} was withdrawn on {when:%Y-%m-%d}, after the stated time of signing."),
    "pc_clock": N_("The time of {who}, {when:%Y-%m-%d %H:%M}, is that of the signer's computer, confirmed by nobody."),
    "unknown_time": N_("The signature of {who} has a time stamp, but of an authority that is not known here."),
    "no_time": N_("The signature of {who} states no time."),
    "in_future": N_("The signature of {who} is dated in the future."),
    "open_place": N_("The place {field} is not signed yet."),
}
"""Findings that do not speak against the content."""

TEXTS = CHANGES | NOTES

WHAT = {
    "pages": N_("the number of pages"),
    "page": N_("what stands on page {page}"),
    "notes": N_("notes or fields on page {page}"),
    "other": N_("parts that are not seen on the pages"),
}
"""What was changed after a signature."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was changed after a signature; `page` from 1, or 0 for the whole file."""

    what: str
    page: int = 0

    def message(self) -> str:
        return _(WHAT[self.what]).format(page=self.page)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, as plain data; its sentence is made where it is shown, in the reader's language."""

    kind: str
    file: str = ""
    facts: tuple[tuple[str, Any], ...] = ()

    @property
    def against(self) -> bool:
        """Whether this means altered, incomplete or unreadable."""
        return self.kind in CHANGES

    def message(self) -> str:
        return _(TEXTS[self.kind]).format(**{key: _shown(value) for key, value in self.facts})

    def as_json(self) -> dict[str, str]:
        return {"kind": self.kind, "file": self.file, "text": self.message()}


def found(kind: str, file: str = "", **facts: Any) -> Finding:
    if kind not in TEXTS:
        raise KeyError(kind)
    return Finding(kind, file, tuple(facts.items()))


def _shown(value: Any) -> Any:
    if isinstance(value, Change):
        return value.message()
    return value.astimezone(JST) if hasattr(value, "astimezone") else value
