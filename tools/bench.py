"""Print how long things take on this machine, beside others that do the like.

    .venv/bin/python tools/bench.py                   # all, 15 minutes or so
    .venv/bin/python tools/bench.py maps quiz         # some parts
    .venv/bin/python tools/bench.py --write           # all, and into docs/benchmarks.md

Nothing here passes or fails. Whatever is compared runs by turns in one run on one machine; figures
are medians. What is not installed is named and left out; for all of it:
``pip install jupyterquiz ipyquizjb geopandas mapclassify matplotlib ipyleaflet``.
"""

import argparse
import importlib.metadata
import os
import platform
import subprocess
import sys
from pathlib import Path

import bench_class
import bench_lessons
import bench_quiz
import bench_views
from bench_views import median_ms

from helpers import data
from helpers.browser import chromium

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
PACKAGES = ["jupyterlab", "pandas", "folium", "plotly", "ipywidgets", "anywidget", "nbval",
            "geopandas", "ipyleaflet", "jupyterquiz", "ipyquizjb"]  # fmt: skip


def table(heads, rows):
    """A table in Markdown."""
    lines = ["| " + " | ".join(heads) + " |", "|---" + "|--:" * (len(heads) - 1) + "|"]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def imports():
    def fresh(code):
        return median_ms(lambda: subprocess.run([sys.executable, "-c", code], check=True))

    nothing = fresh("pass")
    told = ["import helpers", "from helpers import data", "import pandas",
            "from helpers import maps", "import pandas, folium", "from helpers import charts",
            "from helpers import quiz", "import pandas, ipywidgets, yaml"]  # fmt: skip
    rows = [(f"`{line}`", f"{fresh(line) - nothing:.0f} ms") for line in told]
    return [table(["in a fresh Python, less a Python that does nothing", "time"], rows)]


def tables():
    names = data.catalog()["table"]
    took = {name: median_ms(lambda name=name: data.table(name)) for name in names}
    slowest = sorted(took, key=took.get)[-3:][::-1]
    rows = [(f"`data.table(\"{name}\")`, {len(data.table(name)):,} rows", f"{took[name]:.0f} ms")
            for name in slowest]  # fmt: skip
    rows.append((f"all {len(took)} tables together", f"{sum(took.values()):.0f} ms"))
    return [table(["read and checked against its schema", "time"], rows)]


def views():
    found = chromium()
    slider = bench_views.slider_step(found) if found else ["no Chromium here"]
    return [
        table(*bench_views.maps_beside_peers()),
        "Plain folium needs less of Python: it packs nothing, and fetches its program and the "
        "ground of the map from elsewhere whenever it is shown. Without a network it stays blank.",
        f"One step of the year slider on a map: {', '.join(slider)}; no kernel is asked.",
        table(*bench_views.explorers()),
    ]


def quiz():
    heads, rows = bench_quiz.compared()
    return [
        table(heads, rows),
        "jupyterquiz marks in the page and keeps no answer: its feedback needs no kernel, and is "
        "faster. Ours goes to the kernel and into a file first.",
    ]


def lessons():
    server, lesson = bench_lessons.opened() if chromium() else ("–", "–")
    return [
        table(*bench_lessons.beside_bare()),
        "Beside: the same cells with bare calls in the place of the helpers "
        "(`tools/bare_helpers.py`), kernel start included in both. Bare calls check nothing, say "
        "nothing in words, and draw maps that need a network. Lesson 00 begins with the check of "
        "the installation, for which there is no bare call.",
        table(["all lessons", "time"], [
            ("strict nbval, one process", bench_lessons.all_of_nbval()),
            ("`start.py`'s JupyterLab: from its start until it answers", server),
            ("lesson 04: from its address until its kernel is ready", lesson),
        ]),
    ]  # fmt: skip


def classes():
    return [table(*bench_class.grown())]


PARTS = {
    "imports": ("Imports", imports),
    "tables": ("Tables", tables),
    "maps": ("Maps and explorers", views),
    "quiz": ("The quiz", quiz),
    "lessons": ("Lessons", lessons),
    "class": ("The results of a class", classes),
}


def machine():
    """What was measured, on what."""
    found = []
    for name in PACKAGES:
        try:
            found.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            found.append(f"{name} not installed")
    load = f", load {os.getloadavg()[1]:.1f}" if hasattr(os, "getloadavg") else ""
    system = f"{platform.system()}, {platform.machine()}, {os.cpu_count()} processors{load}"
    return f"{system}; Python {platform.python_version()}; {', '.join(found)}."


HEAD = """# Benchmarks

Made by `.venv/bin/python tools/bench.py --write`; do not edit by hand. Figures are medians of runs
by turns on one machine. They tell what is heavy, not what your machine will need."""


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("parts", nargs="*", metavar="part", help=f"of: {', '.join(PARTS)}")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md as well")
    args = parser.parse_args()
    unknown = set(args.parts) - set(PARTS)
    if unknown:
        sys.exit(f"There is no part {', '.join(sorted(unknown))}. Parts: {', '.join(PARTS)}.")
    if args.write and args.parts:
        sys.exit("The page holds all parts: leave their names out with --write.")
    pieces = [HEAD, machine()]
    print(machine(), flush=True)
    for name, (title, measure) in PARTS.items():
        if not args.parts or name in args.parts:
            pieces += [f"## {title}", *measure()]
            print("\n" + "\n\n".join(pieces[pieces.index(f"## {title}") :]), flush=True)
    if args.write:
        PAGE.write_text("\n\n".join(pieces) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
