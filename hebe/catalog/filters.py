"""What items, products and bundles can be asked."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hebe.catalog.choices import Kind, Technique
from hebe.catalog.models import Bundle, Category, Item, Product
from hebe.catalog.queries import bundle_list, item_list, product_list
from hebe.filters import Field, register, subject
from hebe.filters.build import chosen, flagged, ranged, rows_of, worded, words_of
from hebe.tenancy.choices import Department

VIEW = "catalog.view"
OFFERED = Field("offer", _("on offer"), "flag", flagged(Q(is_active=True)))
PRICE = Field("price", _("price"), "money", ranged("price_fen"))
NAMED = Field("words", _("name, pinyin or code"), "search", worded("name", "name_key", "code"))
subject("items", Item, VIEW, lambda actor: item_list(actor, is_active=None))
subject("products", Product, VIEW, lambda actor: product_list(actor, is_active=None))
subject("bundles", Bundle, VIEW, lambda actor: bundle_list(actor, is_active=None))
register(
    Item,
    NAMED,
    OFFERED,
    PRICE,
    Field("category", _("category"), "choice", chosen("category_id"), rows_of(Category),
          always=True),
    Field("kind", _("kind"), "choice", chosen("kind"), words_of(Kind), always=True),
    Field("department", _("department"), "choice", chosen("department"), words_of(Department),
          always=True),
    Field("technique", _("technique"), "choice", chosen("technique"), words_of(Technique),
          always=True),
)  # fmt: skip
register(
    Product,
    Field("words", _("name, code or registration number"), "search",
          worded("name", "code", "registration_no")),
    OFFERED,
    PRICE,
)  # fmt: skip
register(Bundle, NAMED, OFFERED, PRICE)
