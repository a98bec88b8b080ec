"""What people enter about items, products, bundles and shelves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.catalog.choices import Kind, Technique
from hebe.catalog.models import Item, Product
from hebe.catalog.queries import category_list
from hebe.catalog.services import BundleFields, ItemFields, ProductFields
from hebe.compliance.choices import Severity
from hebe.kernel import money
from hebe.tenancy.choices import Department
from hebe.web.catalog.needs import NeedsField, worded
from hebe.web.catalog.pieces import PiecesField
from hebe.web.forms import KeptForm, day_input


class YuanField(forms.CharField):
    """An amount in yuan, as people write it; cleans to fen."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> int:
        """Return fen."""
        try:
            return money.fen(super().clean(value))
        except money.NotMoney as error:
            raise forms.ValidationError(
                _("Please enter an amount such as 2800 or 2800.50.")
            ) from error


def _codes(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=20,
        required=False,
        help_text=_("Leave empty to get the next one."),
    )


class ItemForm(KeptForm):
    """An item in sections: what it is, the law, time and place, price."""

    name = forms.CharField(label=_("Item name"), max_length=80)
    code = _codes(_("Code"))
    category_id = forms.TypedChoiceField(label=_("Category"), coerce=int)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, initial=Kind.TREATMENT)
    department = forms.ChoiceField(label=_("Department"), choices=Department.choices)
    technique = forms.ChoiceField(label=_("Technique"), choices=Technique.choices)
    level = forms.TypedChoiceField(
        label=_("Surgical level"),
        coerce=int,
        choices=[(0, _("Not levelled")), (1, "1"), (2, "2"), (3, "3"), (4, "4")],
        initial=0,
    )
    catalogue_name = forms.CharField(
        label=_("Official catalogue name"),
        max_length=60,
        required=False,
        help_text=_("Treatments need it before they go on offer."),
        widget=forms.TextInput(attrs={"list": "official-names", "autocomplete": "off"}),
    )
    duration_minutes = forms.IntegerField(
        label=_("Duration (minutes)"), min_value=5, max_value=720, initial=30
    )
    turnaround_minutes = forms.IntegerField(
        label=_("Turnaround (minutes)"),
        min_value=0,
        max_value=720,
        initial=10,
        help_text=_("Rooms and devices stay busy this long afterwards."),
    )
    needs = NeedsField(label=_("What it takes"))
    price_fen = YuanField(label=_("Price (yuan)"), max_length=20)
    unit = forms.CharField(label=_("Unit"), max_length=10, initial="次")
    is_active = forms.BooleanField(label=_("On offer"), required=False, initial=True)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["category_id"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(c.pk, c.name) for c in category_list(actor)]

    def worded(self, name: str, value: Any) -> str:
        """Return a value in the words that the form has for it."""
        return worded(value) if name == "needs" else super().worded(name, value)

    def given(self, code: str = "") -> ItemFields:
        """Return what was entered, as the act takes it; `code` stands for an emptied one."""
        entered: ItemFields = {**self.cleaned_data}  # type: ignore[typeddict-item]
        return entered | {"code": entered["code"] or code}


class ProductForm(KeptForm):
    """A product."""

    name = forms.CharField(label=_("Product name"), max_length=80)
    code = _codes(_("Code"))
    unit = forms.CharField(label=_("Unit"), max_length=10)
    price_fen = YuanField(label=_("Price (yuan)"), max_length=20)
    registration_no = forms.CharField(
        label=_("Registration number"),
        max_length=60,
        required=False,
        help_text=_("Drugs, devices and cosmetics carry one; plain goods do not."),
    )
    is_active = forms.BooleanField(label=_("On offer"), required=False, initial=True)

    def given(self, code: str = "") -> ProductFields:
        """Return what was entered, as the act takes it; `code` stands for an emptied one."""
        entered: ProductFields = {**self.cleaned_data}  # type: ignore[typeddict-item]
        return entered | {"code": entered["code"] or code}


class BundleForm(KeptForm):
    """A bundle: what it is called and costs, when it is sold, what it holds.

    `held` says in words what the bundle that is being edited holds now.
    """

    name = forms.CharField(label=_("Bundle name"), max_length=80)
    code = _codes(_("Code"))
    price_fen = YuanField(label=_("Price (yuan)"), max_length=20)
    valid_from = forms.DateField(label=_("Sold from"), required=False, widget=day_input())
    valid_to = forms.DateField(
        label=_("Sold until"),
        required=False,
        widget=day_input(),
        help_text=_("Leave the days empty when it is sold without limit."),
    )
    lines = PiecesField(label=_("What it holds"))
    is_active = forms.BooleanField(label=_("On offer"), required=False, initial=True)

    def __init__(self, *args: Any, held: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = held

    def worded(self, name: str, value: Any) -> str:
        """Return a value in the words that the form has for it."""
        return self.held if name == "lines" else super().worded(name, value)

    def given(self, code: str = "") -> BundleFields:
        """Return what was entered, as the act takes it; `code` stands for an emptied one."""
        entered: BundleFields = {**self.cleaned_data}  # type: ignore[typeddict-item]
        return entered | {"code": entered["code"] or code}


class CategoryForm(KeptForm):
    """A shelf."""

    name = forms.CharField(label=_("Category name"), max_length=40)
    position = forms.IntegerField(
        label=_("Place in the order"), min_value=0, max_value=999, initial=0
    )


class RuleForm(KeptForm):
    """How hard a rule is where the law leaves it open."""

    severity = forms.ChoiceField(label=_("What happens"), choices=Severity.choices)
    reason = forms.CharField(
        label=_("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


def values_of(row: Item | Product, form: type[forms.Form]) -> dict[str, Any]:
    """Return a row as the form's first values, money in yuan."""
    values = {name: getattr(row, name) for name in form.base_fields if hasattr(row, name)}
    return values | {"price_fen": f"{row.price_fen // 100}.{row.price_fen % 100:02d}"}
