"""Rosters as they come: invented people in a CP932 file, with the dirt that offices' files have."""

import csv
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

HEADINGS = (
    "会員番号", "氏名", "ふりがな", "生年月日", "性別", "続柄", "郵便番号", "住所", "建物名", "電話番号", "携帯電話",
    "メールアドレス", "班", "戸番", "入会日", "退会日", "世帯番号", "備考",
)  # fmt: skip
_FAMILY = (
    "佐藤 さとう|鈴木 すずき|高橋 たかはし|髙橋 たかはし|田中 たなか|渡辺 わたなべ|渡邊 わたなべ|伊藤 いとう|"
    "山本 やまもと|中村 なかむら|小林 こばやし|加藤 かとう|吉田 よしだ|山田 やまだ|佐々木 ささき|山口 やまぐち|"
    "松本 まつもと|井上 いのうえ|木村 きむら|林 はやし|斎藤 さいとう|齋藤 さいとう|清水 しみず|山崎 やまさき|"
    "森 もり|池田 いけだ|橋本 はしもと|阿部 あべ|石川 いしかわ|山下 やました|中島 なかじま|石井 いしい|"
    "小川 おがわ|前田 まえだ|岡田 おかだ|長谷川 はせがわ|藤田 ふじた|後藤 ごとう|近藤 こんどう|村上 むらかみ|"
    "遠藤 えんどう|青木 あおき|坂本 さかもと|福田 ふくだ|太田 おおた|西村 にしむら|藤井 ふじい|金子 かねこ|"
    "岡本 おかもと|藤原 ふじわら|三浦 みうら|中野 なかの|原田 はらだ|松田 まつだ|竹内 たけうち|小野 おの|"
    "中山 なかやま|和田 わだ|石田 いしだ|上田 うえだ|森田 もりた|原 はら|柴田 しばた|酒井 さかい|工藤 くどう"
)
_GIVEN = (
    "太郎 たろう|一郎 いちろう|健一 けんいち|誠 まこと|勝 まさる|学 まなぶ|浩二 こうじ|直樹 なおき|隆 たかし|"
    "翔太 しょうた|大輔 だいすけ|拓也 たくや|弘 ひろし|清 きよし|正 ただし|進 すすむ|花子 はなこ|和子 かずこ|"
    "幸子 さちこ|節子 せつこ|洋子 ようこ|恵子 けいこ|京子 きょうこ|美穂 みほ|真由美 まゆみ|千春 ちはる|陽菜 ひな|"
    "結衣 ゆい|葵 あおい|凛 りん|さくら さくら"
)
_TOWNS = (
    "神戸市中央区港島中町 650-0046|神戸市中央区御幸通 651-0087|神戸市灘区桜口町 657-0036|"
    "神戸市東灘区御影中町 658-0054|神戸市兵庫区駅南通 652-0897|神戸市長田区若松町 653-0038|"
    "神戸市須磨区大池町 654-0026|神戸市垂水区日向 655-0028|神戸市北区鈴蘭台北町 651-1111|神戸市西区糀台 651-2273"
)
_HALF = str.maketrans(
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワンッャュョー",
    "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝｯｬｭｮｰ",
)
_WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")
_ERAS = (("大正", "T", 1911), ("昭和", "S", 1925), ("平成", "H", 1988), ("令和", "R", 2018))
_RELATIONS = ("世帯主", "妻", "長男", "長女", "母")


def write_dirty_roster(path: Path, people: int, seed: int = 1) -> None:
    """People in households of one to five: many cells are spelled each in its way, some rows in a hundred are wrong."""
    chance = random.Random(seed)
    with path.open("w", encoding="cp932", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for number, row in enumerate(islice(_rows(chance), people), 1):
            writer.writerow([number, *row])
            if number % 5_000 == 0:
                file.write(f'{number}b,"壊れた行,\r\n')
            if number % 1_000 == 0:
                file.write(",,,,,,,,,,,,,,,,,\r\n")


def _rows(chance: random.Random) -> Iterator[list[str]]:
    families, givens, towns = _pairs(_FAMILY), _pairs(_GIVEN), _pairs(_TOWNS)
    house = 0
    while True:
        house += 1
        family, (town, code) = chance.choice(families), chance.choice(towns)
        block, street, lot = chance.randrange(1, 9), chance.randrange(1, 30), chance.randrange(1, 40)
        address = f"{town}{_number(chance, block, street, lot)}"
        building = f"コーポ港{chance.randrange(1, 9)}号館 {chance.randrange(101, 999)}" if house % 4 == 0 else ""
        area, at = f"第{house // 12 + 1}班", str(house % 12 + 1)
        home = [_postal(chance, code), address, building, _phone(chance), area, at, str(house)]
        for place in range(chance.choice((1, 2, 2, 3, 3, 4, 5))):
            yield _row(chance, family, chance.choice(givens), place, home)


def _row(
    chance: random.Random, family: tuple[str, str], given: tuple[str, str], place: int, home: list[str]
) -> list[str]:
    postal, address, building, phone, area, at, house = home
    name = f"{family[0]}{chance.choice(('　', ' ', ''))}{given[0]}" if chance.random() > 0.005 else ""
    mail = f"p{chance.randrange(10**6)}@example.jp" if chance.random() < 0.1 else ""
    mobile = f"090-{chance.randrange(10**4):04}-{chance.randrange(10**4):04}" if chance.random() < 0.5 else ""
    left = "R8.3.31" if chance.random() < 0.02 else ""
    note = "回覧は不要\n(電話で)" if chance.random() < 0.02 else ""
    return [
        name, _kana(chance, f"{family[1]} {given[1]}"), _birth(chance), chance.choice(("男", "女", "M", "女性", "")),
        _RELATIONS[place], postal, address, building, phone, mobile, mail, area, at, "H10.4.1", left, house, note,
    ]  # fmt: skip


def _kana(chance: random.Random, reading: str) -> str:
    """Hiragana, katakana, and the half-width kana of old programs."""
    katakana = "".join(chr(ord(sign) + 0x60) if "ぁ" <= sign <= "ゖ" else sign for sign in reading)
    plain = not set(katakana) & set("ガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポ")
    return chance.choice((reading, katakana, katakana.translate(_HALF) if plain else katakana))


def _birth(chance: random.Random) -> str:
    era, letter, before = chance.choice(_ERAS[1:3])
    year, month, day = chance.randrange(1, 30), chance.randrange(1, 13), chance.randrange(1, 29)
    if chance.random() < 0.01:
        day = 31 if month in (2, 4, 6, 9, 11) else 45
    return chance.choice(
        (
            f"{era}{year}年{month}月{day}日",
            f"{letter}{year}.{month}.{day}",
            f"{before + year}/{month}/{day}",
            f"{before + year}-{month:02}-{day:02}",
            "",
        )
    )


def _number(chance: random.Random, block: int, street: int, lot: int) -> str:
    return chance.choice(
        (
            f"{block}丁目{street}番{lot}号",
            f"{block}-{street}-{lot}",
            f"{block}-{street}-{lot}".translate(_WIDE),
        )
    )


def _postal(chance: random.Random, code: str) -> str:
    if chance.random() < 0.005:
        return code[:6]
    return chance.choice((code, f"〒{code}", code.replace("-", ""), code.translate(_WIDE)))


def _phone(chance: random.Random) -> str:
    number = f"078-{chance.randrange(200, 1000)}-{chance.randrange(10**4):04}"
    if chance.random() < 0.005:
        return number[:9]
    return chance.choice(
        (number, number.replace("-", ""), number.translate(_WIDE), f"{number[:3]}({number[4:7]}){number[8:]}")
    )


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(word, reading) for word, reading in (pair.split() for pair in text.split("|"))]
