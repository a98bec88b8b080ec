"""claim_span and gaps: arithmetic that nothing may break."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from hebe.scheduling.rules import EPOCH, claim_span, gaps, moment_of

keys = st.integers(1, 2**33 - 1)
kinds = st.integers(1, 3)
starts = st.integers(0, 60_000_000)
lengths = st.integers(1, 2000)


def stretch(start, length):
    first = EPOCH + timedelta(minutes=start)
    return first, first + timedelta(minutes=length)


@given(kinds, keys, starts, lengths, kinds, keys, starts, lengths)
def test_claims_meet_only_when_thing_and_time_are_the_same(k1, i1, s1, n1, k2, i2, s2, n2):
    a, b = claim_span(k1, i1, *stretch(s1, n1)), claim_span(k2, i2, *stretch(s2, n2))
    together = s1 < s2 + n2 and s2 < s1 + n1
    assert (a[0] < b[1] and b[0] < a[1]) == ((k1, i1) == (k2, i2) and together)


@given(kinds, keys, starts, lengths)
def test_a_claim_fits_a_bigint_and_says_its_moments(kind, key, start, length):
    lower, upper = claim_span(kind, key, *stretch(start, length))
    assert 0 < lower < upper < 2**63
    assert (moment_of(lower), moment_of(upper)) == stretch(start, length)


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(1, 30)), max_size=6))
def test_gaps_and_spans_cover_the_day_once(parts):
    spans = [stretch(s, n) for s, n in parts]
    day = stretch(10, 90)
    free = gaps(spans, *day)
    for minute in range(10, 100):
        at = EPOCH + timedelta(minutes=minute)
        is_free = any(s <= at < e for s, e in free)
        assert is_free != any(s <= at < e for s, e in spans)
