"""`hebe api-key create --user U`: print a new key, once."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hebe.access.actor import EVERYWHERE, Actor
from hebe.access.backend import group_of_login
from hebe.access.choices import Via
from hebe.access.logins import login_key
from hebe.access.models import User
from hebe.access.services import create_api_key
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group


class Command(BaseCommand):
    """Make a key with all the rights of a log-in."""

    help = "Create an API key for a log-in and print it once."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.prog = "hebe api-key create"
        parser.add_argument("--user", required=True, help="log-in name")
        parser.add_argument("--name", default="command line", help="what it is for")

    def handle(self, *_args: object, **options: Any) -> None:
        group_id = group_of_login(options["user"])
        if group_id is None:
            raise CommandError(f"there is no log-in {options['user']}")
        actor = Actor(
            None, "command line", group_id, {"access.api_keys": EVERYWHERE}, via=Via.CLI
        )
        with working_for(group_id):
            user = User.objects.of(Group(pk=group_id)).get(login_key=login_key(options["user"]))
            _key, secret = create_api_key(
                actor, user_id=user.pk, name=options["name"], scopes=[]
            )
        self.stdout.write(secret)
