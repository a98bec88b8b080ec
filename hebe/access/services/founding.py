"""How a clinic begins: its group with all roles, its first store, its first administrator."""

import secrets
from collections.abc import Container
from itertools import chain, count
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, operator
from hebe.access.choices import BuiltinRole, Reach
from hebe.access.models import User
from hebe.access.queries import actor_for
from hebe.access.services.own import set_language
from hebe.access.services.roles import sync_roles
from hebe.access.services.stores import create_store
from hebe.access.services.users import assign_roles, create_user
from hebe.kernel import pinyin
from hebe.kernel.errors import Invalid
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group, Store
from hebe.tenancy.services import found_group

EASY_TO_TELL_APART = "abcdefghjkmnpqrstuvwxyz23456789"
LONGEST_CODE, LONGEST_NAME = 20, 80


@transaction.atomic
def found_clinic(
    *,
    name: str,
    store: str,
    code: str = "",
    store_code: str = "",
    advisor_label: str = "",
    **facts: Any,
) -> Store:
    """Make a group with its built-in roles and its first store, and return that store.

    Only the command line and the demo do this. Without codes, the names' own sound makes
    them; `facts` are fields of `Store`. Refuses names and codes that are taken or empty.
    """
    if not store.strip() or len(store.strip()) > LONGEST_NAME:
        raise Invalid("store", _("The store needs a name of at most 80 characters."))
    taken = set(Group.objects.values_list("code", flat=True))
    group = found_group(
        name=name, code=code or _code(name, "clinic", taken), advisor_label=advisor_label
    )
    with working_for(group.pk):
        sync_roles(group)
        store_code = store_code or _code(store, "store")
        return create_store(operator(group.pk), code=store_code, name=store, **facts)


@transaction.atomic
def appoint_administrator(
    actor: Actor, *, login: str, name: str, language: str = ""
) -> tuple[User, str]:
    """Make a log-in that may do everything in the group; return it and its first password.

    The password is random and nowhere kept: its owner chooses another when she first signs
    in. Refuses what `create_user` refuses.
    """
    password = _first_password()
    user = create_user(
        actor, login=login, name=name, password=password, store_id=actor.store_id
    )
    assign_roles(
        actor, user_id=user.pk, places=[(BuiltinRole.ADMIN.value, None, Reach.ALL.value)]
    )
    if language:
        set_language(actor_for(user), language=language)
    return user, password


def _code(name: str, otherwise: str, taken: Container[str] = ()) -> str:
    """Return a short code from the sound of a name, with a number when it is taken."""
    sound = slugify(pinyin.full(name).replace(" ", ""))[: LONGEST_CODE - 3]
    stem = sound.strip("-") or otherwise
    numbered = (f"{stem}-{number}" for number in count(2))
    return next(code for code in chain([stem], numbered) if code not in taken)


def _first_password() -> str:
    """Return twelve random letters and digits that are easily read aloud, by fours.

    >>> len(_first_password())
    14
    """
    signs = [secrets.choice(EASY_TO_TELL_APART) for _each in range(12)]
    return "-".join("".join(signs[start : start + 4]) for start in range(0, 12, 4))
