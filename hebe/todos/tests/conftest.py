"""Work of the cast."""

from datetime import timedelta

import pytest

from hebe.kernel import clock
from hebe.todos.services import create_todo


@pytest.fixture
def given(boss, jingan, jiang):
    """Give the front desk a piece of work; anything about it can be changed."""

    def give(**changes):
        facts = {
            "store_id": jingan.pk, "title": "确认明日预约", "source": "test:1",
            "due_at": clock.now() + timedelta(hours=2), "owner_id": jiang.pk,
        } | changes  # fmt: skip
        return create_todo(boss, **facts)

    return give
