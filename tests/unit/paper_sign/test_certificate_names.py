"""Names in certificates: as written where validators can compare them, plain where they cannot."""

import pytest
from support.signing import PASSPHRASE, keys, officer, packet, stamp

from kobe_desk.paper.sign.certificates import comparable
from kobe_desk.paper.sign.pdf import sign
from kobe_desk.paper.sign.signer import load_signer
from kobe_desk.paper.verify.pdf import verify_pdf


@pytest.mark.parametrize(
    ("written", "held"),
    [
        ("髙橋　和彦", "髙橋　和彦"),
        ("𠮷田　和代", "𠮷田　和代"),
        ("辻\U000e0100　正志", "辻　正志"),
        ("\U0002a700野　太郎", "〓野　太郎"),
    ],
)
def test_a_name_is_held_as_validators_compare_it(written: str, held: str) -> None:
    assert comparable(written) == held


def test_a_signature_of_somebody_with_a_variant_kanji_is_known() -> None:
    key = officer(keys().root, "会長", "辻\U000e0100　\U0002a700郎")
    done = sign(packet(), "sig_chair__01", load_signer(key.p12, PASSPHRASE), stamp())
    verdict = verify_pdf(done.packet.pdf, [keys().pem])
    assert (verdict.unaltered, verdict.signer_known) == (True, True)
    assert verdict.signatures[0].name == "辻　〓郎"
