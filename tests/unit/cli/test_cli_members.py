"""A roster taken in from the command line: the good rows written, the others reported by line, column and reason."""

import os
import subprocess
import sys
import time
import tracemalloc
import zipfile
from pathlib import Path

import openpyxl
import pytest
from support.command_line import Run
from support.papers import squeezed, text_of
from support.vault_desk import WORDS

from kobe_desk.core.records import Records
from kobe_desk.core.vault import keys, opening
from kobe_desk.core.vault.keys import Passphrase
from kobe_desk.core.vault.making import Made
from kobe_desk.modules.members.usecases import PeopleFilter, people

ROSTER = """班,氏名,生年月日,郵便番号,電話
1,山田　太郎,1948-04-31,650-0001,078-000-0000
1,"壊れた 行,S23.4.1,,
2,髙橋　花子,S23.4.1,999-9999,12

,,,,
3,,R8.4.1,,
"""


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    file = tmp_path / "名簿.csv"
    file.write_bytes(ROSTER.encode("cp932"))
    return file


def names(folder: Path) -> list[str]:
    with opening.open_desk(folder, keys.unlock(folder, Passphrase(WORDS))) as desk:
        found: Records = desk.records
        return [row.name for row in found.ask(people, PeopleFilter()).rows]


def test_the_good_rows_are_written_and_the_others_reported(
    run: Run, made_desk: Made, secret: Path, roster: Path
) -> None:
    said = run("import-members", roster, "--desk", made_desk.folder, "--passphrase-file", secret, "--json")
    assert said.code == 0
    counts = {name: said.json[name] for name in ("rows", "imported", "changed", "unchanged")}
    assert counts == {"rows": 4, "imported": 1, "changed": 0, "unchanged": 0}
    found = {(each["line"], each["column"], each["severity"]) for each in said.json["problems"]}
    assert found == {
        (2, "生年月日", "error"),
        (3, "", "error"),
        (4, "郵便番号", "warning"),
        (4, "電話", "warning"),
        (7, "氏名", "error"),
    }
    assert {each["value"] for each in said.json["problems"]} >= {"1948-04-31", "999-9999", "12"}
    assert names(made_desk.folder) == ["髙橋　花子"]


def test_a_dry_run_says_the_same_and_writes_nothing(run: Run, made_desk: Made, secret: Path, roster: Path) -> None:
    tried = run(
        "import-members", roster, "--desk", made_desk.folder, "--passphrase-file", secret, "--json", "--dry-run"
    )
    assert names(made_desk.folder) == []
    done = run("import-members", roster, "--desk", made_desk.folder, "--passphrase-file", secret, "--json")
    assert {**tried.json, "dry_run": False} == done.json


def test_importing_again_changes_nothing(run: Run, made_desk: Made, secret: Path, roster: Path) -> None:
    words = ("import-members", roster, "--desk", made_desk.folder, "--passphrase-file", secret, "--json")
    run(*words)
    again = run(*words)
    assert (again.code, again.json["imported"], again.json["changed"], again.json["unchanged"]) == (0, 0, 0, 1)


def test_a_file_without_one_readable_row_is_refused_by_content(
    run: Run, made_desk: Made, secret: Path, tmp_path: Path
) -> None:
    file = tmp_path / "名簿.csv"
    for content in ("氏名,生年月日\n,S23.4.1\n", "", "\x00\x01\x02"):
        file.write_text(content)
        said = run("import-members", file, "--desk", made_desk.folder, "--passphrase-file", secret)
        assert said.code == 1, content
    assert run("import-members", tmp_path / "x", "--desk", made_desk.folder, "--passphrase-file", secret).code == 3


def test_a_workbook_is_read_in_a_child_with_limits(run: Run, made_desk: Made, secret: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("氏名", "フリガナ"), ("𠮷田　和代", "ヨシダ　カズヨ")):
        sheet.append(row)
    book.save(tmp_path / "名簿.xlsx")
    said = run("import-members", tmp_path / "名簿.xlsx", "--desk", made_desk.folder, "--passphrase-file", secret)
    assert said.code == 0, said.err
    assert names(made_desk.folder) == ["𠮷田　和代"]
    (tmp_path / "名簿.xlsx").write_bytes(b"PK\x03\x04" + bytes(400))
    said = run("import-members", tmp_path / "名簿.xlsx", "--desk", made_desk.folder, "--passphrase-file", secret)
    assert (said.code, said.err.count("\n")) == (1, 1)


BOMB = """
import resource, sys, time
from kobe_desk.cli import main
code = main(sys.argv[1:])
spent = time.process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
print(code, "sqlalchemy" in sys.modules, spent)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows does not say what a child has spent")
@pytest.mark.parametrize("lie", [False, True])
def test_a_zip_bomb_is_refused_at_little_cost_and_before_the_desk_is_brought_in(tmp_path: Path, lie: bool) -> None:
    file = tmp_path / "名簿.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", b"<x/>")
        made.writestr("xl/worksheets/sheet1.xml", bytes(160 << 20))
    begun = time.process_time()
    zipfile.ZipFile(file).testzip()  # unpacks all of it, a little at a time
    unpacking = time.process_time() - begun
    if lie:  # the directory declares a small size
        data = file.read_bytes()
        at = data.rfind(b"PK\x01\x02")
        file.write_bytes(data[: at + 24] + (1_000).to_bytes(4, "little") + data[at + 28 :])
    (tmp_path / "壊.xlsx").write_bytes(b"PK\x03\x04" + bytes(400))
    spent = {}
    for each in (file, tmp_path / "壊.xlsx"):
        words = [sys.executable, "-c", BOMB, "import-members", str(each), "--desk", str(tmp_path / "x")]
        code, brought_in, cost = subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()
        assert (code, brought_in) == ("1", "False")
        spent[each] = float(cost)
    assert spent[file] < spent[tmp_path / "壊.xlsx"] + unpacking * 3  # no more than refusing any damaged workbook


def test_a_long_file_needs_little_memory(run: Run, made_desk: Made, secret: Path, tmp_path: Path) -> None:
    file = tmp_path / "名簿.csv"
    with file.open("w", encoding="cp932") as stream:
        stream.write("班,氏名,フリガナ,住所,電話\n")
        for number in range(10_000):
            stream.write(
                f"{number % 40},山田　太郎{number},ヤマダ,見本市見本区{number}番地,078-000-{number % 10_000:04}\n"
            )
    words = ("import-members", file, "--desk", made_desk.folder, "--passphrase-file", secret, "--json")
    run(*words, "--dry-run")  # what is imported once is not counted
    tracemalloc.start()
    said = run(*words)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert said.json["imported"] == 10_000
    assert peak < 40 << 20


def test_the_roster_is_printed(run: Run, made_desk: Made, secret: Path, roster: Path, tmp_path: Path) -> None:
    run("import-members", roster, "--desk", made_desk.folder, "--passphrase-file", secret)
    for order in ("han", "kana"):
        out = tmp_path / f"{order}.pdf"
        said = run("roster", made_desk.folder, "--pdf", out, "--order", order, "--passphrase-file", secret, "--json")
        assert (said.code, said.json["people"]) == (0, 1)
        assert "髙橋花子" in squeezed(text_of(out.read_bytes(), tmp_path))


def test_a_roster_is_not_written_where_there_is_no_folder(
    run: Run, made_desk: Made, secret: Path, tmp_path: Path
) -> None:
    said = run("roster", made_desk.folder, "--pdf", tmp_path / "none" / "x.pdf", "--passphrase-file", secret)
    assert (said.code, said.err.count("\n")) == (3, 1)
