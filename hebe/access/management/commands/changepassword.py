"""`hebe manage changepassword LOGIN`: set a password when nobody can sign in to do so."""

import argparse
import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hebe.access.actor import operator
from hebe.access.backend import group_of_login
from hebe.access.logins import login_key
from hebe.access.models import User
from hebe.access.services import reset_password
from hebe.kernel.errors import Refused
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group


class Command(BaseCommand):
    """Set a log-in's password, in its own group and audited, as Django's command cannot."""

    help = "Set the password of a log-in; whose it is chooses her own when she signs in."
    requires_migrations_checks = True

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("username", help="log-in name")

    def handle(self, *_args: object, **options: Any) -> None:
        group_id = group_of_login(options["username"])
        if group_id is None:
            raise CommandError(f"there is no log-in {options['username']}")
        password = getpass.getpass("New password: ")
        if password != getpass.getpass("Once more: "):
            raise CommandError("the two do not agree; nothing was changed")
        with working_for(group_id):
            rows = User.objects.of(Group(pk=group_id))
            user = rows.get(login_key=login_key(options["username"]))
            try:
                reset_password(operator(group_id), user_id=user.pk, password=password)
            except Refused as refusal:
                raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{user.login} has a new password, and chooses her own signing in.")
