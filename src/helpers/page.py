"""A folium map whose page needs no network.

A plain folium map asks four servers for ten files and is blank where they are blocked. Here the
page carries all it needs, compressed, and the browser unpacks it.
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
from branca.element import Element, MacroElement
from jinja2 import Template
from xstatic.pkg import leaflet

from helpers import captions

HERE = Path(__file__).parent
# The frame follows the width of the page: no empty bands on a small screen.
FRAME = "display:block;width:100%;border:0;aspect-ratio:{};min-height:{}px;max-height:{}px"
SHAPES = {
    "wide": FRAME.format("2.1", 220, 460),
    "with years": FRAME.format("1.75", 290, 530),
    "pair": FRAME.format("1.0", 460, 860),
}


class Map(folium.Map):
    """A ``folium.Map`` whose page needs no network, with its text and table below it.

    Safe to add, without a network: ``GeoJson``, ``GeoJsonTooltip``, ``GeoJsonPopup``,
    ``CircleMarker``, ``Circle``, ``PolyLine``, ``Polygon``, ``Rectangle``, ``DivIcon`` markers,
    ``Tooltip``, ``FeatureGroup``, ``LayerControl``. Other parts of folium (``Popup`` on its own,
    ``Choropleth``, the default ``Marker`` icon, the plugins) load files from elsewhere.
    """

    def __init__(self, title, lines, words, frame, shape="wide", crs="EqualEarth", **options):
        super().__init__(
            tiles=None, crs=crs, zoom_start=1, zoom_snap=0, scroll_wheel_zoom=False, **options
        )
        self.title, self.words, self.table = title, words, frame
        self._lines, self._shape = lines, shape
        self._numbered = 0
        # Leaflet is put into the page by render(). Lists of this map's own: folium's add_js_link
        # would change those of the class.
        self.default_js, self.default_css = [], []

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
        return _digest(self.page())

    def __repr__(self):
        return self._as_text(self.page())

    def _repr_html_(self, **kwargs):
        return self._as_html(self.page())

    def _repr_mimebundle_(self, include=None, exclude=None):
        page = self.page()  # rendered once for both forms that a notebook asks for
        return {"text/plain": self._as_text(page), "text/html": self._as_html(page)}

    def _as_text(self, page):
        return f"Map. {self.words} [page {_digest(page)}]"

    def _as_html(self, page):
        frame = (
            f'<iframe title="{html.escape(self.title)}" style="{SHAPES[self._shape]}" '
            f'srcdoc="{html.escape(_packed(page))}"></iframe>'
        )
        return captions.figure(self.title, frame, self._lines, self.words, self.table)


class Countries(MacroElement):
    """The countries, the disputed areas and the legend: drawn by maps.js."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "classroomMap.draw({{ this._parent.get_name() }}, {{ this.payload }});"
        "{% endmacro %}"
    )

    def __init__(self, payload, world, disputed):
        super().__init__()
        self._name = "Countries"
        # The boundaries are JSON already; reading and writing them again would take longer
        # than all the rest.
        shapes = f'"world":{_in_script(world)},"disputed":{_in_script(disputed)}'
        text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
        self.payload = f"{{{shapes},{_in_script(text)[1:]}"


def document(title, body):
    """Put a figure into a page of its own.

    Parameters
    ----------
    title, body : str
        Plain text, and the HTML of a map.

    Returns
    -------
    str
        Self-contained HTML.

    Examples
    --------
    >>> document("T", "<p>x</p>").startswith("<!DOCTYPE html>")
    True
    """
    style = (
        "body{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif;"
        "max-width:1100px;margin:1.5rem auto;padding:0 1rem;color:#1b1b1b;line-height:1.5}"
        "figure{margin:0}table{border-collapse:collapse}td,th{border-bottom:1px solid #ccc;"
        "padding:.2em .8em .2em 0;text-align:left}summary{cursor:pointer;padding:.3em 0}"
    )
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{html.escape(title)}</title><style>{style}</style></head>"
        f"<body><main>{body}</main></body></html>\n"
    )


def _digest(page):
    return hashlib.sha256(page.encode()).hexdigest()[:12]


def _walk(element):
    yield element
    for child in element._children.values():
        yield from _walk(child)


_INLINE = {tag: Template(f"<{tag}>{{{{ this.code }}}}</{tag}>") for tag in ("script", "style")}


def _inline(tag, code):
    """Put code into the page as it is; handed over as a value, never as a template."""
    part = Element()
    part._template, part.code = _INLINE[tag], code
    return part


def _in_script(text):
    """JSON, written so that it may stand inside a script element."""
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
    return (HERE / name).read_text(encoding="utf-8")
