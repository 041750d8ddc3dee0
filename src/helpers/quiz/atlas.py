"""The small world map of country questions: outlines as paths of an SVG, no names of states taken.

The shapes are those of every other map (:mod:`helpers.world`), drawn in Equal Earth, so that areas
can be compared. Closed form: Šavrič, Patterson and Jenny (2018),
https://doi.org/10.1080/13658816.2018.1504949.
"""

import functools
import itertools
import math

from helpers import world

WIDTH = 960
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
CENTRE = 11  # the module's maps are cut in the Bering Strait, so that Russia is in one piece


@functools.cache
def outlines():
    """Give the outlines of all countries.

    Returns
    -------
    dict
        ``width``, ``height`` (units of the paths); ``shapes``: lists of ISO 3166 code, English
        name and path (SVG path data in whole units). Antarctica is left out.

    Examples
    --------
    >>> sorted(outlines())
    ['height', 'shapes', 'width']
    """
    drawn = []
    for feature in world.boundaries()["features"]:
        code = feature["properties"]["iso3"]
        if code != "ATA":
            drawn.append(
                (code, [_place(p) for ring in _rings(feature["geometry"]) for p in [ring]])
            )
    points = [p for _, rings in drawn for ring in rings for p in ring]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = max(y for _, y in points), min(y for _, y in points)
    scale = WIDTH / (right - left)
    shapes = []
    for code, rings in drawn:
        paths = [
            _path([((x - left) * scale, (top - y) * scale) for x, y in ring]) for ring in rings
        ]
        shapes.append([code, world.name(code), "".join(paths)])
    return {"width": WIDTH, "height": math.ceil((top - bottom) * scale), "shapes": shapes}


def _rings(geometry):
    polygons = geometry["coordinates"]
    for polygon in [polygons] if geometry["type"] == "Polygon" else polygons:
        yield from polygon


def _place(ring):
    return [equal_earth(lon, lat) for lon, lat in ring]


def equal_earth(lon, lat):
    """Project a point.

    Parameters
    ----------
    lon, lat : float
        In degrees.

    Returns
    -------
    tuple of float
        x, y in radii of the Earth, from the centre of the map.

    Examples
    --------
    >>> equal_earth(CENTRE, 0)
    (0.0, 0.0)
    """
    angle = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    a2 = angle * angle
    a6 = a2**3
    slope = A1 + 3 * A2 * a2 + a6 * (7 * A3 + 9 * A4 * a2)
    x = 2 * math.sqrt(3) * math.radians(lon - CENTRE) * math.cos(angle) / (3 * slope)
    return x, angle * (A1 + A2 * a2 + a6 * (A3 + A4 * a2))


def _path(points):
    """Whole units, steps of nothing left out; what is smaller than a unit stays a dot to see."""
    whole = []
    for x, y in points:
        point = (round(x), round(y))
        if not whole or point != whole[-1]:
            whole.append(point)
    if len(whole) < 4:
        x, y = whole[0]
        return f"M{x} {y}h2v2h-2z"
    (x, y), steps = whole[0], []
    for before, after in itertools.pairwise(whole[:-1]):  # "z" draws the last step
        steps.append(f"{after[0] - before[0]} {after[1] - before[1]}")
    return f"M{x} {y}l{' '.join(steps)}z"
