"""What the boundary files promise, tested on the files as they are, with nothing of our code."""

import csv
import gzip
import itertools
import json
import os
import re
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2] / "data"
FILES = {which: DATA / "boundaries" / f"{which}.geojson" for which in ("world", "disputed")}
if "BOUNDARIES" in os.environ:  # another file, put to the same questions: docs/maps-and-names.md
    FILES["world"] = Path(os.environ["BOUNDARIES"])
READ = {which: json.loads(file.read_text(encoding="utf-8")) for which, file in FILES.items()}
WORLD = {f["properties"]["iso3"]: f for f in READ["world"]["features"]}
DISPUTED = {f["properties"]["name"]: f for f in READ["disputed"]["features"]}

# ISO 3166 codes of all members and partners (SCO and BRICS, any status up to November 2026).
SCO = [
    "CHN", "RUS", "KAZ", "KGZ", "TJK", "UZB", "IND", "PAK", "IRN", "BLR", "AFG", "MNG", "AZE",
    "ARM", "KHM", "NPL", "TUR", "LKA", "SAU", "EGY", "QAT", "BHR", "MDV", "MMR", "KWT", "ARE",
    "LAO",
]  # fmt: skip
BRICS = [
    "BRA", "RUS", "IND", "CHN", "ZAF", "EGY", "ETH", "IRN", "ARE", "IDN", "SAU", "ARG", "BLR",
    "BOL", "KAZ", "CUB", "MYS", "THA", "UGA", "UZB", "NGA", "VNM", "DZA", "TUR",
]  # fmt: skip


def polygons(feature):
    geometry = feature["geometry"]
    one = geometry["type"] == "Polygon"
    return [geometry["coordinates"]] if one else geometry["coordinates"]


def rings(feature):
    return [ring for polygon in polygons(feature) for ring in polygon]


def inside(feature, lon, lat):
    """Even-odd rule: a ray to the west crosses the rings an odd number of times."""
    crossed = 0
    for ring in rings(feature):
        for (x1, y1), (x2, y2) in itertools.pairwise(ring):
            if (y1 > lat) != (y2 > lat):
                crossed += x1 + (lat - y1) * (x2 - x1) / (y2 - y1) < lon
    return crossed % 2 == 1


def found(lon, lat):
    return [code for code, feature in WORLD.items() if inside(feature, lon, lat)]


@pytest.mark.parametrize(
    ("place", "lon", "lat", "code"),
    [
        ("Simferopol, Crimea", 34.1, 44.95, "UKR"),
        ("Sevastopol", 33.54, 44.59, "UKR"),
        ("Donetsk", 37.8, 48.0, "UKR"),
        ("Luhansk", 39.3, 48.57, "UKR"),
        ("Zaporizhzhia", 35.15, 47.84, "UKR"),
        ("Kherson", 32.62, 46.7, "UKR"),
        ("Taichung, Taiwan", 120.75, 24.15, "TWN"),
        ("Pristina", 21.16, 42.66, "XKX"),
        ("Smara, Western Sahara", -11.67, 26.74, "ESH"),
        ("Srinagar", 74.8, 34.1, "IND"),
        ("Gilgit", 74.31, 35.92, "PAK"),
        ("Muzaffarabad", 73.55, 34.36, "PAK"),
        ("Aksai Chin", 79.4, 35.1, "CHN"),
        ("Itanagar, Arunachal Pradesh", 93.6, 27.1, "IND"),
        ("Tawang", 91.87, 27.59, "IND"),
        ("Iturup / Etorofu", 147.9, 45.05, "RUS"),
        ("Chukotka, east of 180 degrees", 185.0, 66.5, "RUS"),
        ("Moscow", 37.6, 55.75, "RUS"),
        ("Kaliningrad", 20.6, 54.7, "RUS"),
        ("Vladivostok, its hinterland", 132.2, 43.6, "RUS"),
        ("Blagoveshchensk, its hinterland", 127.8, 50.6, "RUS"),
        ("Beijing", 116.4, 39.9, "CHN"),
        ("Harbin", 126.6, 45.8, "CHN"),
        ("Hainan", 109.8, 19.2, "CHN"),
        ("Ürümqi", 87.6, 43.8, "CHN"),
        ("Bishkek", 74.6, 42.8, "KGZ"),
        ("Quneitra, Golan", 35.75, 33.05, "SYR"),
        ("Ramallah", 35.2, 31.9, "PSE"),
        ("Sukhumi, Abkhazia", 41.1, 43.05, "GEO"),
        ("Kyrenia, Northern Cyprus", 33.32, 35.3, "CYP"),
        ("Stepanakert / Khankendi", 46.75, 39.82, "AZE"),
        ("Minsk", 27.56, 53.9, "BLR"),
        ("Pretoria", 28.2, -25.75, "ZAF"),
        ("Maseru, an enclave", 28.2, -29.5, "LSO"),
    ],
)
def test_a_place_lies_in_the_country_that_the_policy_says(place, lon, lat, code):
    assert found(lon, lat) == [code], place


def test_every_member_and_partner_can_be_drawn():
    assert set(SCO + BRICS) - set(WORLD) == set()


def test_every_country_of_the_members_table_can_be_drawn():
    file = DATA / "tables" / "members.csv"
    with file.open(encoding="utf-8", newline="") as rows:
        codes = {row["iso3"] for row in csv.DictReader(rows)}
    assert codes - set(WORLD) == set()


def test_codes_are_unique_sorted_and_of_three_capitals():
    codes = [f["properties"]["iso3"] for f in READ["world"]["features"]]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch("[A-Z]{3}", code) for code in codes)
    # X.. is left to users by ISO 3166; these three are the module's own, and documented
    assert [code for code in codes if code[0] == "X"] == ["XAD", "XBT", "XKX"]


def test_names_are_there_in_three_scripts():
    for code, feature in WORLD.items():
        properties = feature["properties"]
        assert re.search("[A-Za-z]{3}", properties["name"]), code
        assert re.search("[\u4e00-\u9fff]{2}", properties["name_zh"]), code
        assert re.search("[А-Яа-яЁё]{2}", properties["name_ru"]), code


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("TUR", ("Türkiye", "土耳其", "Турция")),
        ("VNM", ("Viet Nam", "越南", "Вьетнам")),
        ("CZE", ("Czechia", "捷克", "Чехия")),
        ("CHN", ("China", "中国", "Китай")),
        ("TWN", ("Taiwan", "台湾", "Тайвань")),
        ("KGZ", ("Kyrgyzstan", "吉尔吉斯斯坦", "Кыргызстан")),
        ("BLR", ("Belarus", "白俄罗斯", "Беларусь")),
        ("SWZ", ("Eswatini", "斯威士兰", "Эсватини")),
    ],
)
def test_names_are_spelt_as_the_policy_says(code, names):
    properties = WORLD[code]["properties"]
    assert (properties["name"], properties["name_zh"], properties["name_ru"]) == names


def test_territories_name_a_state_that_is_drawn():
    states = {c: f["properties"]["state"] for c, f in WORLD.items() if "state" in f["properties"]}
    assert states["HKG"] == states["MAC"] == "CHN"
    assert states["GRL"] == "DNK"
    assert set(states.values()) <= set(WORLD)
    assert not {"TWN", "PSE", "ESH", "XKX"} & set(states)


def test_russia_and_fiji_are_whole_across_the_antimeridian():
    russia = max(polygons(WORLD["RUS"]), key=lambda polygon: len(polygon[0]))
    longitudes = [lon for lon, _ in russia[0]]
    assert min(longitudes) < 40
    assert 189 < max(longitudes) < 191
    for code in ("RUS", "FJI"):
        edges = [edge for ring in rings(WORLD[code]) for edge in itertools.pairwise(ring)]
        cut = [e for e in edges if abs(e[0][0]) == abs(e[1][0]) == 180]
        assert cut == [], f"{code} is cut at 180 degrees"


def test_no_shape_runs_round_the_world():
    for which in READ:
        for feature in READ[which]["features"]:
            for ring in rings(feature):
                longitudes = [lon for lon, _ in ring]
                assert max(longitudes) - min(longitudes) < 180
                assert -173 < min(longitudes) <= max(longitudes) < 191


def test_rings_are_closed_and_coordinates_rounded():
    for which, read in READ.items():
        for feature in read["features"]:
            for ring in rings(feature):
                assert ring[0] == ring[-1]
                assert len(ring) >= 4
                assert all(one != two for one, two in itertools.pairwise(ring))
                assert all(round(x, 3) == x and abs(y) <= 84 for x, y in ring), which


def test_no_ring_crosses_itself():
    """Rounding can do that to short rings; the few long ones would take a minute to compare."""

    def side(p, q, r):
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    for code, feature in WORLD.items():
        for ring in rings(feature):
            if len(ring) > 120:
                continue
            edges = list(itertools.pairwise(ring))
            for (a, b), (c, d) in itertools.combinations(edges, 2):
                if side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0:
                    pytest.fail(f"{code}: {a}–{b} crosses {c}–{d}")


@pytest.mark.parametrize(
    "pair", ["RUS CHN", "RUS KAZ", "CHN KAZ", "CHN MNG", "IND PAK", "CHN IND", "UKR RUS", "BRA ARG"]
)
def test_neighbours_share_their_border_line(pair):
    one, two = ({tuple(p) for ring in rings(WORLD[c]) for p in ring} for c in pair.split())
    assert len(one & two) >= 5, "a border drawn twice leaves slivers"


def test_borders_of_two_countries_are_never_drawn_a_little_apart():
    """A corner of one country strictly inside another is an overlap."""
    boxes = {
        code: [
            (
                min(x for x, _ in polygon[0]),
                min(y for _, y in polygon[0]),
                max(x for x, _ in polygon[0]),
                max(y for _, y in polygon[0]),
            )
            for polygon in polygons(feature)
        ]
        for code, feature in WORLD.items()
    }
    asia = [
        "RUS", "CHN", "KAZ", "MNG", "KGZ", "TJK", "UZB", "TKM", "AFG", "PAK", "IND", "NPL",
        "BTN", "MMR", "IRN", "PRK",
    ]  # fmt: skip
    for code, other in itertools.permutations(asia, 2):
        shared = {tuple(p) for ring in rings(WORLD[other]) for p in ring}
        for ring in rings(WORLD[code]):
            for x, y in ring:
                if (x, y) in shared:
                    continue
                near = any(w < x < e and s < y < n for w, s, e, n in boxes[other])
                assert not (near and inside(WORLD[other], x, y)), f"{code} in {other} at {x}, {y}"


def test_disputed_areas_say_who_holds_and_who_claims():
    assert len(DISPUTED) == len(READ["disputed"]["features"])
    for name, feature in DISPUTED.items():
        properties = feature["properties"]
        assert set(properties) == {"name", "administered_by", "claimed_by", "note"}
        assert all(isinstance(v, str) and v.strip() for v in properties.values()), name
        assert properties["administered_by"] != properties["claimed_by"], name
        words = " ".join(properties.values())
        assert not re.search("Turkey|Kiev|Vietnam|Admin|annex|occupied by|illegal", words), name


@pytest.mark.parametrize(
    ("area", "lon", "lat", "held", "claimed"),
    [
        ("Crimea and Sevastopol", 34.1, 45.2, "Russia", "Ukraine"),
        ("Aksai Chin", 79.3, 35.2, "China", "India"),
        ("Arunachal Pradesh / Zangnan", 94.5, 28.2, "India", "China"),
        ("Southern Kurils / Northern Territories", 147.9, 45.05, "Russia", "Japan"),
        ("Golan Heights", 35.75, 33.0, "Israel", "Syria"),
        ("Gilgit-Baltistan", 74.9, 35.7, "Pakistan", "India"),
        ("Taiwan", 121.0, 24.0, "Authorities in Taipei", "China"),
    ],
)
def test_a_disputed_area_lies_where_it_should(area, lon, lat, held, claimed):
    feature = DISPUTED[area]
    assert inside(feature, lon, lat)
    assert feature["properties"]["administered_by"] == held
    assert feature["properties"]["claimed_by"] == claimed


def test_areas_that_the_policy_does_not_draw_are_not_there():
    for name in DISPUTED:
        assert not re.search("Donetsk|Luhansk|Donbas|Kherson|Zaporizhzhia|Karabakh", name)


def test_the_files_say_what_they_are():
    for read in READ.values():
        assert read["about"]["dataset"] == "Natural Earth"
        assert read["about"]["licence"] == "public domain"
    assert READ["world"]["about"]["version"] == "5.1.1"
    assert "German" in READ["world"]["about"]["point_of_view"]


def test_the_files_are_small_enough_for_a_page():
    sizes = [file.stat().st_size for file in FILES.values()]
    assert sum(sizes) <= 300_000
    assert len(gzip.compress(FILES["world"].read_bytes(), 6)) <= 95_000


def test_one_feature_stands_on_one_line():
    for which, file in FILES.items():
        text = file.read_bytes().decode("utf-8")
        assert "\r" not in text
        assert text.count("\n") == len(READ[which]["features"]) + 2
