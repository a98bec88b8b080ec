"""Nothing in a log tells who a customer is, or opens a door."""

import logging

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from hebe.config.logs import Scrubbed
from hebe.tenancy.models import Store


@pytest.fixture
def written():
    """Return what the formatter of the settings makes of a call of the logger."""
    lines = []

    class Kept(logging.Handler):
        def emit(self, record):
            lines.append(self.format(record))

    handler = Kept()
    handler.setFormatter(Scrubbed("{message}", style="{"))
    log = logging.getLogger("hebe.test")
    log.addHandler(handler)
    yield log, lines
    log.removeHandler(handler)


def test_every_handler_writes_scrubbed_lines():
    formatters = settings.LOGGING["formatters"]
    for handler in settings.LOGGING["handlers"].values():
        assert formatters[handler["formatter"]]["class"] == "hebe.config.logs.Scrubbed"


def test_numbers_and_keys_are_hidden(written):
    log, lines = written
    log.warning("%s, 310101199003077758, hebe_12_abcdefghijklmnopqrstuvwx", "13800138001")
    assert lines == ["138****8001, ****, hebe_****"]


def test_the_trace_of_a_broken_constraint_does_not_repeat_the_row(written, group, jingan):
    log, lines = written
    try:
        with transaction.atomic():
            Store.objects.of(group).create(group_id=group.pk, code="new", name=jingan.name)
            connection.check_constraints()
    except IntegrityError:
        log.exception("not saved")
    assert "one_store_per_name" in lines[0]
    assert jingan.name not in lines[0]


def test_a_row_of_several_lines_is_left_out_whole_and_the_trace_stays(written):
    log, lines = written
    log.warning(
        "check_violation\nDETAIL:  Failing row contains (7, 秦兰\n青霉素过敏).\n\n"
        "The above exception was the direct cause of the following exception:\nTraceback"
    )
    (line,) = lines
    assert line.startswith("check_violation\nDETAIL: left out\n\nThe above exception")
    assert line.endswith("Traceback")
