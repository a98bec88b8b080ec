"""The cells of the board: every number leads to its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from hebe.analytics import queries
from hebe.analytics.metrics import METRICS, Metric
from hebe.web.escaping import format_html, joined
from hebe.web.templatetags.hebe_ui import fen_whole, hundredths, thousands

ZERO = mark_safe('<td class="r"><span class="quiet">0</span></td>')
WORDS = {"money": fen_whole, "hundredths": hundredths}


def amount(metric: Metric, value: int) -> str:
    """Return a number in its unit."""
    return WORDS.get(metric.unit, thousands)(value)


@dataclass(frozen=True, slots=True)
class Bar:
    """What was received on a day, its height in per cent of the best day, its rows."""

    day: date
    fen: int
    percent: int
    address: str


def bars(days: Sequence[tuple[date, int]], store_id: int | None) -> list[Bar]:
    """Return the days as bars; one on which nothing was left over has no height."""
    most = max(fen for _day, fen in days)
    rows, store = reverse("analytics:drill", args=["revenue"]), {"store": store_id or ""}

    def bar(day: date, fen: int) -> Bar:
        query = urlencode({"span": "own", "since": day, "until": day} | store)
        return Bar(day, fen, 100 * fen // most if fen > 0 else 0, f"{rows}?{query}")

    return [bar(day, fen) for day, fen in days]


class Board:
    """The addresses that the numbers of some days lead to, made once for all cells."""

    def __init__(self, span: str, since: date, until: date) -> None:
        self.days = urlencode({"span": span, "since": since, "until": until})
        self._rows = {m.key: reverse("analytics:drill", args=[m.key]) for m in METRICS}

    def address(self, metric: Metric, **narrowed: int | None) -> str:
        """Return where the rows of a number are; `store` and `who` narrow them."""
        given = {name: key for name, key in narrowed.items() if key is not None}
        more = f"&{urlencode(given)}" if given else ""
        return f"{self._rows[metric.key]}?{self.days}{more}"

    def cells(self, row: queries.Row, **narrowed: int | None) -> SafeString:
        """Return the numbers of a row as cells; a nought leads nowhere."""
        values = ((metric, row.value(metric.key)) for metric in METRICS)
        return joined(
            self._cell(metric, value, self.address(metric, **narrowed)) if value else ZERO
            for metric, value in values
        )

    @staticmethod
    def _cell(metric: Metric, value: int, address: str) -> SafeString:
        return format_html(
            '<td class="r"><a class="text-reset" href="{}" data-drawer>{}</a></td>',
            address,
            amount(metric, value),
        )
