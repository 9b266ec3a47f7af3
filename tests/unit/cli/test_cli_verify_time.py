"""The command line believes a trusted time by the root that it is given, and by no other."""

from pathlib import Path

from support.command_line import Run
from support.signing import CHAIR, PASSPHRASE, drawn, keys, stamp
from support.time_server import TimeServer

from kobe_desk.paper.sign.packet import prepare
from kobe_desk.paper.sign.pdf import sign
from kobe_desk.paper.sign.signer import load_signer
from kobe_desk.paper.sign.trusted_time import TimeService


def test_the_time_of_a_stamp_is_believed_with_the_root_of_its_authority(
    run: Run, time_server: TimeServer, tmp_path: Path
) -> None:
    signer = load_signer(keys().chair.p12, PASSPHRASE, times=TimeService(time_server.address, 5))
    paper, root, time_root = (tmp_path / name for name in ("paper.pdf", "root.pem", "time.pem"))
    paper.write_bytes(sign(prepare(drawn("paper"), [CHAIR]), CHAIR.name, signer, stamp()).packet.pdf)
    root.write_bytes(keys().pem)
    time_root.write_bytes(time_server.root)
    asked = ("verify", paper, "--trust", root, "--json")
    assert run(*asked).json["time_trusted"] is False
    believed = run(*asked, "--trust-time", time_root)
    assert (believed.code, believed.json["signer_known"], believed.json["time_trusted"]) == (0, True, True)
    crossed = run("verify", paper, "--trust", time_root, "--trust-time", root, "--json")
    assert (crossed.code, crossed.json["time_trusted"]) == (1, False)
    assert run(*asked, "--trust-time", tmp_path / "none.pem").code == 3
