"""Names: read as their bearers read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hebe.kernel import pinyin


@pytest.mark.parametrize(
    ("name", "sounds"),
    [
        ("单玉梅", "shan yu mei"),
        ("曾莹", "zeng ying"),
        ("解晓东", "xie xiao dong"),
        ("仇和", "qiu he"),
        ("区丽", "ou li"),
        ("查理", "zha li"),
        ("翟欣", "zhai xin"),
        ("朴秀芳", "piao xiu fang"),
        ("乐嘉", "yue jia"),
        ("尉迟恭", "yu chi gong"),
        ("长孙无忌", "zhang sun wu ji"),
        ("万俟卨", "mo qi xie"),
        ("欧阳娜娜", "ou yang na na"),
        (" Anna Lee", "anna lee"),
    ],
)
def test_surnames_have_their_own_reading(name, sounds):
    assert pinyin.full(name) == sounds
    assert pinyin.initials(name) == "".join(word[0] for word in sounds.split())


def test_names_of_one_sound_still_sort_in_a_fixed_order():
    names = ["张倩", "章倩", "曾莹", "安林"]
    ordered = sorted(names, key=pinyin.sort_key)
    assert ordered[:2] == ["安林", "曾莹"]
    assert len({pinyin.sort_key(name) for name in names}) == 4


@given(st.text())
def test_any_text_has_a_reading(text):
    assert len(pinyin.initials(text)) == len(
        pinyin.full(text).split(" ") if pinyin.full(text) else []
    )
