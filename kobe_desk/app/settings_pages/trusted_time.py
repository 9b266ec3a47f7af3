"""時刻の証明: an authority on the network that confirms when a paper was signed. Off until somebody switches it on."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.settings import Settings
from kobe_desk.core.text import N_, _
from kobe_desk.ui.button import primary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import CheckBox, FormField, Need, TextField
from kobe_desk.ui.field.place import PlaceField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.text import Paragraph

if TYPE_CHECKING:
    from kobe_desk.app.opened import Opened

SCHEMES = ("https://", "http://")
LARGEST = 1 << 16  # bytes of a certificate


class AddressMissing(UserError):
    text = N_("Enter the address of the authority. It begins with https:// or http://.")


class NotATimeCertificate(UserError):
    text = N_("This is not a certificate. Choose the file (.pem, .crt or .cer) that the authority publishes.")


class TimePart(QWidget):
    """The switch, what goes out, the address, and whose certificate makes a time believed."""

    wanted = Signal(bool, str, object)
    """On or off, the address, and a certificate's file or None."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.on = CheckBox(_("Ask for a trusted time when signing (uses the internet)"))
        self.form = Form(
            {
                "address": FormField(
                    _("Address of the authority"), TextField(width=340), Need.OPTIONAL,
                    _("From its contract or its web page. Some ask for a fee."),
                ),
                "root": FormField(
                    _("Its root certificate"), PlaceField(files="*.pem *.crt *.cer", width=340), Need.OPTIONAL,
                    _("Needed only to check: without it a time stamp is made, but not believed."),
                ),
            }
        )  # fmt: skip
        self.kept = Notice("ok", _("A root certificate is kept. Choose a file only to replace it."))
        self.save = primary(_("Save"), "check")
        self.save.clicked.connect(self._save)
        hint = Paragraph(
            _("Usually nothing leaves this computer, and a signature states the time of its clock. Switched on, every "
              "signature sends a fingerprint (SHA-256) of itself to this address, and nothing of the paper. If nobody "
              "answers, the paper is signed all the same, and that is said.")
        )  # fmt: skip
        self.setLayout(
            Column(Card(_("Trusted time"), hint, self.on, self.form, self.kept, Row(self.save, STRETCH)), gap="group")
        )
        self.show_settings(settings)

    def show_settings(self, settings: Settings) -> None:
        self.on.set_value(settings.trusted_time)
        self.form.fill({"address": settings.time_address, "root": None})
        self.kept.setVisible(bool(settings.time_root))

    def show_refusal(self, error: UserError) -> None:
        self.form.show_refusal(error)

    def _save(self) -> None:
        values = self.form.read()
        if values is not None:
            self.wanted.emit(self.on.value(), (values["address"] or "").strip(), values["root"])


class TimeController(QObject):
    """Keeps the choice for this computer. Nothing is asked of the address before the first signature."""

    def __init__(self, part: TimePart, opened: "Opened") -> None:
        super().__init__(part)
        self._part, self._opened = part, opened
        part.wanted.connect(self._keep)
        opened.settings_changed.connect(part.show_settings)

    def _keep(self, on: bool, address: str, root: Path | None) -> None:
        before = self._opened.settings
        try:
            if (on or address) and not address.startswith(SCHEMES):
                raise AddressMissing("address")
            kept = _certificate(root) if root else before.time_root
        except UserError as error:
            self._part.show_refusal(error)
            return
        self._opened.choose(replace(before, trusted_time=on, time_address=address, time_root=kept))
        said = _("Signatures now ask for a trusted time") if on else _("Signatures ask nobody for the time")
        self._opened.window.strip.report(said)


def _certificate(file: Path) -> str:
    """A certificate as PEM. Raises NotATimeCertificate."""
    from cryptography.hazmat.primitives.serialization import Encoding

    from kobe_desk.paper.sign.certificates import load_certificate

    try:
        with file.open("rb") as opened:
            found = load_certificate(opened.read(LARGEST))
    except (OSError, ValueError):
        raise NotATimeCertificate("root") from None
    return found.public_bytes(Encoding.PEM).decode()


def open_part(opened: "Opened") -> TimePart:
    part = TimePart(opened.settings)
    TimeController(part, opened)
    return part
