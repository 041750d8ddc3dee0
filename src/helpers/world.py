"""The countries of the world: shapes, names in three languages, true areas.

The shapes are in ``data/boundaries``: Natural Earth 5.1.1, simplified for a map of the whole
world. Borders are never neutral; ``docs/maps-and-names.md`` says whose view is drawn, and
:func:`use` switches to another file. Nothing here draws anything; :mod:`helpers.maps` does.
"""

import itertools
import json
import math
from functools import lru_cache
from pathlib import Path

import pandas as pd

from helpers import data

SMALL_KM2 = 13_000
"""A country below this area is less than three pixels square on a world map 900 pixels wide."""

LANGUAGES = {"en": "name", "zh": "name_zh", "ru": "name_ru"}

_chosen = {"world": None, "disputed": None}  # the texts that use() put in place of the module's


def boundaries():
    """Give the shapes of all countries.

    Returns
    -------
    dict
        A GeoJSON FeatureCollection in degrees, ordered by code, a copy of your own. Properties of
        a feature: ``iso3`` (ISO 3166 alpha-3, or one of the module's own codes: ``XKX`` Kosovo,
        ``XAD`` Akrotiri and Dhekelia, ``XBT`` Bir Tawil), ``name``, ``name_zh``, ``name_ru``, and
        ``state`` where a territory belongs to, or is administered by, a state with another code.
        Longitudes run from 172 degrees west to 190 degrees east, so that Russia is in one piece.

    Examples
    --------
    >>> len(boundaries()["features"]) > 230
    True
    """
    return json.loads(text("world"))


def disputed():
    """Give the shapes of a selection of disputed areas, to be laid over the countries.

    Returns
    -------
    dict
        A GeoJSON FeatureCollection, a copy of your own. Properties of a feature: ``name``,
        ``administered_by``, ``claimed_by``, ``note``.

    Examples
    --------
    >>> disputed()["features"][0]["properties"]["claimed_by"]
    'Ukraine'
    """
    return json.loads(text("disputed"))


@lru_cache
def text(which="world"):
    """Give a boundary file as it stands, to be put into a page without reading it.

    Parameters
    ----------
    which : str
        ``"world"`` or ``"disputed"``.

    Returns
    -------
    str
        GeoJSON.

    Examples
    --------
    >>> text().lstrip()[0]
    '{'
    """
    return _chosen[which] or data.path(f"boundaries/{which}.geojson").read_text(encoding="utf-8")


def about():
    """Say where the shapes come from, for the caption of a map.

    Returns
    -------
    dict
        ``dataset``, ``version``, ``point_of_view`` and more, all text.

    Examples
    --------
    >>> about()["dataset"]
    'Natural Earth'
    """
    return dict(_world()["about"])


def caption():
    """Say in one line, for under a map, whose boundaries are drawn.

    Returns
    -------
    str

    Examples
    --------
    >>> caption().startswith("Boundaries: Natural Earth 5.1.1")
    True
    """
    said = about()
    line = " ".join(filter(None, [said["dataset"], said["version"]]))
    line = f"Boundaries: {line}; point of view: {said['point_of_view']}."
    if disputed()["features"]:
        line += " Disputed areas are hatched; a selection."
    return line


def codes():
    """List the codes of all countries and territories that can be drawn.

    Returns
    -------
    list of str

    Examples
    --------
    >>> "KGZ" in codes()
    True
    """
    return list(_features())


def name(iso3, language="en"):
    """Give the name of a country.

    Parameters
    ----------
    iso3 : str
        Its code, such as ``"KGZ"``.
    language : str
        ``"en"``, ``"zh"`` or ``"ru"``.

    Returns
    -------
    str

    Raises
    ------
    DataError
        If no country has this code, or the language is another.

    Examples
    --------
    >>> name("TUR"), name("TUR", "zh"), name("TUR", "ru")
    ('Türkiye', '土耳其', 'Турция')
    """
    if language not in LANGUAGES:
        raise data.DataError(f"There are no names in {language!r}, only in {', '.join(LANGUAGES)}.")
    return names(iso3)[language]


def names(iso3):
    """Give the names of a country in all three languages.

    Parameters
    ----------
    iso3 : str
        Its code.

    Returns
    -------
    dict
        With keys ``"en"``, ``"zh"``, ``"ru"``.

    Raises
    ------
    DataError
        If no country has this code.

    Examples
    --------
    >>> names("IND")["zh"]
    '印度'
    """
    properties = _feature(iso3)["properties"]
    return {language: properties[key] for language, key in LANGUAGES.items()}


def territories(iso3):
    """List the territories with a code of their own that belong to a state or are run by it.

    Parameters
    ----------
    iso3 : str
        The code of the state.

    Returns
    -------
    list of str

    Examples
    --------
    >>> territories("CHN")
    ['HKG', 'MAC']
    """
    _feature(iso3)
    return [c for c, f in _features().items() if f["properties"].get("state") == iso3]


def areas():
    """Give the true area of every country's shape.

    Returns
    -------
    pandas.Series
        Square kilometres by ``iso3``, lakes inside the border included. The shapes are simplified
        and small islands are missing: good to 2 per cent for large countries, to about 10 per
        cent for those of the size of Lebanon, useless for dots such as Singapore.

    See Also
    --------
    area_km2 : the formula.

    Examples
    --------
    >>> bool(5 < areas()["RUS"] / areas()["IND"] < 6)
    True
    """
    found = {code: _area(code) for code in codes()}
    return pd.Series(found, name="area_km2", dtype="float64").rename_axis("iso3")


def area_km2(iso3):
    """Give the true area of a country's shape in square kilometres.

    The sum over the corners of (next longitude − previous longitude) × sin(latitude) is the area
    on a sphere (R. G. Chamberlain and W. H. Duquette, *Some Algorithms for Polygons on a Sphere*,
    Jet Propulsion Laboratory, 2007). Here the latitude is the authalic one, which makes it the
    area on the WGS 84 ellipsoid (J. P. Snyder, *Map Projections: A Working Manual*, 1987,
    equations 3-11 and 3-12).

    Parameters
    ----------
    iso3 : str
        Its code.

    Returns
    -------
    float

    Raises
    ------
    DataError
        If no country has this code.

    Examples
    --------
    >>> round(area_km2("RUS"), -6)
    17000000.0
    """
    _feature(iso3)
    return _area(iso3)


def is_small(iso3):
    """Say whether a country is too small to be seen on a world map, so that it needs a marker.

    Parameters
    ----------
    iso3 : str
        Its code.

    Returns
    -------
    bool
        True below :data:`SMALL_KM2`.

    Examples
    --------
    >>> is_small("MDV"), is_small("BLR")
    (True, False)
    """
    return area_km2(iso3) < SMALL_KM2


def label_point(iso3):
    """Give a point well inside the largest part of a country, for a marker or a label.

    Parameters
    ----------
    iso3 : str
        Its code.

    Returns
    -------
    tuple of float
        Longitude, latitude: the order of GeoJSON. (folium wants them the other way round.)

    Raises
    ------
    DataError
        If no country has this code.

    Examples
    --------
    >>> longitude, latitude = label_point("MDV")
    >>> 0 < latitude < 7
    True
    """
    _feature(iso3)
    return _label_point(iso3)


def use(world=None, disputed=None):
    """Draw other boundaries from now on, or with no argument the module's own again.

    Parameters
    ----------
    world : str, pathlib.Path or None
        A GeoJSON file of countries in degrees. Each feature needs ``iso3`` and ``name``;
        ``name_zh`` and ``name_ru`` are taken from the module's file where they are missing. The
        file may say at its top under ``about`` what :func:`about` gives.
    disputed : str, pathlib.Path or None
        A GeoJSON file of disputed areas with ``name``, ``administered_by``, ``claimed_by``,
        ``note``. With a `world` file and without this one, no disputed areas are drawn: the
        module's own may not fit.

    Raises
    ------
    DataError
        If a file is not there, is not GeoJSON, or a feature lacks something; the sentence says
        which one. Nothing is switched then.

    Examples
    --------
    >>> use()
    """
    texts = {"world": None, "disputed": None}
    if world is not None:
        texts = {"world": _with_names(world), "disputed": _empty()}
    if disputed is not None:
        needed = ("name", "administered_by", "claimed_by", "note")
        texts["disputed"] = json.dumps(_read(disputed, needed))
    _chosen.update(texts)
    for cache in (text, _world, _features, _area, _label_point):
        cache.cache_clear()


# --- what is behind it ---------------------------------------------------------------------------


@lru_cache
def _world():
    return boundaries()


@lru_cache
def _features():
    return {f["properties"]["iso3"]: f for f in _world()["features"]}


def _feature(iso3):
    found = _features()
    if isinstance(iso3, str) and iso3 in found:
        return found[iso3]
    wanted = str(iso3).strip()
    near = [code for code in found if code == wanted.upper()] or [
        code
        for code, f in found.items()
        if wanted and wanted.casefold() in f["properties"]["name"].casefold()
    ]
    raise data.DataError(
        f"No country on the map has the code {iso3!r}. Use the three capital letters of "
        "ISO 3166, such as 'RUS' or 'KGZ'."
        + (f" Did you mean {' or '.join(repr(c) for c in near[:3])}?" if near else "")
    )


def _polygons(geometry):
    """Polygon or MultiPolygon → a list of polygons, each a list of rings."""
    return [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]


@lru_cache
def _area(iso3):
    return sum(_polygon_area(rings) for rings in _polygons(_features()[iso3]["geometry"]))


def _polygon_area(rings):
    outer, *holes = (abs(_ring_area(ring)) for ring in rings)
    return outer - sum(holes)


def _ring_area(ring):
    a, e = 6378.137, math.sqrt(0.00669437999014)  # WGS 84: half axis in km, eccentricity
    total = 0.0
    corners = ring[:-1]  # GeoJSON repeats the first corner at the end
    for i, corner in enumerate(corners):
        s = math.sin(math.radians(corner[1]))
        q = (1 - e * e) * (s / (1 - (e * s) ** 2) + math.atanh(e * s) / e)
        ahead = corners[(i + 1) % len(corners)][0]
        total += math.radians(ahead - corners[i - 1][0]) * q
    return total * a * a / 4


@lru_cache
def _label_point(iso3):
    """Try 15 parallels across the largest part; keep the middle with the most room around it."""
    rings = max(_polygons(_features()[iso3]["geometry"]), key=_polygon_area)
    south = min(corner[1] for corner in rings[0])
    north = max(corner[1] for corner in rings[0])
    best, room = None, -1.0
    for step in range(1, 16):
        latitude = south + (north - south) * step / 16
        for west, east in _runs(rings, latitude, across=1):
            longitude = (west + east) / 2
            width = (east - west) * math.cos(math.radians(latitude))
            height = max(
                (n - s for s, n in _runs(rings, longitude, across=0) if s <= latitude <= n),
                default=0.0,
            )
            if min(width, height) > room:
                best, room = (round(longitude, 3), round(latitude, 3)), min(width, height)
    return best


def _runs(rings, value, across):
    """Where a parallel (across=1) or a meridian (across=0) runs through a polygon: [(from, to)]."""
    cuts = []
    for ring in rings:
        for one, two in itertools.pairwise(ring):
            if (one[across] > value) != (two[across] > value):
                share = (value - one[across]) / (two[across] - one[across])
                cuts.append(one[1 - across] + share * (two[1 - across] - one[1 - across]))
    cuts.sort()
    return list(zip(cuts[::2], cuts[1::2], strict=False))


def _empty():
    return '{"type": "FeatureCollection", "features": []}'


def _with_names(file):
    """Read a teacher's file of countries; fill in names and the words about it."""
    read = _read(file, ("iso3", "name"))
    own = data.read_json("boundaries/world.geojson")
    known = {f["properties"]["iso3"]: f["properties"] for f in own["features"]}
    seen = set()
    for feature in read["features"]:
        properties = feature["properties"]
        code = properties["iso3"]
        if not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
            raise data.DataError(
                f"{Path(file).name}: {code!r} is not a code. The property 'iso3' needs the three "
                "capital letters of ISO 3166, such as 'RUS'."
            )
        if code in seen:
            raise data.DataError(
                f"{Path(file).name}: {code} stands there twice. Join its parts into one feature "
                "with a MultiPolygon."
            )
        seen.add(code)
        for key in ("name_zh", "name_ru"):
            properties[key] = properties.get(key) or known.get(code, {}).get(key, "")
    about = read["about"] if isinstance(read.get("about"), dict) else {}
    plain = {"dataset": Path(file).name, "version": "", "point_of_view": "that of the file"}
    read["about"] = plain | {str(k): str(v) for k, v in about.items()}
    return json.dumps(read, ensure_ascii=False)


def _read(file, needed):
    """A GeoJSON file with the needed properties on every feature, or a DataError."""
    file = Path(file)
    if not file.is_file():
        raise data.DataError(f"There is no file {file}. Give the path of a GeoJSON file.")
    try:
        read = json.loads(file.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError):
        raise data.DataError(
            f"{file.name} is not GeoJSON: it cannot be read as JSON in UTF-8. "
            "Export it again as GeoJSON (TopoJSON and shapefiles have to be converted)."
        ) from None
    features = read.get("features") if isinstance(read, dict) else None
    if not isinstance(features, list) or not features or read.get("type") != "FeatureCollection":
        raise data.DataError(
            f"{file.name} is not a GeoJSON FeatureCollection with features in it. "
            "Export the whole layer as GeoJSON."
        )
    for number, feature in enumerate(features, start=1):
        feature = feature if isinstance(feature, dict) else {}
        properties = feature.get("properties")
        properties = properties if isinstance(properties, dict) else {}
        where = f"{file.name}, feature {number}"
        for key in needed:
            if not isinstance(properties.get(key), str) or not properties[key].strip():
                raise data.DataError(
                    f"{where}: the property {key!r} is missing or empty. "
                    f"Every feature needs {', '.join(needed)} as text."
                )
        if not _is_area(feature.get("geometry")):
            raise data.DataError(
                f"{where} ({properties['name']}) has no shape that can be drawn: it must be a "
                "Polygon or MultiPolygon with closed rings of [longitude, latitude] in degrees."
            )
    return read


def _is_area(geometry):
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        return False
    try:
        polygons = _polygons(geometry)
        return bool(polygons) and all(
            rings and all(_is_ring(ring) for ring in rings) for rings in polygons
        )
    except (KeyError, TypeError, ValueError, IndexError):
        return False


def _is_ring(ring):
    return (
        len(ring) >= 4
        and ring[0] == ring[-1]
        and all(-360 <= lon <= 360 and -90 <= lat <= 90 for lon, lat, *_ in ring)
    )
