"""Turn a broken database constraint into a domain refusal."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from django.db import DatabaseError, transaction

from hebe.kernel.errors import Refused


@contextmanager
def refusing(names: Mapping[str, Refused | Callable[[], Refused]]) -> Iterator[None]:
    """Run the block; if a named constraint breaks, raise its refusal instead.

    A refusal that has to look first who is in the way comes as a function.
    """
    try:
        with transaction.atomic():
            yield
    except DatabaseError as broken:
        diagnosis = getattr(broken.__cause__, "diag", None)
        refusal = names.get(getattr(diagnosis, "constraint_name", None) or "")
        if refusal is None:
            raise
        raise (refusal if isinstance(refusal, Refused) else refusal()) from broken
