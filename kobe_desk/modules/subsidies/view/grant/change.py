"""What a change of a grant (変更) comes to, and what stands against it."""

from kobe_desk.core.japanese.money import yen
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases import StageRow
from kobe_desk.modules.subsidies.view.check import LEVELS
from kobe_desk.modules.subsidies.view.counted import said
from kobe_desk.ui.layout import Item
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.text import Paragraph


def comes_to(row: StageRow) -> list[Item]:
    """What a change comes to, as it was kept last."""
    if row.before is None or row.after is None or row.before == row.after:
        return []
    after = row.after
    others = sum(each.planned for each in after.income)
    shown = _("As kept: costs {cost}, other income {others}, asked for {yen}, own money {own}.")
    own = after.cost - after.yen - others
    kept = shown.format(cost=yen(after.cost), others=yen(others), yen=yen(after.yen), own=yen(max(0, own)))
    return [Paragraph(kept, ink="muted"), *(_judged(row, own))]


def _judged(row: StageRow, own: int) -> list[Item]:
    """What stands against a change, in the words of the application's own check."""
    found = [Notice(LEVELS[each.level], each.message) for each in row.judged.failed]
    found += [Notice("info", _("{what}: {fact}").format(what=each.line, fact=said(each))) for each in row.judged.held]
    if own < 0 and not row.judged.errors:
        words = _("The income is {over} more than the costs. Please check the figures.")
        found.append(Notice("warn", words.format(over=yen(-own))))
    return list(found)
