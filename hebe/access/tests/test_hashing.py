"""A sign-in costs little, and what was hashed in a way of old is renewed by it."""

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import identify_hasher, make_password

from hebe.access.models import User
from hebe.architecture.cast import PASSWORD

pytestmark = pytest.mark.django_db
OURS = "hebe.access.hashing.Argon2id"
OLD = "django.contrib.auth.hashers.Argon2PasswordHasher"


@pytest.fixture
def old_hash(settings, nurse):
    """The nurse's password was hashed with Django's own parameters."""
    settings.PASSWORD_HASHERS = [OLD]
    user = User.objects.of(nurse).get(pk=nurse.user_id)
    user.password = make_password(PASSWORD)
    user.save()
    settings.PASSWORD_HASHERS = [OURS]
    return user.password


def kept(nurse):
    return User.objects.of(nurse).get(pk=nurse.user_id).password


def signed_in(nurse, rf, password=PASSWORD):
    login = User.objects.of(nurse).get(pk=nurse.user_id).login
    return authenticate(rf.post("/sign-in/"), login=login, password=password)


def test_a_password_is_hashed_as_owasp_says(settings):
    settings.PASSWORD_HASHERS = [OURS]
    assert make_password(PASSWORD).startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


def test_an_old_hash_is_renewed_at_the_next_sign_in(nurse, old_hash, rf):
    user = signed_in(nurse, rf)
    assert kept(nurse) == user.password != old_hash
    assert "m=19456,t=2,p=1" in kept(nurse)
    assert not identify_hasher(kept(nurse)).must_update(kept(nurse))
    assert signed_in(nurse, rf).password == user.password


def test_a_wrong_password_renews_nothing(nurse, old_hash, rf):
    assert signed_in(nurse, rf, "wrong-one") is None
    assert kept(nurse) == old_hash
