"""Sentences of ours, where a definition brings none: they cite what it cites, and no article it does not."""

from collections.abc import Iterable

from kobe_desk.modules.subsidies.rules.definition import Basis, Programme

OFFICERS_LISTED = "役員の氏名・氏名カナ・生年月日・性別・住所は、別紙「役員名簿」のとおり。"


def application(programme: Programme, year: str, own: Iterable[str]) -> str:
    """The body of a 交付申請書: the definition's words, or ours."""
    said = "\n".join(own)
    if not said:
        by = f"{basis(programme.basis)}の規定により、" if programme.basis else ""
        said = f"事業を実施したいので、{by}関係書類を添えて{programme.title}の交付を申請します。"
    return said if "下記" in said else f"{year}において、下記のとおり{said}"


def basis(cited: Iterable[Basis]) -> str:
    """規則及び要綱第5条: titles as the definition gives them."""
    return "及び".join(f"{each.title}{each.article}" for each in cited)


def pledge(programme: Programme) -> str:
    """What a 誓約書 begins with."""
    return (
        f"当団体は、{programme.title}の交付を申請するに当たり、下記の事項について誓約します。\n"
        f"また、{programme.addressee or programme.funder}が必要と認める場合には、役員名簿に記載した事項を"
        "関係機関に照会することについて、役員全員の同意を得ています。"
    )


PLEDGED = (
    "当団体及びその役員は、暴力団、暴力団員又は暴力団員と密接な関係を有する者ではありません。",
    "補助事業の実施に当たり、前号に掲げる者に利益を供与し、又はこれを利用することはありません。",
    "申請書及び添付書類に記載した事項は、事実に相違ありません。",
    "この誓約に反することが明らかになった場合は、交付の決定の取消し及び補助金の返還に応じます。",
)
"""Generic sentences of a 誓約書, for a definition without its own."""
