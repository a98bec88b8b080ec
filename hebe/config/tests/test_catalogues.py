"""Words of all apps lie in one catalogue."""

from django.utils.translation import gettext, ngettext, override
from django.utils.translation.trans_real import translation


def test_apps_that_count_alike_share_a_catalogue():
    assert len(translation("zh-hans")._catalog._catalogs) == 1


def test_words_of_any_app_and_of_django_are_found_there():
    with override("zh-hans"):
        assert gettext("Today's work") == "今日工作"
        assert gettext("This field is required.") == "这个字段是必填项。"
        assert ngettext("%(n)s payment", "%(n)s payments", 2) % {"n": 2} == "2 笔"
