"""Measure how long the results of a class take, and how much memory, as the class grows.

    .venv/bin/python tools/bench_class.py             # 100, 1,000 and 10,000 students

Nothing here passes or fails. The answers are made up (helpers.sampleclass); each size is read in a
process of its own, so that its memory can be told.
"""

import json
import subprocess
import sys
import tempfile

SIZES = (100, 1_000, 10_000)
READ = """
import json, resource, sys, time
from helpers import results
base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
found = results.load(sys.argv[1])
took = time.perf_counter() - start
results.items(found)
whole = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([len(found.answers), took, whole, peak * UNIT, base * UNIT]))
""".replace("UNIT", "1" if sys.platform == "darwin" else "1024")


def grown(sizes=SIZES):
    """Rows: students, answers, seconds to read and mark, with item analysis, peak memory."""
    from helpers import sampleclass

    rows = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            sampleclass.write(folder, students=size)
            done = subprocess.run(
                [sys.executable, "-c", READ, folder], capture_output=True, text=True, check=True
            )
        answers, took, whole, peak, base = json.loads(done.stdout)
        rows.append((f"{size:,}", f"{answers:,}", f"{took:.1f} s", f"{whole:.1f} s",
                     f"{peak / 1e6:.0f} MB", f"{(peak - base) / 1e6:.0f} MB"))  # fmt: skip
    heads = ["students", "answers", "read and marked", "with item analysis", "peak memory",
             "of it for the class"]  # fmt: skip
    return heads, rows


def main():
    heads, rows = grown()
    for row in [heads, *rows]:
        print("".join(f"{cell:>20}" for cell in row))


if __name__ == "__main__":
    main()
