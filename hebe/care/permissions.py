"""What may be allowed about follow-ups."""

from django.utils.translation import gettext_lazy as _

from hebe.access.registry import Permission, declare

CARERS = "consultant advisor nurse callcenter frontdesk manager doctor director supervisor"
declare(
    Permission("care.view", _("See follow-ups"), f"{CARERS} gm quality"),
    Permission("care.do", _("Carry out follow-ups"), CARERS),
    Permission(
        "care.steps", _("Set what is followed up after an item"), "director manager", whole=True
    ),
)
