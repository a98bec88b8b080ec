"""How hard a rule is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Severity(TextChoices):
    """What happens when a rule is broken."""

    BLOCK = "block", _("Blocked")
    WARN = "warn", _("Allowed with a reason")
    RECORD = "record", _("Recorded only")
    OFF = "off", _("Not checked")


class Trigger(TextChoices):
    """The moments at which acts ask for a judgement; names of the rule base."""

    PUBLISH = "service.publish", _("An item goes on offer")
    BOOKING = "booking.create", _("An appointment is booked")
    ARRIVE = "visit.arrive", _("A customer arrives")
    CONSULT_SIGN = "consult.sign", _("A consult is signed")
    RECORD_SAVE = "emr.save", _("A record is written")
    RECORD_SIGN = "emr.sign", _("A record is signed")
    ORDER = "order.create", _("An order is made")
    PAY = "order.pay", _("An order is paid")
    START = "treatment.start", _("A treatment starts")
    EXECUTE = "treatment.execute", _("A treatment is carried out")
    CLOSE = "treatment.close", _("A treatment is finished")


# What stays in the body, and so must be traceable to its lot (医疗器械监督管理条例 art. 51).
TRACED = frozenset({"injection", "toxin", "thread"})
