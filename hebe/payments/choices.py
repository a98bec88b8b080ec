"""How money comes in."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Method(TextChoices):
    """Tenders of the till."""

    CASH = "cash", _("Cash")
    CARD = "card", _("Bank card")
    WECHAT = "wechat", _("WeChat Pay")
    ALIPAY = "alipay", _("Alipay")


NEEDS_REFERENCE = (Method.CARD, Method.WECHAT, Method.ALIPAY)
