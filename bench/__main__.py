"""`make bench`: build a chain in a throw-away cluster, measure, print, write var/bench.json."""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.rows import Row

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Run every measurement once; return 1 when a goal is missed."""
    options = argparse.ArgumentParser(prog="bench")
    options.add_argument("--customers", type=int, default=100_000)
    customers = options.parse_args().customers
    with tempfile.TemporaryDirectory(prefix="hebe-bench-") as folder:
        Path(folder).chmod(0o755)
        os.environ["HEBE_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "hebe.config.settings"
        os.environ.pop("DATABASE_URL", None)
        rows = _measured(Path(folder), customers)
    out = ROOT / "var" / "bench.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps([row.as_dict() for row in rows], indent=1) + "\n")
    return 1 if any(row.met is False for row in rows) else 0


def _measured(folder: Path, customers: int) -> "list[Row]":
    import django  # noqa: PLC0415

    from hebe.config.postgres import ensure_cluster, stop  # noqa: PLC0415

    cluster = ensure_cluster(folder)
    try:
        django.setup()
        from bench.rows import show  # noqa: PLC0415
        from bench.run import run  # noqa: PLC0415

        rows = run(cluster, customers)
        print(show(rows))
        return rows
    finally:
        stop(cluster)


if __name__ == "__main__":
    sys.exit(main())
