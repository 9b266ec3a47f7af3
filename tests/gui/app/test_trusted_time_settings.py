"""設定 → 時刻の証明: off at first, kept for this computer, refused in words, and its root believed by 確認."""

from pathlib import Path

from support.audit import audit, said
from support.program import wait_for
from support.signing import CHAIR, PASSPHRASE, drawn, keys, stamp
from support.time_server import TimeServer

from kobe_desk.app.program import Program
from kobe_desk.app.settings_pages.trusted_time import TimePart
from kobe_desk.app.verifying.cards import AnswerPanel
from kobe_desk.paper.sign.packet import prepare
from kobe_desk.paper.sign.pdf import sign
from kobe_desk.paper.sign.signer import load_signer
from kobe_desk.paper.sign.trusted_time import time_service


def test_it_is_off_until_it_is_switched_on(at_work: Program, time_server: TimeServer, tmp_path: Path, qtbot) -> None:
    opened = at_work.opened
    opened.open_at("settings", "keys")
    part = opened.window.page("settings").findChild(TimePart)
    assert not part.on.value() and not opened.settings.trusted_time
    part.on.click()
    part.save.click()
    assert part.form.fields["address"].error and not opened.settings.trusted_time
    stranger = tmp_path / "root.pem"
    stranger.write_text("no certificate")
    part.form.fill({"address": time_server.address, "root": stranger})
    part.save.click()
    assert part.form.fields["root"].error and not opened.settings.trusted_time
    assert said(audit(opened.window)) == ""
    stranger.write_bytes(time_server.root)
    part.form.fill({"root": stranger})
    part.save.click()
    assert opened.settings.trusted_time and opened.settings.time_address == time_server.address
    assert opened.settings.time_root.encode() == time_server.root
    assert part.kept.isVisible() and not time_server.asked
    paper = tmp_path / "交付申請書.pdf"
    signer = load_signer(keys().chair.p12, PASSPHRASE, times=time_service(opened.settings))
    paper.write_bytes(sign(prepare(drawn("paper"), [CHAIR]), CHAIR.name, signer, stamp()).packet.pdf)
    opened.open_at("verify", str(paper))
    wait_for(qtbot, lambda: "どこにも送って" in opened.window.strip.text)
    times = [each.answer.plain() for each in opened.window.page("verify").result.findChildren(AnswerPanel)]
    assert times == ["変わっていません", "知らない人です", "証明があります"]
    opened.open_at("settings", "keys")
    part.on.click()
    part.save.click()
    assert not opened.settings.trusted_time and opened.settings.time_root
