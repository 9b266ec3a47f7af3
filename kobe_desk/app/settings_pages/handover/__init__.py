"""引き継ぎ: keys for the successors, the package, the rehearsal, and the sheet that both sign."""

from typing import TYPE_CHECKING

from kobe_desk.app.settings_pages.handover.part import HandoverPart

if TYPE_CHECKING:
    from kobe_desk.app.opened import Opened


def open_part(opened: "Opened") -> HandoverPart:
    from kobe_desk.app.settings_pages.handover.controller import HandoverController

    part = HandoverPart(admin=opened.desk.who.admin)
    HandoverController(part, opened)
    return part
