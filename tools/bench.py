"""Print how long things take on this machine; nothing here passes or fails.

    .venv/bin/python tools/bench.py

Medians of several runs; imports are timed in processes of their own.
"""

import platform
import statistics
import subprocess
import sys
import time

import bench_quiz

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


def maps_beside_peers():
    """The same world, the same names: ours with slider, words and table; theirs bare."""
    import json

    import folium
    import plotly.graph_objects as go

    from helpers import maps, world

    def ours():
        return maps.members("SCO")._repr_html_()

    def plain_folium():
        shown = folium.Map(location=(18, 11), zoom_start=2)
        tip = folium.GeoJsonTooltip(["name", "name_zh", "name_ru"])
        folium.GeoJson(world.boundaries(), tooltip=tip).add_to(shown)
        return shown._repr_html_()

    def plotly_map():
        shapes = world.boundaries()
        codes = world.codes()
        trace = go.Choropleth(geojson=shapes, featureidkey="properties.iso3", locations=codes,
                              z=[1.0] * len(codes))  # fmt: skip
        return go.Figure(trace).to_json()

    def geopandas_explore():
        import geopandas

        frame = geopandas.GeoDataFrame.from_features(world.boundaries(), crs="EPSG:4326")
        return frame.explore()._repr_html_()

    fetched = {
        "helpers.maps": "0 files fetched",
        "folium, plain": "10 files fetched, and tiles",
        "plotly": "0, with its extension of 5 MB",
        "geopandas.explore": "10 files fetched, and tiles",
    }
    kinds = [ours, plain_folium, plotly_map, geopandas_explore]
    for name, draw in zip(fetched, kinds, strict=True):
        start = time.perf_counter()
        try:
            size = len(draw().encode()) / 1000
        except ImportError as missing:
            print(f"{name:<20} not installed ({missing.name})")
            continue
        first = (time.perf_counter() - start) * 1000
        took = median_ms(draw)
        times = f"first {first:5.0f} ms, next {took:5.0f} ms"
        print(f"{name:<20}{size:7.0f} KB   {times}   {fetched[name]}")
    print(f"(boundaries alone: {len(json.dumps(world.boundaries())) / 1000:.0f} KB)")


def slider_step():
    """How long one step of the years takes in the page, and until it is painted."""
    import tempfile
    from pathlib import Path

    from playwright.sync_api import sync_playwright

    from helpers import maps
    from helpers.browser import chromium

    found = chromium()
    if not found:
        print("slider: no Chromium on this machine")
        return
    step = """async () => {
        const slider = document.querySelector('input[type=range]'), work = [], painted = [];
        for (let i = 0; i < 31; i++) {
            await new Promise(requestAnimationFrame);
            const start = performance.now();
            slider.value = i;
            slider.dispatchEvent(new Event('input'));
            work.push(performance.now() - start);
            await new Promise(requestAnimationFrame);
            painted.push(performance.now() - start);
        }
        const middle = (all) => all.sort((a, b) => a - b)[15];
        return [middle(work), middle(painted)];
    }"""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        file = Path(folder) / "map.html"
        file.write_text(maps.members("SCO").page(), encoding="utf-8")
        browser = play.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 900, "height": 520})
        page.goto(file.as_uri())
        page.locator("path.land.RUS").wait_for()
        work, painted = page.evaluate(step)
        browser.close()
    print(f"slider step: {work:.1f} ms of work, next frame after {painted:.1f} ms (median of 31)")


def explorers():
    """How long one step of an explorer takes in Python, and how much goes to the page."""
    import json

    from helpers import explore

    steps = {
        "dependence": (lambda: explore.dependence("crude"), "year", range(2017, 2026)),
        "without": (lambda: explore.without("RUS", "crude"), "year", range(2017, 2026)),
        "votes": (lambda: explore.votes("CHN", "RUS"), "b", ["IND", "USA", "KAZ", "BRA", "RUS"]),
        "group": (lambda: explore.group(["CHN", "RUS", "IND", "BRA", "ZAF"]), "year",
                  range(1990, 2026)),
    }  # fmt: skip
    for name, (make, key, values) in steps.items():
        start = time.perf_counter()
        shown = make()
        first = (time.perf_counter() - start) * 1000
        times, sizes = [], []
        for value in list(values) * 3:
            start = time.perf_counter()
            shown.pick(**{key: value})
            times.append((time.perf_counter() - start) * 1000)
            sizes.append(len(json.dumps(shown.view)) / 1000)
        print(
            f"explore.{name:<12}first {first:5.0f} ms   step {statistics.median(times):5.1f} ms, "
            f"slowest {max(times):5.1f} ms   {max(sizes):4.0f} KB to the page"
        )


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
    print()
    maps_beside_peers()
    slider_step()
    print()
    explorers()
    print()
    bench_quiz.main()


if __name__ == "__main__":
    main()
