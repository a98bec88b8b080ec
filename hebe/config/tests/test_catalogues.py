"""Words of all apps lie in one catalogue."""

from django.utils.translation import gettext, ngettext, override
from django.utils.translation.trans_real import translation


def test_words_of_the_whole_house_lie_in_the_catalogue_that_is_asked_first():
    first, *others = translation("zh-hans")._catalog._catalogs

    assert first["Today's work"] == "今日工作"
    assert len(others) < 12  # Django's own and a few packages'


def test_words_of_any_app_and_of_django_are_found_there():
    with override("zh-hans"):
        assert gettext("Today's work") == "今日工作"
        assert gettext("This field is required.") == "这个字段是必填项。"
        assert ngettext("%(n)s payment", "%(n)s payments", 2) % {"n": 2} == "2 笔"
