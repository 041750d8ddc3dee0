"""Measure maps, their slider and the explorers; nothing here passes or fails.

Used by tools/bench.py. Each function gives the rows of a table.
"""

import json
import statistics
import tempfile
import time
from pathlib import Path

RUNS = 9


def median_ms(call, runs=RUNS):
    """The median time of a call in milliseconds, after one run to warm up."""
    call()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def _ours():
    from helpers import maps

    return maps.members("SCO")._repr_html_()


def _folium():
    import folium

    from helpers import world

    shown = folium.Map(location=(18, 11), zoom_start=2)
    tip = folium.GeoJsonTooltip(["name", "name_zh", "name_ru"])
    folium.GeoJson(world.boundaries(), tooltip=tip).add_to(shown)
    return shown._repr_html_()


def _geopandas():
    import geopandas

    from helpers import world

    frame = geopandas.GeoDataFrame.from_features(world.boundaries(), crs="EPSG:4326")
    return frame.explore()._repr_html_()


def _plotly():
    import plotly.graph_objects as go

    from helpers import world

    codes = world.codes()
    trace = go.Choropleth(geojson=world.boundaries(), featureidkey="properties.iso3",
                          locations=codes, z=[1.0] * len(codes))  # fmt: skip
    return go.Figure(trace).to_json()


def _ipyleaflet():
    import ipyleaflet
    import ipywidgets

    from helpers import world

    before = set(ipywidgets.Widget.widgets)
    shown = ipyleaflet.Map(center=(18, 11), zoom=2)
    shown.add(ipyleaflet.GeoJSON(data=world.boundaries()))
    made = [w for key, w in ipywidgets.Widget.widgets.items() if key not in before]
    return json.dumps([w.get_state() for w in made], default=str)


DRAWN = {
    "helpers.maps: slider, names, words, table": (_ours, "nothing"),
    "folium, plain": (_folium, "10 files from 4 hosts, and tiles"),
    "geopandas.explore": (_geopandas, "10 files from 4 hosts, and tiles"),
    "plotly": (_plotly, "nothing (its extension of 5 MB is installed)"),
    "ipyleaflet": (_ipyleaflet, "tiles (its extension is installed)"),
}


def maps_beside_peers():
    """The same world and the same names: ours with all that belongs to it, theirs bare."""
    from helpers import world

    world.boundaries()  # read once, for all
    rows = []
    for name, (draw, fetched) in DRAWN.items():
        start = time.perf_counter()
        try:
            size = len(draw().encode()) / 1000
        except ImportError as missing:
            rows.append((name, f"not installed ({missing.name})", "", "", ""))
            continue
        first = (time.perf_counter() - start) * 1000
        rows.append((name, f"{size:.0f} KB", f"{first:.0f} ms", f"{median_ms(draw):.0f} ms",
                     fetched))  # fmt: skip
    return ["the world, 247 countries", "in the notebook", "first", "next", "fetched to draw"], rows


def slider_step(found):
    """How long one step of the years takes in the page, and until it is painted."""
    from playwright.sync_api import sync_playwright

    from helpers import maps

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
    return f"{work:.1f} ms of work", f"{painted:.1f} ms to the next frame"


def explorers():
    """How long one step of an explorer takes in Python, and how much goes to the page."""
    from helpers import explore

    steps = {
        "dependence": (lambda: explore.dependence("crude"), "year", range(2017, 2026)),
        "without": (lambda: explore.without("RUS", "crude"), "year", range(2017, 2026)),
        "votes": (lambda: explore.votes("CHN", "RUS"), "b", ["IND", "USA", "KAZ", "BRA", "RUS"]),
        "group": (lambda: explore.group(["CHN", "RUS", "IND", "BRA", "ZAF"]), "year",
                  range(1990, 2026)),
    }  # fmt: skip
    rows = []
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
        rows.append((f"explore.{name}", f"{first:.0f} ms", f"{statistics.median(times):.1f} ms",
                     f"{max(times):.1f} ms", f"{max(sizes):.0f} KB"))  # fmt: skip
    return ["explorer, in Python", "first", "a step", "slowest step", "to the page"], rows
