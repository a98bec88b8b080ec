"""`hebe clinic create --name N --store S --login L`: the first group, store and log-in."""

import argparse
import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from hebe.access.actor import operator
from hebe.access.models import User
from hebe.access.services import appoint_administrator, found_clinic
from hebe.config import health, prepare
from hebe.config.demo import founding
from hebe.kernel.errors import Refused
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Store

LANGUAGES = [code for code, _name in settings.LANGUAGES]


class Command(BaseCommand):
    """Found a clinic and print its administrator's first password, once."""

    help = "Make a clinic: its group, first store, roles, and its administrator's log-in."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.prog = "hebe clinic create"
        parser.add_argument("--name", required=True, help="what the clinic is called")
        parser.add_argument("--store", required=True, help="name of its first store")
        parser.add_argument("--login", required=True, help="log-in name of its administrator")
        parser.add_argument("--person", default="", help="her name (the log-in's)")
        parser.add_argument("--language", default="", choices=LANGUAGES, help="she reads")

    def handle(self, *_args: object, **options: Any) -> None:
        with translation.override(options["language"] or translation.get_language()):
            self._check_database()
            try:
                store, user, password = _found(**options)
            except Refused as refusal:
                raise CommandError(f"{refusal} {refusal.advice}".strip()) from refusal
            self.stdout.write(_told(store, user, password))

    def _check_database(self) -> None:
        unreachable = health.check_answer()
        if unreachable:
            raise CommandError(f"{unreachable.what} {unreachable.advice}")
        if prepare.pending_migrations():
            raise CommandError(_("The tables are not up to date. Run first: hebe migrate"))


@transaction.atomic
def _found(
    *, name: str, store: str, login: str, person: str, language: str, **_rest: object
) -> tuple[Store, User, str]:
    """Make all of it, or nothing."""
    if " ".join(name.split()) in (founding.NAME, founding.RIVAL):
        raise Refused(_("The demo has this name. Choose another one."))
    first = found_clinic(name=name, store=store)
    with working_for(first.group_id):
        user, password = appoint_administrator(
            operator(first.group_id, store_id=first.pk),
            login=login,
            name=person or login,
            language=language,
        )
    return first, user, password


def _told(store: Store, user: User, password: str) -> str:
    said = _(
        "%(clinic)s is there, with its store %(store)s and all roles"
        " (for the command line: --group %(code)s).\n\n"
        "  Address:        %(address)s\n"
        "  Log-in:         %(login)s\n"
        "  First password: %(password)s\n\n"
        "The password is shown only now. Whoever signs in with it chooses her own first.\n"
        "Unless Hebe is running already, start it: hebe serve"
    )
    return said % {
        "clinic": store.group.name,
        "code": store.group.code,
        "store": store.name,
        "address": _address(),
        "login": user.login,
        "password": password,
    }


def _address() -> str:
    """Return where people open Hebe: as its proxy is called, or on this machine."""
    here = f"http://localhost:{os.environ.get('PORT') or 8000}"
    return f"{[*settings.CSRF_TRUSTED_ORIGINS, here][0]}/"
