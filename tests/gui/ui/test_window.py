"""The window's frame: pages made late, keys that work everywhere, the manual beside the page, the ring."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from support.audit import audit, said, settle
from support.gallery import PAGES, PartsPage, RosterPage, gallery

from kobe_desk.core import paths
from kobe_desk.core.settings import SIZES
from kobe_desk.core.text import use_language
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.field import FormField, TextField
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.manual import ManualPanel
from kobe_desk.ui.page import Page, PageStack
from kobe_desk.ui.rail import Entry, Rail
from kobe_desk.ui.text import Paragraph, strong
from kobe_desk.ui.theme import theme, tokens
from kobe_desk.ui.window import DeskWindow, StartWindow


@pytest.fixture
def window(qtbot: QtBot) -> DeskWindow:
    made = gallery()
    qtbot.addWidget(made)
    made.open("parts")
    made.show()
    made.activateWindow()
    settle()
    return made


@pytest.fixture
def manual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A manual of two pages."""
    folder = tmp_path / "manual" / "ja"
    folder.mkdir(parents=True)
    (folder / "index.md").write_text("# 部品\n\n[名簿](roster.md)\n", "utf-8")
    (folder / "roster.md").write_text("# 名簿の使い方\n", "utf-8")
    real = paths.resources
    monkeypatch.setattr(paths, "resources", lambda *p: tmp_path.joinpath(*p) if p[0] == "manual" else real(*p))
    return folder


def test_a_page_is_made_when_it_is_first_shown(window: DeskWindow) -> None:
    assert window.page("roster") is None
    window.open("roster")
    first = window.page("roster")
    window.open("parts")
    window.open("roster")
    assert window.page("roster") is first


def test_the_first_seven_pages_have_a_key(window: DeskWindow) -> None:
    for number, name in enumerate(PAGES, 1):
        QTest.keyClick(window, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier)
        assert window.rail.items[name].isChecked()


def test_an_entry_without_a_page_acts(qtbot: QtBot) -> None:
    locked: list[bool] = []
    window = DeskWindow([Entry("lock", "Lock", "lock", act=lambda: locked.append(True), foot=True)])
    qtbot.addWidget(window)
    window.rail.chosen.emit("lock")
    assert locked == [True]


def test_type_grows_and_shrinks_by_keys_and_is_told(qtbot: QtBot, window: DeskWindow) -> None:
    with qtbot.waitSignal(window.size_changed) as told:
        QTest.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [14]
    assert window.rail.width() == 142
    QTest.keyClick(window, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert theme.size == 12


def test_f1_opens_the_page_of_this_screen_and_closes_it_again(window: DeskWindow, manual: Path) -> None:
    window.open("roster")
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert "部品" in window.manual.text()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.manual.isHidden()


def test_the_manual_follows_its_own_links_only(qtbot: QtBot, manual: Path) -> None:
    panel = ManualPanel()
    qtbot.addWidget(panel)
    panel.open("index")
    panel._follow_link(QUrl("https://example.org/roster.md"))
    assert panel.page == "index"
    panel._follow_link(QUrl("roster.md"))
    assert panel.text().startswith("名簿の使い方")


def test_the_manual_fetches_nothing_from_outside_its_folder(qtbot: QtBot, manual: Path) -> None:
    panel = ManualPanel()
    qtbot.addWidget(panel)
    (manual.parent.parent / "secret.png").write_bytes(b"")
    image = QTextDocument.ResourceType.ImageResource.value
    for name in ("https://example.org/a.png", "../../secret.png", "file:///etc/hostname"):
        assert panel._reader.loadResource(image, QUrl(name)) is None


def test_a_screen_without_a_page_of_its_own_opens_the_first(qtbot: QtBot, manual: Path) -> None:
    panel = ManualPanel()
    qtbot.addWidget(panel)
    use_language("en")
    panel.open("nowhere")
    assert "部品" in panel.text()


def test_a_page_one_level_down_leads_back(qtbot: QtBot) -> None:
    stack = PageStack(PartsPage())
    qtbot.addWidget(stack)
    below = RosterPage()
    stack.open(below)
    assert stack.page is below
    below.back_requested.emit()
    assert isinstance(stack.page, PartsPage)


def test_no_word_of_letters_is_cut_in_two_in_the_rail(qtbot: QtBot) -> None:
    use_language("en")
    rail = Rail([Entry("one", "Today", "house"), Entry("two", "Subsidies", "landmark")])
    qtbot.addWidget(rail)
    for size in SIZES:
        theme.wear(size=size)
        settle()
        longest = rail.items["two"]
        assert longest.heightForWidth(rail.width()) == theme.px("nav_item"), f"{size} pt: two lines"
        assert rail.width() < theme.width(200)


def test_the_subtitle_gives_way_before_the_title(window: DeskWindow) -> None:
    page = window.shown_page()
    assert page is not None
    page.header.say("Roster", "309 households, 577 people " * 9)
    settle()
    title, subtitle = page.header.title, page.header.subtitle
    assert title.width() >= title.fontMetrics().horizontalAdvance("Roster")
    assert 0 < subtitle.width() < subtitle.fontMetrics().horizontalAdvance(subtitle.text())


def test_parts_that_may_go_are_gone_when_type_is_large(window: DeskWindow) -> None:
    page = window.shown_page()
    assert page is not None
    assert page.header.subtitle.isVisible()
    theme.wear(size=16)
    assert not page.header.subtitle.isVisible()
    theme.wear(size=14)
    assert page.header.subtitle.isVisible()


def test_the_ring_follows_scrolling(window: DeskWindow) -> None:
    window.resize(1100, 600)
    window.open("fields")
    page = window.shown_page()
    assert page is not None
    fields = page.findChildren(TextField)
    fields[-1].setFocus()
    settle()
    before = window.ring.geometry()
    assert page._scroll is not None
    page._scroll.verticalScrollBar().setValue(page._scroll.verticalScrollBar().value() + 20)
    settle()
    assert window.ring.geometry().top() == before.top() - 20
    place = QRect(fields[-1].mapTo(window, QPoint(0, 0)), fields[-1].size())
    assert window.ring.geometry().contains(place)


def test_the_ring_goes_when_its_control_goes(window: DeskWindow) -> None:
    window.strip.button.setFocus()
    settle()
    assert window.ring.isVisible()
    window.strip.report("保存しました")
    settle()
    assert window.ring.target is not window.strip.button


def test_tab_finds_parts_that_came_later(qtbot: QtBot, window: DeskWindow) -> None:
    page = window.shown_page()
    assert page is not None
    page.header.add(late := secondary("あとから", "plus"))
    settle()
    window.rail.items["lock"].setFocus()
    QTest.keyClick(window.rail.items["lock"], Qt.Key.Key_Tab)
    assert window.focusWidget() is late
    QTest.keyClick(late, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert window.focusWidget() is window.rail.items["lock"]


def test_the_window_before_a_desk_shows_one_page_at_a_time(qtbot: QtBot) -> None:
    class Welcome(Page):
        help_page = "index"

        def __init__(self) -> None:
            super().__init__("神戸デスクへようこそ")
            self.add(FormField("会の名前", TextField()), STRETCH)
            self.set_footer(secondary("終わる"), STRETCH, primary("次へ", "arrow-right", after=True))

    window = StartWindow()
    qtbot.addWidget(window)
    window.show_page(Welcome())
    window.show_page(second := Welcome())
    assert window.shown_page() is second
    wrong = audit(window)
    assert not wrong, said(wrong)


def test_typed_text_never_becomes_markup(qtbot: QtBot) -> None:
    paragraph = Paragraph(f"{strong('<b>会</b>')}は<script>です & 続く")
    qtbot.addWidget(paragraph)
    assert paragraph.plain() == "<b>会</b>は<script>です & 続く"
    assert "<script>" not in paragraph.text()
    assert "<b>&lt;b&gt;会&lt;/b&gt;</b>" in paragraph.text()


def test_every_icon_is_lucide_s_and_drawn_in_a_token(qtbot: QtBot) -> None:
    for path in sorted(paths.resources("icons").glob("*.svg")):
        assert "currentColor" in path.read_text("utf-8"), path.name
        assert not theme.pixmap(path.stem).isNull()


def test_nothing_is_set_smaller_than_the_body() -> None:
    for metrics in tokens().sizes.values():
        assert metrics.text("body") == min(metrics.text(rank) for rank in ("body", "lead", "title", "figure"))


def test_nothing_slow_is_imported_for_the_first_window() -> None:
    import subprocess
    import sys

    kit = ", ".join(
        f"kobe_desk.ui.{each}" for each in ("window", "field", "table", "card", "wizard", "preview", "crash")
    )
    slow = ("sqlalchemy", "reportlab", "pyhanko", "openpyxl", "alembic", "PIL", "celpy", "phonenumbers")
    asked = f"import sys, {kit}; print([each for each in {slow} if each in sys.modules])"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_rail_holds_a_year_of_two_digits_at_the_largest_type(window: DeskWindow) -> None:
    theme.wear(size=20)
    window.rail.say("みなと坂自治会", "令和8年度")
    low = window.rail.minimumSizeHint().height()
    window.rail.say("みなと坂自治会", "令和28年度")
    settle()
    year = window.rail._year
    assert window.rail.minimumSizeHint().height() == low
    assert year.fontMetrics().horizontalAdvance(year.text()) <= year.width()
