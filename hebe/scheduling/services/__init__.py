"""Acts that change the diary: check, lock, decide, save, tell."""

from hebe.scheduling.services.booking import book_appointment
from hebe.scheduling.services.closing import block_time, close_free_time, unblock_time
from hebe.scheduling.services.rescheduling import reschedule_appointment
from hebe.scheduling.services.resources import (
    create_resource,
    resource_marks,
    update_resource,
)
from hebe.scheduling.services.resting import free_rest
from hebe.scheduling.services.status import (
    cancel_appointment,
    confirm_appointment,
    mark_arrived,
    mark_done,
    mark_in_progress,
    mark_no_show,
    mark_unused,
    take_back_no_show,
    unmark,
)
from hebe.scheduling.services.touching import Touched, counting, heeding

__all__ = [
    "Touched",
    "block_time",
    "book_appointment",
    "cancel_appointment",
    "close_free_time",
    "confirm_appointment",
    "counting",
    "create_resource",
    "free_rest",
    "heeding",
    "mark_arrived",
    "mark_done",
    "mark_in_progress",
    "mark_no_show",
    "mark_unused",
    "reschedule_appointment",
    "resource_marks",
    "take_back_no_show",
    "unblock_time",
    "unmark",
    "update_resource",
]
