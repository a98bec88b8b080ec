"""Pieces of markup say what Django's own would say; a quote may be spelt another way."""

import pytest
from django.urls import reverse
from django.utils import html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from hebe.web import escaping
from hebe.web.markup import way

TEXTS = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("&<>\"'")))
VALUES = st.one_of(TEXTS, TEXTS.map(mark_safe), st.integers(), st.none(), st.floats())


def read(markup):
    """Return markup with each quote spelt alike."""
    return markup.replace("&#39;", "&#x27;").replace("&#34;", "&quot;")


@given(st.tuples(VALUES, VALUES))
def test_values_come_out_as_from_django(values):
    form = '<a title="{}">{}</a>'

    assert read(escaping.format_html(form, *values)) == read(html.format_html(form, *values))


@given(st.lists(st.tuples(VALUES, VALUES)))
def test_rows_come_out_as_from_django(rows):
    form = '<a title="{}">{}</a>'

    ours = escaping.format_html_join("<br>", form, rows)
    assert read(ours) == read(html.format_html_join(mark_safe("<br>"), form, rows))


def test_a_translation_that_waited_is_text():
    assert escaping.format_html("<b>{}</b>", gettext_lazy("Today")) == html.format_html(
        "<b>{}</b>", gettext_lazy("Today")
    )


def test_what_is_put_together_is_markup_already():
    inner = escaping.format_html("<b>{}</b>", "<script>")

    assert escaping.joined([inner, "<i>"]) == "<b>&lt;script&gt;</b>&lt;i&gt;"


@pytest.mark.parametrize(
    ("name", "more"),
    [("customers:detail", ()), ("customers:reveal", ("phone",)), ("billing:order", ())],
)
def test_a_rows_address_is_what_reverse_says(name, more):
    assert way(name, 1203, *more) == reverse(name, args=[1203, *more])
