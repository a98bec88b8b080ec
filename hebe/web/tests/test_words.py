"""How pages speak of moments: as one does, with the exact one at hand."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.utils import timezone, translation

from hebe.web.templatetags.hebe_ui import when

NOW = datetime(2027, 1, 6, 2, 0, tzinfo=UTC)  # Wednesday, ten in the morning in Shanghai


@pytest.fixture(autouse=True)
def here():
    with time_machine.travel(NOW, tick=False), timezone.override("Asia/Shanghai"):
        yield


@pytest.mark.parametrize(
    ("moment", "chinese", "english"),
    [
        ("2027-01-06 00:05", "今天 00:05", "Today 00:05"),
        ("2027-01-05 23:55", "昨天 23:55", "Yesterday 23:55"),
        ("2027-01-04 09:00", "周一 09:00", "Mon 09:00"),
        ("2026-12-31 09:00", "周四 09:00", "Thu 09:00"),
        ("2026-12-30 09:00", "2026年12月30日 09:00", "30 Dec 2026 09:00"),
        ("2027-01-07 09:00", "1月7日 09:00", "7 Jan 09:00"),
    ],
)
def test_a_moment_is_said_as_one_says_it(moment, chinese, english):
    at = datetime.fromisoformat(f"{moment}+08:00")
    for language, said in (("zh-hans", chinese), ("en", english)):
        with translation.override(language):
            assert f">{said}</time>" in when(at)


def test_the_exact_moment_is_at_hand():
    at = datetime(2027, 1, 5, 15, 55, 30, tzinfo=UTC)
    with translation.override("en"):
        told = when(at)
    assert 'datetime="2027-01-05T23:55:30+08:00"' in told
    assert 'title="Tue 5 Jan 2027 23:55:30"' in told
    assert when(None) == ""
