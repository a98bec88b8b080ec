"""Both languages are complete, and every icon that is named is there."""

from io import BytesIO

from hebe.config import assets, messages


def test_every_message_of_the_code_has_its_chinese():
    missing = messages.gaps()

    assert not missing, "\n" + "\n".join(missing)


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
