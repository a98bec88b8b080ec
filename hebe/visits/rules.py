"""Stages and clocks. Plain Python."""

from datetime import datetime

ORDER = (
    "arrived", "reception", "consult", "face_consult", "cashier", "treatment", "aftercare",
    "left",
)  # fmt: skip
RED = 1.3


def tone_of(minutes: float, standard: int) -> str:
    """Return a clock's tone: quiet, amber past its standard, red past 1.3 times.

    >>> tone_of(10, 10), tone_of(11, 10), tone_of(14, 10), tone_of(99, 0)
    ('quiet', 'wait', 'bad', 'quiet')
    """
    if not standard or minutes <= standard:
        return "quiet"
    return "bad" if minutes > standard * RED else "wait"


def minutes_between(start: datetime, end: datetime) -> int:
    """Return whole minutes from `start` to `end`, never negative.

    >>> minutes_between(datetime(2027, 1, 4, 10), datetime(2027, 1, 4, 10, 5, 59))
    5
    """
    return max(0, int((end - start).total_seconds()) // 60)


def stages_of(*, consult_stage: bool) -> tuple[str, ...]:
    """Return a store's stages in their usual order; the consult stage is optional.

    >>> "consult" in stages_of(consult_stage=False)
    False
    """
    return tuple(stage for stage in ORDER if consult_stage or stage != "consult")


def next_stage(stage: str, *, consult_stage: bool) -> str:
    """Return the usual next stage.

    >>> next_stage("reception", consult_stage=False)
    'face_consult'
    >>> next_stage("left", consult_stage=True)
    'left'
    """
    stages = stages_of(consult_stage=consult_stage)
    at = stages.index(stage) if stage in stages else stages.index("reception")
    return stages[min(at + 1, len(stages) - 1)]
