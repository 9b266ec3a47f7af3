"""The commands and their options."""

import argparse
from collections.abc import Callable
from pathlib import Path

from kobe_desk.core.text import LANGUAGES

Run = Callable[[argparse.Namespace], int | None]


def _late(module: str, name: str) -> Run:
    """A command that is imported when it is run: `--version` need not wait for the PDF writer."""

    def run(options: argparse.Namespace) -> int | None:
        from importlib import import_module

        command: Run = getattr(import_module(f"kobe_desk.cli.{module}"), name)
        return command(options)

    return run


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_rest: object) -> None:
        from kobe_desk import __version__
        from kobe_desk.core import database, migrate

        print(f"Kobe Desk {__version__}, {database.engine_version()}, schema {migrate.newest()}")
        parser.exit()


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(prog="kobe-desk-cli", description="Kobe Desk without a screen.")
    top.add_argument("--version", action=_Version, nargs=0, help="program, SQLCipher and schema")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="answer for machines")
    common.add_argument("--language", choices=LANGUAGES, default="ja")
    common.add_argument("--passphrase-file", type=Path, help="first line is the passphrase; asked for otherwise")
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, module: str, words: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=words, description=words, parents=[common])
        made.set_defaults(run=_late(module, name.replace("-", "_")))
        return made

    demo = command("demo", "demo", "do the whole main job with the sample association")
    demo.add_argument("--out", type=Path, required=True, help="folder for the package and every PDF")
    new = command("new", "desks", "make a new, empty desk")
    new.add_argument("desk", type=Path)
    new.add_argument("--person", default="書記", help="whose passphrase it is")
    new.add_argument("--role", choices=("chair", "secretary", "treasurer"), default="secretary")
    new.add_argument("--recovery-sheet", type=Path, help="where the PDF with the recovery code is written")
    check = command("check", "desks", "read the whole desk and say whether it is sound")
    check.add_argument("desk", type=Path)
    backup = command("backup", "desks", "make a checked backup in a folder")
    backup.add_argument("desk", type=Path)
    backup.add_argument("folder", type=Path)
    restore = command("restore", "desks", "bring back a backup; the present desk is kept beside it")
    restore.add_argument("backup", type=Path)
    restore.add_argument("desk", type=Path)
    members = command("import-members", "roster", "import a roster from CSV or XLSX")
    members.add_argument("file", type=Path)
    members.add_argument("--desk", type=Path, required=True)
    members.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
    roster = command("roster", "roster", "print the roster")
    roster.add_argument("desk", type=Path)
    roster.add_argument("--pdf", type=Path, required=True)
    roster.add_argument("--order", choices=("han", "kana"), default="han")
    verify = command("verify", "papers", "say whether a signed PDF, a package or a backup is unaltered")
    verify.add_argument("file", type=Path)
    verify.add_argument("--trust", type=Path, help="the association's root certificate (PEM)")
    _programmes(commands, common)
    return top


def _programmes(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser
) -> None:
    group = commands.add_parser("programmes", help="subsidy programmes as data")
    verbs = group.add_subparsers(required=True, metavar="VERB")
    lint = verbs.add_parser("lint", help="check a programme's definition", parents=[common])
    lint.add_argument("file", type=Path)
    lint.set_defaults(run=_late("programmes", "lint"))
