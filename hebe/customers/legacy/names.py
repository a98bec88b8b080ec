"""Made-up names as common as real ones, so that a long list has as many namesakes as China.

Shares of surnames follow the count of 2020 (公安部户政管理研究中心, 《二〇二〇年全国姓名报告》,
rounded); given names are drawn by rank, the first about fifteen times as often as the last.
"""

from itertools import accumulate
from random import Random

# Surnames by their share of a thousand people.
_SURNAMES: dict[float, tuple[str, ...]] = {
    71: ("王", "李"),
    67: ("张",),
    51: ("刘",),
    46: ("陈",),
    31: ("杨",),
    23: ("黄",),
    20: ("赵", "吴", "周"),
    14: ("徐", "孙"),
    12: tuple("马朱胡郭何林"),
    10: tuple("高罗郑梁"),
    7: tuple("谢宋唐许韩"),
    6: tuple("邓冯曹彭曾肖"),
    5: tuple("田董潘袁蔡蒋余于"),
    4: tuple("杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆"),
    3: tuple("范汪廖石金韦贾夏付方邹熊白孟秦邱侯江"),
    2: tuple("尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常"),
    1: tuple("温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟单解仇"),
    0.7: ("欧阳",),
    0.1: ("上官", "皇甫", "司徒", "令狐", "诸葛", "司马", "夏侯", "慕容"),
}
# Characters of given names, the commonest first.
_GIVEN = (
    "伟敏静丽强磊军洋勇艳杰娟涛超明霞秀平刚桂英华玉兰红文建芳梅春辉燕海玲婷晓佳欣志雪丹国宇嘉"
    "慧琳波鹏莉云萍颖健倩洁鑫雨晨思斌飞子俊龙林浩怡梦亮瑞永峰宁天清凤凯成珍峻荣金小德庆旭航阳"
    "博生美彬琴宏瑶祥爱蕾兴岩莹良庭翔淑菲森悦学泽诗轩豪义江帆广丰光新宝家福媛冬安萱立友晶康振"
    "耀涵依露松芸薇莲贵香仁中世娜彦彤若可心语乐圆桐梓妍楠一正元东民少忠卫启瑜智琪璐远源景昊然"
    "秋锦方茹柯柏帅达虹利素月娇双青惠如桃霖恩馨怀恒睿韵芬珊珠芝苗菊蓉蓓蓝蕊薛巧璇瑾琦珂玥绮绍"
    "维继钰铭锋锐雄雯雅震霄靖韬顺颜骏鸿鹤麟黎齐尚仪伊伦佩保信修倪倬儒兆先克全兵凌凡凝力励卓卿"
    "厚君吉向含咏哲唯善喆喜嫣婉婕婧孝守宜宣容密寒尧岚川巍师希帛延弘征律得循忆念怜恬悠情惜意慕"
    "懿才扬承拓捷政敬斐时昂昌昕星映昭显晋晗晟晴暄曦朋朔朗本朵杏来杨柔柳树根格桑梁梨棋楚榕欢歌"
    "武毅水汉汐沁沛沐泉泓洛津洪润淇淳渊湘湛滢漪潇澄澜灵炎炜炫烁烨焕煜熙牧玄珏珺琛琬琼瑄瑛瑗璟"
    "甜男畅盈益盛真睦知石硕礼禹秉程穆童端笑竹筠简纯纬纪经绣绿缨群翠翰翼聪肖胜致舒芊芮苒茜荷莎"
    "菁萌葵蔓蕴虎蝶裕言诚诺谦贝贤赫越跃路轶迎进逸邦郁采里鉴钧钊锡长闻阔隆雁雷霜非音韦风飘"
)
_ONE_CHARACTER = 0.15  # of given names; the others have two

_FAMILIES = [name for names in _SURNAMES.values() for name in names]
_FAMILY_WEIGHTS = list(accumulate(share for share, names in _SURNAMES.items() for _ in names))
_GIVEN_WEIGHTS = list(accumulate(1 / (rank + 30) for rank in range(len(_GIVEN))))


def made_up_names(random: Random, count: int) -> list[str]:
    """Return so many names, namesakes among them; the same generator state gives the same."""
    families = random.choices(_FAMILIES, cum_weights=_FAMILY_WEIGHTS, k=count)
    given = random.choices(_GIVEN, cum_weights=_GIVEN_WEIGHTS, k=2 * count)
    return [
        family + (first if random.random() < _ONE_CHARACTER else first + second)
        for family, first, second in zip(families, given[::2], given[1::2], strict=True)
    ]
