"""団体名義: whose account it is."""

import pytest

from kobe_desk.modules.subsidies.rules.own_account import in_own_name

OURS = ("みなと坂自治会", "みなとざかじちかい")


@pytest.mark.parametrize("holder", [
    "みなと坂自治会", "みなと坂 自治会", "　みなと坂自治会　", "みなと坂自治会　会長　山田太郎",
    "みなと坂自治会会長山田太郎",
    "みなと坂自治会（会計 渡部）", "みなと坂自治会代表", "みなと坂自治会代表者山田太郎", "みなと坂自治会　山田太郎",
    "みなと坂自治会(会館口)", "みなと坂自治会会計", "みなと坂自治会事務局長 山田",
    "ミナトザカジチカイ", "ﾐﾅﾄｻﾞｶｼﾞﾁｶｲ", "ﾐﾅﾄｻﾞｶｼﾞﾁｶｲ ｶｲﾁﾖｳ ﾔﾏﾀﾞﾀﾛｳ", "ミナトザカジチカイダイヒヨウ",
])  # fmt: skip
def test_the_whole_name_and_who_holds_it_for_the_group_is_ours(holder: str) -> None:
    assert in_own_name(holder, OURS)


@pytest.mark.parametrize("holder", [
    "みなと坂自治会館運営委員会", "みなと坂自治会　会館運営委員会", "みなと坂自治会婦人部", "みなと坂自治会（婦人部）",
    "みなと坂自治会会計監査委員会", "みなと坂自治", "山田太郎", "山田太郎（みなと坂自治会）", "東みなと坂自治会",
    "", "　",
    "ミナトザカジチカイカンウンエイイインカイ", "ﾐﾅﾄｻﾞｶｼﾞﾁｶｲ ｶｲｶﾝｳﾝｴｲｲｲﾝｶｲ",
])  # fmt: skip
def test_another_group_or_a_person_is_not_ours(holder: str) -> None:
    assert not in_own_name(holder, OURS)


@pytest.mark.parametrize("names", [(), ("",), ("　", "・")])
def test_an_empty_name_is_nobodys(names: tuple[str, ...]) -> None:
    assert not in_own_name("みなと坂自治会", names)
    assert not in_own_name("", names)


def test_a_name_in_kana_is_known_by_the_kana_the_desk_knows() -> None:
    assert not in_own_name("ミナトザカジチカイ", ("みなと坂自治会", ""))
    assert in_own_name("ｼﾖｳﾜﾁﾖｳｶｲ", ("昭和町会", "しょうわちょうかい"))
