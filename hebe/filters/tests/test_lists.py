"""Every list that can be filtered: each of its fields works, reads well, and narrows only."""

import json
from datetime import timedelta

import pytest
from django.utils import translation

from hebe.access.actor import Actor
from hebe.billing.models import Order
from hebe.customers.models import Customer
from hebe.customers.services import create_tag, tag_customer
from hebe.filters import FilterUnfit, compiled, fields_for, sentence
from hebe.filters.kinds import BARE
from hebe.filters.registry import FIELDS, SUBJECTS
from hebe.kernel import clock
from hebe.todos.models import Todo
from hebe.todos.services import create_todo

VALUES = {"number": 3, "money": "3", "text": "a", "exact": "1", "search": "张"}


def value_of(actor, field, op):
    """Return a value that a condition takes, None where there is nothing to choose."""
    if op in BARE:
        return None
    if field.choices:
        return [key for key, _label in field.choices(actor)][:2]
    if op == "between":
        return ["yesterday", "2026-01-01"] if field.kind == "day" else [1, 2]
    if field.kind == "day":
        return 30 if op.endswith("_days") else "last_month"
    return VALUES[field.kind]


def cond(field, op, value=None):
    return {"field": field, "op": op, "value": value}


@pytest.mark.parametrize("name", sorted(SUBJECTS))
def test_every_field_of_every_list_works_and_reads_well(boss, zhang, name):
    subject = SUBJECTS[name]
    codes = [field.code for field in fields_for(boss, subject.model)]
    assert len(codes) == len(set(codes)) > 2
    for field in fields_for(boss, subject.model):
        for op in field.ops:
            value = value_of(boss, field, op)
            if value == []:
                continue
            tree = cond(field.code, op, value)
            for asked in (tree, {"not": tree}):
                rows = subject.rows(boss).filter(compiled(boss, subject.model, asked))
                keys = [row.pk for row in rows[:50]]
                assert len(keys) == len(set(keys))
            with translation.override("zh-hans"):
                assert str(field.label) in sentence(boss, subject.model, tree)


def test_nobody_uses_a_field_without_its_right(boss):
    for model, fields in FIELDS.items():
        for field in fields.values():
            if field.right:
                bare = Actor(None, "Bare", boss.group_id, {}, boss.store_id)
                with pytest.raises(FilterUnfit):
                    compiled(bare, model, cond(field.code, field.ops[0], 1))


@pytest.fixture
def work(boss, zhang, jingan):
    """Return two to-dos: one about Zhang and due yesterday, one about nobody."""
    at = clock.now()
    about = create_todo(
        boss, store_id=jingan.pk, title="回访", due_at=at - timedelta(days=1),
        source="by-hand:1", customer_id=zhang.pk,
    )  # fmt: skip
    other = create_todo(
        boss, store_id=jingan.pk, title="订货", due_at=at + timedelta(days=3),
        source="follow-up:1", kind="call",
    )  # fmt: skip
    tag = create_tag(boss, name="怕痛")
    tag_customer(boss, customer_id=zhang.pk, tag_id=tag.pk)
    return about, other, tag


def found(actor, tree):
    rows = SUBJECTS["todos"].rows(actor)
    return [todo.title for todo in rows.filter(compiled(actor, Todo, tree))]


def test_to_dos_are_asked_about_themselves_and_about_whom_they_concern(work, boss):
    tag = work[2]
    assert found(boss, cond("overdue", "yes")) == ["回访"]
    assert found(boss, cond("due", "next_days", 7)) == ["订货"]
    assert found(boss, cond("due", "in", "yesterday")) == ["回访"]
    assert found(boss, cond("source", "is", ["follow-up"])) == ["订货"]
    assert found(boss, cond("words", "finds", "zxm")) == ["回访"]
    assert found(boss, cond("customer.tag", "any", [tag.pk])) == ["回访"]
    assert found(boss, {"not": cond("customer.tag", "any", [tag.pk])}) == ["订货"]
    assert found(boss, cond("customer.phone", "is", "138 0013 5086")) == ["回访"]
    either = {"any": [cond("kind", "is", ["call"]), cond("customer.who", "finds", "5086")]}
    assert found(boss, either) == ["回访", "订货"]


def test_whom_one_may_not_see_matches_no_question(work, boss):
    grants = {code: grant for code, grant in boss.grants.items() if code != "customers.view"}
    blind = Actor(None, "Blind", boss.group_id, grants, boss.store_id)
    assert not any(f.code.startswith("customer.") for f in fields_for(blind, Todo))
    assert not any(f.code.startswith("customer.") for f in fields_for(blind, Order))
    assert found(blind, cond("words", "finds", "zxm")) == []


@pytest.mark.parametrize("name", ["customers", "orders", "todos", "appointments"])
def test_programs_read_the_fields_and_send_a_tree(api_of, work, name):
    api = api_of("manager")
    told = api("get", f"/filters/{name}").json()
    assert {"field", "label", "kind", "ops", "choices"} == set(told["fields"][0])
    assert "last_week" in {day["value"] for day in told["days"]}
    code = next(f["field"] for f in told["fields"] if f["kind"] == "search")
    tree = json.dumps({"all": [cond(code, "finds", "zxm")]})
    answer = api("get", f"/{name}?filter={tree}")
    assert answer.status_code == 200
    refused = api("get", f'/{name}?filter={{"any":[]}}')
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "filter.any"


def test_a_list_that_is_not_there_or_not_hers_has_no_fields(api_of):
    assert api_of("manager")("get", "/filters/secrets").status_code == 404
    assert api_of("warehouse")("get", "/filters/findings").status_code in {200, 404}


def test_customers_are_asked_about_what_hangs_on_them(boss, zhang):
    for tree in (cond("ordered", "never"), cond("unpaid", "no"), cond("booked", "never")):
        rows = SUBJECTS["customers"].rows(boss).filter(compiled(boss, Customer, tree))
        assert list(rows) == [zhang]
