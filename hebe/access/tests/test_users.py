"""Log-ins: making, closing, passwords."""

import pytest

from hebe.access.errors import LoginTaken, Outranked, WrongPassword
from hebe.access.models import User
from hebe.access.queries import get_user, user_list
from hebe.access.services import (
    change_password,
    create_user,
    reset_password,
    switch_user,
)
from hebe.architecture.cast import PASSWORD
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


def test_a_password_is_set_anew(hr, nurse, group):
    reset_password(hr, user_id=nurse.user_id, password="hebe-second")
    assert reload(nurse.user_id, group).check_password("hebe-second")
    with pytest.raises(Invalid):
        reset_password(hr, user_id=nurse.user_id, password="1")


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


def test_the_rival_reaches_none_of_our_log_ins(rival, nurse, group):
    for act in (
        lambda: get_user(rival, nurse.user_id),
        lambda: switch_user(rival, user_id=nurse.user_id, is_active=False),
        lambda: reset_password(rival, user_id=nurse.user_id, password="hebe-second"),
    ):
        with pytest.raises(NotFound):
            act()
    assert reload(nurse.user_id, group).is_active
