"""Keeps the catalogues under translations/ in step with the code.

python installer/texts.py extract          write kobe_desk.pot and bring ja.po and en.po up to date
python installer/texts.py missing [PATH]   list the texts without Japanese (of the files below PATH)
python installer/texts.py add FILE.json    add {"English": "日本語"} to ja.po
python installer/texts.py compile          write the .mo files the program reads
"""

import json
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "translations"
DOMAIN = "kobe_desk"
KEYWORDS = {"_": None, "N_": None, "n_": (1, 2)}


def extracted() -> Catalog:
    """Every marked text of the program, with the files it stands in."""
    catalogue = Catalog(domain=DOMAIN, project="Kobe Desk", charset="utf-8")
    found = extract_from_dir(ROOT / "kobe_desk", [("**.py", "python")], keywords=KEYWORDS, strip_comment_tags=True)
    for name, _line, message, comments, context in sorted(found, key=lambda each: (each[0], each[1])):
        catalogue.add(message, locations=[(f"kobe_desk/{name}", 0)], auto_comments=comments, context=context)
    return catalogue


def as_bytes(catalogue: Catalog) -> bytes:
    buffer = BytesIO()
    catalogue.fuzzy = False
    catalogue.header_comment = "# Kobe Desk"
    write_po(buffer, catalogue, width=120, sort_output=True, include_lineno=False, ignore_obsolete=True)
    lines = buffer.getvalue().decode().splitlines(keepends=True)
    dated = (
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Generated-By",
        "Report-Msgid",
    )
    return "".join(line for line in lines if not line.startswith(tuple(f'"{word}' for word in dated))).encode()


def po_file(language: str) -> Path:
    return FOLDER / f"{language}.po"


def read(language: str) -> Catalog:
    path = po_file(language)
    if not path.exists():
        return Catalog(locale=language, domain=DOMAIN)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def _same(message: Message) -> str | tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, (list, tuple)) else message.id


def updated(language: str, template: Catalog, more: dict[str, str] | None = None) -> Catalog:
    """The language's catalogue with exactly the template's texts; English fills itself."""
    old, new = read(language), Catalog(locale=language, domain=DOMAIN, project="Kobe Desk", charset="utf-8")
    for message in template:
        if not message.id:
            continue
        known = old.get(message.id, message.context)
        text: object = known.string if known else ""
        if language == "en":
            text = _same(message)
        elif more and key(message) in more:
            text = (more[key(message)],) if isinstance(message.id, (list, tuple)) else more[key(message)]
        comments = message.auto_comments
        new.add(message.id, text, locations=message.locations, auto_comments=comments, context=message.context)
    return new


def extract(more: dict[str, str] | None = None) -> None:
    template = extracted()
    (FOLDER / f"{DOMAIN}.pot").write_bytes(as_bytes(template))
    for language in ("ja", "en"):
        po_file(language).write_bytes(as_bytes(updated(language, template, more)))


def missing(below: str = "") -> list[str]:
    japanese = read("ja")
    found = (message for message in extracted() if message.id)
    here = (message for message in found if any(place.startswith(below) for place, _ in message.locations))
    return [key(message) for message in here if not _translated(japanese.get(message.id, message.context))]


def key(message: Message) -> str:
    return message.id[0] if isinstance(message.id, (list, tuple)) else message.id


def _translated(known: Message | None) -> bool:
    text = known.string if known else ""
    return all(text) if isinstance(text, (tuple, list)) else bool(text)


def compile_all() -> None:
    for language in ("ja", "en"):
        target = FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
        target.parent.mkdir(parents=True, exist_ok=True)
        buffer = BytesIO()
        write_mo(buffer, read(language))
        if not target.exists() or target.read_bytes() != buffer.getvalue():
            target.write_bytes(buffer.getvalue())


def main(arguments: list[str]) -> int:
    match arguments:
        case ["extract"]:
            extract()
        case ["missing", *rest]:
            print(json.dumps({text: "" for text in missing(*rest)}, ensure_ascii=False, indent=1))
        case ["add", file]:
            extract(json.loads(Path(file).read_text(encoding="utf-8")))
        case ["compile"]:
            compile_all()
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
