"""The timeline as a picture: one mark an event, one lane a kind of event, and the same as a list.

A chart of dates has two troubles: years in which nothing happens take all the room, and titles
lie on each other. So long empty stretches are cut out, visibly; events that would touch go into
rows of their own; and a title is drawn only where it fits, at any width (the bars that carry the
titles are invisible, and plotly leaves out a text that its bar cannot hold).
"""

import datetime as dt
import html
import textwrap

import pandas as pd
import plotly.graph_objects as go

from helpers import captions, charts, data, sources

# How a kind is called, its colour (4.5:1 on white, for its name) and its sign.
KINDS = {
    "treaty": ("Treaties", "#0B5FA5", "square"),
    "border": ("Border", "#8A5300", "diamond"),
    "diplomacy": ("Diplomacy", "#00735A", "circle"),
    "multilateral": ("Groups", "#A03C84", "hexagon"),
    "un": ("UN", "#1F6F9E", "star"),
    "energy": ("Energy", "#B84300", "triangle-up"),
    "economy": ("Economy", "#6B6100", "triangle-down"),
    "security": ("Security", "#5D3A9B", "cross"),
    "war": ("War", "#333333", "x"),
}
SIZES = {"triangle-up": 15, "triangle-down": 15, "star": 16, "diamond": 14, "hexagon": 14}
ROW = 30  # pixels: two lines of a title
TRACES = 4  # a kind: long events, titles to the right, titles to the left, signs
LEFT = 96  # pixels for the names of the lanes
WIDTH = 740  # pixels for which rows are packed: the plot in a JupyterLab window on a laptop
ROWS = 8  # a lane has no more rows than this; then titles give way
MARK = 9  # pixels from the middle of a mark to where its neighbour may begin
BREAK = 0.08  # share of the width that stands for years left out
SPACE = "\u00a0" * 5
LABEL = 10.5  # size of the titles


def show(start=None, end=None, category=None, era=None, title=None):
    """Draw the events of the table ``timeline``, or some of them.

    Parameters
    ----------
    start, end : int, str or datetime.date, optional
        Years (``1689``), whose first or last day is meant, or days (``"2001-07-16"``); both
        belong to the span. Without them the timeline is drawn from its first, or to its last
        event.
    category : str or list of str, optional
        Kinds of event: ``"treaty"``, ``"border"``, ``"diplomacy"``, ``"multilateral"``,
        ``"un"``, ``"energy"``, ``"economy"``, ``"security"``, ``"war"``.
    era : str or list of str, optional
        Periods as in the table: ``"to 1988"``, ``"1989-2000"``, ``"2001-2013"``,
        ``"2014-2021"``, ``"2022-"``.
    title : str, optional
        What the chart is called; by default the years and the number of events.

    Returns
    -------
    helpers.charts.Chart
        A ``plotly.graph_objects.Figure``; below it the timeline in words, and a list of all
        events with place, kind and sources. The axis counts days; stretches without an event
        that are longer than a third of what is drawn are left out at a dotted line.

    Raises
    ------
    DataError
        If a category or era is not in the table, a date is none, ``start`` lies after ``end``,
        or no event is left.

    Examples
    --------
    >>> show(start=1858, end=1860)
    Chart. Timeline 1858–1860: 2 events. From 28 May 1858 (Treaty of Aigun) to
    14 November 1860 (Convention of Peking). By kind: Border (2).
    """
    rows = _chosen(start, end, _several(category, "category"), _several(era, "era"))
    first, last = rows["date"].iloc[0], rows["last"].max()
    years = f"{first.year}–{last.year}" if first.year != last.year else f"{first.year}"
    count = f"{len(rows)} event{'s' if len(rows) > 1 else ''}"
    title = title or f"Timeline {years}: {count}"
    axis = _Axis(rows)
    placed, lanes = _packed(rows, axis)
    below = (
        "Point at a sign to read about it. "
        + ("At dotted lines the axis leaves out years without an event. " if axis.cuts else "")
        + f"Source of each event: in the list below. Checked up to {captions.day(data.as_of())}."
    )
    words = f"{title}. {_words(rows)}"
    twin = captions.framed(title, "", [below], words, f"The list: {count}", _list(rows))
    return charts.Chart(
        data=[trace for kind in lanes for trace in _traces(placed, kind, axis)],
        layout=_layout(rows, title, below, axis, lanes, placed),
        twin=twin,
        words=words,
    )


def _several(given, column):
    """One name, or several, of those that a column of the table may hold."""
    if given is None:
        return None
    names = [given] if isinstance(given, str) else list(given)
    known = data.allowed("timeline", column)
    for name in names:
        if str(name).replace("–", "-") not in known:
            raise data.DataError(
                f"There is no {column} {name!r} in the timeline. "
                f"Known are: {', '.join(map(repr, known))}."
            )
    if not names:
        raise data.DataError(f"No {column} was given. Known are: {', '.join(map(repr, known))}.")
    return [str(name).replace("–", "-") for name in names]


def _chosen(start, end, kinds, eras):
    """The rows that are asked for, in order, with the last day of each."""
    rows = data.table("timeline").sort_values(["date", "title"])
    rows["last"] = rows["date_end"].fillna(rows["date"])
    low = None if start is None else pd.Timestamp(data.calendar_day(start, last=False))
    high = None if end is None else pd.Timestamp(data.calendar_day(end))
    if low is not None and high is not None and low > high:
        raise data.DataError(
            f"The timeline cannot start on {captions.day(low)} and end on {captions.day(high)}. "
            "Give the earlier date as start."
        )
    whole = f"{captions.day(rows['date'].iloc[0])} to {captions.day(rows['last'].max())}"
    if low is not None:
        rows = rows[rows["last"] >= low]
    if high is not None:
        rows = rows[rows["date"] <= high]
    if kinds:
        rows = rows[rows["category"].isin(kinds)]
    if eras:
        rows = rows[rows["era"].isin(eras)]
    if rows.empty:
        raise data.DataError(
            "No event of the timeline fits what was asked for. It runs from "
            f"{whole}; choose a longer span, or fewer filters."
        )
    return rows.assign(where=_where(rows["place"])).reset_index(drop=True)


class _Axis:
    """Turns days into places along the bottom, with the long empty stretches cut out."""

    def __init__(self, rows):
        spans = zip(rows["date"], rows["last"], strict=True)
        days = [(a.toordinal(), b.toordinal()) for a, b in spans]
        self.first, end, gaps = days[0][0], days[0][1], []
        for a, b in days[1:]:
            if a > end:
                gaps.append((a - end, end, a))
            end = max(end, b)
        self.last, self.cuts = end, []
        drawn = max(end - self.first, 30)
        for long, a, b in sorted(gaps, reverse=True):
            if long <= drawn / 3 or long < 3650 or drawn - long < 365:
                break
            self.cuts.append((a, b))
            drawn -= long
        self.cuts.sort()
        self.gap = BREAK * drawn / (1 - BREAK * len(self.cuts))
        self.long = drawn + self.gap * len(self.cuts)

    def at(self, day):
        """The place of a day, in days from the first event as they are drawn."""
        day, x = day.toordinal(), 0.0
        begin = self.first
        for a, b in self.cuts:
            if day <= a:
                break
            x += a - begin + self.gap * min((day - a) / (b - a), 1)
            begin = b
            if day < b:
                return round(x, 1)
        return round(x + day - begin, 1)

    def window(self, low=None, high=None):
        """What the axis shows around two places; by default all."""
        low, high = (0 if low is None else low), (self.long if high is None else high)
        wide = max(high - low, self.long / 60, 60)
        return [round(low - 0.025 * wide, 1), round(low + 1.03 * wide, 1)]

    def ticks(self, window):
        """Places and names of the ticks in a window: years, or quarters in a short one."""
        low, high = window
        wide = high - low
        edges = [self.first, *(day for cut in self.cuts for day in cut), self.last]
        found = []
        for a, b in zip(edges[::2], edges[1::2], strict=True):
            a, b = dt.date.fromordinal(a), dt.date.fromordinal(b)
            if wide < 900:
                days = [dt.date(y, m, 1) for y in range(a.year, b.year + 2) for m in (1, 4, 7, 10)]
                marks = [(self.at(d), f"{d:%b}<br>{d.year}" if d.month == 1 else f"{d:%b}")
                         for d in days]  # fmt: skip
            else:
                step = next((s for s in (1, 2, 5, 10, 20, 50) if wide / 365 / s <= 7.5), 100)
                years = range(-(-a.year // step) * step, b.year + 1, step)
                begin = self.at(a)
                marks = [
                    (begin if y == a.year else self.at(dt.date(y, 1, 1)), str(y)) for y in years
                ]
            inside = [m for m in marks if self.at(a) <= m[0] <= self.at(b) and low <= m[0] <= high]
            # A stretch that holds no round year is named by the year in which it begins.
            if not inside and low <= self.at(a) <= high:
                inside = [(self.at(a), str(a.year))]
            found += inside
        kept = []
        for place, name in sorted(found):
            if not kept or place - kept[-1][0] >= wide / 9.6:
                kept.append((place, name))
        return [p for p, _ in kept], [n for _, n in kept]


def _packed(rows, axis):
    """Give each event its row and the room of its title; and each lane its first and last row."""
    window = axis.window()
    scale = WIDTH / (window[1] - window[0])
    eras = _windows(rows, axis)
    placed, lanes, top = [], {}, 0.0
    for kind in [k for k in KINDS if (rows["category"] == k).any()]:
        lane = []  # rows of the lane, each a list of events with what they cover, in pixels
        for event in rows[rows["category"] == kind].to_dict("records"):
            x = axis.at(event["date"])
            event |= {"x": x, "text": _wrapped(event["title"])}
            wide = 5.5 * max(map(len, event["text"])) + MARK + 10
            at = x * scale
            event["left"] = _stands_left(x, wide, (window, eras[event["era"]]))
            event["box"] = (at - wide, at + MARK) if event["left"] else (at - MARK, at + wide)
            event["mark"] = (at - MARK, axis.at(event["last"]) * scale + MARK)
            row = _free(lane, event)
            event["row"] = row
            lane[row].append(event)
        for row in lane:
            _share(row, window, scale)
        for event in (event for row in lane for event in row):
            event["y"] = round(top + event["row"], 2)
            placed.append(event)
        lanes[kind] = (top, top + len(lane) - 1)
        top = round(top + len(lane) + 0.2, 2)
    return placed, lanes


def _windows(rows, axis):
    """What the axis shows of each period."""
    return {
        era: axis.window(axis.at(days.min()), axis.at(days.max()))
        for era, days in rows.groupby("era")["date"]
    }


def _stands_left(x, wide, windows):
    """Say on which side of its sign a title stands: where it fits, also in its period alone.

    Where both sides will do, titles of the right half stand to the left: a narrow screen has
    more room there.
    """
    ways = []
    for low, high in windows:
        scale = WIDTH / (high - low)
        ways.append(((x - low) * scale >= wide, (high - x) * scale >= wide))
    low, high = windows[0]
    late = x > low + 0.55 * (high - low)
    for views in (ways, ways[:1]):  # both windows, or at least the whole
        left, right = (all(way[side] for way in views) for side in (0, 1))
        if left or right:
            return left and (late or not right)
    return late


def _free(lane, event):
    """The first row of a lane that has room; the lane grows while it may.

    In a lane that is full a title gives way: first the new one, then the one it stands on.
    """
    for mine, theirs in (("box", "box"), ("mark", "box"), ("mark", "mark")):
        a, b = event[mine]
        for i, row in enumerate(lane):
            if not any(a < other[theirs][1] and other[theirs][0] < b for other in row):
                event["yields"] = mine == "mark"
                return i
        if len(lane) < ROWS:
            lane.append([])
            event["yields"] = False
            return len(lane) - 1
    event["yields"] = True
    return min(range(len(lane)), key=lambda i: max(e["mark"][1] for e in lane[i]))


def _share(row, window, scale):
    """Tell each title of a row from where to where it may run, in places of the axis."""
    row.sort(key=lambda e: e["x"])
    edge = 7 / scale
    for i, event in enumerate(row):
        before = row[i - 1] if i else None
        after = row[i + 1] if i + 1 < len(row) else None
        if event["left"]:
            free = window[0]
            if before:
                free = before["x"] + edge if before["left"] else _border(before, event) / scale
            event["room"] = (round(free, 1), event["x"])
        else:
            free = window[1]
            if after:
                free = _border(event, after) / scale if after["left"] else after["x"] - edge
            event["room"] = (event["x"], round(max(free, event["x"]), 1))


def _border(before, after):
    """Where two titles that run towards each other share out what lies between them."""
    end, begin = before["box"][1], after["box"][0]
    free = (end + begin) / 2 if end <= begin else begin if before["yields"] else end
    return min(max(free, before["mark"][1]), after["mark"][0])


def _wrapped(title):
    """A title in one line, or in two of about the same length."""
    wide = len(title) if len(title) <= 22 else len(title) // 2
    while len(lines := textwrap.wrap(title, wide)) > 2:
        wide += 1
    return lines


def _traces(placed, kind, axis):
    """What is drawn for one kind: long events, titles to the right and left, and the signs."""
    events, window = _of(placed, kind), axis.window()
    name, color, symbol = KINDS[kind]
    size = SIZES.get(symbol, 13)  # signs of one size do not look of one size
    long = [e for e in events if e["last"] > e["date"]]
    traces = [
        go.Scatter(
            x=[x for e in long for x in (e["x"], axis.at(e["last"]), None)],
            y=[y for e in long for y in (e["y"], e["y"], None)],
            mode="lines",
            line={"color": color, "width": 8},
            opacity=0.55,
            hoverinfo="skip",
        )
    ]
    for left in (False, True):
        titled = [e for e in events if e["left"] == left]
        # Plotly centres the lines of a text; the style aligns them. No-break spaces: the title
        # begins beside the sign.
        look = '<span style="text-anchor:{}">{}</span>'
        look = look.format(*(("end", "{}" + SPACE) if left else ("start", SPACE + "{}")))
        traces.append(
            go.Bar(
                orientation="h",
                base=[e["room"][0] for e in titled],
                x=_lengths(titled, window),
                y=[e["y"] for e in titled],
                width=1.7,
                text=["<br>".join(look.format(html.escape(t)) for t in e["text"]) for e in titled],
                textposition="inside",
                insidetextanchor="end" if left else "start",
                insidetextfont={"color": "#222222", "size": LABEL},
                textangle=0,
                marker={"color": "rgba(255,255,255,0)", "line": {"width": 0}},
                hoverinfo="skip",
            )
        )
    traces.append(
        go.Scatter(
            x=[e["x"] for e in events],
            y=[e["y"] for e in events],
            name=name,
            mode="markers",
            marker={
                "symbol": symbol,
                "size": size,
                "color": color,
                "line": {"color": "#FFFFFF", "width": 1.5},
            },
            customdata=[_hover(e) for e in events],
            hovertemplate="%{customdata}<extra></extra>",
            hoverlabel={"bordercolor": color},
            cliponaxis=False,
        )
    )
    return traces


def _of(placed, kind):
    return [e for e in placed if e["category"] == kind]


def _lengths(titled, window):
    """How long the bar of each title is: plotly leaves out a title whose bar ends outside."""
    ends = [min(e["room"][1], window[1]) if e["x"] < window[1] else e["room"][1] for e in titled]
    return [round(end - e["room"][0], 1) for e, end in zip(titled, ends, strict=True)]


def _layout(rows, title, below, axis, lanes, placed):
    """The card with lanes, periods and the two menus."""
    window = axis.window()
    eras = [e for e in data.allowed("timeline", "era") if (rows["era"] == e).any()]
    menus = [m for m in (_era_menu(rows, axis, eras, lanes, placed), _kind_menu(lanes)) if m]
    height = ROW * (max(bottom for _, bottom in lanes.values()) + 1)
    head = textwrap.wrap(title, 32)
    top = 42 + 20 * (len(head) - 1) + 40 * bool(menus) + 22
    layout = charts.card(
        "<br>".join(map(html.escape, head)),
        below,
        height=round(height + top + 40),
        top=top,
        bottom=40,
        wide=50,
    )
    values, names = axis.ticks(window)
    bands, labels = _bands(rows, axis, eras)
    edges = sorted({round(first - 0.6, 2) for first, _ in lanes.values()})[1:]
    shapes = bands + [_line(y0=y, y1=y, xref="paper", x0=0, x1=1) for y in edges]
    for a, b in axis.cuts:
        middle = (axis.at(dt.date.fromordinal(a)) + axis.at(dt.date.fromordinal(b))) / 2
        gap = {"x0": round(middle - axis.gap / 8, 1), "x1": round(middle + axis.gap / 8, 1)}
        shapes.append(
            {"type": "rect", "layer": "below", "fillcolor": "#FFFFFF", "yref": "paper",
             "y0": 0, "y1": 1, "line": {"color": "#9AA3AF", "width": 1, "dash": "dot"}, **gap}
        )  # fmt: skip
    for i, menu in enumerate(menus):
        menu |= {
            "x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom", "showactive": True,
            "pad": {"l": 150 * i - LEFT + 14, "b": 24},
            "bgcolor": "#FFFFFF", "bordercolor": "#888888",
            "font": {"size": 12, "color": "#222222"},
        }  # fmt: skip
    layout.title.update(xref="container", x=0.0, pad={"l": 14}, y=1, yref="container",
                        yanchor="top")  # fmt: skip
    layout.title.pad.t = 14
    small = layout.annotations[0]
    small.update(xshift=14 - LEFT, yshift=-32)
    layout.update(
        barmode="overlay",
        showlegend=False,
        hovermode="closest",
        dragmode=False,
        modebar={"remove": ["select2d", "lasso2d"]},  # there is nothing to select
        hoverdistance=16,
        hoverlabel={"bgcolor": "#FFFFFF", "align": "left",
                    "font": {"color": "#222222", "size": 12}},
        uniformtext={"mode": "hide", "minsize": LABEL},
        margin={"l": LEFT, "r": 12},
        updatemenus=menus,
        shapes=shapes,
        annotations=[small, *labels],
        xaxis={**charts.AXIS, "showgrid": False, "zeroline": False, "fixedrange": True,
               "range": window, "tickvals": values, "ticktext": names, "tickangle": 0,
               "tickfont": {"size": 12}, "automargin": False},
        yaxis={"range": [round(height / ROW - 0.35, 2), -0.65], "fixedrange": True,
               "automargin": False, "showgrid": False, "zeroline": False,
               "ticklen": 6, "ticks": "outside", "tickcolor": "rgba(0,0,0,0)",
               "tickvals": [(first + last) / 2 for first, last in lanes.values()],
               "ticktext": [f'<b><span style="color:{KINDS[k][1]}">{KINDS[k][0]}</span></b>'
                            for k in lanes]},
    )  # fmt: skip
    return layout


def _line(line=None, **where):
    line = line or {"color": "#D9DDE3", "width": 1}
    return {"type": "line", "layer": "below", "line": line, **where}


def _bands(rows, axis, eras):
    """Every second period on a tinted ground, with the years of each above it."""
    window = axis.window()
    bands, labels = [], []
    first = rows.groupby("era")["date"].min()
    known = data.allowed("timeline", "era")
    for i, era in enumerate(eras):
        a = window[0] if i == 0 else _begin(era, axis, first)
        b = window[1] if i + 1 == len(eras) else _begin(eras[i + 1], axis, first)
        if known.index(era) % 2 == 0:
            bands.append({"type": "rect", "layer": "below", "line": {"width": 0},
                          "fillcolor": "#EEF2F7", "x0": a, "x1": b,
                          "yref": "paper", "y0": 0, "y1": 1})  # fmt: skip
        wide = (b - a) / (window[1] - window[0])
        if wide >= 0.12:
            middle = (a + b) / 2
            text = _named(era) if wide >= 0.17 else f"{era.split('-')[0]}–"
            labels.append({"text": text, "x": round(middle, 1), "y": 1, "yref": "paper",
                           "yanchor": "bottom", "showarrow": False,
                           "font": {"size": 11.5, "color": "#555555"}})  # fmt: skip
    return bands, labels


def _begin(era, axis, first):
    """The place at which a period begins: its first day, or its first event if that is cut out."""
    year = era.split("-")[0]
    day = dt.date(int(year), 1, 1) if year.isdigit() else first[era].date()
    return axis.at(day)


def _named(era):
    return f"since {era[:-1]}" if era.endswith("-") else era.replace("-", "–")


def _era_menu(rows, axis, eras, lanes, placed):
    """A menu that zooms to a period; none if there is only one."""
    if len(eras) < 2:
        return None
    of = _windows(rows, axis)
    windows = {"All years": axis.window()} | {_named(era): of[era] for era in eras}
    buttons = []
    for label, window in windows.items():
        values, names = axis.ticks(window)
        change = {"xaxis.range": window, "xaxis.tickvals": values, "xaxis.ticktext": names}
        right = [[e for e in _of(placed, kind) if not e["left"]] for kind in lanes]
        bars = {"x": [_lengths(titled, window) for titled in right]}
        at = [TRACES * i + 1 for i in range(len(lanes))]
        buttons.append({"label": label, "method": "update", "args": [bars, change, at]})
    return {"buttons": buttons, "type": "dropdown", "name": "Period"}


def _kind_menu(lanes):
    """A menu that shows one kind of event; none if there is only one."""
    if len(lanes) < 2:
        return None
    buttons = [{"label": "All kinds", "method": "restyle", "args": [{"visible": True}]}]
    for kind in lanes:
        seen = [k == kind for k in lanes for _ in range(TRACES)]
        buttons.append({"label": KINDS[kind][0], "method": "restyle", "args": [{"visible": seen}]})
    return {"buttons": buttons, "type": "dropdown", "name": "Kind"}


def _when(event):
    """The date of an event in words, as exact as its source; or its first and last day."""
    a, b = event["date"], event["last"]
    if a == b:
        return captions.day(a, event["precision"])
    if event["precision"] != "day":
        begin, end = (captions.day(d, event["precision"]) for d in (a, b))
        return begin if begin == end else f"{begin} – {end}"
    if (a.year, a.month) == (b.year, b.month):
        return f"{a.day}–{captions.day(b)}"
    if a.year == b.year:
        return f"{a.day} {a:%B} – {captions.day(b)}"
    return f"{captions.day(a)} – {captions.day(b)}"


def _where(places):
    """Each place with its second name, if the table ``places`` knows one, and in both scripts."""
    known = data.table("places").drop_duplicates("name").set_index("name")
    named = {"": ""}
    for place in filter(None, places):
        name = next((part for part in place.split("/") if part in known.index), None)
        named[place] = place
        if name is not None:
            other = known.at[name, "other_name"]
            both = place if "/" in place or not other else f"{place}/{other}"
            scripts = " · ".join(filter(None, known.loc[name, ["name_zh", "name_ru"]]))
            named[place] = f"{both} ({scripts})" if scripts else both
    return [named[place] for place in places]


def _hover(event):
    lines = [f"<b>{html.escape(part)}</b>" for part in textwrap.wrap(event["title"], 38)]
    lines.append(f"{_when(event)} · <i>{KINDS[event['category']][0]}</i>")
    for text in (event["where"], event["summary"]):
        lines += [html.escape(part) for part in textwrap.wrap(text, 42)]
    return "<br>".join(lines)


def _words(rows):
    """What the picture shows as a whole; the events themselves stand in the list."""
    first, last = rows.iloc[0], rows.iloc[-1]
    if len(rows) == 1:
        return f"{_when(first)}: {first['title']}."
    said = [f"From {_when(first)} ({first['title']}) to {_when(last)} ({last['title']})."]
    counts = rows["category"].value_counts()
    kinds = [f"{KINDS[k][0]} ({counts[k]})" for k in KINDS if k in counts]
    said.append(f"By kind: {', '.join(kinds)}.")
    counts = rows["era"].value_counts()
    if len(counts) > 1:
        eras = [e for e in data.allowed("timeline", "era") if e in counts]
        said.append(f"By period: {', '.join(f'{_named(e)} ({counts[e]})' for e in eras)}.")
    if len(rows) > 2:
        wait = (rows["date"] - rows["last"].cummax().shift()).dt.days
        years, at = int(wait.max() // 365.25), int(wait.idxmax())
        if years >= 2:
            said.append(
                f"The longest time without an event is {years} years, "
                f"before {_when(rows.iloc[at])} ({rows['title'].iloc[at]})."
            )
        busy = rows["date"].dt.year.value_counts().sort_index()
        if busy.max() > 2:
            said.append(f"The year with the most events is {busy.idxmax()}, with {busy.max()}.")
    return " ".join(said)


def _list(rows):
    """All events as an ordered list: date, title, place, kind, what happened, and who says so."""
    items = []
    for event in rows.to_dict("records"):
        old = event["date_old_style"]
        old = f" ({captions.day(dt.date.fromisoformat(old))} in the old calendar)" if old else ""
        head = ", ".join(filter(None, [_when(event) + old, event["where"]]))
        links = "; ".join(
            f'<a href="{html.escape(sources.get(i)["URL"])}">{html.escape(sources.short(i))}</a>'
            for i in event["sources"].split(";")
        )
        text = " ".join(filter(None, [event["summary"], event["note"]]))
        items.append(
            f"<li><b>{html.escape(event['title'])}</b><br>{html.escape(head)} · "
            f"<i>{KINDS[event['category']][0]}</i><br>{html.escape(text)}<br>"
            f"<small>Sources: {links}</small></li>"
        )
    return f"<ol>{''.join(items)}</ol>"
