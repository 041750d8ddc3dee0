"""What stands around a picture: title, source line, the picture in words, and its table.

A map and a chart say everything a second time as plain HTML, in elements that carry meaning
of their own (``figure``, ``figcaption``, ``details``, ``table``). A notebook that is not
trusted keeps these, a screen reader reads them, and they print.
"""

import html

import pandas as pd

from helpers import sources
from helpers.data import DataError

OWN = "own"
"""In the place of a source: data that the reader brings along."""


def figure(title, picture, lines, words, frame, table_title="The table"):
    """Put a picture between its title and its text twin.

    Parameters
    ----------
    title : str
        One line above the picture.
    picture : str
        HTML of the picture, or an empty text where the picture stands elsewhere.
    lines : list of str
        Lines below it: what the signs mean, source, date.
    words : str
        The picture in words.
    frame : pandas.DataFrame
        The data of the picture; the columns are shown as they are named.
    table_title : str
        What the folded table is called.

    Returns
    -------
    str
        HTML in one line: some readers of notebooks do not join the lines of an output.

    Examples
    --------
    >>> figure("T", "", ["Source: S"], "Up.", pd.DataFrame({"a": [1]}))[:8]
    '<figure>'
    """
    return framed(title, picture, lines, words, table_title, table(frame))


def framed(title, picture, lines, words, twin_title, twin):
    """Put a picture between its title and a twin that is HTML already, such as a list.

    Parameters
    ----------
    title, picture, lines, words
        As in :func:`figure`.
    twin_title : str
        What the folded part is called.
    twin : str
        HTML.

    Returns
    -------
    str

    Examples
    --------
    >>> framed("T", "", ["Source: S"], "Up.", "The list", "<ol></ol>")[-28:]
    '<ol></ol></details></figure>'
    """
    small = "".join(f"<br><small>{html.escape(line)}</small>" for line in lines if line)
    head = f"<b>{html.escape(title)}</b>{small}"
    if not picture:  # it stands above, with its title: one quiet line is enough
        head = f"<small>{html.escape(' '.join([f'{title}.', *lines]))}</small>"
    page = (
        f"<figure><figcaption>{head}</figcaption>{picture}"
        f"<details><summary>In words</summary><p>{html.escape(words)}</p></details>"
        f"<details><summary>{html.escape(twin_title)}</summary>{twin}</details></figure>"
    )
    return page.replace("\n", " ")


def table(frame):
    """Write a small table as HTML, with column heads that a screen reader ties to the cells.

    Parameters
    ----------
    frame : pandas.DataFrame
        The index is left out.

    Returns
    -------
    str

    Examples
    --------
    >>> "<tr><td>1.50</td></tr>" in table(pd.DataFrame({"a": [1.5]}))
    True
    """
    head = "".join(f'<th scope="col">{html.escape(str(c))}</th>' for c in frame.columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(number(v))}</td>" for v in row) + "</tr>"
        for row in frame.itertuples(index=False)
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def number(value):
    """Write one value for a reader: two decimals, a day without its hours, nothing for nothing.

    Parameters
    ----------
    value : object

    Returns
    -------
    str

    Examples
    --------
    >>> number(1234.5), number(1992), number(pd.Timestamp("2001-06-15")), number(None)
    ('1,234.50', '1992', '2001-06-15', '')
    """
    if value is None or value is pd.NaT or (not isinstance(value, str) and pd.isna(value)):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float):
        return f"{value:,.2f}"
    return str(value)


def day(date, precision="day"):
    """Write a date as exactly as it is known.

    Parameters
    ----------
    date : datetime.date or pandas.Timestamp
        The day, or the first day of the month, year or decade.
    precision : str
        ``"day"``, ``"month"``, ``"year"`` or ``"decade"``.

    Returns
    -------
    str

    Examples
    --------
    >>> day(pd.Timestamp("1960-07-01")), day(pd.Timestamp("1960-07-01"), "month")
    ('1 July 1960', 'July 1960')
    """
    return {
        "day": f"{date.day} {date:%B} {date.year}",
        "month": f"{date:%B} {date.year}",
        "year": f"{date.year}",
        "decade": f"{date.year}s",
    }[precision]


def source_line(source):
    """Write the line under a picture that says who published the data.

    Parameters
    ----------
    source : str or list of str
        Ids of the bibliography; or :data:`OWN`, for what the reader has gathered.

    Returns
    -------
    str

    Raises
    ------
    DataError
        If a picture has no source, or the bibliography does not know it.

    Examples
    --------
    >>> source_line("un-press-2022-ga-demands-end")
    'Source: UN Press, 2022.'
    """
    if source == OWN:
        return "Source: your own data."
    names = [source] if isinstance(source, str) else list(source or [])
    if not names:
        raise DataError("Every picture names its source: give source='id of data/sources.json'.")
    return "Source: " + "; ".join(dict.fromkeys(sources.short(i) for i in names)) + "."


def series_in_words(frame, x, y, color, unit):
    """Say in words what a chart of one or more series shows.

    Parameters
    ----------
    frame : pandas.DataFrame
        Long form: one row a point.
    x, y : str
        Columns.
    color : str or None
        The column that tells the series apart.
    unit : str
        Unit of ``y``.

    Returns
    -------
    str
        For each series: first and last value, highest and lowest.

    Examples
    --------
    >>> f = pd.DataFrame({"year": [1, 2, 3], "v": [1.0, 9.0, 5.0]})
    >>> series_in_words(f, "year", "v", None, "t")
    'In t, by year. From 1.00 (1) to 5.00 (3); highest 9.00 (2), lowest 1.00 (1).'
    """
    said = [f"In {unit}, by {x}."]
    groups = [("", frame)] if color is None else frame.groupby(color, sort=False)
    for name, rows in groups:
        rows = rows.dropna(subset=[y])
        if rows.empty:
            continue
        values, along = rows[y].astype(float).tolist(), rows[x].tolist()
        top, low = values.index(max(values)), values.index(min(values))
        at = [f"{number(values[i])} ({number(along[i])})" for i in (0, -1, top, low)]
        start = f"{str(name)[:1].upper()}{str(name)[1:]}: from" if color else "From"
        said.append(f"{start} {at[0]} to {at[1]}; highest {at[2]}, lowest {at[3]}.")
    return " ".join(said)
