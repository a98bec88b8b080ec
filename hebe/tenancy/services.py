"""Set up a group and its stores."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.kernel.errors import Invalid
from hebe.kernel.violations import refusing
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group, HasGroup, Store

LONGEST_NAME = 120
TAKEN = {
    "one_group_per_name": Invalid("name", _("A clinic of this name is here already.")),
    "tenancy_group_code_key": Invalid("code", _("Another clinic has this code.")),
}


@transaction.atomic
def found_group(*, name: str, code: str, advisor_label: str = "") -> Group:
    """Make a group. Only the command line and the set-up do this: it stands above tenants.

    Refuses a name or code that another group has, and a name that is empty or too long.
    """
    called = " ".join(name.split())
    if not called or not called.isprintable() or len(called) > LONGEST_NAME:
        raise Invalid("name", _("A clinic needs a name of at most 120 characters."))
    with refusing(TAKEN):
        return Group.objects.create(name=called, code=code, advisor_label=advisor_label)


@transaction.atomic
def open_store(whose: HasGroup, *, code: str, name: str, **facts: Any) -> Store:
    """Add a store to a group; `facts` are fields of `Store`."""
    with working_for(whose.group_id):
        store: Store = Store.objects.of(whose).create(
            group_id=whose.group_id, code=code, name=name, **facts
        )
    return store
