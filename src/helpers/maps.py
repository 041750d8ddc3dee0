"""Maps that draw without a network: folium, with Leaflet inside the page.

A plain folium map asks four servers for ten files and is blank where they are blocked. Here the
page carries all it needs, compressed, and the browser unpacks it. The map comes back as a
``folium.Map`` in degrees, so a teacher can go on from there.
"""

import base64
import functools
import gzip
import hashlib
import html
import json
import re
from pathlib import Path

import folium
import pandas as pd
from branca.element import Element, MacroElement
from jinja2 import Template
from xstatic.pkg import leaflet

from helpers import captions, data, sources, world

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
    "invited": ("Invited", ["invited"], "#F6C667", "cross", "#7A4A00"),
    "unconfirmed": ("Unconfirmed", ["unconfirmed"], "#F6C667", "back", "#7A4A00"),
    "declined": ("Declined", ["declined"], "#E3B7A8", "cross", "#7A2E12"),
}
LAND, DISPUTED = "#D3D3D0", {"color": "#D3D3D0", "pattern": "back", "ink": "#444444"}


class Map(folium.Map):
    """A ``folium.Map`` whose page needs no network, with its text and table below it.

    Safe to add, without a network: ``GeoJson``, ``GeoJsonTooltip``, ``GeoJsonPopup``,
    ``CircleMarker``, ``Circle``, ``PolyLine``, ``Polygon``, ``Rectangle``, ``DivIcon`` markers,
    ``Tooltip``, ``FeatureGroup``, ``LayerControl``. Other parts of folium (``Popup`` on its own,
    ``Choropleth``, the default ``Marker`` icon, the plugins) load files from elsewhere.
    """

    default_js = default_css = ()  # Leaflet is put into the page instead, see render()

    def __init__(self, title, lines, words, frame, crs="EqualEarth", **options):
        super().__init__(
            tiles=None, crs=crs, zoom_start=1, zoom_snap=0, scroll_wheel_zoom=False, **options
        )
        self._title, self._lines, self._words, self._frame = title, lines, words, frame
        self._numbered = 0
        self.default_js, self.default_css = [], []  # folium's add_js_link would change the class

    def render(self, **kwargs):
        """Render into the page, numbering the parts so that each run gives the same page."""
        for part in _walk(self.get_root()):
            if not getattr(part, "_is_numbered", False):
                part._id, part._is_numbered = f"{self._numbered:04d}", True
                self._numbered += 1
        header = self.get_root().header
        header.add_child(_inline("style", _leaflet_css()), name="leaflet_css")
        header.add_child(_inline("style", _own("maps.css")), name="module_css")
        header.add_child(_inline("script", _leaflet_js()), name="leaflet_js")
        header.add_child(_inline("script", _own("maps.js")), name="module_js")
        super().render(**kwargs)

    def page(self):
        """Give the whole page of the map as HTML.

        Returns
        -------
        str
            Self-contained: nothing is loaded from elsewhere.
        """
        page = self.get_root().render()
        # folium forbids zooming on touch screens, which people who see badly need.
        return re.sub(r",?\s*maximum-scale=1.0, user-scalable=no", "", page)

    def digest(self):
        """Give twelve characters that change when a border, a colour or a member changes."""
        return hashlib.sha256(self.page().encode()).hexdigest()[:12]

    def __repr__(self):
        return f"Map. {self._words} [page {self.digest()}]"

    def _repr_html_(self, **kwargs):
        frame = (
            f'<iframe title="{html.escape(self._title)}" style="width:100%;height:440px;border:0" '
            f'srcdoc="{html.escape(_packed(self.page()))}"></iframe>'
        )
        return captions.figure(self._title, frame, self._lines, self._words, self._frame)


class _Countries(MacroElement):
    """The countries, the disputed areas and the legend: drawn by maps.js."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "classroomMap.draw({{ this._parent.get_name() }}, {{ this.payload }});"
        "{% endmacro %}"
    )

    def __init__(self, payload):
        super().__init__()
        self._name = "Countries"
        self.payload = _script_json(payload)


def members(body, on=None):
    """Draw who belongs to a body on a given day.

    Parameters
    ----------
    body : str
        ``"SCO"`` or ``"BRICS"``, as in the table ``members``.
    on : str, int, datetime.date or None
        A day, or a year (its last day); ``None`` is the as-of date of the module.

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
    >>> members("SCO", on="2017-06-09")._words[:52]
    'On 9 June 2017 the SCO had 8 members: China, India, '
    """
    day = data.day_of(on)
    rows = data.members(body, day, status=None)
    rows = rows.assign(cls=rows["status"].map(_class_of()))
    when = f"{day.day} {day:%B %Y}"
    title = f"{BODIES.get(body, (body,))[0]}: who had which status on {when}"
    counts = rows["cls"].value_counts()
    legend = [
        [key, f"{CLASSES[key][0]} ({counts[key]})"] for key in CLASSES if counts.get(key, 0)
    ] + [["none", "No status"], ["disputed", "Disputed area"]]
    states = {
        row.iso3: {"status": row.cls, "text": f"{row.status.capitalize()} since {_since(row)}"}
        for row in rows.itertuples()
    }
    lines = [
        f"Status on {when}. Equal Earth projection: areas are true to each other.",
        world.caption(),
        "Sources of each membership: in the table below.",
    ]
    return _draw(title, lines, _words(body, when, rows), _shown(rows), states, legend, "No status")


def _draw(title, lines, words, frame, states, legend, none):
    shapes = world.boundaries()
    known = {f["properties"]["iso3"]: f["properties"] for f in shapes["features"]}
    for code, state in list(states.items()):  # Hong Kong and Macao have shapes of their own
        for part in world.territories(code):
            states.setdefault(
                part, {**state, "text": f"With {known[code]['name']}: {state['text']}"}
            )
    lost = sorted(set(states) - set(known))
    if lost:
        raise data.DataError(f"The boundary file has no country with the code {', '.join(lost)}.")
    styles = {key: {"color": c[2], "pattern": c[3], "ink": c[4]} for key, c in CLASSES.items()}
    styles |= {"none": {"color": LAND, "pattern": None, "ink": None}, "disputed": DISPUTED}
    markers = []
    for code in sorted(states):
        if world.is_small(code):
            lng, lat = world.label_point(code)
            markers.append({**known[code], "lat": lat, "lng": lng})
    drawn = Map(title, lines, words, frame, location=(18, 11), home=[18, 11])
    payload = {
        "title": title, "world": shapes, "disputed": world.disputed(), "states": states,
        "styles": styles, "legend": legend, "markers": markers, "none": none,
    }  # fmt: skip
    drawn.add_child(_Countries(payload))
    return drawn


def _class_of():
    return {status: key for key, c in CLASSES.items() for status in c[1]}


def _since(row):
    day = row.since
    return {"day": f"{day.day} {day:%B %Y}", "month": f"{day:%B %Y}", "year": f"{day.year}"}[
        row.precision
    ]


def _words(body, when, rows):
    groups = []
    for key, (label, *_) in CLASSES.items():
        names = sorted(rows.loc[rows["cls"] == key, "name"])
        if names:
            noun = label.lower() if len(names) > 1 else label.lower().removesuffix("s")
            groups.append(f"{len(names)} {noun}: {', '.join(names)}")
    named = BODIES.get(body, (body, body))[1]
    if not groups:
        return f"On {when} {named} had no members."
    return f"On {when} {named} had {'; '.join(groups)}. All other countries: no status."


def _shown(rows):
    """The table below a map of members: for people, so with words and not with ids."""
    said = [sources.short(ids.split(";")[0]) for ids in rows["sources"]]
    since = [_since(row) for row in rows.itertuples()]
    return pd.DataFrame(
        {"Country": rows["name"], "Status": rows["status"], "Since": since, "Source": said}
    )


def _walk(element):
    yield element
    for child in element._children.values():
        yield from _walk(child)


def _inline(tag, code):
    """Put code into the page as it is; handed over as a value, never as a template."""
    part = Element()
    part._template = Template(f"<{tag}>{{{{ this.code }}}}</{tag}>")
    part.code = code
    return part


def _script_json(value):
    """JSON that may stand inside a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _packed(page):
    """A small page that unpacks the large one: a third of the size in the notebook."""
    packed = base64.b64encode(gzip.compress(page.encode(), 6, mtime=0)).decode()
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"></head><body><script>'
        "(async()=>{try{"
        f'const b=Uint8Array.from(atob("{packed}"),c=>c.charCodeAt(0));'
        'const s=new Blob([b]).stream().pipeThrough(new DecompressionStream("gzip"));'
        "const t=await new Response(s).text();document.open();document.write(t);document.close()"
        '}catch(e){document.body.textContent="This browser cannot unpack the map. '
        'It needs Firefox 113, Chrome 80, Safari 16.4 or newer. The map in words stands below."}'
        "})()</script></body></html>"
    )


@functools.cache
def _leaflet_js():
    return (Path(leaflet.BASE_DIR) / "leaflet.js").read_text(encoding="utf-8")


@functools.cache
def _leaflet_css():
    """Leaflet's style sheet with its pictures inside."""
    base = Path(leaflet.BASE_DIR)

    def inside(found):
        picture = base / found.group(1)
        code = base64.b64encode(picture.read_bytes()).decode()
        return f"url(data:image/png;base64,{code})"

    css = (base / "leaflet.css").read_text(encoding="utf-8")
    return re.sub(r"url\((images/[^)]+\.png)\)", inside, css)


@functools.cache
def _own(name):
    return (Path(__file__).parent / name).read_text(encoding="utf-8")
