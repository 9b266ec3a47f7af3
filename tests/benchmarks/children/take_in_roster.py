"""Takes a roster in as the program does: DESK KEY FILE. Waits for a line before it begins; says when it is done."""

import sys
from pathlib import Path


def main(folder: Path, key: bytes, roster: Path) -> None:
    from kobe_desk.app import tasks
    from kobe_desk.core.permission import Role, Who
    from kobe_desk.core.sheets.reading import read_sheet
    from kobe_desk.core.vault.keys import Unlocked
    from kobe_desk.core.vault.slots import SlotKind
    from kobe_desk.modules.members.exchange.ahead import rows_ahead
    from kobe_desk.modules.members.exchange.fields import words_expected
    from kobe_desk.modules.members.exchange.guess import guess
    from kobe_desk.modules.members.exchange.mapping import Mapping
    from kobe_desk.modules.members.usecases.importing import import_roster

    tasks.warm_up()
    who = Who("slot-1", "中村 書記子", Role.SECRETARY, admin=True)
    with tasks.opening.open_desk(folder, Unlocked(key, who, SlotKind.PASSPHRASE)) as desk:
        print("open", flush=True)
        sys.stdin.readline()
        sheet = read_sheet(roster, words=words_expected())
        fields = tuple(each.field for each in guess(sheet.header, [row.cells for row in sheet.first()], {}))
        report = desk.records.do(import_roster, rows_ahead(sheet, Mapping(fields))).result
        print(report.imported, flush=True)
        sys.stdin.readline()


if __name__ == "__main__":  # the reading child imports this file again
    main(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), Path(sys.argv[3]))
