"""このソフト: versions, licences and whose work it stands on. Read from the disk; nothing is fetched."""

import platform
from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QTextBrowser, QWidget

from kobe_desk import __version__
from kobe_desk.app.settings_pages.notices import in_words
from kobe_desk.core import database, migrate, paths
from kobe_desk.core.text import _
from kobe_desk.ui.card import Card, Facts, Section
from kobe_desk.ui.layout import Column
from kobe_desk.ui.reading import show_markdown
from kobe_desk.ui.text import Paragraph
from kobe_desk.ui.theme import follow, theme

if TYPE_CHECKING:
    from kobe_desk.app.opened import Opened


class Licences(QTextBrowser):
    """THIRD_PARTY.md to be read; its links stay closed."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setAccessibleName(_("Works of others in this software"))
        follow(self, self._dress)

    def _dress(self) -> None:
        self.setFont(theme.font())
        self.document().setDocumentMargin(theme.space("group"))
        self.setMinimumHeight(theme.space(320))
        path = paths.resources().parent / "THIRD_PARTY.md"
        show_markdown(self, in_words(path.read_text("utf-8")) if path.is_file() else "")


class AboutPart(QWidget):
    """Facts first, then the notices."""

    def __init__(self, facts: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.licences = Licences()
        self.setLayout(
            Column(
                Card(_("Kobe Desk"), Facts(facts, 150)),
                Paragraph(
                    _("Made for associations in Kobe. It works without the internet and sends nothing by itself.")
                ),
                Section(_("Works of others in this software"), self.licences),
                gap="group",
            )
        )


def open_part(_opened: "Opened") -> AboutPart:
    facts = (
        (_("Version"), __version__),
        (_("Kept by"), _("{engine}, form {form}").format(engine=database.engine_version(), form=migrate.newest())),
        (_("Built with"), f"Qt {qVersion()}, Python {platform.python_version()}"),
        (_("Licence"), "Apache License 2.0"),
    )
    return AboutPart(facts)
