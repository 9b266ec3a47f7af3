"""A submission package: written so that any tool can check it, and read without trusting it."""

import io
import json
import re
import stat
import subprocess
import time
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import pytest
from support.signing import ASSOCIATION, chair, drawn, flipped, keys, other_root, painted_over, signed, treasurer

from kobe_desk.core import clock
from kobe_desk.core.text import use_language
from kobe_desk.paper.package import names
from kobe_desk.paper.package.check import verify_package
from kobe_desk.paper.package.contents import PackageContents, PackageDocument, bag, manifest
from kobe_desk.paper.package.export import PackageNotWhole, export_package, pack, package_name
from kobe_desk.paper.sign.authority import FolderNotWritable, Revocation, revocation_list
from kobe_desk.paper.sign.signer import sign_detached
from kobe_desk.paper.verify.door import CannotOpen, verify
from kobe_desk.paper.verify.verdict import Verdict, exit_code

TOP = "chiiki-npo-12-20261125"
Files = dict[str, bytes]


def contents() -> PackageContents:
    return PackageContents(
        programme="chiiki-npo",
        number="12",
        association=ASSOCIATION,
        day=date(2026, 11, 25),
        documents=(PackageDocument("交付申請書", signed()), PackageDocument("規約.pdf", drawn("bylaws"))),
        answers=json.dumps({"amount": 500_000}).encode(),
        definition=b'{"programme": "chiiki-npo"}',
        root_pem=keys().pem,
    )


@lru_cache(maxsize=1)
def files() -> Files:
    return bag(contents(), treasurer())


def checked(changed: Files, top: str = TOP) -> Verdict:
    return verify_package(pack(changed, top), [keys().pem])


def kinds(verdict: Verdict) -> set[str]:
    return {each.kind for each in verdict.changes}


def relisted(changed: Files) -> Files:
    """The lists made anew, as a forger would."""
    made = dict(changed)
    for name in ("sha256", "sha512"):
        made[f"manifest-{name}.txt"] = manifest({p: d for p, d in made.items() if p.startswith("data/")}, name)
    for name in ("sha256", "sha512"):
        tags = {p: d for p, d in made.items() if not p.startswith(("data/", "tagmanifest")) and not p.endswith(".p7s")}
        made[f"tagmanifest-{name}.txt"] = manifest(tags, name)
    return made


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")
    yield
    use_language("ja")


# Writing


def test_a_package_is_a_bag_that_common_tools_check(tmp_path: Path) -> None:
    path = export_package(tmp_path, contents(), treasurer())
    assert path.name == f"{TOP}.zip"
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert all(entry.flag_bits & 0x800 or entry.filename.isascii() for entry in archive.infolist())
        archive.extractall(tmp_path)
    folder = tmp_path / TOP
    for tool, name in (("sha256sum", "sha256"), ("sha512sum", "sha512")):
        subprocess.run(
            [tool, "-c", "--quiet", f"manifest-{name}.txt", f"tagmanifest-{name}.txt"], cwd=folder, check=True
        )
    words = ["cms", "-verify", "-binary", "-inform", "DER", "-in", "verify/tagmanifest.p7s", "-purpose", "any"]
    words += ["-content", "tagmanifest-sha256.txt", "-CAfile", "verify/root.pem", "-out", str(tmp_path / "out")]
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)
    assert sorted(each.name for each in (folder / "data").iterdir()) == [
        "01_交付申請書.pdf",
        "02_規約.pdf",
        "answers.json",
        "programme.json",
    ]


def test_the_guide_names_files_and_fingerprint_in_japanese() -> None:
    text = files()["verify/README.txt"].decode("utf-8-sig")
    assert "data/01_交付申請書.pdf" in text and "令和8年11月25日" in text and "\r\n" in text
    digits = "".join(re.findall(r"\b[0-9A-F]{4}\b", text.split("SHA-256")[1].split("この指紋")[0]))
    assert digits == keys().root.facts.fingerprint


def test_the_same_content_gives_the_same_bytes() -> None:
    assert pack(bag(contents()), TOP) == pack(dict(reversed(bag(contents()).items())), TOP)


def test_an_earlier_package_keeps_its_name_and_content(tmp_path: Path) -> None:
    first = export_package(tmp_path, contents())
    before = first.read_bytes()
    second = export_package(tmp_path, contents())
    assert second.name == f"{TOP}-2.zip" and first.read_bytes() == before
    assert verify(second).unaltered
    with zipfile.ZipFile(second) as archive:
        assert {name.split("/")[0] for name in archive.namelist()} == {f"{TOP}-2"}


def test_a_paper_changed_after_signing_is_not_exported(tmp_path: Path) -> None:
    for bad in (painted_over(signed()), drawn("x")[:400], b"not a pdf"):
        broken = replace(contents(), documents=(PackageDocument("交付申請書", bad),))
        with pytest.raises(PackageNotWhole):
            export_package(tmp_path, broken)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(FolderNotWritable):
        export_package(tmp_path / "stick", contents())


def test_japanese_numbers_leave_their_digits_in_the_name() -> None:
    assert package_name(replace(contents(), number="みなと台発第１２号")) == TOP


def test_names_are_numbered_composed_and_kept_apart() -> None:
    apart = unicodedata.normalize("NFD", "がっこう.pdf")
    assert names.payload_names([apart, "がっこう.pdf", "A.pdf", "a.PDF"]) == (
        "01_がっこう.pdf",
        "02_がっこう-2.pdf",
        "03_A.pdf",
        "04_a-2.pdf",
    )


def test_names_lose_what_windows_cannot_hold_and_keep_their_variants_whole() -> None:
    assert names.payload_names(["何?: <案>.pdf", "議事録 . .pdf", "辻󠄀.pdf"]) == (
        "01_何？： ＜案＞.pdf",
        "02_議事録.pdf",
        "03_辻󠄀.pdf",
    )
    (long,) = names.payload_names(["辻󠄀" * 60 + ".pdf"])
    assert len(long) <= 60 and long.endswith("󠄀.pdf")


@pytest.mark.parametrize(
    "name", ["../x.pdf", "a/b.pdf", "C:\\x.pdf", "CON.pdf", "lpt1", "a\rb.pdf", "..", " . ", "\x00.pdf"]
)
def test_paths_devices_and_controls_are_refused_as_names(name: str) -> None:
    with pytest.raises(names.UnsafeName):
        names.payload_names([name])


def test_old_receivers_get_ascii_names_and_a_guide_to_them() -> None:
    made = bag(replace(contents(), ascii_names=True))
    assert all(path.isascii() for path in made)
    assert "01_document.pdf　交付申請書" in made["verify/README.txt"].decode("utf-8-sig")


def test_more_files_than_two_digits_count_are_refused() -> None:
    with pytest.raises(names.TooManyFiles):
        names.payload_names(["a.pdf"] * 100)


# Reading


def test_a_whole_package_gets_three_answers() -> None:
    verdict = checked(files())
    assert (verdict.unaltered, verdict.signer_known, verdict.time_trusted) == (True, True, False)
    assert [file.name for file in verdict.files][:2] == ["data/01_交付申請書.pdf", "data/02_規約.pdf"]
    assert verdict.list_signature is not None and verdict.list_signature.name == "髙橋 はる子"
    assert {each.kind for each in verdict.notes} == {"pc_clock", "unsigned"}


def test_a_bag_without_its_folder_or_packed_again_on_a_mac_is_whole_too() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files().items():
            archive.writestr(unicodedata.normalize("NFD", path), data)
        archive.writestr("__MACOSX/._x", b"x")
        archive.writestr("data/.DS_Store", b"x")
    assert verify_package(out.getvalue(), [keys().pem]).signer_known


def test_a_package_packed_again_by_windows_keeps_its_names() -> None:
    """Its own packer writes names in the code page and sets no mark."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, data in files().items():
            archive.writestr(_CodePage(path), data)
    assert "交付".encode("cp932") in out.getvalue()
    assert verify_package(out.getvalue(), [keys().pem]).signer_known


class _CodePage(zipfile.ZipInfo):
    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("cp932"), self.flag_bits & ~0x800


ALTERED: dict[str, tuple[Callable[[Files], Files], str]] = {
    "answers changed": (lambda f: f | {"data/answers.json": b'{"amount": 900000}'}, "changed"),
    "paper changed": (lambda f: f | {"data/02_規約.pdf": drawn("other bylaws")}, "changed"),
    "paper painted over, lists made anew": (
        lambda f: relisted(f | {"data/01_交付申請書.pdf": painted_over(signed())}),
        "added_after",
    ),
    "bylaws swapped, lists made anew": (
        lambda f: relisted(f | {"data/02_規約.pdf": drawn("other")}),
        "list_forged",
    ),
    "list changed": (lambda f: f | {"manifest-sha256.txt": f["manifest-sha256.txt"].replace(b"a", b"b")}, "changed"),
    "list garbled": (lambda f: f | {"manifest-sha512.txt": b"\xff\xfe" * 9}, "zip_damaged"),
    "line garbled": (lambda f: f | {"manifest-sha256.txt": b"hello\n" + f["manifest-sha256.txt"]}, "bad_list"),
    "listed twice": (lambda f: f | {"manifest-sha256.txt": f["manifest-sha256.txt"] * 2}, "listed_twice"),
    "file missing": (lambda f: {p: d for p, d in f.items() if p != "data/02_規約.pdf"}, "missing"),
    "file added": (lambda f: f | {"data/99_extra.pdf": drawn("extra")}, "extra"),
    "tag file added": (lambda f: f | {"verify/note.txt": b"hello"}, "extra"),
    "guide changed": (lambda f: f | {"verify/README.txt": b"trust me"}, "changed"),
    "root swapped": (lambda f: f | {"verify/root.pem": other_root().pem}, "changed"),
    "no bagit.txt": (lambda f: {p: d for p, d in f.items() if p != "bagit.txt"}, "no_bag"),
    "bagit.txt garbled": (lambda f: f | {"bagit.txt": b"BagIt-Version: 9\n"}, "bad_bag"),
    "no lists": (lambda f: {p: d for p, d in f.items() if not p.startswith("manifest")}, "no_list"),
    "no list of lists": (lambda f: {p: d for p, d in f.items() if not p.startswith("tagm")}, "list_unlisted"),
    "list of lists missing": (lambda f: {p: d for p, d in f.items() if p != "tagmanifest-sha256.txt"}, "missing"),
    "other list of lists missing": (lambda f: {p: d for p, d in f.items() if p != "tagmanifest-sha512.txt"}, "missing"),
    "signature missing": (lambda f: {p: d for p, d in f.items() if not p.endswith(".p7s")}, "missing"),
    "files elsewhere": (lambda f: f | {"fetch.txt": b"http://example.jp/x - data/x.pdf\n"}, "elsewhere"),
    "total differs": (
        lambda f: relisted(f | {"bag-info.txt": f["bag-info.txt"].replace(b"Payload-Oxum: ", b"Payload-Oxum: 1")}),
        "total_differs",
    ),
    "total unreadable": (
        lambda f: relisted(f | {"bag-info.txt": f["bag-info.txt"].replace(b"Payload-Oxum: ", b"payload-oxum: x")}),
        "total_differs",
    ),
    "signature garbled": (lambda f: f | {"verify/tagmanifest.p7s": b"0\x82garbage"}, "list_forged"),
    "signature flipped": (
        lambda f: f | {"verify/tagmanifest.p7s": flipped(f["verify/tagmanifest.p7s"], 500)},
        "list_forged",
    ),
    "paper damaged": (lambda f: relisted(f | {"data/02_規約.pdf": drawn("x")[:300]}), "pdf_damaged"),
    "no paper at all": (lambda f: relisted(f | {"data/02_規約.pdf": b"hello"}), "not_a_pdf"),
}


@pytest.mark.parametrize("case", ALTERED)
def test_an_altered_package_says_what_is_wrong(case: str) -> None:
    change, kind = ALTERED[case]
    verdict = checked(change(files()))
    assert verdict.unaltered is False and kind in kinds(verdict), kinds(verdict)
    assert all(each.message() for each in verdict.findings)
    assert exit_code(verdict, trust_given=False) == 1


def test_a_package_whose_list_nobody_signed_is_whole_but_not_under_the_root() -> None:
    verdict = checked(bag(contents()))
    assert verdict.unaltered and not verdict.signer_known
    assert "list_unsigned" in {each.kind for each in verdict.notes}
    assert exit_code(verdict, trust_given=True) == 1 and exit_code(verdict, trust_given=False) == 0


def test_a_package_signed_by_a_stranger_of_the_same_name_is_not_under_the_root() -> None:
    verdict = verify_package(pack(files(), TOP), [other_root().pem])
    assert verdict.unaltered and not verdict.signer_known
    assert exit_code(verdict, trust_given=True) == 1 and exit_code(verdict, trust_given=False) == 0


def test_the_list_of_withdrawn_keys_in_the_package_counts_when_the_root_made_it() -> None:
    revoked = [Revocation(keys().treasurer.facts.serial, clock.now() - timedelta(days=1))]
    for root, known in ((keys().root, False), (other_root(), True)):
        made = bag(replace(contents(), crl_pem=revocation_list(root, revoked)), treasurer())
        assert checked(made).signer_known is known


def zipped(write: Callable[[zipfile.ZipFile], None]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        write(archive)
    return out.getvalue()


def named(*paths: str) -> bytes:
    return zipped(lambda archive: [archive.writestr(path, b"x") for path in ("t/bagit.txt", *paths)] and None)


def link() -> bytes:
    entry = zipfile.ZipInfo("t/data/link.pdf")
    entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return zipped(lambda archive: archive.writestr(entry, b"/etc/passwd"))


def bomb() -> bytes:
    return zipped(lambda archive: [archive.writestr(f"t/{n}", b"\0" * (60 << 20)) for n in range(9)] and None)


def many() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(3000):
            archive.writestr(f"t/{number}", b"")
    return out.getvalue()


def lying_size() -> bytes:
    """A file that says it has one byte and unpacks to a million."""
    data = bytearray(zipped(lambda archive: archive.writestr("t/bagit.txt", b"\0" * 1_000_000)))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = (1).to_bytes(4, "little")
    return bytes(data)


def twice() -> bytes:
    return named("t/data/aa.pdf", "t/data/ab.pdf").replace(b"t/data/ab.pdf", b"t/data/aa.pdf")


def locked() -> bytes:
    data = bytearray(named("t/data/a.pdf"))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = data.rindex(mark)
        data[found + at] |= 1
    return bytes(data)


def stray() -> bytes:
    inside = {f"t/{path}": data for path, data in files().items()}
    return zipped(lambda archive: [archive.writestr(p, d) for p, d in (inside | {"x.txt": b"x"}).items()] and None)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "climbing": (lambda: named("t/../../x.pdf"), "bad_name"),
    "absolute": (lambda: named("/etc/x.pdf"), "bad_name"),
    "drive": (lambda: named("C:/x.pdf"), "bad_name"),
    "backslash": (lambda: named("t\\..\\x.pdf"), "bad_name"),
    "device": (lambda: named("t/data/CON.pdf"), "bad_name"),
    "trailing dot": (lambda: named("t/data/x."), "bad_name"),
    "line break": (lambda: named("t/data/a\rb.pdf"), "bad_name"),
    "right to left": (lambda: named("t/data/a\u202efdp.exe"), "bad_name"),
    "zero byte": (lambda: named("t/data/a!b.pdf").replace(b"a!b.pdf", b"a\0b.pdf"), "bad_name"),
    "link": (link, "link"),
    "twice": (twice, "twin_names"),
    "case twins": (lambda: named("t/data/A.pdf", "t/data/a.pdf"), "twin_names"),
    "composed twins": (lambda: named("t/data/が.pdf", unicodedata.normalize("NFD", "t/data/が.pdf")), "twin_names"),
    "bomb": (bomb, "swells"),
    "lying size": (lying_size, "zip_damaged"),
    "many": (many, "too_many"),
    "locked": (locked, "zip_locked"),
    "deeper": (lambda: zipped(lambda archive: archive.writestr("a/b/bagit.txt", b"x")), "nested"),
    "outside": (stray, "outside"),
    "two bags": (lambda: zipped(lambda a: [a.writestr(f"{n}/bagit.txt", b"x") for n in "ab"] and None), "nested"),
    "no zip": (lambda: b"PK\x03\x04" + b"garbage" * 99, "zip_damaged"),
    "cut": (lambda: pack(files(), TOP)[:-30], "zip_damaged"),
    "empty": (lambda: zipped(lambda archive: None), "no_bag"),
    "data before": (lambda: b"MZ" * 50 + pack(files(), TOP), "zip_hides"),
    "data behind": (lambda: pack(files(), TOP) + b"hello", "zip_hides"),
    "not a bag": (lambda: zipped(lambda archive: archive.writestr("word/document.xml", b"x")), "no_bag"),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_zip_gets_a_sentence_at_once(case: str) -> None:
    make, kind = HOSTILE[case]
    data = make()
    start = time.perf_counter()
    verdict = verify_package(data, [keys().pem])
    assert time.perf_counter() - start < 1
    assert verdict.unaltered is False and kind in kinds(verdict), kinds(verdict)


def test_no_noise_in_a_zip_raises(tmp_path: Path) -> None:
    data = pack(files(), TOP)
    for at in range(0, len(data), len(data) // 80):
        assert verify_package(flipped(data, at)).kind == "package"


# The one door


def test_one_door_takes_papers_packages_and_neither(tmp_path: Path) -> None:
    package = export_package(tmp_path, contents(), chair())
    paper, other, gone = tmp_path / "申請書.pdf", tmp_path / "photo.jpg", tmp_path / "gone.pdf"
    paper.write_bytes(signed())
    other.write_bytes(b"\xff\xd8" * 50)
    assert [verify(path, [keys().pem]).kind for path in (package, paper, other)] == ["package", "pdf", "unknown"]
    assert [exit_code(verify(path, [keys().pem]), trust_given=True) for path in (package, paper, other)] == [0, 0, 1]
    for path in (gone, tmp_path):
        with pytest.raises(CannotOpen):
            verify(path)


def test_machines_get_the_promised_fields(tmp_path: Path) -> None:
    package = export_package(tmp_path, contents(), chair())
    answer = json.loads(json.dumps(verify(package).as_json()))
    assert {"unaltered", "signer_known", "time_trusted", "changes", "files"} <= set(answer)
    assert (answer["unaltered"], answer["signer_known"], answer["changes"]) == (True, False, [])
    assert answer["files"][0]["signatures"][0]["name"] == "𠮷田 太郎"
    package.write_bytes(pack(files() | {"data/answers.json": b"{}"}, TOP))
    assert verify(package).as_json()["changes"][0]["file"] == "data/answers.json"


def test_a_list_signed_over_something_else_is_forged() -> None:
    verdict = checked(files() | {"verify/tagmanifest.p7s": sign_detached(b"another list", chair())})
    assert kinds(verdict) == {"list_forged"}
