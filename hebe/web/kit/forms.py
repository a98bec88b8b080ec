"""The form that the gallery shows, with one field right, one wrong and one of each kind."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hebe.kernel import phones

WAYS = [("wechat", _("WeChat")), ("sms", _("SMS")), ("email", _("E-mail"))]


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(
        label=_("Name"), max_length=40, help_text=_("Pinyin initials: XYW (surname read Xiè)")
    )
    mobile = forms.CharField(
        label=_("Mobile"), widget=forms.TextInput({"inputmode": "tel", "type": "tel"})
    )
    deposit = forms.DecimalField(
        label=_("Deposit"), widget=forms.TextInput({"inputmode": "decimal"})
    )
    wanted = forms.MultipleChoiceField(
        label=_("Reminders by"), choices=WAYS, widget=forms.CheckboxSelectMultiple
    )
    consent = forms.BooleanField(label=_("She agrees to be reminded"))

    def clean_mobile(self) -> str:
        """Refuse what is not a phone number."""
        number = str(self.cleaned_data["mobile"])
        if not phones.is_valid(number):
            raise forms.ValidationError(
                _("Only 10 digits; a mobile has 11. All that you filled in is still here.")
            )
        return number


def sample() -> SampleForm:
    """Return the form as somebody left it: the mobile is one digit short."""
    form = SampleForm(
        {
            "name": "解雨薇",
            "mobile": "1391234442",
            "deposit": "500.00",
            "wanted": ["wechat", "sms"],
            "consent": "on",
        }
    )
    form.is_valid()
    return form
