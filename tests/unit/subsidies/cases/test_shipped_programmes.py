"""The programmes that came with Kobe Desk against the facts they were written from, and down to their forms."""

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from support import subsidy

from kobe_desk.core import paths
from kobe_desk.modules.subsidies.papers.check import is_found, squeezed
from kobe_desk.modules.subsidies.papers.make import make_papers
from kobe_desk.modules.subsidies.papers.words import Words
from kobe_desk.modules.subsidies.rules import bundle, example, library
from kobe_desk.paper.render import page_count, render_page

FIGURES: dict[str, dict[str, tuple[str | None, Any]]] = {
    "chiiki-shukaijo-2024": {
        "main": ("1/2", {"repair": 3_000_000, "repair_leased": 300_000, "build": 12_000_000, "extend": 6_000_000}),
        "barrier_free": ("1/2", 2_000_000),
    },
    "chiiki-shukaijo-2020": {"grant": ("2/3", {"build": 12_000_000, "build_special": 15_000_000})},
    "akiya-renovation-2022": {"grant": ("1/2", 1_000_000)},
    "akiya-saisei-2023": {"grant": ("2/3", 2_333_000)},
    "akiya-ijihi-2024": {"grant": ("1/12", 1_000_000)},
    "chiiki-kadai-npo": {"grant": (None, {"y1": 500_000, "y2": 300_000, "y3": 200_000})},
    "kodomo-ibasho-2023": {"grant": (None, 1_400_000)},
    "boukomi-unei-2023": {"grant": (None, 140_000)},
    "boukomi-teian-2023": {"grant": (None, 200_000)},
    "bouhan-camera-koushin": {"grant": ("1/2", 80_000)},
    "bouhan-camera-shuzen-2025": {"grant": ("1/2", 50_000)},
    "bouhan-camera-setchi-2018": {"camera": (None, 80_000), "pole": (None, 30_000)},
    "zero-carbon-2023": {"grant": (None, {"challenge": 5_000_000, "general": 1_000_000})},
    "ken-kouiki-2023": {"grant": (None, 300_000)},
    "ken-vision-2025": {"grant": (None, 200_000)},
    "takarakuji-ippan-2025": {"grant": (None, 2_500_000)},
    "takarakuji-center-2025": {"grant": ("3/5", 15_000_000)},
    "nada-yoengo-2017": {"grant": ("2/3", "asked")},
}
ASKED = {
    "fureai-machizukuri-2019", "fureai-satellite-2021", "akiya-katsudo-2021", "kyodo-sankaku-2020", "ku-teian-2024",
    "chuo-mansion-2022", "ecotown-2022", "machizukuri-josei-2022", "boukomi-shikizai-2023",
}  # fmt: skip
OTHERS = {"ken-kodomo-shokudo-2025", "rojin-club-2019", "shigen-kaishu-2023", "chiiki-katsudo-mihon"}
ROWS: dict[str, set[str]] = {
    "ふれあいのまちづくり助成": {"fureai-machizukuri-2019"},
    "一括申請 / サテライト助成": {"fureai-satellite-2021"},
    "地域集会所(地域活動拠点施設)修繕等補助": {"chiiki-shukaijo-2024"},
    "地域集会所 FY2020 version (history)": {"chiiki-shukaijo-2020"},
    "空き家等を活用した地域活動助成モデル事業": {"akiya-katsudo-2021"},
    "空き家地域利用応援 (リノベーション補助)": {"akiya-renovation-2022"},
    "空き家再生等推進": {"akiya-saisei-2023"},
    "空き家・空き地 維持費補助": {"akiya-ijihi-2024"},
    "「協働と参画」推進助成": {"kyodo-sankaku-2020"},
    "地域課題に取り組むNPO等補助金": {"chiiki-kadai-npo"},
    "区の提案型": {"ku-teian-2024"},
    "こどもの居場所づくり": {"kodomo-ibasho-2023"},
    "兵庫県 こども食堂 高騰対策一時支援金": {"ken-kodomo-shokudo-2025"},
    "防災福祉コミュニティ (防コミ)": {"boukomi-unei-2023", "boukomi-teian-2023", "boukomi-shikizai-2023"},
    "灘区 災害時要援護者支援団体活動助成": {"nada-yoengo-2017"},
    "中央区 防災・コミュニティ助成": {"chuo-mansion-2022"},
    "エコタウンまちづくり": {"ecotown-2022"},
    "資源集団回収 助成": {"shigen-kaishu-2023"},
    "KOBEゼロカーボン支援補助金": {"zero-carbon-2023"},
    "防犯カメラ 更新 / 修繕 / 設置": {
        "bouhan-camera-koushin", "bouhan-camera-shuzen-2025", "bouhan-camera-setchi-2018",
    },
    "老人クラブ": {"rojin-club-2019"},
    "まちづくり助成": {"machizukuri-josei-2022"},
    "県 広域的地域活動推進": {"ken-kouiki-2023"},
    "県 神戸地域ビジョン推進": {"ken-vision-2025"},
    "宝くじ コミュニティ助成": {"takarakuji-ippan-2025", "takarakuji-center-2025"},
}  # fmt: skip
"""The rows of the table of programmes (domain.md §1.2), each with the folders that define it."""
NO_APPLICATION = {
    "一括申請": "a way to hand in several programmes at once: a bundle of them, not a programme",
    "市民活動補償制度": "no grant: an accident is reported, and nothing is applied for beforehand",
}
"""What stands in the table and has no definition, with the reason."""
FOLDERS = {each.name: each for each in library.folders()}
REAL = [each for each in FOLDERS if each != "chiiki-katsudo-mihon"]


def written(name: str) -> dict[str, Any]:
    return dict(bundle.read(FOLDERS[name]).definition)


def cap_of(amount: dict[str, Any]) -> Any:
    cap = amount.get("cap")
    if not isinstance(cap, dict):
        return cap
    return "asked" if "ask" in cap else cap.get("table", cap.get("each"))


def test_every_programme_of_the_page_of_facts_is_there() -> None:
    defined = [folder for folders in ROWS.values() for folder in folders]
    assert sorted(defined) == sorted(REAL), "each folder is of one row, and each row has its folders"
    assert all(ROWS.values()) and all(NO_APPLICATION.values()) and not ROWS.keys() & NO_APPLICATION.keys()


def test_every_programme_has_its_figures_compared_or_says_why_not() -> None:
    assert set(FOLDERS) == FIGURES.keys() | ASKED | OTHERS


@pytest.mark.parametrize("name", FIGURES)
def test_rates_and_caps_are_those_of_the_source(name: str) -> None:
    found = {each["id"]: (each.get("rate"), cap_of(each)) for each in written(name)["amount"]}
    assert {key: found[key] for key in FIGURES[name]} == FIGURES[name]


@pytest.mark.parametrize("name", sorted(ASKED))
def test_an_amount_that_no_source_gives_is_asked_with_its_reason(name: str) -> None:
    (amount,) = written(name)["amount"]
    assert "募集要領の額を入れてください" in amount["cap"]["ask"]
    assert "額" in amount["cap"]["why"] and "rate" not in amount
    for path in FOLDERS[name].glob("examples/*.toml"):
        assert "例" in tomllib.loads(path.read_text("utf-8")).get("title", ""), path


@pytest.mark.parametrize("name", REAL)
def test_every_figure_says_where_it_is_from_and_is_to_be_confirmed(name: str) -> None:
    programme = library.load(bundle.read(FOLDERS[name]))
    assert programme.figures and programme.unverified() == programme.figures
    assert all(each.source and each.vintage for each in programme.figures)
    assert programme.addressee in ("神戸市長", "兵庫県知事") and programme.funder


@pytest.mark.parametrize("name", FOLDERS)
def test_no_article_is_written_that_is_not_cited(name: str) -> None:
    definition = written(name)
    cited = {each.get("article") for each in definition["programme"].get("basis", ())} - {None}
    assert not cited
    text = "".join(path.read_text("utf-8") for path in FOLDERS[name].rglob("*.toml"))
    printed = "\n".join(line.split("#")[0] for line in text.splitlines())
    assert not re.search(r"第\s*[0-9０-９一二三四五六七八九十]+\s*条", printed)


@pytest.mark.parametrize("name", FOLDERS)
def test_an_example_goes_down_to_the_page_and_every_answer_is_read_from_it(name: str, tmp_path: Path) -> None:
    """Lint, amounts, forms; the pages are drawn, and a second reader finds every answer on its form."""
    files = bundle.read(FOLDERS[name])
    programme = library.offer(files)
    worked = [example.read(programme, each, data) for each, data in files.examples.items()]
    found = [(each, example.results(programme, each)) for each in worked if isinstance(each, example.Example)]
    one, evaluation = next(each for each in found if each[1].complete)
    made = make_papers(programme, one.answers, evaluation, subsidy.HOUSE, day=one.today, draft=False, number="第12号")
    words, forms = Words(programme, one.answers, evaluation), {each.id: each for each in programme.forms}
    assert [each.form for each in made] == [each.id for each in evaluation.forms]
    for paper in made:
        path = tmp_path / f"{paper.form}.pdf"
        path.write_bytes(paper.data)
        said = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True).stdout
        text, pages = squeezed(said), page_count(paper.data)
        for label, answer in words.printed(forms[paper.form]):
            assert is_found(answer, text, pages), (paper.form, label, answer)
        assert min(render_page(paper.data, 0, 40).pixels) < 128, "something is drawn"
    for key, amount in evaluation.amounts.items():
        promised = files.examples[one.name]["expect"]["amounts"].get(key)
        assert amount is not None and promised in (None, amount.yen)
    assert paths.resources("programmes", name) == FOLDERS[name]
