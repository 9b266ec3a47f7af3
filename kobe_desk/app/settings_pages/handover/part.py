"""引き継ぎ: four cards, in the order in which they are done."""

from PySide6.QtWidgets import QWidget

from kobe_desk.app.settings_pages.handover.package import PackageCard, RehearsalCard
from kobe_desk.app.settings_pages.handover.successor import SuccessorCard
from kobe_desk.core.text import _
from kobe_desk.ui.card import Section
from kobe_desk.ui.layout import Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.preview import PaperPreview
from kobe_desk.ui.text import Paragraph
from kobe_desk.ui.theme import follow, theme


class HandoverPart(QWidget):
    """Keys, package, rehearsal, and the sheet as it will be printed."""

    def __init__(self, *, admin: bool) -> None:
        super().__init__()
        why = Notice("info", _("Only the person who looks after the keys can give or end them."))
        why.setHidden(admin)
        self.successor, self.package, self.rehearsal = SuccessorCard(), PackageCard(), RehearsalCard()
        self.successor.setVisible(admin)
        self.package.setVisible(admin)
        self.code = Column(gap="group")
        self.preview = PaperPreview()
        follow(self.preview, lambda: self.preview.setMinimumHeight(theme.space(480)))
        hint = Paragraph(_("Both sign it. Passphrases are told, not written."), ink="muted")
        sheet = Section(_("4  The sheet, signed by both"), hint, self.preview)
        self.setLayout(Column(why, self.successor, self.package, self.code, self.rehearsal, sheet, gap="group"))
