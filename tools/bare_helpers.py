"""What the lessons call, by bare pandas, folium, plotly and ipywidgets: the measure for helpers.

tools/bench_lessons.py runs each lesson with this module in the place of ``helpers``. Nothing is
checked, explained, made safe for a room without network, or kept; a question is a row of buttons.
"""

import functools
import json
import sys
import types

import pandas as pd

import helpers
from helpers import data
from helpers.data import path


def table(name):
    frame = pd.read_csv(path(f"tables/{name}.csv"))
    for column in frame:
        if column in ("since", "until", "date", "date_end", "signed"):
            frame[column] = pd.to_datetime(frame[column], errors="coerce")
        elif frame[column].dtype == object or str(frame[column].dtype) == "str":
            frame[column] = frame[column].fillna("")
    return frame


def members(body, on=None, status="member"):
    rows = table("members")
    day = pd.Timestamp(f"{on}-12-31" if isinstance(on, int) else on or "2026-11-23")
    held = (rows["since"] <= day) & (rows["until"].isna() | (day < rows["until"]))
    wanted = ["founding member", "member"] if status == "member" else [status]
    chosen = rows["status"].isin(wanted) if status else True
    return rows[(rows["body"] == body) & held & chosen].sort_values(["since", "name"])


@functools.cache
def boundaries():
    return json.loads(path("boundaries/world.geojson").read_text(encoding="utf-8"))


def world_map(*_, **__):
    import folium

    shown = folium.Map(location=(18, 11), zoom_start=2)
    tip = folium.GeoJsonTooltip(["name", "name_zh", "name_ru"])
    folium.GeoJson(boundaries(), tooltip=tip).add_to(shown)
    return shown


def places(*_, **__):
    import folium

    shown = folium.Map(location=(50, 100), zoom_start=3)
    for row in table("places").itertuples():
        folium.CircleMarker((row.lat, row.lon), tooltip=row.name).add_to(shown)
    return shown


def chart(kind):
    def draw(frame, x, y, color=None, *_, **__):
        import plotly.graph_objects as go

        groups = frame.groupby(color) if color in frame else [(y, frame)]
        traces = [{"type": kind, "x": g[x], "y": g[y], "name": str(n)} for n, g in groups]
        return go.Figure(traces)

    return draw


def points(frame, x, y, *_, **__):
    import plotly.graph_objects as go

    return go.Figure(go.Scatter(x=frame[x], y=frame[y], mode="markers"))


def events(*_, **__):
    return table("timeline")


def fuels(*_, **__):
    return table("energy_imports").tail(20)


def buttons(lesson, section=None, **_):
    import ipywidgets
    import yaml

    text = path(f"questions/{lesson}.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    asked = [q for q in yaml.load(text, loader)["questions"] if section in (None, q["section"])]
    return ipywidgets.VBox(
        [
            ipywidgets.RadioButtons(
                options=[o["text"] for o in q.get("options", {}).values() if o] or ["…"],
                description=q["prompt"],
            )
            for q in asked
        ]
    )


def nothing(*_, **__):
    return True


def module(name, **functions):
    """A module `helpers.<name>` that has just these."""
    made = types.ModuleType(f"helpers.{name}")
    vars(made).update(functions)
    sys.modules[made.__name__] = made
    setattr(helpers, name, made)
    return made


def install():
    """Put all this in the place of the helpers; the sums of `measures` stay, with bare tables."""
    data.table, data.members = table, members
    drawn = ["members", "overlap", "choropleth", "votes"]
    module("maps", places=places, **dict.fromkeys(drawn, world_map))
    module("charts", lines=chart("scatter"), bars=chart("bar"), points=points)
    module("timeline", show=events)
    module("explore", **dict.fromkeys(["dependence", "without", "votes", "group"], fuels))
    module("exercises", check=nothing, sample=nothing)
    module("quiz", show=buttons, review=nothing, recall=nothing, score=nothing, final=nothing)
    module("sources", bibliography=nothing, cite=nothing)
    module("selfcheck", run=nothing)
