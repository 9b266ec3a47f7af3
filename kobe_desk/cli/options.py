"""The commands and their options."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from kobe_desk.cli.outcome import WRONG_USE
from kobe_desk.core.text import LANGUAGES, N_, _

Run = Callable[[argparse.Namespace], int | None]


ARGPARSE = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("the following arguments are required: %s"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("expected one argument"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("ignored explicit argument %r"),
    N_("not allowed with argument %s"),
)
"""What the standard library's parser says; it looks its words up where ours are."""
argparse._ = _  # type: ignore[attr-defined]


class _Parser(argparse.ArgumentParser):
    """Says in one sentence that a command was not understood, below the form it has. Options are typed whole."""

    def __init__(self, **how: Any) -> None:
        super().__init__(**how, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        words = _("This is not how the command is used ({what}). See: {program} --help")
        print(words.format(what=message, program=self.prog), file=sys.stderr)
        self.exit(WRONG_USE)

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Refuse what is left over. It is not repeated: what stands behind an option may be a passphrase."""
        found, rest = self.parse_known_args(args, namespace)
        if rest:
            options = " ".join(word.partition("=")[0] for word in rest if word.startswith("-"))
            self.error(_("not known here: {words}").format(words=options or "…"))
        return found


def language_of(words: Sequence[str]) -> str:
    """The language asked for, wherever it stands: the help and the refusals of the options need it first."""
    for at, word in enumerate(words):
        found = word.removeprefix("--language=") if word.startswith("--language=") else ""
        if word == "--language" and at + 1 < len(words):
            found = words[at + 1]
        if found in LANGUAGES:
            return found
    return "ja"


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
    """The whole command line, in the chosen language."""
    top = _Parser(prog="kobe-desk-cli", description=_("Kobe Desk without a screen."))
    top.add_argument("--version", action=_Version, nargs=0, help=_("program, SQLCipher and schema"))
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    _desks(commands)
    _roster(commands)
    _papers(commands)
    return top


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help=_("answer for machines"))
    common.add_argument("--language", choices=LANGUAGES, default="ja")
    return common


def _command(commands: Any, name: str, module: str, words: str, *, secret: bool = True) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words, parents=[_common()])
    made.set_defaults(run=_late(module, name.replace("-", "_")))
    if secret:
        made.add_argument(
            "--passphrase-file", type=Path, help=_("file whose first line is the passphrase; asked for otherwise")
        )
    return made


def _desks(commands: Any) -> None:
    demo = _command(commands, "demo", "demo", _("do the whole main job with the sample association"), secret=False)
    demo.add_argument("--out", type=Path, required=True, help=_("folder for the package and every PDF"))
    new = _command(commands, "new", "desks", _("make a new, empty desk"))
    new.add_argument("desk", type=Path)
    new.add_argument("--person", default="", help=_("whose passphrase it is"))
    new.add_argument("--role", choices=("chair", "secretary", "treasurer"), default="secretary")
    new.add_argument("--recovery-sheet", type=Path, help=_("where the PDF with the recovery code is written"))
    check = _command(commands, "check", "desks", _("read the whole desk and say whether it is sound"))
    check.add_argument("desk", type=Path)
    backup = _command(commands, "backup", "desks", _("make a checked backup in a folder"))
    backup.add_argument("desk", type=Path)
    backup.add_argument("folder", type=Path)
    restore = _command(commands, "restore", "desks", _("bring back a backup; the present desk is kept beside it"))
    restore.add_argument("backup", type=Path)
    restore.add_argument("desk", type=Path)


def _roster(commands: Any) -> None:
    members = _command(commands, "import-members", "members", _("import a roster from CSV or XLSX"))
    members.add_argument("file", type=Path)
    members.add_argument("--desk", type=Path, required=True)
    members.add_argument("--dry-run", action="store_true", help=_("say what would happen, write nothing"))
    roster = _command(commands, "roster", "roster", _("print the roster"))
    roster.add_argument("desk", type=Path)
    roster.add_argument("--pdf", type=Path, required=True)
    roster.add_argument("--order", choices=("han", "kana"), default="han")


def _papers(commands: Any) -> None:
    verify = _command(commands, "verify", "papers", _("say whether a signed PDF, a package or a backup is unaltered"))
    verify.add_argument("file", type=Path)
    verify.add_argument("--trust", type=Path, action="append", help=_("the association's root certificate (PEM)"))
    verify.add_argument(
        "--trust-time", type=Path, action="append", help=_("the root certificate of an authority of trusted time (PEM)")
    )
    group = commands.add_parser("programmes", help=_("subsidy programmes as data"))
    lint = _command(
        group.add_subparsers(required=True, metavar="VERB"),
        "lint", "programmes", _("check a programme's definition"), secret=False,
    )  # fmt: skip
    lint.add_argument("file", type=Path)
