"""`make bench`: build a chain in a throw-away cluster, measure, print, write var/bench.json."""

import argparse
import json
import os
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Run every measurement once."""
    options = argparse.ArgumentParser(prog="bench")
    options.add_argument("--customers", type=int, default=20_000)
    customers = options.parse_args().customers
    with tempfile.TemporaryDirectory(prefix="hebe-bench-") as folder:
        Path(folder).chmod(0o755)
        os.environ["HEBE_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "hebe.config.settings"
        os.environ.pop("DATABASE_URL", None)
        rows = _measured(Path(folder), customers)
    _show(rows)
    out = ROOT / "var" / "bench.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps(rows, indent=1) + "\n")


def _measured(folder: Path, customers: int) -> list[dict[str, object]]:
    import django  # noqa: PLC0415

    from hebe.config.postgres import ensure_cluster, stop  # noqa: PLC0415

    cluster = ensure_cluster(folder)
    try:
        django.setup()
        from bench.measures import run  # noqa: PLC0415

        return run(customers)
    finally:
        stop(cluster)


def _show(rows: list[dict[str, object]]) -> None:
    print(f"{'name':<34}{'value':>12} {'unit':<10}{'compared with':>14}{'ratio':>10}  goal")
    for row in rows:
        print(
            f"{row['name']:<34}{row['value']:>12} {row['unit']:<10}"
            f"{row['compared_with']!s:>14}{row['ratio']!s:>10}  {row['goal']} {row['met']}"
        )


if __name__ == "__main__":
    main()
