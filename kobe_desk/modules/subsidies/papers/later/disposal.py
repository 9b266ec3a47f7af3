"""財産処分承認申請書: a thing bought with a grant is to be sold, given away, lent, scrapped or pledged."""

from collections.abc import Iterator, Mapping
from datetime import date

from kobe_desk.core.japanese.era import wareki
from kobe_desk.core.japanese.money import yen
from kobe_desk.modules.subsidies.papers.facts import Face, FormPaper
from kobe_desk.modules.subsidies.papers.later.facts import Later
from kobe_desk.modules.subsidies.papers.later.items import enclosed
from kobe_desk.modules.subsidies.papers.later.parts import grant_items, letter
from kobe_desk.modules.subsidies.rules.disposal import printed
from kobe_desk.modules.subsidies.rules.later import SAID
from kobe_desk.modules.subsidies.usecases.assets import AssetRow
from kobe_desk.paper.letter import Item


def disposal(face: Face, later: Later) -> FormPaper:
    """What the register does not know (the last day it is bound, what is to be paid back) is left out."""

    def items() -> Iterator[Item]:
        yield from grant_items(later)
        for name, value in (disposal_facts(later.asset) if later.asset else {}).items():
            if value not in (None, ""):
                yield Item(SAID[name].label, _words(value))
        yield from enclosed(later)

    body = f"{later.programme.title}により取得した財産を、下記のとおり処分したいので、承認を申請します。"
    return letter(face, later, body, items(), "disposal")


def _words(value: str | int | date | None) -> str:
    if isinstance(value, date):
        return wareki(value)
    return yen(value) if isinstance(value, int) else str(value)


def disposal_facts(asset: AssetRow) -> Mapping[str, str | int | date | None]:
    """What the paper says of the thing and of what is to become of it, by the names of the paper."""
    return {
        "asset_number": asset.number,
        "asset_name": asset.name,
        "bought": asset.bought,
        "price": asset.price,
        "price_share": asset.share,
        "asset_place": "　".join(filter(None, (asset.place, asset.keeper))),
        "bound_until": asset.limit,
        "disposal_kind": printed(asset.disposal_kind),
        "disposal_why": asset.disposal_reason,
        "disposal_day": asset.disposal_planned,
        "proceeds": asset.proceeds,
        "pay_back": asset.pay_back,
    }
