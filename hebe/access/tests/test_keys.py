"""Keys to the API."""

from dataclasses import replace

import pytest

from hebe.access.actor import EVERYWHERE, Actor
from hebe.access.errors import KeyTooWide
from hebe.access.models import ApiKey, User
from hebe.access.queries import actor_for_key, api_key_list, key_holders
from hebe.access.services import (
    assign_roles,
    create_api_key,
    create_user,
    revoke_api_key,
    switch_user,
)
from hebe.kernel.errors import Forbidden, Invalid, NotFound

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer(admin):
    """Somebody without any role yet."""
    return create_user(admin, login="xiaqing", name="夏青", password="hebe-first")


def test_a_key_acts_as_its_log_in_and_only_its_hash_is_kept(admin, nurse):
    key, secret = create_api_key(admin, user_id=nurse.user_id, name="App", scopes=[])
    actor = actor_for_key(secret)
    assert actor is not None
    assert actor.grants == nurse.grants
    assert secret.encode() not in bytes(key.digest)


def test_scopes_narrow_a_key_and_never_widen_it(admin, nurse):
    scopes = ["clinical.view", "access.roles"]
    _key, secret = create_api_key(admin, user_id=nurse.user_id, name="App", scopes=scopes)
    assert set(actor_for_key(secret).grants) == {"clinical.view"}


def test_unknown_scopes_and_log_ins_are_refused(admin, nurse, group):
    with pytest.raises(Invalid):
        create_api_key(admin, user_id=nurse.user_id, name="App", scopes=["rocket.launch"])
    with pytest.raises(NotFound):
        create_api_key(admin, user_id=2**40, name="App", scopes=[])
    assert not ApiKey.objects.of(group).exists()


def test_no_key_opens_more_than_its_maker_may(gm, admin, doctor, group):
    for user_id in (admin.user_id, doctor.user_id):
        with pytest.raises(KeyTooWide):
            create_api_key(gm, user_id=user_id, name="App", scopes=["catalog.view"])
    assert not ApiKey.objects.of(group).exists()


def test_the_log_ins_offered_are_those_a_key_can_be_made_for(
    gm, admin, doctor, newcomer, django_assert_num_queries
):
    with django_assert_num_queries(3):
        offered = key_holders(gm)
    assert {gm.user_id, newcomer.pk} <= {user.pk for user in offered}
    for user in User.objects.of(gm):
        try:
            create_api_key(gm, user_id=user.pk, name="App", scopes=[])
        except KeyTooWide:
            assert user not in offered
        except Invalid:
            assert user.pk == newcomer.pk
        else:
            assert user in offered
    assert {admin.user_id, doctor.user_id} <= {user.pk for user in key_holders(admin)}


def test_one_makes_a_key_for_oneself_and_for_who_may_do_less(gm, cashier):
    helper = replace(gm, grants=gm.grants | cashier.grants)
    for maker, whose in ((gm, gm), (helper, cashier)):
        _key, secret = create_api_key(maker, user_id=whose.user_id, name="App", scopes=[])
        assert actor_for_key(secret).grants == whose.grants


def test_a_narrow_key_makes_no_wider_one_of_the_same_log_in(gm, group):
    _key, secret = create_api_key(
        gm, user_id=gm.user_id, name="Narrow", scopes=["access.api_keys"]
    )
    with pytest.raises(KeyTooWide):
        create_api_key(actor_for_key(secret), user_id=gm.user_id, name="Wide", scopes=[])
    assert ApiKey.objects.of(group).count() == 1


def test_a_key_for_somebody_else_never_signs_records(admin, doctor, group):
    with pytest.raises(Invalid):
        create_api_key(admin, user_id=doctor.user_id, name="App", scopes=["clinical.sign"])
    assert not ApiKey.objects.of(group).exists()
    _key, secret = create_api_key(admin, user_id=doctor.user_id, name="App", scopes=[])
    assert set(doctor.grants) - set(actor_for_key(secret).grants) == {"clinical.sign"}


def test_a_key_for_somebody_else_gains_nothing_when_she_does(admin, nurse, jingan):
    _key, secret = create_api_key(admin, user_id=nurse.user_id, name="App", scopes=[])
    places = [("nurse", jingan.pk, "all"), ("doctor", jingan.pk, "all")]
    assign_roles(admin, user_id=nurse.user_id, places=places)
    assert not actor_for_key(secret).may("clinical.sign")


def test_a_key_that_would_open_nothing_is_refused(admin, nurse, group):
    with pytest.raises(Invalid):
        create_api_key(admin, user_id=nurse.user_id, name="App", scopes=["access.roles"])
    assert not ApiKey.objects.of(group).exists()


def test_the_command_line_makes_a_key_with_all_that_its_log_in_may(group, doctor):
    desk = Actor(None, "command line", group.pk, {"access.api_keys": EVERYWHERE})
    _key, secret = create_api_key(desk, user_id=doctor.user_id, name="App", scopes=[])
    assert actor_for_key(secret).may("clinical.sign")


def test_a_revoked_key_opens_nothing(admin, nurse):
    key, secret = create_api_key(admin, user_id=nurse.user_id, name="App", scopes=[])
    first = revoke_api_key(admin, key_id=key.pk).revoked_at
    assert actor_for_key(secret) is None
    assert revoke_api_key(admin, key_id=key.pk).revoked_at == first


def test_the_key_of_a_closed_log_in_opens_nothing(admin, hr, nurse):
    _key, secret = create_api_key(admin, user_id=nurse.user_id, name="App", scopes=[])
    switch_user(hr, user_id=nurse.user_id, is_active=False)
    assert actor_for_key(secret) is None


def test_who_may_not_make_keys_changes_nothing(hr, admin, nurse):
    key, secret = create_api_key(admin, user_id=nurse.user_id, name="App", scopes=[])
    for act in (
        lambda: create_api_key(hr, user_id=nurse.user_id, name="Mine", scopes=[]),
        lambda: revoke_api_key(hr, key_id=key.pk),
        lambda: api_key_list(hr),
    ):
        with pytest.raises(Forbidden):
            act()
    assert actor_for_key(secret) is not None


def test_the_rival_reaches_none_of_our_keys(rival, admin, nurse):
    key, secret = create_api_key(admin, user_id=nurse.user_id, name="App", scopes=[])
    with pytest.raises(NotFound):
        revoke_api_key(rival, key_id=key.pk)
    with pytest.raises(NotFound):
        create_api_key(rival, user_id=nurse.user_id, name="App", scopes=[])
    assert not api_key_list(rival).exists()
    assert actor_for_key(secret) is not None
