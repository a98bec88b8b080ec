"""Facts: taught by whoever knows, computed once and only when asked, shared between cases."""

import pytest

from hebe.compliance.cases import FACTS, SUBJECTS, Case, FactsMissing, fact, roots, taught
from hebe.compliance.choices import Trigger
from hebe.compliance.red_lines import RULES
from hebe.compliance.services import check, judge


@pytest.fixture
def asked(monkeypatch):
    """Two facts of which it is known how often they were told."""
    told = []

    def length(word):
        told.append("length")
        return len(word)

    def is_long(length, limit=3):
        told.append("is_long")
        return length > limit

    for tell in (length, is_long):
        monkeypatch.setitem(FACTS, tell.__name__, taught(tell))
    return told


def test_nothing_is_computed_before_it_is_asked_and_then_once(asked):
    case = Case(word="红线")
    assert asked == []
    assert (case["is_long"], case["is_long"], case["length"]) == (False, False, 2)
    assert asked == ["length", "is_long"]


def test_what_is_given_beats_what_is_taught(asked):
    assert Case(word="红线", length=9)["is_long"] is True


def test_a_liked_subject_is_used_when_it_is_there(asked):
    assert Case(word="红线", limit=1)["is_long"] is True


def test_what_does_not_hang_on_a_new_subject_is_shared(asked):
    case = Case(word="红线")
    assert [case.also(limit=limit)["is_long"] for limit in (1, 2)] == [True, False]
    assert asked == ["length", "is_long", "is_long"]
    assert case.also(word="监护人")["length"] == 3


def test_a_fact_without_its_subject_is_our_own_fault(asked):
    case = Case(limit=1)
    assert "is_long" not in case
    with pytest.raises(FactsMissing, match="nothing tells is_long here"):
        case["is_long"]
    with pytest.raises(FactsMissing, match="nothing tells weather here"):
        case["weather"]


def test_two_apps_cannot_teach_the_same_fact():
    def age(customer):
        return 18

    with pytest.raises(FactsMissing, match="age is taught twice"):
        fact(age)


def test_an_act_that_forgets_a_subject_is_told_so(consultant, jingan):
    with pytest.raises(FactsMissing, match=r"order\.pay is asked without customer, order"):
        check(consultant, Trigger.PAY, Case(store=jingan, guardian_present=False))


@pytest.mark.parametrize("trigger", Trigger.values)
def test_every_fact_a_rule_asks_can_be_told_from_what_the_act_brings(trigger):
    """A new rule whose facts nobody teaches, or an act cannot bring, falls here."""
    case = Case(**dict.fromkeys(SUBJECTS[trigger]))
    asked = {
        (rule.id, need) for rule in RULES if trigger in rule.triggers for need in rule.needs
    }
    assert {(rule, need) for rule, need in asked if need not in case} == set()


@pytest.mark.parametrize("name", sorted(FACTS))
def test_no_fact_is_drawn_from_itself(name):
    drawn = (*FACTS[name].needs, *FACTS[name].likes)
    assert all(name not in roots(other) for other in drawn)


def test_judging_asks_the_database_nothing_that_no_rule_needs(
    jingan, botox, django_assert_num_queries
):
    with django_assert_num_queries(0):
        assert judge(Trigger.PUBLISH, Case(store=jingan, item=botox)) == []
