"""What may be kept of a failure: its kind and its place, never what was in it."""

import traceback
from pathlib import Path

from django.db.utils import Error
from django.utils.translation import override

from hebe.kernel.errors import Refused

ROOT = Path(__file__).parents[1]
LETTERS = 200


def described(problem: BaseException) -> str:
    """Return the kind of a failure, where in Hebe's code it came up, and what it broke.

    The text of an exception may hold somebody's name or number, so it is left out; of a
    refusal its standing sentence is said, of the database's the constraint.

    >>> described(ValueError("秦兰 13800138001"))
    'ValueError'
    """
    said = [type(problem).__name__, *_place(problem), *_broke(problem)]
    return " ".join(said)[:LETTERS]


def _place(problem: BaseException) -> list[str]:
    frames = traceback.extract_tb(problem.__traceback__)
    ours = [frame for frame in frames if ROOT in Path(frame.filename).parents]
    if not ours:
        return []
    file = Path(ours[-1].filename).relative_to(ROOT.parent)
    return [f"({file}:{ours[-1].lineno})"]


def _broke(problem: BaseException) -> list[str]:
    if isinstance(problem, Refused):
        with override("en"):
            return [str(type(problem).message)]
    if isinstance(problem, Error):
        said = getattr(problem.__cause__, "diag", None)
        name = getattr(said, "constraint_name", None)
        return [name] if name else []
    return []
