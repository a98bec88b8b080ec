"""What the demo group asks after its items."""

from hebe.access.actor import Actor
from hebe.care.services import set_follow_up_step
from hebe.catalog.models import Item

GENERAL = (
    (1, "术后第 1 天回访", "红肿、疼痛程度；有没有按医嘱护理；今天的照片。"),
    (3, "术后第 3 天回访", "恢复情况；有没有结痂、淤青；防晒和补水做得怎么样。"),
    (7, "术后第 7 天回访", "效果满意吗；还有哪里不舒服；约复诊时间。"),
)
TOXIN = (
    (1, "肉毒第 1 天回访", "注射点有没有淤青；提醒不要按揉、不要平躺受压。"),
    (7, "肉毒第 7 天回访", "两侧是否对称；表情是否自然；有没有头痛、眼睑下垂。"),
    (14, "肉毒第 14 天复诊提醒", "约复诊，看是否需要补打。"),
)


def load(actor: Actor) -> None:
    """Set the general steps, and those of botulinum toxin."""
    for day, title, script in GENERAL:
        set_follow_up_step(actor, item_id=None, day=day, title=title, script=script)
    for item in Item.objects.of(actor).filter(technique="toxin"):
        for day, title, script in TOXIN:
            set_follow_up_step(actor, item_id=item.pk, day=day, title=title, script=script)
