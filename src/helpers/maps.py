"""Maps that draw without a network and say themselves in words.

Every map comes back as a ``folium.Map`` in degrees (:class:`helpers.page.Map`), so a teacher can
go on from there: its docstring lists what can be added without a network.
"""

import bisect
import datetime as dt
import math
import tempfile
from pathlib import Path

import folium
import pandas as pd

from helpers import browser, captions, data, page, sources, world

# How a body is called in a title, and inside a sentence.
BODIES = {
    "SCO": ("Shanghai Cooperation Organisation (SCO)", "the SCO"),
    "Shanghai Five": ("Shanghai Five", "the Shanghai Five"),
}

# One class a row: what its statuses are called, fill, pattern and ink. The fills keep 3:1
# against each other or differ in pattern, and stay apart for every kind of colour vision.
CLASSES = {
    "member": ("Members", ["founding member", "member"], "#0B4F8A", None, None),
    "observer": ("Observers", ["observer"], "#8CC1E8", "dots", "#0B4F8A"),
    "partner": ("Partners", ["partner", "dialogue partner"], "#BFDDF3", "lines", "#0B4F8A"),
    "associate": ("Associates", ["associate", "participant"], "#CDE6C7", "dots", "#2C5E2E"),
    "invited": ("Invited", ["invited"], "#F6C667", "cross", "#7A4A00"),
    "unconfirmed": ("Unconfirmed", ["unconfirmed"], "#F6C667", "back", "#7A4A00"),
    "declined": ("Declined", ["declined"], "#E3B7A8", "cross", "#7A2E12"),
}
CLASS_OF = {status: key for key, c in CLASSES.items() for status in c[1]}
WORDS = {
    "play": "▶ Play",
    "stop": "■ Stop",
    "year": "Year",
    "legend": "What the colours and patterns mean",
}
VOTES = {
    "yes": ("Yes", None, "#0B4F8A", None, None),
    "no": ("No", None, "#F6C667", "cross", "#7A4A00"),
    "abstain": ("Abstained", None, "#BFDDF3", "lines", "#0B4F8A"),
    "absent": ("Did not vote", None, "#FFFFFF", "dots", "#555555"),
}
# ColorBrewer's Blues, from light to dark; for each number of classes.
SHADES = {
    1: ["#6BAED6"],
    2: ["#9ECAE1", "#3182BD"],
    3: ["#C6DBEF", "#6BAED6", "#2171B5"],
    4: ["#C6DBEF", "#9ECAE1", "#4292C6", "#084594"],
    5: ["#C6DBEF", "#9ECAE1", "#6BAED6", "#2171B5", "#08306B"],
    6: ["#C6DBEF", "#9ECAE1", "#6BAED6", "#4292C6", "#2171B5", "#08306B"],
    7: ["#C6DBEF", "#9ECAE1", "#6BAED6", "#4292C6", "#2171B5", "#08519C", "#08306B"],
}
FEW_YEARS = 12  # so many years have each a sentence
FEW_CELLS = 240  # so large a table is shown with all its years, a larger one with first and last
PLACES = {
    "capital": "Capitals of members and partners",
    "other capital": "Capitals of further trade partners of China",
    "summit": "Cities of summits",
    "border": "Places at the border",
    "pipeline": "Power of Siberia, a sketch",
    "treaties": "What the treaties of 1689, 1858 and 1860 moved, a sketch",
}
SKETCHES = {
    "pipeline": "Dashed: a sketch from place to place, not a survey.",
    "treaties": "Dashed: the line of 1689, a sketch; nobody had surveyed it. White: borders today.",
}
PROJECTION = "Equal Earth projection: areas are true to each other."
LAND, DISPUTED = "#D3D3D0", {"color": "#D3D3D0", "pattern": "back", "ink": "#444444"}


def members(body, on=None, *, tiles=False):
    """Draw who belongs to a body: on one day, or year by year with a slider.

    Parameters
    ----------
    body : str
        ``"SCO"`` or ``"BRICS"``, as in the table ``members``.
    on : str, int, datetime.date or None
        A day, or a year (its last day). ``None`` gives a slider over the years from 1996 to the
        as-of date of the module; it works in the page, without Python.
    tiles : bool
        Mercator, with a background map of OpenStreetMap to tick. It loads nothing until ticked,
        and then needs a network.

    Returns
    -------
    Map
        A ``folium.Map`` in Equal Earth, in degrees. Below it: the map in words, and the table.

    Raises
    ------
    DataError
        If the body or the date is not known, or a member has no boundary.

    Examples
    --------
    >>> members("SCO", on="2017-06-09").words[:52]
    'On 9 June 2017 the SCO had 8 members: China, India, '
    """
    day = data.day_of(on)
    now = data.members(body, day, status=None)
    full, named = _called(body)
    words, lines, days = _words(named, day, now), _small_print(day, tiles), [day]
    title = f"{full}: who had which status on {_day(day)}"
    if on is not None:
        rows, news = now, {}
    else:
        days = _last_days()
        rows = data.table("members").sort_values(["since", "name"])
        begun = rows["until"].isna() | (rows["until"] > pd.Timestamp(days[0]))
        rows = rows[(rows["body"] == body) & begun & (rows["since"] <= pd.Timestamp(day))]
        title = f"{full}: who had which status, {days[0].year} to {day.year}"
        words = f"{words} {_history(rows, days)}"
        lines = ["Move the slider, or press Play. Each year shows its last day.", *lines]
        news = _news(rows)
    spans = [
        [row.iso3, CLASS_OF[row.status], f"{row.status.capitalize()} since {_since(row)}",
         _iso(row.since), _iso(row.until)]
        for row in rows.itertuples()
    ]  # fmt: skip
    table = _shown(rows, ended=on is None)
    return _draw(
        title, lines, words, table, spans, CLASSES, "No status", days=days, news=news, tiles=tiles
    )


def overlap(a, b, on=None):
    """Draw who is a member of two bodies, and who of only one of them.

    Parameters
    ----------
    a, b : str
        Bodies, as in the table ``members``.
    on : str, int, datetime.date or None
        A day, or a year (its last day); ``None`` is the as-of date of the module.

    Returns
    -------
    Map

    Raises
    ------
    DataError
        If a body or the date is not known, or both are the same body.

    Examples
    --------
    >>> overlap("SCO", "BRICS").words[:73]
    'On 23 November 2026 in both SCO and BRICS (4): China, India, Iran, Russia'
    """
    if a == b:
        raise data.DataError(f"Give two different bodies; {a!r} was given twice.")
    day = data.day_of(on)
    rows = {body: data.members(body, day).set_index("iso3") for body in (a, b)}
    since = {body: rows[body]["since"] for body in (a, b)}
    names = pd.concat([rows[a]["name"], rows[b]["name"]])
    names = names[~names.index.duplicated()].sort_values()
    classes = {
        "both": (f"In both {a} and {b}", None, "#5B2A86", None, None),
        "first": (f"Only in {a}", None, "#BFDDF3", "lines", "#0B4F8A"),
        "second": (f"Only in {b}", None, "#F6C667", "dots", "#7A4A00"),
    }
    key = {
        code: "both" if code in since[a] and code in since[b] else "first" if code in since[a]
        else "second" for code in names.index
    }  # fmt: skip
    spans = [[code, key[code], classes[key[code]][0], "", ""] for code in names.index]
    groups = [
        f"{label[0].lower()}{label[1:]} ({len(found)}): {', '.join(found)}"
        for k, (label, *_) in classes.items()
        if (found := [names[c] for c in names.index if key[c] == k])
    ]
    table = pd.DataFrame({"Country": names})
    for body in (a, b):
        dates = [since[body].get(code) for code in names.index]
        table[f"In {body} since"] = ["" if day is None else _day(day) for day in dates]
    words = f"On {_day(day)} {'; '.join(groups)}." if groups else f"On {_day(day)} nobody."
    title = f"Members of {a} and {b} on {_day(day)}"
    return _draw(title, _small_print(day), words, table, spans, classes, "In neither")


def choropleth(series, title, unit, source, *, classes=5, note=""):
    """Colour countries by a number, in classes with as many countries each as may be.

    Parameters
    ----------
    series : pandas.Series or pandas.DataFrame
        Numbers with ISO 3166 alpha-3 codes as the index, such as
        ``data.table("economy").query("year == 2023").set_index("iso3")["gdp_usd_bn"]``.
        A missing number is drawn as "no data". With a DataFrame, each column is a year
        (``frame.pivot(index="iso3", columns="year", values="share")``), and a slider in the page
        goes through them; the classes are the same in all years. The whole world in many years
        makes a large map (35 years: 260 KB in the notebook); every fifth year is often enough.
    title : str
        What is shown, and for which year.
    unit : str
        In words.
    source : str or list of str
        Ids of the bibliography.
    classes : int or list of float
        How many classes (2 to 7), or their lower bounds from the second class on.
    note : str
        One more line above the map.

    Returns
    -------
    Map

    Raises
    ------
    DataError
        If a code has no boundary or stands there twice, a value is not a number, a column is no
        year, or nothing is left to draw. No country is dropped silently: leave out world totals
        ("WLD") yourself.

    Examples
    --------
    >>> series = pd.Series({"CHN": 3.0, "RUS": 2.0, "IND": 1.0})
    >>> choropleth(series, "A test", "points", "un-press-2022-ga-demands-end", classes=3).words
    'A test. In points. Highest: China 3, Russia 2, India 1. ...
    """
    if isinstance(series, pd.DataFrame):
        return _choropleth_by_year(series, title, unit, source, classes, note)
    values = _values(series)
    known = values.dropna().sort_values(ascending=False, kind="stable")
    bounds = _bounds(known, classes)
    spans = [
        [code, _class_of(value, bounds), f"{_plain(value)} {unit}", "", ""]
        for code, value in known.items()
    ]
    told = [f"{world.name(code)} {_plain(value)}" for code, value in known.items()]
    words = f"{title}. In {unit}. Highest: {', '.join(told[:5])}."
    if len(told) > 10:
        words += f" Lowest: {', '.join(told[-5:])}."
    none = [world.name(code) for code in values.index if pd.isna(values[code])]
    words += f" {len(known)} countries have a number."
    words += f" No data: {', '.join(sorted(none))}." if none else ""
    lines = [*filter(None, [note]), captions.source_line(source), PROJECTION, world.caption()]
    table = pd.DataFrame(
        {"Country": [world.name(code) for code in known.index], unit: known.values}
    )
    return _draw(title, lines, words, table, spans, _looks(bounds), "No data")


def _choropleth_by_year(frame, title, unit, source, classes, note):
    """The same with a slider: one column a year, one set of classes for all of them."""
    values = _values_by_year(frame)
    bounds = _bounds(values.melt()["value"].dropna(), classes)
    spans, news, said = [], {}, []
    for year, of_year in values.items():
        known = of_year.dropna().sort_values(ascending=False, kind="stable")
        spans += [
            [code, _class_of(value, bounds), f"{_plain(value)} {unit}, {year}",
             f"{year}-01-01", f"{year + 1}-01-01"]
            for code, value in known.items()
        ]  # fmt: skip
        top = [f"{world.name(code)} {_plain(value)}" for code, value in known[:3].items()]
        news[str(year)] = f"Highest: {', '.join(top)}" if top else "No data for this year"
        said.append(f"{year}: {', '.join(top) or 'no data'} ({len(known)} with a number).")
    if len(said) > FEW_YEARS:
        said = [said[0], "…", said[-1]]
    missing = sorted(world.name(code) for code in values.index[values.isna().any(axis=1)])
    words = f"{title}. In {unit}. The highest of each year: {' '.join(said)}"
    words += f" In some years no data: {', '.join(missing)}." if missing else ""
    days = [dt.date(year, 12, 31) for year in values.columns]
    slider = "Move the slider, or press Play. The classes are the same in all years."
    lines = [*filter(None, [note, slider if len(days) > 1 else ""]),
             captions.source_line(source), PROJECTION, world.caption()]  # fmt: skip
    shown = values.columns if values.size <= FEW_CELLS else values.columns[[0, -1]].unique()
    ordered = values.sort_values(values.columns[-1], ascending=False, kind="stable")
    table = pd.DataFrame({"Country": [world.name(code) for code in ordered.index]})
    for year in shown:
        table[f"{year}, {unit}"] = ordered[year].to_numpy()
    return _draw(title, lines, words, table, spans, _looks(bounds), "No data", days=days, news=news)


def _class_of(value, bounds):
    return f"c{bisect.bisect_right(bounds, value) - 1}"  # the first bound is minus infinity


def _looks(bounds):
    """The classes with their labels and shades, from the highest to the lowest."""
    shades = SHADES[len(bounds)]
    looks, edges = {}, [*bounds, math.inf]
    for i in reversed(range(len(bounds))):
        low, high = edges[i], edges[i + 1]
        label = (
            f"{_plain(low)} or more" if i == len(bounds) - 1 else f"{_plain(low)} to {_plain(high)}"
        )
        if i == 0:
            label = f"below {_plain(high)}" if high != math.inf else "all"
        looks[f"c{i}"] = (label, None, shades[i], None, None)
    return looks


def votes(symbol):
    """Draw how states voted on a resolution of the United Nations.

    Parameters
    ----------
    symbol : str
        As in the table ``un_resolutions``: ``"A/RES/ES-11/1"``, or its end, ``"ES-11/1"``.

    Returns
    -------
    Map
        The states whose vote the table ``un_votes`` holds; all others are "not in the table".

    Raises
    ------
    DataError
        If there is no such resolution; the sentence lists those there are.

    Examples
    --------
    >>> votes("ES-11/1").words[:52]
    'On 2 March 2022 the General Assembly voted on A/RES/'
    """
    resolutions = data.table("un_resolutions")
    found = resolutions[resolutions["symbol"].str.removeprefix("A/RES/").isin(
        [symbol, str(symbol).removeprefix("A/RES/")])]  # fmt: skip
    if len(found) != 1:
        known = ", ".join(resolutions["symbol"].str.removeprefix("A/RES/"))
        raise data.DataError(f"There is no resolution {symbol!r} in the table. There are: {known}.")
    of = found.iloc[0]
    cast = data.table("un_votes").query("symbol == @of.symbol").copy()
    cast["name"] = [world.name(code) for code in cast["iso3"]]
    cast = cast.sort_values("name")
    body = {"UNGA": "General Assembly", "UNSC": "Security Council"}[of["body"]]
    tally = f"{of['yes']} yes, {of['no']} no, {of['abstain']} abstentions; {of['result']}"
    spans = [[r.iso3, r.vote, VOTES[r.vote][0], "", ""] for r in cast.itertuples()]
    groups = [
        f"{label.lower()}: {', '.join(cast.loc[cast['vote'] == key, 'name'])}"
        for key, (label, *_) in VOTES.items()
        if (cast["vote"] == key).any()
    ]
    words = (
        f"On {_day(of['date'])} the {body} voted on {of['symbol']}, {of['title']} ({tally}). "
        f"Of the {len(cast)} states in the table: {'; '.join(groups)}."
    )
    table = pd.DataFrame({"Country": cast["name"], "Vote": cast["vote"]})
    lines = [
        f"{tally}. Shown: members of the SCO and BRICS, and a few others.",
        captions.source_line(of["sources"].split(";")),
        PROJECTION,
        world.caption(),
    ]
    title = f"{of['symbol']}, {of['title']}: votes on {_day(of['date'])}"
    return _draw(title, lines, words, table, spans, VOTES, "Not in the table")


def compare_projections(body, on=None):
    """Draw the same map twice: Equal Earth above, Mercator below, with the true areas.

    Parameters
    ----------
    body : str
    on : str, int, datetime.date or None
        As in :func:`members`.

    Returns
    -------
    Map
        The upper map is the ``folium.Map``; the lower one follows it.

    Raises
    ------
    DataError
        If the body or the date is not known.

    Examples
    --------
    >>> "Russia" in compare_projections("SCO").words
    True
    """
    day = data.day_of(on)
    rows = data.members(body, day)
    area = {code: world.area_km2(code) for code in rows["iso3"]}
    order = sorted(area, key=area.get, reverse=True)
    # On Mercator a small piece at latitude p is drawn 1 / cos² p times as large as at the equator.
    stretch = {c: 1 / math.cos(math.radians(world.label_point(c)[1])) ** 2 for c in order}
    table = pd.DataFrame(
        {
            "Country": [world.name(c) for c in order],
            "Area, million km²": [area[c] / 1e6 for c in order],
            "Mercator draws it larger by about": [f"{stretch[c]:.1f} times" for c in order],
        }
    )
    full, named = _called(body)
    words = (
        f"The members of {named} on {_day(day)}, drawn twice. Equal Earth keeps areas true to each "
        "other; Mercator draws land far from the equator too large. "
        + "; ".join(
            f"{world.name(c)} {area[c] / 1e6:.2f} million km², on Mercator about "
            f"{stretch[c]:.1f} times as large" for c in order
        )
        + "."
    )  # fmt: skip
    spans = [[c, "member", f"{area[c] / 1e6:.2f} million km²", "", ""] for c in order]
    title = f"{full}: two projections, {_day(day)}"
    lines = [
        "Above: Equal Earth. Below: Mercator. Areas are computed from the boundaries; the stretch "
        "is that of the point at which a country is labelled.",
        world.caption(),
    ]
    members = {"member": CLASSES["member"]}
    return _draw(title, lines, words, table, spans, members, "No status", pair=True)


def places(kind):
    """Draw places by name: capitals, summits, the border, its treaties, a pipeline.

    Parameters
    ----------
    kind : str
        ``"capital"``, ``"summit"``, ``"border"``, ``"treaties"`` or ``"pipeline"``, as in the
        table ``places``.

    Returns
    -------
    Map
        A place with two names carries both. A dashed line is a sketch from place to place.

    Raises
    ------
    DataError
        If there is no such kind; the sentence lists those there are.

    Examples
    --------
    >>> "Damansky" in places("border").words
    True
    """
    rows = data.table("places")
    kinds = list(dict.fromkeys(rows["kind"]))
    if kind not in kinds:
        raise data.DataError(f"There is no kind {kind!r}. The kinds are: {', '.join(kinds)}.")
    rows = rows[rows["kind"] == kind]
    both = [" / ".join(filter(None, names)) for names in rows[["name", "other_name"]].values]
    points = [
        {
            "name": name,
            "lines": [" · ".join(filter(None, [row.name_zh, row.name_ru])), row.note],
            "lat": row.lat,
            "lng": row.lon,
            "label": len(rows) <= 16,
        }
        for name, row in zip(both, rows.itertuples(), strict=True)
    ]
    route = rows[rows["order"].notna()].sort_values("order")
    line = route[["lat", "lon"]].values.tolist()
    title = PLACES.get(kind, kind.capitalize())
    # A divided island names both states, joined by a semicolon.
    lies = [" and ".join(world.name(code) for code in cell.split(";")) for cell in rows["iso3"]]
    said = [
        f"{name} ({'; '.join(filter(None, [country, note]))})"
        for name, country, note in zip(both, lies, rows["note"], strict=True)
    ]
    table = pd.DataFrame(
        {"Place": both, "In Chinese": rows["name_zh"], "In Russian": rows["name_ru"],
         "Country": lies, "Note": rows["note"], "Latitude": rows["lat"], "Longitude": rows["lon"]}
    )  # fmt: skip
    ids = list(dict.fromkeys(i for cell in rows["sources"] for i in cell.split(";")))
    sketch = [SKETCHES[kind]] if kind in SKETCHES else []
    lines = [*sketch, captions.source_line(ids[:4]), PROJECTION, world.caption()]
    words = " ".join([f"{title}: {'; '.join(said)}.", *sketch])
    return _draw(title, lines, words, table, [], {}, "Land", points=points, line=line)


def save(map, path):
    """Write a map as one file that any browser opens, without a network.

    Parameters
    ----------
    map : Map
    path : str or pathlib.Path
        Such as ``"sco.html"``; an existing file is replaced.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    DataError
        If there is no such folder, or it is no map of this module.

    Examples
    --------
    >>> save(members("SCO"), "sco.html").name  # doctest: +SKIP
    'sco.html'
    """
    target = _target(map, path, ".html")
    target.write_text(page.document(map.title, map._repr_html_()), encoding="utf-8")
    return target


def picture(map, path, width=1280, height=720):
    """Make a picture of a map for slides, with a Chromium that is on this machine.

    Parameters
    ----------
    map : Map
    path : str or pathlib.Path
        Such as ``"sco.png"``.
    width, height : int
        In pixels.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    DataError
        If there is no such folder or no Chromium, or it made no picture.

    Examples
    --------
    >>> picture(members("SCO"), "sco.png").name  # doctest: +SKIP
    'sco.png'
    """
    target = _target(map, path, ".png")
    program = browser.chromium()
    if program is None:
        raise data.DataError(
            "A picture needs Chromium or Chrome, and none was found. Install one, or name it in "
            "the environment variable CHROMIUM; or save the map with maps.save and take a "
            "screenshot."
        )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "map.html"
        file.write_text(map.page(), encoding="utf-8")
        target.unlink(missing_ok=True)
        browser.headless(
            program, file, "--hide-scrollbars", f"--window-size={int(width)},{int(height)}",
            "--virtual-time-budget=3000", f"--screenshot={target.resolve()}",
        )  # fmt: skip
    if not target.exists():
        raise data.DataError(f"{program} made no picture. Save the map with maps.save instead.")
    return target


def _target(map, path, ending):
    if not isinstance(map, page.Map):
        raise data.DataError(f"This takes a map of maps.…, and {type(map).__name__} was given.")
    target = Path(path)
    if target.suffix != ending:
        raise data.DataError(f"{target.name} must end in {ending}.")
    if not target.parent.is_dir():
        raise data.DataError(f"There is no folder {target.parent}. Make it first.")
    return target


def _values(series):
    """The numbers of a choropleth, or a sentence on what is wrong with them."""
    if not isinstance(series, pd.Series):
        kind = type(series).__name__
        raise data.DataError(
            f"A column with country codes as its index is needed, and {kind} was given. "
            "Write: frame.set_index('iso3')['the column']."
        )
    series = _numbers(series)
    if series.dropna().empty:
        raise data.DataError("There is no number to draw. Check the filter before the map.")
    return series


def _values_by_year(frame):
    """The numbers of a choropleth with years, oldest first."""
    years = []
    for column in frame.columns:
        try:
            years.append(data.calendar_day(column.item() if hasattr(column, "item") else column))
        except data.DataError:
            years.append(None)
        if years[-1] is None or len(str(column)) != 4:
            raise data.DataError(
                f"The columns of a table must be years, and one is {column!r}. Write: "
                "frame.pivot(index='iso3', columns='year', values='the column'); or for one year "
                "frame.set_index('iso3')['the column']."
            )
    years = [day.year for day in years]
    if len(set(years)) < len(years):
        raise data.DataError("A year stands there twice. Give each year one column.")
    values = {year: _numbers(frame.iloc[:, i]) for i, year in enumerate(years)}
    values = pd.DataFrame(values).sort_index(axis=1)
    if not len(values.columns) or values.isna().all(axis=None):
        raise data.DataError("There is no number to draw. Check the filter before the map.")
    return values


def _numbers(series):
    """A column of numbers by country, or a sentence on what is wrong with it."""
    bad = [v for v in series if isinstance(v, (str, bool))]
    if bad or not (pd.api.types.is_numeric_dtype(series) or series.isna().all()):
        said = f"; the first other value is {bad[0]!r}" if bad else ""
        raise data.DataError(f"The column holds values that are no numbers{said}.")
    series = series.astype("float64")
    twice = sorted(set(series.index[series.index.duplicated()].astype(str)))
    if twice:
        raise data.DataError(
            f"{', '.join(twice[:5])} stands there more than once. Choose one year first, such as "
            "frame[frame['year'] == 2023]."
        )
    lost = sorted(str(code) for code in set(series.index) - set(world.codes()))
    if lost:
        raise data.DataError(
            f"No country has the code {', '.join(lost[:8])}. Codes are ISO 3166 alpha-3, such as "
            "CHN; leave out totals such as WLD with .drop('WLD')."
        )
    if series.isin([math.inf, -math.inf]).any():
        raise data.DataError("One of the numbers is infinite: something was divided by zero.")
    return series


def _bounds(values, classes):
    """Lower bounds of the classes: equal counts, at two figures so that the legend can be read."""
    if isinstance(classes, (list, tuple)):
        bounds = [-math.inf, *classes]
        if sorted(set(bounds)) != bounds or not 2 <= len(bounds) <= max(SHADES):
            raise data.DataError(
                f"Give one to {max(SHADES) - 1} bounds, each larger than the one before."
            )
        return bounds
    if isinstance(classes, bool) or not isinstance(classes, int) or not 2 <= classes <= max(SHADES):
        raise data.DataError(f"Give 2 to {max(SHADES)} classes, or a list of their bounds.")
    wanted = values.quantile([i / classes for i in range(1, classes)])
    rounded = {float(f"{v:.2g}") for v in wanted}
    return [-math.inf, *sorted(v for v in rounded if values.min() < v <= values.max())]


def _plain(value):
    """A number for a legend: thousands set apart, no more than four figures."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{float(f'{value:.4g}'):g}"


def _draw(
    title,
    lines,
    words,
    table,
    spans,
    classes,
    none,
    *,
    days=(),
    news=None,
    tiles=False,
    pair=False,
    points=(),
    line=(),
):
    """Put together a map whose countries fall into classes; see maps.js for what it gets."""
    codes = sorted({span[0] for span in spans})
    lost = sorted(set(codes) - set(world.codes()))
    if lost:
        raise data.DataError(f"The boundary file has no country with the code {', '.join(lost)}.")
    # Hong Kong and Macao have shapes of their own; where they have no entry they go with China.
    parts = sorted(set(world.territories("CHN")) - set(codes)) if "CHN" in codes else []
    spans += [
        [part, key, f"With {world.name(code)}: {text}", since, until]
        for code, key, text, since, until in spans if code == "CHN"
        for part in parts
    ]  # fmt: skip
    styles = {key: {"color": c[2], "pattern": c[3], "ink": c[4]} for key, c in classes.items()}
    styles |= {"none": {"color": LAND, "pattern": None, "ink": None}, "disputed": DISPUTED}
    markers = []
    for code in filter(world.is_small, codes):
        lng, lat = world.label_point(code)
        names = world.names(code)
        markers.append({"iso3": code, "name": names["en"], "name_zh": names["zh"],
                        "name_ru": names["ru"], "lat": lat, "lng": lng})  # fmt: skip
    legend = [[key, c[0]] for key, c in classes.items()]
    legend += [["none", none], ["disputed", "Disputed area"]]
    payload = {
        "title": title, "spans": spans,
        "styles": styles, "legend": legend, "markers": markers,
        "parts": parts, "none": none, "days": [_iso(day) for day in days] or [""],
        "news": news or {}, "words": WORDS, "pair": pair, "tiles": tiles,
        "points": list(points), "line": list(line),
    }  # fmt: skip
    shape = "pair" if pair else "with years" if len(days) > 1 else "wide"
    crs, home = ("EPSG3857", [40, 11]) if tiles else ("EqualEarth", [18, 11])
    drawn = page.Map(title, lines, words, table, shape, crs, location=home, home=home)
    drawn.add_child(page.Countries(payload, world.text(), world.text("disputed")))
    if tiles:
        layer = folium.TileLayer(
            "OpenStreetMap", name="Background map (needs a network)", overlay=True, show=False,
            referrer_policy="strict-origin-when-cross-origin",
        )  # fmt: skip
        layer.add_to(drawn)
        folium.LayerControl(collapsed=False).add_to(drawn)
    return drawn


def _last_days():
    """The last day of each year of the table; for the current year the as-of date."""
    end = data.as_of()
    return [dt.date(year, 12, 31) for year in range(data.FIRST_DAY.year, end.year)] + [end]


def _news(rows):
    """Who came to which status in a year: one line for each year."""
    out = {}
    for year, of_year in rows.groupby(rows["since"].dt.year):
        told = [
            f"{status}: {', '.join(sorted(names))}"
            for status, names in of_year.groupby("status", sort=False)["name"]
        ]
        out[str(year)] = "New – " + "; ".join(told)
    return out


def _history(rows, days):
    """The years in which the number of members changed, in words."""
    rows = rows[rows["status"].isin(CLASSES["member"][1])]
    spans = list(zip(rows["since"], rows["until"], strict=True))
    said, before = [], 0
    for day in map(pd.Timestamp, days):
        # A membership that has not ended has no date there, which is not before any day.
        count = sum(since <= day and not until <= day for since, until in spans)
        if count != before:
            before = count
            said.append(f"{day.year}: {count}")
    return f"Members at the end of the year, where the number changed: {', '.join(said)}."


def _small_print(day, tiles=False):
    how = "Mercator projection: areas far from the equator look too large." if tiles else PROJECTION
    return [
        f"Status up to {_day(day)}. {how}",
        world.caption(),
        "Sources of each membership: in the table below.",
    ]


def _called(body):
    return BODIES.get(body, (body, body))


def _day(day):
    return captions.day(day)


def _iso(day):
    return "" if pd.isna(day) else f"{day:%Y-%m-%d}"


def _since(row):
    """A date as exact as its source."""
    return captions.day(row.since, row.precision)


def _words(named, day, rows):
    groups = []
    for label, statuses, *_ in CLASSES.values():
        names = sorted(rows.loc[rows["status"].isin(statuses), "name"])
        if names:
            noun = label.lower() if len(names) > 1 else label.lower().removesuffix("s")
            groups.append(f"{len(names)} {noun}: {', '.join(names)}")
    if not groups:
        return f"On {_day(day)} {named} had no members."
    return f"On {_day(day)} {named} had {'; '.join(groups)}. All other countries: no status."


def _shown(rows, ended=False):
    """The table below a map of members: for people, so with words and not with ids."""
    shown = {
        "Country": rows["name"],
        "Status": rows["status"],
        "Since": [_since(row) for row in rows.itertuples()],
    }
    if ended:
        shown["Until"] = ["" if pd.isna(day) else _day(day) for day in rows["until"]]
    shown["Source"] = [sources.short(ids.split(";")[0]) for ids in rows["sources"]]
    return pd.DataFrame(shown)
