"""What is imported before the first window is painted."""

import subprocess
import sys

SCRIPT = """
import sys
from PySide6.QtCore import QEvent, QObject
from kobe_desk.app.start_up import application
app = application()
from kobe_desk.app.program import Program
from kobe_desk.core.settings import Settings

class Watch(QObject):
    seen = None
    def eventFilter(self, thing, event):
        if event.type() == QEvent.Type.Paint and self.seen is None:
            heavy = ("sqlalchemy", "alembic", "reportlab", "pyhanko", "celpy", "openpyxl", "sqlcipher3", "keyring")
            self.seen = [name for name in heavy if name in sys.modules]
        return False

watch = Watch()
app.installEventFilter(watch)
program = Program(Settings(desks=tuple(sys.argv[1:])))
program.begin()
print(watch.seen)
program.close()
"""


def before_the_first_paint(*desks: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *desks], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.strip()


def test_the_first_run_is_painted_before_anything_heavy_is_imported() -> None:
    assert before_the_first_paint() == "[]"


def test_the_page_of_opening_is_painted_before_anything_heavy_is_imported(tmp_path) -> None:
    assert before_the_first_paint(str(tmp_path / "みなと坂.kobedesk")) == "[]"


KEEPS_NO_SOURCES = """
import linecache
from kobe_desk.app import begin_lightly
begin_lightly()
import PySide6.QtWidgets
import sqlalchemy.orm
print([path for path in linecache.cache if "/sqlalchemy/" in path])
"""


def test_no_source_is_read_and_kept_because_of_qt() -> None:
    done = subprocess.run([sys.executable, "-c", KEEPS_NO_SOURCES], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


ON_THE_RAIL = """
import sys
from kobe_desk.app.registry import registrations
registrations()
heavy = ("alembic", "reportlab", "pyhanko", "pkcs11", "celpy", "openpyxl", "asn1crypto")
print([name for name in heavy if name in sys.modules])
"""


def test_the_rail_is_there_before_any_module_has_imported_paper() -> None:
    done = subprocess.run([sys.executable, "-c", ON_THE_RAIL], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


TO_THE_ROSTER = """
import sys
from kobe_desk.app import opening, opened, program, remembering
from kobe_desk.modules.members.controller import roster
from kobe_desk.modules.members.view import roster
late = (
    "modules.meetings.model", "modules.ledger.model", "modules.subsidies.model",
    "modules.association.model.bylaws", "modules.association.usecases.signing", "modules.members.model.dated",
    "modules.members.model.dues", "modules.members.model.privacy", "modules.members.usecases.cards",
    "modules.members.usecases.rosters", "modules.members.view.choices", "app.start.wait", "app.tasks",
    "core.vault.backup", "core.vault.restore", "ui.manual", "ui.crash_dialog",
)
print([name for name in late if f"kobe_desk.{name}" in sys.modules])
"""


def test_the_way_to_the_roster_imports_nothing_of_what_comes_later() -> None:
    done = subprocess.run([sys.executable, "-c", TO_THE_ROSTER], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
