"""Set up a group and its stores."""

from typing import Any

from django.db import transaction

from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group, HasGroup, Store


@transaction.atomic
def found_group(*, name: str, code: str, advisor_label: str = "") -> Group:
    """Make a group. Only the command line and the set-up do this: it stands above tenants."""
    return Group.objects.create(name=name, code=code, advisor_label=advisor_label)


@transaction.atomic
def open_store(whose: HasGroup, *, code: str, name: str, **facts: Any) -> Store:
    """Add a store to a group; `facts` are fields of `Store`."""
    with working_for(whose.group_id):
        store: Store = Store.objects.of(whose).create(
            group_id=whose.group_id, code=code, name=name, **facts
        )
    return store
