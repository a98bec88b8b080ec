"""check, record_block and set_rule: what they promise, refuse and keep."""

from contextlib import suppress
from datetime import date

import pytest
from django.db import transaction

from hebe.compliance.cases import Case, FactsMissing
from hebe.compliance.errors import OutsideTheLaw, RedLine, RedLineWarning, RuleNotYours
from hebe.compliance.models import Finding, RuleParameter, RuleSetting
from hebe.compliance.queries import finding_list, rule_list
from hebe.compliance.services import (
    check,
    keeping_blocks,
    record_block,
    set_rule,
    set_rule_parameter,
)
from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.tenancy.context import working_for

ITEM = {
    "is_tattoo": False,
    "medical": True,
    "needs_doctor": True,
    "department": "dermatology",
    "level": 0,
    "technique": "toxin",
    "catalogue_name": "A型肉毒毒素美容注射",
}
CUSTOMER = {"age": 29, "guardian_present": False}


@pytest.fixture
def order(consultant, jingan):
    """Ask at the making of an order."""

    def ask(reason="", store=jingan, **changed):
        told = {"item": None, "customer": None, **ITEM, **CUSTOMER, "consulted_on": None}
        case = Case(store=store, **told | changed)
        check(consultant, "order.create", case, subject=jingan, reason=reason)

    return ask


def test_a_warning_asks_for_a_reason(order, group):
    with pytest.raises(RedLineWarning) as told:
        order()
    assert told.value.rule_id == "PRC-09"
    assert Finding.objects.of(group).count() == 0


def test_a_warning_passed_with_a_reason_is_kept(order, group, jingan):
    order(reason="客户已预约明日面诊，先付定金")
    kept = Finding.objects.of(group).get()
    assert (kept.rule, kept.outcome) == ("PRC-09", "warn")
    assert kept.reason == "客户已预约明日面诊，先付定金"
    assert kept.subject == f"tenancy.store:{jingan.pk}"
    assert kept.facts == {"medical": True, "consulted_on": None}


def test_a_block_beats_every_reason(order, group):
    with pytest.raises(RedLine) as told:
        order(reason="经理同意", department="dental")
    assert told.value.rule_ids == ["LIC-02"]
    assert told.value.source.startswith("《医疗机构管理条例》")
    assert not isinstance(told.value, RedLineWarning)
    assert Finding.objects.of(group).count() == 0


def test_the_evidence_of_a_block_is_kept_by_the_surface(order, group, consultant):
    with pytest.raises(RedLine) as told:
        order(licence_no="", department="dental")
    record_block(consultant, told.value)
    kept = Finding.objects.of(group).order_by("pk")
    assert [(f.rule, f.outcome, f.who) for f in kept] == [
        ("LIC-01", "block", consultant.name),
        ("LIC-02", "block", consultant.name),
    ]
    assert kept[0].facts["licence_valid_to"] == "2031-12-31"


def test_a_block_outlives_the_act_that_it_undoes(order, group, consultant, jingan):
    with keeping_blocks(consultant), suppress(RedLine), transaction.atomic():
        jingan.name = "改名"
        jingan.save()
        order(department="dental")
    jingan.refresh_from_db()
    assert jingan.name == "静安旗舰店"
    assert [f.rule for f in Finding.objects.of(group)] == ["LIC-02"]


def test_other_refusals_and_warnings_leave_no_block(order, group, consultant):
    record_block(consultant, Forbidden())
    with pytest.raises(RedLineWarning) as told:
        order()
    record_block(consultant, told.value)
    assert Finding.objects.of(group).count() == 0


def test_a_face_consult_settles_it(order, group):
    order(consulted_on=date(2027, 1, 3), on=date(2027, 1, 4))
    assert not Finding.objects.of(group).exists()


def test_unnamed_facts_are_our_own_fault(consultant):
    with pytest.raises(FactsMissing, match=r"order\.pay is asked without .*order"):
        check(consultant, "order.pay", Case(age=20))


def test_a_group_may_switch_off_what_the_law_leaves_open(order, director, group):
    set_rule(director, rule="PRC-09", severity="off", reason="先收预约金，面诊后转订单")
    order()
    assert Finding.objects.of(group).count() == 0


def test_a_group_may_be_stricter(order, director):
    set_rule(director, rule="PRC-09", severity="block", reason="面诊先行")
    with pytest.raises(RedLine) as told:
        order(reason="赶时间")
    assert not isinstance(told.value, RedLineWarning)


def test_a_group_may_only_record(order, director, group):
    set_rule(director, rule="PRC-09", severity="record", reason="试行一个月")
    order()
    assert Finding.objects.of(group).get().outcome == "record"


def test_the_law_cannot_be_relaxed(director, group):
    with pytest.raises(RuleNotYours):
        set_rule(director, rule="LIC-02", severity="off", reason="想做口腔")
    assert RuleSetting.objects.of(group).count() == 0


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"rule": "XXX-1"}, NotFound),
        ({"severity": "maybe"}, Invalid),
        ({"reason": " "}, Invalid),
    ],
)
def test_a_setting_is_whole_or_not_made(director, group, wrong, refusal):
    given = {"rule": "PRC-09", "severity": "off", "reason": "试行"} | wrong
    with pytest.raises(refusal):
        set_rule(director, **given)
    assert RuleSetting.objects.of(group).count() == 0


@pytest.mark.parametrize("who", ["advisor", "manager", "stranger"])
def test_few_may_set_rules(request, who, group):
    actor = request.getfixturevalue(who)
    with pytest.raises(Forbidden):
        set_rule(actor, rule="PRC-09", severity="off", reason="试行")
    assert RuleSetting.objects.of(group).count() == 0


def test_the_list_shows_how_each_rule_stands(director):
    set_rule(director, rule="PRC-09", severity="off", reason="试行")
    by_id = {standing.rule.id: standing for standing in rule_list(director)}
    assert by_id["PRC-09"].severity == "off"
    assert by_id["LIC-02"].severity == "block"


def test_a_neighbour_sees_no_findings_and_keeps_the_law_as_it_is(order, director, rival):
    set_rule(director, rule="PRC-09", severity="off", reason="试行")
    order(consulted_on=None)
    with working_for(rival.group_id):
        assert finding_list(rival).count() == 0
        assert all(not standing.chosen for standing in rule_list(rival))


def test_findings_are_seen_where_the_right_reaches(order, director, manager, jingan, xuhui):
    for store in (jingan, xuhui):
        order(reason="已面诊，明日补签", store=store)
    assert finding_list(director).count() == 2
    assert [found.store_id for found in finding_list(manager)] == [jingan.pk]


@pytest.fixture
def days(director):
    def act(value, actor=director, **more):
        wanted = {"rule": "PRC-09", "name": "consult_valid_days", "value": value} | more
        set_rule_parameter(actor, **wanted)

    return act


def numbers_of(actor):
    by_id = {standing.rule.id: standing for standing in rule_list(actor)}
    (number,) = by_id["PRC-09"].numbers
    return number.value, number.stores


def test_a_store_sets_a_number_of_its_own_and_takes_it_back(days, director, jingan):
    days(14)
    days(7, store_id=jingan.pk)
    assert numbers_of(director) == (14, {jingan.pk: 7})
    days(None, store_id=jingan.pk)
    days(None)
    assert numbers_of(director) == (30, {})


@pytest.mark.parametrize("value", [0, 91])
def test_nothing_is_set_beyond_what_the_law_leaves(days, group, value):
    with pytest.raises(OutsideTheLaw, match="1") as told:
        days(value)
    assert (told.value.field, bool(told.value.advice)) == ("value", True)
    assert not RuleParameter.objects.of(group).exists()


@pytest.mark.parametrize("wrong", [{"rule": "XXX-1"}, {"name": "weather"}, {"store_id": 10**9}])
def test_a_number_is_set_where_there_is_one(days, group, wrong):
    with pytest.raises(NotFound):
        days(14, **wrong)
    assert not RuleParameter.objects.of(group).exists()


@pytest.mark.parametrize("who", ["advisor", "manager", "stranger"])
def test_few_may_set_numbers(request, days, who, group):
    with pytest.raises(Forbidden):
        days(14, actor=request.getfixturevalue(who))
    assert not RuleParameter.objects.of(group).exists()
