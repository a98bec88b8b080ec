"""What a group asks of its own (CUS-05)."""

import pytest

from hebe.access.actor import Actor
from hebe.architecture.cast import only
from hebe.customers import services
from hebe.customers.errors import OwnFieldTaken
from hebe.customers.models import OwnField, OwnValue
from hebe.customers.queries import own_fields, profile
from hebe.journal.models import Audit
from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.kernel.freshness import ChangedMeanwhile
from hebe.tenancy.context import working_for


@pytest.fixture
def temper(boss):
    return services.create_own_field(
        boss, name="性格", kind="choice", options=["急性子", "慢热", "急性子", ""]
    )


def said(actor: Actor, customer):
    return [(line.name, line.value) for line in profile(actor, customer.pk).own]


def test_a_field_is_filled_shown_and_traced(enter, boss, temper, group):
    she = enter(own={temper.pk: "慢热"})
    assert temper.options == ["急性子", "慢热"]
    assert said(boss, she) == [("性格", "慢热")]
    services.update_customer(boss, customer_id=she.pk, own={temper.pk: "急性子"})
    assert said(boss, she) == [("性格", "急性子")]
    row = Audit.objects.of(group).get(act="CustomerUpdated")
    assert (row.data["before"], row.data["after"]) == ({"性格": "***"}, {"性格": "***"})
    services.update_customer(boss, customer_id=she.pk, own={temper.pk: ""})
    assert OwnValue.objects.of(group).count() == 0


@pytest.mark.parametrize(
    ("kind", "options", "text"),
    [
        ("choice", ["急", "慢"], "快"), ("number", [], "许多"), ("number", [], "1e99"),
        ("date", [], "明天"), ("text", [], "长" * 201),
    ],
)  # fmt: skip
def test_what_does_not_fit_the_field_is_refused_beside_it(enter, boss, kind, options, text):
    field = services.create_own_field(boss, name="甲", kind=kind, options=options)
    she = enter()
    with pytest.raises(Invalid) as told:
        services.update_customer(boss, customer_id=she.pk, own={field.pk: text})
    assert told.value.field == f"own_{field.pk}"
    assert said(boss, she) == []


def test_two_who_change_the_same_field_do_not_overwrite_each_other(enter, boss, temper):
    she = enter()
    seen = services.marks_of(boss, she)
    services.update_customer(boss, customer_id=she.pk, own={temper.pk: "慢热"})
    with pytest.raises(ChangedMeanwhile) as told:
        services.update_customer(boss, customer_id=she.pk, own={temper.pk: "急性子"}, seen=seen)
    assert told.value.now == {f"own_{temper.pk}": "慢热"}
    services.update_customer(boss, customer_id=she.pk, own={temper.pk: ""}, seen=seen)
    assert said(boss, she) == [("性格", "慢热")]


def test_a_word_struck_off_the_list_stays_where_it_was(enter, boss, temper):
    she = enter(own={temper.pk: "慢热"})
    services.edit_own_field(
        boss, field_id=temper.pk, name="性格特点", options=["急性子", "随和"]
    )
    services.update_customer(boss, customer_id=she.pk, own={temper.pk: "慢热"}, note="x")
    assert said(boss, she) == [("性格特点", "慢热")]


def test_a_sensitive_field_is_for_those_who_may_see_it(enter, boss, group):
    secret = services.create_own_field(boss, name="家庭情况", is_sensitive=True)
    she = enter(own={secret.pk: "单亲"})
    other = only(boss, "customers.view", "customers.edit")
    assert (said(other, she), list(own_fields(other))) == ([], [])
    with pytest.raises(Forbidden):
        services.update_customer(other, customer_id=she.pk, own={secret.pk: "单亲"})
    services.update_customer(boss, customer_id=she.pk, own={secret.pk: "已婚"})
    assert Audit.objects.of(group).get(act="CustomerUpdated").data["after"] == {
        "家庭情况": "***"
    }


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"), ({"name": "名" * 41}, "name"), ({"kind": "magic"}, "kind"),
        ({"kind": "choice", "options": ["一个"]}, "options"),
    ],
)  # fmt: skip
def test_a_field_that_makes_no_sense_is_not_made(boss, group, wrong, field):
    with pytest.raises(Invalid) as told:
        services.create_own_field(boss, **{"name": "喜好", "kind": "text"} | wrong)
    assert told.value.field == field
    assert OwnField.objects.of(group).count() == 0


def test_names_are_unique_and_a_retired_field_is_not_asked(boss, temper):
    with pytest.raises(OwnFieldTaken):
        services.create_own_field(boss, name="性格")
    services.edit_own_field(
        boss, field_id=temper.pk, name="性格", options=["急", "慢"], is_active=False
    )
    assert list(own_fields(boss)) == []


def test_only_who_keeps_the_words_edits_fields_and_the_neighbour_sees_none(
    frontdesk, rival, enter, temper
):
    with pytest.raises(Forbidden):
        services.create_own_field(frontdesk, name="喜好")
    with working_for(rival.group_id):
        assert list(own_fields(rival)) == []
        with pytest.raises(NotFound):
            services.edit_own_field(rival, field_id=temper.pk, name="x", options=["a", "b"])


def test_the_second_who_changes_a_field_overwrites_nothing(boss, temper, group):
    seen, kept = services.own_field_marks(temper), {"field_id": temper.pk, "name": "性格"}
    words = list(temper.options)
    services.edit_own_field(boss, **kept, options=[*words, "冷静"], seen=seen)
    with pytest.raises(ChangedMeanwhile) as clash:
        services.edit_own_field(
            boss, **kept, options=[*words, "随和"], is_sensitive=True, seen=seen
        )
    assert clash.value.now == {"options": [*words, "冷静"]}
    for _twice in range(2):
        services.edit_own_field(boss, **kept, options=words, is_sensitive=True, seen=seen)
    temper.refresh_from_db()
    assert (temper.options, temper.is_sensitive) == ([*words, "冷静"], True)
    assert Audit.objects.of(group).filter(act="OwnFieldSaved").count() == 3
