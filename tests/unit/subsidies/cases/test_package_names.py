"""Row 19 (bagit-python#51, libzip#212, the BagIt suite): names of enclosures, and lists that every system can check."""

import hashlib
import subprocess
import unicodedata
import zipfile
from datetime import date
from pathlib import Path
from random import Random

import pytest
from support.signing import drawn, keys, signed

from kobe_desk.core.progress import silent
from kobe_desk.modules.subsidies import exchange
from kobe_desk.paper.package.contents import PackageContents, PackageDocument
from kobe_desk.paper.package.export import export_package
from kobe_desk.paper.package.names import UnsafeName, is_reserved, key
from kobe_desk.paper.verify.door import verify

APART = unicodedata.normalize("NFD", "がっこう.pdf")
TOGETHER = unicodedata.normalize("NFC", "がっこう.pdf")


def exported(folder: Path, *titles: str) -> Path:
    documents = [PackageDocument(each, drawn(f"paper {number}")) for number, each in enumerate(titles)]
    return export_package(
        folder,
        PackageContents(
            "chiiki-npo", "12", "みなと台自治会", date(2026, 11, 25),
            (PackageDocument("交付申請書", signed()), *documents), b"{}", b"{}", keys().pem,
        ),
    )  # fmt: skip


def test_the_same_name_from_a_mac_and_another_system_are_two_files(tmp_path: Path) -> None:
    assert APART != TOGETHER
    package = exported(tmp_path, APART, TOGETHER, "がっこう.PDF")
    with zipfile.ZipFile(package) as archive:
        names = [each.rpartition("/")[2] for each in archive.namelist() if each.endswith(".pdf")]
        assert all(unicodedata.is_normalized("NFC", each) for each in names)
        assert len({key(each) for each in names}) == len(names) == 4
        assert sorted(each[3:] for each in names if "がっこう" in each) == [
            "がっこう-2.pdf",
            "がっこう-3.pdf",
            "がっこう.pdf",
        ]
        contents = {archive.read(each) for each in archive.namelist() if each.endswith(".pdf")}
    assert len(contents) == 4  # nothing was overwritten


@pytest.mark.parametrize(
    "name", ["../x.pdf", "..\\x.pdf", "/etc/x.pdf", "CON.pdf", "con", "LPT1.pdf", "a\rb.pdf", "a\nb.pdf", "a\x00.pdf"]
)
def test_a_name_that_leads_elsewhere_or_belongs_to_the_system_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnsafeName) as refused:
        exported(tmp_path, name)
    assert not list(tmp_path.glob("*.zip"))
    said = refused.value.message()
    assert "\r" not in said and "\x00" not in said and said.endswith("。")


@pytest.mark.parametrize("name", ["CON.pdf", "aux.pdf", "a\rb.pdf"])
def test_such_a_file_is_refused_when_it_is_chosen_and_not_after_everybody_signed(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(drawn("paper"))
    with pytest.raises(UnsafeName):
        exchange.read_enclosure(tmp_path / name, silent)


def test_the_lists_verify_with_the_tools_of_every_system(tmp_path: Path) -> None:
    package = exported(tmp_path, APART, TOGETHER, "見積書 （１社目）.pdf", "辻󠄀本.pdf", "ﾊﾝｶｸ.pdf")
    with zipfile.ZipFile(package) as archive:
        assert all(each.flag_bits & 0x800 or each.filename.isascii() for each in archive.infolist())
        archive.extractall(tmp_path / "out")
    (bag,) = (tmp_path / "out").iterdir()
    for name in ("sha256", "sha512"):
        for each in (f"manifest-{name}.txt", f"tagmanifest-{name}.txt"):
            done = subprocess.run([f"{name}sum", "-c", "--quiet", each], cwd=bag, capture_output=True, check=False)
            assert done.returncode == 0, done.stderr
            lines = (bag / each).read_text("utf-8").splitlines()
            assert all(
                hashlib.new(name, (bag / path).read_bytes()).hexdigest() == digest
                for digest, path in (line.split("  ", 1) for line in lines)
            )
            assert all("\\" not in line and "%" not in line for line in lines)
    assert verify(package, [keys().pem]).unaltered


def test_any_name_is_made_fit_or_refused_and_no_two_fall_together() -> None:
    """The rule with other names."""
    from kobe_desk.paper.package.names import payload_names

    dice = Random(19)  # a fixed seed: the same names in every run
    signs = [*'がか゛はﾊ神神A.aA-_ 　:*?<>|"\\/', "\u3099", "\u200b", "\r", "\ue0000", "CON", "pdf", "𠮷", "󠄀"]
    for _round in range(300):
        names = ["".join(dice.choices(signs, k=dice.randint(1, 12))) + ".pdf" for _name in range(dice.randint(1, 6))]
        try:
            made = payload_names(names)
        except UnsafeName:
            continue
        assert len({key(each) for each in made}) == len(names)
        assert len({key(each[3:]) for each in made}) == len(names)
        for each in made:
            assert not set(each) & set('\\/:*?"<>|\r\n\x00') and not is_reserved(each)
            assert unicodedata.is_normalized("NFC", each) and each == each.rstrip(". ")
