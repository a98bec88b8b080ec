"""The bell: one's own lines only."""

from hebe.tenancy.context import working_for
from hebe.todos.queries import notifications
from hebe.todos.services import notify, read_notifications


def test_a_line_is_new_until_it_is_read(boss, frontdesk, jiang):
    notify(boss, jiang, "回电", link="/todos/")
    assert [(line.text, line.read_at) for line in notifications(frontdesk)] == [("回电", None)]
    assert read_notifications(frontdesk) == 1
    assert notifications(frontdesk)[0].read_at is not None
    assert read_notifications(frontdesk) == 0


def test_a_colleague_without_a_log_in_is_not_told(boss, jiang):
    jiang.user = None
    jiang.save()
    assert notify(boss, jiang, "回电") is None


def test_reading_is_ones_own(boss, frontdesk, cashier, jiang, rival):
    notify(boss, jiang, "回电")
    assert read_notifications(cashier) == 0
    assert notifications(cashier) == []
    with working_for(rival.group_id):
        assert read_notifications(rival) == 0
    assert notifications(frontdesk)[0].read_at is None
