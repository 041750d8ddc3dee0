"""Charts: a plotly figure with its source line, and below it the same in words and as a table.

A chart draws without a network in JupyterLab. Where plotly does not run (a page made from the
notebook, a notebook that is not trusted, paper) the words and the table are still there.
"""

import html
import json
import textwrap

import pandas as pd
import plotly.graph_objects as go

from helpers import captions
from helpers.data import DataError

# Okabe and Ito's palette keeps its colours apart for every kind of colour vision; each series
# has its own dash and sign as well, so that nothing is said by colour alone.
COLORS = ["#0072B2", "#D55E00", "#333333", "#009E73", "#CC79A7", "#56B4E9"]
DASHES = ["solid", "dash", "dot", "dashdot", "longdash", "longdashdot"]
SYMBOLS = ["circle", "diamond", "square", "triangle-up", "x", "cross"]
PATTERNS = ["", "/", ".", "x", "-", "+"]
AXIS = {"gridcolor": "#E3E3E3", "linecolor": "#888888", "ticks": "outside", "automargin": True}
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"


class Chart(go.Figure):
    """A plotly figure that shows its words and its table below itself."""

    def __init__(self, *args, twin="", words="", **kwargs):
        super().__init__(*args, **kwargs)
        self._twin, self._words = twin, words

    def __repr__(self):
        return f"Chart. {self._words}"

    def _repr_mimebundle_(self, include=None, exclude=None, validate=True, **kwargs):
        figure = json.loads(self.to_json())
        # Nothing that would send the chart, or its data, to somebody.
        away = ["sendChartToCloud", "sendDataToCloud"]
        figure["config"] = {
            "displaylogo": False, "responsive": True, "modeBarButtonsToRemove": away
        }  # fmt: skip
        return {"application/vnd.plotly.v1+json": figure}

    def _ipython_display_(self):
        from IPython.display import display

        # Two outputs: the picture carries no text, so where it cannot draw nothing stands
        # in its place and the twin is read once, not twice.
        display(self._repr_mimebundle_(), raw=True)
        display({"text/html": self._twin, "text/plain": repr(self)}, raw=True)


def lines(frame, x, y, color=None, *, title, unit, source, note=""):
    """Draw one line a series, mostly over years.

    Parameters
    ----------
    frame : pandas.DataFrame
        Long form: one row a point.
    x : str
        Column along the bottom, such as ``"year"``; the rows are taken in its order.
    y : str
        Column of numbers.
    color : str, optional
        Column that tells the series apart, at most six of them.
    title : str
        What the chart shows.
    unit : str
        Unit of ``y`` in words, such as ``"billion US dollars"``.
    source : str or list of str
        Ids of the bibliography: who published the numbers.
    note : str, optional
        One more line below the chart.

    Returns
    -------
    Chart
        A ``plotly.graph_objects.Figure``; change it as any other.

    Raises
    ------
    DataError
        If a column is missing, there is no row, ``y`` holds no numbers, or there are more than
        six series.

    Examples
    --------
    >>> f = pd.DataFrame({"year": [2022, 2023], "usd_bn": [190.3, 240.1]})
    >>> lines(f, "year", "usd_bn", title="Trade", unit="billion US dollars",
    ...       source="un-press-2022-ga-demands-end")
    Chart. Trade. In billion US dollars, by year. From 190.30 (2022) to 240.10 (2023); ...
    """
    ordered, groups = _series(frame, x, y, color)
    traces = []
    for i, (name, rows) in enumerate(groups):
        style = {"color": COLORS[i], "dash": DASHES[i], "width": 2.5}
        traces.append(
            go.Scatter(
                **_points(rows, x, y, name, unit),
                mode="lines+markers",
                line=style,
                marker={"symbol": SYMBOLS[i], "size": 6},
            )
        )
    return _chart(traces, frame, ordered, x, y, color, title, unit, source, note)


def bars(frame, x, y, color=None, *, title, unit, source, note=""):
    """Draw bars, side by side where there is more than one series.

    Parameters
    ----------
    frame, x, y, color, title, unit, source, note
        As in :func:`lines`; the bars stand in the order of the rows.

    Returns
    -------
    Chart

    Raises
    ------
    DataError
        As in :func:`lines`.

    Examples
    --------
    >>> f = pd.DataFrame({"flow": ["exports", "imports"], "usd_bn": [111.0, 129.1]})
    >>> bars(f, "flow", "usd_bn", title="2023", unit="billion US dollars",
    ...      source="un-press-2022-ga-demands-end")
    Chart. 2023. In billion US dollars, by flow. From 111.00 (exports) to 129.10 (imports); ...
    """
    ordered, groups = _series(frame, x, y, color, by_x=False)
    traces = [
        go.Bar(
            **_points(rows, x, y, name, unit),
            marker={"color": COLORS[i], "pattern": {"shape": PATTERNS[i], "solidity": 0.25}},
        )
        for i, (name, rows) in enumerate(groups)
    ]
    return _chart(traces, frame, ordered, x, y, color, title, unit, source, note)


def points(frame, x, y, label, *, title, x_unit, unit, source, note="", mark=None, line=None):
    """Draw one point a row on two logarithmic scales, each with its name.

    On such a scale every step multiplies: from 1 to 10 is as far as from 10 to 100.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row a point.
    x, y : str
        Columns of numbers above zero: along the bottom, and upwards.
    label : str
        Column with the name of each point.
    title, source, note
        As in :func:`lines`.
    x_unit, unit : str
        What ``x`` and ``y`` are, with their units, in words.
    mark : str, optional
        The name of a point that is to stand out.
    line : float, optional
        Draw the straight line on which ``y`` is this many times ``x``.

    Returns
    -------
    Chart

    Raises
    ------
    DataError
        If a column is missing, there is no row, or a number is not above zero.

    Examples
    --------
    >>> f = pd.DataFrame({"who": ["A", "B"], "gdp": [10.0, 100.0], "trade": [2.0, 30.0]})
    >>> points(f, "gdp", "trade", "who", title="Trade", x_unit="GDP", unit="trade",
    ...        source="un-press-2022-ga-demands-end")
    Chart. Trade. 2 points: GDP to the right, trade upwards, both on a logarithmic scale. ...
    """
    for column in (x, y):
        ordered, _ = _series(frame, label, column, None)
    ordered = ordered.sort_values(x, kind="stable", ignore_index=True)
    if not (ordered[[x, y]] > 0).all(axis=None):
        raise DataError("A logarithmic scale has no place for zero or less, nor for a gap.")
    known = ordered[label].eq(mark)
    # Neighbours write above and below in turn, so that their names do not collide.
    places = pd.Series([("top", "bottom")[i % 2] for i in range(len(ordered))], ordered.index)
    traces = []
    if line is not None:
        ends = [float(ordered[x].iloc[i]) for i in (0, -1)]
        traces.append(
            go.Scatter(
                x=[round(v, 6) for v in ends],
                y=[round(v * line, 6) for v in ends],
                mode="lines",
                line={"color": COLORS[2], "dash": DASHES[1], "width": 1.5},
                hoverinfo="skip",
            )
        )
    for i, rows in enumerate([ordered[~known], ordered[known]]):
        names = [html.escape(str(name)) for name in rows[label]]
        traces.append(
            go.Scatter(
                x=[round(float(v), 6) for v in rows[x]],
                y=[round(float(v), 6) for v in rows[y]],
                text=[f"<b>{name}</b>" for name in names] if i else names,
                mode="markers+text",
                textposition=[f"{place} center" for place in places[rows.index]],
                marker={"color": COLORS[i], "symbol": SYMBOLS[i], "size": 9 + 4 * i},
                hovertemplate=f"%{{text}}<br>{x_unit}: %{{x:,.1f}}<br>{unit}: %{{y:,.1f}}"
                "<extra></extra>",
            )
        )
    each = "; ".join(
        f"{row[label]} ({captions.number(row[x])}; {captions.number(row[y])})"
        for _, row in ordered.iterrows()
    )
    words = (
        f"{title}. {len(ordered)} points: {x_unit} to the right, {unit} upwards, "
        f"both on a logarithmic scale. From left to right: {each}."
    )
    if line is not None:
        words += f" The dashed line: {unit} = {captions.number(float(line))} × {x_unit}."
    below = captions.source_line(source) + (f" {note}" if note else "")
    shown = ordered[[label, x, y]].rename(columns={x: x_unit, y: unit})
    twin = captions.figure(title, "", [below], words, shown)
    layout = card(title, below, height=460, top=50, bottom=75)
    steps = [m * 10**k for k in range(-6, 13) for m in (1, 2, 5)]
    axes = {}
    for name, column, text in (("xaxis", x, x_unit), ("yaxis", y, unit)):
        low, high = ordered[column].min() / 2, ordered[column].max() * 2
        ticks = {"tickvals": [step for step in steps if low <= step <= high], "tickformat": ","}
        axes[name] = {**AXIS, "type": "log", "title": {"text": text}, **ticks}
    layout.update(showlegend=False, **axes)
    layout.annotations[0].update(yshift=-56)
    return Chart(data=traces, layout=layout, twin=twin, words=words)


def _series(frame, x, y, color, by_x=True):
    """Check the frame and take it apart: its rows in order, and a list of (name, rows)."""
    if not isinstance(frame, pd.DataFrame):
        raise DataError(f"A chart needs a DataFrame, and {type(frame).__name__} was given.")
    for column in filter(None, (x, y, color)):
        if column not in frame.columns:
            raise DataError(
                f"There is no column {column!r}. "
                f"The table has: {', '.join(map(str, frame.columns))}."
            )
    if frame.empty:
        raise DataError("The table has no rows, so there is nothing to draw. Check the filter.")
    if not pd.api.types.is_numeric_dtype(frame[y]):
        raise DataError(f"The column {y!r} holds no numbers, so it cannot be drawn.")
    ordered = frame.sort_values(x, kind="stable") if by_x else frame
    groups = [("", ordered)] if color is None else list(ordered.groupby(color, sort=False))
    if len(groups) > len(COLORS):
        raise DataError(
            f"{len(groups)} series are too many to tell apart; choose {len(COLORS)} or fewer."
        )
    return ordered, groups


def _points(rows, x, y, name, unit):
    """What both kinds of trace share. Plain lists: the same JSON on every machine."""
    along = [captions.number(v) if isinstance(v, pd.Timestamp) else v for v in rows[x].tolist()]
    suffix = f" ({name})" if name else ""
    return {
        "x": along,
        "y": [None if pd.isna(v) else round(float(v), 6) for v in rows[y]],
        "name": str(name),
        "hovertemplate": f"%{{x}}: %{{y:,.2f}} {unit}{suffix}<extra></extra>",
    }


def _chart(traces, frame, ordered, x, y, color, title, unit, source, note):
    words = f"{title}. {captions.series_in_words(ordered, x, y, color, unit)}"
    below = captions.source_line(source) + (f" {note}" if note else "")
    wide = (
        frame[[x, y]]
        if color is None
        else frame.pivot_table(index=x, columns=color, values=y, sort=False, aggfunc="first")[
            list(dict.fromkeys(frame[color]))
        ].reset_index()
    )
    twin = captions.figure(title, "", [below], words, wide.rename(columns={y: unit}))
    key = color is not None
    layout = card(title, below, height=400 + 30 * key, top=50 + 30 * key, bottom=55)
    layout.update(
        showlegend=key,
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "xanchor": "left"},
        xaxis={**AXIS, "showgrid": False},
        yaxis={**AXIS, "title": {"text": unit}, "rangemode": "tozero", "zerolinecolor": "#888888"},
    )
    return Chart(data=traces, layout=layout, twin=twin, words=words)


def card(title, below, *, height, top, bottom, wide=72):
    """Lay out what every chart shares: a white card, its title, and the small print below it.

    Parameters
    ----------
    title : str
        What the chart shows.
    below : str
        The small print; it is broken into lines, for which room is added.
    height, top, bottom : int
        Of the card and its upper and lower margin, in pixels, before the small print.
    wide : int
        Letters in a line of the small print.

    Returns
    -------
    plotly.graph_objects.Layout

    Examples
    --------
    >>> card("T", "Source: S.", height=400, top=50, bottom=55).height
    415
    """
    small = textwrap.wrap(below, wide)  # plotly does not break lines, and a phone is narrow
    return go.Layout(
        template=None,
        title={"text": title, "x": 0, "xref": "paper", "y": 0.97, "font": {"size": 17}},
        font={"family": FONT, "size": 13, "color": "#222222"},
        height=height + 15 * len(small),
        margin={"l": 60, "r": 20, "t": top, "b": bottom + 15 * len(small)},
        paper_bgcolor="#FFFFFF",
        plot_bgcolor="#FFFFFF",
        hoverlabel={"font": {"size": 13}},
        annotations=[
            {
                "text": "<br>".join(html.escape(line) for line in small),
                "x": 0,
                "y": 0,
                "yshift": -36,
                "xref": "paper",
                "yref": "paper",
                "xanchor": "left",
                "yanchor": "top",
                "align": "left",
                "showarrow": False,
                "font": {"size": 11, "color": "#555555"},
            }
        ],
    )
