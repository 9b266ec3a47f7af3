"""Keys given, changed and ended, each acknowledged when it is done: no moment may lock anybody out."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from support.faults import Left, Say
from support.vault_desk import CHEAP, WORDS

from kobe_desk.core.permission import Role
from kobe_desk.core.vault import checking, commands, keys, making, opening
from kobe_desk.core.vault.folder import DeskFolder, slots_of_salt
from kobe_desk.core.vault.keys import Passphrase, Recovery, Secret, Term, Unlocked
from kobe_desk.core.vault.situations import TermEnded, WrongPassphrase, WrongRecoveryCode

DESK, SHEET = "みなと坂.kobedesk", "sheet.txt"
OTHER, CHANGED, THIRD = "ちどり ひばり とんび すずめ", "かえで けやき いちょう もみじ", "さんま いわし かつお まぐろ"
LONGER = Term(date(2020, 4, 1), date(2099, 3, 31))


def template(folder: Path) -> None:
    """A desk of a secretary and a treasurer, and the sheet with its recovery code."""
    made = making.make_desk(folder / DESK, WORDS, "書記", cost=CHEAP)
    (folder / SHEET).write_text(made.recovery.text)
    with opening.open_desk(made.folder, made.unlocked) as desk:
        commands.add_slot(desk, OTHER, "会計", Role.TREASURER, cost=CHEAP)


def work(folder: Path, say: Say) -> None:
    with opening.open_desk(folder / DESK, keys.unlock(folder / DESK, Passphrase(WORDS))) as desk:
        other = next(row.id for row in commands.slots_of(desk) if row.person == "会計")
        commands.change_passphrase(desk, WORDS, CHANGED, cost=CHEAP)
        say("changed")
        commands.renew_slot(desk, other, LONGER)
        say("renewed")
        commands.add_slot(desk, THIRD, "会長", Role.CHAIR, admin=True, cost=CHEAP)
        say("added")
        commands.end_slot(desk, other)
        say("ended")
        draft = commands.draft_recovery_code(desk)
        say("code " + draft.code.text.replace("\n", ";"))
        commands.admit_recovery_code(desk, draft)
        say("printed")
        commands.confirm_recovery_code(desk, draft)
        say("confirmed")


def wrong(folder: Path, left: Left) -> Iterator[str]:
    desk = DeskFolder(folder / DESK)
    slots_of_salt(desk.salt()).unlink(missing_ok=True)  # the folder alone must do
    mine = [each for each in map(lambda words: hands(desk, Passphrase(words)), (WORDS, CHANGED)) if each]
    if len(mine) != 1:
        yield f"{len(mine)} passphrases of the secretary open the desk"
        return
    if "changed" in left.said and hands(desk, Passphrase(WORDS)):
        yield "the old passphrase opens again"
    if "added" in left.said and not hands(desk, Passphrase(THIRD)):
        yield "the new key is gone"
    with opening.open_desk(desk.path, mine[0]) as opened:
        terms = {row.person: row.until for row in commands.slots_of(opened)}
    if "renewed" in left.said and "ended" not in left.said and terms["会計"] is None:
        yield "the new term is gone"
    if ("ended" in left.said) and not ended(desk):
        yield "the ended key opens"
    yield from wrong_sheets(desk, (folder / SHEET).read_text(), left)
    if not checking.check(desk.path, mine[0]).sound:
        yield "the desk is not sound"


def wrong_sheets(desk: DeskFolder, sheet: str, left: Left) -> Iterator[str]:
    shown = [line.removeprefix("code ").replace(";", "\n") for line in left.said if line.startswith("code ")]
    old, new = (any(hands(desk, Recovery.typed(each)) for each in sheets) for sheets in ([sheet], shown))
    if not old and "printed" not in left.said:
        yield "the old sheet opens no more, and there is no new one"
    if not new and "printed" in left.said:
        yield "the new sheet is on paper and does not open"
    if old and "confirmed" in left.said:
        yield "the old sheet opens again"


def hands(desk: DeskFolder, secret: Secret) -> Unlocked | None:
    try:
        return keys.unlock(desk.path, secret)
    except (WrongPassphrase, WrongRecoveryCode):
        return None


def ended(desk: DeskFolder) -> bool:
    try:
        keys.unlock(desk.path, Passphrase(OTHER))
    except TermEnded:
        return True
    return False
