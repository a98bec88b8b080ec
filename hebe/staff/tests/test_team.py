"""A supervisor whose role reaches her team sees its rows beside her own."""

import pytest

from hebe.access.actor import Grant
from hebe.access.choices import Reach
from hebe.access.models import Assignment, Role
from hebe.access.queries import actor_for
from hebe.access.services import assign_roles
from hebe.architecture.cast import customer_of, member_of, user_of
from hebe.customers.queries import customers
from hebe.customers.queries.reach import scope_fragments
from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.staff.models import Member
from hebe.staff.services import create_member, update_member
from hebe.visits.queries import board
from hebe.visits.services import register_arrival


@pytest.fixture
def lead(group, jingan, zhou_ke):
    """Make an advisor the supervisor of Zhou Ke, with a role that reaches her team."""
    user = user_of(group, "advisor", jingan)
    member = member_of(group, jingan, "沈佳", "advisor", user=user)
    Member.objects.of(group).filter(pk=zhou_ke.pk).update(supervisor=member)
    Assignment.objects.of(group).filter(user=user).update(reach=Reach.TEAM)
    return member


@pytest.fixture
def hers(lead):
    return lambda: actor_for(lead.user)


@pytest.fixture
def three(group, jingan, lead, zhou_ke):
    other = member_of(group, jingan, "别人", "advisor")
    return [
        customer_of(group, jingan, name, f"1380013711{n}", advisor=member)
        for n, (name, member) in enumerate({"甲": lead, "乙": zhou_ke, "丙": other}.items())
    ]


def test_her_own_and_her_teams_customers_are_reached(hers, three):
    assert set(customers(hers())) == set(three[:2])


def test_own_alone_leaves_the_team_out(hers, three, group, lead):
    Assignment.objects.of(group).filter(user=lead.user).update(reach=Reach.OWN)
    assert set(customers(hers())) == {three[0]}


def test_whose_supervisor_she_no_longer_is_she_no_longer_sees(hers, three, group, zhou_ke):
    Member.objects.of(group).filter(pk=zhou_ke.pk).update(supervisor=None)
    assert set(customers(hers())) == {three[0]}


def test_the_board_and_the_search_reach_as_far(hers, three, boss, jingan, zhou_ke, lead):
    for customer in three:
        register_arrival(boss, store_id=jingan.pk, customer_id=customer.pk)
    shown = {card.visit.customer for lane in board(hers(), jingan) for card in lane.cards}
    assert shown == set(three[:2])
    assert {f"m{zhou_ke.pk}", f"m{lead.pk}"} <= set(scope_fragments(hers()))


def test_who_her_team_is_costs_one_query(hers, django_assert_num_queries, group, lead):
    hers()
    with django_assert_num_queries(3):
        hers()
    Assignment.objects.of(group).filter(user=lead.user).update(reach=Reach.ALL)
    with django_assert_num_queries(2):
        hers()


@pytest.mark.parametrize(("wide", "narrow"), [
    (Grant(), Grant(own=True, team=True)),
    (Grant(own=True, team=True), Grant(own=True)),
    (Grant(frozenset([1]), own=True, team=True), Grant(frozenset([1]), own=True)),
    (Grant(frozenset([1])), Grant(frozenset([1]), own=True, team=True)),
])  # fmt: skip
def test_all_is_more_than_team_and_team_more_than_own(wide, narrow):
    assert wide.covers(narrow)
    assert not narrow.covers(wide)
    assert wide.widened(narrow) == wide == narrow.widened(wide)


def test_nobody_gives_a_team_who_has_her_own_rows_alone(gm, group, jingan, nurse):
    codes = Role.objects.of(group).get(code="nurse").permissions
    own = dict.fromkeys(codes, Grant(own=True)) | {"access.users": Grant()}
    giver = type(gm)(gm.user_id, gm.name, gm.group_id, own, gm.store_id)
    with pytest.raises(Forbidden):
        assign_roles(giver, user_id=nurse.user_id, places=[("nurse", jingan.pk, Reach.TEAM)])


def test_a_supervisor_is_said_with_the_person(boss, jingan, lead, group):
    made = create_member(
        boss, store_ids=[jingan.pk], name="小林", post="advisor", supervisor_id=lead.pk
    )
    assert made.supervisor == lead
    update_member(boss, member_id=made.pk, supervisor_id=None)
    made.refresh_from_db()
    assert made.supervisor is None


def test_nobody_leads_herself_not_even_in_a_circle(boss, lead, zhou_ke):
    for above in (lead, zhou_ke):
        with pytest.raises(Invalid) as refused:
            update_member(boss, member_id=lead.pk, supervisor_id=above.pk)
        assert refused.value.field == "supervisor_id"
    with pytest.raises(NotFound):
        update_member(boss, member_id=lead.pk, supervisor_id=987654321)


def test_nobody_makes_herself_a_supervisor(manager, group, jingan, zhou_ke):
    own = member_of(group, jingan, "许雯", "manager", user=user_of(group, "manager", jingan))
    with pytest.raises(Forbidden):
        update_member(manager, member_id=zhou_ke.pk, supervisor_id=own.pk)
    zhou_ke.refresh_from_db()
    assert zhou_ke.supervisor is None


def test_screens_and_api_take_her(client_of, api_of, lead, zhou_ke, group, jingan):
    page = client_of("gm").get(f"/staff/{zhou_ke.pk}/")
    assert "沈佳" in page.content.decode()
    form = client_of("gm").get(f"/staff/{zhou_ke.pk}/edit/").content.decode()
    assert 'name="supervisor_id"' in form
    gm = api_of("gm")
    assert gm("get", f"/staff/{zhou_ke.pk}").json()["supervisor_id"] == lead.pk
    refused = gm("patch", f"/staff/{lead.pk}", {"supervisor_id": zhou_ke.pk})
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")
    roles = client_of("admin").get(f"/log-ins/{lead.user_id}/roles/").content.decode()
    assert 'value="team" selected' in roles
