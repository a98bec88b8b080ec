"""Turn a broken database constraint into a domain refusal."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import DatabaseError, transaction

from hebe.kernel.errors import Refused


@contextmanager
def refusing(names: Mapping[str, Refused]) -> Iterator[None]:
    """Run the block; if a named constraint breaks, raise its refusal instead."""
    try:
        with transaction.atomic():
            yield
    except DatabaseError as broken:
        diagnosis = getattr(broken.__cause__, "diag", None)
        refusal = names.get(getattr(diagnosis, "constraint_name", None) or "")
        if refusal is None:
            raise
        raise refusal from broken
