"""One job, one worker: a lock that lives as long as the connection of whoever holds it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

CLASS = 7309  # of advisory locks: no other act takes this one


class Side:
    """A connection beside the work's own: what is told here is seen at once."""

    def __init__(self) -> None:
        self._connection: Any = connection.copy()

    def lock(self, job_id: int) -> bool:
        """Take the job, unless another worker has it; say whether it is ours."""
        return bool(self._ask("SELECT pg_try_advisory_lock(%s, %s)", [CLASS, _short(job_id)]))

    def unlock(self, job_id: int) -> None:
        """Give the job back; a worker that dies does so by losing its connection."""
        self._ask("SELECT pg_advisory_unlock(%s, %s)", [CLASS, _short(job_id)])

    def tell(self, group_id: int, job_id: int, done: int, total: int) -> None:
        """Write how far a job is."""
        told = "UPDATE jobs_job SET done = %s, total = %s WHERE id = %s RETURNING id"
        self._ask(told, [done, total, job_id], group_id)

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()

    def _ask(self, sql: str, values: list[Any], group_id: int | None = None) -> Any:
        here = self._connection
        here.set_autocommit(False)
        with here.cursor() as cursor:
            if group_id is not None:
                cursor.execute("SELECT set_config('hebe.group_id', %s, true)", [str(group_id)])
            cursor.execute(sql, values)
            row = cursor.fetchone()
        here.commit()
        return row and row[0]


def _short(job_id: int) -> int:
    return job_id % 2**31


@contextmanager
def held(job_id: int) -> Iterator[Side | None]:
    """Hold a job for the block; None when another worker is at it."""
    side = Side()
    try:
        if not side.lock(job_id):
            yield None
            return
        try:
            yield side
        finally:
            side.unlock(job_id)
    finally:
        side.close()
