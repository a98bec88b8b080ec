"""What the import asks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.customers.importing import stores_to_import_for
from hebe.customers.legacy.errors import FileEmpty
from hebe.customers.legacy.fields import Field, Kind

KEYBOARDS = {Kind.PHONE: "tel", Kind.MONEY: "decimal", Kind.COUNT: "numeric"}


class UploadForm(forms.Form):
    """A list and the store its customers belong to."""

    file = forms.FileField(
        label=_("List"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
        help_text=_("Excel (.xlsx, .xls) or CSV, up to 20 MB. Any headings, any order."),
        error_messages={"empty": FileEmpty.message},
    )
    store = forms.TypedChoiceField(
        label=_("Store"),
        coerce=int,
        help_text=_("For rows that name no store of yours."),
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["store"]
        field.choices = [(store.pk, store.name) for store in stores_to_import_for(actor)]
        field.initial = actor.store_id


class MendForm(forms.Form):
    """What is imported instead of a cell."""

    value = forms.CharField(max_length=200, required=False)

    def __init__(self, column: Field, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].label = str(column.label)
        self.fields["value"].widget.attrs["inputmode"] = KEYBOARDS.get(column.kind, "text")
