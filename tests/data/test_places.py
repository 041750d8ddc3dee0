"""Points for maps: each in its country, each capital once, and where an atlas has it."""

from itertools import pairwise

import pytest

from helpers import data, world

NEAR = 0.5  # degrees: the shapes are simplified, and islands and borders lie at their edges


@pytest.fixture(scope="module")
def places():
    return data.table("places")


def of(places, kind):
    return places[places["kind"] == kind]


def inside(lon, lat, ring):
    """Cast a ray to the east and count the edges that it crosses."""
    odd = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) / (y2 - y1) * (x2 - x1):
            odd = not odd
    return odd


def distance(lon, lat, ring):
    """Shortest way from a point to a ring, in degrees."""

    def to_edge(a, b):
        dx, dy = b[0] - a[0], b[1] - a[1]
        length = dx * dx + dy * dy
        t = ((lon - a[0]) * dx + (lat - a[1]) * dy) / length if length else 0
        t = min(1, max(0, t))
        return ((a[0] + t * dx - lon) ** 2 + (a[1] + t * dy - lat) ** 2) ** 0.5

    return min(to_edge(a, b) for a, b in pairwise(ring))


def lies_in(lon, lat, iso3):
    shape = next(f for f in world.boundaries()["features"] if f["properties"]["iso3"] == iso3)
    lands = shape["geometry"]["coordinates"]
    lands = [lands] if shape["geometry"]["type"] == "Polygon" else lands
    rings = [[tuple(p[:2]) for p in land[0]] for land in lands]
    return any(inside(lon, lat, r) or distance(lon, lat, r) <= NEAR for r in rings)


def test_every_member_and_partner_has_one_capital(places):
    wanted = set()
    for body in ("SCO", "BRICS"):
        now = data.members(body, status=None)
        wanted |= set(now.loc[now["status"] != "declined", "iso3"])
    found = of(places, "capital")["iso3"]
    assert found.is_unique
    assert set(found) == wanted
    assert "SAU" in wanted and "ARG" not in wanted


def test_other_capitals_are_those_of_no_member_or_partner(places):
    codes = [*of(places, "capital")["iso3"], *of(places, "other capital")["iso3"]]
    assert len(codes) == len(set(codes)), "two capitals of one country"
    assert {"DEU", "JPN", "USA"} <= set(of(places, "other capital")["iso3"])


def test_every_place_lies_in_its_country(places):
    lost = [
        f"{row.name} is not in {code}"
        for row in places.itertuples()
        for code in row.iso3.split(";")
        if not lies_in(row.lon, row.lat, code)
    ]
    assert not lost, lost


def test_the_check_of_the_country_sees_swapped_coordinates():
    assert lies_in(37.62, 55.75, "RUS") and not lies_in(55.75, 37.62, "RUS")


# Degrees and minutes of atlases and handbooks, rounded to a tenth: Moscow 55°45′N 37°37′E,
# Beijing 39°55′N 116°23′E, New Delhi 28°37′N 77°13′E, Brasília 15°47′S 47°53′W,
# Vladivostok 43°08′N 131°54′E, Pretoria 25°45′S 28°11′E, Canberra 35°18′S 149°08′E,
# Tokyo 35°41′N 139°46′E, Washington 38°54′N 77°02′W
@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [
        ("Moscow", 55.75, 37.62),
        ("Beijing", 39.92, 116.38),
        ("New Delhi", 28.62, 77.22),
        ("Brasília", -15.78, -47.88),
        ("Vladivostok", 43.13, 131.9),
        ("Pretoria", -25.75, 28.18),
        ("Canberra", -35.3, 149.13),
        ("Tokyo", 35.68, 139.77),
        ("Washington", 38.9, -77.03),
    ],
)
def test_well_known_places_lie_where_an_atlas_has_them(places, name, lat, lon):
    for row in places[places["name"] == name].itertuples():
        assert (row.lat, row.lon) == pytest.approx((lat, lon), abs=0.1)


def test_heixiazi_lies_in_the_frame_of_a_chinese_description(places):
    # 北纬48°17′至48°27′,东经134°24′至135°05′, a travel page on the whole group, Yinlong with it
    for name in ("Heixiazi", "Yinlong"):
        row = places[places["name"] == name].iloc[0]
        assert 48 + 17 / 60 <= row["lat"] <= 48 + 27 / 60
        assert 134 + 24 / 60 <= row["lon"] <= 135 + 5 / 60


def test_the_agreements_decide_on_the_islands(places):
    codes = of(places, "border").set_index("name")["iso3"]
    # 1991: Zhenbao/Damansky; 2004: Yinlong/Tarabarov whole, the two others divided
    assert codes["Zhenbao"] == codes["Yinlong"] == "CHN"
    assert codes["Heixiazi"] == codes["Abagaitu"] == "CHN;RUS"
    islands = of(places, "border").set_index("name")["other_name"]
    assert islands["Zhenbao"] == "Damansky" and islands["Heixiazi"] == "Bolshoy Ussuriysky"


def test_summit_places_are_those_of_the_table_of_summits(places):
    held = data.table("summits")
    held = held[held["city"].notna() & (held["city"] != "")]
    shown = of(places, "summit").set_index("name")
    assert set(shown.index) == set(held["city"])
    for row in held.itertuples():
        assert shown.loc[row.city, "iso3"] == row.country
        own = next(p for p in shown.loc[row.city, "note"].split("; ") if p.startswith(row.body))
        assert str(row.date.year) in own, (row.city, row.body, row.date.year)


def test_the_pipeline_runs_from_siberia_to_shanghai_without_a_gap(places):
    line = of(places, "pipeline").sort_values("order")
    assert list(line["order"]) == list(range(1, len(line) + 1))
    sketched = ["pipeline", "treaties"]
    assert places.loc[~places["kind"].isin(sketched), "order"].isna().all()
    # Gazprom: the Russian part ends at Blagoveshchensk; CNPC: Heihe, Changling, Yongqing, Shanghai
    end = ["Blagoveshchensk", "Heihe", "Changling", "Yongqing", "Shanghai"]
    assert list(line["name"])[-5:] == end
    assert list(line["iso3"]) == ["RUS"] * (len(line) - 4) + ["CHN"] * 4


def test_the_line_of_1689_is_a_sketch_from_the_argun_to_the_sea(places):
    # English text of the treaty: the Argun, then mountains to the sea. Atlas: where Shilka and
    # Argun meet 53°20′N 121°28′E; the Stanovoy Range 56°20′N 126°E; mouth of the Uda 54°42′N 135°E.
    line = of(places, "treaties").dropna(subset="order").sort_values("order")
    assert list(line["name"]) == ["Argun", "Stanovoy Range", "Uda"]
    atlas = [(53.33, 121.47), (56.33, 126.0), (54.7, 135.3)]
    for row, (lat, lon) in zip(line.itertuples(), atlas, strict=True):
        assert (row.lat, row.lon) == pytest.approx((lat, lon), abs=0.2)
    # the fort that was given up lies south of it, and the land that moved in 1858 too
    south = of(places, "treaties").set_index("name")["lat"]
    assert south["Albazin"] < south["Stanovoy Range"] and south["North of the Amur"] < south["Uda"]


def test_a_place_on_two_maps_is_the_same_place(places):
    again = of(places, "treaties").merge(of(places, "border"), on="name", suffixes=("", "_border"))
    assert {"Nerchinsk", "Aigun", "Vladivostok", "Zhenbao"} <= set(again["name"])
    for column in ["name_zh", "name_ru", "other_name", "iso3", "lat", "lon"]:
        assert (again[column].fillna("") == again[f"{column}_border"].fillna("")).all(), column


def test_names_are_in_their_script(places):
    chinese = places["name_zh"].fillna("").str.fullmatch("[\u4e00-\u9fff]*")
    russian = places["name_ru"].fillna("").str.fullmatch("[А-Яа-яЁё -]*")
    assert chinese.all() and russian.all()
