"""Log-ins: making, closing, passwords."""

from dataclasses import replace

import pytest

from hebe.access.actor import Grant
from hebe.access.errors import LoginTaken, Outranked, OwnPassword, WrongPassword
from hebe.access.models import User
from hebe.access.queries import actor_for, get_user, user_list
from hebe.access.services import (
    change_password,
    create_user,
    reset_password,
    switch_user,
)
from hebe.architecture.cast import PASSWORD, only
from hebe.journal.models import Audit
from hebe.kernel.errors import Forbidden, Invalid, NotFound, Refused

pytestmark = pytest.mark.django_db
NEW = {"login": "xiaqing", "name": "夏青", "password": "hebe-first"}


def reload(user_id, group):
    return User.objects.of(group).get(pk=user_id)


def test_a_log_in_is_made_without_any_right(hr, group):
    user = create_user(hr, **NEW)
    assert reload(user.pk, group).check_password("hebe-first")
    assert not user.assignments.exists()
    assert Audit.objects.of(group).filter(act="UserCreated", user_id=hr.user_id).exists()


@pytest.mark.parametrize(
    "wrong", [{"password": "123"}, {"password": "password"}, {"login": " "}, {"name": " "}]
)
def test_a_weak_password_or_an_empty_name_is_refused(hr, group, wrong):
    with pytest.raises(Invalid):
        create_user(hr, **NEW | wrong)
    assert not User.objects.of(group).filter(login="xiaqing").exists()


def test_a_log_in_name_is_given_once_in_the_whole_house(hr, rival, group):
    create_user(hr, **NEW)
    with pytest.raises(LoginTaken):
        create_user(hr, **NEW | {"name": "别人"})


def test_the_home_store_must_be_ours(hr):
    with pytest.raises(NotFound):
        create_user(hr, **NEW, store_id=2**40)


def test_who_may_not_manage_log_ins_changes_nothing(frontdesk, nurse, group):
    for act in (
        lambda: create_user(frontdesk, **NEW),
        lambda: switch_user(frontdesk, user_id=nurse.user_id, is_active=False),
        lambda: reset_password(frontdesk, user_id=nurse.user_id, password="hebe-second"),
        lambda: user_list(frontdesk),
    ):
        with pytest.raises(Forbidden):
            act()
    kept = reload(nurse.user_id, group)
    assert kept.is_active
    assert kept.check_password(PASSWORD)


def test_a_log_in_is_closed_and_opened_again(hr, nurse, group):
    switch_user(hr, user_id=nurse.user_id, is_active=False)
    assert not reload(nurse.user_id, group).is_active
    switch_user(hr, user_id=nurse.user_id, is_active=True)
    assert reload(nurse.user_id, group).is_active


def test_nobody_closes_her_own_log_in(hr):
    with pytest.raises(Refused):
        switch_user(hr, user_id=hr.user_id, is_active=False)


@pytest.fixture
def newcomer(hr):
    """Somebody without any role, so that everybody may do as much."""
    return create_user(hr, **NEW)


def test_a_password_is_set_anew_and_it_stands_in_the_trail(hr, newcomer, group):
    reset_password(hr, user_id=newcomer.pk, password="hebe-second")
    assert reload(newcomer.pk, group).check_password("hebe-second")
    set_by = Audit.objects.of(group).get(act="PasswordChanged")
    assert (set_by.user_id, set_by.subject) == (hr.user_id, f"access.user:{newcomer.pk}")
    with pytest.raises(Invalid):
        reset_password(hr, user_id=newcomer.pk, password="1")


def test_nobody_sets_the_password_of_whom_she_could_not_act_as(hr, gm, doctor, cashier, group):
    for actor, whose in ((hr, doctor), (gm, doctor), (hr, gm), (hr, cashier)):
        with pytest.raises(Outranked):
            reset_password(actor, user_id=whose.user_id, password="hebe-second")
        assert reload(whose.user_id, group).check_password(PASSWORD)
    assert not Audit.objects.of(group).filter(act="PasswordChanged").exists()


def test_rights_at_one_store_reach_no_password_of_the_whole_group(
    manager, marketing, group, jingan, xuhui
):
    here = Grant(frozenset([jingan.pk]))
    local = replace(
        manager, grants=dict.fromkeys(marketing.grants, here) | {"access.users": Grant()}
    )
    with pytest.raises(Outranked):
        reset_password(local, user_id=marketing.user_id, password="hebe-second")
    there = replace(local, grants=dict.fromkeys(local.grants, Grant()))
    reset_password(there, user_id=marketing.user_id, password="hebe-second")
    assert reload(marketing.user_id, group).check_password("hebe-second")


def test_a_narrow_key_sets_no_password_of_its_own_makers_colleagues(admin, nurse, group):
    narrow = only(admin, "access.users")
    with pytest.raises(Outranked):
        reset_password(narrow, user_id=nurse.user_id, password="hebe-second")
    assert reload(nurse.user_id, group).check_password(PASSWORD)


def test_ones_own_password_is_not_set_without_the_present_one(admin, group):
    with pytest.raises(OwnPassword):
        reset_password(admin, user_id=admin.user_id, password="hebe-second")
    assert reload(admin.user_id, group).check_password(PASSWORD)


def test_nobody_takes_over_the_administrator(hr, admin, group):
    with pytest.raises(Outranked):
        reset_password(hr, user_id=admin.user_id, password="hebe-second")
    with pytest.raises(Outranked):
        switch_user(hr, user_id=admin.user_id, is_active=False)
    kept = reload(admin.user_id, group)
    assert kept.is_active
    assert kept.check_password(PASSWORD)


def test_the_administrator_resets_everybody(admin, gm, group):
    reset_password(admin, user_id=gm.user_id, password="hebe-second")
    assert reload(gm.user_id, group).check_password("hebe-second")


def test_ones_own_password_needs_the_present_one(nurse, group):
    with pytest.raises(WrongPassword):
        change_password(nurse, current="wrong", password="hebe-second")
    with pytest.raises(Invalid):
        change_password(nurse, current=PASSWORD, password="12345678")
    change_password(nurse, current=PASSWORD, password="hebe-second")
    assert reload(nurse.user_id, group).check_password("hebe-second")


def test_a_password_is_a_given_one_until_its_owner_chooses_another(hr, newcomer, group):
    assert reload(newcomer.pk, group).password_is_given
    owner = actor_for(newcomer)
    change_password(owner, current=NEW["password"], password="hebe-owned")
    assert not reload(newcomer.pk, group).password_is_given
    reset_password(hr, user_id=newcomer.pk, password="hebe-second")
    assert reload(newcomer.pk, group).password_is_given
    change_password(owner, current="hebe-second", password="hebe-owned")
    assert not reload(newcomer.pk, group).password_is_given


def test_a_given_password_is_not_kept(newcomer, group):
    same = NEW["password"]
    with pytest.raises(Invalid, match="别人给您") as refused:
        change_password(actor_for(newcomer), current=same, password=same)
    assert refused.value.field == "password"
    assert reload(newcomer.pk, group).password_is_given


def test_a_refused_reset_leaves_the_password_its_owners(hr, doctor, group):
    with pytest.raises(Outranked):
        reset_password(hr, user_id=doctor.user_id, password="hebe-second")
    assert not reload(doctor.user_id, group).password_is_given


def test_the_rival_reaches_none_of_our_log_ins(rival, nurse, group):
    for act in (
        lambda: get_user(rival, nurse.user_id),
        lambda: switch_user(rival, user_id=nurse.user_id, is_active=False),
        lambda: reset_password(rival, user_id=nurse.user_id, password="hebe-second"),
    ):
        with pytest.raises(NotFound):
            act()
    assert reload(nurse.user_id, group).is_active
