"""Print how long things take on this machine; nothing here passes or fails.

    .venv/bin/python tools/bench.py

Medians of several runs; imports are timed in processes of their own.
"""

import platform
import statistics
import subprocess
import sys
import time

from helpers import data

RUNS = 9


def median_ms(call):
    """The median time of a call in milliseconds, after one run to warm up."""
    call()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def import_ms(statement):
    """How long a fresh Python takes for a statement, less a fresh Python that does nothing."""

    def fresh(code):
        return median_ms(lambda: subprocess.run([sys.executable, "-c", code], check=True))

    return fresh(statement) - fresh("pass")


def main():
    print(f"Python {platform.python_version()}, {platform.machine()}, medians of {RUNS} runs\n")
    for statement in ("import helpers", "import pandas", "import helpers.data"):
        print(f"{statement:<40}{import_ms(statement):8.0f} ms")
    for statement in ("from helpers import maps", "from helpers import charts", "import folium"):
        print(f"{statement:<40}{import_ms(statement):8.0f} ms")
    print()
    for name, rows in zip(*data.catalog()[["table", "rows"]].to_dict("list").values(), strict=True):
        took = median_ms(lambda name=name: data.table(name))
        print(f"data.table({name!r})".ljust(34) + f"{rows:6d} rows{took:7.1f} ms")


if __name__ == "__main__":
    main()
