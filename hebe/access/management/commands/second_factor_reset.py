"""`hebe second-factor reset --user U --reason R`: a way back in without a phone."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hebe.access.actor import operator
from hebe.access.backend import group_of_login
from hebe.access.logins import login_key
from hebe.access.models import User
from hebe.access.services import reset_second_factor
from hebe.kernel.errors import Refused
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group


class Command(BaseCommand):
    """Switch somebody's lost second factor off, audited."""

    help = "Switch off the second factor of a log-in whose phone is lost."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.prog = "hebe second-factor reset"
        parser.add_argument("--user", required=True, help="log-in name")
        parser.add_argument("--reason", required=True, help="how you know that it is she")

    def handle(self, *_args: object, **options: Any) -> None:
        group_id = group_of_login(options["user"])
        if group_id is None:
            raise CommandError(f"there is no log-in {options['user']}")
        with working_for(group_id):
            user = User.objects.of(Group(pk=group_id)).get(login_key=login_key(options["user"]))
            try:
                reset_second_factor(
                    operator(group_id), user_id=user.pk, reason=options["reason"]
                )
            except Refused as refusal:
                raise CommandError(f"{refusal} {refusal.advice}".strip()) from refusal
        self.stdout.write(f"{user.login} signs in with her password alone now.")
