"""What a column of an old customer list can be, and what clinics call it."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from hebe.kernel.errors import Text
from hebe.tenancy.words import advisor_word


class Kind(StrEnum):
    """How the cells of a column are read."""

    TEXT = "text"
    NAME = "name"
    NUMBER = "number"
    SEX = "sex"
    BIRTHDAY = "birthday"
    DATE = "date"
    PHONE = "phone"
    MONEY = "money"
    COUNT = "count"
    COURSES = "courses"
    TAGS = "tags"


@dataclass(frozen=True, slots=True)
class Field:
    """One place a column can go; `several` columns may go to some."""

    code: str
    label: Text
    kind: Kind
    headings: tuple[str, ...]
    important: bool = False
    several: bool = False


def _field(
    code: str,
    label: Text,
    kind: Kind,
    headings: str,
    *,
    important: bool = False,
    several: bool = False,
) -> Field:
    return Field(code, label, kind, tuple(headings.split()), important, several)


_ALL = [
    _field(
        "name",
        _("Name"),
        Kind.NAME,
        "姓名 客户姓名 顾客姓名 会员姓名 客户名称 顾客名称 会员名称 名字 客户 顾客 患者姓名"
        " name fullname",
        important=True,
    ),
    _field(
        "phone",
        _("Mobile"),
        Kind.PHONE,
        "手机 手机号 手机号码 移动电话 电话 电话号码 联系电话 联系方式 会员手机"
        " 客户手机 客户电话 顾客电话 本人手机 mobile phone tel cellphone",
        important=True,
    ),
    _field(
        "phone2",
        _("Second phone"),
        Kind.PHONE,
        "备用电话 备用手机 第二电话 手机2 电话2 其他电话 紧急联系电话 phone2",
        several=True,
    ),
    _field(
        "landline",
        _("Landline"),
        Kind.PHONE,
        "座机 固定电话 固话 家庭电话 办公电话 单位电话 宅电 landline",
        several=True,
    ),
    _field(
        "birthday",
        _("Birthday"),
        Kind.BIRTHDAY,
        "生日 出生日期 出生年月日 出生年月 阳历生日 公历生日"
        " birthday birthdate dateofbirth dob",
        important=True,
    ),
    _field("sex", _("Sex"), Kind.SEX, "性别 sex gender"),
    _field(
        "member_no",
        _("Member number"),
        Kind.NUMBER,
        "会员号 会员编号 会员卡号 卡号 客户编号 客户号 顾客编号 会员id 客户id 档案号 memberno",
        important=True,
    ),
    _field(
        "record_no",
        _("Record number"),
        Kind.NUMBER,
        "病历号 病历编号 病案号 门诊号 就诊卡号 病历 recordno",
        important=True,
    ),
    _field(
        "id_number",
        _("Identity number"),
        Kind.NUMBER,
        "身份证 身份证号 身份证号码 证件号 证件号码 idnumber",
    ),
    _field(
        "level",
        _("Member level"),
        Kind.TEXT,
        "会员等级 等级 级别 会员级别 客户等级 顾客等级 卡类型 会员类型 卡种 会员卡类型 level",
        important=True,
    ),
    _field(
        "advisor",
        advisor_word,
        Kind.TEXT,
        "顾问 咨询师 现场咨询师 现场咨询 体验师 美容顾问 咨询顾问 专属顾问 所属顾问 归属咨询"
        " 网电咨询师 advisor consultant",
        important=True,
    ),
    _field(
        "doctor",
        _("Doctor"),
        Kind.TEXT,
        "医生 主诊医生 主治医生 医师 主诊医师 接诊医生 doctor",
    ),
    _field(
        "follower",
        _("Follow-up person"),
        Kind.TEXT,
        "回访人 回访人员 客服 专属客服 跟进人 开发人 开发人员 客服人员",
    ),
    _field(
        "channel",
        _("Channel"),
        Kind.TEXT,
        "来源 渠道 来源渠道 客户来源 顾客来源 获客渠道 媒介 媒介来源 一级渠道 渠道来源"
        " channel source",
    ),
    _field(
        "channel_detail",
        _("Channel detail"),
        Kind.TEXT,
        "二级渠道 渠道明细 来源明细 子渠道 渠道备注",
    ),
    _field(
        "referrer",
        _("Referrer"),
        Kind.TEXT,
        "介绍人 推荐人 转介绍人 介绍人姓名 推荐人姓名 老客户 referrer",
    ),
    _field(
        "referrer_phone",
        _("Referrer's phone"),
        Kind.PHONE,
        "介绍人手机 介绍人电话 推荐人手机 推荐人电话 介绍人手机号 推荐人手机号",
    ),
    _field(
        "store",
        _("Store"),
        Kind.TEXT,
        "门店 所属门店 店铺 店名 院区 机构 所属机构 分院 归属门店 建档门店 store branch",
    ),
    _field(
        "skin_type",
        _("Skin type"),
        Kind.TEXT,
        "肤质 皮肤类型 皮肤性质 肤质类型 skintype",
    ),
    _field(
        "allergies",
        _("Allergies"),
        Kind.TEXT,
        "过敏史 过敏 药物过敏 过敏药物 过敏源 过敏原 药物过敏史 allergies allergy",
    ),
    _field(
        "health",
        _("Health condition"),
        Kind.TEXT,
        "健康状况 病史 既往史 既往病史 疾病史 身体状况",
    ),
    _field(
        "past_treatments",
        _("Past treatments"),
        Kind.TEXT,
        "历史治疗 医美史 整形史 治疗史 既往治疗 手术史",
    ),
    _field(
        "principal",
        _("Stored value, principal"),
        Kind.MONEY,
        "储值余额 储值本金 本金余额 卡内余额 账户余额 余额 本金 充值余额 预存余额 预存款 "
        "会员卡余额 现金余额 balance",
        important=True,
    ),
    _field(
        "bonus",
        _("Stored value, bonus"),
        Kind.MONEY,
        "赠送余额 赠金 赠金余额 赠送金额 赠送金 赠送 赠款余额 bonus",
        important=True,
    ),
    _field(
        "deposit",
        _("Deposit"),
        Kind.MONEY,
        "定金 订金 定金余额 预付定金 deposit",
    ),
    _field(
        "debt",
        _("Debt"),
        Kind.MONEY,
        "欠款 欠费 欠款金额 未付金额 尾款 应收余额 debt",
    ),
    _field(
        "points",
        _("Points"),
        Kind.COUNT,
        "积分 积分余额 可用积分 当前积分 剩余积分 points",
        important=True,
    ),
    _field(
        "courses",
        _("Courses left"),
        Kind.COURSES,
        "剩余疗程 疗程 疗程余次 剩余次数 剩余项目 未做项目 未消耗项目 次卡 套餐余次 courses",
        important=True,
    ),
    _field(
        "total_spent",
        _("Spent so far"),
        Kind.MONEY,
        "累计消费 消费总额 总消费 累计消费金额 消费金额 累计实收 总实收 累计金额 totalspent",
    ),
    _field(
        "visit_count",
        _("Visits so far"),
        Kind.COUNT,
        "到院次数 来院次数 到店次数 消费次数 就诊次数 累计到店",
    ),
    _field(
        "created_on",
        _("On file since"),
        Kind.DATE,
        "建档日期 建档时间 登记日期 注册日期 注册时间 创建时间 录入时间 开卡日期 入会日期"
        " created",
    ),
    _field(
        "first_visit_on",
        _("First visit"),
        Kind.DATE,
        "首次到院日期 首次到店 首次到院 首诊日期 初诊日期 首次到店日期 首次消费日期 初诊时间",
    ),
    _field(
        "last_visit_on",
        _("Last visit"),
        Kind.DATE,
        "最近到院日期 最近到店 最近到院 最后到店 最后到院日期 最近消费日期 末次到院 上次到店"
        " 最后消费时间 最近到店日期 lastvisit",
    ),
    _field(
        "tags",
        _("Tags"),
        Kind.TAGS,
        "标签 客户标签 顾客标签 会员标签 印象 tags",
        several=True,
    ),
    _field(
        "wechat",
        _("WeChat"),
        Kind.TEXT,
        "微信 微信号 微信id 客户微信 wechat weixin",
    ),
    _field("email", _("E-mail"), Kind.TEXT, "邮箱 电子邮箱 电子邮件 email mail"),
    _field(
        "address",
        _("Address"),
        Kind.TEXT,
        "地址 联系地址 家庭地址 居住地址 住址 通讯地址 address",
    ),
    _field("occupation", _("Occupation"), Kind.TEXT, "职业 工作 工作单位 单位"),
    _field(
        "notes",
        _("Notes"),
        Kind.TEXT,
        "备注 说明 备注信息 客户备注 顾客备注 remark remarks notes note memo",
        several=True,
    ),
    _field(
        "extra",
        _("Keep as a remark"),
        Kind.TEXT,
        "",
        several=True,
    ),
]
FIELDS: dict[str, Field] = {field.code: field for field in _ALL}
REQUIRED = ("name", "phone")
BALANCES = ("principal", "bonus", "deposit", "debt", "points")
# Shown masked to everybody: samples and problems stand on a screen that others may pass.
HIDDEN = frozenset({"id_number"} | {f.code for f in _ALL if f.kind is Kind.PHONE})
