"""The data package as a whole: valid, and every source in it can be followed."""

import json
import re

import pytest
from frictionless import Package

from helpers import data, sources, world

PACKAGE = json.loads(data.path("datapackage.json").read_text(encoding="utf-8"))
TABLES = {r["name"]: r for r in PACKAGE["resources"]}
# Whole weights that no country has: the world, and the Republic of China in the vetoes of 1955.
NO_COUNTRY = {"WLD", "ROC"}

every_table = pytest.mark.parametrize("name", TABLES)


def test_frictionless_finds_the_package_valid():
    report = Package(str(data.path("datapackage.json"))).validate()
    assert report.valid, report.flatten(["type", "title", "rowNumber", "fieldName", "message"])
    assert report.stats["tasks"] == len(TABLES)


@every_table
def test_every_row_names_sources_that_exist(name):
    known = set(sources.ids())
    lost = {i for cell in data.table(name)["sources"] for i in cell.split(";")} - known
    assert not lost, f"{name}.csv cites {sorted(lost)}, which data/sources.json does not have"


@every_table
def test_a_row_that_is_not_verified_says_why(name):
    """Weak rows carry a note that a lesson can show; derived ones say how they were worked out."""
    frame = data.table(name)
    weak = frame[frame["confidence"] == "verified_weak"]
    assert (weak["note"] != "").all(), weak[weak["note"] == ""].head()
    derived = frame[frame["confidence"] == "derived"]
    if len(derived):
        text = json.dumps(TABLES[name])
        told = (derived["note"] != "").all() or "erived" in text
        assert told, f"{name}: neither note nor description says how these rows were derived"


@every_table
def test_every_number_names_its_unit(name):
    for field in TABLES[name]["schema"]["fields"]:
        assert field.get("description"), f"{name}.{field['name']}"
        if field["type"] == "number":
            assert field.get("unit"), f"{name}.{field['name']} is a number without a unit"


@every_table
def test_every_code_can_be_drawn(name):
    """Each ISO code of a table is in the boundaries, so that it can be put on a map."""
    frame = data.table(name)
    for field in TABLES[name]["schema"]["fields"]:
        if field.get("constraints", {}).get("pattern") == "[A-Z]{3}":
            codes = set(frame[field["name"]]) - {""}
            assert codes <= set(world.codes()) | NO_COUNTRY, f"{name}.{field['name']}"


def test_the_tables_stay_small_and_none_lies_beside_the_package():
    files = {f"tables/{f.name}": f.stat().st_size for f in data.path("tables").glob("*.csv")}
    assert set(files) == {r["path"] for r in TABLES.values()}
    assert sum(files.values()) <= 3_000_000


def test_intervals_of_one_status_never_overlap():
    rows = data.table("members").sort_values(["body", "iso3", "since"])
    for (body, iso3), of_one in rows.groupby(["body", "iso3"]):
        until = of_one["until"].tolist()[:-1]
        since = of_one["since"].tolist()[1:]
        for end, start in zip(until, since, strict=True):
            assert end <= start, f"{body}, {iso3}: two statuses at once on {start:%Y-%m-%d}"


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
    files = [*root.glob("docs/**/*.md"), *root.glob("tools/inputs/*.csv")]
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
