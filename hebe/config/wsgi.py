"""The WSGI application, every screen of it loaded before the first request."""

import gc
import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hebe.config.settings")
application = get_wsgi_application()
_ = get_resolver().url_patterns
import_module("hebe.web.surface").prove()
# What is loaded stays for good: the workers share its memory, and no collection walks over it.
gc.collect()
gc.freeze()
