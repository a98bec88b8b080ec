"""A group's own word is said in that group only."""

from hebe.tenancy.context import working_for
from hebe.tenancy.words import advisor_word, speak_of_advisors_as


def test_a_groups_word_is_forgotten_when_its_work_is_done(group):
    before = str(advisor_word)
    with working_for(group.pk):
        speak_of_advisors_as("美丽管家")
        assert str(advisor_word) == "美丽管家"
    assert str(advisor_word) == before
