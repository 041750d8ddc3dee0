"""HTML for the explorers: tables with bars in them, a curve, notes. Pure functions, all escaped.

Chart and table are one where that is possible: a bar stands in the cell of its row, so that eye
and ear get the same. The curve has its words and a folded table beside it.
"""

import base64
import html
import itertools
from dataclasses import dataclass

from helpers.explore.words import say

BAR = "display:block;height:.6em;margin-top:.2em"
SOLID = "background:var(--crx-bar,currentColor)"
STRIPED = (
    "background:repeating-linear-gradient(135deg,var(--crx-bar,currentColor) 0 2px,"
    "transparent 2px 5px);box-shadow:inset 0 0 0 1px var(--crx-bar,currentColor)"
)
# The curve, in units of its own; the page scales it.
WIDE, HIGH, LEFT, RIGHT, TOP, BOTTOM = 640, 300, 44, 14, 14, 34


@dataclass(frozen=True)
class Shown:
    """What an explorer shows: one sentence, and below it pieces of HTML.

    A piece is HTML, or a pair: for the live page, and for the stored one, where nothing may be
    taken out of a picture when it is cleaned of SVG.
    """

    headline: str
    pieces: tuple


@dataclass(frozen=True)
class Row:
    """One row of a table with bars: name, cells, and the widths of its bar in per cent."""

    name: str
    cells: tuple
    bar: float | None = None
    striped: float = 0.0
    marked: bool = False


def live(shown):
    """Give the HTML below the sentence, for the live page.

    Examples
    --------
    >>> live(Shown("A.", ("<p>b</p>", ("<svg></svg>", "<img>"))))
    '<p>b</p><svg></svg>'
    """
    return "".join(p if isinstance(p, str) else p[0] for p in shown.pieces)


def stored(title, hint, shown):
    """Give title, sentence and all that is below it, for a page where nothing runs.

    Examples
    --------
    >>> stored("T", "Run it.", Shown("A.", ("<p>b</p>",)))
    '<p><strong>T</strong> – Run it.</p><p><strong>A.</strong></p><p>b</p>'
    """
    body = "".join(p if isinstance(p, str) else p[1] for p in shown.pieces)
    head = f"<p><strong>{text(title)}</strong> – {text(hint)}</p>"
    return f"{head}<p><strong>{text(shown.headline)}</strong></p>{body}".replace("\n", " ")


def text(value):
    """Escape one text for HTML; a dollar sign would begin mathematics in JupyterLab.

    Examples
    --------
    >>> text("a < b"), text("$1")
    ('a &lt; b', '<span>$</span>1')
    """
    return html.escape(str(value)).replace("$", "<span>$</span>")


def bars(caption, heads, rows):
    """Write a table with a bar under the name of each row.

    Parameters
    ----------
    caption : str
    heads : list of str
        The name of the first column, then those of the cells.
    rows : list of Row

    Returns
    -------
    str

    Examples
    --------
    >>> bars("C", ["Who", "%"], [Row("A & B", ("50",), 50)]).count("<td>50</td>")
    1
    """
    body = "".join(
        f"<tr{_mark(row.marked)}>"
        f'<th scope="row">{_strong(row.name, row.marked)}{_bar(row)}</th>'
        + "".join(f"<td>{text(cell)}</td>" for cell in row.cells)
        + "</tr>"
        for row in rows
    )
    return _table("crx-bars", caption, heads, body)


def table(caption, heads, rows, kind="crx-rows", marked=()):
    """Write a plain table; the first cell of each row is its head.

    Parameters
    ----------
    caption : str
    heads : list of str
    rows : list of list of str
    kind : str
        ``"crx-rows"``, or ``"crx-years"``: years with a sentence each.
    marked : collection of int
        Rows to make bold.

    Returns
    -------
    str

    Examples
    --------
    >>> '<th scope="row">2001</th><td>1</td>' in table("C", ["Year", "N"], [["2001", "1"]])
    True
    """
    words = ' class="crx-words"' if kind == "crx-years" else ""
    body = "".join(
        f"<tr{_mark(i in marked)}>"
        f'<th scope="row">{_strong(row[0], i in marked)}</th>'
        + "".join(f"<td{words}>{text(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for i, row in enumerate(rows)
    )
    return _table(kind, caption, heads, body)


def paragraphs(*lines):
    """Write lines of text as small paragraphs; empty ones are left out.

    Examples
    --------
    >>> paragraphs("a", "", "b")
    '<p><small>a</small></p><p><small>b</small></p>'
    """
    return "".join(f"<p><small>{text(line)}</small></p>" for line in lines if line)


def listed(items):
    """Write a list of lines that are HTML already.

    Examples
    --------
    >>> listed(["a"])
    '<ul class="crx-votes"><li>a</li></ul>'
    """
    return f'<ul class="crx-votes">{"".join(f"<li>{item}</li>" for item in items)}</ul>'


def folded(title, inside):
    """Fold HTML away behind a title.

    Examples
    --------
    >>> folded("T", "<p>x</p>")
    '<details><summary>T</summary><p>x</p></details>'
    """
    return f"<details><summary>{text(title)}</summary>{inside}</details>"


def curve(title, values, start, end, partial=(), missing=(), name=""):
    """Draw a score of 0 to 100 by year: a line with a point a year, and gaps where there is none.

    Parameters
    ----------
    title : str
        The alternative to the picture, in words.
    values : dict
        Year → per cent.
    start, end : int
        The axis.
    partial, missing : collection of int
        Years with a hollow point; years whose place on the axis is crossed out.
    name : str
        What the axis counts.

    Returns
    -------
    tuple of str
        For the live page, an SVG in the colours of the page; for the stored one, the same as an
        image, whose words stay where pictures are taken out.

    Examples
    --------
    >>> live, kept = curve("T", {2000: 50.0}, 2000, 2001)
    >>> live.count("<circle"), "<img alt=" in kept
    (1, True)
    """
    parts = [
        f'<line x1="{LEFT}" x2="{WIDE - RIGHT}" y1="{_y(v):.1f}" y2="{_y(v):.1f}" '
        f'stroke="currentColor" stroke-opacity="{0.6 if v == 0 else 0.2}"/>'
        f'<text x="{LEFT - 7}" y="{_y(v) + 5:.1f}" text-anchor="end">{v}</text>'
        for v in (0, 25, 50, 75, 100)
    ]
    parts += [
        f'<text x="{_x(year, start, end):.1f}" y="{HIGH - 10}" text-anchor="middle">{year}</text>'
        for year in ticks(start, end)
    ]
    for year in sorted(missing):
        x, y = _x(year, start, end), _y(0)
        parts.append(
            f'<path class="crx-none" d="M{x - 4:.1f},{y - 9:.1f}l8,8m0,-8l-8,8" '
            'stroke="currentColor" stroke-width="1.5" fill="none"/>'
        )
    for run in runs(sorted(values)):
        points = " ".join(f"{_x(y, start, end):.1f},{_y(values[y]):.1f}" for y in run)
        parts.append(
            f'<polyline points="{points}" fill="none" stroke="var(--crx-brand,currentColor)" '
            'stroke-width="2"/>'
        )
    for year in sorted(values):
        fill = "var(--crx-page,#fff)" if year in partial else "var(--crx-brand,currentColor)"
        parts.append(
            f'<circle cx="{_x(year, start, end):.1f}" cy="{_y(values[year]):.1f}" r="3.2" '
            f'fill="{fill}" stroke="var(--crx-brand,currentColor)" stroke-width="1.6">'
            f"<title>{year}: {values[year]:.1f} %</title></circle>"
        )
    shape = (
        f'viewBox="0 0 {WIDE} {HIGH}" font-family="system-ui,sans-serif" font-size="13" '
        'fill="currentColor"'
    )
    inside = "".join(parts)
    inline = (
        f'<svg class="crx-chart" role="img" aria-label="{html.escape(title)}" {shape}>'
        f"{inside}</svg>"
    )
    alone = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{HIGH}" {shape}>'
        f'<rect width="{WIDE}" height="{HIGH}" fill="#fff"/>{inside}</svg>'
    )
    packed = base64.b64encode(alone.encode()).decode()
    image = (
        f'<img alt="{html.escape(title)}" width="{WIDE}" height="{HIGH}" '
        f'style="max-width:100%;height:auto" src="data:image/svg+xml;base64,{packed}">'
    )
    under = f"<figcaption><small>{text(name)}</small></figcaption>" if name else ""
    return f"<figure>{inline}{under}</figure>", f"<figure>{image}{under}</figure>"


def ticks(start, end):
    """Choose at most seven round years for an axis.

    Examples
    --------
    >>> ticks(1992, 2023)
    [1995, 2000, 2005, 2010, 2015, 2020]
    >>> ticks(2020, 2020)
    [2020]
    """
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100) if (end - start) / s < 7)
    return [year for year in range(start, end + 1) if year % step == 0] or [start]


def runs(years):
    """Put years that follow each other into groups: a line has a gap between two groups.

    Examples
    --------
    >>> list(runs([1999, 2000, 2002]))
    [[1999, 2000], [2002]]
    """
    for _, run in itertools.groupby(enumerate(years), key=lambda pair: pair[1] - pair[0]):
        yield [year for _, year in run]


def amount(value, decimals=2):
    """Write a number as exactly as it is given, up to some decimals.

    Examples
    --------
    >>> amount(43.60), amount(211.0), amount(1234.5), amount(20.961, 1)
    ('43.6', '211', '1,234.5', '21')
    """
    written = f"{value:,.{decimals}f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def percent(value):
    """Write a share with one decimal, and a space that does not break.

    Examples
    --------
    >>> percent(17.33) == "17.3\\u00a0%", percent(0.04) == "below 0.1\\u00a0%"
    (True, True)
    """
    return say("below") if 0 < value < 0.05 else f"{value:.1f}\u00a0%"


def _table(kind, caption, heads, body):
    head = "".join(f'<th scope="col">{text(h)}</th>' for h in heads)
    return (
        f'<table class="{kind}"><caption>{text(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _mark(marked):
    return ' class="crx-mark"' if marked else ""


def _strong(name, marked):
    return f"<strong>{text(name)}</strong>" if marked else text(name)


def _bar(row):
    if row.bar is None:
        return ""
    solid = _piece(row.bar, SOLID)
    if not row.striped:
        return f'<span class="crx-bar" aria-hidden="true" style="{BAR};{solid}"></span>'
    both = f'<span style="{solid}"></span><span style="{_piece(row.striped, STRIPED)}"></span>'
    style = BAR.replace("block", "flex")
    return f'<span class="crx-bar" aria-hidden="true" style="{style}">{both}</span>'


def _piece(width, look):
    return f"width:{min(100.0, max(0.0, width)):.1f}%;{look}"


def _x(year, start, end):
    along = 0.5 if start == end else (year - start) / (end - start)
    return LEFT + 8 + along * (WIDE - LEFT - RIGHT - 16)


def _y(value):
    return TOP + (100 - value) / 100 * (HIGH - TOP - BOTTOM)
