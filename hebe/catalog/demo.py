"""What a Shanghai clinic offers: made-up prices, registration numbers of made-up years."""

from hebe.access.actor import Actor
from hebe.catalog.models import Item
from hebe.catalog.services import (
    Need,
    Piece,
    create_bundle,
    create_category,
    create_item,
    create_product,
)

CATEGORIES = ("面诊设计", "注射", "光电", "皮肤管理", "手术", "生活美容", "养发")
# code | category | name | kind | technique | department level | official name | minutes
# + turnaround | yuan | unit | room | device
ITEMS = """
MZ01|面诊设计|面诊·轮廓设计|consult|none|dermatology||30+0|0|次|consult|
MZ02|面诊设计|面诊·皮肤检测|consult|none|dermatology||20+5|0|次|consult|皮肤检测仪
MZ03|面诊设计|术后复诊|consult|none|dermatology||15+5|0|次|consult|
ZS01|注射|肉毒毒素·除皱|treatment|toxin|dermatology|A型肉毒毒素美容注射|30+10|2800|部位|injection|
ZS02|注射|肉毒毒素·瘦脸|treatment|toxin|dermatology|A型肉毒毒素美容注射|30+10|3600|次|injection|
ZS03|注射|肉毒毒素·肩颈|treatment|toxin|dermatology|A型肉毒毒素美容注射|40+10|4800|次|injection|
ZS04|注射|玻尿酸·泪沟|treatment|injection|dermatology|填充物注射|45+10|6800|支|injection|
ZS05|注射|玻尿酸·下巴|treatment|injection|dermatology|填充物注射|45+10|5800|支|injection|
ZS06|注射|玻尿酸·法令纹|treatment|injection|dermatology|填充物注射|45+10|5800|支|injection|
ZS07|注射|水光针·基础|treatment|injection|dermatology|填充物注射|45+10|1680|次|injection|
ZS08|注射|胶原蛋白·眼周|treatment|injection|dermatology|填充物注射|45+10|7800|支|injection|
ZS09|注射|童颜针·全面部|treatment|injection|dermatology|填充物注射|60+15|12800|次|injection|
GD01|光电|光子嫩肤|treatment|energy|dermatology|强脉冲光治疗|45+10|1280|次|laser|光子治疗仪
GD02|光电|光子嫩肤·祛红|treatment|energy|dermatology|强脉冲光治疗|45+10|1580|次|laser|光子治疗仪
GD03|光电|皮秒祛斑|treatment|energy|dermatology|激光治疗|40+10|1980|次|laser|皮秒激光仪
GD04|光电|皮秒·全模式|treatment|energy|dermatology|激光治疗|60+10|3980|次|laser|皮秒激光仪
GD05|光电|热玛吉·面部|treatment|energy|dermatology|射频治疗|90+20|18800|次|laser|热玛吉
GD06|光电|热玛吉·眼周|treatment|energy|dermatology|射频治疗|60+20|8800|次|laser|热玛吉
GD07|光电|超声炮·面部|treatment|energy|dermatology|超声治疗|90+20|16800|次|laser|超声炮
GD08|光电|点阵激光·痘坑|treatment|energy|dermatology|激光治疗|60+15|2680|次|laser|点阵激光仪
GD09|光电|激光脱毛·腋下|treatment|energy|dermatology|激光治疗|30+10|680|次|laser|脱毛激光仪
GD10|光电|激光点痣|treatment|energy|dermatology|激光治疗|20+10|200|颗|laser|二氧化碳激光仪
PF01|皮肤管理|果酸焕肤|treatment|care|dermatology|化学剥脱|40+10|680|次|care|
PF02|皮肤管理|红蓝光祛痘|treatment|care|dermatology|红蓝光治疗|30+5|280|次|care|红蓝光仪
PF03|皮肤管理|微针·胶原再生|treatment|needle|dermatology|微针治疗|60+15|1980|次|injection|
PF04|皮肤管理|针清|treatment|care|dermatology|粉刺去除|40+10|380|次|care|
PF05|皮肤管理|医用冷敷修复|treatment|care|dermatology|倒膜面膜治疗|30+5|198|次|care|
SS01|手术|双眼皮·埋线|treatment|surgery|surgery 1|重睑成形术|60+30|6800|次|theatre|
SS02|手术|双眼皮·切开|treatment|surgery|surgery 1|重睑成形术|90+30|9800|次|theatre|
SS03|手术|祛眼袋·内路|treatment|surgery|surgery 1|下睑袋矫正术|90+30|8800|次|theatre|
SH01|生活美容|补水护理|life|care|life||60+10|380|次|care|
SH02|生活美容|深层清洁|life|care|life||60+10|298|次|care|
SH03|生活美容|肩颈舒缓|life|care|life||45+10|268|次|care|
YF01|养发|头皮检测|life|none|life||20+5|0|次|care|头皮检测仪
YF02|养发|养发护理|life|care|life||60+10|480|次|care|
"""
DOCTOR = (Need("person", "doctor", is_named=True),)
CARER = (Need("person", "carer"),)
NUMBED_FIRST = (
    Need("person", "nurse", for_minutes=30),
    Need("person", "doctor", from_minute=30, is_named=True),
)
# Who takes part where it is not one doctor for the whole time: numbing comes first and without
# the doctor, an operation has two, a design is talked over together with an advisor.
PEOPLE = {
    "MZ01": (*DOCTOR, Need("person", "advisor")),
    "ZS09": NUMBED_FIRST,
    "GD05": NUMBED_FIRST,
    "SS02": (Need("person", "doctor", is_named=True), Need("person", "doctor")),
}
# code | name | unit | yuan | registration number (well formed, of a year that is yet to come)
PRODUCTS = """
YP01|保妥适 100U|瓶|3800|国药准字S20990001
YP02|衡力 100U|瓶|1800|国药准字S20990002
YP03|利多卡因乳膏 30g|支|98|国药准字H20990003
QX01|玻尿酸 乔雅登雅致 0.8ml|支|5800|国械注进20993130001
QX02|玻尿酸 润致 1ml|支|2680|国械注准20993130002
QX03|玻尿酸 海魅 1ml|支|3980|国械注准20993130003
QX04|水光 嗨体 2.5ml|支|980|国械注准20993130004
QX05|胶原蛋白 弗缦 1ml|支|6800|国械注准20993130005
QX06|童颜针 艾维岚|瓶|9800|国械注准20993130006
QX07|医用敷料 可复美 5片|盒|198|陕械注准20992140007
QX08|医用修复贴 敷尔佳 5片|盒|168|黑械注准20992140008
HF01|修丽可 色修精华 30ml|瓶|890|国妆网备进字（沪）2099000001
HF02|理肤泉 B5修复霜 40ml|支|128|国妆网备进字（沪）2099000002
HF03|物理防晒乳 SPF50 50ml|支|268|国妆特字20990001
HF04|温和洁面乳 100ml|支|158|沪G妆网备字2099000003
"""
# code | name | yuan | items and products, how many of each
BUNDLES = """
TC01|焕颜套餐（瘦脸+水光）|4680|ZS02*1 ZS07*1
TC02|热玛吉紧致套餐|17880|GD05*1 PF05*2 QX07*1
TC03|皮秒三次套餐|4980|GD03*3
"""


def _item(actor: Actor, line: str, categories: dict[str, int]) -> Item:
    code, category, name, kind, technique, place, official, minutes, *rest = line.split("|")
    yuan, unit, room, device = rest
    department, _, level = place.partition(" ")
    duration, _, turnaround = minutes.partition("+")
    return create_item(
        actor,
        code=code,
        category_id=categories[category],
        name=name,
        kind=kind,
        technique=technique,
        department=department,
        level=int(level or 0),
        catalogue_name=official,
        duration_minutes=int(duration),
        turnaround_minutes=int(turnaround),
        price_fen=int(yuan) * 100,
        unit=unit,
        needs=_needs(code, kind, room, device),
    )


def _needs(code: str, kind: str, room: str, device: str) -> list[Need]:
    people = PEOPLE.get(code) or (DOCTOR if kind != "life" else CARER)
    things = [("room", room), ("device", device)]
    return [*people, *(Need(sort, what) for sort, what in things if what)]


def load(actor: Actor) -> dict[str, Item]:
    """Make the shelves, items, products and bundles; return the items by code."""
    categories = {
        name: create_category(actor, name=name, position=position).pk
        for position, name in enumerate(CATEGORIES)
    }
    items = [_item(actor, line, categories) for line in ITEMS.strip().splitlines()]
    pieces = {item.code: Piece(item_id=item.pk) for item in items}
    for line in PRODUCTS.strip().splitlines():
        code, name, unit, yuan, registration_no = line.split("|")
        product = create_product(
            actor,
            code=code,
            name=name,
            unit=unit,
            price_fen=int(yuan) * 100,
            registration_no=registration_no,
        )
        pieces[code] = Piece(product_id=product.pk)
    _bundles(actor, pieces)
    return {item.code: item for item in items}


def _bundles(actor: Actor, pieces: dict[str, Piece]) -> None:
    for line in BUNDLES.strip().splitlines():
        code, name, yuan, held = line.split("|")
        rows = [row.split("*") for row in held.split()]
        lines = [pieces[thing]._replace(quantity=int(many)) for thing, many in rows]
        create_bundle(actor, code=code, name=name, price_fen=int(yuan) * 100, lines=lines)
