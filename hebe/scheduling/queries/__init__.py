"""Questions one may ask the diary."""

from hebe.scheduling.queries.attention import Lost, attention, needing_attention
from hebe.scheduling.queries.board import Block, Column, DayBoard, Entry, day_board
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
    open_from_before,
    resources,
    store_of,
    with_parts,
)
from hebe.scheduling.queries.free import Slot, Wish, free_slots, nearest_free
from hebe.scheduling.queries.pools import lead_of, performers, pools
from hebe.scheduling.queries.taken import Closed, Taken, closed_times, taken
from hebe.scheduling.rules import gaps

__all__ = [
    "Block",
    "Closed",
    "Column",
    "DayBoard",
    "Entry",
    "Lost",
    "Slot",
    "Taken",
    "Wish",
    "affected_by_absence",
    "appointments",
    "attention",
    "changes_of",
    "closed_times",
    "counts_by_status",
    "day_board",
    "day_list",
    "day_load",
    "days_list",
    "free_slots",
    "gaps",
    "get_appointment",
    "get_resource",
    "lead_of",
    "nearest_free",
    "needing_attention",
    "newest_left_open",
    "of_customer",
    "open_from_before",
    "performers",
    "pools",
    "resources",
    "store_of",
    "taken",
    "with_parts",
]
