"""Reads about visits: one visit, the board, stage times."""

from hebe.visits.queries.board import (
    Card,
    Lane,
    board,
    board_version,
    card_of,
    in_store,
    open_from_before,
)
from hebe.visits.queries.times import StageTime, bottleneck, stage_times
from hebe.visits.queries.visits import (
    get_visit,
    guardian_of,
    loads,
    of_customer,
    own_only,
    runs_of,
    stages_at,
    standards_of,
    usual_next,
    usual_owner_id,
    usual_room_id,
    visits,
    with_run,
)

__all__ = [
    "Card",
    "Lane",
    "StageTime",
    "board",
    "board_version",
    "bottleneck",
    "card_of",
    "get_visit",
    "guardian_of",
    "in_store",
    "loads",
    "of_customer",
    "open_from_before",
    "own_only",
    "runs_of",
    "stage_times",
    "stages_at",
    "standards_of",
    "usual_next",
    "usual_owner_id",
    "usual_room_id",
    "visits",
    "with_run",
]
