"""The data package as a whole: valid, and every source in it can be followed."""

import json
import re

import pytest
from frictionless import Package

from helpers import data, sources

TABLES = ["members", "trade", "timeline"]


def test_frictionless_finds_the_package_valid():
    report = Package(str(data.path("datapackage.json"))).validate()
    assert report.valid, report.flatten(["type", "title", "rowNumber", "fieldName", "message"])
    assert report.stats["tasks"] == len(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_every_row_names_sources_that_exist(name):
    known = set(sources.ids())
    lost = {i for cell in data.table(name)["sources"] for i in cell.split(";")} - known
    assert not lost, f"{name}.csv cites {sorted(lost)}, which data/sources.json does not have"


@pytest.mark.parametrize("name", TABLES)
def test_only_verified_rows_are_stated(name):
    assert set(data.table(name)["confidence"]) == {"verified"}


def test_the_bibliography_is_csl_json_with_an_address_for_each_source():
    items = json.loads(data.path("sources.json").read_text(encoding="utf-8"))
    assert len({i["id"] for i in items}) == len(items)
    assert len({i["URL"] for i in items}) == len(items), "one source, one id"
    for item in items:
        assert item["title"] and item["type"], item["id"]
        assert item["URL"].startswith(("https://", "http://")), item["id"]
        assert item["custom"]["tier"] in sources.TIERS, item["id"]
        assert item.get("publisher") or item.get("author"), item["id"]


def _words(text):
    return set(re.split(r"[\s,;()<>]+", text))


def test_no_source_stands_there_unused():
    lessons = json.loads(data.path("lessons.json").read_text(encoding="utf-8"))
    used = {i for lesson in lessons.values() for i in lesson["sources"]}
    for name in TABLES:
        used |= {i for cell in data.table(name)["sources"] for i in cell.split(";")}
    root = data.path().parent  # hand-kept inputs cite what they compare; documents link
    files = [*root.glob("docs/*.md"), *root.glob("tools/inputs/*.csv")]
    text = "".join(p.read_text(encoding="utf-8") for p in files)
    idle = [i for i in sources.ids() if {i, sources.get(i)["URL"]}.isdisjoint(_words(text))]
    idle = [i for i in idle if i not in used]
    assert not idle, f"data/sources.json holds sources that nothing cites: {idle}"


def test_nothing_in_the_tables_lies_after_the_as_of_date():
    last = data.as_of().isoformat()
    members, timeline = data.table("members"), data.table("timeline")
    assert members["since"].max().isoformat()[:10] <= last
    assert timeline["date"].max().isoformat()[:10] <= last
    assert data.table("trade")["year"].max() < data.as_of().year, "no year that is not over"


def test_the_readme_names_the_as_of_date():
    day = data.as_of()
    text = (data.path().parent / "README.md").read_text(encoding="utf-8")
    assert f"checked up to {day.day} {day:%B %Y}" in text
