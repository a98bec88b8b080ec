"""Several people at the same moment, each with a connection and transaction of her own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from hebe.kernel.errors import Refused
from hebe.tenancy.context import working_for


def at_once(group, attempts: Sequence[Callable[[], object]]):
    """Run every attempt at the same moment; return the refusal that each met, or None."""
    barrier = Barrier(len(attempts))

    def run(attempt):
        try:
            barrier.wait()
            with working_for(group.pk):
                attempt()
        except Refused as refused:
            return type(refused)
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(attempts)) as pool:
        return list(pool.map(run, attempts))
