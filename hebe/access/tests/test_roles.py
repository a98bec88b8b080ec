"""Roles: giving them, editing them, making one's own."""

import pytest

from hebe.access.errors import LastKey, Outranked
from hebe.access.models import Assignment, Role
from hebe.access.queries import actor_for, get_role, get_user, role_list
from hebe.access.services import assign_roles, create_role, edit_role, role_marks
from hebe.journal.models import Audit
from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.kernel.freshness import ChangedMeanwhile

pytestmark = pytest.mark.django_db


def role_of(group, code):
    return Role.objects.of(group).get(code=code)


def test_roles_are_given_per_store_and_reach(admin, nurse, jingan, xuhui):
    places = [("nurse", jingan.pk, "own"), ("frontdesk", xuhui.pk, "all")]
    assign_roles(admin, user_id=nurse.user_id, places=places)
    actor = actor_for(get_user(admin, nurse.user_id))
    assert actor.may("scheduling.block", xuhui.pk)
    assert not actor.may("scheduling.block", jingan.pk)
    assert actor.grants["clinical.treat"].own
    assert actor.grants["visits.arrive"].whole == {xuhui.pk}


def test_what_was_given_before_is_replaced_and_told(admin, nurse, group, jingan):
    assign_roles(admin, user_id=nurse.user_id, places=[("advisor", jingan.pk, "all")])
    kept = Assignment.objects.of(group).filter(user_id=nurse.user_id)
    assert [given.role.code for given in kept] == ["advisor"]
    row = Audit.objects.of(group).filter(act="RolesAssigned").latest("pk")
    assert row.data["after"]["places"] == [["advisor", jingan.pk, "all"]]


@pytest.mark.parametrize(
    ("place", "refusal"),
    [
        (("nonsense", None, "all"), NotFound),
        (("nurse", 2**40, "all"), NotFound),
        (("nurse", None, "moon"), Invalid),
    ],
)
def test_unknown_roles_stores_and_reaches_are_refused(admin, nurse, group, place, refusal):
    with pytest.raises(refusal):
        assign_roles(admin, user_id=nurse.user_id, places=[place])
    assert Assignment.objects.of(group).filter(user_id=nurse.user_id).count() == 1


def test_a_role_stands_once_per_place(admin, nurse, jingan):
    places = [("nurse", jingan.pk, "own"), ("nurse", jingan.pk, "all")]
    with pytest.raises(Invalid):
        assign_roles(admin, user_id=nurse.user_id, places=places)


def test_nobody_gives_more_than_she_has(hr, nurse, group):
    with pytest.raises(Forbidden):
        assign_roles(hr, user_id=nurse.user_id, places=[("admin", None, "all")])
    with pytest.raises(Forbidden):
        assign_roles(hr, user_id=hr.user_id, places=[("gm", None, "all")])


def test_nobody_strips_who_outranks_her(hr, admin, group):
    with pytest.raises(Outranked):
        assign_roles(hr, user_id=admin.user_id, places=[])
    assert Assignment.objects.of(group).filter(user_id=admin.user_id).count() == 1


def test_the_administrator_does_not_lock_herself_out(admin):
    with pytest.raises(LastKey):
        assign_roles(admin, user_id=admin.user_id, places=[("nurse", None, "all")])


def test_a_role_is_edited_and_the_trail_knows_both(admin, group):
    role = role_of(group, "nurse")
    edit_role(admin, role_id=role.pk, name="", permissions=["clinical.view"])
    assert role_of(group, "nurse").permissions == ["clinical.view"]
    row = Audit.objects.of(group).filter(act="RoleEdited").latest("pk")
    assert row.data["after"]["permissions"] == ["clinical.view"]
    assert "clinical.treat" in row.data["before"]["permissions"]


def test_the_administrators_role_keeps_its_keys(admin, group):
    edit_role(admin, role_id=role_of(group, "admin").pk, name="", permissions=[])
    assert role_of(group, "admin").permissions == ["access.roles", "access.users"]


def test_unknown_permissions_are_refused(admin, group):
    role = role_of(group, "nurse")
    with pytest.raises(Invalid):
        edit_role(admin, role_id=role.pk, name="", permissions=["rocket.launch"])
    with pytest.raises(Invalid):
        create_role(admin, code="pilot", name="Pilot", permissions=["rocket.launch"])
    assert role_of(group, "nurse").permissions == role.permissions


def test_a_role_of_ones_own_is_made_once(admin, group):
    role = create_role(admin, code="night", name="夜班护士", permissions=["clinical.view"])
    assert role_of(group, "night") == role
    with pytest.raises(Invalid):
        create_role(admin, code="night", name="另一个", permissions=[])
    with pytest.raises(Invalid):
        create_role(admin, code="day", name=" ", permissions=[])


def test_who_may_not_edit_roles_changes_nothing(gm, group):
    role = role_of(group, "nurse")
    for act in (
        lambda: edit_role(gm, role_id=role.pk, name="", permissions=[]),
        lambda: create_role(gm, code="x", name="X", permissions=[]),
        lambda: role_list(gm),
    ):
        with pytest.raises(Forbidden):
            act()
    assert role_of(group, "nurse").permissions == role.permissions


def test_the_rival_reaches_none_of_our_roles(rival, nurse, group):
    role = role_of(group, "nurse")
    with pytest.raises(NotFound):
        get_role(rival, role.pk)
    with pytest.raises(NotFound):
        edit_role(rival, role_id=role.pk, name="", permissions=[])
    with pytest.raises(NotFound):
        assign_roles(rival, user_id=nurse.user_id, places=[])


def test_two_who_edit_one_role_undo_nothing_of_each_others(admin, group):
    role = role_of(group, "nurse")
    opened, seen = list(role.permissions), role_marks(role)
    given = [*opened, "analytics.view"]
    edit_role(admin, role_id=role.pk, name="", permissions=given, seen=seen)
    late = [code for code in opened if code != "customers.edit"]
    edit_role(admin, role_id=role.pk, name="", permissions=late, seen=seen)
    role.refresh_from_db()
    assert set(role.permissions) == {*given} - {"customers.edit"}


def test_a_role_is_not_named_twice_at_once(admin, group):
    role = role_of(group, "nurse")
    seen = role_marks(role)
    edit_role(admin, role_id=role.pk, name="护士长", permissions=role.permissions, seen=seen)
    with pytest.raises(ChangedMeanwhile):
        edit_role(admin, role_id=role.pk, name="护理", permissions=[], seen=seen)
    role.refresh_from_db()
    assert role.name == "护士长"
    assert role.permissions
