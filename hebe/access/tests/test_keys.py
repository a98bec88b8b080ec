"""Keys to the API."""

import pytest

from hebe.access.errors import Outranked
from hebe.access.models import ApiKey
from hebe.access.queries import actor_for_key, api_key_list
from hebe.access.services import create_api_key, revoke_api_key, switch_user
from hebe.kernel.errors import Forbidden, Invalid, NotFound

pytestmark = pytest.mark.django_db


def test_a_key_acts_as_its_log_in_and_only_its_hash_is_kept(gm, nurse):
    key, secret = create_api_key(gm, user_id=nurse.user_id, name="App", scopes=[])
    actor = actor_for_key(secret)
    assert actor is not None
    assert actor.grants == nurse.grants
    assert secret.encode() not in bytes(key.digest)


def test_scopes_narrow_a_key_and_never_widen_it(gm, nurse):
    scopes = ["clinical.view", "access.roles"]
    _key, secret = create_api_key(gm, user_id=nurse.user_id, name="App", scopes=scopes)
    assert set(actor_for_key(secret).grants) == {"clinical.view"}


def test_unknown_scopes_and_log_ins_are_refused(gm, nurse, group):
    with pytest.raises(Invalid):
        create_api_key(gm, user_id=nurse.user_id, name="App", scopes=["rocket.launch"])
    with pytest.raises(NotFound):
        create_api_key(gm, user_id=2**40, name="App", scopes=[])
    assert not ApiKey.objects.of(group).exists()


def test_no_key_opens_more_than_its_maker_may(gm, admin, group):
    with pytest.raises(Outranked):
        create_api_key(gm, user_id=admin.user_id, name="App", scopes=[])
    assert not ApiKey.objects.of(group).exists()


def test_a_revoked_key_opens_nothing(gm, nurse):
    key, secret = create_api_key(gm, user_id=nurse.user_id, name="App", scopes=[])
    first = revoke_api_key(gm, key_id=key.pk).revoked_at
    assert actor_for_key(secret) is None
    assert revoke_api_key(gm, key_id=key.pk).revoked_at == first


def test_the_key_of_a_closed_log_in_opens_nothing(gm, hr, nurse):
    _key, secret = create_api_key(gm, user_id=nurse.user_id, name="App", scopes=[])
    switch_user(hr, user_id=nurse.user_id, is_active=False)
    assert actor_for_key(secret) is None


def test_who_may_not_make_keys_changes_nothing(hr, gm, nurse):
    key, secret = create_api_key(gm, user_id=nurse.user_id, name="App", scopes=[])
    for act in (
        lambda: create_api_key(hr, user_id=nurse.user_id, name="Mine", scopes=[]),
        lambda: revoke_api_key(hr, key_id=key.pk),
        lambda: api_key_list(hr),
    ):
        with pytest.raises(Forbidden):
            act()
    assert actor_for_key(secret) is not None


def test_the_rival_reaches_none_of_our_keys(rival, gm, nurse):
    key, secret = create_api_key(gm, user_id=nurse.user_id, name="App", scopes=[])
    with pytest.raises(NotFound):
        revoke_api_key(rival, key_id=key.pk)
    with pytest.raises(NotFound):
        create_api_key(rival, user_id=nurse.user_id, name="App", scopes=[])
    assert not api_key_list(rival).exists()
    assert actor_for_key(secret) is not None
