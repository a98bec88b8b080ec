"""The clinic of the API's tests, before a browser."""

from hebe.api.tests.conftest import clinic, now, whitening

collect_ignore = ["made_up"]  # an app that only its own test may install
__all__ = ["clinic", "now", "whitening"]
