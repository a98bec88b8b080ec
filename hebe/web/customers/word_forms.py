"""The group's own words for customers: tags, channels, fields."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hebe.customers.choices import OwnKind
from hebe.web.forms import KeptForm

TONES = [
    ("", _("Plain")), ("brand", _("Brand")), ("info", _("Blue")), ("good", _("Green")),
    ("wait", _("Amber")), ("bad", _("Red")), ("busy", _("Violet")),
]  # fmt: skip


class TagForm(KeptForm):
    """A tag of the group."""

    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=30)
    tone = forms.ChoiceField(label=_("Colour"), choices=TONES, required=False)


class ChannelForm(KeptForm):
    """A channel that customers come through."""

    ids = "channel_%s"
    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=40)


class OwnFieldForm(KeptForm):
    """A field the group asks on top of the common ones."""

    ids = "own_field_%s"
    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=40)
    options = forms.CharField(
        label=_("Words to choose from"), required=False, max_length=1300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One on each line; only for a choice."),
    )  # fmt: skip
    is_sensitive = forms.BooleanField(
        label=_("Only for those who may see sensitive fields"), required=False
    )

    def clean_options(self) -> list[str]:
        """Return the words, one for each line."""
        return [line.strip() for line in self.cleaned_data["options"].splitlines()]


class NewOwnFieldForm(OwnFieldForm):
    """One more field: what it holds is decided once."""

    kind = forms.ChoiceField(label=_("Kind"), choices=OwnKind.choices, initial=OwnKind.CHOICE)
    field_order = ("name", "kind", "options", "is_sensitive")


class OldOwnFieldForm(OwnFieldForm):
    """A field that is there: renamed, with other words, or retired."""

    is_active = forms.BooleanField(label=_("Asked on the form"), required=False)
