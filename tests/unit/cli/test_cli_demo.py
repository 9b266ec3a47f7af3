"""The main job without a screen, and what its package says to whoever checks it."""

import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import redirect_stderr
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from support.command_line import Run

from kobe_desk import cli

PROGRAMS = Path(sys.executable).parent
SIGNED = ("01_", "04_", "06_")


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What the main job leaves, made once; the temporary folder it works in is watched."""
    out, work, home = (tmp_path_factory.mktemp(name) for name in ("demo", "work", "home"))
    told = StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stderr(told):
        patch.setenv("HOME", str(home))
        patch.setattr(tempfile, "tempdir", str(work))
        assert cli.main(["demo", "--out", str(out)]) == 0
    counted = [(int(step), int(steps)) for step, steps in re.findall(r"\[ ?(\d+)/(\d+)\]", told.getvalue())]
    assert counted == [(step, len(counted)) for step in range(1, len(counted) + 1)], "the steps count to their end"
    assert list(work.iterdir()) == [], "the workplace is left"
    assert [path for path in home.rglob("*") if path.is_file()] == [], "something is left in the home folder"
    yield out


@pytest.fixture
def package(output: Path) -> Path:
    return next(output.glob("*.zip"))


@pytest.fixture
def root(output: Path) -> Path:
    return output / "association-root.pem"


def test_it_leaves_the_package_and_every_paper(output: Path) -> None:
    names = {path.name for path in output.iterdir()}
    assert len([name for name in names if name.endswith(".zip")]) == 1
    assert "回復コード.pdf" in names
    parts = (
        "議事録.pdf",
        "署名の確かめ方.pdf",
        "抄本 ",
        "招集通知",
        "議案書",
        "出席簿",
        "進行表",
        "票数集計表",
        "公開用",
    )
    for part in (*parts, "議決一覧"):
        assert any(part in name for name in names), part
    assert {"名簿（班別）.pdf", "名簿（五十音順）.pdf"} <= names
    assert len([name for name in names if name[:2].isdigit() and name.endswith(".pdf")]) == 10
    assert all((output / name).read_bytes().startswith(b"%PDF-") for name in names if name.endswith(".pdf"))


def test_the_package_verifies_with_and_without_the_root(run: Run, package: Path, root: Path) -> None:
    trusted = run("verify", package, "--trust", root, "--json")
    assert trusted.code == 0
    assert (trusted.json["unaltered"], trusted.json["signer_known"], trusted.json["time_trusted"]) == (
        True,
        True,
        False,
    )
    assert trusted.json["changes"] == []
    assert len(trusted.json["files"]) == 12
    unknown = run("verify", package, "--json")
    assert (unknown.code, unknown.json["signer_known"]) == (0, False)


def test_under_another_root_it_is_refused(run: Run, package: Path, output: Path, tmp_path: Path) -> None:
    from support.signing import other_root

    (tmp_path / "other.pem").write_bytes(other_root().pem)
    said = run("verify", package, "--trust", tmp_path / "other.pem", "--json")
    assert (said.code, said.json["unaltered"], said.json["signer_known"]) == (1, True, False)
    (tmp_path / "none.pem").write_bytes(b"nothing")
    assert run("verify", package, "--trust", tmp_path / "none.pem").code == 3


def test_independent_readers_accept_every_signature(output: Path, root: Path) -> None:
    for file in (path for path in output.glob("*.pdf") if path.name.startswith(SIGNED)):
        poppler = subprocess.run(["pdfsig", file], capture_output=True, text=True).stdout
        assert poppler.count("Signature is Valid") == poppler.count("Signature #") >= 1
        command = [PROGRAMS / "pyhanko", "sign", "validate", "--trust", root, "--pretty-print", file]
        pyhanko = subprocess.run(command, capture_output=True, text=True)
        assert pyhanko.stdout.count("judged VALID") == poppler.count("Signature #"), pyhanko.stdout + pyhanko.stderr


def test_one_changed_byte_is_found(run: Run, package: Path, output: Path, tmp_path: Path) -> None:
    for source in (package, next(output.glob("01_*.pdf"))):
        data = bytearray(source.read_bytes())
        data[len(data) // 2] ^= 1
        changed = tmp_path / source.name
        changed.write_bytes(data)
        said = run("verify", changed, "--json")
        assert (said.code, said.json["unaltered"]) == (1, False), source.name
        assert said.json["changes"]


def test_an_overlay_after_signing_is_found(run: Run, output: Path, tmp_path: Path) -> None:
    """pdfsig calls such a file valid: that is why ours must not."""
    writer = IncrementalPdfFileWriter(BytesIO(next(output.glob("01_*.pdf")).read_bytes()))
    stream = generic.StreamObject(stream_data=b"q 1 1 1 rg 0 300 600 200 re f Q")
    writer.add_stream_to_page(0, writer.add_object(stream))
    with (tmp_path / "overlay.pdf").open("wb") as file:
        writer.write(file)
    said = run("verify", tmp_path / "overlay.pdf", "--json")
    assert (said.code, said.json["unaltered"]) == (1, False)


def test_an_altered_or_incomplete_manifest_is_found(run: Run, package: Path, tmp_path: Path) -> None:
    def again(name: str, change: object) -> Path:
        target = tmp_path / f"{name}.zip"
        with zipfile.ZipFile(package) as old, zipfile.ZipFile(target, "w") as new:
            for entry in old.infolist():
                data = old.read(entry)
                if entry.filename.endswith(name):
                    if change is None:
                        continue
                    data = data.replace(*change)  # type: ignore[misc]
                new.writestr(entry, data)
        return target

    altered = again("/manifest-sha256.txt", (b"a", b"b"))
    missing = again("/manifest-sha256.txt", None)
    paper = again("_誓約書（参考様式）.pdf", None)
    for file in (altered, missing, paper):
        said = run("verify", file, "--json")
        assert (said.code, said.json["unaltered"]) == (1, False), file.name


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7\n", b"\x00" * 5000, b"PK\x05\x06" + bytes(18)])
def test_hostile_files_get_plain_sentences(run: Run, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "書類.pdf"
    file.write_bytes(content)
    said = run("verify", file)
    assert said.code == 1
    assert "Traceback" not in said.out + said.err


def test_a_missing_file_cannot_be_opened(run: Run, tmp_path: Path) -> None:
    assert run("verify", tmp_path / "nothing.zip").code == 3


@pytest.mark.slow
@pytest.mark.parametrize("years", [1, 3])
def test_it_works_in_later_years(tmp_path: Path, years: int) -> None:
    command = ["faketime", "-f", f"+{years}y", PROGRAMS / "python", "-m", "kobe_desk.cli"]
    environment = {**os.environ, "HOME": str(tmp_path), "PYTHONUTF8": "1"}
    ended = subprocess.run(
        [*command, "demo", "--out", tmp_path / "out", "--json"], capture_output=True, text=True, env=environment
    )
    assert ended.returncode == 0, ended.stderr
    said = json.loads(ended.stdout)
    assert (said["unaltered"], said["signer_known"]) == (True, True)
