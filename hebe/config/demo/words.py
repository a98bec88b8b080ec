"""What people of the story say and write."""

import random

WISHES = (
    "想改善肤色不均", "想做抗衰，怕痛", "朋友介绍来做轮廓", "想祛斑，预算有限",
    "下个月婚礼，想提前一个月做好", "上次效果满意，想继续", "想先听医生的建议再决定",
    "法令纹明显，想自然一点", "毛孔粗大，夏天出油", "想比较两种方案的恢复期",
)  # fmt: skip
BUDGETS = ("5 千以内", "1 万左右", "2 万以内", "不限")
# complaint | findings | diagnosis | advice, by technique
RECORDS = {
    "toxin": "眉间、鱼尾动态纹|皱眉肌收缩有力，静态纹浅|动态纹|肉毒毒素分点注射，2 周复诊",
    "injection": "面中凹陷|泪沟凹陷Ⅱ度，弹性可|软组织容量缺失|透明质酸填充，避免按压 1 周",
    "energy": "面部色斑、肤色不均|双颊散在淡褐色斑，边界清|雀斑、光老化|光电治疗，术后严格防晒",
    "needle": "毛孔粗大、痘坑|双颊冰锥型凹陷性瘢痕|痤疮后凹陷性瘢痕|微针治疗，间隔 4 周一次",
    "care": "皮肤出油、偶有闭口|T 区油脂旺盛，散在粉刺|轻度痤疮|果酸焕肤，注意补水防晒",
    "surgery": "要求重睑|上睑皮肤轻度松弛，无内眦赘皮|单睑|重睑成形术，检查齐全后择期",
    "none": "要求面部评估|皮肤状态可|健康查体|建议日常护理",
}
REACTIONS = (
    "轻度发红，冷敷后缓解", "无明显不适", "注射点轻度肿胀", "轻微灼热感，冷敷 20 分钟后缓解",
    "少量针眼渗血，压迫后止血",
)  # fmt: skip
# How she is, by satisfaction.
ANSWERS = {
    5: ("恢复得很好，没有红肿，很满意", "朋友都说气色好，想预约下一次", "没有反黑，毛孔细了",
        "一切正常，按时敷面膜和防晒"),
    4: ("有一点点干，多补水后好转", "轻微淤青，第三天退了", "效果还可以，再等两周看看",
        "还有一点红，已叮嘱防晒"),
    3: ("觉得效果不明显，约复诊看看", "等候时间有点长，其他还好", "单侧略肿，已请她拍照发来"),
    2: ("两边不太对称，有点担心", "痛感比预期强，不太满意"),
}  # fmt: skip
HOW_HAPPY = (5, 5, 5, 5, 5, 4, 4, 4, 4, 3)
CALLED_BACK = ("已电话解释，约本周复诊", "看过照片，属正常恢复，三天后再联系", "已请她到店面诊")
CANCELLED = ("临时加班", "身体不适", "改到下周", "时间冲突", "例假推迟")


def record_of(technique: str) -> dict[str, str]:
    """Return the parts of a doctor's record for a technique."""
    complaint, findings, diagnosis, advice = RECORDS[technique].split("|")
    return {
        "complaint": complaint,
        "history": "否认重大疾病史及手术史",
        "findings": findings,
        "diagnosis": diagnosis,
        "advice": advice,
    }


def parameters_of(technique: str, rng: random.Random) -> str:
    """Return what a treatment was done with, as a clinician notes it."""
    if technique == "energy":
        return f"能量 {rng.uniform(2.4, 4.2):.1f} J/cm²，{rng.randint(200, 900)} 发"
    if technique == "toxin":
        return f"{rng.randint(5, 12)} 点，共 {rng.choice([20, 30, 40, 50])} U"
    return "按方案执行"
