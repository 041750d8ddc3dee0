"""helpers.maps: complete without a network, the same each time, and said in words."""

import html
import os
import re
import subprocess
import sys

import folium
import folium.folium
import pandas as pd
import pytest
from xstatic.pkg import leaflet

from helpers import data, maps, world


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
        assert name in sco._words
        assert f"<td>{name}</td>" in shown
    assert sco._words.startswith("On 4 July 2024 the SCO had 10 members: Belarus, China")


def test_saudi_arabia_is_not_counted_as_a_brics_member():
    drawn = maps.members("BRICS")
    assert re.search(r"1 unconfirmed: Saudi Arabia", drawn._words)
    assert "Saudi Arabia" not in drawn._words.split(";")[0]


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
    shapes = world.boundaries()
    moved = {**shapes, "features": shapes["features"][1:]}
    monkeypatch.setattr(maps.world, "boundaries", lambda: moved)
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
    "name", ["</script><b>x", "<img src=x onerror=alert(1)>", "a`${1}`", "O'B \"&"]
)
def test_a_strange_name_stays_a_name(monkeypatch, name):
    rows = data.members("SCO", status=None)
    rows.loc[0, "name"] = name
    monkeypatch.setattr(maps.data, "members", lambda *a, **k: rows)
    drawn = maps.members("SCO")
    assert name not in drawn.page() or "<" not in name
    assert html.escape(name) in drawn._repr_html_()


def test_a_member_without_a_boundary_is_not_dropped(monkeypatch):
    rows = data.members("SCO", status=None)
    rows.loc[0, "iso3"] = "XXQ"
    monkeypatch.setattr(maps.data, "members", lambda *a, **k: rows)
    with pytest.raises(data.DataError, match="XXQ"):
        maps.members("SCO")


@pytest.mark.parametrize(("body", "on"), [("EU", None), ("SCO", "1950-01-01"), ("SCO", "soon")])
def test_bad_questions_get_the_sentence_of_the_data(body, on):
    with pytest.raises(data.DataError):
        maps.members(body, on=on)


def test_a_body_before_its_founding_is_an_empty_map_that_says_so():
    assert (
        maps.members("SCO", on="2000-01-01")._words == "On 1 January 2000 the SCO had no members."
    )


def test_the_html_is_one_line(sco):
    """Some readers of notebooks do not join an output that is stored as several lines."""
    assert "\n" not in sco._repr_html_()


def test_since_is_as_exact_as_the_source():
    row = pd.DataFrame({"since": [pd.Timestamp("2010-01-01")], "precision": ["year"]})
    assert maps._since(next(row.itertuples())) == "2010"
