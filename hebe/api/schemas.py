"""Types that several endpoints share."""

import re
from datetime import UTC, date, datetime, time
from typing import Annotated, Any

from ninja import Query, Schema
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    TypeAdapter,
    WithJsonSchema,
)

from hebe.api.strict import STRICT

# A tree as JSON; what it may ask says /filters/{subject}.
FILTER: Any = Query("", alias="filter", max_length=20_000)  # type: ignore[type-arg]
MARKS = TypeAdapter(dict[str, str])
CLOCK = r"^([01]\d|2[0-3]):[0-5]\d$"
ISO = re.compile(r"\d{4}-\d\d-\d\d(T|\Z)")
FIRST_YEAR, LAST_YEAR = 1900, 2199  # beyond them, adding a day may leave the calendar


def _no_nul(value: str) -> str:
    if "\x00" in value:
        raise ValueError("text must not contain NUL")
    return value


def _in_range(moment: datetime) -> datetime:
    try:
        year = moment.astimezone(UTC).year
    except OverflowError as error:
        raise ValueError("out of range") from error
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError("out of range")
    return moment


def _readable(seen: str) -> str:
    if seen:
        MARKS.validate_json(seen)
    return seen


def _by_the_stores_clock(moment: Any) -> Any:
    if not isinstance(moment, time) and not re.fullmatch(CLOCK, str(moment)):
        raise ValueError("a time of day is hours and minutes by the store's clock: 09:30")
    return moment


def _written_out(moment: Any) -> Any:
    if not isinstance(moment, str) or ISO.match(moment) is None:
        raise ValueError("write it out: 2027-01-04, or 2027-01-04T10:00:00+08:00 for a moment")
    return moment


Text = Annotated[str, StringConstraints(max_length=200), AfterValidator(_no_nul)]
LongText = Annotated[str, StringConstraints(max_length=10_000), AfterValidator(_no_nul)]
Key = Annotated[int, Field(ge=1, le=2**63 - 1)]
# A bare number is no day and no moment, although a reader might take it for seconds since 1970.
Day = Annotated[
    date,
    BeforeValidator(_written_out),
    Field(strict=False, ge=date(FIRST_YEAR, 1, 1), le=date(LAST_YEAR, 12, 31)),
]
TimeOfDay = Annotated[
    time,
    BeforeValidator(_by_the_stores_clock),
    Field(strict=False),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": CLOCK,
            "description": "Hours and minutes by the store's clock.",
        }
    ),
]
TimeTold = Annotated[TimeOfDay, PlainSerializer(lambda moment: f"{moment:%H:%M}")]
Moment = Annotated[
    AwareDatetime, BeforeValidator(_written_out), Field(strict=False), AfterValidator(_in_range)
]
Cursor = Annotated[str, StringConstraints(max_length=300), AfterValidator(_no_nul)]
Seen = Annotated[
    str,
    StringConstraints(max_length=10_000),
    AfterValidator(_readable),
    Field(
        description="The `seen` of what was read before the change. With it, a field that"
        " somebody else has changed since is refused with `changed_meanwhile`."
    ),
]
Limit = Annotated[int, Field(ge=1, le=200)]


def _without_defaults(described: dict[str, Any]) -> None:
    for field in described.get("properties", {}).values():
        field.pop("default", None)


class Sent(BaseModel):
    """What programs send: unknown names and other types than the declared are refused.

    What they are told is a `ninja.Schema`.
    """

    model_config = STRICT


class Changes(Sent):
    """What to change; left out means unchanged."""

    model_config = ConfigDict(json_schema_extra=_without_defaults)

    def given(self) -> dict[str, Any]:
        """Return just the fields that were sent."""
        return self.model_dump(exclude_unset=True)


class Count(Schema):
    """How many changed."""

    count: int


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
GUESSED = {429: Problem}
