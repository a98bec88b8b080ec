"""The official catalogue of medical-aesthetic items, as far as it is recovered.

医疗美容项目分级管理目录 (卫办医政发〔2009〕220号). Only aesthetic surgery is levelled 1 to 4.
What else a place may do (a thread lift has no row of 2009) is filed with its health authority.
"""

from collections.abc import Sequence

CATALOGUE = """
surgery 1 重睑成形术 下睑袋矫正术 内眦成形术 眉提升术 眉修整术 隆鼻术 鼻尖成形术
surgery 1 隆鼻术后硅胶取出术 鼻小柱及鼻孔成形术 厚唇矫正术 唇珠美容术 酒窝成形术
surgery 1 颞部填充术 隆颏术 颊脂肪垫去除术 招风耳矫正术 重唇修复术 乳头内陷矫正术
surgery 1 乳头乳晕缩小术 体表小肿瘤切除术 瘢痕切除缝合术 穿耳孔术 毛发移植术 腋臭手术
surgery 1 自体脂肪注射移植术 皮肤扩张器技术
surgery 2 鼻畸形矫正术 中面部除皱术 额部除皱术 颞部除皱术 颈部除皱术 隆乳术 乳房下垂矫正术
surgery 3 全颜面及颌颈部除皱术 全颜面皮肤磨削术 不良文饰修复术
surgery 4 颧骨降低术 下颌角肥大矫正术 上下颌骨其他成形术 巨乳缩小术 腹壁成形术
dermatology 0 A型肉毒毒素美容注射 填充物注射 化学剥脱 激光治疗 强脉冲光治疗 射频治疗
dermatology 0 超声治疗 微针治疗 冷冻治疗 电外科治疗 微波治疗 光动力治疗 粉刺去除
dermatology 0 红蓝光治疗 倒膜面膜治疗 药物离子导入 皮肤肿物切除术 皮肤磨削术
dental 0 牙齿漂白 复合树脂粘结修复 贴面修复 冠修复 种植修复 隐形矫治 洁治术
tcm 0 中药内服 中药外治 毫针 火针 电针 穴位埋线 艾灸 拔罐 刮痧 推拿
"""
DEPARTMENTS: dict[str, str] = {}
LEVELS: dict[str, int] = {}
for _department, _level, *_names in map(str.split, CATALOGUE.strip().splitlines()):
    DEPARTMENTS |= dict.fromkeys(_names, _department)
    LEVELS |= dict.fromkeys(_names, int(_level))
NAMES = tuple(DEPARTMENTS)


def filed_names(filed: Sequence[str]) -> list[str]:
    """Return the official names that a place may offer: what it filed with the authority.

    A place that entered no list of its own has filed the official catalogue; its departments
    and its grade bound it further (LIC-02, LIC-03).

    >>> len(filed_names([])) == len(NAMES), filed_names(["埋线提升"])
    (True, ['埋线提升'])
    """
    return list(filed or NAMES)
