"""団体 through its real page."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from support.audit import audit
from support.ime import commit

from kobe_desk.core import clock
from kobe_desk.modules.association import module as association_module
from kobe_desk.modules.association import usecases as association
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.rail import Entry
from kobe_desk.ui.window import DeskWindow

Open = Callable[[object, str], object]


@pytest.fixture
def open_page(desk: Desk, qtbot) -> Open:
    def opened(module: object, name: str) -> DeskWindow:
        window = DeskWindow([Entry(name, module.TITLE, module.ICON, lambda: module.open_page(desk))])
        qtbot.addWidget(window)
        window.resize(1366, 690)
        window.show()
        window.open(name)
        return window

    with clock.stopped_at(datetime(2026, 11, 25, 3, 0, tzinfo=UTC)):
        yield opened


def test_a_name_typed_with_the_input_method_is_saved(open_page: Open, desk: Desk, qtbot) -> None:
    page = open_page(association_module, "association").shown_page()
    field = page.profile.form.fields["name"].control
    field.setFocus()
    commit(field, "みなと坂自治会")
    commit(page.profile.form.fields["phone"].control, "０７８－０００－０１０１")
    qtbot.mouseClick(page.profile.save, Qt.MouseButton.LeftButton)
    saved = desk._records.ask(association.profile)
    assert (saved.name, saved.phone) == ("みなと坂自治会", "078-000-0101")
    assert len(desk._records.ask(association.offices)) == 6


def test_a_missing_name_is_said_at_its_field(open_page: Open, desk: Desk, qtbot) -> None:
    page = open_page(association_module, "association").shown_page()
    qtbot.mouseClick(page.profile.save, Qt.MouseButton.LeftButton)
    assert page.profile.form.fields["name"].error
    assert desk._records.ask(association.profile) is None


def test_the_postal_code_fills_the_address(open_page: Open, qtbot) -> None:
    page = open_page(association_module, "association").shown_page()
    commit(page.profile.form.fields["postal_code"].control, "６５１－００８７")
    assert page.profile.form.fields["address"].control.value() == "兵庫県神戸市中央区御幸通"


def test_a_root_and_a_key_are_made_and_the_desk_keeps_no_root_key(
    open_page: Open, desk: Desk, qtbot, tmp_path: Path
) -> None:
    desk._records.do(association.save_profile, association.Profile("みなと坂自治会"))
    page = open_page(association_module, "association").shown_page()
    page.show_part(5)
    part = page.signing
    part.root_form.fill(
        {"folder": tmp_path, "passphrase": "むかし むかし ある ところ", "again": "むかし むかし ある ところ"}
    )
    part._make_root()
    root = desk._records.ask(association.signing_root)
    assert root is not None
    office = part._office.itemData(0)
    part.key_form.fill({"office": office, "name": "髙橋 悦郎", "ends": date(2027, 3, 31), "folder": tmp_path})
    part.key_form.fill({"root_passphrase": "むかし むかし ある ところ", "passphrase": "さくら さくら やよい そら"})
    part._make_key()
    (key,) = desk._records.ask(association.signing_keys)
    assert (key.office, key.name, key.revoked) == ("会長", "髙橋 悦郎", None)
    assert "PRIVATE" not in root.certificate
    revoking = part.revoking
    revoking.form.fill({"key": key, "lost": False, "stick": tmp_path, "words": "ちがう ことば"})
    revoking.button.click()
    assert revoking.form.fields["words"].error
    assert not audit(part.window())
    revoking.form.fill({"words": "むかし むかし ある ところ"})
    revoking.button.click()
    (key,) = desk._records.ask(association.signing_keys)
    assert key.revoked == date(2026, 11, 25)
    assert "BEGIN X509 CRL" in desk._records.ask(association.signing_root).crl
    assert revoking.isHidden(), "no key is left to revoke"


def test_two_different_passphrases_make_no_root(open_page: Open, desk: Desk, tmp_path: Path) -> None:
    desk._records.do(association.save_profile, association.Profile("みなと坂自治会"))
    part = open_page(association_module, "association").shown_page().signing
    part.root_form.fill({"folder": tmp_path, "passphrase": "むかし むかし ある ところ", "again": "ちがう"})
    part._make_root()
    assert part.root_form.fields["again"].error
    assert desk._records.ask(association.signing_root) is None
    assert list(tmp_path.glob("*.p12")) == []


def test_every_part_keeps_the_rules_of_a_window(open_page: Open) -> None:
    window = open_page(association_module, "association")
    for place in range(6):
        window.shown_page().show_part(place)
        assert audit(window) == [], f"part {place}"
