"""Make resources/fonts from the system's BIZ UD and Hanazono fonts (Debian: fonts-morisawa-bizud-*, fonts-hanazono).

Run by hand when a font changes: `python installer/build_fonts.py`. The program itself never loads fontTools:
what it needs of the tables (ideographic variations, upright forms) is written here beside each font.
"""

import json
import shutil
import sys
import zlib
from collections.abc import Iterable
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

SYSTEM = Path("/usr/share/fonts/truetype")
OUT = Path(__file__).resolve().parent.parent / "resources" / "fonts"
BIZ = ("BIZUDGothic-Regular", "BIZUDGothic-Bold", "BIZUDPGothic-Regular", "BIZUDPGothic-Bold",
       "BIZUDMincho-Regular", "BIZUDPMincho-Regular")  # fmt: skip
FALLBACKS = {"HanaMinA": "KobeFallback-A", "HanaMinB": "KobeFallback-B"}
# Kanji of surnames whose many forms (IVS) are in use; BIZ UD has only some of the forms.
NAME_KANJI = "邉邊辺葛辻榊渡渕淵斎齋斉齊髙﨑高崎吉島嶋濱浜館祁芦蔦逢樽釜鎌讃眞真瀬尾柳栁曽曾角塚冨富徳德廣広栃槙槇"
NAME_EXTRA = "𠮷𠮟𨺻𫝆𣘺𡈽𠀋𩸽𤭯"
SOURCE_OF_BIZ = {"Gothic": "https://github.com/googlefonts/morisawa-biz-ud-gothic",
                 "Mincho": "https://github.com/googlefonts/morisawa-biz-ud-mincho"}  # fmt: skip


def jis_x_0213() -> set[int]:
    """The code points of JIS X 0213, from Python's own codec."""
    found = set()
    for plane in (b"", b"\x8f"):
        for row in range(0xA1, 0xFF):
            for cell in range(0xA1, 0xFF):
                text = (plane + bytes([row, cell])).decode("euc_jis_2004", "ignore")
                if len(text) == 1:
                    found.add(ord(text))
    return found


def wanted() -> set[int]:
    """What a name, an address or an answer may hold: JIS X 0213, the unified and compatibility kanji, Vietnamese."""
    ranges: Iterable[range] = (range(0x4E00, 0xA000), range(0xF900, 0xFB00), range(0x00A1, 0x0250),
                               range(0x1E00, 0x1F00), range(0x2600, 0x27C0))  # fmt: skip
    return jis_x_0213().union(*ranges, map(ord, NAME_EXTRA))


def rename(font: TTFont, name: str) -> None:
    """A subset may not carry the Reserved Font Name (OFL 1.1, section 3)."""
    family, postscript = name.replace("KobeFallback-", "Kobe Fallback "), name
    texts = {1: family, 2: "Regular", 3: f"{postscript} from Hanazono 2017", 4: family, 6: postscript,
             13: "SIL Open Font License 1.1; derived from the fonts of the GlyphWiki Project", 16: family}  # fmt: skip
    font["name"].names = []
    for number, text in texts.items():
        font["name"].setName(text, number, 3, 1, 0x409)


def make_fallback(source: Path, name: str, without: set[int]) -> set[int]:
    """Write the subset of one Hanazono font and return the code points it covers."""
    options = subset.Options(
        hinting=False, layout_features=["vert"], name_IDs=[], notdef_outline=True, glyph_names=False
    )
    font = subset.load_font(str(source), options)
    covered = (wanted() - without) & set(font.getBestCmap())
    maker = subset.Subsetter(options)
    maker.populate(unicodes=covered | set(map(ord, NAME_KANJI)) | set(range(0xE0100, 0xE01F0)))
    maker.subset(font)
    rename(font, name)
    font["head"].created = font["head"].modified = 3786825600  # the file is the same each time it is made
    subset.save_font(font, str(OUT / f"{name}.ttf"), options)
    return covered


def upright_forms(font: TTFont) -> dict[str, int]:
    """Code point -> glyph of vertical writing, from the single substitutions of `vert` and `vrt2`."""
    if "GSUB" not in font:
        return {}
    table, code_of = font["GSUB"].table, {glyph: code for code, glyph in font.getBestCmap().items()}
    records = [r for r in table.FeatureList.FeatureRecord if r.FeatureTag in ("vert", "vrt2")]
    found = {}
    for index in sorted({i for record in records for i in record.Feature.LookupListIndex}):
        for part in table.LookupList.Lookup[index].SubTable:
            for plain, upright in getattr(getattr(part, "ExtSubTable", part), "mapping", {}).items():
                if plain in code_of:
                    found[f"{code_of[plain]:x}"] = font.getGlyphID(upright)
    return dict(sorted(found.items()))


def variations(font: TTFont) -> dict[str, int]:
    """`base+selector` in hexadecimal -> glyph (Unicode variation sequences, cmap format 14)."""
    plain = font.getBestCmap()
    found = {}
    for table in font["cmap"].tables:
        if table.format == 14:
            for selector, pairs in table.uvsDict.items():
                for base, glyph in pairs:
                    if glyph or base in plain:
                        found[f"{base:x}+{selector:x}"] = font.getGlyphID(glyph or plain[base])
    return dict(sorted(found.items()))


def bake(name: str) -> None:
    """Write the variation and upright tables of one font beside it."""
    font = TTFont(OUT / f"{name}.ttf", lazy=True)
    tables = {"variations": variations(font), "upright": upright_forms(font)}
    (OUT / f"{name}.forms").write_bytes(zlib.compress(json.dumps(tables).encode(), 9))


def licences() -> None:
    """The SIL Open Font License with the notice of each family."""
    for family, source in SOURCE_OF_BIZ.items():
        text = licence_body(f"/usr/share/doc/fonts-morisawa-bizud-{family.lower()}/copyright")
        notice = f"Copyright 2022 The BIZ UD{family} Project Authors ({source})\n\n"
        (OUT / f"OFL-BIZUD{family}.txt").write_text(notice + text, encoding="utf-8")
    notice = (
        "Kobe Fallback A and B are subsets, renamed, of HanaMinA and HanaMinB.\n"
        "Copyright (c) 2011, GlyphWiki Project (kamichi@fonts.jp), with Reserved Font Name "
        '"Hanazono Font", "HanaMinA", "HanaMinB", "花園フォント", "花園明朝A", and "花園明朝B".\n\n'
    )
    text = licence_body("/usr/share/doc/fonts-morisawa-bizud-gothic/copyright")
    (OUT / "OFL-KobeFallback.txt").write_text(notice + text, encoding="utf-8")


def licence_body(path: str) -> str:
    """The licence as Debian's copyright file holds it: indented by one space, blank lines as ` .`."""
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if "SIL OPEN FONT LICENSE" in line) - 1
    plain = (line[1:] for line in lines[start:])
    return "This Font Software is licensed under the SIL Open Font License, Version 1.1.\n\n" + "".join(
        f"{'' if line.strip() == '.' else line.rstrip()}\n" for line in plain
    )


def main(system: Path) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    for name in BIZ:
        folder = "bizud-gothic" if "Gothic" in name else "bizud-mincho"
        shutil.copyfile(system / folder / f"{name}.ttf", OUT / f"{name}.ttf")
        bake(name)
    covered = set(TTFont(OUT / f"{BIZ[0]}.ttf", lazy=True).getBestCmap())
    for source, name in FALLBACKS.items():
        covered |= make_fallback(system / "hanazono" / f"{source}.ttf", name, covered)
        bake(name)
    licences()
    for file in sorted(OUT.iterdir()):
        print(f"{file.stat().st_size:>9,}  {file.name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SYSTEM)
