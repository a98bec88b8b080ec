"""What kinds of values there are, and what can be asked of each."""

from django.utils.translation import pgettext_lazy

from hebe.kernel.errors import Text

OPS: dict[str, Text] = {
    "is": pgettext_lazy("filter", "is"),
    "is_not": pgettext_lazy("filter", "is not"),
    "any": pgettext_lazy("filter", "has any of"),
    "all": pgettext_lazy("filter", "has all of"),
    "none": pgettext_lazy("filter", "has none of"),
    "at_least": pgettext_lazy("filter", "at least"),
    "at_most": pgettext_lazy("filter", "at most"),
    "between": pgettext_lazy("filter", "between"),
    "in": pgettext_lazy("filter day", "is"),
    "on_or_after": pgettext_lazy("filter", "from"),
    "on_or_before": pgettext_lazy("filter", "until"),
    "within_days": pgettext_lazy("filter", "within the last"),
    "next_days": pgettext_lazy("filter", "within the next"),
    "before_days": pgettext_lazy("filter", "longer ago than"),
    "in_days": pgettext_lazy("filter", "in exactly"),
    "never": pgettext_lazy("filter", "never"),
    "known": pgettext_lazy("filter", "ever"),
    "yes": pgettext_lazy("filter", "yes"),
    "no": pgettext_lazy("filter", "no"),
    "contains": pgettext_lazy("filter", "contains"),
    "finds": pgettext_lazy("filter", "found by"),
    "filled": pgettext_lazy("filter", "is filled in"),
    "empty": pgettext_lazy("filter", "is not filled in"),
}
BARE = frozenset({"never", "known", "yes", "no", "filled", "empty"})  # take no value
UNLESS_ALWAYS = frozenset({"never", "known", "filled", "empty"})
OF_KIND: dict[str, tuple[str, ...]] = {
    "choice": ("is", "is_not", "filled", "empty"),
    "tags": ("any", "all", "none"),
    "number": ("at_least", "at_most", "between"),
    "money": ("at_least", "at_most", "between"),
    "day": (
        "in", "within_days", "next_days", "before_days", "in_days", "on_or_after",
        "on_or_before", "between", "never", "known",
    ),
    "flag": ("yes", "no"),
    "text": ("contains",),
    "exact": ("is", "is_not", "filled", "empty"),
    "search": ("finds",),
}  # fmt: skip
