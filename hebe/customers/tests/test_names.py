"""Names of every script: what is typed of them finds them, however it is typed."""

import json
import unicodedata
from pathlib import Path

import pytest

from hebe.customers.queries import search
from hebe.customers.services import add_contact, create_customer
from hebe.customers.tokens import forms, name_fragments, wanted
from hebe.kernel.errors import Invalid

NAMES = json.loads((Path(__file__).parent / "names.json").read_text())
ALSO = {
    "smi mar": "Mary Smith", "XIAOLI WANG": "Wang Xiaoli", "anna mull": "Anna Müller",
    "o’brien": "O'Brien Kate", "kate obrien": "O'Brien Kate", "nguyễn mai": "Nguyễn Thị Mai",
    "Thi Mai": "Nguyễn Thị Mai", "иванова ольга": "Ольга Иванова", "민지": "김민지",
    "ใจดี": "สมหญิง ใจดี", "山田": "山田さくら", "买买提": "阿依古丽·买买提",
    "艾力": "阿不都•艾力",
    "xiaomin zhang": "张晓敏", "ayiguli maimaiti": "阿依古丽·买买提", "晓敏": "张晓敏",
}  # fmt: skip
NOT = {
    "mith": "Mary Smith", "arcia": "José García", "ванова": "Ольга Иванова",
    "mary jones": "Mary Smith", "敏晓": "张晓敏", "ga jos x": "José García",
}  # fmt: skip


@pytest.fixture
def everybody(boss, enter):
    return [enter(name, f"139{n:08d}") for n, name in enumerate(NAMES["people"])]


def names(actor, text):
    return [hit.card.name for hit in search(actor, text)]


def test_what_is_typed_of_a_name_finds_it(everybody, boss):
    typed = NAMES["found"] | ALSO
    missed = {text: name for text, name in typed.items() if name not in names(boss, text)}
    assert missed == {}


def test_what_is_not_the_start_of_a_word_does_not(everybody, boss):
    assert {
        text: names(boss, text) for text, name in NOT.items() if name in names(boss, text)
    } == {}


@pytest.mark.parametrize("name", [*NAMES["people"], "བཀྲ་ཤིས་ཚེ་རིང", "ئايگۈل مەمەت", "Łukasz Żak"])
@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC"])
def test_index_and_query_fold_alike(name, form):
    held = name_fragments(name)
    for typed in (
        unicodedata.normalize(form, name),
        name.upper(),
        f" {name.replace(' ', '  ')}\u200b",
    ):
        want = wanted(typed)
        assert any(set(way) <= held for way in want.ways), want
        assert all(
            forms(name).sounds_like(run) if run.isascii() else forms(name).holds(run)
            for run in want.runs
        )


@pytest.mark.parametrize("name", ["\u200b", "\u3164", "\u2800 \ufeff", "\u00ad", "\u202e"])
def test_a_name_that_shows_nothing_is_none(boss, name):
    with pytest.raises(Invalid) as refused:
        create_customer(boss, name=name, phone="13800000001")
    assert refused.value.field == "name"


@pytest.mark.parametrize(
    "text", ["021-62345678", "62345678", "021-62345678-801", "5678", "62345678-801"]
)
def test_a_landline_with_an_extension_is_found_by_its_number(zhang, boss, text):
    add_contact(boss, customer_id=zhang.pk, kind="landline", value="021-62345678转801")
    assert names(boss, text) == [zhang.name]
