"""The same work for every group, one after the other: one's failure is not another's."""

import logging
from collections.abc import Callable

from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group

log = logging.getLogger("hebe.tenancy")


def for_each_group(work: Callable[[Group], object]) -> int:
    """Do the work in every group, each in a transaction of its own; return how many failed.

    What fails is rolled back and logged with its trace; the groups after it have their turn.
    """
    failed = 0
    for group in Group.objects.order_by("pk"):
        try:
            with working_for(group.pk):
                work(group)
        except Exception:
            log.exception("%s failed in group %s", _name_of(work), group.pk)
            failed += 1
    return failed


def _name_of(work: Callable[[Group], object]) -> str:
    return f"{work.__module__}.{getattr(work, '__qualname__', type(work).__name__)}"
