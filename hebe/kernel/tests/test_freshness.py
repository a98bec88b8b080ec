"""Two people edit one thing."""

import pytest

from hebe.kernel.freshness import ChangedMeanwhile, marks, merged

OPENED = {"name": "张晓敏", "note": "", "budget": "两万"}
SEEN = marks(OPENED)


def test_without_marks_everything_given_is_a_change():
    assert merged({"note": "x"}, OPENED, "") == {"note": "x"}
    assert merged({"note": "x"}, OPENED, "not json") == {"note": "x"}
    assert merged({"note": "x"}, OPENED, "[]") == {"note": "x"}


def test_what_only_the_other_one_touched_stays_hers():
    now = OPENED | {"note": "怕痛"}
    assert merged(OPENED | {"budget": "三万"}, now, SEEN) == {
        "name": "张晓敏",
        "budget": "三万",
    }


def test_what_both_touched_is_a_conflict_that_names_the_field():
    now = OPENED | {"note": "怕痛"}
    with pytest.raises(ChangedMeanwhile) as told:
        merged(OPENED | {"note": "不怕痛"}, now, SEEN)
    assert (told.value.now, told.value.details) == ({"note": "怕痛"}, {"fields": ["note"]})


def test_the_same_change_twice_is_no_conflict():
    now = OPENED | {"note": "怕痛"}
    assert merged({"note": "怕痛"}, now, SEEN) == {"note": "怕痛"}


def test_marks_tell_nothing_of_the_values():
    assert "张晓敏" not in SEEN
    assert marks({"name": "张晓敏"}) in SEEN[: len(marks({"name": "张晓敏"})) - 1] + "}"


def test_marks_that_cannot_be_read_are_none():
    for unreadable in ("", "{", "[]", "[" * 9000):
        assert merged({"note": "怕痛"}, OPENED, unreadable) == {"note": "怕痛"}
