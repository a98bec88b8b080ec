"""`hebe demo load|clear`."""

import argparse

from django.core.management.base import BaseCommand, CommandError

from hebe.config.demo import history, story
from hebe.kernel.errors import Refused
from hebe.tenancy.models import Group


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
            group = _begun()
            history.open_house(group)
        if options["history"]:
            history.catch_up(group)
        else:
            history.start(group)
        self.stdout.write("The demo is there; its worker tells the rest.")


def _begun() -> Group:
    """Begin the story; a clinic of its own keeps its names and log-ins."""
    try:
        return story.begin()
    except Refused as refusal:
        said = f"The demo was not loaded beside the clinic that is here: {refusal}"
        raise CommandError(said) from refusal
