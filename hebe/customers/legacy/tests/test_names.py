from collections import Counter
from random import Random

from hebe.customers.legacy.names import made_up_names
from hebe.customers.legacy.synthetic import synthetic_list

MANY = 100_000


def test_the_same_seed_makes_the_same_names() -> None:
    assert made_up_names(Random(3), 50) == made_up_names(Random(3), 50)
    assert made_up_names(Random(3), 50) != made_up_names(Random(4), 50)


def test_lists_of_one_seed_and_distinct_numbers_name_other_people() -> None:
    one, other = (synthetic_list(40, 3, first) for first in (0, 40))
    assert [row[0] for row in one.rows] != [row[0] for row in other.rows]


def test_names_are_about_as_common_as_in_china() -> None:
    names = made_up_names(Random(5), MANY)
    families = Counter(name[0] for name in names)
    short = sum(len(name) == 2 for name in names)
    assert 0.06 < families["王"] / MANY < 0.09
    assert 0.13 < short / MANY < 0.17
    assert 0 < sum(name.startswith("欧阳") for name in names) < 200
    # Of a million people about 200 are called 王伟, and nobody's name is commoner.
    assert max(Counter(names).values()) < 40
