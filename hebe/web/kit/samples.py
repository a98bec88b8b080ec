"""What the gallery shows: the words of the house in their colours, with made-up people."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hebe.billing.choices import State
from hebe.scheduling.choices import Status
from hebe.visits.choices import Stage

TONES = [
    ("brand", pgettext_lazy("colour", "Brand"), _("main acts, what is chosen")),
    ("quiet", pgettext_lazy("colour", "Quiet"), _("not started, no meaning")),
    ("wait", pgettext_lazy("colour", "Waiting"), _("somebody waits; a warning")),
    ("info", pgettext_lazy("colour", "Talking"), _("agreed; in conversation")),
    ("busy", pgettext_lazy("colour", "Treating"), _("treatment and after")),
    ("cash", pgettext_lazy("colour", "Paying"), _("money is being taken")),
    ("good", pgettext_lazy("colour", "Good"), _("done, money in, on target")),
    ("bad", pgettext_lazy("colour", "Bad"), _("overdue, refused, allergy")),
]
APPOINTMENT = [
    ("quiet", "ring", Status.BOOKED.label),
    ("info", "", Status.CONFIRMED.label),
    ("wait", "", Status.ARRIVED.label),
    ("busy", "", Status.IN_PROGRESS.label),
    ("good", "", Status.DONE.label),
    ("quiet", "struck", Status.CANCELLED.label),
    ("bad", "", Status.NO_SHOW.label),
]
STAGE = [
    ("wait", "", Stage.ARRIVED.label),
    ("info", "ring", Stage.RECEPTION.label),
    ("info", "", Stage.FACE_CONSULT.label),
    ("cash", "", Stage.CASHIER.label),
    ("busy", "", Stage.TREATMENT.label),
    ("busy", "ring", Stage.AFTERCARE.label),
    ("good", "", Stage.LEFT.label),
]
ORDER = [
    ("quiet", "ring", pgettext_lazy("order", "Draft")),
    ("cash", "", State.OPEN.label),
    ("good", "", State.PAID.label),
    ("bad", "", _("Still due")),
    ("quiet", "struck", State.CANCELLED.label),
]
PRICE = [(_("List price"), 480000), (_("Member price"), -24000), (_("Voucher"), -20000)]
ALERTS = [
    {"tone": "bad", "icon": "alert-triangle", "strong": "利多卡因过敏", "text": "2023-05-12"},
    {"tone": "bad", "icon": "receipt-2", "strong": _("Still due"), "text": "¥1,200.00"},
    {"tone": "brand", "icon": "cake", "text": _("Birthday the day after tomorrow")},
    {"tone": "info", "icon": "parking", "strong": _("Parking"), "text": "沪A·****6"},
    {"tone": "quiet", "icon": "refresh-alert", "text": _("File not updated for 14 months")},
]
MOMENTS = [  # minutes ago
    (30, {
        "tone": "busy", "icon": "vaccine", "title": "治疗：热玛吉 面部 600 发", "who": "林泽",
        "detail": "探头 1 个，能量 3.5 J，舒适度 3/10。",
    }),
    (48, {"tone": "good", "icon": "cash", "title": "收款 ¥16,800.00", "who": "江雨桐"}),
]  # fmt: skip
STEPS = [_("Upload"), _("Match columns"), _("Check problems"), _("Import")]
CLOCKS = [(6, 15), (33, 30), (42, 30)]  # minutes waited, standard minutes
FACTS = [(_("Skin type"), "混合性，偏敏感"), (_("Last update"), "2026-10-18 周可")]
JOB = {
    "title": _("Send coupons"),
    "state": "running",
    "get_state_display": _("Running"),
    "done": 1449,
    "total": 2318,
    "percent": 62,
    "counts": {_("done"): 1414, _("failed"): 35},
}
