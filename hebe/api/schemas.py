"""Types that several endpoints share."""

from typing import Annotated

from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints


def _no_nul(value: str) -> str:
    if "\x00" in value:
        raise ValueError("text must not contain NUL")
    return value


Text = Annotated[str, StringConstraints(max_length=200), AfterValidator(_no_nul)]
LongText = Annotated[str, StringConstraints(max_length=10_000), AfterValidator(_no_nul)]
Key = Annotated[int, Field(ge=1, le=2**63 - 1)]
Fen = Annotated[int, Field(ge=-(10**13), le=10**13, description="Money in fen (1/100 yuan)")]
Moment = AwareDatetime
Cursor = Annotated[str, StringConstraints(max_length=300), AfterValidator(_no_nul)]
Limit = Annotated[int, Field(ge=1, le=200)]


class Problem(Schema):
    """RFC 9457 problem details with a stable `code`."""

    status: int
    code: str
    detail: str = ""
    advice: str = ""
    rule_id: str = ""
    source: str = ""
    errors: list[dict[str, str]] = []


PROBLEMS = {400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem}
