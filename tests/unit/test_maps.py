"""helpers.maps: complete without a network, the same each time, and said in words."""

import html
import json
import os
import re
import subprocess
import sys

import folium
import folium.folium
import pandas as pd
import pytest
from xstatic.pkg import leaflet

from helpers import browser, data, maps, measures, world


@pytest.fixture(scope="module")
def sco():
    return maps.members("SCO", on="2024-07-04")


def loaded_from_elsewhere(page):
    """Everything a browser would fetch when it opens the page (links to click are not)."""
    asked = re.findall(r"<(?:script|img|iframe)[^>]+src=[\"']?([^\"'\s>]+)", page)
    asked += re.findall(r"<link[^>]+href=[\"']?([^\"'\s>]+)", page)
    asked += re.findall(r"url\([\"']?((?:https?:)?//[^)\"']+)", page)
    return [a for a in asked if not a.startswith("data:")]


def test_the_page_loads_nothing(sco):
    page = sco.page()
    assert "L.map(" in page and "L.CRS.EqualEarth" in page
    assert loaded_from_elsewhere(page) == []


def test_a_plain_folium_map_would_be_caught():
    """The check above is worth something: it finds what plain folium loads."""
    assert len(loaded_from_elsewhere(folium.Map().get_root().render())) >= 5


def test_leaflet_is_the_version_that_folium_was_written_for():
    named = re.search(r"leaflet@([\d.]+)", str(folium.folium._default_js)).group(1)
    assert named == leaflet.VERSION, (
        f"folium now names Leaflet {named}, XStatic-Leaflet carries {leaflet.VERSION}: pin the "
        "XStatic-Leaflet of that version in pyproject.toml, or stay with the older folium"
    )


def test_a_world_map_stays_within_200_kilobytes(sco):
    assert len(sco._repr_html_().encode()) <= 200_000


def test_the_map_in_words_names_every_member(sco):
    shown = html.unescape(sco._repr_html_())
    for name in [
        "Belarus",
        "China",
        "India",
        "Iran",
        "Kazakhstan",
        "Kyrgyzstan",
        "Pakistan",
        "Russia",
        "Tajikistan",
    ]:
        assert name in sco.words
        assert f"<td>{name}</td>" in shown
    assert sco.words.startswith("On 4 July 2024 the SCO had 10 members: Belarus, China")


def test_saudi_arabia_is_not_counted_as_a_brics_member():
    drawn = maps.members("BRICS")
    assert re.search(r"1 unconfirmed: Saudi Arabia", drawn.words)
    assert "Saudi Arabia" not in drawn.words.split(";")[0]


def test_every_status_differs_by_colour_and_by_pattern():
    looks = [(fill, pattern) for _, _, fill, pattern, _ in maps.CLASSES.values()]
    assert len(set(looks)) == len(looks)
    assert len({p for _, p in looks if p}) >= 4
    plain = [pattern for _, pattern in looks if pattern is None]
    assert len(plain) == 1, "one class may be plain, the others must differ without colour"


def test_two_renders_are_identical_in_this_process_and_in_another(sco):
    assert sco.page() == sco.page() == maps.members("SCO", on="2024-07-04").page()
    code = "from helpers import maps; print(maps.members('SCO', on='2024-07-04').digest())"
    other = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONHASHSEED": "11"},
    )  # fmt: skip
    assert other.stdout.strip() == sco.digest()


def test_the_digest_changes_with_a_member_a_colour_and_a_border(sco, monkeypatch):
    seen = {sco.digest(), maps.members("SCO", on="2024-07-03").digest()}
    with monkeypatch.context() as patch:
        patch.setitem(
            maps.CLASSES,
            "member",
            ("Members", ["founding member", "member"], "#AA0000", None, None),
        )
        seen.add(maps.members("SCO", on="2024-07-04").digest())
    moved = world.text().replace("37.", "38.", 1)
    assert moved != world.text()
    monkeypatch.setattr(maps.world, "text", lambda which="world": moved)
    seen.add(maps.members("SCO", on="2024-07-04").digest())
    assert len(seen) == 4


def test_what_a_teacher_adds_works_without_a_network():
    drawn = maps.members("SCO")
    before = drawn.digest()
    folium.CircleMarker([55.75, 37.62], radius=6, tooltip="Moscow").add_to(drawn)
    folium.LayerControl().add_to(drawn)
    page = drawn.page()
    assert "[55.75, 37.62]" in page and "Moscow" in page
    assert loaded_from_elsewhere(page) == []
    assert drawn.digest() != before


@pytest.mark.parametrize(
    "name", ["</script><b>x", "<img src=x onerror=alert(1)>", "a`${1}`", "O'B \"&", "中国 مصر"]
)
def test_a_strange_name_stays_a_name(monkeypatch, name):
    rows = data.members("SCO", status=None)
    rows.loc[0, "name"] = name
    monkeypatch.setattr(maps.data, "members", lambda *a, **k: rows)
    drawn = maps.members("SCO", on="2026-01-01")
    assert name not in drawn.page() or "<" not in name
    assert html.escape(name) in drawn._repr_html_()


def test_a_member_without_a_boundary_is_not_dropped(monkeypatch):
    rows = data.members("SCO", status=None)
    rows.loc[0, "iso3"] = "XXQ"
    monkeypatch.setattr(maps.data, "members", lambda *a, **k: rows)
    with pytest.raises(data.DataError, match="XXQ"):
        maps.members("SCO", on="2026-01-01")


@pytest.mark.parametrize(("body", "on"), [("EU", None), ("SCO", "1950-01-01"), ("SCO", "soon")])
def test_bad_questions_get_the_sentence_of_the_data(body, on):
    with pytest.raises(data.DataError):
        maps.members(body, on=on)


def test_a_body_before_its_founding_is_an_empty_map_that_says_so():
    assert maps.members("SCO", on="2000-01-01").words == "On 1 January 2000 the SCO had no members."


def test_the_html_is_one_line(sco):
    """Some readers of notebooks do not join an output that is stored as several lines."""
    assert "\n" not in sco._repr_html_()


def test_since_is_as_exact_as_the_source():
    row = pd.DataFrame({"since": [pd.Timestamp("2010-01-01")], "precision": ["year"]})
    assert maps._since(next(row.itertuples())) == "2010"


GDP = pd.Series(
    {"CHN": 18270.4, "RUS": 2071.5, "IND": 3638.5, "KGZ": 13.9, "MDV": 6.6, "MNG": None}
)
ANY = "un-press-2022-ga-demands-end"


def colour(series=GDP, **more):
    options = {"title": "GDP", "unit": "billion US dollars", "source": ANY, "classes": 3} | more
    return maps.choropleth(series, **options)


@pytest.mark.parametrize("draw", [
    lambda: maps.members("SCO"), lambda: maps.overlap("SCO", "BRICS"), lambda: colour(),
    lambda: maps.votes("ES-11/1"), lambda: maps.compare_projections("SCO"),
    lambda: maps.places("border"), lambda: maps.members("SCO", tiles=True),
], ids=["slider", "overlap", "choropleth", "votes", "projections", "places", "tiles"])  # fmt: skip
def test_every_kind_of_map_is_complete_small_and_the_same_each_time(draw):
    one, two = draw(), draw()
    assert one.page() == two.page()
    assert loaded_from_elsewhere(one.page()) == []
    shown = one._repr_html_()
    assert len(shown.encode()) <= 200_000 and "\n" not in shown
    assert "<summary>In words</summary>" in shown and "<table>" in shown
    assert "Natural Earth" in shown and "point of view" in shown


def test_the_slider_knows_who_came_when():
    drawn = maps.members("SCO")
    # SCO: six founders in 2001, India and Pakistan in 2017, Iran in 2023, Belarus in 2024.
    assert "2001: 6, 2017: 8, 2023: 9, 2024: 10" in drawn.words
    assert '"2017":"New – member: India, Pakistan"' in drawn.page()
    assert '"2016-12-31"' in drawn.page() and f'"{data.as_of()}"' in drawn.page()


def test_the_overlap_of_sco_and_brics():
    # In both on 1 January 2026: China, Russia, India, Iran. Belarus is a partner of BRICS only.
    words = maps.overlap("SCO", "BRICS", on="2026-01-01").words
    assert "in both SCO and BRICS (4): China, India, Iran, Russia;" in words
    assert "only in SCO (6): Belarus, Kazakhstan, Kyrgyzstan, Pakistan, Tajikistan" in words


def test_classes_hold_every_country_once_and_name_what_has_no_number():
    drawn = colour()
    assert "Highest: China 18,270, India 3,638" in drawn.words or "India 3,639" in drawn.words
    assert "5 countries have a number. No data: Mongolia." in drawn.words
    spans = re.search(r'"spans":(\[\[.*?\]\])', drawn.page()).group(1)
    assert spans.count('"c0"') + spans.count('"c1"') + spans.count('"c2"') == 5 + 2  # HKG, MAC


def test_bounds_given_by_hand_are_kept():
    page = colour(classes=[10, 1000]).page()
    for label in ("below 10", "10 to 1,000", "1,000 or more"):
        assert f'"{label}"' in page


def test_a_year_of_the_economy_is_drawn_as_it_comes():
    economy = data.table("economy").query("year == 2023").set_index("iso3")["gdp_usd_bn"]
    drawn = maps.choropleth(economy.drop("WLD"), "GDP", "billion US dollars", "world-bank-2026-wdi")
    # World Bank, market rates, 2023: the United States before China before Germany and Japan.
    assert re.search(r"Highest: United States 27,\d{3}, China 18,\d{3}, Germany", drawn.words)


@pytest.mark.parametrize(
    ("series", "says"),
    [
        (GDP.to_frame(), "set_index"),
        ({"CHN": 1}, "set_index"),
        (GDP.astype(str), "no numbers"),
        (pd.Series({"CHN": True}), "no numbers"),
        (pd.Series([1.0, 2.0], index=["CHN", "CHN"]), "CHN stands there more than once"),
        (pd.Series({"CHN": 1.0, "WLD": 9.0}), "No country has the code WLD"),
        (pd.Series({"China": 1.0}), "ISO 3166 alpha-3"),
        (pd.Series({5: 1.0}), "No country has the code 5"),
        (pd.Series({"CHN": float("inf")}), "infinite"),
        (pd.Series({"CHN": float("nan")}), "no number to draw"),
        (pd.Series(dtype="float64"), "no number to draw"),
    ],
)
def test_a_column_that_cannot_be_drawn(series, says):
    with pytest.raises(data.DataError, match=says):
        colour(series)


@pytest.mark.parametrize("classes", [1, 8, 2.5, True, "five", [], [3, 2], [1] * 9])
def test_classes_that_make_no_sense(classes):
    with pytest.raises(data.DataError, match=r"classes|bounds"):
        colour(classes=classes)


def test_one_value_for_all_is_one_class():
    assert '"all"' in colour(pd.Series({"CHN": 2.0, "RUS": 2.0})).page()


def test_votes_are_those_on_record():
    # ES-11/3, 7 April 2022: 93-24-58, China against (UN Press GA/12414 and agencies).
    words = maps.votes("ES-11/3").words
    assert "93 yes, 24 no, 58 abstentions; adopted" in words
    assert re.search(r"no: [^;]*China", words)
    # ES-11/1, 2 March 2022: 141-5-35, China abstains (UN Press GA/12407).
    assert re.search(r"abstained: [^;]*China", maps.votes("A/RES/ES-11/1").words)


@pytest.mark.parametrize("symbol", ["ES-11/99", "", None, 5])
def test_a_resolution_that_is_not_there_lists_those_that_are(symbol):
    with pytest.raises(data.DataError, match="ES-11/1"):
        maps.votes(symbol)


def test_projections_give_the_true_areas():
    table = maps.compare_projections("BRICS").table.set_index("Country")
    # World Factbook: Russia 17.1, India 3.29 (published with all of Kashmir), in million km².
    assert table.loc["Russia", "Area, million km²"] == pytest.approx(17.1, rel=0.03)
    assert table.loc["India", "Area, million km²"] == pytest.approx(3.29, rel=0.06)


def test_overlap_needs_two_bodies():
    with pytest.raises(data.DataError, match="two different bodies"):
        maps.overlap("SCO", "SCO")


def test_tiles_ask_for_nothing_until_ticked():
    page = maps.members("SCO", tiles=True).page()
    assert "L.CRS.EPSG3857" in page and "strict-origin-when-cross-origin" in page
    layer = re.search(r"var (tile_layer_\w+) = L.tileLayer", page).group(1)
    assert f"{layer}.addTo(" not in page, "an unticked layer is not on the map"


def test_a_saved_map_is_one_file_that_loads_nothing(tmp_path):
    file = maps.save(maps.members("SCO"), tmp_path / "sco.html")
    text = file.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>") and "<title>Shanghai" in text
    assert [a for a in loaded_from_elsewhere(text) if not a.startswith("about")] == []


@pytest.mark.parametrize(
    ("what", "name", "says"),
    [("map", "sco.txt", "must end in .html"), ("map", "no/sco.html", "no folder"),
     ("text", "sco.html", "str was given")],
)  # fmt: skip
def test_what_cannot_be_saved_says_why(tmp_path, sco, what, name, says):
    with pytest.raises(data.DataError, match=says):
        maps.save(sco if what == "map" else "a map", tmp_path / name)


def test_a_picture_without_a_browser_says_what_to_do(sco, tmp_path, monkeypatch):
    monkeypatch.setattr(browser, "chromium", lambda: None)
    with pytest.raises(data.DataError, match="CHROMIUM"):
        maps.picture(sco, tmp_path / "sco.png")


def luminance(colour):
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("classes", [maps.CLASSES, maps.VOTES], ids=["members", "votes"])
def test_a_status_stands_out_by_three_to_one(classes):
    """WCAG 2.2, 1.4.11: a plain fill against the land, a pattern against its own ground."""
    for key, (_, _, fill, pattern, ink) in classes.items():
        ratio = contrast(ink, fill) if pattern else contrast(fill, maps.LAND)
        assert ratio >= 3, f"{key}: {ratio:.1f} to 1"


# Shares of China's imports of coal as the Statistical Review has them, and a country that comes.
YEARS = pd.DataFrame(
    {2021: {"IDN": 49.4, "RUS": 22.3, "AUS": 4.9}, 2022: {"IDN": 44.8, "RUS": 30.7, "AUS": 1.4},
     2023: {"IDN": 33.8, "RUS": 27.1, "AUS": 13.4, "MNG": 18.9}}
)  # fmt: skip


def payload(drawn):
    text = re.search(r'"title":.*?"line":\[\]\}', drawn.page()).group(0)
    return json.loads("{" + text)


def test_a_table_with_years_gives_a_slider_with_one_set_of_classes():
    drawn = colour(YEARS, classes=[10, 30])
    told = payload(drawn)
    assert told["days"] == ["2021-12-31", "2022-12-31", "2023-12-31"]
    assert [label for key, label in told["legend"] if key.startswith("c")] == [
        "30 or more", "10 to 30", "below 10",
    ]  # fmt: skip
    assert told["news"]["2022"] == "Highest: Indonesia 44.8, Russia 30.7, Australia 1.4"
    russia = {span[3]: span[1] for span in told["spans"] if span[0] == "RUS"}
    assert russia == {"2021-01-01": "c1", "2022-01-01": "c2", "2023-01-01": "c1"}
    assert "2023: Indonesia 33.8, Russia 27.1, Mongolia 18.9 (4 with a number)." in drawn.words


def test_a_country_without_a_number_in_a_year_has_no_status_then():
    drawn = colour(YEARS)
    spans = [span for span in payload(drawn)["spans"] if span[0] == "MNG"]
    assert [(span[3], span[4]) for span in spans] == [("2023-01-01", "2024-01-01")]
    assert "In some years no data: Mongolia." in drawn.words
    assert drawn.table["2021, billion US dollars"].isna().sum() == 1
    assert '["none","No data"]' in drawn.page()


def test_years_may_come_in_any_order_and_a_year_of_gaps_says_so():
    gap = YEARS.assign(**{"2020": None})[["2020", 2023, 2021, 2022]]
    told = payload(colour(gap.astype("float64")))
    assert [day[:4] for day in told["days"]] == ["2020", "2021", "2022", "2023"]
    assert told["news"]["2020"] == "No data for this year"
    assert payload(colour(YEARS[[2022]]))["days"] == ["2022-12-31"]


def test_a_map_with_years_stays_small_and_the_same_each_time():
    shares = measures.supplier_shares("crude").pivot(index="origin", columns="year", values="share")
    one, two = colour(shares, classes=5), colour(shares, classes=5)
    assert one.page() == two.page() and loaded_from_elsewhere(one.page()) == []
    assert len(one._repr_html_().encode()) <= 200_000
    # Statistical Review: Russia before Saudi Arabia in 2023, after it in 2022.
    assert "2022: Saudi Arabia 17.2" in one.words and "2023: Russia 18.98" in one.words


def test_a_long_table_shows_its_first_and_last_year():
    economy = data.table("economy").query("iso3 != 'WLD'")
    wide = economy.pivot(index="iso3", columns="year", values="gdp_usd_bn")
    drawn = colour(wide)
    assert list(drawn.table.columns)[1:] == ["1990, billion US dollars", "2025, billion US dollars"]
    assert "1990: United States" in drawn.words and "2025: United States" in drawn.words


@pytest.mark.parametrize(
    ("frame", "says"),
    [
        (pd.DataFrame({"gdp": {"CHN": 1.0}}), "must be years, and one is 'gdp'"),
        (pd.DataFrame({2020: {"CHN": 1.0}, "2020": {"CHN": 2.0}}), "twice"),
        (pd.DataFrame({2020.5: {"CHN": 1.0}}), "must be years"),
        (pd.DataFrame({True: {"CHN": 1.0}}), "must be years"),
        (pd.DataFrame({2020: {"WLD": 1.0}}), "WLD"),
        (pd.DataFrame({2020: {"CHN": "1"}}), "no numbers"),
        (pd.DataFrame({2020: [1.0, 2.0]}, index=["CHN", "CHN"]), "more than once"),
        (pd.DataFrame({2020: {"CHN": float("nan")}}), "no number to draw"),
        (pd.DataFrame(), "no number to draw"),
    ],
)
def test_a_table_that_cannot_be_drawn(frame, says):
    with pytest.raises(data.DataError, match=says):
        colour(frame)
