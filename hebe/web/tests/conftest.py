"""The clinic of the API's tests, before a browser."""

from hebe.api.tests.conftest import clinic, now, whitening

__all__ = ["clinic", "now", "whitening"]
