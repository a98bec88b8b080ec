from django.apps import AppConfig


class Config(AppConfig):
    name = "hebe.web.tests.made_up"
    label = "made_up"
