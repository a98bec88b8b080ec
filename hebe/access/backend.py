"""Sign-in by log-in name and password, across groups without opening their rows."""

from functools import partial
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import check_password, make_password
from django.db import connection
from django.http import HttpRequest

from hebe.access.logins import login_key
from hebe.access.models import User
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group


def group_of_login(login: str) -> int | None:
    """Return the group of a log-in name, however it is written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT hebe_group_of_login(%s)", [login_key(login)])
        row = cursor.fetchone()
    return row[0] if row else None


def _renew(user: User, password: str) -> None:
    """Hash a password anew that was hashed in a way of old; open sessions elsewhere end."""
    user.password = make_password(password)
    user.save(update_fields=["password"])


class LoginBackend(BaseBackend):
    """Checks argon2 passwords; an unknown log-in costs the same time as a wrong password."""

    def authenticate(
        self,
        request: HttpRequest | None,  # noqa: ARG002 (Django's signature)
        **credentials: Any,
    ) -> User | None:
        """Return the active user whose `login` and `password` these are."""
        login, password = credentials.get("login"), credentials.get("password")
        login = login_key(login or "")
        group_id = group_of_login(login)
        if group_id is None or password is None:
            make_password(password)
            return None
        with working_for(group_id):
            user: User = User.objects.of(Group(pk=group_id)).get(login_key=login)
            fits = check_password(password, user.password, partial(_renew, user))
        return user if fits and user.is_active else None

    def get_user(self, user_id: int) -> User | None:
        """Return the user; the transaction must already work for the user's group."""
        return User.unscoped.filter(pk=user_id, is_active=True).first()
