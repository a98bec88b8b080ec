"""Questions one may ask the diary."""

from hebe.scheduling.queries.board import Column, DayBoard, Entry, columns_of, day_board
from hebe.scheduling.queries.diary import (
    affected_by_absence,
    appointments,
    changes_of,
    counts_by_status,
    day_list,
    day_load,
    days_list,
    get_appointment,
    get_resource,
    newest_left_open,
    of_customer,
    off_duty,
    open_from_before,
    resources,
    store_of,
)
from hebe.scheduling.queries.free import Slot, Wish, free_slots, nearest_free, performers
from hebe.scheduling.queries.taken import Closed, Taken, closed_times, taken
from hebe.scheduling.rules import gaps

__all__ = [
    "Closed",
    "Column",
    "DayBoard",
    "Entry",
    "Slot",
    "Taken",
    "Wish",
    "affected_by_absence",
    "appointments",
    "changes_of",
    "closed_times",
    "columns_of",
    "counts_by_status",
    "day_board",
    "day_list",
    "day_load",
    "days_list",
    "free_slots",
    "gaps",
    "get_appointment",
    "get_resource",
    "nearest_free",
    "newest_left_open",
    "of_customer",
    "off_duty",
    "open_from_before",
    "performers",
    "resources",
    "store_of",
    "taken",
]
