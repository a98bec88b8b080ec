"""What the store is licensed for (compliance base, section 1.4, LIC)."""

from django.utils.translation import gettext_lazy as _

from hebe.compliance import rules
from hebe.compliance.choices import Trigger
from hebe.compliance.judging import Rule

WORK = (Trigger.PUBLISH, Trigger.BOOKING, Trigger.ORDER, Trigger.START)

LICENCE = (
    Rule(
        id="LIC-01",
        triggers=WORK,
        condition=rules.licence_is_missing,
        needs=("medical", "needs_doctor", "licence_no", "licence_valid_to"),
        title=_("Medical work needs a valid licence"),
        message=_(
            "The store has no valid medical licence on file, so no medical work may be"
            " offered, booked, sold or done there. Nothing was changed."
        ),
        advice=_("Enter the renewed licence in the store's settings, then try again."),
        source="《基本医疗卫生与健康促进法》第三十八条、第九十九条；《医疗机构管理条例》",
    ),
    Rule(
        id="LIC-02",
        triggers=WORK,
        condition=rules.department_is_not_licensed,
        needs=("medical", "needs_doctor", "department", "licensed_departments"),
        title=_("The item's department must be on the store's licence"),
        message=_(
            "This item belongs to a department that is not on the store's licence."
            " Nothing was changed."
        ),
        advice=_("Choose a store that is licensed for it, or another item."),
        source="《医疗机构管理条例》第二十六条；《医疗美容服务管理办法》第十六条",
    ),
    Rule(
        id="LIC-03",
        triggers=WORK,
        condition=rules.level_is_too_high,
        needs=("department", "level", "institution"),
        title=_("The surgical level must suit the institution"),
        message=_(
            "The surgical level of this item is above what this kind of institution may do."
            " Nothing was changed."
        ),
        advice=_("Refer the customer to an institution of a higher grade."),
        source="《医疗美容项目分级管理目录》（卫办医政发〔2009〕220号）",
    ),
    Rule(
        id="LIC-04",
        triggers=WORK,
        condition=rules.item_is_not_filed,
        needs=("medical", "catalogue_name", "filed_projects"),
        title=_("A medical item must be filed under its official name"),
        message=_(
            "The official name of this item is not among those the store has filed with the"
            " health authority. Nothing was changed."
        ),
        advice=_(
            "Choose the official catalogue name, or file the item first and enter it in the"
            " store's licence; until then save it as not on offer."
        ),
        source="《医疗美容服务管理办法》第十六条；《医疗美容项目分级管理目录》",
    ),
    Rule(
        id="LIC-07",
        triggers=(Trigger.PUBLISH,),
        condition=rules.life_beauty_is_medical,
        needs=("kind", "technique"),
        title=_("Life beauty uses no needle, drug or energy device"),
        message=_(
            "Needles, injections and energy devices are medical; they cannot go on offer as"
            " life beauty. Nothing was changed."
        ),
        advice=_("Make it a treatment with its official catalogue name."),
        source="《医疗美容服务管理办法》第二条",
    ),
)
