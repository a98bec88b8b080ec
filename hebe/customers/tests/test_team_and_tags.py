"""Who cares for her, what marks she wears, one by one and many at once."""

from datetime import date
from functools import partial

import pytest

from hebe.customers import services
from hebe.customers.errors import ChannelTaken, TagTaken
from hebe.customers.models import Customer, CustomerTag
from hebe.customers.queries import cards_by_key, customer_list, profile
from hebe.customers.services import Outcome
from hebe.journal.models import Audit, TimelineEntry
from hebe.kernel.errors import Invalid, NotFound
from hebe.kernel.freshness import ChangedMeanwhile


@pytest.fixture
def tag(boss):
    return services.create_tag(boss, name="怕痛")


def test_the_team_is_set_told_and_shown(zhang, boss, zhou_ke, dr_chen, group):
    team = {"advisor_id": zhou_ke.pk, "doctor_id": dr_chen.pk, "carer_id": None}
    services.set_team(boss, customer_id=zhang.pk, **team)
    services.set_team(boss, customer_id=zhang.pk, **team)
    row = Audit.objects.of(group).get(act="CustomerTeamChanged")
    assert row.data["after"] == {"doctor": "陈静怡", "advisor": "周可", "carer": ""}
    assert cards_by_key(boss, [zhang.pk], at=[])[zhang.pk].team == "陈静怡 + 周可"


def test_an_advisor_is_no_doctor_and_who_left_cares_for_nobody(zhang, boss, zhou_ke, dr_chen):
    with pytest.raises(Invalid):
        services.set_team(
            boss, customer_id=zhang.pk, advisor_id=None, doctor_id=zhou_ke.pk, carer_id=None
        )
    dr_chen.left_on = date(2020, 1, 1)
    dr_chen.save()
    with pytest.raises(Invalid):
        services.set_team(
            boss, customer_id=zhang.pk, advisor_id=None, doctor_id=dr_chen.pk, carer_id=None
        )
    zhang.refresh_from_db()
    assert zhang.doctor is None


def test_who_left_stays_on_the_file_until_somebody_takes_over(zhang, boss, zhou_ke, dr_chen):
    team = {"advisor_id": zhou_ke.pk, "doctor_id": dr_chen.pk, "carer_id": None}
    services.set_team(boss, customer_id=zhang.pk, **team)
    zhou_ke.left_on = date(2020, 1, 1)
    zhou_ke.save()
    assert profile(boss, zhang.pk).gone == {"advisor"}
    services.set_team(boss, customer_id=zhang.pk, **team | {"doctor_id": None})
    zhang.refresh_from_db()
    assert (zhang.advisor_id, zhang.doctor_id) == (zhou_ke.pk, None)
    services.set_team(boss, customer_id=zhang.pk, **team | {"advisor_id": None})
    with pytest.raises(Invalid):
        services.set_team(boss, customer_id=zhang.pk, **team)


def test_a_tag_is_put_on_once_and_taken_off(zhang, boss, tag, group):
    for _again in range(2):
        services.tag_customer(boss, customer_id=zhang.pk, tag_id=tag.pk)
    assert CustomerTag.objects.of(group).count() == 1
    assert TimelineEntry.objects.of(group).filter(name="CustomerTagged").count() == 1
    services.untag_customer(boss, customer_id=zhang.pk, tag_id=tag.pk)
    services.untag_customer(boss, customer_id=zhang.pk, tag_id=tag.pk)
    assert CustomerTag.objects.of(group).count() == 0


def test_the_second_who_changes_a_tag_overwrites_nothing(boss, tag, group):
    seen = services.tag_marks(tag)
    services.edit_tag(boss, tag_id=tag.pk, name="很怕痛", seen=seen)
    with pytest.raises(ChangedMeanwhile) as clash:
        services.edit_tag(boss, tag_id=tag.pk, name="怕疼", tone="wait", seen=seen)
    assert clash.value.now == {"name": "很怕痛"}
    for _twice in range(2):
        services.edit_tag(boss, tag_id=tag.pk, name="怕痛", tone="wait", seen=seen)
    tag.refresh_from_db()
    assert (tag.name, tag.tone) == ("很怕痛", "wait")
    assert Audit.objects.of(group).filter(act="TagEdited").count() == 2


def test_names_of_tags_and_channels_are_unique(boss, tag):
    with pytest.raises(TagTaken):
        services.create_tag(boss, name=" 怕痛 ")
    other = services.create_tag(boss, name="网红")
    with pytest.raises(TagTaken):
        services.edit_tag(boss, tag_id=other.pk, name="怕痛")
    with pytest.raises(Invalid):
        services.create_tag(boss, name="", tone="brand")
    with pytest.raises(Invalid):
        services.create_tag(boss, name="彩虹", tone="rainbow")
    services.create_channel(boss, name="新氧")
    with pytest.raises(ChannelTaken):
        services.create_channel(boss, name="新氧")


def test_many_are_tagged_and_those_out_of_reach_are_not(enter, frontdesk, boss, tag, xuhui):
    near = [enter(f"近{n}", f"1380000000{n}").pk for n in range(3)]
    far = enter("远", "13800000009", home_store_id=xuhui.pk).pk
    both = [*near, far]
    first = services.tag_customers(frontdesk, customer_ids=both, tag_id=tag.pk)
    again = services.tag_customers(frontdesk, customer_ids=near, tag_id=tag.pk)
    assert (first, again) == (Outcome(3, 0, 1), Outcome(0, 3, 0))
    assert cards_by_key(boss, [far], at=[])[far].tags == ()
    with pytest.raises(Invalid):
        services.tag_customers(frontdesk, customer_ids=[], tag_id=tag.pk)
    with pytest.raises(NotFound):
        services.tag_customers(frontdesk, customer_ids=near, tag_id=10**9)


def test_who_leaves_hands_all_over(enter, boss, zhou_ke, jingan, group):
    ids = [enter(f"客{n}", f"1380000000{n}").pk for n in range(3)]
    assert services.set_advisor(boss, customer_ids=ids, advisor_id=zhou_ke.pk) == Outcome(3)
    assert services.set_advisor(boss, customer_ids=ids, advisor_id=zhou_ke.pk) == Outcome(0, 3)
    assert services.set_carer(boss, customer_ids=ids[:2], carer_id=zhou_ke.pk) == Outcome(2)
    assert set(Customer.objects.of(group).values_list("advisor", flat=True)) == {zhou_ke.pk}


def test_a_new_customer_is_at_once_among_my_customers(consultant, zhou_ke):
    she = services.create_customer(consultant, name="邓婕", phone="13800136072")
    assert list(customer_list(consultant, mine=True)) == [she]


def test_two_who_change_her_team_overwrite_nobody(zhang, boss, zhou_ke, dr_chen, dr_lin):
    seen = services.marks_of(boss, zhang)
    nobody = {"advisor_id": None, "doctor_id": None, "carer_id": None}
    act = partial(services.set_team, boss, customer_id=zhang.pk, seen=seen)
    act(**nobody | {"doctor_id": dr_chen.pk})
    act(**nobody | {"advisor_id": zhou_ke.pk})
    zhang.refresh_from_db()
    assert (zhang.doctor, zhang.advisor) == (dr_chen, zhou_ke)
    with pytest.raises(ChangedMeanwhile) as clash:
        act(**nobody | {"doctor_id": dr_lin.pk})
    assert clash.value.now == {"doctor_id": dr_chen.pk}
    zhang.refresh_from_db()
    assert zhang.doctor == dr_chen


def test_the_trail_says_from_whom_many_were_taken_over(enter, boss, zhou_ke, dr_chen, group):
    ids = [enter(f"客{n}", f"1380000000{n}").pk for n in range(2)]
    services.set_carer(boss, customer_ids=ids[:1], carer_id=dr_chen.pk)
    services.set_carer(boss, customer_ids=ids, carer_id=zhou_ke.pk)
    told = Audit.objects.of(group).filter(act="CustomerTeamChanged").order_by("pk")
    assert [(row.data["before"], row.data["after"]) for row in told] == [
        ({"carer": ""}, {"carer": "陈静怡"}),
        ({"carer": "陈静怡"}, {"carer": "周可"}),
        ({"carer": ""}, {"carer": "周可"}),
    ]
