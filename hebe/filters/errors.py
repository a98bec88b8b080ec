"""What a filter can be refused for."""

from django.utils.translation import gettext_lazy as _

from hebe.kernel.errors import Invalid, Text

UNREADABLE = _("This filter cannot be read.")


class FilterUnfit(Invalid):
    """A filter does not make sense; `field` is the place, such as `filter.all[1].value`."""

    def __init__(self, place: str = "filter", message: Text = UNREADABLE) -> None:
        super().__init__(place, message)
