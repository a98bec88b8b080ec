"""`hebe demo load|clear`."""

import argparse

from django.core.management.base import BaseCommand

from hebe.config.demo import history, story


class Command(BaseCommand):
    """Load the demo, bring it up to today, or take it away."""

    help = "Load the demo group, or remove it."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.prog = "hebe demo"
        parser.add_argument("act", choices=["load", "clear"])
        parser.add_argument("--history", action="store_true", help="tell the past here and now")

    def handle(self, *_args: object, **options: object) -> None:
        if options["act"] == "clear":
            self.stdout.write(f"removed rows: {story.clear()}")
            return
        group = story.find()
        if group is None:
            group = story.begin()
            history.open_house(group)
        if options["history"]:
            history.catch_up(group)
        else:
            history.start(group)
        self.stdout.write("The demo is there; its worker tells the rest.")
