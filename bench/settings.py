"""The house's settings, and one address more: a signed-in page without content."""

from hebe.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
