"""One log-in name, however it is typed; none that poses as another."""

import pytest
from django.db import IntegrityError, transaction

from hebe.access.backend import LoginBackend
from hebe.access.errors import LoginTaken
from hebe.access.models import User
from hebe.access.services import create_user
from hebe.kernel.errors import Invalid

PASSWORD = "qing-ming-1106"


@pytest.fixture
def made(admin):
    return create_user(admin, login="XiaoMei", name="小梅", password=PASSWORD)


@pytest.mark.parametrize("typed", ["XiaoMei", "xiaomei", " XIAOMEI ", "ｘｉａｏｍｅｉ"])
def test_the_right_password_opens_however_the_name_is_typed(made, typed):
    assert LoginBackend().authenticate(None, login=typed, password=PASSWORD) == made


@pytest.mark.parametrize("login", ["xiaomei", "XIAOMEI", "ｘiaomei"])
def test_none_differs_in_case_or_width_alone(made, admin, login):
    with pytest.raises(LoginTaken):
        create_user(admin, login=login, name="另一个", password=PASSWORD)


def test_none_borrows_letters_of_another_script(made, admin):
    with pytest.raises(Invalid, match=r"相似|alike"):
        create_user(admin, login="xiаomei", name="另一个", password=PASSWORD)
    assert create_user(admin, login="小梅.mei", name="小梅", password=PASSWORD).pk


def test_the_database_decides(made, group):
    with pytest.raises(IntegrityError), transaction.atomic():
        User(group_id=group.pk, login="XIAOmei", name="x").save()


def test_a_phone_does_not_change_what_is_typed(client):
    page = client.get("/sign-in/").content.decode()
    assert 'autocapitalize="none"' in page
