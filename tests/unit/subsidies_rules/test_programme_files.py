"""Files of programmes that come by mail: whatever is wrong with them is said in a sentence, and nothing is believed."""

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

import pytest

from kobe_desk.core import paths
from kobe_desk.core.text import use_language
from kobe_desk.modules.subsidies.rules import build, bundle, pack
from kobe_desk.modules.subsidies.rules.pack import Origin
from kobe_desk.modules.subsidies.rules.problem import DefinitionRefused

FOLDER = "bouhan-camera-shuzen-2025"


@pytest.fixture(scope="module")
def sound() -> bundle.Bundle:
    return bundle.read(paths.resources("programmes", FOLDER))


@pytest.fixture(autouse=True)
def in_japanese() -> None:
    use_language("ja")


def zipped(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


def members_of(made: bundle.Bundle) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(pack.packed(made, Origin()))) as file:
        return {name: file.read(name) for name in file.namelist()}


def with_definition(made: bundle.Bundle, **changes: Any) -> bytes:
    return zipped({**members_of(made), "programme.json": json.dumps({**made.definition, **changes}).encode()})


def refusal(data: bytes) -> str:
    with pytest.raises(DefinitionRefused) as refused:
        pack.unpacked(data, "手紙.kdprog")
    return refused.value.message()


def test_a_programme_comes_out_as_it_went_in(sound: bundle.Bundle) -> None:
    programme, content, origin = pack.unpacked(pack.packed(sound, Origin(association="港の会")), "a.kdprog")
    assert programme.sha256 == build.programme(sound).sha256
    assert content.examples == sound.examples
    assert origin.association == "港の会"


def test_the_same_programme_is_the_same_file(sound: bundle.Bundle) -> None:
    assert pack.packed(sound, Origin()) == pack.packed(sound, Origin())


def test_a_bomb_is_refused_by_its_list(sound: bundle.Bundle) -> None:
    bomb = zipped({**members_of(sound), "examples/big.json": b"0" * 50_000_000})
    assert len(bomb) < 200_000
    assert "256 kB" in refusal(bomb)


def test_a_list_that_lies_about_sizes_is_cut_off(sound: bundle.Bundle) -> None:
    data = zipped({**members_of(sound), "examples/big.json": b"0" * 1_000_000})
    lying = data.replace((1_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != data
    assert refusal(lying)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/programme.toml", "forms/../x.pdf", "CON.pdf", "run.exe"])
def test_a_name_that_has_no_place_here_is_refused(sound: bundle.Bundle, name: str) -> None:
    assert name in refusal(zipped({**members_of(sound), name: b"x"}))


def test_the_same_file_written_two_ways_is_refused(sound: bundle.Bundle) -> None:
    assert "2" in refusal(zipped({**members_of(sound), "programme.toml": b"x = 1"}))


def test_too_many_files_are_refused_before_they_are_listed(sound: bundle.Bundle) -> None:
    many = {f"examples/e{number}.json": b"{}" for number in range(300)}
    assert "多すぎる" in refusal(zipped({**members_of(sound), **many}))


def test_a_locked_file_is_refused(sound: bundle.Bundle) -> None:
    data = bytearray(pack.packed(sound, Origin()))
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    assert "パスワード" in refusal(bytes(data))


def test_a_file_without_a_programme_is_refused() -> None:
    assert "programme.toml" in refusal(zipped({"origin.json": b"{}"}))


def test_what_is_no_zip_is_refused() -> None:
    assert "kdprog" in refusal(b"%PDF-1.7 something else")


def test_an_unknown_kind_of_definition_is_refused(sound: bundle.Bundle) -> None:
    assert "schema" in refusal(with_definition(sound, schema="kobe-desk/programme@9"))


DEEP = (b'{"a":' * 5000 + b"1" + b"}" * 5000, b"[" * 200_000, b'{"a":' * 21 + b"1" + b"}" * 21)
NOT_PLAIN = (
    b'{"a": 1, "a": 2}', b'{"a": NaN}', b'{"a": 1.5}', b'{"a": null}', b"{", b"[]", b"\xff",
    b'{"a": ' + b"9" * 5000 + b"}",
)  # fmt: skip


@pytest.mark.parametrize("deep", DEEP, ids=["5000", "brackets", "21"])
def test_json_nested_too_deeply_is_refused(sound: bundle.Bundle, deep: bytes) -> None:
    assert "深" in refusal(zipped({**members_of(sound), "programme.json": deep}))


def test_brackets_in_a_text_are_no_depth(sound: bundle.Bundle) -> None:
    head = {**sound.definition["programme"], "summary": "「{" * 40}
    programme, _content, _origin = pack.unpacked(with_definition(sound, programme=head), "a.kdprog")
    assert programme.summary == "「{" * 40


def test_toml_nested_too_deeply_is_refused(sound: bundle.Bundle) -> None:
    rest = {name: each for name, each in members_of(sound).items() if name != "programme.json"}
    assert refusal(zipped({**rest, "programme.toml": b"a = " + b"[" * 5000 + b"]" * 5000}))


@pytest.mark.parametrize("text", NOT_PLAIN, ids=range(len(NOT_PLAIN)))
def test_json_that_says_no_plain_thing_is_refused(sound: bundle.Bundle, text: bytes) -> None:
    assert refusal(zipped({**members_of(sound), "programme.json": text}))


def test_a_circle_of_conditions_is_told_with_its_path(sound: bundle.Bundle) -> None:
    circle = [{"id": "first_one", "expr": "second_one"}, {"id": "second_one", "expr": "first_one"}]
    assert "first_one → second_one → first_one" in refusal(with_definition(sound, condition=circle))


def test_an_expression_longer_than_500_characters_is_refused(sound: bundle.Bundle) -> None:
    long = [{"id": "long_one", "expr": " || ".join(["old_subsidy"] * 40)}]
    assert "500" in refusal(with_definition(sound, condition=long))


def test_more_than_500_questions_are_refused(sound: bundle.Bundle) -> None:
    pages = [
        {"id": f"p{page}", "title": "問", "field": [
            {"id": f"q{page}_{place}", "type": "yesno", "label": "問"} for place in range(20)
        ]}
        for page in range(26)
    ]  # fmt: skip
    assert refusal(with_definition(sound, page=[*sound.definition["page"], *pages]))


def test_a_paper_larger_than_5_mb_is_refused(sound: bundle.Bundle) -> None:
    assert "5120 kB" in refusal(zipped({**members_of(sound), "forms/f1.pdf": b"%PDF" + b"0" * 5 * 1024 * 1024}))


def test_a_file_larger_than_20_mb_is_refused_unread() -> None:
    assert "20480 kB" in refusal(b"PK" + b"0" * 21 * 1024 * 1024)


def test_a_name_in_the_origin_stays_one_plain_line(sound: bundle.Bundle) -> None:
    origin = json.dumps({"association": "港の会\n<b>市役所</b>\u202e", "person": "x" * 300, "written": "昨日"}).encode()
    _programme, _content, found = pack.unpacked(zipped({**members_of(sound), "origin.json": origin}), "a.kdprog")
    assert found == Origin(None, "港の会 <b>市役所</b>", "")
