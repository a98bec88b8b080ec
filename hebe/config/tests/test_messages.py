"""Both languages are complete, and every icon that is named is there."""

from gettext import GNUTranslations
from io import BytesIO

from hebe.config import assets, messages


def test_every_message_of_the_code_has_its_chinese():
    missing = messages.gaps()

    assert not missing, "\n" + "\n".join(missing)


def test_one_message_has_one_chinese():
    wrong = messages.contradictions()

    assert not wrong, "\n" + "\n".join(wrong)


def test_placeholders_survive_translation():
    wrong = [
        f"{po.parent.parent.parent.parent.name}: {message.id}"
        for po in messages.catalogues()
        for message in messages.read(po)
        if message.id and message.string and message.python_format and list(message.check())
    ]

    assert not wrong, "\n" + "\n".join(wrong)


def test_every_icon_that_a_page_names_is_drawn():
    assert not assets.unknown_icons()


def test_what_has_no_chinese_yet_hides_nobody_elses(tmp_path):
    folder = tmp_path / "zh_Hans" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(
        'msgid ""\nmsgstr "Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
        'msgid "%(n)s row"\nmsgid_plural "%(n)s rows"\nmsgstr[0] ""\n\n'
        'msgctxt "visit"\nmsgid "Done"\nmsgstr ""\n\n'
        'msgid "Done"\nmsgstr "已完成"\n'
    )

    messages.compile_catalogues([folder / "django.po"], folder / "django.mo")

    with (folder / "django.mo").open("rb") as file:
        known = GNUTranslations(file)
    assert known.gettext("Done") == "已完成"
    assert known.ngettext("%(n)s row", "%(n)s rows", 1) == "%(n)s row"
    assert known.pgettext("visit", "Done") == "Done"


def test_a_screens_message_is_asked_for_in_its_own_catalogue():
    apps = messages._apps()

    assert {messages.CODE / "web", messages.CODE / "web" / "billing"} <= set(apps)
    places = [place for _message, place in messages._messages(messages.CODE / "web")]
    assert not [place for place in places if place.startswith("hebe/web/billing/")]


def test_templates_are_read_like_code(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        "{% translate 'One' %}{% trans \"It's\" context 'visit' %}"
        "<c-part label=\"{% translate 'In a part' %}\" :other=\"_('Direct')\" />"
        "{% blocktranslate count n=n %}{{ n }} row{% plural %}"
        "{{ n }} rows{% endblocktranslate %}"
    )

    found = messages.extract("python", BytesIO(messages.calls(page)), messages.KEYWORDS)

    assert [(text, context) for _line, text, _notes, context in found] == [
        ("One", None),
        ("It's", "visit"),
        ("In a part", None),
        (("%(n)s row", "%(n)s rows"), None),
        ("Direct", None),
    ]
