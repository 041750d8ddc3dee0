"""The maps as pages of their own: drawn, moved by keyboard, read aloud, under strict policies."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from helpers import data, maps, measures, page

pytestmark = pytest.mark.browser

# What Visual Studio Code allows in the output of a notebook: inline code, nothing from elsewhere.
STRICT = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:;"
    " font-src data:; connect-src 'none'"
)


def gdp():
    return data.table("economy").query("year == 2023").set_index("iso3")["gdp_usd_bn"].drop("WLD")


KINDS = {
    "slider": lambda: maps.members("SCO"),
    "one day": lambda: maps.members("BRICS", on=2024),
    "overlap": lambda: maps.overlap("SCO", "BRICS"),
    "choropleth": lambda: maps.choropleth(
        gdp(), "GDP, 2023", "billion US dollars", "world-bank-2026-wdi"
    ),
    "votes": lambda: maps.votes("ES-11/1"),
    "projections": lambda: maps.compare_projections("SCO"),
    "places": lambda: maps.places("border"),
    "tiles": lambda: maps.members("SCO", on=2020, tiles=True),
}
every_kind = pytest.mark.parametrize("kind", KINDS)


def opened(visit, tmp_path, html, name="map.html", **options):
    file = tmp_path / name
    file.write_text(html, encoding="utf-8")
    return visit(file.as_uri(), **options)


def names_russia(frame):
    """Hover over Russia: on every kind of map the tooltip names it in three languages."""
    frame.locator("path.land.RUS").first.dispatch_event("mouseover")
    said = frame.locator(".leaflet-tooltip:not(.label)").first.inner_text()
    return all(name in said for name in ("Russia", "俄罗斯", "Россия"))


@every_kind
def test_axe_finds_nothing_in_the_map_itself(visit, tmp_path, kind):
    inner = opened(visit, tmp_path, KINDS[kind]().page())
    inner.locator("path.land.RUS").first.wait_for()
    assert inner.locator("path.land").count() >= 230
    # A map inside a frame is a part of a page, not a page with title and headings of its own.
    rules = {"rules": {r: {"enabled": False} for r in ("document-title", "page-has-heading-one",
             "landmark-one-main", "region", "html-has-lang")}}  # fmt: skip
    found = Axe().run(inner, options=rules)
    assert found.violations_count == 0, found.generate_report()


@every_kind
def test_axe_finds_nothing_in_a_saved_map(visit, tmp_path, kind):
    file = maps.save(KINDS[kind](), tmp_path / "saved.html")
    outer = visit(file.as_uri())
    frame = outer.frame_locator("iframe")
    frame.locator("path.land.RUS").first.wait_for()
    assert frame.locator("path.land").count() >= 230 and names_russia(frame)
    found = Axe().run(outer, options={"rules": {"page-has-heading-one": {"enabled": False}}})
    assert found.violations_count == 0, found.generate_report()


@every_kind
def test_it_draws_under_a_strict_content_policy(visit, tmp_path, kind):
    drawn = KINDS[kind]()
    policy = f'<meta http-equiv="Content-Security-Policy" content="{STRICT}">'
    text = page.document(drawn.title, drawn._repr_html_()).replace("<head>", f"<head>{policy}")
    outer = opened(visit, tmp_path, text)
    frame = outer.frame_locator("iframe")
    frame.locator("path.land.RUS").first.wait_for()
    assert frame.locator("path.land").count() >= 230 and names_russia(frame)
    assert frame.locator(".legend li").count() >= 2
    if kind == "slider":
        frame.get_by_role("slider").press("Home")
        assert frame.locator("output").inner_text().startswith("1996")


def test_the_slider_moves_by_arrow_keys_and_says_what_changed(visit, tmp_path):
    inner = opened(visit, tmp_path, maps.members("SCO").page())
    inner.locator("path.land.RUS").wait_for()
    slider = inner.get_by_role("slider", name="Year")
    slider.focus()
    inner.keyboard.press("Home")
    assert slider.get_attribute("aria-valuetext") == "1996"
    assert "Members" not in inner.locator(".legend").inner_text()
    inner.keyboard.press("End")
    for _ in range(9):
        inner.keyboard.press("ArrowLeft")
    assert slider.get_attribute("aria-valuetext") == "2017"
    assert "India, Pakistan" in inner.locator("output").inner_text()
    assert "Members (8)" in inner.locator(".legend").inner_text()
    inner.locator("path.land.IND").hover()
    assert "Member since 9 June 2017" in inner.locator(".leaflet-tooltip").inner_text()


def test_a_choropleth_moves_through_its_years_by_arrow_keys(visit, tmp_path):
    shares = measures.supplier_shares("crude").pivot(index="origin", columns="year", values="share")
    source = "energy-institute-2026-statistical-review"
    drawn = maps.choropleth(
        shares, "Suppliers of crude oil", "per cent", source, classes=[5, 10, 15]
    )
    inner = opened(visit, tmp_path, drawn.page())
    inner.locator("path.land.RUS").wait_for()
    slider = inner.get_by_role("slider", name="Year")
    slider.focus()
    inner.keyboard.press("Home")
    assert slider.get_attribute("aria-valuetext") == "2017"
    assert "Russia 14.17" in inner.locator("output").inner_text()
    before = inner.locator("path.land.RUS").get_attribute("fill")
    for _ in range(6):
        inner.keyboard.press("ArrowRight")
    # Statistical Review, 2023: Russia 19.0 and Saudi Arabia 15.2 per cent.
    assert "15 or more (2)" in inner.locator(".legend").inner_text()
    assert inner.locator("path.land.RUS").get_attribute("fill") != before
    inner.keyboard.press("ArrowRight")  # 2024: three suppliers are named
    inner.locator("path.land.IRQ").hover()
    assert "No data" in inner.locator(".leaflet-tooltip").inner_text()


def test_play_runs_through_the_years_and_stops(visit, tmp_path):
    inner = opened(visit, tmp_path, maps.members("SCO").page())
    inner.get_by_role("button", name="Play").click()
    inner.get_by_role("button", name="Stop").wait_for()
    assert inner.get_by_role("slider").get_attribute("aria-valuetext") == "1996"
    inner.wait_for_function("document.querySelector('output').textContent.startsWith('1997')")
    inner.get_by_role("button", name="Stop").click()
    inner.get_by_role("button", name="Play").wait_for()


def test_a_tooltip_names_the_country_in_three_languages(visit, tmp_path):
    inner = opened(visit, tmp_path, maps.members("SCO", on=2024).page())
    inner.locator("path.land.KAZ").hover()
    said = inner.locator(".leaflet-tooltip").inner_text()
    for words in ("Kazakhstan", "哈萨克斯坦", "Казахстан", "Founding member since 15 June 2001"):
        assert words in said


def test_a_disputed_area_names_both_sides(visit, tmp_path):
    inner = opened(visit, tmp_path, maps.members("SCO", on=2024).page())
    areas = inner.locator("path.disputed")
    areas.first.wait_for(state="attached")
    names = data.read_json("boundaries/disputed.geojson")["features"]
    assert areas.count() == len(names)
    at = [f["properties"]["name"] for f in names].index("Crimea and Sevastopol")
    areas.nth(at).dispatch_event("mouseover")
    said = inner.locator(".leaflet-tooltip").inner_text()
    for words in ("Crimea", "Administered by: Russia", "Claimed by: Ukraine", "68/262"):
        assert words in said


def test_what_a_teacher_adds_by_latitude_lands_on_the_country(visit, tmp_path):
    import folium

    drawn = maps.members("SCO", on=2024)
    folium.CircleMarker([55.75, 37.62], radius=4, class_name="added").add_to(drawn)
    inner = opened(visit, tmp_path, drawn.page())
    inner.locator("path.added").wait_for()
    dot = inner.locator("path.added").bounding_box()
    under = inner.evaluate(
        """([x, y]) => document.elementsFromPoint(x, y).map(e => e.className.baseVal ?? '')""",
        [dot["x"] + dot["width"] / 2, dot["y"] + dot["height"] / 2],
    )
    assert any("land RUS" in name for name in under), "Moscow lies in Russia"


def test_a_picture_for_slides_is_made(tmp_path, chromium):
    file = maps.picture(maps.members("SCO", on=2024), tmp_path / "sco.png", width=800, height=450)
    head = file.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(head[16:20]) == 800 and int.from_bytes(head[20:24]) == 450
