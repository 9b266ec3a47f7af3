"""Walks through every window of the real program: once at each size, and once in the pseudo-locale."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from support.audit import audit_now, cut_words, primaries, settle
from support.every_window import refused_full_width, set_off_by_composing, untranslated

from kobe_desk.app.start.passphrase import PassphrasePage
from kobe_desk.core import clock, paths
from kobe_desk.core.settings import Settings
from kobe_desk.pictures.bookings import ON_THE_TELEPHONE
from kobe_desk.pictures.ledger import BANK
from kobe_desk.pictures.members.cards import LIST
from kobe_desk.pictures.scene import Scene
from kobe_desk.pictures.tour import tour
from kobe_desk.ui.code import CodeBox
from kobe_desk.ui.collecting import Collector
from kobe_desk.ui.manual import manual_page
from kobe_desk.ui.text import Label
from kobe_desk.ui.window import Window

TALL, LOW = QSize(1366, 768), QSize(1366, 690)
SAME = (
    "日本語 English Apache License Qt Python SQLCipher community SQLite kobedesk backups csv sample "
    "町内会名簿 みなと坂自治会 みなと坂地域交流センター 年度通常総会議事録 回復コード "
    "meisai 年度通常総会出席簿 年度通常総会招集通知 年度通常総会議案書 公開用"
    " 合唱 ics kdprog vision 年度の予約表 俳句の会 こども将棋 補助事業実績報告書 助成事業実績報告書 領収書等整理表"
    " 財産処分承認申請書 財産処分の承認申請"
)
"""Names that are the same in every language, and what the tour itself types."""
AS_PRINTED = (
    "人 世帯 はい いいえ から まで 普通 当座 Ａ Ｂ Ｃ Ｄ Ｅ 会員番号 建物名 携帯電話 退会日 "
    "① ② しるし 質疑 質問なし 異議なし 可否同数 利害関係 継続審議 署名人 "
    "Ｆ ＤとＥのいずれか低い額（千円未満切捨て） うち対象の計 ほかの補助金の計 参加費の計 茶菓の計 金額の計 "
    "肩書 はじめの日 終わりの日 金融機関"
)
"""Answers, amounts, headings of files, phrases of minutes and what is written into the boxes of an office's form stand
on the screen as on the Japanese paper."""
PROGRAMMES = "\n".join(each.read_text("utf-8") for each in paths.resources("programmes").rglob("*.toml"))
MOMENT = datetime(2026, 11, 25, 1, 32, tzinfo=UTC)


@dataclass
class Walk:
    """What was seen on the way, and what was wrong, by kind."""

    seen: set[type] = field(default_factory=set)
    rules: list[str] = field(default_factory=list)
    help: list[str] = field(default_factory=list)
    composing: list[str] = field(default_factory=list)
    digits: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def note(self, scene: Scene) -> None:
        self.seen |= {type(scene.window), type(scene.page)}


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home for all walks, so that the sample is made once."""
    return tmp_path_factory.mktemp("walk")


@contextmanager
def scenes(home: Path, settings: Settings) -> Iterator[Iterator[Scene]]:
    """A walk in that home on one day; both are left with it, for other tests have their own."""
    with pytest.MonkeyPatch.context() as patch, clock.stopped_at(MOMENT):
        patch.setenv("HOME", str(home))
        collector = Collector(QApplication.instance())  # a walk is one long test
        yield tour(settings)
        collector.deleteLater()


@pytest.fixture(scope="session")
def walk(qapp: QApplication, home: Path) -> Walk:
    """At 12 points: rules, help, composing, full-width digits."""
    found = Walk()
    with scenes(home, Settings(size=12)) as walked:
        for scene in walked:
            found.note(scene)
            found.rules += rules_of(scene)
            found.help += without_help(scene)
            found.composing += [f"{scene.name}: {each}" for each in set_off_by_composing(scene.window)]
            found.digits += [f"{scene.name}: {each}" for each in refused_full_width(scene.window)]
    return found


@pytest.fixture(scope="session")
def large(qapp: QApplication, home: Path) -> Walk:
    """At 20 points: the rules again, Tab included."""
    found = Walk()
    with scenes(home, Settings(size=20)) as walked:
        for scene in walked:
            found.note(scene)
            found.rules += rules_of(scene)
    return found


@pytest.fixture(scope="session")
def english(qapp: QApplication, home: Path) -> Walk:
    """In English at 12 points: whether words are cut. A title and its quiet subtitle may end in …."""
    found = Walk()
    with scenes(home, Settings(size=12, language="en")) as walked:
        for scene in walked:
            settle()
            found.rules += [f"{scene.name}: {each}" for each in cut_words(scene.window)]
    return found


@pytest.fixture(scope="session")
def pseudo(qapp: QApplication, home: Path) -> Walk:
    """In the pseudo-locale, where every translated text is marked."""
    found = Walk()
    with scenes(home, Settings(language="xx")) as walked:
        for scene in walked:
            found.words += [f"{scene.name}: {each}" for each in untranslated(scene.window, own_words(scene))]
    return found


def rules_of(scene: Scene) -> Iterator[str]:
    """The audit at both heights; Tab is walked at the lower one."""
    for screen in (TALL, LOW):
        with sized(scene.window, screen):
            for each in audit_now(scene.window, screen, walk=screen is LOW):
                yield f"{scene.name}, {screen.height()} px: {each}"
    if len(blue := primaries(scene.window)) > 1:
        yield f"{scene.name}: {blue} are all primary"


def own_words(scene: Scene) -> str:
    """What may stand on a screen without being a word of the program."""
    page = scene.page
    words = [
        SAME,
        AS_PRINTED,
        LIST,
        BANK,
        ON_THE_TELEPHONE,
        PROGRAMMES,
        str(Path.home()),
        str(paths.documents()),
        str(paths.program_data()),
        scene.data(),
    ]
    if isinstance(page, PassphrasePage):
        words.append(page.words)
    for box in scene.window.findChildren(CodeBox):
        words += [each.text() for each in box.findChildren(Label)]
    return "\n".join(words)


@contextmanager
def sized(window: QWidget, screen: QSize) -> Iterator[None]:
    before = window.size()
    if not window.isModal():
        window.resize(screen)
        settle()
    yield
    window.resize(before)


def without_help(scene: Scene) -> Iterator[str]:
    """F1 opens the manual's page of this screen, and puts it away again."""
    page, window = scene.page, scene.window
    if page is None or not isinstance(window, Window):
        return
    if not page.help_page or manual_page(page.help_page) is None:
        yield f"{type(page).__name__} has no page of the manual ({page.help_page})"
        return
    for opened in (True, False):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_F1)
        settle()
        if window.manual.isVisible() is not opened or (opened and window.manual.page != page.help_page):
            yield f"{scene.name}: F1 does not {'open' if opened else 'close'} {page.help_page}"
