"""What people type at the till, read into whole fen."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hebe.kernel.money import NotMoney, fen, yuan
from hebe.payments.choices import NEEDS_REFERENCE, Method
from hebe.web.forms import KeptForm

LARGEST_FEN = 10**12
ICONS: dict[str, str] = {
    Method.CASH.value: "cash",
    Method.CARD.value: "credit-card",
    Method.WECHAT.value: "brand-wechat",
    Method.ALIPAY.value: "brand-alipay",
}


class YuanField(forms.CharField):
    """An amount of yuan as people type it; the value is whole fen."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, **kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off", "class": "num"}

    def clean(self, value: Any) -> Any:
        """Return fen, or say that this is no amount."""
        text = super().clean(value)
        return read_yuan(text) if text else None


def read_yuan(text: str) -> int:
    """Return typed yuan as fen; raises ValidationError for what is no amount."""
    try:
        amount_fen = fen(text)
    except NotMoney as error:
        raise forms.ValidationError(_("Enter an amount such as 1,280.00.")) from error
    if not 0 <= amount_fen <= LARGEST_FEN:
        raise forms.ValidationError(_("Enter an amount such as 1,280.00."))
    return amount_fen


class LineForm(KeptForm):
    """Quantity and unit price of a line; a price below the list says why."""

    quantity = forms.IntegerField(label=_("Quantity"), min_value=1, max_value=999)
    price_fen = YuanField(label=_("Unit price (yuan)"))
    reason = forms.CharField(
        label=_("Why below the list price"), max_length=120, required=False
    )


class LimitForm(KeptForm):
    """How many per cent off the list a role may give."""

    percent = forms.IntegerField(label=_("Per cent off the list"), min_value=0, max_value=100)


class ReasonForm(KeptForm):
    """Why something is taken back."""

    reason = forms.CharField(
        label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )


@dataclass(slots=True)
class TenderRow:
    """One row of the pay form, as typed and as read."""

    method: str
    amount: str = ""
    reference: str = ""
    error: str = ""

    @property
    def label(self) -> Any:
        """Return the method's name."""
        return Method(self.method).label

    @property
    def icon(self) -> str:
        """Return the method's icon."""
        return ICONS[self.method]

    @property
    def needs_reference(self) -> bool:
        """Say whether the terminal's or app's reference is kept."""
        return self.method in NEEDS_REFERENCE


def blank_rows(due_fen: int) -> list[TenderRow]:
    """Return one row per method; the first, WeChat, is filled with what is due."""
    order = (Method.WECHAT, Method.ALIPAY, Method.CARD, Method.CASH)
    rows = [TenderRow(method.value) for method in order]
    rows[0].amount = yuan(due_fen) if due_fen else ""
    return rows


def typed_rows(data: QueryDict) -> list[TenderRow]:
    """Return the rows of a sent pay form, as typed."""
    columns = (data.getlist(name) for name in ("method", "amount", "reference"))
    known = set(Method.values)
    return [
        TenderRow(method, amount.strip()[:20], reference.strip()[:80])
        for method, amount, reference in zip(*columns, strict=False)
        if method in known
    ]


def read_rows(rows: Iterable[TenderRow]) -> list[tuple[str, int, str]]:
    """Return the filled rows as tenders; a row that cannot be read gets its error."""
    tenders = []
    for row in rows:
        if not row.amount:
            continue
        try:
            amount_fen = read_yuan(row.amount)
        except forms.ValidationError as error:
            row.error = error.messages[0]
            continue
        if amount_fen:
            tenders.append((row.method, amount_fen, row.reference))
    return tenders
