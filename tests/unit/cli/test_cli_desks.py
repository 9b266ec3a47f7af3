"""Desks from the command line: made, checked, backed up, brought back, and every refusal in one sentence."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.command_line import Run
from support.papers import text_of
from support.vault_desk import ROOT, WORDS

from kobe_desk.core import clock
from kobe_desk.core.vault import keys, opening
from kobe_desk.core.vault.keys import Passphrase
from kobe_desk.core.vault.making import Made


def test_a_desk_is_made_and_its_recovery_sheet_written(run: Run, tmp_path: Path, secret: Path) -> None:
    sheet = tmp_path / "回復コード.pdf"
    said = run("new", tmp_path / "みなと坂", "--passphrase-file", secret, "--recovery-sheet", sheet, "--json")
    assert said.code == 0
    assert said.json["desk"] == str(tmp_path / "みなと坂.kobedesk")
    text = text_of(sheet.read_bytes(), tmp_path)
    assert "みなと坂" in text
    assert said.json["mark"] in text
    assert run("check", tmp_path / "みなと坂", "--passphrase-file", secret).code == 0


def test_no_desk_is_made_when_its_sheet_would_have_no_place(run: Run, tmp_path: Path, secret: Path) -> None:
    for sheet in (secret, tmp_path / "nowhere" / "sheet.pdf"):
        said = run("new", tmp_path / "みなと坂", "--passphrase-file", secret, "--recovery-sheet", sheet)
        assert said.code in (2, 3)
        assert not (tmp_path / "みなと坂.kobedesk").exists()


def test_a_desk_is_never_made_over_another(run: Run, made_desk: Made, secret: Path) -> None:
    said = run("new", made_desk.folder, "--passphrase-file", secret)
    assert (said.code, said.err.count("\n")) == (2, 1)


def test_a_short_passphrase_is_wrong_use(run: Run, tmp_path: Path) -> None:
    (tmp_path / "short").write_text("abc")
    said = run("new", tmp_path / "desk", "--passphrase-file", tmp_path / "short", "--language", "en")
    assert said.code == 2
    assert said.err.startswith("This is too easy to guess.")


def test_a_sound_desk_is_said_to_be_sound_finding_by_finding(run: Run, made_desk: Made, secret: Path) -> None:
    said = run("check", made_desk.folder, "--passphrase-file", secret, "--json")
    assert (said.code, said.json["sound"]) == (0, True)
    assert {each["name"] for each in said.json["findings"]} == {"keys", "pages", "references", "audit", "backups"}


def test_the_folder_may_be_named_without_its_ending_or_by_its_file(run: Run, made_desk: Made, secret: Path) -> None:
    plain = made_desk.folder.with_suffix("")
    for name in (plain, f"{made_desk.folder}/", made_desk.folder / "desk.db"):
        assert run("check", name, "--passphrase-file", secret).code == 0


def test_a_damaged_desk_is_refused_by_content(run: Run, made_desk: Made, secret: Path) -> None:
    file = made_desk.folder / "desk.db"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    said = run("check", made_desk.folder, "--passphrase-file", secret, "--json")
    assert said.code == 1


def test_a_wrong_passphrase_a_missing_desk_and_an_open_one_cannot_be_opened(
    run: Run, made_desk: Made, secret: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("まちがい まちがった あいことば です")
    assert run("check", made_desk.folder, "--passphrase-file", wrong).code == 3
    assert run("check", tmp_path / "nothing", "--passphrase-file", secret).code == 3
    with opening.open_desk(made_desk.folder, keys.unlock(made_desk.folder, Passphrase(WORDS))):
        said = run("backup", made_desk.folder, tmp_path, "--passphrase-file", secret)
    assert (said.code, said.err.count("\n")) == (3, 1)


def test_a_passphrase_is_never_an_argument(run: Run, made_desk: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = run("check", made_desk.folder, "--passphrase", WORDS)
    assert typed.code == 2
    assert "さくら" not in typed.err
    monkeypatch.setattr(sys, "stdin", None)
    said = run("check", made_desk.folder)
    assert said.code == 3
    assert "--passphrase-file" in said.err


def test_a_backup_is_brought_back_and_the_present_desk_kept(
    run: Run, made_desk: Made, secret: Path, tmp_path: Path
) -> None:
    (tmp_path / "usb").mkdir()
    said = run("backup", made_desk.folder, tmp_path / "usb", "--passphrase-file", secret, "--json")
    assert said.code == 0
    backup = Path(said.json["file"])
    assert backup.parent == tmp_path / "usb"
    back = run("restore", backup, made_desk.folder, "--passphrase-file", secret, "--json")
    assert back.code == 0
    assert Path(back.json["kept"]).is_dir()
    assert run("restore", backup, tmp_path / "別の場所", "--passphrase-file", secret, "--json").json["kept"] is None
    assert run("check", tmp_path / "別の場所", "--passphrase-file", secret).code == 0


def test_a_backup_that_is_none_is_refused_before_a_passphrase_is_asked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"PK\x03\x04 nothing")
    assert run("restore", tmp_path / "x", tmp_path / "desk").code == 1
    assert run("restore", tmp_path / "y", tmp_path / "desk").code == 3
    assert not list(tmp_path.glob("desk*"))


def test_a_missing_place_for_the_backup_is_said(run: Run, made_desk: Made, secret: Path, tmp_path: Path) -> None:
    said = run("backup", made_desk.folder, tmp_path / "usb", "--passphrase-file", secret, "--json")
    assert said.code == 3
    assert said.json["error"] == {"kind": "PlaceMissing", "text": said.err.strip()}


def test_what_was_not_understood_is_said_in_the_chosen_language(run: Run) -> None:
    assert "使い方が違います" in run("restoer").err
    english = run("restoer", "--language", "en")
    assert english.code == 2
    assert "This is not how the command is used" in english.err


def test_a_bug_is_one_line_without_anybodys_data(
    run: Run, made_desk: Made, secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("山田太郎")

    monkeypatch.setattr("kobe_desk.cli.desks.checked", broken)
    said = run("check", made_desk.folder, "--passphrase-file", secret)
    assert said.code == 1
    assert "RuntimeError" in said.err
    assert "山田" not in said.err
    assert said.err.count("\n") == 1


def test_the_version_names_program_engine_and_schema(run: Run) -> None:
    said = run("--version")
    assert said.code == 0
    assert said.out.startswith("Kobe Desk ")
    assert "SQLCipher" in said.out
    assert "schema" in said.out


def test_no_command_imports_qt(made_desk: Made, secret: Path) -> None:
    """Every command's module is loaded in a process of its own, and one command is run there."""
    program = (
        "import sys, pkgutil, importlib, kobe_desk.cli as c\n"
        "for m in pkgutil.walk_packages(c.__path__, 'kobe_desk.cli.'):\n"
        "    m.name.endswith('__main__') or importlib.import_module(m.name)\n"
        f"code = c.main(['check', {str(made_desk.folder)!r}, '--passphrase-file', {str(secret)!r}])\n"
        "assert not [m for m in sys.modules if m.startswith(('PySide6', 'shiboken6'))]\n"
        "sys.exit(code)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env={**os.environ, "PYTHONUTF8": "1"}
    )
    assert ended.returncode == 0, ended.stderr


def test_the_clock_is_the_programs_own(run: Run, made_desk: Made, secret: Path, tmp_path: Path) -> None:
    moment = clock.now().replace(year=clock.now().year + 3)
    with clock.stopped_at(moment):
        said = run("backup", made_desk.folder, tmp_path, "--passphrase-file", secret, "--json")
    assert said.json["made_at"] == moment.isoformat()


def test_a_machine_reads_the_answer_also_from_a_japanese_windows_console(tmp_path: Path) -> None:
    """CP932 lacks 𠮷: what a console cannot show is written in plain letters, and stays JSON."""
    command = [sys.executable, "-m", "kobe_desk.cli", "check", "--json", str(tmp_path / "𠮷田町会.kobedesk")]
    environment = os.environ | {"PYTHONIOENCODING": "cp932", "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)}
    ended = subprocess.run(command, capture_output=True, env=environment)
    assert ended.returncode == 3
    assert json.loads(ended.stdout.decode("cp932"))["error"]["text"]


def test_a_desk_that_can_only_be_read_is_printed_checked_and_backed_up_but_takes_nothing_in(
    run: Run, made_desk: Made, secret: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "cannot_write", lambda _desk: True)
    (tmp_path / "名簿.csv").write_text("氏名\n髙橋　花子\n", "utf-8")
    common = ("--passphrase-file", secret)
    said = run("import-members", tmp_path / "名簿.csv", "--desk", made_desk.folder, *common)
    assert said.code == 3
    assert "読むだけ" in said.err
    assert run("roster", made_desk.folder, "--pdf", tmp_path / "名簿.pdf", *common).code == 0
    assert run("backup", made_desk.folder, tmp_path, *common).code == 0
    assert run("check", made_desk.folder, *common).code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("frob",), "選べません"),
        (("check",), "足りないもの: desk"),
        (("check", "d", "--language", "fr"), "選べません"),
        (("check", "d", "--bogus"), "ここでは使えません: --bogus"),
        (("verify", "f", "--trust"), "値を1つ"),
    ],
)
def test_wrong_use_is_said_in_the_chosen_language(run: Run, words: tuple[str, ...], said: str) -> None:
    ended = run(*words)
    assert ended.code == 2
    assert said in ended.err
    assert not {"usage", "required", "argument", "invalid"} & set(ended.err.replace(":", " ").split())
