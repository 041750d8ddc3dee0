"""The bibliography: who says so, where, and when.

The sources stand in ``data/sources.json`` as CSL-JSON, which Zotero and most reference
managers open. Which source a lesson uses is read from the links of the lesson itself and kept
in ``data/lessons.json`` (written by ``tools/store.py``).
"""

import calendar
import functools
import html

from helpers.data import DataError, read_json

TIERS = {
    "A": "official or scholarly text",
    "B": "news agency or known press",
    "C": "mirror, blog or aggregator",
}


@functools.cache
def _all():
    items = read_json("sources.json")
    if not isinstance(items, list):
        raise DataError("sources.json must be a list of sources in square brackets (CSL-JSON).")
    for i, item in enumerate(items, start=1):
        try:
            whole = all(isinstance(item[k], str) and item[k] for k in ("id", "title", "URL"))
            whole = whole and item["custom"]["tier"] in TIERS and bool(_html(item))
        except (KeyError, TypeError, AttributeError, IndexError, ValueError):
            whole = False
        if not whole:
            raise DataError(
                f"sources.json, source number {i}: each needs id, title, URL and custom.tier "
                "(A, B or C); issued and author, if there, in the form of CSL-JSON."
            )
    return {item["id"]: item for item in items}


def ids():
    """Give the ids of all sources.

    Returns
    -------
    list of str

    Examples
    --------
    >>> len(ids()) > 0
    True
    """
    return list(_all())


def get(id):
    """Give one source as it stands in the bibliography.

    Parameters
    ----------
    id : str
        Such as ``"un-press-2022-ga-demands-end"``.

    Returns
    -------
    dict
        A CSL-JSON item: ``id``, ``type``, ``title``, ``publisher``, ``issued``, ``URL`` …;
        ``custom["tier"]`` is A (official or scholarly), B (press) or C (mirror, blog).

    Raises
    ------
    DataError
        If no source has this id.

    Examples
    --------
    >>> get("un-press-2022-ga-demands-end")["custom"]["tier"]
    'A'
    """
    if id not in _all():
        raise DataError(f"There is no source {id!r} in data/sources.json. {_near(id)}")
    return _all()[id]


def cite(id):
    """Write one source as a line of Markdown.

    Parameters
    ----------
    id : str
        The id of the source.

    Returns
    -------
    str
        Author or publisher, title, date, with a link.

    Raises
    ------
    DataError
        If no source has this id.

    Examples
    --------
    >>> cite("un-press-2022-ga-demands-end").startswith("UN Press, [")
    True
    """
    item = get(id)
    date = _date(item)
    return f"{_head(item)}, [{item['title']}]({item['URL']})" + (f", {date}" if date else "")


def short(id):
    """Name one source in a few words, for the line under a chart.

    Parameters
    ----------
    id : str
        The id of the source.

    Returns
    -------
    str
        Publisher and year.

    Examples
    --------
    >>> short("un-press-2022-ga-demands-end")
    'UN Press, 2022'
    """
    item = get(id)
    year = _parts(item)[0]
    name = item.get("publisher") or _authors(item) or item["title"]
    return f"{name}, {year}" if year else name


def bibliography(lesson):
    """List every source that a lesson links to.

    Parameters
    ----------
    lesson : str
        The file name of the lesson without its ending, such as ``"04_trade"``.

    Returns
    -------
    Bibliography
        Shows as a list in a notebook; iterating over it gives the ids.

    Raises
    ------
    DataError
        If there is no such lesson.

    Examples
    --------
    >>> len(list(bibliography("04_trade"))) > 3
    True
    """
    lessons = read_json("lessons.json")
    if lesson not in lessons:
        raise DataError(f"There is no lesson {lesson!r}. The lessons are: {', '.join(lessons)}.")
    return Bibliography(lessons[lesson]["sources"])


class Bibliography:
    """A list of sources that a notebook shows as HTML, and a terminal as text."""

    def __init__(self, ids):
        self.ids = sorted(ids, key=lambda i: (get(i)["custom"]["tier"], cite(i).lower()))

    def __iter__(self):
        return iter(self.ids)

    def __len__(self):
        return len(self.ids)

    def __repr__(self):
        return "\n".join(f"[{get(i)['custom']['tier']}] {cite(i)}" for i in self.ids)

    def _repr_html_(self):
        out = []
        for tier, meaning in TIERS.items():
            items = [i for i in self.ids if get(i)["custom"]["tier"] == tier]
            if items:
                lines = "".join(f"<li>{_html(get(i))}</li>" for i in items)
                out.append(f"<p><b>{tier}</b> – {meaning}</p><ul>{lines}</ul>")
        return "".join(out)


def _html(item):
    link = f'<a href="{html.escape(item["URL"])}">{html.escape(item["title"])}</a>'
    line = ", ".join(filter(None, [html.escape(_head(item)), link, _date(item)]))
    # JupyterLab would typeset what stands between two dollar signs as mathematics.
    return line.replace("$", "<span>$</span>")


def _head(item):
    return ", ".join(filter(None, [_authors(item), item.get("publisher", "")]))


def _authors(item):
    return ", ".join(
        a.get("literal") or " ".join(p for p in (a.get("given"), a.get("family")) if p)
        for a in item.get("author", [])
    )


def _parts(item):
    """Year, month, day of a source; None for what is not known."""
    return [*item.get("issued", {}).get("date-parts", [[]])[0], None, None, None][:3]


def _date(item):
    """CSL date parts → '16 July 2001', 'July 2001' or '2001'."""
    year, month, day = _parts(item)
    words = [str(day) if day else "", calendar.month_name[month] if month else "", str(year or "")]
    return " ".join(w for w in words if w)


def _near(id):
    import difflib

    close = difflib.get_close_matches(str(id), ids(), n=3)
    return f"Did you mean {' or '.join(close)}?" if close else "Add it there, or correct the id."
