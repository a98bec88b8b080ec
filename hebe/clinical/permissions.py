"""What may be allowed about records and treatments."""

from django.utils.translation import gettext_lazy as _

from hebe.access.registry import Permission, declare

declare(
    Permission("clinical.view", _("Read medical records"), "doctor nurse director"),
    Permission("clinical.plan", _("See what the doctor planned"),
               "doctor nurse director consultant advisor cashier frontdesk manager"),
    Permission("clinical.consult", _("Write consult notes"),
               "consultant advisor doctor director manager"),
    Permission("clinical.write", _("Write medical records"), "doctor director"),
    Permission("clinical.sign", _("Sign and amend medical records"), "doctor director"),
    Permission("clinical.treat", _("Carry out treatments"), "doctor nurse director"),
)  # fmt: skip
