"""Screens of stores: names, hours, what the licence says."""

from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hebe.access.actor import Actor
from hebe.access.queries import get_store, store_list
from hebe.access.services import create_store, rename_advisors, store_marks, update_store
from hebe.kernel import clock
from hebe.tenancy.choices import Department, Institution
from hebe.tenancy.models import Store
from hebe.tenancy.words import advisor_word
from hebe.web.clocks import ClockField
from hebe.web.drawer import drawer
from hebe.web.forms import KeptForm, typed
from hebe.web.scheduling.heeding import heeded
from hebe.web.screen import go, screen

LONGEST_NAME = 60


class StoreForm(KeptForm):
    """What is known of a store."""

    name = forms.CharField(label=gettext_lazy("Store name"), max_length=80)
    city = forms.CharField(label=gettext_lazy("City"), max_length=40, required=False)
    address = forms.CharField(label=gettext_lazy("Address"), max_length=200, required=False)
    phone = forms.CharField(label=gettext_lazy("Phone"), max_length=30, required=False)
    area_m2 = forms.IntegerField(
        label=gettext_lazy("Area (m²)"), min_value=0, max_value=1_000_000, initial=0
    )
    timezone = forms.CharField(
        label=gettext_lazy("Time zone"), max_length=40, initial="Asia/Shanghai"
    )
    opens_at = ClockField(label=gettext_lazy("Opens at"), initial="09:00")
    closes_at = ClockField(
        label=gettext_lazy("Closes at"),
        initial="21:00",
        help_text=gettext_lazy(
            "00:00 is midnight; an earlier time than the opening is on the next day."
        ),
    )
    institution = forms.ChoiceField(
        label=gettext_lazy("Licensed as"), choices=Institution.choices
    )
    licence_no = forms.CharField(
        label=gettext_lazy("Licence number"), max_length=60, required=False
    )
    licence_valid_to = forms.DateField(
        label=gettext_lazy("Licence valid to"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    licensed_departments = forms.MultipleChoiceField(
        label=gettext_lazy("Licensed departments"),
        choices=Department.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Items of other departments cannot be carried out here."),
    )
    filed_projects = forms.CharField(
        label=gettext_lazy("Items filed with the health authority"),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Official names, one on each line. Only what is filed may be offered here; left"
            " empty, the official catalogue counts as filed."
        ),
    )
    consult_stage = forms.BooleanField(
        label=gettext_lazy("Visits have a consult stage"), required=False, initial=True
    )
    accepts_minors = forms.BooleanField(
        label=gettext_lazy("Treats minors with their guardian's consent"), required=False
    )
    is_open = forms.BooleanField(
        label=gettext_lazy("In business"), required=False, initial=True
    )

    def clean_filed_projects(self) -> list[str]:
        """Return the names, one for each line, none twice."""
        lines = map(str.strip, self.cleaned_data["filed_projects"].splitlines())
        names = list(dict.fromkeys(line for line in lines if line))
        if any(len(name) > LONGEST_NAME for name in names):
            raise forms.ValidationError(_("A name has at most 60 characters."))
        return names


class NewStoreForm(StoreForm):
    """One more store."""

    code = forms.SlugField(
        label=gettext_lazy("Code"),
        max_length=20,
        help_text=gettext_lazy("Letters, digits and hyphens; it stays as it is."),
    )


@screen("tenancy.stores")
def stores(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the stores with their hours and licences."""
    context: dict[str, Any] = {
        "stores": store_list(actor),
        "departments": dict(Department.choices),
        "today": clock.today(actor.zone),
        "may_open": actor.may_all("tenancy.stores"),
    }
    return render(request, "access/stores.html", context)


def _form_page(request: HttpRequest, form: StoreForm, store: Store | None) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "access/store.html", {"form": form, "store": store}, status=status)


@screen("tenancy.stores")
def edit(request: HttpRequest, actor: Actor, store_id: int) -> HttpResponse:
    """Change what is known of a store."""
    store = get_store(actor, store_id)
    present = {name: getattr(store, name) for name in StoreForm.base_fields}
    present["filed_projects"] = "\n".join(store.filed_projects)
    form = StoreForm(typed(request), initial=present, marks=store_marks(store))
    save = partial(update_store, actor, store_id=store_id)
    if form.attempt(
        lambda: heeded(
            request, actor, [store_id], lambda: save(seen=form.seen, **form.cleaned_data)
        )
    ):
        return go(request, reverse("access:stores"), _("The store was saved."))
    return _form_page(request, form, store)


@screen("tenancy.stores", whole=True)
def create(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Open one more store."""
    usual = {"licensed_departments": [Department.DERMATOLOGY, Department.LIFE]}
    form = NewStoreForm(typed(request), initial=usual)
    if form.attempt(lambda: create_store(actor, **form.cleaned_data)):
        return go(request, reverse("access:stores"), _("The store was opened."))
    return _form_page(request, form, None)


class WordForm(KeptForm):
    """What the group calls its advisors."""

    word = forms.CharField(
        label=gettext_lazy("What advisors are called"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"list": "advisor-words", "autocomplete": "off"}),
        help_text=gettext_lazy("Shown everywhere instead of the common word."),
    )


@screen("tenancy.stores", whole=True)
def words(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Choose what advisors are called."""
    form = WordForm(typed(request), initial={"word": str(advisor_word)})
    if form.attempt(lambda: rename_advisors(actor, word=form.cleaned_data["word"])):
        return go(request, reverse("access:stores"), _("Saved."))
    return drawer(request, "access/_words.html", form)
