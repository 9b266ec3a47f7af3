"""The story of 引き継ぎ on two computers: keys, package, the other computer's first page, and what no longer opens."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytest_bdd import given, parsers, scenarios, then, when
from support.ime import commit
from support.program import new_program
from support.roster import fill
from support.vault_desk import WORDS

from kobe_desk.app.program import Program
from kobe_desk.app.settings_pages.handover.part import HandoverPart
from kobe_desk.app.settings_pages.page import SettingsPage
from kobe_desk.app.start.begin import BeginPage
from kobe_desk.app.start.bring_back import BringBackPage
from kobe_desk.app.start.unlock import UnlockPage
from kobe_desk.core import clock
from kobe_desk.core.database import DeskDamaged
from kobe_desk.core.records import Records
from kobe_desk.core.settings import Settings
from kobe_desk.core.vault import contents, keys, opening
from kobe_desk.core.vault.keys import Passphrase, Recovery
from kobe_desk.core.vault.making import Made
from kobe_desk.core.vault.situations import WrongRecoveryCode
from kobe_desk.modules.association.usecases import Profile, save_profile
from kobe_desk.modules.ledger.usecases import EntryRequest, accounts, cash_book, open_books, post_entry, year_of
from kobe_desk.modules.members import usecases as roster
from kobe_desk.modules.members.usecases import ListRequest, PeopleFilter, SealedEntry
from kobe_desk.paper.render import page_count, page_text
from kobe_desk.pictures.patience import answered, end, wait

scenarios("members_handover.feature")
pytestmark = pytest.mark.story

NEW = "やまなみ ことり つくえ みかづき"


@dataclass
class Played:
    """Two computers of one user each, and the stick between them."""

    old: Path
    new: Path
    stick: Path
    made: Made
    patch: pytest.MonkeyPatch
    programs: list[Program] = field(default_factory=list)
    before: tuple[Any, ...] = ()
    mark: str = ""
    day: date = date.min

    @property
    def program(self) -> Program:
        return self.programs[-1]

    def asked(self, task: Callable[[Records], Any]) -> Any:
        """What the records of the open desk answer, on their own thread."""
        found: list[Any] = []
        self.program.opened.desk.on_records(task, found.append)
        wait(lambda: found)
        return found[0]

    @property
    def part(self) -> HandoverPart:
        self.program.opened.open_at("settings", "handover")
        page = self.program.opened.window.page("settings")
        assert isinstance(page, SettingsPage)
        return page._made["handover"][0]

    @property
    def package(self) -> Path:
        (file,) = self.stick.glob("*.kobedesk-backup")
        return file

    def start(self, home: Path, settings: Settings) -> None:
        """The program on one of the two computers."""
        self.patch.setenv("HOME", str(home))
        self.programs.append(new_program(settings))
        self.program.begin()

    def at(self, kind: type) -> Any:
        """The page in sight before a desk is open."""
        answered(self.program.background)
        wait(lambda: isinstance(self.program.entrance.shown_page(), kind))
        return self.program.entrance.shown_page()

    def opening(self, words: str) -> UnlockPage:
        page = self.at(UnlockPage)
        page.secret.words.words.setText(words)
        page.open.click()
        return page

    def stop(self) -> None:
        end(self.programs.pop())


def facts(records: Records) -> tuple[Any, ...]:
    """What both computers have to hold alike."""
    people = records.ask(roster.people, PeopleFilter()).rows
    book = records.ask(cash_book, records.ask(year_of, clock.today()))
    return tuple((row.name, row.kana, row.address) for row in people), tuple((row.text, row.balance) for row in book)


def whole(pdf: bytes) -> str:
    return "".join(page_text(pdf, page) for page in range(page_count(pdf)))


def refused_on_the_old(played: Played, words: str) -> str:
    """Why these words do not open the desk on the computer of before."""
    played.start(played.old, Settings(desks=(str(played.made.folder),)))
    page = played.opening(words)
    wait(lambda: page.secret.words.field.error or not page.refusal.isHidden())
    assert played.program.opened is None
    return page.secret.words.field.error or page.refusal.text


@pytest.fixture
def played(qapp: QApplication, made_desk: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Played]:
    homes = [tmp_path / name for name in ("前のパソコン", "次のパソコン", "USB")]
    for home in homes:
        home.mkdir()
    playing = Played(*homes, made_desk, monkeypatch)
    yield playing
    while playing.programs:
        playing.stop()


@given("前の書記のパソコンに、名簿と出納帳と、封をした名簿のある帳面がひらいている")
def the_desk_of_before(played: Played) -> None:
    unlocked = keys.unlock(played.made.folder, Passphrase(WORDS))
    with opening.open_desk(played.made.folder, unlocked) as desk:
        records = desk.records
        records.do(save_profile, Profile("みなと坂自治会"))
        fill(records)
        records.do(open_books)
        dues = next(row.id for row in records.ask(accounts) if row.name == "会費")
        records.do(post_entry, EntryRequest(clock.today(), dues, 30_000, "会費 4月"))
        records.do(roster.make_drawer, WORDS)
        which = records.do(roster.add_sealed_list, ListRequest("support", "前期", "区役所", clock.today())).result
        records.do(roster.add_sealed, which, SealedEntry("封の人"))
        played.before = facts(records)
    played.start(played.old, Settings(desks=(str(played.made.folder),)))
    played.opening(WORDS)
    wait(lambda: played.program.opened is not None)


@when(parsers.parse("{days:d}日後から数える鍵を次の書記に渡し、自分の鍵はその前の日までにする"))
def give_a_key(played: Played, days: int) -> None:
    card, mine = played.part.successor, played.program.opened.desk.who.slot
    wait(lambda: card.old.count() == 2)
    played.day = clock.today() + timedelta(days)
    card.form.fill({"person": "次の書記", "since": played.day, "replaces": mine, "passphrase": NEW})
    card.give.click()
    wait(lambda: card.done.isVisible())
    assert "次の書記" in card.done.text


@when("封をした名簿の鍵も次の書記に渡す")
def give_the_drawer(played: Played) -> None:
    desk = played.program.opened.desk
    card = played.part.package
    wait(lambda: len(card.fields) == 1)
    (slot,) = card.fields
    given: list[object] = []
    desk.do(roster.open_drawer, WORDS)
    desk.do(roster.give_drawer, slot, NEW, then=given.append)
    wait(lambda: given)


@when("帳面の鍵を新しくして、引き継ぎの包みをUSBにつくる")
def make_the_package(played: Played) -> None:
    card = played.part.package
    wait(lambda: "次の書記" in card.people.text)
    card.place.set_value(played.stick)
    card.renew.click()
    (words,) = card.fields.values()
    commit(words.control, NEW)
    card.make.click()
    wait(lambda: card.done.isVisible())
    played.mark = card.done.text.split()[-1]


@then("引継書に、次の書記の名前と包みの照合の字がある")
def the_sheet_says(played: Played) -> None:
    preview = played.part.preview
    wait(lambda: preview.paper is not None and played.mark in whole(preview.paper.pdf))
    text = whole(preview.paper.pdf)
    assert "次の書記" in text
    assert "受け取った人" in text
    assert not any(word in text for word in (*WORDS.split(), *NEW.split())), "passphrases are told, not written"


@when("前の書記がパソコンを閉じる")
def close_the_old_one(played: Played) -> None:
    played.stop()


@then("次の書記の合言葉では、前のパソコンの帳面はまだひらかない")
def not_yet_on_the_old_one(played: Played) -> None:
    assert f"{played.day:%Y/%m/%d}" in refused_on_the_old(played, NEW), "from which day on"
    played.stop()


@when("次のパソコンで、最初の画面から包みをひらく")
def open_the_package(played: Played) -> None:
    assert not any(played.new.iterdir()), "nothing was carried but the stick"
    played.start(played.new, Settings())
    played.at(BeginPage).backup.click()
    page = played.at(BringBackPage)
    page.backup.set_value(played.package)
    page.backup.edited.emit()
    wait(lambda: page.facts.isVisible() and page.folder.control.value())


@then("前の書記の合言葉では、包みはひらかない")
def the_old_words_are_refused(played: Played) -> None:
    page = played.at(BringBackPage)
    page.secret.words.words.setText(WORDS)
    page.next.click()
    wait(lambda: page.secret.words.field.error)
    assert not list(played.new.rglob("desk.db")), "nothing is written before it opens"


@when("次の書記が自分の合言葉で包みをひらく")
def the_new_words_open_it(played: Played) -> None:
    page = played.at(BringBackPage)
    page.secret.words.words.setText(NEW)
    page.next.click()
    wait(lambda: played.program.opened is not None)
    assert played.program.opened.desk.who.person == "次の書記"


@then("名簿と出納帳は、前のパソコンと同じである")
def all_is_there(played: Played) -> None:
    assert played.asked(facts) == played.before


@then("封をした名簿も、次の書記の合言葉でひらく")
def the_drawer_opens(played: Played) -> None:
    done: list[object] = []
    played.program.opened.desk.do(roster.open_drawer, NEW, then=done.append)
    wait(lambda: done)
    assert [row.entry.name for row in played.asked(lambda records: records.ask(roster.sealed_people))] == ["封の人"]


@then("前の帳面の鍵と回復コードでは、次のパソコンの帳面はひらかない")
def nothing_of_before_opens_it(played: Played) -> None:
    folder = played.program.opened.custody.folder.path
    played.stop()
    old = keys.unlock(played.made.folder, Passphrase(WORDS))
    with pytest.raises(DeskDamaged):
        contents.examined(folder / "desk.db", old.key)
    with pytest.raises(WrongRecoveryCode):
        keys.unlock(folder, Recovery.typed(played.made.recovery.text))


@when("引き継ぎの日になる")
def the_day(played: Played, request: pytest.FixtureRequest) -> None:
    held = clock.stopped_at(clock.now() + (played.day - clock.today()))
    held.__enter__()
    request.addfinalizer(lambda: held.__exit__(None, None, None))


@then("前の書記の合言葉では、前のパソコンの帳面もひらかない")
def the_old_key_has_ended(played: Played) -> None:
    assert f"{played.day - timedelta(1):%Y/%m/%d}" in refused_on_the_old(played, WORDS), "until which day"
